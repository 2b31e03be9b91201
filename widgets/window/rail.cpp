#include "widgets/window/rail.h"

#include <algorithm>

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include "models/unread.h"
#include "session/workspace.h"
#include "widgets/common/painting.h"
#include "widgets/common/words.h"
#include "widgets/prompts/prompts.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

enum RailRole {
    KindRole = Qt::UserRole,
    IdRole,
    PageRole,
    IconRole,
    AsideRole = Rail::asideRole,
    ShapeRole,
    ToneRole,
    ColourRole,
    StrongRole,
    LockRole
};

bool isPage(const QTreeWidgetItem* item) {
    return item->data(0, KindRole).toInt() == int(Rail::Kind::Page);
}

PageKind pageOf(const QTreeWidgetItem* item) {
    return static_cast<PageKind>(item->data(0, PageRole).toInt());
}

class RailDelegate final : public QStyledItemDelegate {
public:
    explicit RailDelegate(QTreeWidget* tree) : QStyledItemDelegate(tree), m_tree(tree) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        // The pages of all clusters stand apart from these, and the acts from both.
        const bool apart = !index.parent().isValid() && index.row() > 0 &&
                           index.data(KindRole) != index.siblingAtRow(index.row() - 1).data(KindRole);
        return {200, apart ? 38 : 26};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const theme::Colours& c = theme::colours(option.palette);
        const auto kind = static_cast<Rail::Kind>(index.data(KindRole).toInt());
        const QRect row(0, option.rect.bottom() - 25, m_tree->viewport()->width(), 26);
        const bool selected = option.state & QStyle::State_Selected && kind == Rail::Kind::Page;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected || option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) {
            QColor ground = c.text;
            ground.setAlphaF(0.05F);
            painter->setPen(option.state & QStyle::State_HasFocus && m_tree->hasFocus() ? QPen(c.accent)
                                                                                        : QPen(Qt::NoPen));
            painter->setBrush(selected ? c.selection : ground);
            painter->drawRoundedRect(QRectF(row).adjusted(8.5, 0.5, -8.5, -0.5), 4, 4);
        }
        int right = row.right() - 15;
        painter->setFont(theme::labelFont());
        if (index.data(LockRole).isValid()) {
            painter->drawPixmap(right - 15, row.top() + 5,
                                theme::iconPixmap(index.data(LockRole).toString(), c.muted, 16,
                                                  painter->device()->devicePixelRatioF()));
            right -= 24;
        }
        if (const QString aside = index.data(AsideRole).toString(); !aside.isEmpty()) {
            painter->setFont(kind == Rail::Kind::Page ? theme::monoFont() : theme::labelFont());
            painter->setPen(c.muted);
            painter->drawText(QRect(row.left(), row.top(), right + 1, row.height()),
                              Qt::AlignVCenter | Qt::AlignRight, aside);
            right -= painter->fontMetrics().horizontalAdvance(aside) + 8;
        }
        int left = 40;
        const auto picture = [&](const QString& name, int x) {
            painter->drawPixmap(x, row.top() + 5,
                                theme::iconPixmap(name, selected ? c.accent : c.muted, 16,
                                                  painter->device()->devicePixelRatioF()));
        };
        switch (kind) {
        case Rail::Kind::Cluster:
            painter->fillRect(QRect(8, row.top() + 5, 3, 16),
                              c.series.at(std::size_t(std::clamp(index.data(ColourRole).toInt(), 0, 9))));
            if (index.model()->hasChildren(index))
                picture(m_tree->isExpanded(index) ? QStringLiteral("down") : QStringLiteral("right"), 16);
            paintShape(*painter, static_cast<models::Shape>(index.data(ShapeRole).toInt()),
                       QPointF(40, row.center().y() + 0.5), 10,
                       c.tone(static_cast<models::Tone>(index.data(ToneRole).toInt())));
            left = 52;
            break;
        case Rail::Kind::Page:
            picture(index.data(IconRole).toString(), index.parent().isValid() ? 36 : 16);
            left = index.parent().isValid() ? 60 : 40;
            break;
        case Rail::Kind::Act:
            picture(index.data(IconRole).toString(), 16);
            break;
        }
        QFont font = index.data(StrongRole).toBool() ? theme::sectionFont() : theme::bodyFont();
        painter->setFont(font);
        painter->setPen(c.text);
        painter->drawText(
            QRect(left, row.top(), right - left, row.height()), Qt::AlignVCenter | Qt::AlignLeft,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideMiddle, right - left));
        painter->restore();
    }

private:
    QTreeWidget* m_tree;
};

/// What goes with a connection and what stays; the lock of others to the same cluster goes where it alone is
/// production.
QString forgetWords(const session::Clusters& clusters, const QUuid& id) {
    const QString words =
        Rail::tr("Its address and its interval go, and its charts of up to 90 days. Its runs "
                 "stay, and what was saved for its topics, such as filters. The cluster stays "
                 "as it is.");
    QStringList names;
    for (const auto& other : clusters.profiles()) {
        const auto guards = clusters.guardsOf(other.id);
        if (!other.isProduction() && guards.size() == 1 && guards.front().id == id)
            names << other.name;
    }
    if (names.isEmpty())
        return words;
    return words + QLatin1Char(' ') +
           Rail::tr("It alone calls the cluster production: the lock of %1 goes with it.")
               .arg(names.join(QStringLiteral(", ")));
}

} // namespace

Rail::Rail(PaneContext& context, const PaneRegistry& registry, QWidget* parent)
    : QTreeWidget(parent), m_context(context), m_registry(registry) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Clusters and pages"));
    setFrameShape(NoFrame);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setFixedWidth(215);
    setItemDelegate(new RailDelegate(this));
    setUniformRowHeights(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    session::Workspace& workspace = context.workspace();
    connect(&workspace.clusters(), &session::Clusters::profilesChanged, this, &Rail::rebuild);
    connect(&workspace.clusters(), &session::Clusters::opened, this, [this](session::ClusterSession* opened) {
        connect(&opened->connection(), &session::Connection::stateChanged, this, &Rail::takeStates);
        connect(&opened->data(), &session::ClusterData::snapshotChanged, this, &Rail::takeStates);
        connect(&opened->connection(), &session::Connection::lockChanged, this, &Rail::takeStates);
        rebuild();
    });
    connect(&workspace.clusters(), &session::Clusters::closed, this, &Rail::rebuild);
    connect(&workspace.clusters(), &session::Clusters::currentChanged, this, &Rail::takeStates);
    connect(&workspace.localBroker(), &session::LocalBroker::changed, this, &Rail::rebuild);
    connect(&workspace.localBroker(), &session::LocalBroker::folderInUseChanged, this, &Rail::takeStates);
    connect(&workspace.runs(), &session::Runs::changed, this, &Rail::takeRuns);
    connect(this, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
        // Acting may make the rail's rows anew.
        const bool leaves = item->data(0, KindRole).toInt() != int(Kind::Act);
        act(item);
        if (leaves)
            emit leaveRequested();
    });
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        // A click already acted; this is Enter.
        if (QGuiApplication::mouseButtons() & Qt::LeftButton)
            return;
        if (isPage(item))
            emit leaveRequested();
        else
            act(item);
    });
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!item || !hasFocus() || !isPage(item))
            return;
        act(item);
        setFocus(); // a page that is made takes the keys
    });
    connect(this, &QWidget::customContextMenuRequested, this, &Rail::offerMenu);
    rebuild();
}

QTreeWidgetItem* Rail::addAct(const QString& words, const QString& icon, const QString& id) {
    auto* item = new QTreeWidgetItem(this, {words});
    item->setData(0, KindRole, int(Kind::Act));
    item->setData(0, IconRole, icon);
    item->setData(0, IdRole, id);
    return item;
}

void Rail::fillPages(QTreeWidgetItem* parent, const session::ConnectionProfile& profile) {
    for (const PaneInfo* info : m_registry.onRail(profile)) {
        auto* page = new QTreeWidgetItem(parent, {info->title});
        page->setData(0, KindRole, int(Kind::Page));
        page->setData(0, IdRole, profile.id);
        page->setData(0, PageRole, int(info->kind));
        page->setData(0, IconRole, info->icon);
    }
}

void Rail::rebuild() {
    const QSignalBlocker quiet(this);
    session::Workspace& workspace = m_context.workspace();
    clear();
    bool local = false;
    for (const auto& profile : workspace.clusters().profiles()) {
        auto* item = new QTreeWidgetItem(this, {profile.name});
        item->setData(0, KindRole, int(Kind::Cluster));
        item->setData(0, IdRole, profile.id);
        item->setData(0, ColourRole, profile.colour);
        item->setToolTip(0, withTwins(profile.bootstrap, workspace.clusters(), profile.id));
        if (workspace.clusters().find(profile.id))
            fillPages(item, profile);
        local = local || profile.localBroker;
    }
    for (const PaneInfo& info : m_registry.panes) {
        if (info.section != RailSection::AllClusters)
            continue;
        auto* page = addAct(info.title, info.icon, {});
        page->setData(0, KindRole, int(Kind::Page));
        page->setData(0, PageRole, int(info.kind));
    }
    addAct(tr("Connect…"), QStringLiteral("plus"), QStringLiteral("connect"));
    const auto state = workspace.localBroker().state();
    if (state != session::LocalBrokerState::Running) {
        auto* start = addAct(state == session::LocalBrokerState::Starting   ? tr("Starting a local broker…")
                             : state == session::LocalBrokerState::Stopping ? tr("Stopping the local broker…")
                                                                            : tr("Start a local broker"),
                             QStringLiteral("play"), QStringLiteral("start"));
        // Before its first good start it has no row of its own that would say so.
        if (!local && state == session::LocalBrokerState::Failed)
            start->setData(0, AsideRole, tr("failed"));
    }
    takeStates();
    takeRuns();
    setCurrentPane(m_shown);
}

void Rail::takeRuns() {
    const auto running = qint64(m_context.workspace().runs().running().size());
    for (int i = 0; i < topLevelItemCount(); ++i)
        if (isPage(topLevelItem(i)) && pageOf(topLevelItem(i)) == PageKind::Runs)
            topLevelItem(i)->setData(0, AsideRole, running > 0 ? models::formatCount(running) : QString());
}

/// While nothing is read of it.
QString Rail::brokerWord() const {
    const session::LocalBroker& broker = m_context.workspace().localBroker();
    if (broker.folderInUse())
        return tr("in use");
    switch (broker.state()) {
    case session::LocalBrokerState::Stopped:
        return tr("stopped");
    case session::LocalBrokerState::Starting:
        return tr("starting");
    case session::LocalBrokerState::Running:
        return tr("running");
    case session::LocalBrokerState::Stopping:
        return tr("stopping");
    case session::LocalBrokerState::Failed:
        return tr("failed");
    }
    return {};
}

void Rail::takeStates() {
    session::Workspace& workspace = m_context.workspace();
    const session::ClusterSession* current = workspace.clusters().current();
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = topLevelItem(i);
        if (item->data(0, KindRole).toInt() != int(Kind::Cluster))
            continue;
        const QUuid id = item->data(0, IdRole).toUuid();
        const session::ClusterSession* open = workspace.clusters().find(id);
        const StateWords words = connectionWords(open);
        item->setData(0, ShapeRole, int(words.shape));
        item->setData(0, ToneRole, int(words.tone));
        item->setData(0, StrongRole, open && open == current);
        item->setExpanded(open && open == current);
        const auto profile =
            std::find_if(workspace.clusters().profiles().begin(), workspace.clusters().profiles().end(),
                         [&](const auto& p) { return p.id == id; });
        if (profile == workspace.clusters().profiles().end())
            continue;
        item->setData(0, AsideRole,
                      profile->localBroker && (!open || open->state() == session::ConnectionState::Closed)
                          ? brokerWord()
                          : QString());
        item->setData(0, LockRole,
                      (open ? open->profile() : *profile).isProduction()
                          ? QVariant(open && !open->connection().isLocked() ? QStringLiteral("unlock")
                                                                            : QStringLiteral("lock"))
                          : QVariant());
        const auto snapshot = open ? open->data().snapshot() : nullptr;
        for (int page = 0; page < item->childCount(); ++page) {
            QTreeWidgetItem* child = item->child(page);
            const PaneInfo* info = m_registry.find(pageOf(child));
            const bool known = info && info->count && snapshot && snapshot->isKnown();
            const auto count = known ? info->count(*snapshot) : session::Reading<qint64>();
            child->setData(0, AsideRole, count || count.reason() ? models::formatCount(count) : QString());
            child->setToolTip(0, models::unreadTip(count));
        }
    }
}

void Rail::setCurrentPane(const PaneKey& key) {
    m_shown = key;
    const QSignalBlocker quiet(this);
    const PaneInfo* info = m_registry.find(key.kind);
    const PageKind kind = info ? info->parent.value_or(key.kind) : key.kind;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        if (isPage(topLevelItem(i)) && pageOf(topLevelItem(i)) == key.kind) {
            setCurrentItem(topLevelItem(i));
            return;
        }
        for (int page = 0; page < topLevelItem(i)->childCount(); ++page) {
            QTreeWidgetItem* child = topLevelItem(i)->child(page);
            if (child->data(0, IdRole).toUuid() == key.cluster && pageOf(child) == kind) {
                setCurrentItem(child);
                return;
            }
        }
    }
    setCurrentItem(nullptr);
}

void Rail::act(QTreeWidgetItem* item) {
    const QUuid id = item->data(0, IdRole).toUuid();
    switch (static_cast<Kind>(item->data(0, KindRole).toInt())) {
    case Kind::Cluster:
        emit clusterRequested(id);
        break;
    case Kind::Page:
        emit pageRequested({pageOf(item), id, {}});
        break;
    case Kind::Act:
        if (item->data(0, IdRole).toString() == QLatin1String("connect"))
            emit connectRequested();
        else
            emit startBrokerRequested();
        break;
    }
}

void Rail::keyPressEvent(QKeyEvent* event) {
    // The page's filter; the list would look for a row of this name.
    if (event->text() == QLatin1String("/"))
        event->ignore();
    else
        QTreeWidget::keyPressEvent(event);
}

void Rail::offerMenu(const QPoint& at) {
    QTreeWidgetItem* item = itemAt(at);
    if (!item || item->data(0, KindRole).toInt() != int(Kind::Cluster))
        return;
    session::Workspace& workspace = m_context.workspace();
    const QUuid id = item->data(0, IdRole).toUuid();
    const auto profile =
        std::find_if(workspace.clusters().profiles().begin(), workspace.clusters().profiles().end(),
                     [&](const auto& p) { return p.id == id; });
    if (profile == workspace.clusters().profiles().end() || profile->localBroker)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("clusterRowMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (workspace.clusters().find(id))
        connect(menu->addAction(theme::icon(QStringLiteral("plug")), tr("Disconnect")), &QAction::triggered,
                this, [&workspace, id] { workspace.clusters().close(id); });
    else
        connect(menu->addAction(theme::icon(QStringLiteral("plug")), tr("Connect")), &QAction::triggered,
                this, [this, id] { emit clusterRequested(id); });
    connect(menu->addAction(theme::icon(QStringLiteral("edit")), tr("Edit…")), &QAction::triggered, this,
            [this, id] { emit editRequested(id); });
    connect(menu->addAction(theme::icon(QStringLiteral("trash")), tr("Forget…")), &QAction::triggered, this,
            [this, id, name = profile->name] {
                m_context.prompts().confirm(
                    window(),
                    {tr("Forget %1?").arg(name),
                     forgetWords(m_context.workspace().clusters(), id),
                     tr("Forget"),
                     {},
                     true},
                    [this, id] { m_context.workspace().clusters().removeProfile(id); });
            });
    menu->popup(viewport()->mapToGlobal(at));
}

void Rail::paintEvent(QPaintEvent* event) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), c.raised);
    painter.end();
    QTreeWidget::paintEvent(event);
}

} // namespace widgets
