#include "widgets/main_window.h"

#include <utility>

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>

#include "session/workspace.h"
#include "widgets/acts/broker_questions.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/prompts/help_dialog.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/settings_dialog.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/icons.h"
#include "widgets/window/broker_bar.h"
#include "widgets/window/connections.h"
#include "widgets/window/rail.h"
#include "widgets/window/status_strip.h"
#include "widgets/window/tab_room.h"
#include "widgets/window/tool_strip.h"

namespace widgets {
namespace {

QString tabsSetting(const QUuid& cluster, const char* what) {
    return QStringLiteral("tabs/%1/%2").arg(cluster.toString(QUuid::WithoutBraces), QLatin1String(what));
}

} // namespace

MainWindow::MainWindow(session::Workspace& workspace, Prompts& prompts, theme::Theme& theme,
                       PaneRegistry registry)
    : m_workspace(workspace)
    , m_theme(theme)
    , m_registry(std::move(registry))
    , m_acts(allActs())
    , m_context(workspace, prompts)
    , m_keys(*this)
    , m_tools(new ToolStrip(m_context, theme, m_acts))
    , m_rail(new Rail(m_context, m_registry))
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_status(new StatusStrip(m_context)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Milena"));
    setWindowIcon(theme::programIcon());
    setMinimumSize(800, 520);
    layOut();
    addShortcuts();

    connect(&m_context, &PaneContext::openRequested, this, &MainWindow::openPane);
    connect(&m_context, &PaneContext::closeRequested, this, [this](const PaneKey& key) {
        for (int i = m_tabs->count() - 1; i >= 0; --i)
            if (keyAt(i) == key)
                closeTab(i);
    });
    connect(m_tools, &ToolStrip::actTriggered, this, [this](const Act* act) { runAct(*act); });
    connect(m_tools, &ToolStrip::settingsRequested, this, &MainWindow::showSettings);
    connect(m_tools, &ToolStrip::connectRequested, this, &MainWindow::connectToCluster);
    connect(m_rail, &Rail::connectRequested, this, &MainWindow::connectToCluster);
    connect(m_rail, &Rail::startBrokerRequested, this, &MainWindow::startLocalBroker);
    connect(m_rail, &Rail::pageRequested, this, [this](const PaneKey& key) { openPane(key); });
    connect(m_rail, &Rail::clusterRequested, this,
            [this](const QUuid& id) { connections::open(m_context, id); });
    connect(m_rail, &Rail::editRequested, this,
            [this](const QUuid& id) { connections::edit(m_context, this, id); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (m_restoring || index < 0)
            return;
        m_stack->setCurrentWidget(m_tabs->tabData(index).value<QWidget*>());
        m_rail->setCurrentPane(keyAt(index));
        rememberTabs();
    });
    connect(m_tabs, &QTabBar::tabMoved, this, &MainWindow::rememberTabs);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &MainWindow::closeTab);
    connect(&m_workspace.clusters(), &session::Clusters::opened, this,
            [this](session::ClusterSession* opened) { restoreTabs(*opened); });
    connect(&m_workspace.clusters(), &session::Clusters::closed, this, &MainWindow::closeTabsOf);
    connect(&m_workspace.clusters(), &session::Clusters::currentChanged, this, &MainWindow::takeCurrent);
    connect(&m_workspace.clusters(), &session::Clusters::profilesChanged, this, &MainWindow::takeFrame);

    connect(&m_theme, &theme::Theme::changed, this, [this] {
        m_workspace.settings().setValue(QStringLiteral("theme"), theme::nameOf(m_theme.choice()));
    });
    connect(qApp, &QCoreApplication::aboutToQuit, this, &MainWindow::rememberWindow);
    restoreWindow();
    for (const auto& profile : m_workspace.clusters().profiles())
        if (session::ClusterSession* open = m_workspace.clusters().find(profile.id))
            restoreTabs(*open);
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
    auto* tabStrip = new RaisedStrip(Qt::BottomEdge);
    tabStrip->setFixedHeight(33);
    auto* tabRow = new QHBoxLayout(tabStrip);
    tabRow->setContentsMargins(0, 0, 0, 0);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setAccessibleName(tr("Open pages"));
    m_tabs->setMovable(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideRight);
    tabRow->addWidget(m_tabs, 1); // all of it: one as wide as its tabs scrolls while others take their place
    page->addWidget(tabStrip);
    page->addWidget(new BrokerBar(m_context));
    page->addWidget(m_stack, 1);
    middle->addLayout(page, 1);
    rows->addLayout(middle, 1);
    rows->addWidget(m_status);
    setCentralWidget(inside);
}

void MainWindow::addShortcuts() {
    m_keys.bindPages(tr("Go to a page of the cluster"), [this](int number) { openRailPage(number); });
    for (const Act& act : m_acts)
        if (act.onBar)
            m_keys.bind(act.shortcut, act.full, [this, &act] { runAct(act); });
    m_keys.bind(Qt::Key_F5, tr("Refresh"), [this] {
        if (Pane* pane = currentPane())
            pane->refresh();
    });
    m_keys.bind(Qt::CTRL | Qt::Key_Tab, tr("Next tab"), [this] { turnPage(1); });
    m_keys.bind(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, tr("Previous tab"), [this] { turnPage(-1); });
    m_keys.bind(Qt::CTRL | Qt::Key_W, tr("Close the tab"), [this] { closeTab(m_tabs->currentIndex()); });
    m_keys.bind(kSettingsKey, tr("Settings"), [this] { showSettings(); });
    m_keys.bind(kHelpKey, tr("This list"), [this] { showKeys(); });
}

void MainWindow::showSettings() {
    auto* dialog = new SettingsDialog(m_context, m_theme, m_workspace.clusters().current(), this);
    connect(dialog, &SettingsDialog::keysRequested, this, &MainWindow::showKeys);
    dialog->open();
}

void MainWindow::showKeys() {
    (new HelpDialog(m_keys.lines(), this))->open();
}

Pane* MainWindow::currentPane() const {
    return qobject_cast<Pane*>(m_stack->currentWidget());
}

PaneKey MainWindow::keyAt(int tab) const {
    const auto* pane = qobject_cast<Pane*>(m_tabs->tabData(tab).value<QWidget*>());
    return pane ? pane->key() : PaneKey();
}

void MainWindow::openPane(const PaneKey& key, const QString& part) {
    const PaneInfo* info = m_registry.find(key.kind);
    session::ClusterSession* cluster = m_workspace.clusters().find(key.cluster);
    if (!info || (!key.cluster.isNull() && !cluster))
        return;
    if (cluster && cluster != m_workspace.clusters().current())
        m_workspace.clusters().open(key.cluster);
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (keyAt(i) == key) {
            m_tabs->setCurrentIndex(i);
            m_stack->setCurrentWidget(m_tabs->tabData(i).value<QWidget*>());
            m_rail->setCurrentPane(key);
            if (!part.isEmpty())
                currentPane()->showPart(part);
            return;
        }
    }
    Pane* pane = info->make(key, m_context, cluster);
    m_stack->addWidget(pane);
    const bool restoring = std::exchange(m_restoring, true);
    const int index = m_tabs->addTab(theme::icon(info->icon), pane->title());
    m_tabs->setTabData(index, QVariant::fromValue<QWidget*>(pane));
    if (info->section != RailSection::None || key.kind == PageKind::Welcome)
        m_tabs->setTabButton(index, QTabBar::RightSide, nullptr);
    m_restoring = restoring;
    connect(pane, &Pane::titleChanged, this, [this, pane] {
        for (int i = 0; i < m_tabs->count(); ++i)
            if (m_tabs->tabData(i).value<QWidget*>() == pane)
                m_tabs->setTabText(i, pane->title());
    });
    m_tabs->setCurrentIndex(index);
    m_stack->setCurrentWidget(pane);
    pane->setFocus();
    if (!part.isEmpty())
        pane->showPart(part);
    m_rail->setCurrentPane(key);
    rememberTabs();
}

void MainWindow::closeTab(int index) {
    if (index < 0 || keyAt(index).kind == PageKind::Welcome)
        return;
    auto* page = m_tabs->tabData(index).value<QWidget*>();
    int left = 0;
    for (int i = 0; i < m_tabs->count(); ++i)
        left += m_tabs->isTabVisible(i) ? 1 : 0;
    if (left == 1 && keyAt(index).kind == PageKind::Overview)
        return; // a cluster without any tab would leave nothing to look at
    const session::ClusterSession* current = m_workspace.clusters().current();
    const QUuid cluster = current ? current->id() : QUuid();
    m_tabs->removeTab(index);
    m_stack->removeWidget(page);
    page->deleteLater();
    if (left == 1)
        openPane({PageKind::Overview, cluster, {}});
    rememberTabs();
}

void MainWindow::closeTabsOf(const QUuid& cluster) {
    m_restoring = true;
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        if (keyAt(i).cluster != cluster)
            continue;
        auto* page = m_tabs->tabData(i).value<QWidget*>();
        m_tabs->removeTab(i);
        m_stack->removeWidget(page);
        // At once: what it shows dies when this returns.
        delete page;
    }
    m_restoring = false;
    takeCurrent();
}

void MainWindow::restoreTabs(session::ClusterSession& cluster) {
    const QUuid id = cluster.profile().id;
    const QStringList keys = m_workspace.settings().value(tabsSetting(id, "open")).toStringList();
    const QString shown = m_workspace.settings().value(tabsSetting(id, "current")).toString();
    m_restoring = true;
    const auto fits = [&](const std::optional<PaneKey>& key) {
        return key && key->cluster == id && m_registry.find(key->kind);
    };
    for (const QString& text : keys.mid(0, 50))
        if (const auto key = PaneKey::fromString(text); fits(key))
            openPane(*key);
    const auto last = PaneKey::fromString(shown);
    openPane(fits(last) && keys.contains(shown) ? *last : PaneKey{PageKind::Overview, id, {}});
    m_restoring = false;
    rememberTabs();
}

void MainWindow::rememberTabs() {
    const session::ClusterSession* cluster = m_workspace.clusters().current();
    if (m_restoring || !cluster)
        return;
    QStringList keys;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (keyAt(i).cluster == cluster->profile().id)
            keys << keyAt(i).toString();
    m_workspace.settings().setValue(tabsSetting(cluster->profile().id, "open"), keys);
    if (const PaneKey key = keyAt(m_tabs->currentIndex()); key.cluster == cluster->profile().id)
        m_workspace.settings().setValue(tabsSetting(cluster->profile().id, "current"), key.toString());
}

void MainWindow::takeCurrent() {
    session::ClusterSession* cluster = m_workspace.clusters().current();
    const QUuid id = cluster ? cluster->profile().id : QUuid();
    m_tools->setCluster(cluster);
    m_status->setCluster(cluster);
    if (!cluster)
        openPane({PageKind::Welcome, {}, {}});
    // Asked before tabs are hidden: the bar then picks a current one of its own.
    const bool turned = m_stack->currentWidget() && currentPane()->key().cluster != id &&
                        !m_registry.isOfAll(currentPane()->key().kind);
    const bool restoring = std::exchange(m_restoring, true);
    showTabs(*m_tabs,
             [&](int tab) { return keyAt(tab).cluster == id || m_registry.isOfAll(keyAt(tab).kind); });
    m_restoring = restoring;
    if (const PaneKey now = keyAt(m_tabs->currentIndex());
        turned || (now.cluster != id && !m_registry.isOfAll(now.kind))) {
        const auto last =
            cluster ? PaneKey::fromString(m_workspace.settings().value(tabsSetting(id, "current")).toString())
                    : std::nullopt;
        int next = -1;
        for (int i = m_tabs->count() - 1; i >= 0 && m_tabs->isTabVisible(i); --i)
            next = i;
        for (int i = 0; i < m_tabs->count(); ++i)
            if (last && keyAt(i) == *last)
                next = i;
        if (next >= 0)
            openPane(keyAt(next));
    }
    takeFrame();
}

void MainWindow::turnPage(int step) {
    const int count = m_tabs->count();
    for (int i = 1; i <= count; ++i) {
        const int next = ((m_tabs->currentIndex() + step * i) % count + count) % count;
        if (m_tabs->isTabVisible(next))
            return m_tabs->setCurrentIndex(next);
    }
}

void MainWindow::openRailPage(int number) {
    const auto* cluster = m_workspace.clusters().current();
    if (!cluster)
        return;
    const auto pages = m_registry.onRail(cluster->profile());
    if (number >= 1 && std::size_t(number) <= pages.size())
        openPane({pages[std::size_t(number - 1)]->kind, cluster->id(), {}});
}

void MainWindow::runAct(const Act& act) {
    session::ClusterSession* cluster = m_workspace.clusters().current();
    if (!cluster || cluster->state() != session::ConnectionState::Connected)
        return;
    const Pane* open = currentPane();
    const QString topic = open && open->key().cluster == cluster->id() ? open->currentTopic() : QString();
    act.run({m_context, *cluster, this, topic.isEmpty() ? QStringList() : QStringList{topic}});
}

void MainWindow::connectToCluster() {
    connections::add(m_context, this);
}

void MainWindow::startLocalBroker() {
    m_workspace.localBroker().start(m_workspace.localBroker().options());
}

void MainWindow::takeFrame() {
    m_framed = m_workspace.clusters().current();
    const bool production = m_framed && m_framed->profile().environment == session::Environment::Production;
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
    Pane* pane = currentPane();
    FilterField* field = pane ? pane->filterField() : nullptr;
    if (event->text() == QLatin1String("/") && field && field->isVisible()) {
        field->startWith({});
        return;
    }
    QMainWindow::keyPressEvent(event);
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
    QMainWindow::closeEvent(event);
}

void MainWindow::rememberWindow() {
    m_workspace.settings().setValue(QStringLiteral("geometry"), saveGeometry());
    QStringList open;
    for (const auto& profile : m_workspace.clusters().profiles())
        if (!profile.localBroker && m_workspace.clusters().find(profile.id))
            open << profile.id.toString(QUuid::WithoutBraces);
    m_workspace.settings().setValue(QStringLiteral("openClusters"), open);
}

void MainWindow::restoreWindow() {
    if (!restoreGeometry(m_workspace.settings().value(QStringLiteral("geometry")).toByteArray()))
        resize(1440, 900);
}

} // namespace widgets
