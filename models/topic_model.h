#pragma once

#include "models/live_table_model.h"
#include "session/snapshots.h"

namespace models {

/// The Topics page's rows.
class TopicModel final : public LiveTableModel<session::TopicPtr, QString> {
    Q_OBJECT
public:
    explicit TopicModel(QObject* parent = nullptr);
};

} // namespace models
