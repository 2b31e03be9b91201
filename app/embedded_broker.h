#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include <QThreadPool>

#include "session/local/broker_control.h"

namespace broker {
class Broker;
}

/// The engine behind session's handle. Starting, stopping and wiping run one after the other on a thread of
/// its own; everything may be called on any thread and returns at once. Destroying it stops the broker.
class EmbeddedBroker final : public session::BrokerControl {
public:
    EmbeddedBroker();
    ~EmbeddedBroker() override;

    void start(session::LocalBrokerOptions options,
               std::function<void(base::Result<session::StartedBroker>)> done) override;
    void stop(std::function<void()> done) override;
    void wipe(QString dataFolder, std::function<void(base::Status)> done) override;
    void lookAt(QString dataFolder, std::function<void(session::DataFolderFacts)> done) override;
    [[nodiscard]] session::BrokerCounters counters() const override;
    void sample(std::function<void(session::BrokerCounters)> told) const override;
    [[nodiscard]] std::vector<session::BrokerConnection> connections() const override;
    [[nodiscard]] std::vector<session::BrokerSetting> settings() const override;
    void setLogListener(std::function<void(session::BrokerLogLine)> listener) override;

private:
    struct LogOutlet;

    base::Result<session::StartedBroker> startNow(const session::LocalBrokerOptions& options);
    void stopNow();
    void measureFreeSpace() const;
    [[nodiscard]] std::shared_ptr<broker::Broker> running() const;

    const std::shared_ptr<LogOutlet> m_log; // shared with the engine's threads
    mutable std::mutex m_mutex;             // guards what follows
    std::shared_ptr<broker::Broker> m_broker;
    QString m_dataFolder; // of the running broker; empty in memory
    mutable std::atomic<qint64> m_freeBytes = -1;
    mutable std::atomic<qint64> m_freeMeasuredMs = 0;
    mutable QThreadPool m_worker; // one thread; destroyed first
};
