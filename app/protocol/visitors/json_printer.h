#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/uuid.h"
#include "protocol/json_text.h"
#include "protocol/visitors/equal.h"

namespace protocol {

/// Prints a message of one version as Kafka's JsonConverter classes do; Codec's toJson says how.
class JsonPrinter {
public:
    explicit JsonPrinter(std::int16_t version) : m_version(version) {}

    [[nodiscard]] std::string release() { return std::move(m_out); }

    template <class S>
    void structure(const S& value) {
        const Scope outer = std::exchange(m_scope, Scope{Pair(value, defaultsOf<S>())});
        m_out += '{';
        S::describe(value, *this);
        m_out += '}';
        m_scope = outer;
    }

    template <class T>
    void field(const char* name, const T& value, Field f = {}) {
        if (!f.livesIn(m_version) || (f.tagged() && Equal::same(value, m_scope.withDefaults.twinOf(value))))
            return;
        if (!std::exchange(m_scope.first, false))
            m_out += ',';
        m_out += '"';
        m_out += name;
        if constexpr (std::is_same_v<T, std::optional<base::Buffer>>) {
            if (f.records && value) {
                m_out += "SizeInBytes\":" + std::to_string(value->size());
                return;
            }
        }
        m_out += "\":";
        print(value);
    }

private:
    struct Scope {
        Pair withDefaults;
        bool first = true;
    };

    template <class T>
    void print(const T& value) {
        if constexpr (isOptional<T>) {
            if (value)
                print(*value);
            else
                m_out += "null";
        } else if constexpr (std::is_same_v<T, bool>) {
            m_out += value ? "true" : "false";
        } else if constexpr (isNumber<T>) {
            m_out += std::to_string(value);
        } else if constexpr (std::is_same_v<T, std::string>) {
            appendJsonString(m_out, value);
        } else if constexpr (std::is_same_v<T, base::Buffer>) {
            appendBase64(m_out, value.view());
        } else if constexpr (std::is_same_v<T, base::Uuid>) {
            appendJsonString(m_out, value.toString());
        } else if constexpr (isVector<T>) {
            m_out += '[';
            bool first = true;
            for (const auto& element : value) {
                if (!std::exchange(first, false))
                    m_out += ',';
                print(element);
            }
            m_out += ']';
        } else {
            structure(value);
        }
    }

    std::int16_t m_version;
    Scope m_scope;
    std::string m_out;
};

} // namespace protocol
