#pragma once

#include "session/local/broker_life.h"
#include "session/ports/local_broker.h"
#include "session/settings_store.h"

namespace session {

/// The broker inside this program with what is remembered of it. Lives on the UI thread; `settings` outlives
/// it.
class LiveLocalBroker final : public LocalBroker {
    Q_OBJECT
public:
    /// `control` may be null: then every start fails.
    LiveLocalBroker(std::unique_ptr<BrokerControl> control, SettingsStore& settings);

    [[nodiscard]] LocalBrokerState state() const override { return m_life.state(); }
    [[nodiscard]] const StartedBroker& started() const override { return m_life.started(); }
    [[nodiscard]] const std::optional<base::Error>& error() const override { return m_life.error(); }
    [[nodiscard]] LocalBrokerOptions options() const override;
    void readOptions() override;
    void setOptions(const LocalBrokerOptions& options) override;
    [[nodiscard]] QString keptDataFolder() const override;
    [[nodiscard]] QString usualDataFolder() const override;
    [[nodiscard]] std::vector<BrokerSetting> settings() const override { return m_life.settings(); }
    [[nodiscard]] std::optional<bool> dataKept() const override;
    /// What a broker on `dataFolder` holds, as a name: empty on the usual folder, "memory" where there is
    /// none.
    [[nodiscard]] QString holding(const QString& dataFolder) const;
    [[nodiscard]] bool folderInUse() const override { return m_folderInUse; }
    void start(const LocalBrokerOptions& options) override;
    void startInMemory() override;
    void stop() override;
    void restart() override;
    void wipe(const QString& folder) override;
    [[nodiscard]] BrokerCounters counters() const override { return m_life.counters(); }
    [[nodiscard]] const BrokerCounters& sample() const override { return m_life.sample(); }
    [[nodiscard]] std::vector<BrokerConnection> connections() const override { return m_life.connections(); }
    [[nodiscard]] const std::vector<BrokerLogLine>& log() const override { return m_life.log(); }
    [[nodiscard]] qint64 logLost() const override { return m_life.logLost(); }

    [[nodiscard]] const BrokerHistory& history() const override { return m_life.history(); }

    [[nodiscard]] std::shared_ptr<const CounterTap> counterTap() const { return m_life.counterTap(); }

private:
    [[nodiscard]] LocalBrokerOptions placed(LocalBrokerOptions wanted) const;

    void lookAtFolder();
    void takeFolderInUse(bool inUse);
    void takeDataKept(const QString& folder, std::optional<bool> kept);

    SettingsStore& m_settings;
    BrokerLife m_life;
    QTimer m_folderLook;
    bool m_folderInUse = false;
    std::optional<bool> m_dataKept; // of the folder that was looked at; none: it cannot be read
    QString m_lookedAt;             // empty: none yet
};

} // namespace session
