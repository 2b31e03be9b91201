#pragma once

#include <functional>
#include <map>
#include <memory>

#include "session/ports/runs.h"
#include "session/runs/run_store.h"
#include "session/runs/run_work.h"

namespace session {

/// The runs of this program, their work on a few threads. Lives on the UI thread; Workspace owns it. Runs
/// that still work when it is destroyed are told to stop and remembered as cut off.
class LiveRuns final : public Runs {
    Q_OBJECT
public:
    /// A connection as it is remembered; none: it is not any more.
    using ConnectionOf = std::function<std::optional<ConnectionProfile>(const QUuid&)>;
    /// Whether a connection is that of a local broker which does not run: at its address another may listen.
    using StandsStill = std::function<bool(const QUuid&)>;
    explicit LiveRuns(SettingsStore& settings, ConnectionOf connectionOf = {}, StandsStill standsStill = {},
                      QObject* parent = nullptr);
    ~LiveRuns() override;

    [[nodiscard]] const std::vector<RunPtr>& rows() const override;
    QString startExport(const ConnectionProfile& cluster, const ExportDraft& draft) override;
    QString startImport(const ConnectionProfile& cluster, const ImportDraft& draft) override;
    QString startSending(const ConnectionProfile& cluster, const SendAgainDraft& draft) override;
    QString follow(JobBase* job, const RunSubject& subject) override;
    QString followSending(JobBase* job, const ConnectionProfile& cluster, const ProduceDraft& draft) override;
    void stop(const QString& id) override;
    void goOn(const QString& id, Skip skip, Unsure unsure = Unsure::SendAgain) override;
    QString repeat(const QString& id) override;
    [[nodiscard]] bool isElsewhere(const QString& id) const override;
    [[nodiscard]] bool standsStill(const QString& id) const override;
    void remove(const QString& id) override;

    /// Stops all that work on this cluster.
    void stopOf(const QUuid& cluster);
    /// A run whose work is done elsewhere: begun, told of, ended. `stop` asks for its end.
    QString begin(const RunSubject& subject, std::function<void()> stop);
    void advance(const QString& id, const RunFigures& figures);
    void end(const QString& id, RunState state, const std::optional<base::Error>& error);

private:
    using Ending = std::function<RunEnd(const std::any& left)>; ///< of a job that failed and left something
    QString take(JobBase* job, RunRow row, RunWork whole = {}, Ending ending = {});
    QString add(RunRow row, std::function<void()> stop); ///< as far as the row says it is already
    struct Beginning {
        RunWork work;
        bool isRepeatable = true;
        QByteArray asked = {};       ///< what outlives this program
        ConnectionProfile from = {}; ///< of records sent again: that they were read from
        bool isAtHand = false;       ///< no cluster is met
    };
    QString start(const ConnectionProfile& cluster, RunSubject subject, Beginning begin);
    QString startProducing(const ConnectionProfile& cluster, const ProduceDraft& draft);
    /// With what is known of it by now, where it is remembered still.
    [[nodiscard]] ConnectionProfile asItIs(const ConnectionProfile& cluster) const;
    /// Told where that connection leads by now.
    [[nodiscard]] RunWork readingFrom(const ConnectionProfile& from, RunWork work) const;
    void work(const QString& id, RunWork work);
    void takeNews();
    void settle(const QString& id, RunEnd end);
    void close(const QString& id, RunState state);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace session
