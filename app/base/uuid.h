#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// Kafka's Uuid: 16 bytes, written as 22 characters of unpadded base64url (org.apache.kafka.common.Uuid).
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Uuid&) const = default;
    [[nodiscard]] bool isZero() const { return *this == Uuid{}; }
    [[nodiscard]] std::string toString() const;
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);
    /// Random, version 4, never one whose text starts with '-' (as Kafka, so that it can stand on a command
    /// line).
    [[nodiscard]] static Uuid random();
};

} // namespace base

template <>
struct std::hash<base::Uuid> {
    std::size_t operator()(const base::Uuid& id) const noexcept;
};
