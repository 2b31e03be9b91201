#include "widgets/panes/topic/groups_part.h"

#include <algorithm>

#include <QVBoxLayout>

#include "models/unread.h"
#include "widgets/common/controls.h"
#include "widgets/common/table_view.h"

namespace widgets {

GroupsPart::GroupsPart(PaneContext& partContext, session::ClusterSession* clusterSession,
                       const QString& topic)
    : TopicPart(partContext, clusterSession, topic)
    , m_table(new TableView(&m_model, QStringLiteral("topicGroups"), &partContext.settings()))
    , m_lacking(label(Text::Hint, {})) {
    m_table->setObjectName(QStringLiteral("topicGroupTable"));
    m_table->setAccessibleName(tr("Groups that read this topic"));
    m_table->sortFirstBy("lag", Qt::DescendingOrder);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_table);
    m_lacking->setObjectName(QStringLiteral("lackingGroups"));
    m_lacking->setWordWrap(true);
    m_lacking->setContentsMargins(16, 6, 16, 6);
    m_lacking->hide();
    column->addWidget(m_lacking);
    connect(m_table, &TableView::openRequested, this, [this](const QVariant& group) {
        if (cluster())
            emit context().openRequested({PageKind::Group, cluster()->profile().id, group.toString()});
    });
}

/// A group as far as it concerns one topic.
session::GroupPtr GroupsPart::shareOf(const session::GroupRow& group) const {
    const auto share = std::ranges::find(group.topicRows, topicName(), &session::GroupTopicRow::topic);
    if (share == group.topicRows.end())
        return nullptr;
    auto row = std::make_shared<session::GroupRow>(group);
    row->lag = share->lag;
    std::erase_if(row->partitionRows, [this](const auto& of) { return of.topic != topicName(); });
    row->partitionsWithoutCommit = share->partitionsWithoutCommit;
    row->partitionsBeyondEnd = share->partitionsBeyondEnd;
    row->beyondEnd = share->beyondEnd;
    row->deletedUnread = share->deletedUnread;
    row->outPerSecond = share->outPerSecond;
    row->sparkline = share->sparkline;
    return row;
}

session::Reason GroupsPart::unread(const session::ClusterSnapshot& snapshot, const QStringList& groups) {
    if (snapshot.figures.groups.reason())
        return snapshot.figures.groups.reason();
    for (const auto& group : snapshot.groups) {
        const auto& why = group->commitsUnread ? group->commitsUnread : group->members.reason();
        if (why && !groups.contains(group->id))
            return why;
    }
    return {};
}

void GroupsPart::take(const session::TopicRow* topic) {
    if (const QString missing = topic ? QString() : missingWords(); !missing.isEmpty())
        m_table->setEmptyReason(missing);
    if (!topic || !cluster())
        return;
    const auto snapshot = cluster()->data().snapshot();
    const auto why = unread(*snapshot, topic->groups);
    m_table->setEmptyReason(why                         ? models::unreadTip(why, false)
                            : !snapshot->figures.groups ? QString()
                                                        : tr("No group has committed an offset here or is "
                                                             "assigned a partition."));
    std::vector<session::GroupPtr> groups;
    for (const auto& group : snapshot->groups)
        if (auto share = topic->groups.contains(group->id) ? shareOf(*group) : nullptr)
            groups.push_back(std::move(share));
    const bool isPart = why && !groups.empty();
    m_lacking->setText(isPart ? tr("There may be more groups that read this topic: %1").arg(why.words())
                              : QString());
    m_lacking->setVisible(isPart);
    m_model.update(std::move(groups));
}

void GroupsPart::setStale(bool stale) {
    m_table->setStale(stale);
}

} // namespace widgets
