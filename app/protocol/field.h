#pragma once

#include <cstdint>

namespace protocol {

inline constexpr std::int16_t newestVersion = 32767;
/// For messages that have no flexible version (KIP-482).
inline constexpr std::int16_t neverFlexible = newestVersion;

/// The versions of a message that the codec knows, both ends included. What is served may be less.
struct Versions {
    std::int16_t oldest;
    std::int16_t newest;

    [[nodiscard]] constexpr bool contain(std::int16_t version) const {
        return version >= oldest && version <= newest;
    }
};

/// How a field lives in the versions of its message. Every message names each of its fields once, in wire
/// order:
///
///     template <class V> static void describe(auto& m, V& v) {
///         v.field("maxBytes", m.maxBytes, {.since = 3, .ignorable = true});
///
/// and writing, reading, printing and comparing are visitors `V`. A member's initial value is Kafka's default
/// of the field: what a reader leaves in versions without it, and what a writer leaves out of the tagged
/// fields.
struct Field {
    std::int16_t since = 0;
    std::int16_t until = newestVersion;
    std::int16_t nullableSince = newestVersion; ///< before it, null is an error on the wire
    std::int16_t tag = -1;                      ///< -1: not tagged
    bool records = false;      ///< bytes that hold record batches; never copied, printed as a size
    bool neverCompact = false; ///< keeps its long form in flexible versions
    bool ignorable = false;    ///< a value that a version has no place for is dropped without an error

    [[nodiscard]] constexpr bool livesIn(std::int16_t version) const {
        return version >= since && version <= until;
    }
    [[nodiscard]] constexpr bool nullableIn(std::int16_t version) const { return version >= nullableSince; }
    [[nodiscard]] constexpr bool tagged() const { return tag >= 0; }
};

} // namespace protocol
