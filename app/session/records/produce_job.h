#pragma once

#include "client/connect_options.h"
#include "client/reaper.h"
#include "session/drafts.h"
#include "session/job_runner.h"

namespace session {

/// Sends what the draft says and waits until every record is acknowledged. Blocks; for worker threads. Ends
/// with CANCELLED soon after the job or `stop` asks it to.
base::Result<ProducedRecords> produceRecords(const client::ConnectOptions& connect, client::Reaper& reaper,
                                             const ProduceDraft& draft, JobContext& context,
                                             const std::stop_token& stop);

} // namespace session
