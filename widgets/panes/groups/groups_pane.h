#pragma once

#include "models/group_model.h"
#include "widgets/pane.h"

class QCheckBox;

namespace widgets {

class ActButtons;
class FactLine;
class NameLine;
class TableView;

/// Every consumer group of a cluster.
class GroupsPane final : public Pane {
    Q_OBJECT
public:
    GroupsPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] FilterField* filterField() const override { return m_filter; }

protected:
    void takeSnapshot() override;
    void takeZone() override { m_model.setZone(context().zone()); }

private:
    void buildBar();
    void buildTable();
    void settle();
    struct GroupSums;
    [[nodiscard]] static QStringList sumWords(const GroupSums& of);
    [[nodiscard]] QStringList selectedWords(const QStringList& selected) const;
    void tellCounts(); ///< of what is shown and of what is selected
    [[nodiscard]] QStringList selectedGroups() const;

    models::GroupModel m_model;
    TableView* m_table;
    FilterField* m_filter;
    QCheckBox* m_onlyLag;
    ActButtons* m_acts;
    FactLine* m_counts;
    NameLine* m_reason; ///< why a group cannot be deleted
};

} // namespace widgets
