#include "base/uuid.h"

#include <cstring>
#include <random>

namespace base {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::string Uuid::toString() const {
    std::string text;
    text.reserve(22);
    std::uint32_t window = 0;
    int bits = 0;
    for (auto byte : bytes) {
        window = (window << 8) | byte;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            text += kAlphabet[(window >> bits) & 63];
        }
    }
    text += kAlphabet[(window << (6 - bits)) & 63];
    return text;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 22)
        return std::nullopt;
    Uuid id;
    std::uint32_t window = 0;
    int bits = 0;
    std::size_t at = 0;
    for (char c : text) {
        auto digit = kAlphabet.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        window = (window << 6) | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8 && at < id.bytes.size()) {
            bits -= 8;
            id.bytes[at++] = static_cast<std::uint8_t>(window >> bits);
        }
    }
    if ((window & ((1u << bits) - 1)) != 0)
        return std::nullopt;
    return id;
}

Uuid Uuid::random() {
    static thread_local std::random_device source;
    for (;;) {
        Uuid id;
        for (std::size_t i = 0; i < 16; i += 4) {
            std::uint32_t word = source();
            std::memcpy(&id.bytes[i], &word, 4);
        }
        id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x40);
        id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
        if (id.toString().front() != '-')
            return id;
    }
}

} // namespace base

std::size_t std::hash<base::Uuid>::operator()(const base::Uuid& id) const noexcept {
    std::size_t h = 0;
    std::memcpy(&h, id.bytes.data(), sizeof h);
    return h;
}
