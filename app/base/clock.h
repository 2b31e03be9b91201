#pragma once

#include <chrono>
#include <cstdint>

namespace base {

using Millis = std::chrono::milliseconds;

/// Wall and monotonic time behind one seam, so that tests own it. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    /// Milliseconds since the Unix epoch, as Kafka's timestamps.
    [[nodiscard]] virtual std::int64_t wallMs() const = 0;
    /// Never goes backwards; only differences mean something.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] std::int64_t wallMs() const override {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::now();
    }
};

} // namespace base
