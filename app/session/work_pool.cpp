#include "session/work_pool.h"

#include <algorithm>

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

namespace session {

QThreadPool* workPool() {
    static auto* pool = [] {
        auto* made = new QThreadPool;
        made->setMaxThreadCount(std::max(4, QThread::idealThreadCount()));
        made->setExpiryTimeout(poolIdleMs);
        // As Qt's own is waited for: what runs may use what the application owns.
        qAddPostRoutine([] { workPool()->waitForDone(); });
        return made;
    }();
    return pool;
}

} // namespace session
