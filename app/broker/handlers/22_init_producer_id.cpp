#include "broker/handlers/22_init_producer_id.h"

#include "broker/producer_ids.h"
#include "protocol/error_codes.h"

namespace broker {

void initProducerId(RequestContext& context, protocol::InitProducerIdRequest&& request,
                    Reply<protocol::InitProducerIdResponse> reply) {
    using protocol::ErrorCode;
    protocol::InitProducerIdResponse response;
    response.producerEpoch = -1;
    if (!request.transactionalId) {
        if (const auto id = context.engine.producerIds.next()) {
            response.producerId = id->value();
            response.producerEpoch = 0;
        } else {
            response.errorCode = toWire(ErrorCode::COORDINATOR_NOT_AVAILABLE);
        }
    } else if (request.transactionalId->empty()) {
        response.errorCode = toWire(ErrorCode::INVALID_REQUEST);
    } else {
        // No transactions yet: clients stop at once on this, where they would retry most others.
        response.errorCode = toWire(ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
    }
    reply(std::move(response));
}

} // namespace broker
