#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "broker/storage_refusals.h"

namespace broker {

/// What handlers count, for the facade's snapshot. Relaxed atomics: nobody orders anything by them.
struct Metrics {
    static constexpr std::size_t ApiKeys = 128;

    std::array<std::atomic<std::uint64_t>, ApiKeys> requestsByApi{};
    std::atomic<std::uint64_t> recordsIn{0}, recordsOut{0}, recordBytesOut{0};
    StorageRefusals storageRefusals;
    /// Bytes of answers that slow readers have not taken yet; owned by the net part.
    const std::atomic<std::int64_t>* unsentBytes = nullptr;
};

} // namespace broker
