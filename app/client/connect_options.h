#pragma once

#include <cstddef>
#include <string>

#include "base/clock.h"
#include "client/loop.h"

namespace client {

/// How to reach a cluster. A plain value: every part that talks to a cluster is given a copy.
struct ConnectOptions {
    std::string bootstrap;                   ///< "host:port,host:port"; a host without a port means 9092
    std::string clientId = "milena";         ///< what brokers log and count us under
    base::Millis connectTimeout{5000};       ///< one address: resolve, connect and learn the API versions
    base::Millis requestTimeout{15000};      ///< one request: from asking to its last byte
    std::size_t maxAnswerBytes = 128u << 20; ///< a larger answer closes the connection with an error
    std::string clusterId = {}; ///< of which alone producers send to; empty: of the one met first
    Loop loop = {};             ///< where its connections live; none: on a thread of their own
};

} // namespace client
