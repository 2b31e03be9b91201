#include "session/records/since_read.h"

#include <algorithm>
#include <map>

namespace session {

namespace {

bool concerns(const BrowseQuery& query, int partition) {
    return query.partitions.isEmpty() || query.partitions.contains(partition);
}

const HeldRange* heldOf(const RecordBrowser& browser, int partition) {
    const auto found = std::ranges::lower_bound(browser.held(), partition, {}, &HeldRange::partition);
    return found == browser.held().end() || found->partition != partition ? nullptr : &*found;
}

/// Whether the rows go up to the ends as they were.
bool reachesTheEnds(const RecordBrowser& browser) {
    if (browser.state() != BrowseState::Stopped || browser.showsEarlier() || browser.held().empty() ||
        browser.query().untilMs) // what is younger was not asked for
        return false;
    switch (browser.query().seek) {
    case SeekKind::Newest:
    case SeekKind::LastN:
        return true;
    case SeekKind::Oldest:
    case SeekKind::Offset:
    case SeekKind::Time:
        return browser.stopReason() == StopReason::EndReached;
    case SeekKind::Live:
        return false;
    }
    return false;
}

/// A partition that was added since is read from its start.
qint64 freshOf(const RecordBrowser& browser, const PartitionRow& partition) {
    if (!partition.end)
        return 0;
    const HeldRange* held = heldOf(browser, partition.id);
    return std::max<qint64>(0,
                            *partition.end - std::max(held ? held->end : 0, partition.logStart.value_or(0)));
}

qint64 deletedRows(const RecordBrowser& browser, const TopicRow& topic) {
    std::map<int, qint64> raised; // log starts behind the first offset that can be among the rows
    for (const PartitionRow& partition : topic.partitionRows) {
        const HeldRange* held = heldOf(browser, partition.id);
        if (partition.logStart && *partition.logStart > (held ? held->start : 0))
            raised[partition.id] = *partition.logStart;
    }
    qint64 deleted = 0;
    for (int i = 0; !raised.empty() && i < browser.rowCount(); ++i) {
        const auto start = raised.find(browser.row(i).partition);
        deleted += start != raised.end() && browser.row(i).offset < start->second;
    }
    return deleted;
}

} // namespace

SinceRead sinceRead(const RecordBrowser& browser, const TopicRow& topic) {
    SinceRead since;
    const bool reaches = reachesTheEnds(browser);
    bool holdsNothing = true;
    for (const PartitionRow& partition : topic.partitionRows) {
        if (!concerns(browser.query(), partition.id))
            continue;
        holdsNothing = holdsNothing && partition.end && partition.logStart == partition.end;
        if (reaches)
            since.fresh += freshOf(browser, partition);
    }
    since.isSpan = since.fresh > 0 && topic.countKind == CountKind::Span;
    since.deleted = deletedRows(browser, topic);
    since.emptied = since.deleted > 0 && holdsNothing;
    return since;
}

bool wantsReading(const RecordBrowser& browser, const TopicRow& topic, qint64 nowMs) {
    const BrowseQuery& query = browser.query();
    if (browser.rowCount() > 0 || query.isSet() || browser.stopReason() != StopReason::EndReached ||
        query.fromMs.value_or(0) > nowMs || !reachesTheEnds(browser))
        return false;
    return std::ranges::any_of(topic.partitionRows, [&](const PartitionRow& partition) {
        const bool passed = query.seek != SeekKind::Offset || partition.end.value_or(0) > query.value;
        return concerns(query, partition.id) && passed && freshOf(browser, partition) > 0;
    });
}

} // namespace session
