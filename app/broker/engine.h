#pragma once

#include <memory>

#include "base/clock.h"
#include "broker/broker.h"
#include "broker/logger.h"
#include "broker/metrics.h"

namespace storage {
class LogStore;
class Workers;
} // namespace storage

namespace broker {

class ClusterState;
class ProducerIds;
class Scheduler;
namespace config {
class Settings;
}
namespace groups {
class GroupCoordinator;
}

/// The services that handlers work with. Built by the facade, alive as long as any request; the references
/// may be used from any thread.
struct Engine {
    std::shared_ptr<const base::Clock> clock;
    Logger log;
    config::Settings& config;
    storage::LogStore& store;
    ClusterState& cluster;
    ProducerIds& producerIds;
    Scheduler& scheduler;
    groups::GroupCoordinator& groups;
    Metrics& metrics;
    storage::Workers& workers; ///< for requests that make or remove many files
    std::string observer;      ///< BrokerOptions::observer
};

} // namespace broker
