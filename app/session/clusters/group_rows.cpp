#include "session/clusters/group_rows.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "session/clusters/round_reasons.h"
#include "session/convert.h"

namespace session {

namespace {

CommitState stateOf(metrics::CommitState state) {
    switch (state) {
    case metrics::CommitState::Committed:
        return CommitState::Committed;
    case metrics::CommitState::NoCommit:
        return CommitState::NoCommit;
    case metrics::CommitState::BeforeLogStart:
        return CommitState::BeforeLogStart;
    case metrics::CommitState::BeyondEnd:
        return CommitState::BeyondEnd;
    case metrics::CommitState::TopicGone:
        return CommitState::TopicGone;
    }
    return CommitState::NoCommit;
}

/// Kafka writes the address of a member as "/127.0.0.1", after Java's InetAddress.
QString hostOf(const std::string& host) {
    const QString out = text(host);
    return out.startsWith(QLatin1Char('/')) ? out.mid(1) : out;
}

} // namespace

QString groupTypeOf(const client::GroupListing& listing) {
    switch (listing.type) {
    case client::GroupType::Unknown:
    case client::GroupType::Classic:
        return listing.protocolType.empty()         ? QStringLiteral("simple")
               : listing.protocolType == "consumer" ? QStringLiteral("classic")
                                                    : text(listing.protocolType); // of Connect, for one
    case client::GroupType::Consumer:
        return QStringLiteral("consumer");
    case client::GroupType::Share:
        return QStringLiteral("share");
    case client::GroupType::Streams:
        return QStringLiteral("streams");
    }
    return {};
}

GroupState groupStateOf(std::string_view word) {
    using enum GroupState;
    static const std::map<std::string_view, GroupState> states{
        {"Empty", Empty},
        {"PreparingRebalance", PreparingRebalance},
        {"CompletingRebalance", CompletingRebalance},
        {"AwaitingSync", CompletingRebalance}, // its name before Kafka 1.1
        {"Stable", Stable},
        {"Dead", Dead},
        {"Assigning", Assigning},
        {"Reconciling", Reconciling},
        {"NotReady", NotReady}};
    const auto found = states.find(word);
    return found != states.end() ? found->second : Unknown;
}

namespace {

using MemberRows = std::map<const client::GroupMember*, GroupMemberRow>;

QStringList texts(const std::vector<std::string>& words) {
    QStringList out;
    for (const auto& word : words)
        out << text(word);
    return out;
}

GroupMemberRow memberRow(const client::GroupMember& member, const client::GroupDescription& group) {
    GroupMemberRow row;
    row.memberId = text(member.id);
    row.clientId = text(member.clientId);
    row.instanceId = text(member.instanceId).value_or(QString());
    row.host = hostOf(member.host);
    row.epoch = member.epoch;
    row.standbyTasks = member.standbyTasks;
    row.warmupTasks = member.warmupTasks;
    row.subscription = texts(member.subscription);
    row.subscriptionPattern = text(member.subscriptionPattern);
    if (member.assignmentReadable)
        row.partitions = static_cast<int>(member.assignment.size());
    else
        row.partitions = Reason(QStringLiteral("The assignment is written in the protocol \"%1\".")
                                    .arg(text(group.protocolType)));
    if (member.target) {
        std::vector<base::TopicPartition> come, go;
        std::ranges::set_difference(*member.target, member.assignment, std::back_inserter(come));
        std::ranges::set_difference(member.assignment, *member.target, std::back_inserter(go));
        row.toCome = static_cast<int>(come.size());
        row.toGo = static_cast<int>(go.size());
    }
    return row;
}

void describe(const client::GroupDescription& description, GroupRow& row, MemberRows& members) {
    row.state = groupStateOf(description.state);
    row.protocol = text(description.protocol);
    row.members = static_cast<int>(description.members.size());
    row.epoch = description.epoch;
    row.assignmentEpoch = description.assignmentEpoch;
    row.topologyEpoch = description.topologyEpoch;
    if (description.coordinator)
        row.coordinator = description.coordinator->value();
    for (const auto& part : description.topology)
        row.subtopologies << QStringLiteral("%1: %2").arg(text(part.id),
                                                          texts(part.sources).join(QStringLiteral(", ")));
    std::map<QString, int> clients;
    for (const auto& member : description.members)
        ++clients[(members[&member] = memberRow(member, description)).clientId];
    for (auto& [member, made] : members)
        made.sharesClient = clients[made.clientId] > 1;
}

/// What stands where a partition has no owner: nobody, if all that its members own could be read.
Reading<int> unowned(const GroupReading& reading, const GroupRow& group, const MemberRows& members) {
    for (const auto& [member, row] : members)
        if (!row.partitions)
            return row.partitions.reason();
    return group.members ? Reading<int>(0) : Reading<int>(reading.membersUnread);
}

void fill(const GroupReading& reading, const GroupPartition& partition, GroupPartitionRow& row) {
    row.partition = partition.name->partition.value();
    row.logStart = partition.logStart();
    row.end = partition.end();
    row.commitState = reading.offsetsKnown ? stateOf(partition.lag.state) : CommitState::Unread;
    if (!reading.offsetsKnown)
        row.committed = row.lag = reading.offsetsUnread;
    if (reading.countsFromStart(partition)) {
        row.lag = partition.lag.records;
        if (!row.lag)
            row.lag = row.end.reason() ? row.end.reason() : row.logStart.reason();
    }
    if (!partition.commit)
        return;
    if (partition.commitUnread()) {
        const Reason why(text(wordsOf(*partition.commit->error)));
        row.commitState = partition.facts ? CommitState::Unread : CommitState::TopicGone;
        row.committed = row.lag = why == reading.offsetsUnread ? reading.offsetsUnread : why;
        return;
    }
    row.committed = partition.committed();
    row.lag = partition.lag.records;
    if (!partition.commit->metadata.empty())
        row.metadata = text(partition.commit->metadata);
    if (row.commitState == CommitState::BeyondEnd)
        row.beyondEnd = *row.committed - row.end.value_or(*row.committed);
    else if (!row.lag)
        row.lag = row.end.reason();
    if (row.commitState == CommitState::BeforeLogStart)
        row.deletedUnread = row.logStart.value_or(*row.committed) - *row.committed;
}

/// The sum is none as long as one of its partitions cannot be told.
template <class Sum>
void add(const GroupPartitionRow& row, Sum& sum) {
    sum.partitionsWithoutCommit += row.commitState == CommitState::NoCommit && !row.lag ? 1 : 0;
    sum.partitionsBeyondEnd += row.commitState == CommitState::BeyondEnd ? 1 : 0;
    sum.beyondEnd += row.beyondEnd;
    sum.deletedUnread += row.deletedUnread;
    if (sum.lag.reason())
        return;
    if (row.lag)
        sum.lag = sum.lag.value_or(0) + *row.lag;
    else if (row.lag.reason() && row.commitState != CommitState::TopicGone)
        sum.lag = row.lag.reason();
}

void own(const GroupPartition& partition, bool alone, GroupMemberRow& owner, GroupPartitionRow& row) {
    row.memberId = owner.memberId;
    row.clientId = owner.clientId;
    row.sharesClient = owner.sharesClient;
    row.host = owner.host;
    row.owners = partition.owners;
    if (!alone)
        return;
    add(row, owner);
    owner.lagIsLeast = owner.lagIsLeast || row.lacksLag();
}

} // namespace

GroupRow makeGroupRow(const GroupReading& reading, const TopicNames& names) {
    GroupRow row;
    const auto& listing = *reading.listing;
    row.id = text(listing.id);
    row.type = groupTypeOf(listing);
    row.coordinator = listing.coordinator.value();
    row.state = groupStateOf(listing.state);
    row.stateUnread = reading.stateUnread;
    row.members = reading.membersUnread;
    MemberRows members;
    if (reading.description)
        describe(*reading.description, row, members);
    if (!reading.offsetsKnown)
        row.lag = row.commitsUnread = reading.offsetsUnread;
    const Reading<int> nobody = unowned(reading, row, members);
    row.partitionRows.reserve(reading.partitions.size());
    row.topicRows.reserve(reading.topics.size());
    for (const auto& topic : reading.topics) {
        row.topics << names(topic);
        auto& topicRow = row.topicRows.emplace_back();
        topicRow.topic = row.topics.last();
        for (std::size_t i = topic.begin; i < topic.end; ++i) {
            const auto& partition = reading.partitions[i];
            auto& made = row.partitionRows.emplace_back();
            made.topic = topicRow.topic;
            made.owners = nobody;
            fill(reading, partition, made);
            if (partition.owner)
                own(partition, row.type != QLatin1String("share"), members[partition.owner], made);
            add(made, row);
            add(made, topicRow);
        }
    }
    for (auto& [member, memberRow] : members)
        row.memberRows.push_back(std::move(memberRow));
    std::ranges::sort(row.memberRows, {}, &GroupMemberRow::memberId);
    return row;
}

namespace {

void keepMembers(const Reason& why, GroupRow& row) {
    row.members.fail(why);
    for (auto& member : row.memberRows) {
        member.partitions.fail(why);
        member.lag.fail(why);
    }
    for (auto& partition : row.partitionRows)
        partition.owners.fail(why);
}

/// Of those that have as many partitions as they had.
void keepMemberLag(const Reason& why, const GroupRow& before, GroupRow& row) {
    for (auto& member : row.memberRows) {
        const auto was =
            std::ranges::lower_bound(before.memberRows, member.memberId, {}, &GroupMemberRow::memberId);
        if (was != before.memberRows.end() && was->memberId == member.memberId &&
            was->partitions.value_or(-1) == member.partitions.value_or(-1)) {
            member.lag = was->lag;
            member.lagIsLeast = was->lagIsLeast;
            member.partitionsWithoutCommit = was->partitionsWithoutCommit;
            member.partitionsBeyondEnd = was->partitionsBeyondEnd;
            member.beyondEnd = was->beyondEnd;
            member.deletedUnread = was->deletedUnread;
        }
        member.lag.fail(why);
    }
}

void takeMembers(const GroupRow& fresh, GroupRow& row) {
    row.protocol = fresh.protocol;
    row.members = fresh.members;
    row.epoch = fresh.epoch;
    row.assignmentEpoch = fresh.assignmentEpoch;
    row.topologyEpoch = fresh.topologyEpoch;
    row.subtopologies = fresh.subtopologies;
    row.memberRows = fresh.memberRows;
    const bool told = std::ranges::all_of(
        fresh.memberRows, [](const GroupMemberRow& member) { return member.partitions.has_value(); });
    const auto place = [](const GroupPartitionRow& of) { return std::tie(of.topic, of.partition); };
    for (auto& to : row.partitionRows) {
        const auto from = std::ranges::lower_bound(fresh.partitionRows, place(to), {}, place);
        const bool owned = from != fresh.partitionRows.end() && place(*from) == place(to);
        if (!owned && !told)
            continue; // what its members own is not written in a way that can be read
        const GroupPartitionRow nobody{.owners = 0};
        const auto& owner = owned ? *from : nobody;
        to.owners = owner.owners;
        to.memberId = owner.memberId;
        to.clientId = owner.clientId;
        to.host = owner.host;
        to.sharesClient = owner.sharesClient;
    }
}

} // namespace

GroupRow keepCommits(const GroupReading& reading, const GroupRow& before, const GroupRow& fresh,
                     const RoundIndex& index) {
    const Reason& why = reading.offsetsUnread;
    GroupRow row = before;
    row.state = reading.stateUnread ? before.state : fresh.state;
    row.stateUnread = fresh.stateUnread;
    row.commitsUnread = why;
    row.coordinator = fresh.coordinator;
    if (reading.description)
        takeMembers(fresh, row);
    else
        keepMembers(reading.membersUnread, row);
    keepMemberLag(why, before, row);
    row.lag.fail(why);
    row.outPerSecond = why;
    for (auto& topic : row.topicRows) {
        topic.lag.fail(why);
        topic.outPerSecond = why;
    }
    for (auto& partition : row.partitionRows) {
        partition.committed.fail(why);
        if (partition.lag)
            partition.lag.fail(why);
        const auto topic = index.topic(partition.topic.toStdString());
        const auto* facts = topic ? index.partition(*topic, base::PartitionId(partition.partition)) : nullptr;
        if (facts) {
            partition.logStart.take(facts->logStart);
            partition.end.take(facts->end);
        }
    }
    return row;
}

} // namespace session
