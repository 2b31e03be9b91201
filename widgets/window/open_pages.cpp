#include "widgets/window/open_pages.h"

#include <utility>

#include <QStackedWidget>
#include <QTabBar>

#include "session/workspace.h"
#include "widgets/pane_registry.h"
#include "widgets/theme/icons.h"
#include "widgets/window/pane_window.h"
#include "widgets/window/pane_windows.h"
#include "widgets/window/tab_strip.h"

namespace widgets {
namespace {

/// More were never opened by hand; a file that says so is not to cost minutes at the start.
constexpr int kMostTabs = 50;

/// The pages of all clusters.
const QString kOfAll = QStringLiteral("tabs/ofAll");

QString settingOf(const QUuid& cluster, const char* what) {
    return QStringLiteral("tabs/%1/%2").arg(cluster.toString(QUuid::WithoutBraces), QLatin1String(what));
}

} // namespace

OpenPages::OpenPages(PaneContext& context, const PaneRegistry& registry, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_registry(registry)
    , m_window(window)
    , m_strip(new TabStrip)
    , m_tabs(m_strip->bar())
    , m_stack(new QStackedWidget)
    , m_windows(new PaneWindows(context, window, this)) {
    const session::Clusters* clusters = &context.workspace().clusters();
    connect(&context, &PaneContext::openRequested, this, &OpenPages::open);
    connect(&context, &PaneContext::closeRequested, this, [this](const PaneKey& key) {
        closeTab(m_strip->find(key));
        m_windows->close(key);
    });
    connect(clusters, &session::Clusters::opened, this,
            [this](session::ClusterSession* opened) { restore(*opened); });
    connect(clusters, &session::Clusters::closed, this, &OpenPages::closeAllOf);
    connect(clusters, &session::Clusters::currentChanged, this, &OpenPages::takeCluster);
    followTabs();
}

void OpenPages::followTabs() {
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (m_restoring || tab < 0)
            return;
        m_stack->setCurrentWidget(m_strip->paneAt(tab));
        emit currentChanged(m_strip->keyAt(tab));
        remember();
    });
    connect(m_tabs, &QTabBar::tabMoved, this, &OpenPages::remember);
    connect(m_strip, &TabStrip::closeRequested, this, [this](const QList<QWidget*>& pages) {
        for (QWidget* page : pages)
            closeTab(m_strip->tabOf(page));
    });
    connect(m_strip, &TabStrip::windowRequested, this, &OpenPages::tearOff);
    connect(m_windows, &PaneWindows::made, this, &OpenPages::windowMade);
    connect(m_windows, &PaneWindows::broughtBack, this, &OpenPages::takeBack);
}

Pane* OpenPages::current() const {
    return qobject_cast<Pane*>(m_stack->currentWidget());
}

void OpenPages::restoreAll() {
    const QStringList ofAll =
        m_context.settings().value(kOfAll).toStringList(); // before it is remembered anew
    const session::Clusters& clusters = m_context.workspace().clusters();
    for (const auto& profile : clusters.profiles())
        if (session::ClusterSession* open = clusters.find(profile.id))
            restore(*open);
    takeCluster();
    restore(ofAll);
}

/// Behind what is in front.
void OpenPages::restore(const QStringList& ofAll) {
    const auto front = current() ? std::optional(current()->key()) : std::nullopt;
    m_restoring = true;
    for (const QString& text : ofAll.mid(0, kMostTabs))
        if (const auto key = PaneKey::fromString(text); key && m_registry.isOfAll(key->kind))
            open(*key);
    m_restoring = false;
    if (front)
        open(*front);
    remember();
}

void OpenPages::open(const PaneKey& key, const QString& part) {
    const PaneInfo* info = m_registry.find(key.kind);
    session::Clusters& clusters = m_context.workspace().clusters();
    session::ClusterSession* cluster = clusters.find(key.cluster);
    if (!info || (!key.cluster.isNull() && !cluster))
        return;
    if (cluster && cluster != clusters.current())
        clusters.open(key.cluster);
    if (const int tab = m_strip->find(key); tab >= 0) {
        m_tabs->setCurrentIndex(tab);
        m_stack->setCurrentWidget(m_strip->paneAt(tab));
        emit currentChanged(key);
        if (!part.isEmpty())
            current()->showPart(part);
        return;
    }
    if (Pane* own = m_windows->raise(key))
        return part.isEmpty() ? void() : own->showPart(part);
    Pane* pane = info->make(key, m_context, cluster);
    m_tabs->setCurrentIndex(addTab(pane, *info));
    m_stack->setCurrentWidget(pane);
    pane->setFocus();
    if (!part.isEmpty())
        pane->showPart(part);
    emit currentChanged(key);
    remember();
}

void OpenPages::openInWindow(const PaneKey& key, const QString& part) {
    open(key, part);
    if (Pane* page = current(); page && page->key() == key)
        tearOff(page);
}

int OpenPages::addTab(Pane* pane, const PaneInfo& info) {
    m_stack->addWidget(pane);
    const bool restoring = std::exchange(m_restoring, true);
    const bool closable = info.section == RailSection::None && info.kind != PageKind::Welcome;
    const int tab = m_strip->add(theme::icon(info.icon), pane, closable);
    m_restoring = restoring;
    return tab;
}

void OpenPages::letGo(int tab) {
    m_stack->removeWidget(m_strip->paneAt(tab));
    m_tabs->removeTab(tab);
}

void OpenPages::closeCurrent() {
    closeTab(m_tabs->currentIndex());
}

void OpenPages::closeTab(int tab) {
    if (tab < 0 || m_strip->keyAt(tab).kind == PageKind::Welcome)
        return;
    auto* page = m_strip->paneAt(tab);
    const int left = m_strip->shown();
    if (left == 1 && m_strip->keyAt(tab).kind == PageKind::Overview)
        return; // a cluster without any tab would leave nothing to look at
    letGo(tab);
    page->deleteLater();
    if (const auto* cluster = m_context.workspace().clusters().current(); left == 1 && cluster)
        open({PageKind::Overview, cluster->id(), {}});
    remember();
}

void OpenPages::tearOff(QWidget* page) {
    const int tab = m_strip->tabOf(page);
    Pane* pane = m_strip->paneAt(tab);
    const PaneInfo* info = pane ? m_registry.find(pane->key().kind) : nullptr;
    if (tab < 0 || !info || pane->key().cluster.isNull())
        return;
    const bool last = m_strip->shown() == 1;
    if (last && pane->key().kind == PageKind::Overview)
        return; // as with closing: something has to be left to look at
    letGo(tab);
    m_windows->open(pane, *info);
    if (last)
        open({PageKind::Overview, pane->key().cluster, {}});
    remember();
}

void OpenPages::takeBack(Pane* pane, const PaneInfo* info) {
    addTab(pane, *info);
    open(pane->key());
    m_window->activateWindow();
}

void OpenPages::closeAllOf(const QUuid& cluster) {
    m_restoring = true;
    for (int tab = m_tabs->count() - 1; tab >= 0; --tab) {
        if (m_strip->keyAt(tab).cluster != cluster)
            continue;
        auto* page = m_strip->paneAt(tab);
        letGo(tab);
        // At once: what it shows dies when this returns.
        delete page;
    }
    m_restoring = false;
    m_windows->closeAllOf(cluster);
    takeCluster();
}

void OpenPages::closeWindows() {
    m_windows->closeAll();
}

void OpenPages::restore(session::ClusterSession& cluster) {
    const QUuid id = cluster.profile().id;
    const session::Settings& settings = m_context.settings();
    const QStringList keys = settings.value(settingOf(id, "open")).toStringList();
    const QString shown = settings.value(settingOf(id, "current")).toString();
    m_restoring = true;
    const auto fits = [&](const std::optional<PaneKey>& key) {
        return key && key->cluster == id && m_registry.find(key->kind);
    };
    for (const QString& text : keys.mid(0, kMostTabs))
        if (const auto key = PaneKey::fromString(text); fits(key))
            open(*key);
    m_windows->restore(cluster, m_registry, m_context, keys);
    const auto last = PaneKey::fromString(shown);
    open(fits(last) && keys.contains(shown) ? *last : PaneKey{PageKind::Overview, id, {}});
    m_restoring = false;
    remember();
}

void OpenPages::remember() {
    const session::ClusterSession* cluster = m_context.workspace().clusters().current();
    const QUuid id = cluster ? cluster->id() : QUuid();
    if (m_restoring)
        return;
    m_context.settings().setValue(
        kOfAll, m_strip->keys([this](const PaneKey& key) { return m_registry.isOfAll(key.kind); }));
    if (!cluster)
        return;
    m_context.settings().setValue(settingOf(id, "open"),
                                  m_strip->keys([&](const PaneKey& key) { return key.cluster == id; }));
    if (const PaneKey key = m_strip->keyAt(m_tabs->currentIndex()); key.cluster == id)
        m_context.settings().setValue(settingOf(id, "current"), key.toString());
}

void OpenPages::takeCluster() {
    const session::ClusterSession* cluster = m_context.workspace().clusters().current();
    const QUuid id = cluster ? cluster->profile().id : QUuid();
    if (!cluster)
        open({PageKind::Welcome, {}, {}});
    const auto fits = [&](const PaneKey& k) { return k.cluster == id || m_registry.isOfAll(k.kind); };
    // Asked before tabs are hidden: the bar then picks a current one of its own.
    const bool turned = current() && !fits(current()->key());
    const bool restoring = std::exchange(m_restoring, true);
    m_strip->showOnly([&](int tab) { return fits(m_strip->keyAt(tab)); });
    m_restoring = restoring;
    if (!turned && fits(m_strip->keyAt(m_tabs->currentIndex())))
        return;
    const auto last =
        cluster ? PaneKey::fromString(m_context.settings().value(settingOf(id, "current")).toString())
                : std::nullopt;
    const int tab = last ? m_strip->find(*last) : -1;
    // What is shown stands at the bar's end.
    if (const int shown = m_strip->shown(); tab >= 0 || shown > 0)
        open(m_strip->keyAt(tab >= 0 ? tab : m_tabs->count() - shown));
}

} // namespace widgets
