#pragma once

#include <optional>
#include <vector>

#include <QObject>

#include "base/result.h"
#include "session/drafts.h"
#include "session/local/broker_facts.h"
#include "session/local/broker_history.h"
#include "session/states.h"

namespace session {

/// The broker inside this program. Lives on the UI thread; Workspace owns it.
class LocalBroker : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual LocalBrokerState state() const = 0;
    [[nodiscard]] virtual const StartedBroker& started() const = 0;
    [[nodiscard]] virtual const std::optional<base::Error>& error() const = 0;
    [[nodiscard]] virtual LocalBrokerOptions options() const = 0; ///< remembered; default kept
    /// Reads them anew, as it is to be before somebody chooses: another program may have chosen meanwhile.
    virtual void readOptions() = 0;
    virtual void setOptions(const LocalBrokerOptions& options) = 0; ///< remembers those that are others by it
    [[nodiscard]] virtual QString keptDataFolder() const = 0;       ///< where kept data would be
    [[nodiscard]] virtual QString usualDataFolder() const = 0; ///< likewise, unless another folder is chosen
    [[nodiscard]] virtual std::vector<BrokerSetting> settings() const = 0; ///< what it can be started with
    /// Whether a broker's data lies where kept data would be; none: nobody has looked there yet,
    /// or it cannot be read.
    [[nodiscard]] virtual std::optional<bool> dataKept() const = 0;

    /// It stands still, and another program's broker runs on the folder where this one's data would be kept:
    /// as it was found at most two seconds ago.
    [[nodiscard]] virtual bool folderInUse() const = 0;

    /// Remembers the options as setOptions() does; on success the broker's session opens. Nothing happens
    /// unless stopped or failed.
    virtual void start(const LocalBrokerOptions& options) = 0;
    virtual void startInMemory() = 0; ///< this once: what is remembered stays
    virtual void stop() = 0;
    virtual void restart() = 0; ///< with what is remembered; nothing happens unless it runs
    /// What a wipe removes: the folder that it runs on or would run on; empty: in memory, where nothing is
    /// kept.
    [[nodiscard]] QString dataFolder() const;
    /// Removes the kept data, after the broker that runs on it has stopped. `folder`: the one that is meant;
    /// where dataFolder() is no longer that, nothing happens.
    virtual void wipe(const QString& folder) = 0;

    /// Of this moment: walks over all partitions, for a question that somebody waits for.
    [[nodiscard]] virtual BrokerCounters counters() const = 0;
    /// As sampled() told last, or as it started.
    [[nodiscard]] virtual const BrokerCounters& sample() const = 0;
    [[nodiscard]] virtual std::vector<BrokerConnection> connections() const = 0;
    [[nodiscard]] virtual const BrokerHistory& history() const = 0;
    [[nodiscard]] ForeignClients foreignClients() const; ///< among the connections
    /// The broker's last 10 000 lines, oldest first.
    [[nodiscard]] virtual const std::vector<BrokerLogLine>& log() const = 0;
    [[nodiscard]] virtual qint64 logLost() const = 0; ///< older lines that fell out of it

signals:
    void changed();        ///< state or error
    void optionsChanged(); ///< another program's choice was read
    void folderInUseChanged();
    void dataKeptChanged();
    void wiped(const QString& folder); ///< the kept data in it is removed
    void leaving();                    ///< it is about to stop: clients leave before the broker does
    void sampled();                    ///< counters and connections, once a second while it runs
    void logged(int newLines);         ///< appended at the end; the oldest fell out beyond 10 000
};

} // namespace session
