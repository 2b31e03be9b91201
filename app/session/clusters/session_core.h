#pragma once

#include <memory>

#include <QThreadPool>

#include "client/reaper.h"
#include "session/clusters/poller.h"
#include "session/job_runner.h"

namespace session {

/// What works for one session off the UI thread: the poller, the threads of requests, the reaper of
/// producers. Owned by the session until that goes; then `bury` hands it to a thread that waits for its end.
class SessionCore {
public:
    explicit SessionCore(Poller::Options options) : poller(std::move(options)) {
        requests.setMaxThreadCount(3); // a slow request leaves room for others
        leftovers.setMaxThreadCount(1);
    }

    /// Ends polling and makes what is under way fail; the measured history stays.
    void stop() {
        stopping.request_stop();
        poller.stop();
    }

    static void bury(std::unique_ptr<SessionCore> core) {
        core->stop();
        QThreadPool::globalInstance()->start([core = std::shared_ptr<SessionCore>(std::move(core))] {});
    }

    std::stop_source stopping;
    client::Reaper reaper;
    Poller poller;
    QThreadPool leftovers; // gives memory back; nothing here ever waits
    QThreadPool requests;  // destroyed first: its work uses all of the above
};

} // namespace session
