#pragma once

#include <vector>

#include "widgets/common/seen_on.h"
#include "widgets/pane.h"

class QStackedWidget;
class QTabBar;

namespace widgets {

class ActButtons;
class Badge;
class FactLine;
class TopicPart;

/// One topic: its figures on top, below them Messages, Partitions, Groups and Configuration.
class TopicPane final : public Pane {
    Q_OBJECT
public:
    TopicPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString currentTopic() const override { return key().object; }
    void refresh() override;
    [[nodiscard]] FilterField* filterField() const override;
    /// "messages", "partitions", "groups" or "configuration".
    void showPart(const QString& part) override;

protected:
    void takeSnapshot() override;
    void takeZone() override;

private:
    void buildHead();
    void buildTabs();
    void open(int part);
    [[nodiscard]] TopicPart* shown() const;
    void settlePresence(bool here);
    [[nodiscard]] QString keptWords(const session::TopicRow& topic) const; ///< empty: not known
    void settleHealth(const session::TopicRow& topic);
    void settleHead(const session::TopicRow& topic);

    FactLine* m_figures;
    Badge* m_badge;
    ActButtons* m_acts;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    std::vector<TopicPart*> m_parts; ///< null: never opened
    SeenOn m_seen;                   ///< where the topic was last there
    bool m_gone = false;             ///< and the page says that it is not now
    bool m_elsewhere = false;        ///< because another cluster answers
};

} // namespace widgets
