#include "widgets/window/palette_door.h"

#include <QCoreApplication>
#include <QTimer>

#include "session/workspace.h"
#include "widgets/prompts/object_picker.h"
#include "widgets/window/connections.h"

namespace widgets {
namespace {

using models::Findable;
using models::FindKind;
using palette_source::Known;

constexpr int kBeatMs = 250; ///< of many clusters, one look

struct Words {
    Q_DECLARE_TR_FUNCTIONS(palette)
};

void run(const Known& known, const Act& act, session::ClusterSession& cluster, QWidget& window,
         const QString& object) {
    const ActTarget target{known.context, cluster, &window,
                           object.isEmpty() ? QStringList() : QStringList{object}};
    if (!act.whyNot || act.whyNot(target).isEmpty())
        act.run(target);
}

/// What it is done to is asked for where that is not known.
void run(const Known& known, const Findable& what, QWidget& window, const QString& topicInFront) {
    if (const ProgramAct* act = palette_source::programActOf(known, what))
        return act->run(known.context, &window);
    const Act* act = palette_source::actOf(known, what);
    session::ClusterSession* cluster = known.context.workspace().clusters().find(what.cluster);
    if (!act || !cluster || cluster->state() != session::ConnectionState::Connected)
        return;
    if (act->on == ActOn::Cluster)
        return run(known, *act, *cluster, window, topicInFront);
    if (!what.subject.isEmpty())
        return run(known, *act, *cluster, window, what.subject);
    const bool topics = act->on == ActOn::OneTopic || act->on == ActOn::Topics;
    object_picker::pick(
        cluster->data(), cluster->connection(), topics ? FindKind::Topic : FindKind::Group,
        act->whyNot != nullptr,
        topics ? Words::tr("%1: which topic?").arg(act->full) : Words::tr("%1: which group?").arg(act->full),
        &window,
        [known, act, cluster, &window](const QString& name) { run(known, *act, *cluster, window, name); });
}

/// What is found follows the clusters until it closes.
void follow(Palette& palette, const Known& known, const palette_source::InFront& front) {
    const session::Clusters& clusters = known.context.workspace().clusters();
    auto* beat = new QTimer(&palette);
    beat->setSingleShot(true);
    beat->setInterval(kBeatMs);
    const auto news = [beat] {
        if (!beat->isActive())
            beat->start();
    };
    const auto listen = [&palette, news](const session::ClusterSession* cluster) {
        QObject::connect(&cluster->data(), &session::ClusterData::snapshotChanged, &palette, news);
    };
    for (const auto& profile : clusters.profiles())
        if (const auto* open = clusters.find(profile.id))
            listen(open);
    QObject::connect(&clusters, &session::Clusters::opened, &palette,
                     [listen, news](const session::ClusterSession* cluster) {
                         listen(cluster);
                         news();
                     });
    QObject::connect(&clusters, &session::Clusters::closed, &palette, news);
    QObject::connect(&clusters, &session::Clusters::profilesChanged, &palette, news);
    // Its id: it may be closed meanwhile.
    const QUuid id = front.cluster ? front.cluster->id() : QUuid();
    QObject::connect(beat, &QTimer::timeout, &palette,
                     [&palette, &clusters, known, id, topic = front.topic, group = front.group] {
                         palette.take(palette_source::collect(known, {clusters.find(id), topic, group}));
                     });
}

} // namespace

void openPalette(QWidget& window, const Known& known, const palette_source::InFront& front,
                 std::function<void(const PaneKey&, const QString&, bool)> openPage) {
    auto* palette = new Palette(
        {.all = palette_source::collect(known, front),
         .describe = [known](const Findable& what) { return palette_source::describe(known, what); },
         .actsOn = [known](const Findable& what) { return palette_source::actsOn(known, what); },
         .placeholder = Words::tr("Search or run a command…"),
         .nothing = Words::tr("Nothing in the open clusters has these letters, and no action.\n"
                              "Letters may be left out: “ordlq” finds orders.dlq.")},
        &window);
    const auto go = [&window, known, topic = front.topic,
                     openPage = std::move(openPage)](const Findable& what, bool ownWindow) {
        if (const auto key = palette_source::pageOf(what)) {
            palette_source::remember(known.context, *key);
            return openPage(*key, what.part, ownWindow);
        }
        if (what.kind == FindKind::Cluster)
            return connections::show(known.context, what.cluster);
        run(known, what, window, topic);
    };
    QObject::connect(palette, &Palette::chosen, &window, go);
    follow(*palette, known, front);
    palette->popUp();
}

} // namespace widgets
