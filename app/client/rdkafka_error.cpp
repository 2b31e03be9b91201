#include "client/rdkafka_error.h"

#include <fmt/format.h>

#include "wire/kafka_error.h"

namespace client {
namespace {

struct Words {
    const char* cause;
    const char* remedy;
    bool retriable;
};

Words wordsFor(rd_kafka_resp_err_t code) {
    switch (code) {
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
        return {"No broker can be reached.", "Check that the cluster is running.", true};
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
        return {"It was not acknowledged in time.", "Check that the cluster is running and not overloaded.",
                true};
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
        return {"There was no answer in time.", "Check that the cluster is running and not overloaded.",
                true};
    case RD_KAFKA_RESP_ERR__QUEUE_FULL:
        return {"Too many records wait to be sent.", "Send more slowly.", true};
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
        return {"There is no such partition.", "Look at the topic's partitions.", false};
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
        return {"There is no such topic.", "It may have been deleted; refresh.", false};
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT:
        return {"It was given up before it was acknowledged.", "", false};
    case RD_KAFKA_RESP_ERR__RESOLVE:
        return {"The host name of a broker cannot be resolved.",
                "Check the bootstrap address and the brokers' advertised listeners.", true};
    default:
        return {rd_kafka_err2str(code), "", false};
    }
}

} // namespace

base::Error rdkafkaError(rd_kafka_resp_err_t code, const std::string& subject, const std::string& detail) {
    if (code >= 0)
        return wire::kafkaError(static_cast<std::int16_t>(code), subject,
                                detail.empty() ? std::nullopt : std::optional(detail));
    const bool purged = code == RD_KAFKA_RESP_ERR__PURGE_QUEUE || code == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT;
    const Words words = wordsFor(code);
    std::string cause = words.cause;
    if (!detail.empty() && detail != cause)
        cause += " " + detail;
    return {.code = -1,
            .name = purged ? "CANCELLED" : rd_kafka_err2name(code),
            .cause = subject.empty() ? cause : fmt::format("{}: {}", subject, cause),
            .remedy = words.remedy,
            .retriable = words.retriable};
}

} // namespace client
