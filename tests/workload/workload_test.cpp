#include <gtest/gtest.h>

#include "client/cluster.h"
#include "client/producer.h"
#include "support/cluster_under_test.h"
#include "workload/adder.h"
#include "workload/load.h"

using namespace workload;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

namespace {

class WorkloadTest : public ::testing::Test {
protected:
    WorkloadTest() { options.bootstrap = under.bootstrap(); }

    std::shared_ptr<client::Cluster> cluster() { return *client::connect(options); }

    std::string makeTopic(int partitions) {
        const std::string name = ClusterUnderTest::fresh("load");
        const std::vector<client::NewTopic> topics{{.name = name, .partitions = partitions}};
        EXPECT_FALSE(cluster()->createTopics(topics).value().front().error);
        return name;
    }

    ClusterUnderTest under;
    client::ConnectOptions options;
    client::Reaper reaper;
};

TEST_F(WorkloadTest, TheAdderSumsEveryRecordOnce) {
    AdderOptions adder;
    adder.connect = options;
    adder.topic = ClusterUnderTest::fresh("adder");
    adder.group = adder.topic;
    AdderProgress last;
    int calls = 0;
    const AdderResult result = playAdder(adder, reaper,
                                         [&](const AdderProgress& progress) {
                                             EXPECT_GE(progress.summed, last.summed);
                                             last = progress;
                                             ++calls;
                                         },
                                         {});
    EXPECT_FALSE(result.error) << result.error->cause;
    EXPECT_TRUE(result.correct);
    EXPECT_EQ(result.sum, 99'990'000);
    EXPECT_EQ(result.progress.sent, 10'000);
    EXPECT_EQ(last.step, AdderStep::Done);
    EXPECT_GT(calls, 1);

    adder.records = 100;
    const AdderResult again = playAdder(adder, reaper, {}, {});
    EXPECT_FALSE(again.correct);
    EXPECT_EQ(again.error.value().name, "TOPIC_ALREADY_EXISTS");
    adder.reuseTopic = true;
    const AdderResult reused = playAdder(adder, reaper, {}, {});
    EXPECT_TRUE(reused.correct) << (reused.error ? reused.error->cause : "");
    EXPECT_EQ(reused.progress.repeated, 0);
}

TEST_F(WorkloadTest, AnAdderOnAUsedTopicSkipsNothingWhileItsGroupStillGathers) {
    AdderOptions adder;
    adder.connect = options;
    adder.topic = makeTopic(2);
    adder.group = adder.topic;
    adder.consumers = 4; // each that comes later takes partitions away from another, while records flow
    adder.records = 500;
    adder.recordsPerSecond = 500;
    adder.reuseTopic = true;
    const AdderResult result = playAdder(adder, reaper, {}, {});
    EXPECT_TRUE(result.correct) << (result.error ? result.error->cause : "");
}

TEST_F(WorkloadTest, TheAdderCountsTheRecordsThatAreWrong) {
    AdderOptions adder;
    adder.connect = options;
    adder.topic = makeTopic(2);
    adder.group = adder.topic;
    adder.records = 200;
    adder.recordsPerSecond = 200;
    adder.reuseTopic = true;
    auto intruder = client::Producer::create({.connect = options}, reaper).value();
    int sent = 0;
    const AdderResult result = playAdder(
        adder, reaper,
        [&](const AdderProgress& progress) {
            if (progress.step != AdderStep::Sending || sent > 0)
                return;
            for (const char* value : {R"({"op1":1,"op2":2})", "hello", R"({"op1":7000,"op2":7000})"}) {
                client::ProduceRecord record;
                record.topic = adder.topic;
                record.partition = base::PartitionId(0);
                record.value = value;
                ASSERT_TRUE(intruder->send(std::move(record), [](const auto& done) { EXPECT_TRUE(done); }));
                ++sent;
            }
        },
        {});
    EXPECT_FALSE(result.error) << result.error->cause;
    EXPECT_EQ(sent, 3);
    EXPECT_EQ(result.wrong, 3);
    EXPECT_EQ(result.progress.summed, 200);
    EXPECT_FALSE(result.correct);
}

TEST_F(WorkloadTest, TheAdderCanBeStopped) {
    AdderOptions adder;
    adder.connect = options;
    adder.topic = ClusterUnderTest::fresh("adder");
    adder.group = adder.topic;
    adder.recordsPerSecond = 50;
    std::stop_source stop;
    const AdderResult result = playAdder(
        adder, reaper,
        [&](const AdderProgress& progress) {
            if (progress.summed > 0)
                stop.request_stop();
        },
        stop.get_token());
    EXPECT_TRUE(result.cancelled);
    EXPECT_FALSE(result.correct);
    EXPECT_FALSE(result.error);
}

TEST_F(WorkloadTest, AProducerSendsWhatItsPlanSaysAndASlowGroupFallsBehind) {
    const std::string topic = makeTopic(2);
    auto producer = startProducer({.connect = options,
                                   .topic = topic,
                                   .recordsPerSecond = 0,
                                   .total = 500,
                                   .key = "key-{i}",
                                   .value = "{i}:{i}",
                                   .codec = "lz4"},
                                  reaper);
    ASSERT_TRUE(producer) << producer.error().cause;
    ASSERT_TRUE((*producer)->waitFinished(30s));
    EXPECT_EQ((*producer)->progress().records, 500);
    EXPECT_EQ((*producer)->progress().failed, 0);

    auto group = startGroup(
        {.connect = options, .group = topic, .topic = topic, .members = 2, .delayPerRecord = 20ms}, reaper);
    ASSERT_TRUE(group) << group.error().cause;
    while ((*group)->progress().records < 5)
        ASSERT_FALSE((*group)->waitFinished(50ms));
    (*group)->stop();
    EXPECT_LT((*group)->progress().records, 500);

    auto fast = startGroup({.connect = options, .group = topic, .topic = topic, .members = 1}, reaper);
    ASSERT_TRUE(fast);
    const auto committed = [&] {
        std::int64_t sum = 0;
        const std::vector<client::GroupName> groups{{topic, {}}};
        const auto offsets = cluster()->groupOffsets(groups).value();
        for (const auto& one : offsets.front().offsets)
            sum += one.offset.value();
        return sum;
    };
    for (int i = 0; i < 300 && committed() < 500; ++i)
        (void)(*fast)->waitFinished(100ms);
    const auto ended = (*fast)->progress();
    EXPECT_EQ(committed(), 500) << (ended.lastError ? ended.lastError->cause : "no error");
}

TEST_F(WorkloadTest, AFixedRateIsKept) {
    const std::string topic = makeTopic(1);
    const auto begin = std::chrono::steady_clock::now();
    auto producer =
        startProducer({.connect = options, .topic = topic, .recordsPerSecond = 200, .total = 101}, reaper);
    ASSERT_TRUE((*producer)->waitFinished(30s));
    // The last of 101 records is due after half a second, and no earlier.
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 500ms);
    EXPECT_EQ((*producer)->progress().records, 101);
}

TEST_F(WorkloadTest, AProducerWithoutAClusterStopsInTime) {
    client::ConnectOptions nowhere = options;
    nowhere.bootstrap = "127.0.0.1:1";
    auto producer = startProducer({.connect = nowhere, .topic = "none", .recordsPerSecond = 10}, reaper);
    ASSERT_TRUE(producer);
    EXPECT_FALSE((*producer)->waitFinished(200ms));
    (*producer)->stop();
    EXPECT_EQ((*producer)->progress().records, 0);
}

} // namespace
