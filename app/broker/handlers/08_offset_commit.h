#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/08_offset_commit.h"

namespace broker {

/// Kept before it is answered (S58). Unknown topics are told a partition.
void offsetCommit(RequestContext& context, protocol::OffsetCommitRequest&& request,
                  Reply<protocol::OffsetCommitResponse> reply);

} // namespace broker
