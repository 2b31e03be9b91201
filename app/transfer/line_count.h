#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <thread>

#include "base/result.h"

namespace transfer {

/// Counts the lines of a file on a thread of its own, which it ends with itself. Only reading them tells what
/// is packed into a file, and how lines are spread over it. Thread-safe.
class LineCount {
public:
    struct Extent {
        std::int64_t lines = 0;
        std::int64_t bytes = 0; ///< unpacked
    };

    /// Blocks. None: stopped. Fails where the file cannot be read to its end.
    [[nodiscard]] static base::Result<std::optional<Extent>> of(const std::filesystem::path& path,
                                                                const std::stop_token& stop);

    explicit LineCount(std::filesystem::path path);
    /// None: it still counts, or the file cannot be read to its end.
    [[nodiscard]] std::optional<Extent> extent() const;

private:
    std::optional<Extent> m_extent; // written before m_ended
    std::atomic<bool> m_ended = false;
    std::jthread m_thread; // gone before what it writes
};

} // namespace transfer
