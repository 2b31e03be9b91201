#pragma once

#include <QComboBox>
#include <QPointer>
#include <QStringList>

#include "session/ports/cluster_data.h"

namespace widgets {

/// A topic to send to, picked from those of a cluster or typed. Follows the cluster: what is made while it
/// stands can be picked, and what is deleted no more. A name that is no topic's stays as it was typed, and is
/// told; no other one is taken in its place. So does an internal topic's. UI thread.
class TopicChoice final : public QComboBox {
    Q_OBJECT
public:
    TopicChoice(session::ClusterData& known, const QString& objectName, QWidget* parent = nullptr);
    /// Also one that the cluster has not told of yet.
    void choose(const QString& topic);
    [[nodiscard]] bool isKnown() const;
    [[nodiscard]] QString problem() const; ///< why nothing can be sent; empty: it can

signals:
    void topicsChanged(); ///< those that can be picked

private:
    void follow();
    [[nodiscard]] bool isInternal(const QString& topic) const;

    QPointer<session::ClusterData> m_known;
    QStringList m_names; ///< those that can be picked
    QString m_told;      ///< by name, and maybe not known yet
};

} // namespace widgets
