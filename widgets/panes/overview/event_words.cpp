#include "widgets/panes/overview/event_words.h"

#include <algorithm>

#include <QCoreApplication>

#include "models/config_units.h"
#include "models/formats.h"
#include "models/group_model.h"
#include "models/run_words.h"

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
        w.what = event.subject.isEmpty() ? Words::tr("Connected") : Words::tr("Connected to");
        break;
    case EventKind::ConnectionLost:
        shape(w, models::Shape::Cross, models::Tone::Bad);
        w.what =
            event.subject.isEmpty() ? Words::tr("Lost the connection") : Words::tr("Lost the connection to");
        break;
    case EventKind::Reconnected:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.what = event.subject.isEmpty() ? Words::tr("Connected again") : Words::tr("Connected again to");
        break;
    case EventKind::Disconnected:
        shape(w, models::Shape::Ring, models::Tone::Muted);
        w.what = Words::tr("Disconnected");
        break;
    case EventKind::AnotherCluster:
        shape(w, models::Shape::Triangle, models::Tone::Warn);
        w.what = Words::tr("Another cluster answers here:");
        w.subject.clear();
        w.detail = QStringLiteral("%1 → %2").arg(event.formerly, event.subject);
        break;
    case EventKind::BrokerStarted:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.what = Words::tr("There is broker");
        break;
    case EventKind::BrokerStopped:
        shape(w, models::Shape::Cross, models::Tone::Bad);
        w.what = Words::tr("Gone: broker");
        break;
    case EventKind::LocalBrokerStopped:
        shape(w, models::Shape::Ring, models::Tone::Muted);
        w.what = Words::tr("The local broker was stopped");
        break;
    case EventKind::LocalBrokerWiped:
        w.icon = QStringLiteral("trash");
        w.what = Words::tr("The local broker was wiped");
        if (const int count = static_cast<int>(event.before); count > 0)
            w.detail = models::counted(Words::tr("%n topic(s) gone", nullptr, count), count);
        break;
    default:
        break;
    }
}

/// One setting is told whole; of more the first, and the others where there is room.
void saySettings(EventWords& w, const QVector<session::ChangedSetting>& settings) {
    constexpr qsizetype mostLines = 12, longest = 60; // characters: lists have no end
    const auto shown = [](const session::ConfigRow& row, const std::optional<QString>& value) {
        QString words = value && value->isEmpty() ? Words::tr("empty") : models::humanValue(row, value);
        return words.size() > longest ? words.left(longest) + QChar(0x2026) : words;
    };
    for (const auto& setting : settings.first(std::min(settings.size(), mostLines))) {
        session::ConfigRow row;
        row.name = setting.name;
        row.type = setting.type;
        w.more << QStringLiteral("%1 %2 → %3")
                      .arg(setting.name, shown(row, setting.before), shown(row, setting.after));
    }
    w.detail = w.more.value(0);
    const auto others = [&w](qsizetype left) {
        return left > 0 ? models::counted(Words::tr("and %n more", nullptr, int(left)), left) : QString();
    };
    if (const QString left = others(settings.size() - 1); !left.isEmpty())
        w.detail += QLatin1Char(' ') + left;
    if (const QString left = others(settings.size() - w.more.size()); !left.isEmpty())
        w.more << left;
}

void sayOfTopic(EventWords& w, const ClusterEvent& event) {
    const int count = static_cast<int>(event.after);
    switch (event.kind) {
    case EventKind::TopicAppeared:
        w.icon = QStringLiteral("plus");
        w.what = Words::tr("New topic");
        w.detail = models::counted(Words::tr("%n partition(s)", nullptr, count), count);
        break;
    case EventKind::TopicGone:
        w.icon = QStringLiteral("trash");
        w.what = Words::tr("Deleted topic");
        break;
    case EventKind::TopicConfigChanged:
        w.what = Words::tr("Reconfigured topic");
        saySettings(w, event.settings);
        break;
    case EventKind::PartitionsAdded:
        w.icon = QStringLiteral("plus");
        w.what = Words::tr("More partitions of");
        w.detail = QStringLiteral("%1 → %2").arg(models::formatCount(event.before),
                                                 models::formatCount(event.after));
        break;
    case EventKind::UnderReplicated:
        shape(w, models::Shape::Triangle, models::Tone::Warn);
        w.what = Words::tr("Under-replicated:");
        w.detail = models::counted(Words::tr("%n partition(s)", nullptr, count), count);
        break;
    case EventKind::InSyncAgain:
        shape(w, models::Shape::Disc, models::Tone::Good);
        w.what = Words::tr("In sync again:");
        break;
    default:
        break;
    }
}

void sayOfGroup(EventWords& w, const ClusterEvent& event) {
    switch (event.kind) {
    case EventKind::GroupAppeared:
        w.icon = QStringLiteral("group");
        w.what = Words::tr("New group");
        break;
    case EventKind::GroupGone:
        w.icon = QStringLiteral("group");
        w.what = Words::tr("Gone: group");
        break;
    case EventKind::GroupStateChanged:
        w.icon = QStringLiteral("group");
        w.what = Words::tr("Changed its state:");
        w.detail =
            QStringLiteral("%1 → %2").arg(models::lookOf(static_cast<session::GroupState>(event.before)).word,
                                          models::lookOf(static_cast<session::GroupState>(event.after)).word);
        break;
    case EventKind::LagRising:
        shape(w, models::Shape::Triangle, models::Tone::Warn);
        w.what = Words::tr("Falls behind:");
        w.detail = Words::tr("lag %1, rising").arg(models::formatCount(event.after));
        break;
    case EventKind::LagGone:
        w.what = Words::tr("Has caught up:");
        if (event.after == 0) {
            shape(w, models::Shape::Disc, models::Tone::Good);
        } else {
            shape(w, models::Shape::Ring, models::Tone::Muted);
            w.detail =
                Words::tr("up to %1 deleted meanwhile, read or not").arg(models::countedRecords(event.after));
        }
        break;
    case EventKind::UnreadDeleted:
        shape(w, models::Shape::Diamond, models::Tone::Warn);
        w.what = Words::tr("Unread records were deleted:");
        w.detail = models::countedRecords(event.after);
        break;
    case EventKind::CommitsMoved:
        shape(w, models::Shape::Ring, models::Tone::Muted);
        w.what = Words::tr("Offsets were moved:");
        w.detail = Words::tr("lag %1 is gone, no member was seen").arg(models::formatCount(event.before));
        break;
    default:
        break;
    }
}

QString wordsOfMany(EventKind kind, qint64 count) {
    const int n = static_cast<int>(count);
    const auto words = [&]() -> QString {
        switch (kind) {
        case EventKind::Connected:
            return Words::tr("Connected %n time(s)", nullptr, n);
        case EventKind::ConnectionLost:
            return Words::tr("Lost the connection %n time(s)", nullptr, n);
        case EventKind::Reconnected:
            return Words::tr("Connected again %n time(s)", nullptr, n);
        case EventKind::Disconnected:
            return Words::tr("Disconnected %n time(s)", nullptr, n);
        case EventKind::AnotherCluster:
            return Words::tr("Another cluster answered %n time(s)", nullptr, n);
        case EventKind::TopicAppeared:
            return Words::tr("%n topic(s) created", nullptr, n);
        case EventKind::TopicGone:
            return Words::tr("%n topic(s) deleted", nullptr, n);
        case EventKind::TopicConfigChanged:
            return Words::tr("%n topic(s) reconfigured", nullptr, n);
        case EventKind::PartitionsAdded:
            return Words::tr("%n topic(s) with more partitions", nullptr, n);
        case EventKind::GroupAppeared:
            return Words::tr("%n group(s) appeared", nullptr, n);
        case EventKind::GroupGone:
            return Words::tr("%n group(s) gone", nullptr, n);
        case EventKind::GroupStateChanged:
            return Words::tr("%n group(s) changed their state", nullptr, n);
        case EventKind::LagRising:
            return Words::tr("%n group(s) fall behind", nullptr, n);
        case EventKind::LagGone:
            return Words::tr("%n group(s) have caught up", nullptr, n);
        case EventKind::UnreadDeleted:
            return Words::tr("%n group(s) lost unread records", nullptr, n);
        case EventKind::CommitsMoved:
            return Words::tr("Offsets of %n group(s) were moved", nullptr, n);
        case EventKind::UnderReplicated:
            return Words::tr("%n topic(s) under-replicated", nullptr, n);
        case EventKind::InSyncAgain:
            return Words::tr("%n topic(s) in sync again", nullptr, n);
        case EventKind::BrokerStarted:
            return Words::tr("%n broker(s) started", nullptr, n);
        case EventKind::BrokerStopped:
            return Words::tr("%n broker(s) gone", nullptr, n);
        case EventKind::LocalBrokerStopped:
            return Words::tr("The local broker was stopped %n time(s)", nullptr, n);
        case EventKind::LocalBrokerWiped:
            return Words::tr("The local broker was wiped %n time(s)", nullptr, n);
        }
        return {};
    };
    return models::counted(words(), count);
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
    case EventKind::Disconnected:
    case EventKind::AnotherCluster:
    case EventKind::BrokerStarted:
    case EventKind::BrokerStopped:
    case EventKind::LocalBrokerStopped:
    case EventKind::LocalBrokerWiped:
        sayOfCluster(w, event);
        break;
    case EventKind::TopicAppeared:
    case EventKind::TopicGone:
    case EventKind::TopicConfigChanged:
    case EventKind::PartitionsAdded:
    case EventKind::UnderReplicated:
    case EventKind::InSyncAgain:
        sayOfTopic(w, event);
        w.page = PageKind::Topic;
        break;
    case EventKind::GroupAppeared:
    case EventKind::GroupGone:
    case EventKind::GroupStateChanged:
    case EventKind::LagRising:
    case EventKind::LagGone:
    case EventKind::UnreadDeleted:
    case EventKind::CommitsMoved:
        sayOfGroup(w, event);
        w.page = PageKind::Group;
        break;
    }
    if (event.count > 1) {
        w.what = wordsOfMany(event.kind, event.count);
        w.subject.clear();
        w.detail = Words::tr("%1 and others").arg(event.subject);
        w.more.clear();
    }
    return w;
}

QString timeOf(const ClusterEvent& event, const models::Zone& zone) {
    const QString clock = models::formatClock(event.atMs, zone);
    return event.afterMs > 0 ? Words::tr("by %1").arg(clock) : clock;
}

QString wholeTimeOf(const ClusterEvent& event, const models::Zone& zone) {
    const QString at = models::formatTime(event.atMs, zone);
    return event.afterMs > 0 ? Words::tr("Noticed at %1; it happened after %2, the reading before.")
                                   .arg(at, models::formatTime(event.afterMs, zone))
                             : at;
}

} // namespace widgets
