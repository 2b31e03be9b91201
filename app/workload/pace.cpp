#include "workload/pace.h"

#include <algorithm>
#include <cmath>

namespace workload {

Pace::Clock::time_point Pace::due(std::int64_t number, Clock::time_point now) {
    if (!isBound())
        return m_begin;
    const std::chrono::duration<double> after(static_cast<double>(number) / m_perSecond);
    const auto due = m_begin + std::chrono::duration_cast<Clock::duration>(after);
    if (now - due > catchesUp)
        m_begin += now - due - catchesUp;
    return due;
}

std::int64_t Pace::mostUnderWay(std::int64_t limit) const {
    // So long may an acknowledgement take without lowering the rate.
    constexpr double secondsUnderWay = 2;
    if (!isBound())
        return limit;
    const double most = std::ceil(m_perSecond * secondsUnderWay);
    return most < static_cast<double>(limit) ? std::max<std::int64_t>(1, static_cast<std::int64_t>(most))
                                             : limit;
}

} // namespace workload
