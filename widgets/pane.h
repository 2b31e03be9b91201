#pragma once

#include <functional>
#include <map>
#include <optional>

#include <QPointer>
#include <QWidget>

#include "models/formats.h"
#include "session/cluster_session.h"
#include "widgets/charts/chart_data.h"
#include "widgets/pane_key.h"

class QTextStream;
class QVBoxLayout;

namespace session {
class Settings;
class Workspace;
} // namespace session

namespace widgets {

class Badge;
class FilterField;
class MessageBar;
class Prompts;
class TableView;
struct ActTarget;

/// What every page is given, and how pages ask the window for something. One per window; lives on the UI
/// thread.
class PaneContext final : public QObject {
    Q_OBJECT
public:
    PaneContext(session::Workspace& workspace, Prompts& prompts, QObject* parent = nullptr);
    [[nodiscard]] session::Workspace& workspace() const { return m_workspace; }
    [[nodiscard]] session::Settings& settings() const;
    [[nodiscard]] Prompts& prompts() const { return m_prompts; }
    [[nodiscard]] const models::Zone& zone() const { return m_zone; }
    void setZone(const models::Zone& zone);
    /// To UTC, or from it to the one that was last chosen besides.
    void toggleZone();
    [[nodiscard]] const models::Zone& otherZone() const { return m_other; }
    /// The colours of topics, or of groups, of one cluster: the same on a page that is opened again.
    [[nodiscard]] SeriesColours& colours(const QUuid& cluster, const QString& what, int first = 0);

    /// A piece of work that has ended as it begins: `end` has it succeed or fail. `cluster`: as of
    /// jobStarted.
    template <class T, class End>
    void tellEnded(const QUuid& cluster, const QString& words, const End& end) {
        auto* job = new session::Job<T>(this);
        emit jobStarted(job, cluster, words);
        end(*job);
        job->deleteLater();
    }
    /// What a dialog did while it was open, as a piece of work that has just ended.
    void tellDone(const QUuid& cluster, const QString& words);
    /// What failed where it is not on screen, likewise.
    void tellFailed(const QUuid& cluster, const QString& words, const base::Error& error);

signals:
    void zoneChanged();
    /// `part`: what showPart is to be called with; empty: as the page was.
    void openRequested(const widgets::PaneKey& key, const QString& part = {});
    void closeRequested(const widgets::PaneKey& key);
    /// Somebody sent records from here; pages of the topic offer to show them.
    void recordsSent(const QUuid& cluster, const QString& topic, const session::ProducedRecords& records);
    /// What the local broker starts with next was changed.
    void brokerSettingsKept();
    /// A piece of long work for the status bar; it is shown until it ends, its result a little longer.
    /// `cluster`: on which it is done, whatever is in front; null: on none.
    void jobStarted(session::JobBase* job, const QUuid& cluster, const QString& words);

private:
    session::Workspace& m_workspace;
    Prompts& m_prompts;
    models::Zone m_zone, m_other;
    std::map<std::pair<QUuid, QString>, SeriesColours> m_colours;
};

/// One page in a tab. It takes the snapshot once a beat and only while it is on screen; a lost connection
/// greys its tables
/// and figures and says so on top. Lives on the UI thread; the window owns it. `cluster` is null only
/// for pages that stand without one and may close before the pane does.
class Pane : public QWidget {
    Q_OBJECT
public:
    Pane(PaneKey key, PaneContext& context, session::ClusterSession* cluster);
    [[nodiscard]] const PaneKey& key() const { return m_key; }
    [[nodiscard]] virtual QString title() const = 0;
    /// The topic that the page is about or that is chosen on it; empty: none.
    [[nodiscard]] virtual QString currentTopic() const { return {}; }
    /// Whether the key begins filtering here: "/".
    bool startFilter(const QKeyEvent& key);
    /// The page was gone to: keys are for its table, or for itself where it has none.
    void takeKeys();
    /// F5.
    virtual void refresh();
    /// `/`, or a letter typed in a table.
    virtual FilterField* filterField() const { return nullptr; }
    /// Asks for a file, suggesting `name` with the page's object before it, and has `write` fill it; the
    /// page's bar tells the outcome.
    void saveCsv(const QString& name, const std::function<void(QTextStream&)>& write);
    /// Part of a page that can be opened directly, e.g. a topic's "partitions".
    virtual void showPart(const QString&) {}

signals:
    void titleChanged();

protected:
    /// Brings the page up to the session's snapshot. Called on each beat and when the page comes on screen.
    virtual void takeSnapshot() {}
    virtual void takeZone() {}
    /// Saves what a table shows, under its name.
    void saveTable(TableView* table);
    /// Has the tables made so far saved here. Happens when the page is shown; one that makes tables later
    /// calls it again.
    void serveTables();

    [[nodiscard]] PaneContext& context() const { return m_context; }
    [[nodiscard]] session::ClusterSession* cluster() const { return m_cluster; }
    /// What acts on these topics or groups of the page's cluster are done to; none while there is no cluster.
    [[nodiscard]] std::optional<ActTarget> actTarget(const QStringList& objects) const;
    /// The page's own space, below the connection's bar; without margins.
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    /// A bar for what concerns the page, below the connection's.
    [[nodiscard]] MessageBar* messages() const { return m_messages; }
    /// Says how old the data is while the connection is lost; hidden otherwise. For the page's own bar.
    [[nodiscard]] Badge* ageBadge() const { return m_age; }
    /// Has its bar offer to close it, in the words of a tab or of a window, whichever it is in then.
    void offerToClose();
    [[nodiscard]] bool isStale() const; ///< the connection is lost: what is shown is old
    /// What stands where nothing is known of the cluster.
    [[nodiscard]] QString unknownWords() const;

    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takeState();
    void takeAge(bool isOld);
    [[nodiscard]] bool isHeld() const; ///< what is shown is of when it was last asked for
    void takeBrokers();                ///< says which cannot be reached where they say that they are
    /// A local broker that was stopped is nothing wrong: says so calmly. False: it was not stopped.
    bool sayStopped();
    PaneKey m_key;
    PaneContext& m_context;
    QPointer<session::ClusterSession> m_cluster;
    QVBoxLayout* m_body;
    MessageBar *m_connection, *m_brokers, *m_messages;
    Badge* m_age;
    bool m_wasStale = false;
    bool m_offersToClose = false;
};

} // namespace widgets
