#include "widgets/window/tool_strip.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include "session/workspace.h"
#include "widgets/common/words.h"
#include "widgets/theme/icons.h"
#include "widgets/window/cluster_button.h"
#include "widgets/window/keys.h"
#include "widgets/window/lock_line.h"
#include "widgets/window/search_door.h"

namespace widgets {

ToolStrip::ToolStrip(PaneContext& context, theme::Theme& theme, const std::vector<Act>& acts, QWidget* parent)
    : RaisedStrip(Qt::BottomEdge, parent)
    , m_context(context)
    , m_theme(theme)
    , m_acts(acts)
    , m_name(new ClusterButton)
    , m_lock(new LockLine(context.prompts()))
    , m_interval(flatButton({}, QStringLiteral("intervalButton"), QStringLiteral("refresh")))
    , m_themeButton(iconButton({}, QStringLiteral("themeButton"), QStringLiteral("moon"))) {
    setObjectName(QStringLiteral("toolStrip"));
    setFixedHeight(44);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 12, 1);
    line->setSpacing(4);
    line->addWidget(m_name);
    line->addSpacing(16);
    auto* door = new SearchDoor;
    line->addWidget(door, 1);
    line->addStretch();
    connect(door, &QAbstractButton::clicked, this, &ToolStrip::paletteRequested);
    line->addWidget(m_lock);
    addActs(*line);
    line->addSpacing(4);
    line->addWidget(new Hairline(Qt::Vertical, 16));
    line->addSpacing(4);
    line->addWidget(m_interval);
    line->addSpacing(4);
    line->addWidget(new Hairline(Qt::Vertical, 16));
    line->addSpacing(4);
    line->addWidget(m_themeButton);
    auto* settings =
        iconButton(tr("Settings (%1)").arg(QKeySequence(kSettingsKey).toString(QKeySequence::NativeText)),
                   QStringLiteral("settingsButton"), QStringLiteral("gear"));
    line->addWidget(settings);

    connect(m_name, &QAbstractButton::clicked, this, &ToolStrip::offerClusters);
    connect(m_interval, &QPushButton::clicked, this, &ToolStrip::offerIntervals);
    connect(settings, &QPushButton::clicked, this, &ToolStrip::settingsRequested);
    connect(m_themeButton, &QPushButton::clicked, this, &ToolStrip::offerThemes);
    connect(&m_theme, &theme::Theme::changed, this, &ToolStrip::takeTheme);
    takeTheme();
    setCluster(nullptr);
}

void ToolStrip::addActs(QHBoxLayout& line) {
    for (const Act& act : m_acts) {
        if (!act.onBar)
            continue;
        QPushButton* button = flatButton(act.words, act.id, act.icon);
        button->setToolTip(tr("%1 (%2)").arg(act.full, act.shortcut.toString(QKeySequence::NativeText)));
        button->setAccessibleName(act.full);
        connect(button, &QPushButton::clicked, this, [this, &act] { emit actTriggered(&act); });
        m_buttons.push_back(button);
        line.addWidget(button);
    }
}

void ToolStrip::takeTheme() {
    m_themeButton->setIcon(theme::icon(m_theme.isDark() ? QStringLiteral("sun") : QStringLiteral("moon"),
                                       theme::IconTint::Text));
    m_themeButton->setToolTip(tr("Theme: %1").arg(themeName(m_theme.choice())));
    m_themeButton->setAccessibleName(m_themeButton->toolTip());
}

void ToolStrip::offerThemes() {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("themeMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const theme::Choice choice : theme::choices) {
        QAction* action = menu->addAction(themeName(choice));
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        connect(action, &QAction::triggered, this, [this, choice] { m_theme.choose(choice); });
    }
    menu->popup(m_themeButton->mapToGlobal(QPoint(0, m_themeButton->height())));
}

void ToolStrip::setCluster(session::ClusterSession* cluster) {
    if (m_cluster) {
        m_cluster->connection().disconnect(this);
        m_cluster->data().disconnect(this);
    }
    m_cluster = cluster;
    m_lock->setCluster(cluster);
    if (cluster) {
        using session::Connection;
        for (const auto signal :
             {&Connection::stateChanged, &Connection::profileChanged, &Connection::intervalChanged})
            connect(&cluster->connection(), signal, this, &ToolStrip::takeState);
        connect(&cluster->data(), &session::ClusterData::snapshotChanged, this, &ToolStrip::takeState);
    }
    takeState();
}

void ToolStrip::takeState() {
    m_name->showCluster(m_cluster);
    const bool open = m_cluster && m_cluster->state() == session::ConnectionState::Connected;
    for (QPushButton* button : m_buttons)
        button->setEnabled(open);
    m_interval->setEnabled(m_cluster);
    const int interval = m_cluster ? m_cluster->connection().intervalMs() : 1000;
    const auto taken = m_cluster ? m_cluster->data().snapshot() : nullptr;
    const bool slow = open && interval > 0 && taken->stretchedMs > interval;
    m_interval->setText(interval == 0
                            ? tr("held")
                            : (slow ? tr("stretched: %1 s") : tr("%1 s"))
                                  .arg(double(slow ? taken->stretchedMs : interval) / 1000, 0, 'g', 3));
    m_interval->setToolTip(slow ? tr("Stretched: rounds take %2. Every %1 s was asked for.")
                                      .arg(double(interval) / 1000)
                                      .arg(models::formatDuration(taken->roundMs))
                                : tr("How often the cluster is asked"));
    m_interval->setAccessibleName(tr("Interval: %1").arg(m_interval->text()));
}

void ToolStrip::offerIntervals() {
    if (!m_cluster)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("intervalMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int ms : intervals) {
        QAction* action = menu->addAction(intervalWords(ms));
        action->setCheckable(true);
        action->setChecked(m_cluster->connection().intervalMs() == ms);
        connect(action, &QAction::triggered, m_cluster,
                [cluster = m_cluster, ms] { cluster->connection().setIntervalMs(ms); });
    }
    menu->addSeparator();
    QAction* now = menu->addAction(tr("Refresh now\tF5"));
    connect(now, &QAction::triggered, &m_cluster->data(), &session::ClusterData::refreshNow);
    menu->popup(m_interval->mapToGlobal(QPoint(0, m_interval->height())));
}

void ToolStrip::offerClusters() {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("clusterMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    session::Workspace& workspace = m_context.workspace();
    for (const auto& profile : workspace.clusters().profiles()) {
        if (profile.localBroker && !workspace.clusters().find(profile.id))
            continue; // it is started, not connected to
        QAction* action = menu->addAction(menuName(profile.name));
        action->setCheckable(true);
        action->setChecked(workspace.clusters().current() &&
                           workspace.clusters().current()->profile().id == profile.id);
        connect(action, &QAction::triggered, this,
                [&workspace, id = profile.id] { workspace.clusters().open(id); });
    }
    if (!menu->isEmpty())
        menu->addSeparator();
    QAction* add = menu->addAction(theme::icon(QStringLiteral("plus")), tr("Connect…"));
    connect(add, &QAction::triggered, this, &ToolStrip::connectRequested);
    menu->popup(m_name->mapToGlobal(QPoint(8, m_name->height() - 4)));
}

} // namespace widgets
