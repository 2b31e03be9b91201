#include "widgets/panes/topic/groups_part.h"

#include <QVBoxLayout>

#include "widgets/common/table_view.h"

namespace widgets {

GroupsPart::GroupsPart(PaneContext& partContext, session::ClusterSession* clusterSession,
                       const QString& topic)
    : TopicPart(partContext, clusterSession, topic)
    , m_table(new TableView(&m_model, QStringLiteral("topicGroups"), &partContext.settings())) {
    m_table->setObjectName(QStringLiteral("topicGroupTable"));
    m_table->setAccessibleName(tr("Groups that read this topic"));
    m_table->setEmptyReason(tr("No group has committed an offset here or is assigned a partition."));
    m_table->sortFirstBy("lag", Qt::DescendingOrder);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_table);
    connect(m_table, &TableView::openRequested, this, [this](const QVariant& group) {
        if (cluster())
            emit context().openRequested({PageKind::Group, cluster()->profile().id, group.toString()});
    });
}

void GroupsPart::take(const session::TopicRow* topic) {
    if (!topic || !cluster())
        return;
    std::vector<session::GroupPtr> groups;
    for (const auto& group : cluster()->data().snapshot()->groups)
        if (topic->groups.contains(group->id))
            groups.push_back(group);
    m_model.update(std::move(groups));
}

void GroupsPart::setStale(bool stale) {
    m_table->setStale(stale);
}

} // namespace widgets
