#include "widgets/panes/overview/event_words.h"

#include <QCoreApplication>

#include "models/formats.h"
#include "models/group_model.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(events)
};

using session::ClusterEvent;
using session::EventKind;

void shape(EventWords& w, models::Shape form, models::Tone tone) {
    w.shape = form;
    w.tone = tone;
    w.icon.clear();
}

void sayOfCluster(EventWords& w, const ClusterEvent& event) {
    switch (event.kind) {
    case EventKind::Connected:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.before = event.subject.isEmpty() ? Words::tr("Connected") : Words::tr("Connected to");
        break;
    case EventKind::ConnectionLost:
        shape(w, models::Shape::Cross, models::Tone::Bad);
        w.before =
            event.subject.isEmpty() ? Words::tr("Lost the connection") : Words::tr("Lost the connection to");
        break;
    case EventKind::Reconnected:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.before = event.subject.isEmpty() ? Words::tr("Connected again") : Words::tr("Connected again to");
        break;
    case EventKind::BrokerStarted:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.before = Words::tr("Broker");
        w.after = Words::tr("is there");
        break;
    case EventKind::BrokerStopped:
        shape(w, models::Shape::Cross, models::Tone::Bad);
        w.before = Words::tr("Broker");
        w.after = Words::tr("is gone");
        break;
    default:
        break;
    }
}

void sayOfTopic(EventWords& w, const ClusterEvent& event) {
    const int count = static_cast<int>(event.after);
    w.before = Words::tr("Topic");
    switch (event.kind) {
    case EventKind::TopicAppeared:
        w.icon = QStringLiteral("plus");
        w.after = Words::tr("appeared");
        w.detail = Words::tr("%n partition(s)", nullptr, count);
        break;
    case EventKind::TopicGone:
        w.icon = QStringLiteral("trash");
        w.after = Words::tr("is gone");
        break;
    case EventKind::TopicConfigChanged:
        w.after = Words::tr("was reconfigured");
        break;
    case EventKind::PartitionsAdded:
        w.icon = QStringLiteral("plus");
        w.after = Words::tr("has more partitions");
        w.detail = QStringLiteral("%1 → %2").arg(event.before).arg(event.after);
        break;
    case EventKind::UnderReplicated:
        shape(w, models::Shape::Triangle, models::Tone::Warn);
        w.after = Words::tr("is under-replicated");
        w.detail = Words::tr("%n partition(s)", nullptr, count);
        break;
    case EventKind::InSyncAgain:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.after = Words::tr("is in sync again");
        break;
    default:
        break;
    }
}

void sayOfGroup(EventWords& w, const ClusterEvent& event) {
    switch (event.kind) {
    case EventKind::GroupAppeared:
        w.icon = QStringLiteral("group");
        w.after = Words::tr("appeared");
        break;
    case EventKind::GroupGone:
        w.icon = QStringLiteral("group");
        w.after = Words::tr("is gone");
        break;
    case EventKind::GroupStateChanged:
        w.icon = QStringLiteral("group");
        w.after = Words::tr("changed its state");
        w.detail =
            QStringLiteral("%1 → %2").arg(models::lookOf(static_cast<session::GroupState>(event.before)).word,
                                          models::lookOf(static_cast<session::GroupState>(event.after)).word);
        break;
    case EventKind::LagRising:
        shape(w, models::Shape::Triangle, models::Tone::Warn);
        w.after = Words::tr("falls behind");
        w.detail = Words::tr("lag %1, rising").arg(models::formatCount(event.after));
        break;
    case EventKind::LagGone:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.after = Words::tr("has read everything");
        break;
    default:
        break;
    }
}

} // namespace

EventWords wordsOf(const ClusterEvent& event) {
    EventWords w;
    w.subject = event.subject;
    w.icon = QStringLiteral("info");
    switch (event.kind) {
    case EventKind::Connected:
    case EventKind::ConnectionLost:
    case EventKind::Reconnected:
    case EventKind::BrokerStarted:
    case EventKind::BrokerStopped:
        sayOfCluster(w, event);
        break;
    case EventKind::TopicAppeared:
    case EventKind::TopicGone:
    case EventKind::TopicConfigChanged:
    case EventKind::PartitionsAdded:
    case EventKind::UnderReplicated:
    case EventKind::InSyncAgain:
        sayOfTopic(w, event);
        break;
    case EventKind::GroupAppeared:
    case EventKind::GroupGone:
    case EventKind::GroupStateChanged:
    case EventKind::LagRising:
    case EventKind::LagGone:
        sayOfGroup(w, event);
        break;
    }
    return w;
}

} // namespace widgets
