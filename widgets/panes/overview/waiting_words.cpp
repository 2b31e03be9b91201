#include "widgets/panes/overview/waiting_words.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QSet>

#include "models/group_model.h"
#include "models/unread.h"

namespace widgets {
namespace {

using session::ClusterSnapshot;
using session::Quantity;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(overview)
};

bool commits(const ClusterSnapshot& snapshot) {
    return std::ranges::any_of(snapshot.groups, [](const auto& group) { return models::commits(*group); });
}

/// Whether something is committed of which a rate is counted.
bool countsCommits(const ClusterSnapshot& snapshot) {
    QSet<QString> counted;
    for (const auto& topic : snapshot.topics)
        if (!topic->internal)
            counted.insert(topic->name);
    const auto counts = [&](const auto& row) { return row.committed && counted.contains(row.topic); };
    return std::ranges::any_of(snapshot.groups, [&](const auto& group) {
        return std::ranges::any_of(group->partitionRows, counts);
    });
}

/// Whether the window began to look within the last hour, and nothing has moved since as far as is known.
bool isStillSinceTheBegin(const session::Series& series, Quantity quantity, qint64 nowMs) {
    constexpr int looked = 120; // points
    constexpr qint64 hour = 3'600'000, step = hour / looked;
    for (const QPointF& point : series.points({quantity, {}, {}, -1}, hour, looked))
        if (point.y() > 0 || (std::isfinite(point.y()) && point.x() < double(nowMs - hour + step)))
            return false;
    return true;
}

/// Why there is nothing of it; none where nothing failed.
session::Reason unread(const session::ClusterFigures& figures, Quantity quantity) {
    if (quantity == Quantity::Lag)
        return figures.groups.reason();
    if (quantity == Quantity::MessagesOut && figures.outPerSecond.reason())
        return figures.outPerSecond.reason();
    if (quantity == Quantity::BytesIn && figures.bytesInPerSecond.reason())
        return figures.bytesInPerSecond.reason();
    return figures.inPerSecond.reason();
}

/// Why somebody may have committed of whom it is not known.
session::Reason commitsUnread(const ClusterSnapshot& snapshot) {
    if (snapshot.figures.groups.reason())
        return snapshot.figures.groups.reason();
    for (const auto& group : snapshot.groups) {
        if (group->commitsUnread)
            return group->commitsUnread;
        for (const auto& row : group->partitionRows)
            if (row.committed.reason())
                return row.committed.reason();
    }
    return {};
}

/// Where nobody is known to have committed.
QString commitWords(const ClusterSnapshot& snapshot) {
    const auto why = commitsUnread(snapshot);
    return why ? models::unreadTip(why, false) : Words::tr("Waiting for a group that commits offsets");
}

QString lagWords(const ClusterSnapshot& snapshot) {
    const auto& worst = snapshot.figures.worstLag;
    if (!commits(snapshot))
        return commitWords(snapshot);
    if (!worst)
        return worst.reason() ? models::unreadTip(worst)
                              : Words::tr("Nothing that was committed has a lag to count");
    if (*worst > 0)
        return Words::tr("Waiting for a second round: a line needs two");
    return worst.reason() || models::withoutCommit(snapshot.groups) > 0
               ? Words::tr("No group lags of those whose lag is known")
               : Words::tr("No group lags");
}

} // namespace

QString waitingWords(const session::ClusterSession& cluster, Quantity quantity) {
    const auto snapshot = cluster.data().snapshot();
    const auto& figures = snapshot->figures;
    const bool countsSent = cluster.profile().localBroker, out = quantity == Quantity::MessagesOut;
    if (quantity == Quantity::BytesOut && !countsSent)
        return Words::tr("Bytes out are known on the local broker only");
    if (const auto why = unread(figures, quantity))
        return models::unreadTip(why, false);
    if (quantity == Quantity::Lag)
        return lagWords(*snapshot);
    if (out && !countsSent && !commits(*snapshot))
        return commitWords(*snapshot);
    const bool known = out ? figures.outPerSecond.has_value() : figures.inPerSecond.has_value();
    if (out && !countsSent && !known && !countsCommits(*snapshot))
        return Words::tr("All that was committed is of topics that are gone or internal");
    if (!known)
        return Words::tr("Waiting for a second round: a rate needs two");
    return isStillSinceTheBegin(cluster.series(), quantity, snapshot->takenAtMs)
               ? Words::tr("Nothing has moved since this window began to look")
               : Words::tr("Nothing moved in this range of time");
}

} // namespace widgets
