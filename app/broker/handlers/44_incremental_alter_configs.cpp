#include "broker/handlers/44_incremental_alter_configs.h"

#include <algorithm>

#include "broker/handlers/config_resource.h"
#include "protocol/error_codes.h"

namespace broker {

namespace {

using Asked = protocol::IncrementalAlterConfigsRequest::AlterConfigsResource;

base::Status alter(Engine& engine, Asked& asked, bool validateOnly) {
    constexpr std::int8_t Last = static_cast<std::int8_t>(ConfigEdit::Operation::Subtract);
    ConfigChange change{asked.resourceType, asked.resourceName, {}, false};
    for (auto& config : asked.configs) {
        if (config.configOperation < 0 || config.configOperation > Last)
            return base::fail(
                protocol::makeError(protocol::ErrorCode::INVALID_REQUEST,
                                    "Unknown operation on configuration key " + config.name + "."));
        change.edits.push_back({std::move(config.name),
                                static_cast<ConfigEdit::Operation>(config.configOperation),
                                std::move(config.value)});
    }
    return changeConfigs(engine, change, validateOnly);
}

} // namespace

void incrementalAlterConfigs(RequestContext& context, protocol::IncrementalAlterConfigsRequest&& request,
                             Reply<protocol::IncrementalAlterConfigsResponse> reply) {
    protocol::IncrementalAlterConfigsResponse response;
    for (auto& asked : request.resources) {
        const auto changed = alter(context.engine, asked, request.validateOnly);
        auto& out = response.responses.emplace_back();
        out.errorCode = changed ? std::int16_t{0} : changed.error().code;
        out.errorMessage = changed ? std::nullopt : std::optional(changed.error().cause);
        out.resourceType = asked.resourceType;
        out.resourceName = std::move(asked.resourceName);
    }
    reply(std::move(response));
}

} // namespace broker
