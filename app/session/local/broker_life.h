#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <QObject>
#include <QSet>
#include <QTimer>

#include "base/mailbox.h"
#include "session/local/broker_control.h"
#include "session/local/broker_history.h"
#include "session/states.h"

namespace session {

/// The broker's figures for threads that may outlast it: empty once it is gone.
class CounterTap {
public:
    explicit CounterTap(const BrokerControl* control) : m_control(control) {}
    [[nodiscard]] std::optional<BrokerCounters> read() const {
        const std::lock_guard lock(m_mutex);
        return m_control ? std::optional(m_control->counters()) : std::nullopt;
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_control = nullptr;
    }

private:
    mutable std::mutex m_mutex; // guards m_control
    const BrokerControl* m_control;
};

/// The life of the broker inside this program: stopped, starting, running, stopping or failed, with its log
/// and its figures once a second. Lives on the UI thread and is owned by LiveLocalBroker; the control's
/// callbacks come from other threads and are queued here.
class BrokerLife : public QObject {
    Q_OBJECT
public:
    static constexpr int logLimit = 10'000;

    /// `control` may be null: then every start fails.
    BrokerLife(std::unique_ptr<BrokerControl> control, QObject* parent);
    ~BrokerLife() override;

    [[nodiscard]] LocalBrokerState state() const { return m_state; }
    [[nodiscard]] const StartedBroker& started() const { return m_started; }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }
    [[nodiscard]] BrokerCounters counters() const; ///< of now; walks over all partitions
    [[nodiscard]] const BrokerCounters& sample() const { return m_sample; } ///< as sampled() told last
    [[nodiscard]] std::vector<BrokerConnection> connections() const;
    [[nodiscard]] const std::vector<BrokerLogLine>& log() const { return m_log; }
    [[nodiscard]] qint64 logLost() const; ///< older lines that fell out of the log
    [[nodiscard]] const BrokerHistory& history() const { return m_history; }
    [[nodiscard]] std::vector<BrokerSetting> settings() const;
    [[nodiscard]] std::shared_ptr<const CounterTap> counterTap() const { return m_tap; }

    void start(const LocalBrokerOptions& options);   ///< nothing happens unless stopped or failed
    void stop();                                     ///< nothing happens unless running
    void restart(const LocalBrokerOptions& options); ///< nothing happens unless running
    /// Stops first when needed; then removes `dataFolder`.
    void wipe(const QString& dataFolder);
    [[nodiscard]] bool stands() const; ///< neither runs nor is about to run or stop
    /// What is in `dataFolder`: found() is called on the UI thread, and only if this one stands still then.
    /// One question a folder at a time: a further one is not asked.
    void lookAt(const QString& dataFolder, std::function<void(DataFolderFacts)> found);

signals:
    void changed(); ///< state or error
    void sampled();
    void logged(int newLines);
    void wiped(const QString& folder);

private:
    void enter(LocalBrokerState state);
    void fail(base::Error error);
    void askSample();
    void takeSample(BrokerCounters now, qint64 atMs);
    void takeLog();
    void removeData();

    std::unique_ptr<BrokerControl> m_control;
    std::shared_ptr<CounterTap> m_tap;
    LocalBrokerState m_state = LocalBrokerState::Stopped;
    StartedBroker m_started;
    std::optional<base::Error> m_error;
    QSet<QString> m_looksAt; // folders; for long where one hangs
    QString m_wipeAfterStop; // the folder to remove once the broker has stopped
    std::optional<LocalBrokerOptions> m_startAfterStop;
    BrokerHistory m_history;
    BrokerCounters m_sample;
    bool m_isSampling = false;
    int m_starts = 0; // a sample of an earlier start that comes late is nobody's
    std::vector<BrokerLogLine> m_log;
    qint64 m_logCut = 0; // lines that it had once
    std::shared_ptr<base::Mailbox<BrokerLogLine>> m_newLines;
    QTimer m_sampler, m_logBeat;
};

} // namespace session
