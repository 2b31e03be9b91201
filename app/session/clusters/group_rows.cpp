#include "session/clusters/group_rows.h"

#include <algorithm>
#include <map>

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

/// Kafka's words, but for a group that only commits, without members or protocol: a simple one.
QString typeOf(const client::GroupListing& listing) {
    switch (listing.type) {
    case client::GroupType::Unknown:
    case client::GroupType::Classic:
        return listing.protocolType.empty() ? QStringLiteral("simple") : QStringLiteral("classic");
    case client::GroupType::Consumer:
        return QStringLiteral("consumer");
    case client::GroupType::Share:
        return QStringLiteral("share");
    case client::GroupType::Streams:
        return QStringLiteral("streams");
    }
    return {};
}

} // namespace

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
        {"Reconciling", Reconciling}};
    const auto found = states.find(word);
    return found != states.end() ? found->second : Unknown;
}

GroupRow makeGroupRow(const GroupReading& reading) {
    GroupRow row;
    const auto& listing = *reading.listing;
    row.id = text(listing.id);
    row.type = typeOf(listing);
    row.coordinator = listing.coordinator.value();
    row.state = groupStateOf(listing.state);
    std::map<const client::GroupMember*, GroupMemberRow> members;
    if (reading.description) {
        const auto& description = *reading.description;
        // A group of a newer protocol is "Dead" to DescribeGroups while its listing knows better.
        if (row.state == GroupState::Unknown || groupStateOf(description.state) != GroupState::Dead)
            row.state = groupStateOf(description.state);
        row.protocol = text(description.protocol);
        row.members = static_cast<int>(description.members.size());
        if (description.coordinator)
            row.coordinator = description.coordinator->value();
        for (const auto& member : description.members)
            members[&member] = {text(member.id),
                                text(member.clientId),
                                text(member.instanceId).value_or(QString()),
                                hostOf(member.host),
                                static_cast<int>(member.assignment.size()),
                                {}};
    }
    row.partitionRows.reserve(reading.partitions.size());
    const std::string* topic = nullptr;
    for (const auto& partition : reading.partitions) {
        // Partitions of one topic stand together and share its name.
        if (!topic || *topic != partition.name.topic) {
            topic = &partition.name.topic;
            row.topics << text(*topic);
        }
        GroupPartitionRow to;
        to.topic = row.topics.last();
        to.partition = partition.name.partition.value();
        to.commitState = stateOf(partition.lag.state);
        to.committed = partition.committed();
        to.logStart = partition.logStart;
        to.end = partition.end;
        to.lag = partition.lag.records;
        if (partition.commit)
            to.metadata = text(partition.commit->metadata);
        if (partition.owner) {
            auto& owner = members[partition.owner];
            to.memberId = owner.memberId;
            to.clientId = owner.clientId;
            to.host = owner.host;
            if (to.lag)
                owner.lag = owner.lag.value_or(0) + *to.lag;
        }
        row.partitionRows.push_back(std::move(to));
    }
    for (auto& [member, memberRow] : members)
        row.memberRows.push_back(std::move(memberRow));
    std::ranges::sort(row.memberRows, {}, &GroupMemberRow::memberId);
    return row;
}

} // namespace session
