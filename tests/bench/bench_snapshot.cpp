/// bench_snapshot [TOPICS PARTITIONS GROUPS]: rounds of a large cluster in which everything moves, built into
/// snapshots. Prints the medians of building one, and of the time in which the UI thread has what the charts
/// of the overview show of it, in milliseconds.

#include <QCoreApplication>
#include <QThreadPool>

#include "bench/measure.h"
#include "session/clusters/chart_series.h"
#include "session/clusters/rankings.h"
#include "session/clusters/snapshot_builder.h"

namespace {

constexpr int warmUp = 6, rounds = 15;
constexpr std::int64_t startMs = 1'795'348'805'000;

std::string topicName(int index) {
    char name[64];
    std::snprintf(name, sizeof name, "service-%02d.events-%05d", index % 97, index);
    return name;
}

/// Every topic is read by one group, and every group has two members.
struct LargeCluster {
    int topics, partitions, groups;

    [[nodiscard]] session::Round round(int number) const {
        session::Round out;
        out.beat = {startMs + (number - 1) * 1000LL, startMs + number * 1000LL, number == 0};
        out.cluster.brokers.push_back({base::BrokerId{1}, "localhost", 9092, {}});
        std::vector<std::string> names;
        for (int t = 0; t < topics; ++t)
            names.push_back(topicName(t));
        std::ranges::sort(names);
        for (int t = 0; t < topics; ++t)
            addTopic(out, names[std::size_t(t)], t, number);
        out.groups.emplace();
        for (int g = 0; g < groups; ++g)
            addGroup(out, g, names, number);
        return out;
    }

private:
    [[nodiscard]] static std::int64_t endAt(int topic, int partition, int number) {
        return 1'000'000 + number * (10LL + (topic * 7 + partition * 3 + number) % 90);
    }
    void addTopic(session::Round& out, const std::string& name, int topic, int number) const {
        client::TopicInfo info;
        info.name = name;
        auto& facts = out.partitions.emplace_back();
        for (int p = 0; p < partitions; ++p) {
            client::PartitionInfo partition;
            partition.id = base::PartitionId{p};
            partition.leader = base::BrokerId{1};
            partition.replicas = partition.inSyncReplicas = {base::BrokerId{1}};
            info.partitions.push_back(std::move(partition));
            facts.push_back({0, endAt(topic, p, number), {}, {}});
        }
        out.topics.push_back(std::move(info));
    }
    void addGroup(session::Round& out, int group, const std::vector<std::string>& names, int number) const {
        char id[32];
        std::snprintf(id, sizeof id, "group-%04d", group);
        client::GroupListing listing;
        listing.id = id;
        listing.protocolType = "consumer";
        listing.state = "Stable";
        listing.type = client::GroupType::Classic;
        client::GroupDescription description;
        description.id = id;
        description.state = "Stable";
        description.protocol = "range";
        client::GroupOffsets offsets;
        offsets.id = id;
        for (const char* member : {"first", "second"}) {
            auto& to = description.members.emplace_back();
            to.id = to.clientId = listing.id + "-" + member;
            to.host = "/10.0.0.7";
        }
        for (int t = group; t < topics; t += groups)
            for (int p = 0; p < partitions; ++p) {
                const base::TopicPartition where{names[std::size_t(t)], base::PartitionId{p}};
                auto& commit = offsets.offsets.emplace_back();
                commit.partition = where;
                commit.offset = base::Offset{endAt(t, p, number) - (t + p + number) % 50};
                description.members[std::size_t(p) % 2].assignment.push_back(where);
            }
        out.groups->push_back(std::move(listing));
        out.descriptions.emplace(id, std::move(description));
        out.offsets.emplace(id, std::move(offsets));
    }
};

/// What the overview asks for at each beat.
double askForCharts(session::Rankings& rankings, const session::SnapshotPtr& snapshot) {
    using session::Quantity;
    constexpr qint64 rangeMs = 15 * 60'000;
    constexpr int shown = 5, points = 450;
    const auto start = bench::SteadyClock::now();
    for (const auto quantity : {Quantity::MessagesIn, Quantity::MessagesOut, Quantity::Lag}) {
        const bool lag = quantity == Quantity::Lag;
        auto names =
            rankings.busiest(snapshot, nullptr, lag ? quantity : Quantity::MessagesIn, rangeMs, shown);
        names.append(QString()); // all of them
        for (const auto& name : names)
            (void)session::chart_series::points(
                *snapshot, nullptr, {quantity, lag ? QString() : name, lag ? name : QString(), -1}, rangeMs,
                points);
    }
    return bench::msSince(start);
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const auto number = [&](int i, int usual) { return argc > i ? std::atoi(argv[i]) : usual; };
    const LargeCluster cluster{number(1, 10'000), number(2, 10), number(3, 1'000)};
    session::SnapshotBuilder builder(false);
    QThreadPool pool;
    session::Rankings rankings(pool);
    std::vector<double> costs, waits;
    for (int i = 0; i < warmUp + rounds; ++i) {
        const auto round = cluster.round(i);
        const auto start = bench::SteadyClock::now();
        const session::SnapshotPtr snapshot = builder.build(round);
        if (i >= warmUp)
            costs.push_back(bench::msSince(start));
        if (const double wait = askForCharts(rankings, snapshot); i >= warmUp)
            waits.push_back(wait);
        pool.waitForDone();
        QCoreApplication::processEvents();
        if (int(snapshot->topics.size()) != cluster.topics || int(snapshot->groups.size()) != cluster.groups)
            bench::fail("the snapshot is not whole");
    }
    std::printf("%.2f %.2f\n", bench::percentile(costs, 0.5), bench::percentile(waits, 0.5));
    return 0;
}
