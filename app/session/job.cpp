#include "session/job.h"

namespace session {

void JobBase::progress(qint64 done, qint64 total) {
    if (!m_running)
        return;
    m_done = done;
    m_total = total;
    emit progressed(done, total);
}

void JobBase::fail(base::Error error) {
    if (!m_running)
        return;
    m_running = false;
    m_error = std::move(error);
    emit failed(*m_error);
}

void JobBase::finish() {
    if (!m_running)
        return;
    m_running = false;
    emit finished();
}

} // namespace session
