#pragma once

#include <QSet>

#include "models/group_model.h"
#include "models/group_offsets_model.h"
#include "models/group_offsets_proxy.h"
#include "widgets/charts/chart_data.h"
#include "widgets/common/seen_on.h"
#include "widgets/pane.h"

class QCheckBox;
class QTreeView;

namespace widgets {

class ActButtons;
class CellDelegate;
class HeaderView;
class ChartLegend;
class EmptyState;
class FactLine;
class StateLabel;
class TableView;
class TimeAxis;
class TimeChart;
class ToneLabel;

/// One consumer group: its lag as a chart, its members, and every partition with what is committed and what
/// waits.
class GroupPane final : public Pane {
    Q_OBJECT
public:
    GroupPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] FilterField* filterField() const override { return m_filter; }

protected:
    void takeSnapshot() override;
    void takeZone() override;

private:
    void buildHead();
    void buildMiddle();
    void buildOffsets();
    void fitOffsets(HeaderView* header);
    void offerSaving(const QPoint& at);        ///< of the offsets, as a table does it
    void writeOffsets(QTextStream& out) const; ///< a line a partition that is shown
    void settleHead(const session::GroupRow* group);
    void settleMembers(const session::GroupRow& group);
    void settlePresence(bool here);
    void openNewTopics();
    void takeChart(const session::GroupRow& group);
    [[nodiscard]] QString waitingWords(const session::GroupRow& group) const; ///< of a chart without a line

    models::GroupMemberModel m_members;
    models::GroupOffsetsModel m_offsets;
    models::GroupOffsetsProxy m_shown;
    StateLabel* m_state;
    FactLine *m_facts, *m_total;
    ToneLabel* m_assigned;
    ActButtons* m_acts;
    TimeAxis* m_axis;
    SeriesColours& m_colours;
    TimeChart* m_chart;
    ChartLegend* m_legend;
    TableView* m_memberTable;
    FilterField* m_filter;
    QCheckBox* m_onlyLag;
    QTreeView* m_tree;
    CellDelegate* m_delegate;
    QSet<QString> m_openedOnce; ///< topics whose rows were opened for the user the first time
    SeenOn m_seen;              ///< where the group was last there
    bool m_gone = false;
    bool m_elsewhere = false; ///< because another cluster answers
};

} // namespace widgets
