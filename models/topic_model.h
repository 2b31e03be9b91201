#pragma once

#include "models/live_table_model.h"
#include "session/snapshots.h"

namespace models {

/// The Topics page's rows.
class TopicModel final : public LiveTableModel<session::TopicPtr, QString> {
    Q_OBJECT
public:
    explicit TopicModel(QObject* parent = nullptr);
    /// What records out are on this cluster: those that were sent, or those that groups committed.
    void setOutIsSent(bool sent);
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool m_outIsSent = false;
};

} // namespace models
