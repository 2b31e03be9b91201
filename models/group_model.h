#pragma once

#include "models/live_table_model.h"
#include "session/snapshots.h"

namespace models {

/// Kafka's own words for a group's state, and how it is drawn.
struct GroupStateLook {
    QString word;
    QString meaning; ///< a sentence for the tooltip
    Shape shape;
    Tone tone;
};
GroupStateLook lookOf(session::GroupState state);
GroupStateLook lookOf(const session::GroupRow& group); ///< muted where the state is an older one
/// By its client's id, with the end of its own where another member has the same.
QString memberName(const QString& clientId, const QString& memberId, bool sharesClient);
/// What the lag leaves out; empty where that is nothing.
QString deletedUnread(qint64 records);
/// Whether a committed offset of it is known.
bool commits(const session::GroupRow& group);
/// Whether one of them lacks it: a sum is a part.
bool lacksLag(const std::vector<session::GroupPartitionRow>& rows);
/// The lag over some partitions: "≥" before one that lacks a part.
QString lagSum(const std::optional<qint64>& lag, const std::vector<session::GroupPartitionRow>& rows);
QString countedLagSum(qint64 lag, const std::vector<session::GroupPartitionRow>& rows); ///< "≥3 records"
/// How many have partitions that they read and did not commit, of which nobody knows how far they lag.
int withoutCommit(const std::vector<session::GroupPtr>& groups);
/// "4 980 beyond the end": committed, and not there.
QString beyondTheEnd(qint64 records);
/// "1 200 deleted unread": gone before they were committed.
QString deletedSum(qint64 records);
/// What a cell says where the lag alone, being nothing, would tell that all was read; empty where it does
/// not.
QString insteadOfNoLag(const session::Reading<qint64>& lag, qint64 beyondEnd, qint64 deletedUnread);
/// Whether it lags, or may: of its lag nothing, or not all, is known.
bool mayLag(const session::GroupRow& group);
/// What the lags of these groups leave out; empty where that is nothing.
QString deletedUnread(const std::vector<session::GroupPtr>& groups);

/// The Groups page's rows.
class GroupModel final : public LiveTableModel<session::GroupPtr, QString> {
    Q_OBJECT
public:
    explicit GroupModel(QObject* parent = nullptr);
};

/// The members of one group.
class GroupMemberModel final : public LiveTableModel<session::GroupMemberRow, QString> {
    Q_OBJECT
public:
    explicit GroupMemberModel(QObject* parent = nullptr);
};

} // namespace models
