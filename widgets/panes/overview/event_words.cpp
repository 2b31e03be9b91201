#include "widgets/panes/overview/event_words.h"

#include <QCoreApplication>

#include "models/formats.h"
#include "models/group_model.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(events)
};

} // namespace

EventWords wordsOf(const session::ClusterEvent& event) {
    using session::EventKind;
    EventWords w;
    w.subject = event.subject;
    w.icon = QStringLiteral("info");
    const int count = static_cast<int>(event.after);
    const auto shape = [&w](models::Shape form, models::Tone tone) {
        w.shape = form;
        w.tone = tone;
        w.icon.clear();
    };
    switch (event.kind) {
    case EventKind::Connected:
        shape(models::Shape::Disc, models::Tone::Good);
        w.before = event.subject.isEmpty() ? Words::tr("Connected") : Words::tr("Connected to");
        break;
    case EventKind::ConnectionLost:
        shape(models::Shape::Cross, models::Tone::Bad);
        w.before =
            event.subject.isEmpty() ? Words::tr("Lost the connection") : Words::tr("Lost the connection to");
        break;
    case EventKind::Reconnected:
        shape(models::Shape::Disc, models::Tone::Good);
        w.before = event.subject.isEmpty() ? Words::tr("Connected again") : Words::tr("Connected again to");
        break;
    case EventKind::TopicAppeared:
        w.icon = QStringLiteral("plus");
        w.before = Words::tr("Topic");
        w.after = Words::tr("appeared");
        w.detail = Words::tr("%n partition(s)", nullptr, count);
        break;
    case EventKind::TopicGone:
        w.icon = QStringLiteral("trash");
        w.before = Words::tr("Topic");
        w.after = Words::tr("is gone");
        break;
    case EventKind::TopicConfigChanged:
        w.before = Words::tr("Topic");
        w.after = Words::tr("was reconfigured");
        break;
    case EventKind::PartitionsAdded:
        w.icon = QStringLiteral("plus");
        w.before = Words::tr("Topic");
        w.after = Words::tr("has more partitions");
        w.detail = QStringLiteral("%1 → %2").arg(event.before).arg(event.after);
        break;
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
        shape(models::Shape::Triangle, models::Tone::Warn);
        w.after = Words::tr("falls behind");
        w.detail = Words::tr("lag %1, rising").arg(models::formatCount(event.after));
        break;
    case EventKind::LagGone:
        shape(models::Shape::Disc, models::Tone::Good);
        w.after = Words::tr("has read everything");
        break;
    case EventKind::UnderReplicated:
        shape(models::Shape::Triangle, models::Tone::Warn);
        w.before = Words::tr("Topic");
        w.after = Words::tr("is under-replicated");
        w.detail = Words::tr("%n partition(s)", nullptr, count);
        break;
    case EventKind::InSyncAgain:
        shape(models::Shape::Disc, models::Tone::Good);
        w.before = Words::tr("Topic");
        w.after = Words::tr("is in sync again");
        break;
    case EventKind::BrokerStarted:
        shape(models::Shape::Disc, models::Tone::Good);
        w.before = Words::tr("Broker");
        w.after = Words::tr("is there");
        break;
    case EventKind::BrokerStopped:
        shape(models::Shape::Cross, models::Tone::Bad);
        w.before = Words::tr("Broker");
        w.after = Words::tr("is gone");
        break;
    }
    return w;
}

} // namespace widgets
