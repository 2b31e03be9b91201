#include "widgets/pane.h"

#include <utility>

#include <QDateTime>
#include <QKeyEvent>
#include <QTimer>
#include <QVBoxLayout>

#include "models/formats.h"
#include "session/workspace.h"
#include "widgets/acts/act.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_view.h"
#include "widgets/common/text_file.h"
#include "widgets/common/words.h"
#include "widgets/prompts/prompts.h"

namespace widgets {

PaneContext::PaneContext(session::Workspace& workspace, Prompts& prompts, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_prompts(prompts)
    , m_zone(models::Zone::read(workspace.settings().value(QStringLiteral("zone")).toString()))
    , m_other(models::Zone::read(
          workspace.settings().value(QStringLiteral("otherZone"), QStringLiteral("local")).toString())) {}

session::Settings& PaneContext::settings() const {
    return m_workspace.settings();
}

SeriesColours& PaneContext::colours(const QUuid& cluster, const QString& what, int first) {
    return m_colours.try_emplace({cluster, what}, first).first->second;
}

void PaneContext::tellDone(const QUuid& cluster, const QString& words) {
    tellEnded<session::Nothing>(cluster, words, [](auto& done) { done.succeed({}); });
}

void PaneContext::tellFailed(const QUuid& cluster, const QString& words, const base::Error& error) {
    tellEnded<session::Nothing>(cluster, words, [&error](auto& failed) { failed.fail(error); });
}

void PaneContext::setZone(const models::Zone& zone) {
    if (m_zone == zone)
        return;
    m_zone = zone;
    settings().setValue(QStringLiteral("zone"), zone.written());
    if (zone != models::Zone::Utc) {
        m_other = zone;
        settings().setValue(QStringLiteral("otherZone"), zone.written());
    }
    emit zoneChanged();
}

void PaneContext::toggleZone() {
    setZone(m_zone == models::Zone::Utc ? m_other : models::Zone::Utc);
}

Pane::Pane(PaneKey key, PaneContext& context, session::ClusterSession* cluster)
    : m_key(std::move(key))
    , m_context(context)
    , m_cluster(cluster)
    , m_body(new QVBoxLayout)
    , m_connection(new MessageBar(QStringLiteral("connectionBar")))
    , m_brokers(new MessageBar(QStringLiteral("brokersBar")))
    , m_messages(new MessageBar(QStringLiteral("pageBar")))
    , m_age(new Badge({}, models::Tone::Warn, m_connection)) {
    setFocusPolicy(Qt::ClickFocus); // its keys are heard wherever it was clicked
    m_age->setObjectName(QStringLiteral("ageBadge"));
    m_age->hide();
    setObjectName(wordOf(m_key.kind) + QStringLiteral("Pane"));
    setFocusPolicy(Qt::StrongFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_connection);
    column->addWidget(m_brokers);
    column->addWidget(m_messages);
    column->addLayout(m_body, 1);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    m_messages->setClosable(true);
    connect(&context, &PaneContext::zoneChanged, this, [this] { takeZone(); });
    if (!cluster)
        return;
    connect(&cluster->data(), &session::ClusterData::snapshotChanged, this, [this] {
        if (!isVisible())
            return;
        takeBrokers();
        takeSnapshot();
    });
    connect(&cluster->connection(), &session::Connection::stateChanged, this, &Pane::takeState);
    connect(&context.workspace().localBroker(), &session::LocalBroker::changed, this, [this] {
        if (isVisible())
            takeState();
    });
    // The age of the data and the time to the next try run on by themselves.
    auto* second = new QTimer(this);
    second->setInterval(1000);
    connect(second, &QTimer::timeout, this, [this] {
        if (isVisible() && (isStale() || m_cluster->state() == session::ConnectionState::Connecting))
            takeState();
        else if (isVisible() && isHeld())
            takeAge(true);
    });
    second->start();
    connect(&cluster->connection(), &session::Connection::intervalChanged, this, &Pane::takeState);
}

bool Pane::isStale() const {
    return !m_cluster || m_cluster->state() == session::ConnectionState::Lost ||
           m_cluster->state() == session::ConnectionState::Closed;
}

bool Pane::isHeld() const {
    return m_cluster && m_cluster->connection().intervalMs() == 0;
}

QString Pane::unknownWords() const {
    return isStale() ? tr("Not connected") : tr("Waiting for the first answer of the cluster");
}

void Pane::takeState() {
    if (!m_cluster)
        return;
    const bool stale = isStale();
    for (TableView* table : findChildren<TableView*>())
        table->setStale(stale);
    for (Figure* figure : findChildren<Figure*>())
        figure->setStale(stale);
    takeAge(stale || isHeld());
    takeBrokers();
    // What may be done to a cluster depends on whether it is there.
    if (std::exchange(m_wasStale, stale) != stale && isVisible())
        takeSnapshot();
    const bool connecting = m_cluster->state() == session::ConnectionState::Connecting;
    if (!stale && !(connecting && m_cluster->connection().error())) {
        m_connection->hide();
        return;
    }
    if (m_cluster->state() == session::ConnectionState::Closed && m_cluster->profile().localBroker &&
        sayStopped())
        return;
    m_connection->offer(tr("Retry now"), [this] {
        if (m_cluster)
            m_cluster->connection().retryNow();
    });
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const QString name = m_cluster->profile().name;
    QString what =
        m_cluster->state() == session::ConnectionState::Closed
            ? tr("The connection to %1 is closed.").arg(name)
        : connecting
            ? tr("%1 cannot be reached yet.").arg(name)
            : tr("Connection to %1 lost at %2, %3 ago.")
                  .arg(name, models::formatClock(m_cluster->connection().lostSinceMs(), m_context.zone()),
                       models::formatDuration(
                           std::max<qint64>(0, now - m_cluster->connection().lostSinceMs())));
    if (const qint64 next = m_cluster->connection().nextTryMs(); next > now)
        what += QLatin1Char(' ') +
                tr("Next try in %1.").arg(models::formatDuration((next - now) / 1000 * 1000 + 1000));
    const auto& error = m_cluster->connection().error();
    m_connection->say(models::Tone::Bad, what, error ? errorWords(*error) : QString());
}

bool Pane::sayStopped() {
    using State = session::LocalBrokerState;
    session::Workspace& workspace = m_context.workspace();
    const auto known = m_cluster->data().snapshot();
    switch (workspace.localBroker().state()) {
    case State::Stopped:
    case State::Failed: // why is told by the window
        m_connection->say(models::Tone::Accent,
                          workspace.localBroker().folderInUse()
                              ? tr("Another program's broker uses the data folder of the local broker.")
                          : known->isWiped() ? tr("The local broker is stopped, and what it held was wiped.")
                          : known->takenAtMs > 0
                              ? tr("The local broker is stopped. What was known stays here.")
                              : tr("The local broker is stopped."));
        // The head of its page has that button, and nothing starts on a folder that another one uses.
        if (m_key.kind == PageKind::LocalBroker || workspace.localBroker().folderInUse())
            m_connection->offer({}, {});
        else
            m_connection->offer(tr("Start"), [&workspace] {
                workspace.localBroker().start(workspace.localBroker().options());
            });
        return true;
    case State::Starting:
    case State::Stopping:
        m_connection->say(models::Tone::Accent, workspace.localBroker().state() == State::Starting
                                                    ? tr("The local broker is starting.")
                                                    : tr("The local broker is stopping."));
        m_connection->offer({}, {});
        return true;
    case State::Running:
        break;
    }
    return false;
}

void Pane::takeBrokers() {
    QStringList reasons;
    if (!isStale())
        for (const auto& broker : m_cluster->data().snapshot()->brokers)
            if (broker.unreachable)
                reasons << broker.unreachable.words();
    if (reasons.isEmpty())
        return m_brokers->hide();
    m_brokers->say(models::Tone::Warn,
                   reasons.size() == 1 ? reasons.front()
                                       : models::counted(tr("%n broker(s) cannot be reached. The first: %1",
                                                            nullptr, int(reasons.size())),
                                                         reasons.size())
                                             .arg(reasons.front()),
                   tr("What only such a broker can tell is unknown here."));
}

void Pane::takeAge(bool isOld) {
    const qint64 taken = m_cluster->data().snapshot()->takenAtMs;
    // A page without a bar for it leaves the badge where it was made.
    m_age->setVisible(isOld && taken > 0 && m_age->parentWidget() != m_connection);
    if (m_age->isHidden())
        return;
    const qint64 age = std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch() - taken);
    m_age->say(
        tr("as of %1, %2 old")
            .arg(models::formatClock(taken, m_context.zone()), models::formatDuration(age / 1000 * 1000)),
        models::Tone::Warn);
}

std::optional<ActTarget> Pane::actTarget(const QStringList& objects) const {
    if (!m_cluster)
        return std::nullopt;
    return ActTarget{m_context, *m_cluster, window(), objects};
}

void Pane::refresh() {
    if (m_cluster)
        m_cluster->data().refreshNow();
}

void Pane::saveCsv(const QString& name, const std::function<void(QTextStream&)>& write) {
    const QString object = fileStem(m_key.object);
    const QString file = object.isEmpty() ? name : QStringLiteral("%1-%2").arg(object, name);
    m_context.prompts().saveFile(this, tr("Save as CSV"), file + QStringLiteral(".csv"), tr("CSV (*.csv)"),
                                 [this, write](const QString& path) {
                                     const QString wrong = writeTextFile(path, write);
                                     if (wrong.isEmpty())
                                         m_messages->sayDone(tr("Saved to %1.").arg(path));
                                     else
                                         m_messages->say(models::Tone::Bad, wrong);
                                 });
}

void Pane::saveTable(TableView* table) {
    saveCsv(table->name(), [table](QTextStream& out) { table->writeCsv(out); });
}

void Pane::serveTables() {
    for (TableView* table : findChildren<TableView*>())
        connect(table, &TableView::saveRequested, this, &Pane::saveTable, Qt::UniqueConnection);
}

void Pane::offerToClose() {
    m_offersToClose = true;
    const bool alone = parentWidget() && parentWidget()->isWindow(); // tabs are not the window itself
    messages()->offer(alone ? tr("Close the window") : tr("Close the tab"),
                      [this] { emit context().closeRequested(key()); });
}

bool Pane::event(QEvent* event) {
    if (event->type() == QEvent::ParentChange && m_offersToClose)
        offerToClose();
    return QWidget::event(event);
}

void Pane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_cluster)
        m_cluster->data().setInterest(this, {}); // the page says which topics, where it shows some
    serveTables();
    takeState();
    takeSnapshot();
}

void Pane::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    // A window that is only minimized is told by the system, and may come back at any moment.
    if (m_cluster && !event->spontaneous())
        m_cluster->data().dropInterest(this);
}

void Pane::takeKeys() {
    for (TableView* table : findChildren<TableView*>())
        if (table->isVisible())
            return table->setFocus(Qt::OtherFocusReason);
    setFocus(Qt::OtherFocusReason);
}

bool Pane::startFilter(const QKeyEvent& key) {
    FilterField* field = filterField();
    if (key.text() != QLatin1String("/") || !field || !field->isVisible())
        return false;
    field->startWith({});
    return true;
}

void Pane::keyPressEvent(QKeyEvent* event) {
    FilterField* field = filterField();
    const QString text = event->text();
    const bool command = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (field && field->isVisible() && !command && !text.isEmpty() && text.at(0).isPrint() &&
        !text.at(0).isSpace()) {
        field->startWith(text == QLatin1String("/") ? QString() : text);
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace widgets
