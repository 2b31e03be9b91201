#include "widgets/window/palette_source.h"

#include <algorithm>

#include <QCoreApplication>

#include "models/formats.h"
#include "session/workspace.h"
#include "widgets/window/connections.h"

namespace widgets::palette_source {
namespace {

using models::Findable;
using models::FindKind;

constexpr auto kRecentKey = "palette/recent";
constexpr int kRecent = 20;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(palette)
};

void collectOf(const session::ClusterSession& cluster, const PaneRegistry& registry,
               std::vector<Findable>& all) {
    const QUuid id = cluster.id();
    const auto snapshot = cluster.data().snapshot();
    for (const auto& topic : snapshot->topics)
        all.push_back({FindKind::Topic, topic->name, QStringLiteral("topic"), id, topic->name});
    for (const auto& group : snapshot->groups)
        all.push_back({FindKind::Group, group->id, QStringLiteral("group"), id, group->id});
    for (const PaneInfo* page : registry.onRail(cluster.profile()))
        all.push_back({FindKind::Page, page->title, page->icon, id, wordOf(page->kind)});
}

void collectActs(const session::ClusterSession& cluster, const std::vector<Act>& acts, const QString& topic,
                 std::vector<Findable>& all) {
    for (const Act& act : acts) {
        const bool onTopic = act.on == ActOn::OneTopic || act.on == ActOn::Topics;
        if (act.on == ActOn::Cluster)
            all.push_back({FindKind::Action, act.full, act.icon, cluster.id(), act.id});
        else if (onTopic && !topic.isEmpty())
            all.push_back({FindKind::Action, QStringLiteral("%1: %2").arg(act.full, topic), act.icon,
                           cluster.id(), act.id});
    }
}

} // namespace

std::vector<Findable> collect(const PaneContext& context, const PaneRegistry& registry,
                              const std::vector<Act>& acts, const QString& topic) {
    std::vector<Findable> all;
    const session::Clusters& clusters = context.workspace().clusters();
    const session::ClusterSession* current = clusters.current();
    if (current)
        collectOf(*current, registry, all); // first among equals
    for (const auto& profile : clusters.profiles()) {
        const session::ClusterSession* open = clusters.find(profile.id);
        if (open && open != current)
            collectOf(*open, registry, all);
        all.push_back({FindKind::Cluster, profile.name, QStringLiteral("broker"), profile.id, {}});
    }
    if (current)
        collectActs(*current, acts, topic, all);
    const QStringList recent = context.settings().value(QString::fromLatin1(kRecentKey)).toStringList();
    for (const QString& text : recent)
        if (const auto key = PaneKey::fromString(text); key && clusters.find(key->cluster))
            if (const PaneInfo* info = registry.find(key->kind))
                all.push_back({FindKind::Recent, key->object.isEmpty() ? info->title : key->object,
                               info->icon, key->cluster, text});
    return all;
}

PaletteRow describe(const PaneContext& context, const std::vector<Act>& acts, const Findable& what) {
    PaletteRow row;
    const session::Clusters& clusters = context.workspace().clusters();
    const session::ClusterSession* cluster = clusters.find(what.cluster);
    QStringList aside;
    if (cluster && what.kind == FindKind::Topic) {
        if (const auto* topic = cluster->data().topic(what.object)) {
            aside << models::counted(Words::tr("%n partition(s)", nullptr, topic->partitions),
                                     topic->partitions);
            if (topic->size)
                aside << models::formatBytes(topic->size);
            row.figure = Words::tr("%1 msg/s").arg(models::formatRate(topic->inPerSecond));
        }
    } else if (cluster && what.kind == FindKind::Group) {
        if (const auto* group = cluster->data().group(what.object)) {
            const auto count = group->topics.size();
            if (count > 0)
                aside << (count == 1 ? Words::tr("reads %1").arg(group->topics.front())
                                     : Words::tr("reads %1 and %2 more")
                                           .arg(group->topics.front(), models::formatCount(count - 1)));
            row.figure = Words::tr("lag %1").arg(models::formatCount(group->lag));
        }
    } else if (what.kind == FindKind::Cluster) {
        aside << (cluster ? Words::tr("open") : Words::tr("not connected"));
    } else if (what.kind == FindKind::Action) {
        const auto act = std::ranges::find(acts, what.object, &Act::id);
        if (act != acts.end())
            row.keys = act->shortcut.toString(QKeySequence::NativeText);
    }
    if (cluster && what.kind != FindKind::Cluster && (cluster != clusters.current() || aside.isEmpty()))
        aside << Words::tr("on %1").arg(cluster->profile().name);
    row.aside = aside.join(QStringLiteral(" · "));
    return row;
}

std::optional<PaneKey> pageOf(const Findable& what) {
    switch (what.kind) {
    case FindKind::Topic:
        return PaneKey{PageKind::Topic, what.cluster, what.object};
    case FindKind::Group:
        return PaneKey{PageKind::Group, what.cluster, what.object};
    case FindKind::Page:
        if (const auto kind = pageKindOf(what.object))
            return PaneKey{*kind, what.cluster, {}};
        return std::nullopt;
    case FindKind::Recent:
        return PaneKey::fromString(what.object);
    case FindKind::Cluster:
    case FindKind::Action:
        break;
    }
    return std::nullopt;
}

void remember(const PaneContext& context, const PaneKey& key) {
    QStringList recent = context.settings().value(QString::fromLatin1(kRecentKey)).toStringList();
    recent.removeAll(key.toString());
    recent.prepend(key.toString());
    context.settings().setValue(QString::fromLatin1(kRecentKey), recent.mid(0, kRecent));
}

void open(QWidget& window, PaneContext& context, const PaneRegistry& registry, const std::vector<Act>& acts,
          const QString& topic, std::function<void(const PaneKey&, bool)> openPage) {
    auto* palette = new Palette(
        collect(context, registry, acts, topic),
        [&context, &acts](const Findable& what) { return describe(context, acts, what); }, &window);
    const auto go = [&window, &context, &acts, topic, openPage = std::move(openPage)](const Findable& what,
                                                                                      bool ownWindow) {
        if (const auto key = pageOf(what)) {
            remember(context, *key);
            return openPage(*key, ownWindow);
        }
        if (what.kind == FindKind::Cluster)
            return connections::open(context, what.cluster);
        const auto act = std::ranges::find(acts, what.object, &Act::id);
        session::ClusterSession* cluster = context.workspace().clusters().find(what.cluster);
        if (act == acts.end() || !cluster || cluster->state() != session::ConnectionState::Connected)
            return;
        const ActTarget target{context, *cluster, &window,
                               topic.isEmpty() ? QStringList() : QStringList{topic}};
        if (!act->whyNot || act->whyNot(target).isEmpty())
            act->run(target);
    };
    QObject::connect(palette, &Palette::chosen, &window, go);
    palette->popUp();
}

} // namespace widgets::palette_source
