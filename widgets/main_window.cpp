#include "widgets/main_window.h"

#include <utility>

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>

#include "session/workspace.h"
#include "widgets/acts/broker_questions.h"
#include "widgets/common/controls.h"
#include "widgets/prompts/help_dialog.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/settings_dialog.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/icons.h"
#include "widgets/window/broker_bar.h"
#include "widgets/window/connections.h"
#include "widgets/window/first_place.h"
#include "widgets/window/open_pages.h"
#include "widgets/window/palette_door.h"
#include "widgets/window/pane_window.h"
#include "widgets/window/rail.h"
#include "widgets/window/settings_bar.h"
#include "widgets/window/status_strip.h"
#include "widgets/window/tab_strip.h"
#include "widgets/window/tool_strip.h"

namespace widgets {

MainWindow::MainWindow(session::Workspace& workspace, Prompts& prompts, theme::Theme& theme,
                       PaneRegistry registry)
    : m_workspace(workspace)
    , m_theme(theme)
    , m_registry(std::move(registry))
    , m_acts(allActs())
    , m_programActs(programActs())
    , m_context(workspace, prompts)
    , m_keys(*this)
    , m_tools(new ToolStrip(m_context, theme, m_acts))
    , m_rail(new Rail(m_context, m_registry))
    , m_pages(new OpenPages(m_context, m_registry, this))
    , m_status(new StatusStrip(m_context)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Milena"));
    setWindowIcon(theme::programIcon());
    setMinimumSize(800, 520);
    layOut();
    addShortcuts();
    connect(m_tools, &ToolStrip::actTriggered, this,
            [this](const Act* act) { runAct(*act, *this, currentPane()); });
    connect(m_tools, &ToolStrip::paletteRequested, this, [this] { showPalette(*this, currentPane()); });
    connect(m_tools, &ToolStrip::settingsRequested, this, &MainWindow::showSettings);
    connect(m_tools, &ToolStrip::connectRequested, this, &MainWindow::connectToCluster);
    connect(m_rail, &Rail::connectRequested, this, &MainWindow::connectToCluster);
    connect(m_rail, &Rail::startBrokerRequested, this, &MainWindow::startLocalBroker);
    connect(m_rail, &Rail::pageRequested, this, [this](const PaneKey& key) { openPane(key); });
    connect(m_rail, &Rail::leaveRequested, this, [this] {
        if (Pane* pane = currentPane())
            pane->takeKeys();
    });
    connect(m_rail, &Rail::clusterRequested, this,
            [this](const QUuid& id) { connections::show(m_context, id); });
    connect(m_rail, &Rail::editRequested, this,
            [this](const QUuid& id) { connections::edit(m_context, this, id); });
    connect(m_pages, &OpenPages::currentChanged, m_rail, &Rail::setCurrentPane);
    connect(m_pages, &OpenPages::windowMade, this, [this](PaneWindow* window) { serve(*window); });
    connect(&m_context, &PaneContext::openRequested, this, [this](const PaneKey& key) {
        if (!key.object.isEmpty())
            palette_source::remember(m_context, key);
    });
    connect(&m_workspace.clusters(), &session::Clusters::closed, this, &MainWindow::takeCurrent);
    connect(&m_workspace.clusters(), &session::Clusters::currentChanged, this, &MainWindow::takeCurrent);
    connect(&m_workspace.clusters(), &session::Clusters::profilesChanged, this, &MainWindow::takeFrame);
    connect(&m_workspace.clusters(), &session::Clusters::learned, this,
            [this](const QUuid& profile) { connections::noteTwins(m_context, profile); });
    connect(&m_theme, &theme::Theme::changed, this, [this] {
        m_workspace.settings().setValue(QStringLiteral("theme"), theme::nameOf(m_theme.choice()));
    });
    connect(qApp, &QCoreApplication::aboutToQuit, this, &MainWindow::rememberWindow);
    place(*this, m_workspace.settings().value(QStringLiteral("geometry")).toByteArray());
    qApp->installEventFilter(this);
    m_pages->restoreAll();
    takeCurrent();
}

void MainWindow::layOut() {
    auto* inside = new QWidget;
    inside->setAutoFillBackground(true); // production's frame is what shows around it
    auto* rows = new QVBoxLayout(inside);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_tools);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* side = new RaisedStrip(Qt::RightEdge);
    side->setFixedWidth(216);
    auto* sideRows = new QVBoxLayout(side);
    sideRows->setContentsMargins(0, 12, 1, 0);
    sideRows->setSpacing(6);
    ToneLabel* caption = label(Text::Label, tr("CLUSTERS"));
    caption->setContentsMargins(16, 0, 0, 0);
    sideRows->addWidget(caption);
    sideRows->addWidget(m_rail, 1);
    middle->addWidget(side);
    auto* page = new QVBoxLayout;
    page->setSpacing(0);
    page->addWidget(m_pages->strip());
    page->addWidget(new SettingsBar(m_workspace.settings()));
    auto* broker = new BrokerBar(m_context);
    connect(m_pages, &OpenPages::currentChanged, broker, &BrokerBar::setCurrentPane);
    page->addWidget(broker);
    page->addWidget(m_pages->stack(), 1);
    middle->addLayout(page, 1);
    rows->addLayout(middle, 1);
    rows->addWidget(m_status);
    setCentralWidget(inside);
}

void MainWindow::addShortcuts() {
    m_keys.bindPages(tr("Go to a page of the cluster"), [this](int number) { openRailPage(number); });
    for (const Act& act : m_acts)
        if (act.onBar)
            m_keys.bind(act.shortcut, act.full, [this, &act] { runAct(act, *this, currentPane()); });
    m_keys.bind(Qt::Key_F5, tr("Refresh"), [this] {
        if (Pane* pane = currentPane())
            pane->refresh();
    });
    m_keys.bind(Qt::CTRL | Qt::Key_Tab, tr("Next tab"), [this] { m_pages->strip()->turn(1); });
    m_keys.bind(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, tr("Previous tab"),
                [this] { m_pages->strip()->turn(-1); });
    m_keys.bind(Qt::CTRL | Qt::Key_W, tr("Close the tab"), [this] { m_pages->closeCurrent(); });
    m_keys.bind(kPaletteKey, tr("Search, go to, run a command"),
                [this] { showPalette(*this, currentPane()); });
    m_keys.bind(kSettingsKey, tr("Settings"), [this] { showSettings(); });
    m_keys.bind(kHelpKey, tr("This list"), [this] { showKeys(); });
    m_keys.bind(kQuitKey, tr("Quit"), [this] { close(); });
}

void MainWindow::showSettings() {
    auto* cluster = m_workspace.clusters().current();
    auto* dialog =
        new SettingsDialog(m_context.zone(), m_theme, cluster ? &cluster->connection() : nullptr, this);
    connect(dialog, &SettingsDialog::zoneChosen, &m_context, &PaneContext::setZone);
    connect(dialog, &SettingsDialog::keysRequested, this, &MainWindow::showKeys);
    dialog->open();
}

void MainWindow::showKeys() {
    (new HelpDialog(m_keys.lines(), this))->open();
}

Pane* MainWindow::currentPane() const {
    return m_pages->current();
}

void MainWindow::openPane(const PaneKey& key, const QString& part) {
    m_pages->open(key, part);
}

void MainWindow::takeCurrent() {
    session::ClusterSession* cluster = m_workspace.clusters().current();
    m_tools->setCluster(cluster);
    m_status->setCluster(cluster);
    takeFrame();
}

void MainWindow::openRailPage(int number) {
    const auto* cluster = m_workspace.clusters().current();
    if (!cluster)
        return;
    const auto pages = m_registry.onRail(cluster->profile());
    if (number >= 1 && std::size_t(number) <= pages.size())
        openPane({pages[std::size_t(number - 1)]->kind, cluster->id(), {}});
}

void MainWindow::runAct(const Act& act, QWidget& window, const Pane* page) {
    const auto front = palette_source::inFront(m_context, page);
    if (!front.cluster || front.cluster->state() != session::ConnectionState::Connected)
        return;
    act.run({m_context, *front.cluster, &window,
             front.topic.isEmpty() ? QStringList() : QStringList{front.topic}});
}

void MainWindow::showPalette(QWidget& over, const Pane* page) {
    openPalette(over, {m_context, m_registry, m_acts, m_programActs},
                palette_source::inFront(m_context, page),
                [this](const PaneKey& key, const QString& part, bool ownWindow) {
                    if (ownWindow)
                        return m_pages->openInWindow(key, part);
                    m_pages->open(key, part);
                    activateWindow(); // it may have been asked for from another
                });
}

void MainWindow::serve(PaneWindow& window) {
    connect(new QShortcut(kPaletteKey, &window), &QShortcut::activated, this,
            [this, &window] { showPalette(window, window.page()); });
    connect(new QShortcut(kQuitKey, &window), &QShortcut::activated, this, &QWidget::close);
    for (const Act& act : m_acts)
        if (act.onBar)
            connect(new QShortcut(act.shortcut, &window), &QShortcut::activated, this,
                    [this, &act, &window] { runAct(act, window, window.page()); });
}

std::vector<ProgramAct> MainWindow::programActs() {
    std::vector<ProgramAct> acts = brokerActs();
    acts.push_back({.id = QStringLiteral("connect"),
                    .words = tr("Connect…"),
                    .full = tr("Connect to a cluster"),
                    .icon = QStringLiteral("plug"),
                    .run = [this](PaneContext&, QWidget*) { connectToCluster(); }});
    acts.push_back({.id = QStringLiteral("settings"),
                    .words = tr("Settings"),
                    .full = tr("Settings"),
                    .icon = QStringLiteral("gear"),
                    .shortcut = kSettingsKey,
                    .run = [this](PaneContext&, QWidget*) { showSettings(); }});
    acts.push_back({.id = QStringLiteral("keys"),
                    .words = tr("Keys"),
                    .full = tr("Keys and help"),
                    .icon = QStringLiteral("info"),
                    .shortcut = kHelpKey,
                    .run = [this](PaneContext&, QWidget*) { showKeys(); }});
    acts.push_back({.id = QStringLiteral("quit"),
                    .words = tr("Quit"),
                    .full = tr("Quit Milena"),
                    .icon = QStringLiteral("close"),
                    .shortcut = kQuitKey,
                    .run = [this](PaneContext&, QWidget*) { close(); }});
    return acts;
}

void MainWindow::connectToCluster() {
    connections::add(m_context, this);
}

void MainWindow::startLocalBroker() {
    m_workspace.localBroker().start(m_workspace.localBroker().options());
}

void MainWindow::takeFrame() {
    m_framed = m_workspace.clusters().current();
    const bool production = m_framed && m_framed->profile().isProduction();
    setContentsMargins(production ? QMargins(2, 2, 2, 2) : QMargins());
    setWindowTitle(m_framed ? tr("%1 – Milena").arg(m_framed->profile().name) : tr("Milena"));
    update();
}

void MainWindow::paintEvent(QPaintEvent* event) {
    QMainWindow::paintEvent(event);
    if (contentsMargins().left() > 0)
        QPainter(this).fillRect(rect(), theme::colours(palette()).bad);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (Pane* pane = currentPane(); !pane || !pane->startFilter(*event))
        QMainWindow::keyPressEvent(event);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    // Editors take it for "delete to the end of the line"; here it finds, wherever one types.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->keyCombination() == kPaletteKey) {
        event->ignore();
        return true;
    }
    // Before windows torn off are closed one by one, as if the user wanted them no more.
    if (event->type() == QEvent::Quit && watched == qApp && isVisible() && !close()) {
        event->ignore();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const auto question = m_mayClose ? std::nullopt : stopQuestion(m_workspace, Leaving::Program);
    if (question) {
        event->ignore();
        m_context.prompts().confirm(this, *question, [this] {
            m_mayClose = true;
            // Later: an answer may come while this event is still being handled.
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
        return;
    }
    m_pages->closeWindows(); // the last window that closes ends the program
    QMainWindow::closeEvent(event);
}

void MainWindow::rememberWindow() {
    m_workspace.settings().setValue(QStringLiteral("geometry"), saveGeometry());
    QStringList open;
    for (const auto& profile : m_workspace.clusters().profiles())
        if (!profile.localBroker && m_workspace.clusters().find(profile.id))
            open << profile.id.toString(QUuid::WithoutBraces);
    // The one that is opened last comes to the front.
    if (const auto* front = m_workspace.clusters().current())
        if (const auto at = open.indexOf(front->id().toString(QUuid::WithoutBraces)); at >= 0)
            open.move(at, open.size() - 1);
    m_workspace.settings().setValue(QStringLiteral("openClusters"), open);
}

} // namespace widgets
