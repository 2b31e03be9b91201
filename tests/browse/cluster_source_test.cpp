#include <algorithm>
#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "browse/record_source.h"
#include "client/cluster.h"
#include "client/producer.h"
#include "support/cluster_under_test.h"

using namespace browse;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

namespace {

class ClusterSource : public ::testing::Test {
protected:
    void SetUp() override {
        options.bootstrap = under.bootstrap();
        cluster = *client::connect(options);
        source = makeClusterRecordSource(options);
        client::ProducerOptions producerOptions;
        producerOptions.connect = options;
        producerOptions.codec = "lz4";
        producerOptions.queueLimit = 1'000'000;
        producer = *client::Producer::create(producerOptions, reaper);
    }

    std::string makeTopic(int partitions, std::map<std::string, std::string> configs = {}) {
        const std::string name = ClusterUnderTest::fresh("browse");
        configs["retention.ms"] = "-1"; // the records' times are old on purpose
        const std::vector<client::NewTopic> topics{
            {.name = name, .partitions = partitions, .configs = configs}};
        EXPECT_FALSE(cluster->createTopics(topics).value().front().error);
        const std::vector<std::string> asked{name};
        for (int i = 0; i < 500; ++i) {
            const auto metadata = cluster->metadata(asked);
            if (metadata &&
                metadata->topics.front().partitions.size() == static_cast<std::size_t>(partitions))
                break;
            std::this_thread::sleep_for(20ms);
        }
        return name;
    }

    void send(const std::string& topic, int partition, std::int64_t timeMs, std::string value) {
        ASSERT_TRUE(producer->send(
            {.topic = topic,
             .partition = base::PartitionId(partition),
             .key = "k",
             .value = std::move(value),
             .headers = {{"h", "v"}},
             .timestampMs = timeMs},
            [](const base::Result<client::Delivery>& done) { EXPECT_TRUE(done) << done.error().cause; }));
    }

    std::pair<std::vector<RecordPtr>, ScanResult> scan(const Query& query, std::stop_token stop = {}) {
        std::vector<RecordPtr> rows;
        const ScanSink sink{
            .rows =
                [&rows](std::vector<RecordPtr> some) { rows.insert(rows.end(), some.begin(), some.end()); },
            .progress = {}};
        ScanResult result = source->scan(query, sink, stop);
        return {std::move(rows), std::move(result)};
    }

    ClusterUnderTest under;
    client::ConnectOptions options;
    client::Reaper reaper;
    std::shared_ptr<client::Cluster> cluster;
    std::shared_ptr<RecordSource> source;
    std::unique_ptr<client::Producer> producer;
};

TEST_F(ClusterSource, NewestFirstOverEightSkewedPartitionsEqualsAFullSort) {
    const std::string topic = makeTopic(8);
    using Key = std::tuple<std::int64_t, std::int32_t, std::int64_t>;
    std::vector<Key> all;
    for (int partition = 0; partition < 8; ++partition) {
        const int count = 1 << (partition * 2);
        for (int i = 0; i < count; ++i) {
            const std::int64_t time = 1'700'000'000'000 + (partition * 7919) % 5000 + i * 3 / (partition + 1);
            send(topic, partition, time, "value " + std::to_string(i));
            all.emplace_back(time, partition, i);
        }
    }
    ASSERT_TRUE(producer->flush(60s));
    std::sort(all.rbegin(), all.rend());
    all.resize(500);
    Query query;
    query.topic = topic;
    const auto [rows, result] = scan(query);
    ASSERT_FALSE(result.error) << result.error->cause;
    std::vector<Key> shown;
    for (const RecordPtr& row : rows)
        shown.emplace_back(row->timestampMs, row->partition.value(), row->offset.value());
    EXPECT_EQ(shown, all);
    EXPECT_FALSE(result.orderIsApproximate);
    EXPECT_EQ(rows.front()->batch->codec, "lz4");
    EXPECT_TRUE(rows.front()->batch->crcValid);
    ASSERT_EQ(rows.front()->headers.size(), 1u);
    EXPECT_EQ(rows.front()->headers[0].name, "h");
}

TEST_F(ClusterSource, TheNewestOfAMillionComeAtOnce) {
    const std::string topic = makeTopic(4);
    constexpr int total = 1'000'000;
    const std::string padding(60, 'p');
    for (int i = 0; i < total; ++i)
        send(topic, i % 4, 1'700'000'000'000 + i, "message " + std::to_string(i) + padding);
    ASSERT_TRUE(producer->flush(120s));
    Query query;
    query.topic = topic;
    const auto begin = std::chrono::steady_clock::now();
    const auto [rows, result] = scan(query);
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    std::printf("newest 500 of %d: %lld ms, %lld records and %lld bytes read\n", total,
                static_cast<long long>(took.count()), static_cast<long long>(result.progress.scanned),
                static_cast<long long>(result.progress.bytes));
    ASSERT_FALSE(result.error) << result.error->cause;
    ASSERT_EQ(rows.size(), 500u);
    for (int i = 0; i < 500; ++i)
        ASSERT_EQ(rows[static_cast<std::size_t>(i)]->timestampMs, 1'700'000'000'000 + total - 1 - i);
    query.filter.text = "message 777777";
    const auto [found, search] = scan(query);
    ASSERT_FALSE(search.error) << search.error->cause;
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(search.reason, StopReason::EndReached);
    EXPECT_EQ(search.progress.scanned, total);
}

TEST_F(ClusterSource, AGiantValueIsCutAndCanBeHadInFull) {
    const std::string topic = makeTopic(1, {{"max.message.bytes", "20000000"}});
    const std::string giant = std::string(10u << 20, 'x') + "end";
    ASSERT_TRUE(producer->send({.topic = topic, .value = "small"}));
    ASSERT_TRUE(producer->flush(30s));
    base::Error refused;
    ASSERT_TRUE(producer->send({.topic = topic, .value = giant},
                               [&refused](const base::Result<client::Delivery>& done) {
                                   refused = done ? base::Error{} : done.error();
                               }));
    ASSERT_TRUE(producer->flush(60s));
    ASSERT_EQ(refused.name, "") << refused.cause;
    Query query;
    query.topic = topic;
    const auto [rows, result] = scan(query);
    ASSERT_EQ(rows.size(), 2u);
    const RecordPtr row = rows.front()->valueCut() ? rows.front() : rows.back();
    EXPECT_EQ(row->valueBytes, static_cast<std::int64_t>(giant.size()));
    const auto whole = source->fetchOne({topic, result.progress.topicId}, *row, {});
    ASSERT_TRUE(whole) << whole.error().cause;
    EXPECT_EQ(base::asText((*whole)->value->view()), giant);
    EXPECT_FALSE((*whole)->isCut());
    Record none = *row;
    none.offset = base::Offset(2);
    EXPECT_EQ(source->fetchOne({topic, {}}, none, {}).error().name, "NOT_FOUND");
    none.offset = base::Offset(99);
    EXPECT_EQ(source->fetchOne({topic, {}}, none, {}).error().name, "OFFSET_OUT_OF_RANGE");
}

TEST_F(ClusterSource, ARecordOfATopicMadeAnewIsNotTakenForTheOneRead) {
    const std::string topic = makeTopic(1);
    const std::string large(100'000, 'x');
    send(topic, 0, 1'700'000'000'000, large);
    ASSERT_TRUE(producer->flush(30s));
    const auto [rows, result] = scan({.topic = topic});
    ASSERT_EQ(rows.size(), 1u);
    ASSERT_TRUE(rows[0]->valueCut());
    const std::vector<std::string> names{topic};
    ASSERT_FALSE(cluster->deleteTopics(names).value().front().error);
    const std::vector<client::NewTopic> anew{
        {.name = topic, .partitions = 1, .configs = {{"retention.ms", "-1"}}}};
    for (int i = 0; i < 200 && cluster->createTopics(anew).value().front().error; ++i)
        std::this_thread::sleep_for(50ms);
    producer = *client::Producer::create({.connect = options, .codec = "lz4"}, reaper);
    send(topic, 0, 1'700'000'000'000, large); // looks the same in every respect
    ASSERT_TRUE(producer->flush(30s));
    auto refused = source->fetchOne({topic, result.progress.topicId}, *rows[0], {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().name, "ANOTHER_TOPIC") << refused.error().cause;
    EXPECT_NE(refused.error().cause.find("at offset 0 of partition 0"), std::string::npos);
    EXPECT_TRUE(source->fetchOne({topic, {}}, *rows[0], {}));
    Record other = *rows[0];
    other.valueBytes += 1;
    refused = source->fetchOne({topic, {}}, other, {}); // where no id tells, what it holds does
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().name, "RECORD_REPLACED");
}

TEST_F(ClusterSource, SeeksOffsetTimeAndTheLastOfEach) {
    const std::string topic = makeTopic(2);
    for (int i = 0; i < 100; ++i)
        send(topic, i % 2, 1'700'000'000'000 + i, std::to_string(i));
    ASSERT_TRUE(producer->flush(30s));
    Query query;
    query.topic = topic;
    query.seek = Seek::AtOffset;
    query.offset = 48;
    EXPECT_EQ(scan(query).first.size(), 4u);
    query.seek = Seek::AtTime;
    query.fromMs = 1'700'000'000'090;
    const auto later = scan(query).first;
    ASSERT_EQ(later.size(), 10u);
    EXPECT_EQ(later.front()->timestampMs, *query.fromMs);
    query.fromMs.reset();
    query.seek = Seek::LastPerPartition;
    query.count = 7;
    EXPECT_EQ(scan(query).first.size(), 14u);
    query.seek = Seek::Oldest;
    query.partitions = {base::PartitionId(1)};
    EXPECT_EQ(scan(query).first.size(), 50u);
    query.partitions = {base::PartitionId(5)};
    EXPECT_EQ(scan(query).second.error.value().name, "UNKNOWN_TOPIC_OR_PARTITION");
}

TEST_F(ClusterSource, TheTailShowsWhatArrivesAndStopsWhenTold) {
    const std::string topic = makeTopic(2);
    send(topic, 0, 1'700'000'000'000, "before");
    ASSERT_TRUE(producer->flush(30s));
    Query query;
    query.topic = topic;
    query.seek = Seek::Tail;
    std::atomic<int> rows = 0;
    std::atomic<bool> running = false;
    std::string first;
    ScanResult result;
    std::stop_source stop;
    std::thread tail([&] {
        const ScanSink sink{.rows =
                                [&](std::vector<RecordPtr> some) {
                                    if (rows == 0)
                                        first = std::string(base::asText(some.front()->value->view()));
                                    rows += static_cast<int>(some.size());
                                },
                            .progress = [&](const Progress&) { running = true; }};
        result = source->scan(query, sink, stop.get_token());
    });
    while (!running)
        std::this_thread::sleep_for(5ms);
    for (int i = 0; i < 100; ++i)
        send(topic, i % 2, 1'700'000'000'000 + i, "after " + std::to_string(i));
    ASSERT_TRUE(producer->flush(30s));
    for (int i = 0; i < 2000 && rows < 100; ++i)
        std::this_thread::sleep_for(5ms);
    stop.request_stop();
    tail.join();
    EXPECT_EQ(rows, 100);
    EXPECT_NE(first, "before");
    EXPECT_EQ(result.reason, StopReason::Cancelled);
}

TEST_F(ClusterSource, SaysThatATopicIsNotThere) {
    Query query;
    query.topic = ClusterUnderTest::fresh("none");
    const auto [rows, result] = scan(query);
    EXPECT_EQ(result.reason, StopReason::Failed);
    EXPECT_EQ(result.error.value().name, "UNKNOWN_TOPIC_OR_PARTITION");
}

TEST(ClusterSourceAlone, SaysThatNobodyListens) {
    client::ConnectOptions options;
    options.bootstrap = "127.0.0.1:1";
    const ScanResult result = makeClusterRecordSource(options)->scan({}, {}, {});
    EXPECT_EQ(result.reason, StopReason::Failed);
    EXPECT_EQ(result.error.value().name, "ECONNREFUSED");
}

} // namespace
