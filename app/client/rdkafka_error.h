#pragma once

#include <string>

#include <librdkafka/rdkafka.h>

#include "base/result.h"

namespace client {

/// librdkafka's code as an Error: a broker's code as everywhere else, its own (all negative) under
/// librdkafka's name. `detail` is what it adds in words, `subject` what the error concerns.
base::Error rdkafkaError(rd_kafka_resp_err_t code, const std::string& subject,
                         const std::string& detail = {});

} // namespace client
