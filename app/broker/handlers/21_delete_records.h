#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/21_delete_records.h"

namespace broker {

void deleteRecords(RequestContext& context, protocol::DeleteRecordsRequest&& request,
                   Reply<protocol::DeleteRecordsResponse> reply);

} // namespace broker
