#include "broker/handlers/33_alter_configs.h"

#include "broker/handlers/config_resource.h"

namespace broker {

void alterConfigs(RequestContext& context, protocol::AlterConfigsRequest&& request,
                  Reply<protocol::AlterConfigsResponse> reply) {
    protocol::AlterConfigsResponse response;
    for (auto& asked : request.resources) {
        ConfigChange change{asked.resourceType, asked.resourceName, {}, true};
        for (auto& config : asked.configs)
            change.edits.push_back(
                {std::move(config.name), ConfigEdit::Operation::Set, std::move(config.value)});
        const auto changed = changeConfigs(context.engine, change, request.validateOnly);
        auto& out = response.responses.emplace_back();
        out.errorCode = changed ? std::int16_t{0} : changed.error().code;
        out.errorMessage = changed ? std::nullopt : std::optional(changed.error().cause);
        out.resourceType = asked.resourceType;
        out.resourceName = std::move(asked.resourceName);
    }
    reply(std::move(response));
}

} // namespace broker
