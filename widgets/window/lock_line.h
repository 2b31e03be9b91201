#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "session/cluster_session.h"

class QPushButton;

namespace widgets {

class Badge;
class Prompts;

/// Whether a production cluster may be changed, for how long still, and the way to lock or unlock it; hidden
/// for any other cluster. UI thread.
class LockLine final : public QWidget {
    Q_OBJECT
public:
    explicit LockLine(Prompts& prompts, QWidget* parent = nullptr);
    void setCluster(session::ClusterSession* cluster); ///< null: none

private:
    void take();
    void turn();

    Prompts& m_prompts;
    QPointer<session::ClusterSession> m_cluster;
    Badge* m_badge;
    QPushButton* m_button;
    QTimer m_second; ///< runs while the time that is left counts down
};

} // namespace widgets
