#pragma once

#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QSet>
#include <QString>
#include <QStringList>
#include <QVector>

#include "session/reading.h"

namespace series {
class View;
}

/// What the screens see of a cluster: plain immutable values, published whole on a beat.
/// `std::nullopt` means "not known" (drawn as an en dash), never zero; a Reading also tells why. Times are
/// milliseconds since the Unix epoch.
namespace session {

/// The last 15 minutes in steps of half a minute, oldest first and the newest always last; NaN where nothing
/// is known, before the first value too; empty when nothing is known at all. Two are equal when their bits
/// are: NaN then equals NaN, so that a row with a gap does not count as changed at every beat.
struct Sparkline : QVector<float> {
    using QVector<float>::QVector;
    friend bool operator==(const Sparkline& a, const Sparkline& b) {
        return a.size() == b.size() &&
               (a.isEmpty() ||
                std::memcmp(a.constData(), b.constData(), sizeof(float) * std::size_t(a.size())) == 0);
    }
};

struct BrokerRow {
    int id = -1;
    QString host;
    int port = 0;
    QString rack;
    bool controller = false;
    Reason unreachable; ///< it could not be connected to in this round, or did not answer
    bool operator==(const BrokerRow&) const = default;
};

struct PartitionRow {
    int id = 0;
    std::optional<int> leader; ///< none: the partition is offline
    QVector<int> replicas;
    QVector<int> inSyncReplicas;
    QVector<int> adding; ///< of the replicas those that a reassignment brings: nobody misses them yet
    int leaderEpoch = -1;
    Reading<qint64> logStart, end;     ///< the end is the high watermark
    Reading<qint64> lastStable;        ///< of a topic in view only
    Reading<qint64> size;              ///< bytes on disk of the leader's replica
    std::optional<double> inPerSecond; ///< records
    Reading<qint64> lastRecordMs;
    bool operator==(const PartitionRow&) const = default;

    /// As Kafka's own tool counts (TopicCommand).
    [[nodiscard]] bool isUnderReplicated() const {
        return inSyncReplicas.size() < replicas.size() - adding.size();
    }
};

enum class CountKind {
    Exact,
    Span
}; ///< Span: end − log start, an upper bound where offsets have gaps; not when 0

struct ChangedSetting {
    QString name, type;                   ///< as of a ConfigRow
    std::optional<QString> before, after; ///< none: null, or not known
    bool operator==(const ChangedSetting&) const = default;
};

/// What two readings of a topic's settings differ in.
struct TopicConfigChange {
    qint64 sameMs = 0; ///< when they were read last before they changed; 0: they were edited here
    QVector<ChangedSetting> settings; ///< by name; never empty
};

struct TopicRow {
    QString name;
    QString id; ///< topic id as Kafka prints it; empty before Kafka 2.8
    bool internal = false;
    int partitions = 0;
    int replication = 0;                     ///< without replicas that a reassignment brings
    int underReplicated = 0, reassigned = 0; ///< partitions; the latter gain replicas now
    Reading<qint64> messages;                ///< none while a partition's is not known
    CountKind countKind = CountKind::Span;
    Reading<qint64> size;              ///< likewise
    std::optional<double> inPerSecond; ///< records
    Reading<double> outPerSecond;      ///< likewise; with a value and a reason: it is more
    bool outIsSent = false;            ///< as in ClusterFigures
    Reading<double> bytesInPerSecond;  ///< with a value and a reason: it is more
    Sparkline sparkline;               ///< records in per second
    Reading<qint64> retentionMs;       ///< −1: without limit
    Reading<qint64> retentionBytes;
    Reading<QString> cleanup; ///< "delete", "compact", "compact,delete"
    /// The last one that was seen; null: none was.
    std::shared_ptr<const TopicConfigChange> configChange;
    QStringList groups;           ///< groups that committed or are assigned here, worst lag first
    Reading<qint64> lastRecordMs; ///< with both: a partition whose is not known may have a later one
    qint64 lastRecordAsOfMs = 0;  ///< when that was read, if more than two rounds ago; else 0
    std::vector<PartitionRow> partitionRows; ///< by id
    bool operator==(const TopicRow&) const = default;
};

/// Which topics are meant, by name: the id that each had when it was looked at. One without an id may be any.
using TopicIds = std::map<QString, QString>;

/// Which groups are meant, by id: the type (GroupRow::type) that each had when it was looked at. Groups have
/// nothing else that tells one from another of its name. One without a type may be any.
using GroupTypes = std::map<QString, QString>;

enum class GroupState {
    Unknown,
    Empty,
    PreparingRebalance,
    CompletingRebalance,
    Stable,
    Dead,
    Assigning,
    Reconciling,
    NotReady
};
enum class CommitState {
    Committed,
    NoCommit,
    BeforeLogStart,
    BeyondEnd, ///< committed − end records that are not there
    TopicGone,
    Unread ///< the group's commits could not be read
};

struct GroupPartitionRow {
    QString topic;
    int partition = 0;
    Reading<int> owners;              ///< members that it is assigned to; more than one in share groups only
    QString memberId, clientId, host; ///< of the first of them
    bool sharesClient = false;        ///< as of its member
    CommitState commitState = CommitState::NoCommit;
    Reading<qint64> committed, logStart, end;
    /// max(0, end − max(committed, log start)); end − log start of a streams group without a commit, none of
    /// others without one and for one beyond the end.
    Reading<qint64> lag;
    qint64 beyondEnd = 0;     ///< of BeyondEnd: committed − end, records that are not there
    qint64 deletedUnread = 0; ///< of BeforeLogStart: log start − committed
    QString metadata;
    Sparkline sparkline; ///< lag
    bool operator==(const GroupPartitionRow&) const = default;

    /// Records wait there of which nobody has committed any: a sum of lag without it is a part.
    [[nodiscard]] bool lacksLag() const {
        const bool empty = end && logStart && *end <= *logStart;
        return commitState == CommitState::NoCommit && !lag && !empty;
    }
};

/// What a group has to do with one of its topics.
struct GroupTopicRow {
    QString topic;
    Reading<qint64> lag;                                      ///< sum over partitions that have one
    int partitionsWithoutCommit = 0, partitionsBeyondEnd = 0; ///< which have none
    qint64 beyondEnd = 0;                                     ///< sum over the latter
    qint64 deletedUnread = 0;                                 ///< sum; not in the lag
    Reading<double> outPerSecond; ///< rise of committed offsets; with a reason: it is more
    Sparkline sparkline;          ///< lag
    bool operator==(const GroupTopicRow&) const = default;
};

struct GroupMemberRow {
    QString memberId, clientId, instanceId, host;
    bool sharesClient = false; ///< another member of the group has the same client id
    Reading<int> partitions;   ///< assigned to it
    Reading<qint64> lag; ///< sum over those that have one; none in a share group, whose members share them
    bool lagIsLeast = false;                                  ///< one of them lacks its lag
    int partitionsWithoutCommit = 0, partitionsBeyondEnd = 0; ///< which have none
    qint64 beyondEnd = 0;                                     ///< sum over the latter
    qint64 deletedUnread = 0;                                 ///< sum; not in the lag
    std::optional<int> epoch;                                 ///< none in a classic group
    int toCome = 0,
        toGo = 0; ///< partitions that its target has beyond its assignment, and the other way round
    int standbyTasks = 0, warmupTasks = 0; ///< of a streams group
    QStringList subscription;
    QString subscriptionPattern; ///< a regular expression; empty: none
    bool operator==(const GroupMemberRow&) const = default;
};

struct GroupRow {
    QString id;
    GroupState state = GroupState::Unknown;
    Reason stateUnread; ///< why the state is an older one
    /// Why none of its commits is known, or all as they were before: it may have committed to any topic.
    Reason commitsUnread;
    QString type;     ///< "classic", "consumer", "share", "simple", "connect"…
    QString protocol; ///< assignor, e.g. "range"
    int coordinator = -1;
    Reading<int> members;
    /// Of the newer kinds: what the group is at, what its assignment is for, and the topology's of streams.
    std::optional<int> epoch, assignmentEpoch, topologyEpoch;
    QStringList subtopologies; ///< of a streams group, each with what it reads: "0: clicks, words"
    QStringList topics;
    std::vector<GroupTopicRow> topicRows;                     ///< beside `topics`
    Reading<qint64> lag;                                      ///< sum over partitions that have one
    int partitionsWithoutCommit = 0, partitionsBeyondEnd = 0; ///< which have none
    qint64 beyondEnd = 0;                                     ///< sum over the latter
    qint64 deletedUnread = 0;                                 ///< sum; not in the lag
    Reading<double> outPerSecond; ///< rise of committed offsets; with a reason: it is more
    Sparkline sparkline;
    std::vector<GroupMemberRow> memberRows;
    std::vector<GroupPartitionRow> partitionRows; ///< by topic, partition
    bool operator==(const GroupRow&) const = default;
};

using TopicPtr = std::shared_ptr<const TopicRow>;
using GroupPtr = std::shared_ptr<const GroupRow>;

/// Figures of the whole cluster at one time.
struct ClusterFigures {
    Reading<double> inPerSecond;  ///< with a reason: the sum of what could be read
    Reading<double> outPerSecond; ///< likewise
    /// Records out are those that the local broker sent to clients other than this console; else they are the
    /// rise of what groups committed.
    bool outIsSent = false;
    Reading<double> bytesInPerSecond;        ///< how fast the logs grow, internal topics left out; likewise
    bool bytesInIsEstimate = false;          ///< where logs were cut: of records and their mean size
    std::optional<double> bytesOutPerSecond; ///< of the records that the local broker sent, as outIsSent
    qint64 meanMs = 0;      ///< over how long the rates are means, but for commits and bytes in; 0: no rates
    qint64 bytesMeanMs = 0; ///< likewise, of bytes in
    int partitions = 0, underReplicated = 0, offline = 0, reassigned = 0;
    int topics = 0, internalTopics = 0; ///< internal ones are among the topics
    Reading<qint64> groups;
    Reading<qint64> worstLag;
    bool worstLagIsLeast = false; ///< it is of now, and some lag or a part of one could not be read
    QString worstLagGroup;        ///< none where none lags, or another may lag more
};

struct ClusterSnapshot {
    qint64 takenAtMs = 0;
    QString clusterId;
    QString version; ///< what the advertised API versions suggest, e.g. "Kafka 4.3"
    std::vector<BrokerRow> brokers;
    /// By name and by id. A row that did not change since the last snapshot is the same object, so that a
    /// difference is found by comparing pointers. Never null.
    std::vector<TopicPtr> topics;
    std::vector<GroupPtr> groups;
    ClusterFigures figures;
    std::shared_ptr<const series::View> history; ///< what moved in the last hour; null before the first round
    QString
        partialReason;  ///< Kafka's words when part of a round failed and older values stand in; else empty
    qint64 roundMs = 0; ///< how long the round took
    qint64 intervalMs = 0;  ///< what it is now scheduled at; above the wanted one when rounds are slow, and
                            ///< in the background
    qint64 stretchedMs = 0; ///< what slow rounds made of the wanted interval; 0: they are not slow

    /// Of the local broker, whose data was removed: not even itself is in it.
    [[nodiscard]] bool isWiped() const { return takenAtMs > 0 && brokers.empty(); }
    /// There was a round, and what it read was not removed since.
    [[nodiscard]] bool isKnown() const { return takenAtMs > 0 && !isWiped(); }
};
using SnapshotPtr = std::shared_ptr<const ClusterSnapshot>;

struct ConfigRow {
    QString name;
    std::optional<QString> value; ///< none: sensitive or null
    std::optional<QString> defaultValue;
    QString source; ///< Kafka's: DYNAMIC_TOPIC_CONFIG, DEFAULT_CONFIG …
    QString type;   ///< BOOLEAN, STRING, INT, LONG, LIST, …
    QString documentation;
    bool readOnly = false, sensitive = false, overridden = false;
    struct Synonym {
        QString name;
        std::optional<QString> value;
        QString source;
        bool operator==(const Synonym&) const = default;
    };
    std::vector<Synonym> synonyms;
    bool operator==(const ConfigRow&) const = default;
};

enum class EventKind {
    Connected,
    ConnectionLost,
    Reconnected,
    Disconnected,   ///< by hand
    AnotherCluster, ///< answers at the address: nothing is known of what the one before held
    TopicAppeared,
    TopicGone,
    TopicConfigChanged,
    PartitionsAdded,
    GroupAppeared,
    GroupGone,
    GroupStateChanged,
    LagRising,
    LagGone,       ///< its commits rose to the ends; of what they passed up to `after` records are deleted,
                   ///< read or not
    UnreadDeleted, ///< its lag is gone, and `after` records of it were deleted before they were committed
    CommitsMoved,  ///< its lag is gone: commits rose to the ends while no member was seen
    UnderReplicated,
    InSyncAgain,
    BrokerStarted,
    BrokerStopped,
    LocalBrokerStopped, ///< by this program, which has left it before
    LocalBrokerWiped,   ///< likewise; `before`: topics that it was known to hold
};

/// One line of "latest events": a fact; the screen chooses its words.
struct ClusterEvent {
    qint64 atMs = 0;
    EventKind kind = EventKind::Connected;
    QString subject;              ///< topic, group or broker
    qint64 before = 0, after = 0; ///< meaning depends on the kind: partitions, lag, GroupState; of several 0
    qint64 count = 1;             ///< how many subjects it stands for; `subject` is one of them
    qint64 afterMs = 0; ///< it happened between this, a reading long before, and `atMs`; 0: at `atMs` or so
    QVector<ChangedSetting> settings = {}; ///< of a topic that was reconfigured; of several topics none
    QString formerly = {}; ///< of AnotherCluster: the id of the one before; `subject` is that of now
    bool operator==(const ClusterEvent&) const = default;
};

} // namespace session
