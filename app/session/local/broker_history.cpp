#include "session/local/broker_history.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace session {
namespace {

constexpr qint64 longestPauseMs = 5'000;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

} // namespace

void BrokerHistory::take(const BrokerCounters& counters, qint64 atMs) {
    if (counters.apis != m_apis) { // of another version, which cannot be within one program
        m_apis = counters.apis;
        m_samples.clear();
    }
    if (!m_samples.empty() && atMs <= m_samples.back().atMs)
        m_samples.clear(); // the clock went back
    const bool memory = counters.memoryLimit > 0;
    m_samples.push_back(
        {atMs, counters.uptimeMs, memory ? counters.memoryUsed : counters.dataBytes, counters.requestsByApi});
    while (m_samples.front().atMs < atMs - coveredMs)
        m_samples.pop_front();
}

bool BrokerHistory::goesOn(const Sample& before, const Sample& after) {
    return after.atMs - before.atMs <= longestPauseMs && after.uptimeMs > before.uptimeMs &&
           before.requests.size() == after.requests.size();
}

double BrokerHistory::secondsBetween(const Sample& before, const Sample& after) {
    return double(after.uptimeMs - before.uptimeMs) / 1000;
}

std::vector<BrokerHistory::Line> BrokerHistory::requests() const {
    const auto count = static_cast<std::size_t>(m_apis.size());
    std::vector<SeriesPoints> rates(count);
    std::vector<double> sums(count);
    for (std::size_t i = 1; i < m_samples.size(); ++i) {
        const Sample &before = m_samples[i - 1], &after = m_samples[i];
        const bool known = goesOn(before, after);
        const double seconds = secondsBetween(before, after);
        for (std::size_t api = 0; api < count; ++api) {
            const double rise = known ? double(after.requests[api] - before.requests[api]) : 0;
            sums[api] += rise;
            rates[api].append({double(after.atMs), known ? rise / seconds : unknown});
        }
    }
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return sums[a] > sums[b]; });
    std::vector<Line> out;
    SeriesPoints rest;
    for (const std::size_t api : order) {
        if (sums[api] <= 0)
            break;
        if (out.size() < shownApis) {
            out.push_back({m_apis[static_cast<qsizetype>(api)], rates[api]});
            continue;
        }
        if (rest.isEmpty())
            rest = rates[api];
        else
            for (qsizetype i = 0; i < rest.size(); ++i)
                rest[i].ry() += rates[api][i].y();
    }
    if (!rest.isEmpty())
        out.push_back({{}, rest});
    return out;
}

std::optional<double> BrokerHistory::requestsNow() const {
    if (m_samples.size() < 2)
        return std::nullopt;
    const Sample &before = m_samples[m_samples.size() - 2], &after = m_samples.back();
    if (!goesOn(before, after))
        return std::nullopt;
    const auto sum = [](const Sample& of) {
        return std::accumulate(of.requests.begin(), of.requests.end(), qint64(0));
    };
    return double(sum(after) - sum(before)) / secondsBetween(before, after);
}

SeriesPoints BrokerHistory::held() const {
    SeriesPoints out;
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        if (i > 0 && !goesOn(m_samples[i - 1], m_samples[i]))
            out.append({double(m_samples[i].atMs) - 1, unknown});
        out.append({double(m_samples[i].atMs), double(m_samples[i].held)});
    }
    return out;
}

} // namespace session
