#pragma once

#include "fake_cluster.h"
#include "session/clusters/chart_series.h"
#include "session/clusters/cluster_reader.h"
#include "session/clusters/snapshot_builder.h"

/// What tests of rounds and snapshots share.
namespace round_bench {

using namespace session;

inline base::TopicPartition at(const char* topic, int partition = 0) {
    return {topic, base::PartitionId{partition}};
}

/// One cluster, read and built once a second of a time that the test owns.
struct Bench {
    TestClock clock;
    FakeCluster cluster;
    RoundPlan plan;
    std::optional<BrokerCounters> counters;
    ClusterReader reader{clock, [this] { return counters; }};
    SnapshotBuilder builder{false};
    std::shared_ptr<ClusterSnapshot> last;

    std::shared_ptr<ClusterSnapshot> round(std::int64_t afterMs = 1000) { return roundAt(1000, afterMs); }
    /// Rounds of a cluster that is not in front are a minute apart at most.
    std::shared_ptr<ClusterSnapshot> background(std::int64_t afterMs) { return roundAt(60'000, afterMs); }
    std::shared_ptr<ClusterSnapshot> roundAt(std::int64_t intervalMs, std::int64_t afterMs) {
        clock.ms += afterMs;
        plan.intervalMs = intervalMs;
        auto read = reader.read({std::shared_ptr<void>(), &cluster}, plan);
        last = read ? builder.build(*read) : nullptr;
        return last;
    }
    /// The last minute of a line.
    SeriesPoints points(const SeriesKey& key, qint64 finestMs = 1000, qint64 rangeMs = 60'000) const {
        last->intervalMs = finestMs;
        return chart_series::points(*last, nullptr, key, rangeMs, 600);
    }
    QStringList busiest(Quantity quantity) const {
        return chart_series::busiest(*last, {}, quantity, 60'000, 5);
    }
};

inline const TopicRow& topic(const ClusterSnapshot& snapshot, const char* name) {
    for (const auto& row : snapshot.topics)
        if (row->name == QLatin1String(name))
            return *row;
    qFatal("no topic %s", name);
}
inline const GroupRow& group(const ClusterSnapshot& snapshot, const char* id) {
    for (const auto& row : snapshot.groups)
        if (row->id == QLatin1String(id))
            return *row;
    qFatal("no group %s", id);
}
} // namespace round_bench
