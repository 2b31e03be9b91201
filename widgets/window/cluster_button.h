#pragma once

#include <QAbstractButton>

#include "models/cells.h"
#include "session/cluster_session.h"

namespace widgets {

/// The open cluster at the left of the tool bar: state, name, environment. As wide as the rail below it,
/// and wider for a long name. Owned by the tool bar.
class ClusterButton final : public QAbstractButton {
    Q_OBJECT
public:
    explicit ClusterButton(QWidget* parent = nullptr);
    void showCluster(const session::ClusterSession* cluster);
    QSize sizeHint() const override { return {216, 44}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    models::Shape m_shape = models::Shape::Ring;
    models::Tone m_tone = models::Tone::Muted;
    QString m_name, m_environment;
    models::Tone m_environmentTone = models::Tone::Muted;
};

} // namespace widgets
