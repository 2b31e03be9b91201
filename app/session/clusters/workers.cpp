#include "session/clusters/workers.h"

#include "session/work_pool.h"

namespace session {

namespace {
constexpr int requestThreads = 6; // slow requests leave room for others
constexpr int sendingThreads = 8; // as many as runs at once
} // namespace

Workers::Workers() {
    m_requests.setMaxThreadCount(requestThreads);
    m_sendings.setMaxThreadCount(sendingThreads);
    for (auto* pool : {&m_requests, &m_sendings})
        pool->setExpiryTimeout(poolIdleMs);
}

std::shared_ptr<Workers> Workers::make() {
    return {new Workers, [](Workers* last) {
                // Not here: this may be one of the threads that are waited for.
                workPool()->start([last] { delete last; });
            }};
}

} // namespace session
