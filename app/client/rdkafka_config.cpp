#include "client/rdkafka_config.h"

#include <algorithm>
#include <array>

namespace client {
namespace {

base::Error refused(const std::string& why) {
    return {.name = "INVALID_CONFIG", .cause = "The client cannot be set up so: " + why, .retriable = false};
}

} // namespace

RdkafkaConfig::RdkafkaConfig(const ConnectOptions& options)
    : m_conf(rd_kafka_conf_new(), &rd_kafka_conf_destroy) {
    // Errors come back by reports and polls; nothing is to appear on standard error.
    rd_kafka_conf_set_log_cb(m_conf.get(), [](const rd_kafka_t*, int, const char*, const char*) {});
    set("bootstrap.servers", options.bootstrap);
    set("client.id", options.clientId);
    // Asking for a topic never makes it, whatever the broker allows.
    set("allow.auto.create.topics", "false");
    set("socket.keepalive.enable", "true");
    set("socket.nagle.disable", "true");
    set("reconnect.backoff.ms", "50");
    set("reconnect.backoff.max.ms", "2000");
    set("socket.timeout.ms", std::to_string(std::max<std::int64_t>(options.requestTimeout.count(), 1000)));
}

RdkafkaConfig& RdkafkaConfig::set(const char* name, const std::string& value) {
    std::array<char, 512> why{};
    if (rd_kafka_conf_set(m_conf.get(), name, value.c_str(), why.data(), why.size()) != RD_KAFKA_CONF_OK &&
        m_problem.empty())
        m_problem = why.data();
    return *this;
}

base::Result<rd_kafka_t*> RdkafkaConfig::make(rd_kafka_type_t type) {
    if (!m_problem.empty())
        return base::fail(refused(m_problem));
    std::array<char, 512> why{};
    rd_kafka_t* handle = rd_kafka_new(type, m_conf.get(), why.data(), why.size());
    if (!handle)
        return base::fail(refused(why.data()));
    (void)m_conf.release(); // the handle owns it now
    return handle;
}

} // namespace client
