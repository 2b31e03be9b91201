#pragma once

#include <QTreeWidget>

#include "widgets/pane_registry.h"

namespace widgets {

/// The tree at the left: clusters, the pages of the open ones with their live figures, and the two ways in.
/// Owned by the window.
class Rail final : public QTreeWidget {
    Q_OBJECT
public:
    Rail(PaneContext& context, const PaneRegistry& registry, QWidget* parent = nullptr);
    void setCurrentPane(const PaneKey& key);

    enum class Kind { Cluster, Page, Act };
    static constexpr int asideRole = Qt::UserRole + 4; ///< what stands at the right end of a row

signals:
    void clusterRequested(const QUuid& profile);
    void pageRequested(const widgets::PaneKey& key);
    void leaveRequested(); ///< clicked, or Enter: keys are for the page now; arrow keys go on in the rail
    void connectRequested();
    void startBrokerRequested();
    void editRequested(const QUuid& profile);

protected:
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rebuild();
    void takeStates();
    void takeRuns();
    [[nodiscard]] QString brokerWord() const;
    void act(QTreeWidgetItem* item);
    void offerMenu(const QPoint& at);
    QTreeWidgetItem* addAct(const QString& words, const QString& icon, const QString& id);
    void fillPages(QTreeWidgetItem* parent, const session::ConnectionProfile& profile);

    PaneContext& m_context;
    const PaneRegistry& m_registry;
    PaneKey m_shown;
};

} // namespace widgets
