#include "broker/handlers/01_fetch.h"

#include "broker/handlers/common.h"
#include "broker/handlers/parked_fetch.h"

namespace broker {

namespace {

using protocol::ErrorCode;

// A client that still knows a session: we never gave one out (session id 0 means none, KIP-227), so it has to
// begin anew.
bool namesASession(const protocol::FetchRequest& request) {
    constexpr std::int32_t FirstEpoch = 0, FinalEpoch = -1;
    return request.sessionEpoch != FirstEpoch && request.sessionEpoch != FinalEpoch;
}

} // namespace

void fetch(RequestContext& context, protocol::FetchRequest&& request, Reply<protocol::FetchResponse> reply) {
    if (namesASession(request)) {
        protocol::FetchResponse response;
        response.errorCode = toWire(ErrorCode::FETCH_SESSION_ID_NOT_FOUND);
        return reply(std::move(response));
    }
    auto work = std::make_shared<ParkedFetch>(context, std::move(request), std::move(reply));
    work->start();
}

} // namespace broker
