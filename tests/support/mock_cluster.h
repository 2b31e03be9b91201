#pragma once

#include <stdexcept>
#include <string>

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

namespace support {

/// The client library's own broker for tests: one that takes what is sent and keeps its answer back.
class MockCluster {
public:
    MockCluster()
        : m_handle(rd_kafka_new(RD_KAFKA_PRODUCER, silent(), nullptr, 0))
        , m_cluster(m_handle ? rd_kafka_mock_cluster_new(m_handle, 1) : nullptr) {
        if (!m_cluster)
            throw std::runtime_error("no mock cluster");
    }
    ~MockCluster() {
        rd_kafka_mock_cluster_destroy(m_cluster);
        rd_kafka_destroy(m_handle);
    }
    MockCluster(const MockCluster&) = delete;
    MockCluster& operator=(const MockCluster&) = delete;

    [[nodiscard]] std::string bootstrap() const { return rd_kafka_mock_cluster_bootstraps(m_cluster); }
    /// Of one partition.
    std::string makeTopic(const std::string& name) {
        if (rd_kafka_mock_topic_create(m_cluster, name.c_str(), 1, 1) != RD_KAFKA_RESP_ERR_NO_ERROR)
            throw std::runtime_error("no topic");
        return name;
    }
    /// The records of the next request to produce are stored, and its answer comes so much later.
    void answerNextProduceAfter(int ms) {
        rd_kafka_mock_broker_push_request_error_rtts(m_cluster, 1, produce, 1, RD_KAFKA_RESP_ERR_NO_ERROR,
                                                     ms);
    }

    /// Whether that request has come.
    [[nodiscard]] bool hasTakenIt() const {
        std::size_t left = 0;
        rd_kafka_mock_broker_error_stack_cnt(m_cluster, 1, produce, &left);
        return left == 0;
    }

private:
    static constexpr std::int16_t produce = 0;
    static rd_kafka_conf_t* silent() {
        auto* conf = rd_kafka_conf_new();
        rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
        return conf;
    }
    rd_kafka_t* m_handle;
    rd_kafka_mock_cluster_t* m_cluster;
};

} // namespace support
