/// bench_browse BOOTSTRAP RECORDS: fills a topic with so many records in batches of 1 MB and looks through
/// all of them for a text that none holds, from the newest back and from the oldest on. Prints for both, in
/// this order, the bytes fetched over those the topic holds, and the milliseconds; medians.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "browse/record_source.h"
#include "client/cluster.h"
#include "client/producer.h"

namespace {

using namespace std::chrono_literals;

constexpr int scans = 5;
const std::string topic = "large-batches";

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

template <class T>
T must(base::Result<T> result) {
    if (!result)
        fail(result.error().cause);
    return std::move(*result);
}

void fill(client::Cluster& cluster, const client::ConnectOptions& connect, int records) {
    const std::vector<client::NewTopic> topics{{.name = topic, .partitions = 1, .configs = {}}};
    if (const auto made = must(cluster.createTopics(topics)); made.front().error)
        fail(made.front().error->cause);
    client::ProducerOptions options;
    options.connect = connect;
    options.linger = 1000ms; // a batch leaves when it is full
    client::Reaper reaper;
    const auto producer = must(client::Producer::create(options, reaper));
    for (int i = 0; i < records; ++i) {
        std::string value = "record " + std::to_string(i);
        value.resize(120, '.');
        if (!producer->send({.topic = topic, .partition = base::PartitionId(0), .value = std::move(value)}))
            fail("a record was not taken");
    }
    if (!producer->flush(120s))
        fail("not everything was delivered");
}

std::int64_t held(client::Cluster& cluster) {
    for (const client::LogDir& folder : must(cluster.describeLogDirs()))
        for (const client::ReplicaSize& replica : folder.replicas)
            if (replica.partition.topic == topic)
                return replica.bytes;
    fail("nobody tells how large the topic is");
}

struct Measured {
    double bytes = 0, ms = 0;
};

Measured scan(browse::RecordSource& source, browse::Seek seek, int records) {
    browse::Query query;
    query.topic = topic;
    query.seek = seek;
    query.filter.text = "no record holds this";
    std::vector<double> times;
    Measured out;
    for (int i = 0; i < scans; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const auto result = source.scan(query, {}, {});
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        if (result.error)
            fail(result.error->cause);
        if (result.progress.scanned != records)
            fail("not every record was looked at once");
        out.bytes = static_cast<double>(result.progress.bytes);
    }
    std::ranges::nth_element(times, times.begin() + scans / 2);
    out.ms = times[scans / 2];
    return out;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        fail("usage: bench_browse BOOTSTRAP RECORDS");
    client::ConnectOptions connect;
    connect.bootstrap = argv[1];
    const int records = std::atoi(argv[2]);
    const auto cluster = must(client::connect(connect));
    fill(*cluster, connect, records);
    const auto bytes = static_cast<double>(held(*cluster));
    const auto source = browse::makeClusterRecordSource(connect);
    for (const browse::Seek seek : {browse::Seek::Newest, browse::Seek::Oldest}) {
        const Measured measured = scan(*source, seek, records);
        std::printf("%.3f %.1f ", measured.bytes / bytes, measured.ms);
    }
    std::puts("");
    return 0;
}
