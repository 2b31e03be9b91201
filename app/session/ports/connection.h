#pragma once

#include <optional>

#include <QObject>

#include "base/result.h"
#include "session/profile.h"
#include "session/states.h"

namespace session {

/// How one cluster is reached, how often it is asked and whether it may be changed. Lives on the UI thread;
/// the cluster's session owns it.
class Connection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual const ConnectionProfile& profile() const = 0;
    virtual void setProfile(const ConnectionProfile& profile) = 0; ///< name, colour, environment only
    [[nodiscard]] virtual ConnectionState state() const = 0;
    /// Why it is Lost or still Connecting.
    [[nodiscard]] virtual const std::optional<base::Error>& error() const = 0;
    [[nodiscard]] virtual qint64 lostSinceMs() const = 0;
    [[nodiscard]] virtual qint64 nextTryMs() const = 0;
    virtual void retryNow() = 0;
    virtual void close() = 0; ///< ends polling; the last data stays

    [[nodiscard]] virtual int
    intervalMs() const = 0;                       ///< wanted: at first 1000 on a local broker, 5000 elsewhere
    virtual void setIntervalMs(int interval) = 0; ///< 0: held, no rounds until changed

    /// Production clusters refuse every change until unlocked; locks itself again after ten minutes.
    [[nodiscard]] virtual bool isLocked() const = 0;
    virtual void setLocked(bool locked) = 0;
    /// How long it stays unlocked; none: it is locked, or never locks itself.
    [[nodiscard]] virtual std::optional<qint64> locksInMs() const = 0;

signals:
    void stateChanged();
    void profileChanged();
    void lockChanged();
    void intervalChanged();
};

} // namespace session
