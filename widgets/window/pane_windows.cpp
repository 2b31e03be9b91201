#include "widgets/window/pane_windows.h"

#include <algorithm>

#include <QCursor>

#include "session/workspace.h"
#include "widgets/common/screen_place.h"
#include "widgets/pane_registry.h"
#include "widgets/prompts/form_dialog.h"
#include "widgets/window/pane_window.h"

namespace widgets {
namespace {

/// Of all clusters: a screen full, and a file that says more is not to fill it.
constexpr int kMostWindows = 20;

QString settingOf(const QUuid& cluster) {
    return QStringLiteral("tabs/%1/windows").arg(cluster.toString(QUuid::WithoutBraces));
}

void keepForms(const PaneWindow& window, QWidget* above) {
    for (auto* form : window.findChildren<FormDialog*>()) {
        if (!form->isVisible())
            continue;
        const QPoint place = form->pos();
        form->setParent(above, form->windowFlags());
        form->move(place);
        form->show();
    }
}

} // namespace

PaneWindows::PaneWindows(PaneContext& context, QWidget* main, QObject* parent)
    : QObject(parent), m_context(context), m_main(main), m_workspace(context.workspace()) {}

PaneWindows::~PaneWindows() {
    closeAll();
}

void PaneWindows::open(Pane* page, const PaneInfo& info, const QByteArray& geometry) {
    session::ClusterSession* cluster = m_workspace.clusters().find(page->key().cluster);
    auto* window = new PaneWindow(page, info, cluster, m_context.prompts());
    m_windows.push_back(window);
    // What comes back at the start leaves the main window in front.
    window->setAttribute(Qt::WA_ShowWithoutActivating, !geometry.isEmpty());
    if (!bringBack(*window, geometry))
        placeOnScreen(*window, QSize(1000, 700), QCursor::pos() - QPoint(80, 20));
    window->show();
    emit made(window);
    connect(window, &PaneWindow::backRequested, this, [this, window] { giveBack(window); });
    connect(window, &PaneWindow::closing, this, [this, window] { drop(window); });
    connect(window, &PaneWindow::moved, this, [this, id = page->key().cluster] { remember(id); });
    remember(page->key().cluster);
}

Pane* PaneWindows::raise(const PaneKey& key) {
    for (PaneWindow* window : m_windows)
        if (window->page()->key() == key) {
            window->raise();
            window->activateWindow();
            return window->page();
        }
    return nullptr;
}

void PaneWindows::close(const PaneKey& key) {
    for (PaneWindow* window : std::vector(m_windows))
        if (window->page()->key() == key)
            drop(window);
}

void PaneWindows::closeAllOf(const QUuid& cluster) {
    std::erase_if(m_windows, [&](PaneWindow* window) {
        if (window->page()->key().cluster != cluster)
            return false;
        keepForms(*window, m_main);
        // At once: what it shows dies when this returns.
        delete window;
        return true;
    });
}

void PaneWindows::closeAll() {
    for (PaneWindow* window : m_windows)
        delete window;
    m_windows.clear();
}

void PaneWindows::restore(session::ClusterSession& cluster, const PaneRegistry& registry,
                          PaneContext& context, const QStringList& tabs) {
    const QVariantMap windows = m_workspace.settings().value(settingOf(cluster.id())).toMap();
    for (auto it = windows.begin(); it != windows.end(); ++it) {
        const auto key = PaneKey::fromString(it.key());
        const PaneInfo* info = key && key->cluster == cluster.id() ? registry.find(key->kind) : nullptr;
        if (info && !tabs.contains(it.key()) && m_windows.size() < kMostWindows)
            open(info->make(*key, context, &cluster), *info, it.value().toByteArray());
    }
}

void PaneWindows::remember(const QUuid& cluster) {
    QVariantMap open;
    for (const PaneWindow* window : m_windows)
        if (window->page()->key().cluster == cluster)
            open.insert(window->page()->key().toString(), window->saveGeometry());
    m_workspace.settings().setValue(settingOf(cluster), open);
}

void PaneWindows::giveBack(PaneWindow* window) {
    Pane* page = window->takePage();
    std::erase(m_windows, window);
    window->hide();
    window->deleteLater();
    remember(page->key().cluster);
    emit broughtBack(page, window->info());
}

void PaneWindows::drop(PaneWindow* window) {
    const QUuid cluster = window->page()->key().cluster;
    std::erase(m_windows, window);
    window->hide();
    window->deleteLater();
    remember(cluster);
}

} // namespace widgets
