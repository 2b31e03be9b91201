#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <thread>

#include <gtest/gtest.h>
#include <librdkafka/rdkafka.h>

#include "browse/record_source.h"
#include "client/cluster.h"
#include "support/cluster_under_test.h"

using namespace browse;
using support::ClusterUnderTest;

namespace {

/// A transactional producer, straight on the library: our own sends no transactions.
class Producer {
public:
    Producer(const std::string& bootstrap, const std::string& id) {
        rd_kafka_conf_t* conf = rd_kafka_conf_new();
        set(conf, "bootstrap.servers", bootstrap);
        set(conf, "transactional.id", id);
        m_handle.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0));
        check(rd_kafka_init_transactions(m_handle.get(), 30'000));
    }
    void begin() { check(rd_kafka_begin_transaction(m_handle.get())); }
    void commit() { check(rd_kafka_commit_transaction(m_handle.get(), 30'000)); }
    void abort() { check(rd_kafka_abort_transaction(m_handle.get(), 30'000)); }
    void send(const std::string& topic, const std::string& value) {
        ASSERT_EQ(rd_kafka_producev(m_handle.get(), RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(0),
                                    RD_KAFKA_V_VALUE(const_cast<char*>(value.data()), value.size()),
                                    RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END),
                  RD_KAFKA_RESP_ERR_NO_ERROR);
        ASSERT_EQ(rd_kafka_flush(m_handle.get(), 30'000), RD_KAFKA_RESP_ERR_NO_ERROR);
    }

private:
    static void set(rd_kafka_conf_t* conf, const char* name, const std::string& value) {
        ASSERT_EQ(rd_kafka_conf_set(conf, name, value.c_str(), nullptr, 0), RD_KAFKA_CONF_OK);
    }
    static void check(rd_kafka_error_t* error) {
        EXPECT_FALSE(error) << rd_kafka_error_string(error);
        if (error)
            rd_kafka_error_destroy(error);
    }
    struct Destroy {
        void operator()(rd_kafka_t* handle) const { rd_kafka_destroy(handle); }
    };
    std::unique_ptr<rd_kafka_t, Destroy> m_handle;
};

class Transactions : public ::testing::Test {
protected:
    void SetUp() override {
        if (under.isOurs())
            GTEST_SKIP() << "our broker serves no transactions";
        options.bootstrap = under.bootstrap();
        source = makeClusterRecordSource(options);
        topic = ClusterUnderTest::fresh("transactions");
        const auto cluster = *client::connect(options);
        const std::vector<client::NewTopic> topics{{.name = topic, .partitions = 1, .configs = {}}};
        ASSERT_FALSE(cluster->createTopics(topics).value().front().error);
        first = std::make_unique<Producer>(options.bootstrap, topic + "-first");
        second = std::make_unique<Producer>(options.bootstrap, topic + "-second");
        third = std::make_unique<Producer>(options.bootstrap, topic + "-third");
    }

    /// Values with their states, by offset. Above the first open record stand an abort and a commit, for
    /// which a broker names no aborted transactions yet.
    void fill() {
        first->begin();
        first->send(topic, "committed");
        second->begin();
        second->send(topic, "aborted");
        first->commit();
        waitForMarkers(1);
        second->abort();
        waitForMarkers(2);
        third->begin();
        third->send(topic, "open");
        first->begin();
        first->send(topic, "aborted above");
        second->begin();
        second->send(topic, "committed above");
        first->abort();
        waitForMarkers(3);
        second->commit();
        waitForMarkers(4);
    }

    /// Kafka answers the end of a transaction before it has written its marker: the next ones could pass it.
    void waitForMarkers(std::ptrdiff_t count) {
        Query all;
        all.controlRecords = true;
        const auto areThere = [&] {
            return std::ranges::count_if(scan(all), [](const RecordPtr& row) {
                       return row->control != Control::None;
                   }) == count;
        };
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!areThere() && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }

    std::vector<RecordPtr> scan(Query query) {
        query.topic = topic;
        std::vector<RecordPtr> rows;
        const ScanSink sink{
            .rows =
                [&rows](std::vector<RecordPtr> some) { rows.insert(rows.end(), some.begin(), some.end()); },
            .progress = {},
            .decided = {}};
        const ScanResult result = source->scan(query, sink, {});
        EXPECT_FALSE(result.error) << result.error->cause;
        std::ranges::sort(rows, {}, [](const RecordPtr& row) { return row->offset; });
        return rows;
    }

    static std::string valueOf(const RecordPtr& row) { return std::string(base::asText(row->value->view())); }

    ClusterUnderTest under;
    client::ConnectOptions options;
    std::shared_ptr<RecordSource> source;
    std::string topic;
    std::unique_ptr<Producer> first, second, third;
};

TEST_F(Transactions, CommittedAbortedAndOpenOnesAreTold) {
    fill();
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        std::map<std::string, TransactionState> states;
        for (const RecordPtr& row : scan(query))
            states[valueOf(row)] = row->transaction;
        EXPECT_EQ(states, (std::map<std::string, TransactionState>{
                              {"committed", TransactionState::Committed},
                              {"aborted", TransactionState::Aborted},
                              {"open", TransactionState::Open},
                              {"aborted above", TransactionState::Aborted},
                              {"committed above", TransactionState::Committed}}));
        query.isolation = Isolation::ReadCommitted;
        const auto committed = scan(query);
        ASSERT_EQ(committed.size(), 1u);
        EXPECT_EQ(valueOf(committed.front()), "committed");
        query.isolation = Isolation::ReadUncommitted;
        query.controlRecords = true;
        int commits = 0, aborts = 0;
        for (const RecordPtr& row : scan(query)) {
            commits += row->control == Control::Commit;
            aborts += row->control == Control::Abort;
        }
        EXPECT_EQ(commits, 2);
        EXPECT_EQ(aborts, 2);
    }
    third->abort();
}

TEST_F(Transactions, WhyThereIsNothingBeforeARecordIsTold) {
    fill();
    const auto rows = scan({});
    std::map<std::string, Missing> reasons;
    for (const RecordPtr& row : rows)
        reasons[valueOf(row)] = *source->missingBefore({topic, base::PartitionId(0)}, row->offset, {});
    EXPECT_EQ(reasons, (std::map<std::string, Missing>{{"committed", Missing::LogStart},
                                                       {"aborted", Missing::Nothing},
                                                       {"open", Missing::Abort},
                                                       {"aborted above", Missing::Nothing},
                                                       {"committed above", Missing::Nothing}}));
    const auto cluster = *client::connect(options);
    const std::vector<client::RecordDeletion> deletion{{{topic, base::PartitionId(0)}, rows[1]->offset}};
    ASSERT_FALSE(cluster->deleteRecords(deletion).value().front().error);
    EXPECT_EQ(*source->missingBefore({topic, base::PartitionId(0)}, rows[1]->offset, {}), Missing::Deleted);
    third->abort();
}

TEST_F(Transactions, AMarkerIsReadAgainAsOne) {
    fill();
    Query query;
    query.controlRecords = true;
    int markers = 0;
    for (const RecordPtr& row : scan(query)) {
        markers += row->control != Control::None;
        EXPECT_TRUE(source->fetchOne({topic, {}}, *row, {})) << row->offset.value();
    }
    EXPECT_EQ(markers, 4);
    third->abort();
}

} // namespace
