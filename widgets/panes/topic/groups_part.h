#pragma once

#include "models/group_model.h"
#include "widgets/panes/topic/topic_part.h"

namespace widgets {

class TableView;
class ToneLabel;

/// The groups that read a topic.
class GroupsPart final : public TopicPart {
    Q_OBJECT
public:
    GroupsPart(PaneContext& context, session::ClusterSession* cluster, const QString& topic);
    void take(const session::TopicRow* topic) override;
    void setStale(bool stale) override;

private:
    [[nodiscard]] session::GroupPtr shareOf(const session::GroupRow& group) const; ///< null: none
    /// Why there may be more groups than those; none: they are all.
    [[nodiscard]] static session::Reason unread(const session::ClusterSnapshot& snapshot,
                                                const QStringList& groups);

    models::GroupModel m_model;
    TableView* m_table;
    ToneLabel* m_lacking; ///< below it
};

} // namespace widgets
