#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "base/uuid.h"
#include "decode/tree_builder.h"
#include "protocol/field.h"
#include "protocol/visitors/equal.h"

namespace decode {

/// Puts a message of one version into a tree, with Kafka's field names; left out are fields that the version
/// lacks, and tagged ones at their default.
class MessageTree {
public:
    MessageTree(TreeBuilder& builder, std::int16_t version) : m_out(builder), m_version(version) {}
    virtual ~MessageTree() = default;

    template <class S>
    void structure(const S& value) {
        const auto outer = std::exchange(m_withDefaults, protocol::Pair(value, protocol::defaultsOf<S>()));
        m_out.open(Type::Object);
        S::describe(value, *this);
        m_out.close();
        m_withDefaults = outer;
    }

    template <class T>
    void field(const char* name, const T& value, protocol::Field f = {}) {
        if (!f.livesIn(m_version) ||
            (f.tagged() && protocol::Equal::same(value, m_withDefaults.twinOf(value))))
            return;
        m_out.name(name);
        m_field = name;
        print(value);
    }

protected:
    /// Bytes that may hold something of a form.
    virtual void bytes(std::string_view field, const base::Buffer& value) {
        (void)field;
        m_out.leaf(Type::Bytes, base::asText(value.view()));
    }
    TreeBuilder& m_out;

private:
    template <class T>
    void print(const T& value) {
        if constexpr (protocol::isOptional<T>) {
            if (value)
                print(*value);
            else
                m_out.leaf(Type::Null, "null");
        } else if constexpr (std::is_same_v<T, bool>) {
            m_out.leaf(Type::Boolean, value ? "true" : "false");
        } else if constexpr (protocol::isNumber<T>) {
            m_out.leaf(Type::Number, fmt::format("{}", value));
        } else if constexpr (std::is_same_v<T, std::string>) {
            m_out.leaf(Type::String, value);
        } else if constexpr (std::is_same_v<T, base::Buffer>) {
            bytes(m_field, value);
        } else if constexpr (std::is_same_v<T, base::Uuid>) {
            m_out.leaf(Type::String, value.toString());
        } else if constexpr (protocol::isVector<T>) {
            m_out.open(Type::Array);
            for (const auto& element : value)
                print(element);
            m_out.close();
        } else {
            structure(value);
        }
    }

    const std::int16_t m_version;
    std::string_view m_field;
    protocol::Pair m_withDefaults;
};

} // namespace decode
