#pragma once

#include <any>
#include <functional>
#include <optional>
#include <stop_token>

#include <QDateTime>
#include <QObject>
#include <QPointer>

#include "base/result.h"

namespace session {

/// A request under way: cancel, progress, result or error. Lives on the UI thread; its work runs elsewhere.
/// It dies with its owner: a job deleted early stops and delivers nothing. Exactly one of finished and failed
/// is emitted.
class JobBase : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~JobBase() override { m_stop.request_stop(); }
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] qint64 startedMs() const { return m_startedMs; } ///< when it was asked for
    /// Asks the work to stop; `failed` with name "CANCELLED" follows when it has.
    void cancel() { m_stop.request_stop(); }
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }
    [[nodiscard]] qint64 done() const { return m_done; }
    [[nodiscard]] qint64 total() const { return m_total; } ///< 0: not known
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }
    /// What of the work is left, in the work's own terms; set before `failed`. Empty: it does not say.
    [[nodiscard]] const std::any& left() const { return m_left; }

    /// Called on the UI thread by whoever runs the work.
    void progress(qint64 done, qint64 total);
    void leave(std::any left) { m_left = std::move(left); }
    void fail(base::Error error);

signals:
    void progressed(qint64 done, qint64 total);
    void finished(); ///< the result is there
    void failed(const base::Error& error);

protected:
    void finish();

private:
    std::stop_source m_stop;
    const qint64 m_startedMs = QDateTime::currentMSecsSinceEpoch();
    bool m_running = true;
    qint64 m_done = 0, m_total = 0;
    std::optional<base::Error> m_error;
    std::any m_left;
};

template <class T>
class Job final : public JobBase {
public:
    using JobBase::JobBase;
    /// Valid from `finished` on.
    [[nodiscard]] const T& result() const { return *m_result; }
    void succeed(T value) {
        m_result.emplace(std::move(value));
        finish();
    }
    /// Calls `done` or `wrong` on the UI thread, unless `context` is gone.
    void then(QObject* context, std::function<void(const T&)> done,
              std::function<void(const base::Error&)> wrong) {
        connect(this, &JobBase::finished, context, [this, done = std::move(done)] { done(*m_result); });
        connect(this, &JobBase::failed, context, std::move(wrong));
    }

private:
    std::optional<T> m_result;
};

struct Nothing {};

} // namespace session
