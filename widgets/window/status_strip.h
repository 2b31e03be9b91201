#pragma once

#include <QPointer>
#include <QSet>
#include <QUuid>

#include "session/cluster_session.h"
#include "widgets/common/controls.h"
#include "widgets/pane.h"

class QHBoxLayout;
class QPushButton;

namespace widgets {

class JobIndicator;

/// The bar at the bottom: connection, age of the data, rates, the zone of all times, jobs. Owned by the
/// window.
class StatusStrip final : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(PaneContext& context, QWidget* parent = nullptr);
    void setCluster(session::ClusterSession* cluster);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fillFigures();
    void takeState();
    [[nodiscard]] QString address();

    PaneContext& m_context;
    QPointer<session::ClusterSession> m_cluster;
    StateLabel* m_state;
    ToneLabel *m_address, *m_age, *m_in, *m_out, *m_outUnit;
    QPushButton* m_zone;
    QWidget* m_figures;
    QSet<QUuid> m_foundAtBroker; ///< clusters, by the address that one of their brokers names as its own
    bool m_lost = false, m_gone = false, m_late = false; ///< gone: lost or closed
    bool m_held = false;                                 ///< figures of then stay, with their age
};

} // namespace widgets
