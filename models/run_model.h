#pragma once

#include "models/live_table_model.h"
#include "session/runs.h"

namespace models {

/// Runs as a table.
class RunModel final : public LiveTableModel<session::RunPtr, QString> {
    Q_OBJECT
public:
    explicit RunModel(QObject* parent = nullptr);
};

} // namespace models
