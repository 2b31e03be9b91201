#include <algorithm>

#include <gtest/gtest.h>

#include "broker/broker.h"
#include "browse/record_source.h"
#include "client/cluster.h"
#include "client/producer.h"

using namespace browse;
using namespace std::chrono_literals;

namespace {

std::uint64_t askedFor(const broker::Broker& broker, const std::string& api) {
    const auto counted = broker.counters().requestsByApi;
    const auto found = std::ranges::find(counted, api, &broker::ApiCount::name);
    return found == counted.end() ? 0 : found->requests;
}

TEST(WholeRecords, DoNotEachAskWhichTopicItIs) {
    broker::BrokerOptions options;
    options.listeners = {{.bind = {"127.0.0.1", 0}, .advertised = {}}};
    const auto broker = std::move(*broker::Broker::start(std::move(options)));
    const client::ConnectOptions connect{.bootstrap = broker->listening().front().toString()};
    client::Reaper reaper;
    {
        const auto cluster = *client::connect(connect);
        const std::vector<client::NewTopic> topics{{.name = "orders", .partitions = 1}};
        ASSERT_FALSE(cluster->createTopics(topics).value().front().error);
        const auto producer = *client::Producer::create({.connect = connect}, reaper);
        for (int i = 0; i < 20; ++i)
            ASSERT_TRUE(producer->send(
                {.topic = "orders", .partition = base::PartitionId(0), .value = std::string(100, 'a')}));
        ASSERT_TRUE(producer->flush(30s));
    }
    const auto source = makeClusterRecordSource(connect);
    Query query{.topic = "orders"};
    query.limits.previewBytes = 10;
    std::vector<RecordPtr> rows;
    const ScanSink sink{
        .rows = [&](std::vector<RecordPtr> some) { rows.insert(rows.end(), some.begin(), some.end()); },
        .progress = {}};
    const ScanResult read = source->scan(query, sink, {});
    ASSERT_EQ(rows.size(), 20u);
    const auto before = askedFor(*broker, "Metadata");
    const auto fetched = askedFor(*broker, "Fetch");
    for (const RecordPtr& row : rows) {
        ASSERT_TRUE(row->isCut());
        ASSERT_TRUE(source->fetchOne({"orders", read.progress.topicId}, *row, {}));
    }
    EXPECT_GE(askedFor(*broker, "Fetch") - fetched, 20u);
    EXPECT_LT(askedFor(*broker, "Metadata") - before, 10u);
}

} // namespace
