#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline std::string_view asText(ByteView v) {
    return {reinterpret_cast<const char*>(v.data()), v.size()};
}
inline ByteView asBytes(std::string_view v) {
    return {reinterpret_cast<const std::uint8_t*>(v.data()), v.size()};
}

/// An immutable slice of bytes that keeps the storage it points into alive. Copying shares; slicing is free.
class Buffer {
public:
    Buffer() = default;
    explicit Buffer(Bytes bytes) {
        auto owned = std::make_shared<const Bytes>(std::move(bytes));
        m_view = *owned;
        m_owner = std::move(owned);
    }
    Buffer(std::shared_ptr<const void> owner, ByteView view) : m_owner(std::move(owner)), m_view(view) {}
    static Buffer copyOf(ByteView view) { return Buffer(Bytes(view.begin(), view.end())); }

    [[nodiscard]] ByteView view() const { return m_view; }
    [[nodiscard]] const std::uint8_t* data() const { return m_view.data(); }
    [[nodiscard]] std::size_t size() const { return m_view.size(); }
    [[nodiscard]] bool empty() const { return m_view.empty(); }
    /// Precondition: offset + count <= size().
    [[nodiscard]] Buffer slice(std::size_t offset, std::size_t count) const {
        return {m_owner, m_view.subspan(offset, count)};
    }
    friend bool operator==(const Buffer& a, const Buffer& b) {
        return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
    }

private:
    std::shared_ptr<const void> m_owner;
    ByteView m_view;
};

} // namespace base
