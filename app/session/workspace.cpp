#include "session/workspace.h"

#include <algorithm>
#include <filesystem>

#include <QFileInfo>
#include <QStandardPaths>

#include "series/history.h"
#include "session/clusters/live_clusters.h"
#include "session/clusters/workers.h"
#include "session/local/live_adder.h"
#include "session/local/live_local_broker.h"
#include "session/runs/adder_run.h"
#include "session/runs/live_runs.h"
#include "session/settings_store.h"
#include "session/ui_wake.h"

namespace session {

namespace {

/// The window's part of the program's settings.
class WindowSettings final : public Settings {
public:
    explicit WindowSettings(SettingsStore& store)
        : m_store(store), m_wake(std::make_shared<UiWake>(this, [this] { emit problemChanged(); })) {
        store.tellProblems(m_wake);
    }
    ~WindowSettings() override { m_wake->detach(); }

    [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback) const override {
        return m_store.value(prefix + key, fallback);
    }
    [[nodiscard]] QVariant fresh(const QString& key) override { return m_store.fresh(prefix + key); }
    void setValue(const QString& key, const QVariant& value) override {
        m_store.setValue(prefix + key, value);
    }

    [[nodiscard]] QString problem() const override { return m_store.problem(); }
    [[nodiscard]] std::optional<QString> damagedCopy() const override { return m_store.damagedCopy(); }
    [[nodiscard]] QString file() const override { return m_store.file(); }

private:
    const QString prefix = QStringLiteral("window/");
    SettingsStore& m_store;
    const std::shared_ptr<UiWake> m_wake;
};

SessionMaker makerOfReal(const std::shared_ptr<Workers>& workers) {
    return [workers](const ConnectionProfile& profile, CounterSource counters,
                     std::shared_ptr<const base::Clock> clock, const SessionPast& past) {
        return openCluster(profile, std::move(counters), std::move(clock), workers, past);
    };
}

/// Beside the settings when these are in a place of their own.
std::filesystem::path historyFile(const QString& settingsFile) {
    const QString folder = settingsFile.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
                               : QFileInfo(settingsFile).absolutePath();
    return std::filesystem::path(folder.toStdString()) / "history.sqlite";
}

} // namespace

/// Destroyed from the end: the clients leave before the broker does.
struct Workspace::Private {
    std::shared_ptr<Workers> workers = Workers::make();
    std::shared_ptr<series::History> history;
    SettingsStore store;
    WindowSettings settings;
    LiveLocalBroker broker;
    LiveClusters clusters;
    LiveAdder adder;
    LiveRuns runs;
    AdderRun adderRun;

    Private(std::unique_ptr<BrokerControl> control, const QString& file,
            std::shared_ptr<const base::Clock> clock, SessionMaker makeSession)
        : history(
              std::make_shared<series::History>(historyFile(file), clock, series::Limits(), file.isEmpty()))
        , store(file)
        , settings(store)
        , broker(std::move(control), store)
        , clusters(store, broker, std::move(clock), workers,
                   makeSession ? std::move(makeSession) : makerOfReal(workers), history)
        , adder(broker)
        , runs(
              store,
              [this](const QUuid& id) {
                  const auto& all = clusters.profiles();
                  const auto found = std::ranges::find(all, id, &ConnectionProfile::id);
                  return found != all.end() ? std::optional(*found) : std::nullopt;
              },
              [this](const QUuid& id) {
                  return broker.state() != LocalBrokerState::Running &&
                         std::ranges::any_of(clusters.profiles(), [&](const auto& known) {
                             return known.id == id && known.localBroker;
                         });
              })
        , adderRun(adder, clusters, runs) {
        QObject::connect(&broker, &LocalBroker::leaving, &runs, [this] {
            if (const auto* local = clusters.local())
                runs.stopOf(local->id());
        });
    }
};

Workspace::Workspace(std::unique_ptr<BrokerControl> broker, const QString& settingsFile,
                     std::shared_ptr<const base::Clock> clock, SessionMaker makeSession)
    : d(std::make_unique<Private>(std::move(broker), settingsFile, std::move(clock),
                                  std::move(makeSession))) {}

Workspace::~Workspace() = default;

Clusters& Workspace::clusters() const {
    return d->clusters;
}
LocalBroker& Workspace::localBroker() const {
    return d->broker;
}
Adder& Workspace::adder() const {
    return d->adder;
}
Runs& Workspace::runs() const {
    return d->runs;
}
Settings& Workspace::settings() const {
    return d->settings;
}

} // namespace session
