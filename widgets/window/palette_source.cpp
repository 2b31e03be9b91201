#include "widgets/window/palette_source.h"

#include <algorithm>

#include <QCoreApplication>

#include "session/workspace.h"
#include "widgets/prompts/object_picker.h"

namespace widgets::palette_source {
namespace {

using models::Findable;
using models::FindKind;

constexpr auto kRecentKey = "palette/recent";
constexpr int kRecent = 20;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(palette)
};

bool isOnTopics(const Act& act) {
    return act.on == ActOn::OneTopic || act.on == ActOn::Topics;
}

bool isOnGroups(const Act& act) {
    return act.on == ActOn::OneGroup || act.on == ActOn::Groups;
}

Findable actOn(const Act& act, const QUuid& cluster, const QString& object) {
    return {
        FindKind::Action, QStringLiteral("%1: %2").arg(act.full, object), act.icon, cluster, act.id, object};
}

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

void collectPlaces(const session::ClusterSession& cluster, const PaneRegistry& registry,
                   std::vector<Findable>& all) {
    for (const PaneInfo* page : registry.onRail(cluster.profile()))
        for (const PanePlace& place : page->places)
            all.push_back({.kind = FindKind::Page,
                           .text = place.title,
                           .icon = page->icon,
                           .cluster = cluster.id(),
                           .object = wordOf(page->kind),
                           .part = place.part});
}

void collectActs(const Known& known, const InFront& front, std::vector<Findable>& all) {
    const QUuid cluster = front.cluster ? front.cluster->id() : QUuid();
    for (const Act& act : known.acts) {
        const QString object = isOnTopics(act) ? front.topic : isOnGroups(act) ? front.group : QString();
        if (!front.cluster)
            break; // nothing that they could be done to
        if (!object.isEmpty())
            all.push_back(actOn(act, cluster, object));
        else
            all.push_back({FindKind::Action,
                           act.on == ActOn::Cluster ? act.full : QStringLiteral("%1…").arg(act.full),
                           act.icon, cluster, act.id});
    }
    for (const ProgramAct& act : known.programActs)
        all.push_back({FindKind::Action, act.full, act.icon, {}, act.id});
}

void collectRecent(const Known& known, std::vector<Findable>& all) {
    const session::Clusters& clusters = known.context.workspace().clusters();
    const QStringList recent = known.context.settings().value(QString::fromLatin1(kRecentKey)).toStringList();
    for (const QString& text : recent.mid(0, kRecent)) {
        const auto key = PaneKey::fromString(text);
        const PaneInfo* info = key && clusters.find(key->cluster) ? known.registry.find(key->kind) : nullptr;
        if (!info)
            continue;
        const FindKind was = key->kind == PageKind::Topic   ? FindKind::Topic
                             : key->kind == PageKind::Group ? FindKind::Group
                                                            : FindKind::Page;
        const bool page = was == FindKind::Page;
        all.push_back({FindKind::Recent,
                       page ? info->title : key->object,
                       info->icon,
                       key->cluster,
                       page ? wordOf(key->kind) : key->object,
                       {},
                       was});
    }
}

/// Why it cannot be done now; empty: it can.
QString whyNot(const Known& known, const Act& act, const Findable& what) {
    session::ClusterSession* cluster = known.context.workspace().clusters().find(what.cluster);
    if (!cluster || cluster->state() != session::ConnectionState::Connected)
        return Words::tr("there is no connection");
    if (what.subject.isEmpty()) {
        if (isOnTopics(act) && cluster->data().snapshot()->topics.empty())
            return Words::tr("no topic is known");
        if (isOnGroups(act) && cluster->data().snapshot()->groups.empty())
            return Words::tr("no group is known");
        return {};
    }
    return act.whyNot ? act.whyNot({known.context, *cluster, nullptr, {what.subject}}) : QString();
}

PaletteRow describeAct(const Known& known, const Findable& what) {
    PaletteRow row;
    if (const ProgramAct* act = programActOf(known, what)) {
        row.keys = act->shortcut.toString(QKeySequence::NativeText);
        if (act->whyNot)
            row.why = act->whyNot(known.context);
    } else if (const Act* onCluster = palette_source::actOf(known, what)) {
        row.keys = onCluster->shortcut.toString(QKeySequence::NativeText);
        row.why = whyNot(known, *onCluster, what);
        if (what.subject.isEmpty())
            row.aside = isOnTopics(*onCluster)   ? Words::tr("choose a topic")
                        : isOnGroups(*onCluster) ? Words::tr("choose a group")
                                                 : QString();
    }
    return row;
}

} // namespace

InFront inFront(const PaneContext& context, const Pane* page) {
    const session::Clusters& clusters = context.workspace().clusters();
    session::ClusterSession* of = page ? clusters.find(page->key().cluster) : nullptr;
    if (!of)
        return {clusters.current(), {}, {}};
    return {of, page->currentTopic(), page->key().kind == PageKind::Group ? page->key().object : QString()};
}

std::vector<Findable> collect(const Known& known, const InFront& front) {
    std::vector<Findable> all;
    const session::Clusters& clusters = known.context.workspace().clusters();
    if (front.cluster)
        collectOf(*front.cluster, known.registry, all); // first among equals
    for (const auto& profile : clusters.profiles()) {
        const session::ClusterSession* open = clusters.find(profile.id);
        if (open && open != front.cluster)
            collectOf(*open, known.registry, all);
        all.push_back({FindKind::Cluster, profile.name, QStringLiteral("broker"), profile.id});
    }
    for (const PaneInfo& page : known.registry.panes)
        if (page.section == RailSection::AllClusters)
            all.push_back({FindKind::Page, page.title, page.icon, {}, wordOf(page.kind)});
    if (front.cluster)
        collectPlaces(*front.cluster, known.registry, all);
    for (const auto& profile : clusters.profiles())
        if (const auto* open = clusters.find(profile.id); open && open != front.cluster)
            collectPlaces(*open, known.registry, all);
    collectActs(known, front, all);
    collectRecent(known, all);
    return all;
}

std::vector<Findable> actsOn(const Known& known, const Findable& object) {
    std::vector<Findable> acts;
    for (const Act& act : known.acts)
        if (!act.danger && ((object.kind == FindKind::Topic && isOnTopics(act)) ||
                            (object.kind == FindKind::Group && isOnGroups(act))))
            acts.push_back(actOn(act, object.cluster, object.object));
    return acts;
}

PaletteRow describe(const Known& known, const Findable& what) {
    const session::Clusters& clusters = known.context.workspace().clusters();
    const session::ClusterSession* cluster = clusters.find(what.cluster);
    if (what.kind == FindKind::Cluster)
        return {cluster && cluster->state() != session::ConnectionState::Closed ? Words::tr("open")
                                                                                : Words::tr("not connected"),
                {},
                {},
                {}};
    if (what.kind == FindKind::Action)
        return describeAct(known, what);
    PaletteRow row =
        cluster ? object_picker::rowOf(cluster->data(), cluster->connection(), what) : PaletteRow();
    const auto page = what.part.isEmpty() ? std::nullopt : pageKindOf(what.object);
    if (const PaneInfo* info = page ? known.registry.find(*page) : nullptr)
        row.aside = info->title;
    if (cluster && (cluster != clusters.current() || row.aside.isEmpty())) {
        const QString where = Words::tr("on %1").arg(cluster->profile().name);
        row.aside = row.aside.isEmpty() ? where : QStringLiteral("%1 · %2").arg(where, row.aside);
    }
    return row;
}

std::optional<PaneKey> pageOf(const Findable& what) {
    switch (what.kind == FindKind::Recent ? what.was : what.kind) {
    case FindKind::Topic:
        return PaneKey{PageKind::Topic, what.cluster, what.object};
    case FindKind::Group:
        return PaneKey{PageKind::Group, what.cluster, what.object};
    case FindKind::Page:
        if (const auto kind = pageKindOf(what.object))
            return PaneKey{*kind, what.cluster, {}};
        return std::nullopt;
    case FindKind::Recent:
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

const Act* actOf(const Known& known, const Findable& what) {
    const auto found = std::ranges::find(known.acts, what.object, &Act::id);
    return what.kind == FindKind::Action && found != known.acts.end() ? &*found : nullptr;
}

const ProgramAct* programActOf(const Known& known, const Findable& what) {
    const auto found = std::ranges::find(known.programActs, what.object, &ProgramAct::id);
    return what.kind == FindKind::Action && found != known.programActs.end() ? &*found : nullptr;
}

} // namespace widgets::palette_source
