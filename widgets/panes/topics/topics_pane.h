#pragma once

#include "models/topic_model.h"
#include "widgets/pane.h"

class QCheckBox;
class QHBoxLayout;

namespace widgets {

class ActButtons;
class FactLine;
class TableView;
class ToneLabel;

/// Every topic of a cluster: filter, open, create, and what can be done to those selected.
class TopicsPane final : public Pane {
    Q_OBJECT
public:
    TopicsPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] FilterField* filterField() const override { return m_filter; }
    [[nodiscard]] QString currentTopic() const override;
    [[nodiscard]] QStringList selectedTopics() const;

protected:
    void takeSnapshot() override;
    void takeZone() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildBar();
    void buildTable();
    void buildFoot();
    void settleActions();
    void settleTips();
    void settleBar();                             ///< as many words on the buttons as there is room for
    [[nodiscard]] QStringList countWords() const; ///< of what is shown and of what is selected
    void settleCounts();
    void settleHint();
    void settleFilter();
    void tellVisibleTopics();
    void open(const QString& topic);

    models::TopicModel m_model;
    TableView* m_table;
    FilterField* m_filter;
    QCheckBox* m_hideInternal;
    QHBoxLayout* m_bar;
    std::pair<int, bool> m_barPlace{-1, false}; ///< width and age badge that the bar was settled for
    ActButtons* m_acts;
    FactLine* m_counts;
    ToneLabel* m_hint;        ///< what the sign of an estimate means
    bool m_estimated = false; ///< some topic has that sign
};

} // namespace widgets
