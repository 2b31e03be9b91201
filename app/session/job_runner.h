#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include "session/job.h"

namespace session {

/// What the work of a job is given: when to stop, and where to say how far it is.
class JobContext {
public:
    JobContext(QPointer<JobBase> job, std::stop_token stop)
        : m_job(std::move(job)), m_stop(std::move(stop)) {}

    [[nodiscard]] const std::stop_token& stop() const { return m_stop; }

    /// From the work's thread, as often as it likes: at most one report is on its way.
    void progress(qint64 done, qint64 total) {
        if (m_reporting->exchange(true))
            return;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [job = m_job, reporting = m_reporting, done, total] {
                reporting->store(false);
                if (job)
                    job->progress(done, total);
            },
            Qt::QueuedConnection);
    }

    /// From the work's thread, before it returns.
    void leave(std::any left) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [job = m_job, left = std::move(left)]() mutable {
                if (job)
                    job->leave(std::move(left));
            },
            Qt::QueuedConnection);
    }

private:
    QPointer<JobBase> m_job; // copied anywhere, asked on the UI thread only
    std::stop_token m_stop;
    std::shared_ptr<std::atomic<bool>> m_reporting = std::make_shared<std::atomic<bool>>(false);
};

inline base::Error cancelledError() {
    return {-1, "CANCELLED", "It was cancelled.", {}, false};
}

/// Runs blocking work on the pool and delivers its result to a job on the UI thread, where it is called.
template <class T>
Job<T>* runJob(QThreadPool& pool, QObject* owner, std::function<base::Result<T>(JobContext&)> work) {
    auto* job = new Job<T>(owner);
    pool.start([job = QPointer<Job<T>>(job), context = JobContext(QPointer<JobBase>(job), job->stopToken()),
                work = std::move(work)]() mutable {
        base::Result<T> result =
            context.stop().stop_requested() ? base::fail(cancelledError()) : work(context);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [job, result = std::move(result)]() mutable {
                if (!job)
                    return;
                if (result)
                    job->succeed(*std::move(result));
                else
                    job->fail(std::move(result.error()));
            },
            Qt::QueuedConnection);
    });
    return job;
}

/// A job that fails as soon as its caller had the time to listen.
template <class T>
Job<T>* refuseJob(QObject* owner, base::Error error) {
    auto* job = new Job<T>(owner);
    QTimer::singleShot(0, job, [job, error = std::move(error)]() mutable { job->fail(std::move(error)); });
    return job;
}

} // namespace session
