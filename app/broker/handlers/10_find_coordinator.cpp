#include "broker/handlers/10_find_coordinator.h"

#include "broker/groups/group_coordinator.h"
#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using protocol::FindCoordinatorRequest;
using protocol::FindCoordinatorResponse;

constexpr std::int16_t firstVersionWithBatches = 4;
constexpr std::int8_t groupKey = 0;
constexpr std::int8_t transactionKey = 1;

base::Status findCoordinator(RequestContext& context, std::int8_t keyType) {
    switch (keyType) {
    case groupKey:
        if (const auto opened = context.engine.groups.openLog(); !opened) {
            context.engine.log.error("groups", "{} could not be made: {}", offsetsTopic,
                                     opened.error().cause);
            return base::fail(
                protocol::makeError(ErrorCode::COORDINATOR_NOT_AVAILABLE, opened.error().cause));
        }
        return {};
    case transactionKey:
        // Not served. Clients give up at once on this one and would ask for ever on most others.
        return base::fail(protocol::makeError(ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
                                              "This broker does not serve transactions."));
    default:
        return base::fail(
            protocol::makeError(ErrorCode::INVALID_REQUEST, "Coordinators of groups only can be asked for."));
    }
}

FindCoordinatorResponse::Coordinator answerFor(RequestContext& context, std::string key,
                                               const base::Status& found) {
    if (!found)
        return {std::move(key), -1, "", -1, found.error().code, found.error().cause};
    return {
        std::move(key), nodeId(context.engine), context.advertised().host, context.advertised().port, 0, ""};
}

void answer(RequestContext& context, FindCoordinatorRequest&& request, Reply<FindCoordinatorResponse> reply) {
    const auto found = findCoordinator(context, request.keyType);
    FindCoordinatorResponse response;
    if (context.version >= firstVersionWithBatches) {
        for (auto& key : request.coordinatorKeys)
            response.coordinators.push_back(answerFor(context, std::move(key), found));
    } else {
        auto answer = answerFor(context, std::move(request.key), found);
        response.nodeId = answer.nodeId;
        response.host = std::move(answer.host);
        response.port = answer.port;
        response.errorCode = answer.errorCode;
        response.errorMessage = std::move(answer.errorMessage);
    }
    reply(std::move(response));
}

} // namespace

void findCoordinator(RequestContext& context, FindCoordinatorRequest&& request,
                     Reply<FindCoordinatorResponse> reply) {
    if (request.keyType == groupKey && !context.engine.groups.logIsOpen())
        return onWorker<FindCoordinatorRequest, FindCoordinatorResponse, answer>(context, std::move(request),
                                                                                 std::move(reply));
    answer(context, std::move(request), std::move(reply));
}

} // namespace broker
