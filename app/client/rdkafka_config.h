#pragma once

#include <memory>
#include <string>
#include <utility>

#include <librdkafka/rdkafka.h>

#include "base/result.h"
#include "client/connect_options.h"

namespace client {

/// The settings of one librdkafka handle, ours until the handle takes them. The first setting it refuses is
/// the error.
class RdkafkaConfig {
public:
    explicit RdkafkaConfig(const ConnectOptions& options);

    RdkafkaConfig& set(const char* name, const std::string& value);
    [[nodiscard]] rd_kafka_conf_t* raw() { return m_conf.get(); }
    /// Makes the handle; the settings are used up.
    base::Result<rd_kafka_t*> make(rd_kafka_type_t type);

private:
    std::unique_ptr<rd_kafka_conf_t, decltype(&rd_kafka_conf_destroy)> m_conf;
    std::string m_problem;
};

} // namespace client
