#pragma once

#include <memory>

#include "session/clusters/poller.h"
#include "session/clusters/workers.h"
#include "session/job_runner.h"
#include "session/work_pool.h"

namespace session {

/// What works for one session off the UI thread, on the threads of all. Owned by the session, and by its
/// requests while they run; the session hands it to `bury` as it goes.
class SessionCore {
public:
    SessionCore(std::shared_ptr<Workers> shared, Poller::Options options)
        : workers(std::move(shared)), poller(std::move(options)) {}

    /// Ends polling and makes what is under way fail: the cluster itself goes.
    void stop() {
        stopping.request_stop();
        poller.stop();
    }

    /// Ends polling and waits for its end, elsewhere. What has connections of its own goes on for whoever
    /// took it over: a sending that is a run by now ends as an import does, by itself or where it is asked
    /// to.
    static void bury(std::shared_ptr<SessionCore> core) {
        core->poller.stop();
        workPool()->start([core = std::move(core)]() mutable { core.reset(); });
    }

    std::stop_source stopping;
    const std::shared_ptr<Workers> workers; // destroyed last: the poller works on them
    Poller poller;
};

} // namespace session
