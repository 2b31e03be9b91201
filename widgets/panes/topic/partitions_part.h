#pragma once

#include "models/partition_model.h"
#include "widgets/panes/topic/topic_part.h"

class QCheckBox;
class QPushButton;

namespace widgets {

class TableView;
class ToneLabel;

/// The partitions of a topic, and deleting records up to an offset.
class PartitionsPart final : public TopicPart {
    Q_OBJECT
public:
    PartitionsPart(PaneContext& context, session::ClusterSession* cluster, const QString& topic);
    void take(const session::TopicRow* topic) override;
    void takeZone(models::Zone zone) override { m_model.setZone(zone); }
    void setStale(bool stale) override;
    [[nodiscard]] FilterField* filterField() const override { return m_filter; }

private:
    void layOut();
    void deleteRecords();
    [[nodiscard]] static QString whyNone(const session::PartitionRow& partition);
    void settle();
    [[nodiscard]] const session::PartitionRow* current() const;

    models::PartitionModel m_model;
    TableView* m_table;
    FilterField* m_filter;
    QCheckBox* m_onlyLacking;
    QPushButton* m_delete;
    ToneLabel* m_counts;
    bool m_stale = false;
};

} // namespace widgets
