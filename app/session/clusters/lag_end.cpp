#include "session/clusters/lag_end.h"

#include <algorithm>
#include <tuple>

namespace session {

namespace {

/// Who only ever commits has no members to be seen: of those what rises counts as read.
bool hasNobody(const GroupRow& group) {
    return group.state == GroupState::Empty && group.type != QLatin1String("simple");
}

LagEnd endOf(const GroupPartitionRow& before, const GroupPartitionRow& after, bool share) {
    switch (after.commitState) {
    case CommitState::Committed:
        // A share group's offset may stay where it is while all behind it is done with.
        return share || after.committed.value_or(0) > before.committed.value_or(-1) ? LagEnd::Read
                                                                                    : LagEnd::Unknown;
    case CommitState::BeforeLogStart:
        return LagEnd::Deleted;
    case CommitState::NoCommit:
    case CommitState::BeyondEnd:
    case CommitState::TopicGone:
    case CommitState::Unread:
        return LagEnd::Unknown;
    }
    return LagEnd::Unknown;
}

auto place(const GroupPartitionRow& row) {
    return std::tie(row.topic, row.partition);
}

} // namespace

qint64 passedDeleted(const GroupRow& before, const GroupRow& after) {
    qint64 out = 0;
    auto is = after.partitionRows.begin();
    for (const auto& was : before.partitionRows) {
        while (is != after.partitionRows.end() && place(*is) < place(was))
            ++is;
        if (is == after.partitionRows.end())
            break;
        if (place(*is) != place(was) || !was.committed || !is->committed || !is->logStart)
            continue;
        // Where its log begins may be known of a later time than what it committed.
        const qint64 from = *was.committed + was.deletedUnread;
        out += std::max<qint64>(0, std::min(*is->committed, *is->logStart) - from);
    }
    return out;
}

LagEnd lagEnd(const GroupRow& before, const GroupRow& after) {
    bool unknown = false, any = false;
    for (const auto& was : before.partitionRows) {
        if (was.lag ? *was.lag == 0 : !was.lag.reason())
            continue;
        const auto is = std::ranges::lower_bound(after.partitionRows, place(was), {}, place);
        const bool there = is != after.partitionRows.end() && place(*is) == place(was);
        const auto end = there ? endOf(was, *is, after.type == QLatin1String("share")) : LagEnd::Unknown;
        if (end == LagEnd::Deleted)
            return end;
        const bool mayNotHaveLagged = !was.lag && there && was.committed == is->committed;
        any = any || !mayNotHaveLagged;
        unknown = unknown || (end == LagEnd::Unknown && !mayNotHaveLagged);
    }
    if (unknown || !any)
        return LagEnd::Unknown;
    return hasNobody(before) && hasNobody(after) ? LagEnd::Moved : LagEnd::Read;
}

} // namespace session
