#include "storage/epoch_history.h"

#include <algorithm>

namespace storage {

bool EpochHistory::assign(base::LeaderEpoch epoch, base::Offset start) {
    if (!m_rows.empty() && m_rows.back().epoch >= epoch)
        return false;
    // An epoch in which nothing was written leaves no row.
    while (!m_rows.empty() && m_rows.back().startOffset >= start)
        m_rows.pop_back();
    m_rows.push_back({epoch, start});
    return true;
}

void EpochHistory::truncateFromStart(base::Offset logStart) {
    const auto after = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const EpochStart& row) { return row.startOffset > logStart; });
    if (after == m_rows.begin())
        return;
    m_rows.erase(m_rows.begin(), after - 1);
    m_rows.front().startOffset = logStart;
}

void EpochHistory::truncateFromEnd(base::Offset end) {
    while (!m_rows.empty() && m_rows.back().startOffset >= end)
        m_rows.pop_back();
}

std::pair<base::LeaderEpoch, base::Offset> EpochHistory::endOffsetFor(base::LeaderEpoch asked,
                                                                      base::Offset logEnd) const {
    const std::pair unknown{base::LeaderEpoch(-1), base::Offset(-1)};
    if (asked.value() < 0 || m_rows.empty())
        return unknown;
    if (asked == m_rows.back().epoch)
        return {asked, logEnd};
    const auto higher =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const EpochStart& row) { return row.epoch > asked; });
    if (higher == m_rows.end())
        return unknown;
    if (higher == m_rows.begin())
        return {asked, higher->startOffset};
    return {(higher - 1)->epoch, higher->startOffset};
}

} // namespace storage
