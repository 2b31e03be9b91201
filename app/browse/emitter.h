#pragma once

#include <chrono>

#include "browse/record_source.h"

namespace browse {

/// Hands rows and progress to a sink in handfuls, so that neither a fast scan floods it nor a slow one leaves
/// it waiting.
class Emitter {
public:
    explicit Emitter(const ScanSink& sink) : m_sink(sink) {}

    void add(RecordPtr row);
    /// Hands over what has waited long enough.
    void beat();
    /// Hands over everything.
    void finish();
    void decide(const std::vector<Decision>& decisions) const;

    Progress progress;

private:
    using Clock = std::chrono::steady_clock;
    void flush();

    const ScanSink& m_sink;
    std::vector<RecordPtr> m_rows;
    Clock::time_point m_last = Clock::now();
};

} // namespace browse
