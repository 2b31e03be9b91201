#include "widgets/prompts/object_picker.h"

#include <QCoreApplication>
#include <QPointer>

#include "models/formats.h"
#include "models/group_model.h"
#include "models/unread.h"

namespace widgets::object_picker {
namespace {

using models::Findable;
using models::FindKind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(palette)
};

bool isConnected(const session::Connection& connection) {
    return connection.state() == session::ConnectionState::Connected;
}

/// A rate of before is none of now.
PaletteRow rowOfTopic(const session::TopicRow& topic, bool ofNow) {
    QStringList aside{
        models::counted(Words::tr("%n partition(s)", nullptr, topic.partitions), topic.partitions)};
    if (topic.size)
        aside << models::sizeWords(topic.size);
    return {aside.join(QStringLiteral(" · ")),
            Words::tr("%1 msg/s").arg(models::formatRate(ofNow ? topic.inPerSecond : std::nullopt)),
            {},
            {}};
}

QString lagOf(const session::GroupRow& group, bool ofNow) {
    const QString instead = models::insteadOfNoLag(group.lag, group.beyondEnd, group.deletedUnread);
    if (!instead.isEmpty())
        return instead;
    const bool older = group.lag && (!ofNow || group.lag.reason());
    return (older ? Words::tr("last known lag %1") : Words::tr("lag %1"))
        .arg(models::lagSum(group.lag, group.partitionRows));
}

PaletteRow rowOfGroup(const session::GroupRow& group, bool ofNow) {
    PaletteRow row;
    if (const auto count = group.topics.size(); count == 1)
        row.aside = Words::tr("reads %1").arg(group.topics.front());
    else if (count > 1)
        row.aside =
            Words::tr("reads %1 and %2 more").arg(group.topics.front(), models::formatCount(count - 1));
    row.figure = lagOf(group, ofNow);
    return row;
}

std::vector<Findable> all(const session::ClusterData& data, const QUuid& cluster, FindKind kind, bool own) {
    std::vector<Findable> result;
    const auto snapshot = data.snapshot();
    if (kind == FindKind::Topic) {
        for (const auto& topic : snapshot->topics)
            if (!own || !topic->internal)
                result.push_back({kind, topic->name, QStringLiteral("topic"), cluster, topic->name});
    } else {
        for (const auto& group : snapshot->groups)
            result.push_back({kind, group->id, QStringLiteral("group"), cluster, group->id});
    }
    return result;
}

} // namespace

PaletteRow rowOf(const session::ClusterData& data, const session::Connection& connection,
                 const Findable& what) {
    if (what.kind == FindKind::Topic) {
        if (const auto* topic = data.topic(what.object))
            return rowOfTopic(*topic, isConnected(connection));
    } else if (what.kind == FindKind::Group) {
        if (const auto* group = data.group(what.object))
            return rowOfGroup(*group, isConnected(connection));
    }
    return {};
}

void pick(const session::ClusterData& data, const session::Connection& connection, FindKind kind, bool own,
          const QString& prompt, QWidget* window, std::function<void(const QString&)> chosen) {
    const QPointer guard(&data);
    const QPointer reached(&connection);
    const QString name = connection.profile().name;
    auto* palette = new Palette(
        {.all = all(data, connection.profile().id, kind, own),
         .describe =
             [guard, reached](const Findable& what) {
                 return guard && reached ? rowOf(*guard, *reached, what) : PaletteRow();
             },
         .placeholder = prompt,
         .nothing = kind == FindKind::Topic ? Words::tr("No topic of %1 has these letters.").arg(name)
                                            : Words::tr("No group of %1 has these letters.").arg(name),
         .picks = true},
        window);
    QObject::connect(palette, &Palette::chosen, window,
                     [guard, chosen = std::move(chosen)](const Findable& what) {
                         if (guard)
                             chosen(what.object);
                     });
    QObject::connect(&data, &session::ClusterData::snapshotChanged, palette,
                     [palette, &data, id = connection.profile().id, kind, own] {
                         palette->take(all(data, id, kind, own));
                     });
    palette->popUp();
}

} // namespace widgets::object_picker
