#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "broker/cluster_state.h"
#include "broker/config/settings.h"
#include "broker/engine.h"

namespace broker {

/// What configuration belongs to, with Kafka's numbers (ConfigResource.Type).
enum class ResourceType : std::int8_t { Topic = 2, Broker = 4, Group = 32 };

/// One edit, with Kafka's numbers (AlterConfigOp.OpType).
struct ConfigEdit {
    enum class Operation : std::int8_t { Set = 0, Delete = 1, Append = 2, Subtract = 3 };
    std::string name;
    Operation operation = Operation::Set;
    std::optional<std::string> value;
};

struct ConfigChange {
    std::int8_t resourceType = 0;
    std::string resourceName;
    std::vector<ConfigEdit> edits;
    bool replaceAll = false; ///< the old AlterConfigs: what is not named goes
};

/// INVALID_TOPIC_EXCEPTION, UNKNOWN_TOPIC_OR_PARTITION.
[[nodiscard]] base::Result<TopicPtr> findTopic(const Engine& engine, const std::string& name);
/// A broker resource is this broker's id, or empty for all brokers: INVALID_REQUEST otherwise.
[[nodiscard]] base::Status checkBrokerName(const Engine& engine, const std::string& name);
[[nodiscard]] base::Error unknownResource(std::int8_t type);

/// Checks the change and, unless `validateOnly`, makes it. INVALID_REQUEST, INVALID_CONFIG and the errors
/// above.
[[nodiscard]] base::Status changeConfigs(Engine& engine, const ConfigChange& change, bool validateOnly);

} // namespace broker
