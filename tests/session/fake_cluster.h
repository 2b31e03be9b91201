#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "base/clock.h"
#include "client/cluster.h"

/// A cluster that lives in a few maps: the test says what it holds and when it does not answer.
class FakeCluster : public client::Cluster {
public:
    struct Partition {
        std::int64_t logStart = 0, end = 0, size = 0;
        int leader = 1;
        std::vector<int> replicas{1}, inSync{1};
        std::optional<std::int64_t> stable = {}; ///< none: the end
        std::int64_t sizeOn2 = -1;               ///< of the replica on broker 2; negative: there is none
        /// The record of the greatest timestamp; none: there is none. Its offset is the end where none is
        /// told.
        std::optional<std::int64_t> newestMs = 1'700'000'000'123, newestAt = {};
    };
    struct Topic {
        base::Uuid id;
        bool internal = false;
        std::vector<Partition> partitions{1};
        std::map<std::string, std::string> configs{{"retention.ms", "604800000"},
                                                   {"cleanup.policy", "delete"}};
    };
    struct Group {
        client::GroupType type = client::GroupType::Classic;
        std::string state = "Stable";
        std::map<base::TopicPartition, std::int64_t> commits;
        std::map<base::TopicPartition, base::Error> unreadCommits; ///< why
        std::vector<client::GroupMember> members;
        std::optional<std::int32_t> epoch;
        std::string protocolType = "consumer";
    };

    std::string clusterId = "fake";
    std::map<std::string, Topic> topics;
    std::map<std::string, Group> groups;
    std::map<base::TopicPartition, std::vector<int>> adding; ///< replicas that a reassignment brings
    std::optional<base::Error> reassignmentsFail;
    int reassignmentCalls = 0;
    std::map<std::string, std::string> defaults; ///< of settings that a topic does not set
    std::optional<base::Error> lost;             ///< every call fails with it
    std::optional<base::Error> offsetsFail;      ///< group offsets alone fail
    std::optional<base::Error> groupsFail;       ///< broker 1 does not tell its groups
    bool groupsForgotten = false;                ///< broker 1 lists none of its groups
    std::map<std::string, base::Error> orphans;  ///< groups of broker 2, which is away: why they are not read
    std::set<std::string> otherKind;             ///< groups that are described by an API which is not theirs
    std::set<std::string> slow;                  ///< groups whose commits do not come in time; a share group
                                                 ///< holds up those asked with it
    std::set<std::string> hangs;                 ///< those are not answered before it is released
    std::condition_variable_any released;        ///< of `hangs`
    std::vector<std::vector<std::string>> commitCalls; ///< groups asked for them
    std::optional<base::Error> membersFail;            ///< no group can be described
    std::optional<base::Error> endsFail;               ///< no question about offsets is answered
    std::optional<base::Error> sizesFail;              ///< the log directories of broker 1 cannot be read
    std::optional<base::Error> configsFail;            ///< no topic can be described
    std::map<client::OffsetQuestion, int> asked;       ///< partitions asked, by question
    std::map<client::OffsetQuestion, int> calls;       ///< the same in calls of listOffsets
    int rounds = 0;
    int pulses = 0;             ///< Metadata without topics
    std::recursive_mutex mutex; ///< guards all of the above

    [[nodiscard]] const client::ConnectOptions& options() const override { return m_options; }
    [[nodiscard]] client::ClusterInfo info() const override { return makeInfo(); }
    void close() override {}

    base::Result<client::Metadata> metadata() override {
        const std::lock_guard lock(mutex);
        if (lost)
            return base::fail(*lost);
        ++rounds;
        client::Metadata out{makeInfo(), {}};
        for (const auto& [name, topic] : topics) {
            client::TopicInfo info;
            info.name = name;
            info.id = topic.id;
            info.internal = topic.internal;
            for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
                client::PartitionInfo partition;
                partition.id = base::PartitionId{static_cast<int>(i)};
                if (topic.partitions[i].leader >= 0)
                    partition.leader = base::BrokerId{topic.partitions[i].leader};
                for (const int id : topic.partitions[i].replicas)
                    partition.replicas.push_back(base::BrokerId{id});
                for (const int id : topic.partitions[i].inSync)
                    partition.inSyncReplicas.push_back(base::BrokerId{id});
                info.partitions.push_back(std::move(partition));
            }
            out.topics.push_back(std::move(info));
        }
        return out;
    }
    base::Result<client::Metadata> metadata(std::span<const std::string> names) override {
        const std::lock_guard lock(mutex);
        if (!names.empty())
            return metadata();
        if (lost)
            return base::fail(*lost);
        ++pulses;
        return client::Metadata{makeInfo(), {}};
    }

    base::Result<std::vector<client::PartitionOffset>>
    listOffsets(std::span<const base::TopicPartition> partitions, client::OffsetQuestion question,
                std::int64_t) override {
        const std::lock_guard lock(mutex);
        if (lost)
            return base::fail(*lost);
        ++calls[question];
        std::vector<client::PartitionOffset> out;
        for (const auto& name : partitions) {
            ++asked[question];
            const auto& partition =
                topics[name.topic].partitions[static_cast<std::size_t>(name.partition.value())];
            client::PartitionOffset answer;
            answer.partition = name;
            if (endsFail) {
                answer.error = endsFail;
                out.push_back(std::move(answer));
                continue;
            }
            answer.offset = base::Offset{question == client::OffsetQuestion::Earliest ? partition.logStart
                                         : question == client::OffsetQuestion::LastStable
                                             ? partition.stable.value_or(partition.end)
                                             : partition.end};
            if (question == client::OffsetQuestion::MaxTimestamp) {
                answer.timestampMs = partition.newestMs;
                if (!partition.newestMs)
                    answer.offset.reset();
                else if (partition.newestAt)
                    answer.offset = base::Offset{*partition.newestAt};
            }
            out.push_back(std::move(answer));
        }
        return out;
    }
    base::Result<std::vector<client::LogDir>> describeLogDirs() override {
        const std::lock_guard lock(mutex);
        if (lost)
            return base::fail(*lost);
        client::LogDir folder;
        folder.broker = base::BrokerId{1};
        if (sizesFail) {
            folder.error = sizesFail;
            return std::vector{folder};
        }
        for (const auto& [name, topic] : topics)
            for (std::size_t i = 0; i < topic.partitions.size(); ++i)
                folder.replicas.push_back(
                    {{name, base::PartitionId{static_cast<int>(i)}}, topic.partitions[i].size, 0, false});
        client::LogDir second;
        second.broker = base::BrokerId{2};
        for (const auto& [name, topic] : topics)
            for (std::size_t i = 0; i < topic.partitions.size(); ++i)
                if (topic.partitions[i].sizeOn2 >= 0)
                    second.replicas.push_back({{name, base::PartitionId{static_cast<int>(i)}},
                                               topic.partitions[i].sizeOn2,
                                               0,
                                               false});
        return second.replicas.empty() ? std::vector{folder} : std::vector{folder, second};
    }
    base::Result<std::vector<client::Reassignment>> reassignments() override {
        const std::lock_guard lock(mutex);
        ++reassignmentCalls;
        if (reassignmentsFail)
            return base::fail(*reassignmentsFail);
        std::vector<client::Reassignment> out;
        for (const auto& [partition, brokers] : adding) {
            out.push_back({partition, {}});
            for (const int id : brokers)
                out.back().adding.emplace_back(id);
        }
        return out;
    }
    base::Result<std::vector<client::ConfigDescription>>
    describeConfigs(std::span<const client::ConfigResource> resources,
                    std::span<const std::string>) override {
        const std::lock_guard lock(mutex);
        std::vector<client::ConfigDescription> out;
        for (const auto& resource : resources) {
            client::ConfigDescription description;
            description.resource = resource;
            description.error = configsFail;
            if (configsFail) {
                out.push_back(std::move(description));
                continue;
            }
            const auto& own = topics[resource.name].configs;
            auto values = defaults;
            for (const auto& [name, value] : own)
                values[name] = value;
            for (const auto& [name, value] : values) {
                client::ConfigEntry entry;
                entry.name = name;
                entry.value = value;
                entry.source =
                    own.contains(name) ? client::ConfigSource::Topic : client::ConfigSource::Default;
                description.entries.push_back(std::move(entry));
            }
            out.push_back(std::move(description));
        }
        return out;
    }
    base::Result<std::vector<client::ConfigOutcome>> alterConfigs(std::span<const client::ConfigResource>,
                                                                  std::span<const client::ConfigEdit>,
                                                                  bool) override {
        return {};
    }
    base::Result<std::vector<client::CreateTopicOutcome>> createTopics(std::span<const client::NewTopic>,
                                                                       bool) override {
        return {};
    }
    base::Result<std::vector<client::NamedOutcome>> deleteTopics(std::span<const std::string>) override {
        return {};
    }
    base::Status createPartitions(const client::PartitionIncrease&, bool) override { return {}; }
    base::Result<std::vector<client::RecordDeletionOutcome>>
    deleteRecords(std::span<const client::RecordDeletion>) override {
        return {};
    }
    base::Result<client::GroupList> listGroups() override {
        const std::lock_guard lock(mutex);
        if (lost)
            return base::fail(*lost);
        client::GroupList out;
        if (groupsFail) {
            out.errors.emplace_back(base::BrokerId{1}, *groupsFail);
            return out;
        }
        for (const auto& [id, group] : groups)
            if (!groupsForgotten && !orphans.contains(id))
                out.groups.push_back({id, group.protocolType, group.state, group.type, base::BrokerId{1}});
        return out;
    }
    base::Result<std::vector<client::GroupDescription>>
    describeGroups(std::span<const client::GroupName> names) override {
        const std::lock_guard lock(mutex);
        std::vector<client::GroupDescription> out;
        for (const auto& name : names) {
            client::GroupDescription description;
            const auto& id = name.id;
            description.id = id;
            if (orphans.contains(id)) {
                description.error = orphans.at(id);
                out.push_back(std::move(description));
                continue;
            }
            if (!groups.contains(id) || otherKind.contains(id)) {
                description.state = "Dead";
                description.error = membersFail;
                out.push_back(std::move(description));
                continue;
            }
            description.state = groups[id].state;
            description.type = name.type;
            description.error = membersFail;
            description.epoch = groups[id].epoch;
            description.protocolType = "consumer";
            description.protocol = "range";
            description.members = groups[id].members;
            out.push_back(std::move(description));
        }
        return out;
    }
    base::Result<std::vector<client::GroupOffsets>>
    groupOffsets(std::span<const client::GroupName> names) override {
        std::unique_lock lock(mutex);
        released.wait_for(lock, std::chrono::seconds(15), [&] {
            return std::ranges::none_of(names, [&](const auto& name) { return hangs.contains(name.id); });
        });
        if (offsetsFail)
            return base::fail(*offsetsFail);
        std::vector<client::GroupOffsets> out;
        commitCalls.emplace_back();
        const bool heldUp = std::ranges::any_of(names, [&](const auto& name) {
            return name.type == client::GroupType::Share && slow.contains(name.id);
        });
        for (const auto& name : names) {
            const auto& id = name.id;
            commitCalls.back().push_back(id);
            client::GroupOffsets offsets;
            offsets.id = id;
            if (heldUp || slow.contains(id)) {
                offsets.error = base::Error{7, "REQUEST_TIMED_OUT", "It did not answer.", {}, true};
                out.push_back(std::move(offsets));
                continue;
            }
            if (orphans.contains(id)) {
                offsets.error = orphans.at(id);
                out.push_back(std::move(offsets));
                continue;
            }
            for (const auto& [partition, offset] : groups[id].commits) {
                client::CommittedOffset commit;
                commit.partition = partition;
                commit.offset = base::Offset{offset};
                offsets.offsets.push_back(std::move(commit));
            }
            for (const auto& [partition, why] : groups[id].unreadCommits) {
                client::CommittedOffset commit;
                commit.partition = partition;
                commit.error = why;
                offsets.offsets.push_back(std::move(commit));
            }
            std::ranges::sort(offsets.offsets, {}, &client::CommittedOffset::partition);
            out.push_back(std::move(offsets));
        }
        return out;
    }
    base::Status commitOffsets(const std::string&, std::span<const client::CommittedOffset>) override {
        return {};
    }
    base::Result<std::vector<client::NamedOutcome>> deleteGroups(std::span<const std::string> ids) override {
        const std::lock_guard lock(mutex);
        std::vector<client::NamedOutcome> out;
        for (const auto& id : ids) {
            groups.erase(id);
            out.push_back({id, std::nullopt});
        }
        return out;
    }

private:
    [[nodiscard]] client::ClusterInfo makeInfo() const {
        client::ClusterInfo out;
        out.clusterId = clusterId;
        out.brokers = {{base::BrokerId{1}, "127.0.0.1", 9092, std::nullopt}};
        out.controller = base::BrokerId{1};
        out.softwareGuess = "Kafka 4.1 or newer";
        return out;
    }
    client::ConnectOptions m_options;
};

class TestClock final : public base::Clock {
public:
    std::atomic<std::int64_t> ms{1'700'000'000'000};
    std::atomic<std::int64_t> aheadMs{0}; ///< the clock on the wall
    [[nodiscard]] std::int64_t wallMs() const override { return ms + aheadMs; }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::time_point(std::chrono::milliseconds(ms));
    }
};
