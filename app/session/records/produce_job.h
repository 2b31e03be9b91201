#pragma once

#include "client/connect_options.h"
#include "client/reaper.h"
#include "session/drafts.h"
#include "session/job_runner.h"
#include "workload/sender.h"

namespace session {

struct DraftSent {
    workload::SendResult result;
    DraftRest rest;
};

/// Sends what is left of the draft and waits until every record is acknowledged or refused. Blocks; for
/// worker threads.
DraftSent sendDraft(const client::ConnectOptions& connect, client::Reaper& reaper, const ProduceDraft& draft,
                    const DraftRest& part, const std::function<void(const workload::SendProgress&)>& progress,
                    const std::stop_token& stop,
                    const std::function<void(const client::Delivery&)>& arrived = {});

/// Sends what the draft says and waits until every record is acknowledged. Blocks; for worker threads. Ends
/// with CANCELLED soon after the job or `stop` asks it to. What it leaves is a DraftRest.
base::Result<ProducedRecords> produceRecords(const client::ConnectOptions& connect, client::Reaper& reaper,
                                             const ProduceDraft& draft, JobContext& context,
                                             const std::stop_token& stop);

} // namespace session
