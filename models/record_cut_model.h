#pragma once

#include "models/live_table_model.h"
#include "session/topic_answers.h"

namespace models {

/// Where each partition is cut, and how many offsets go.
class RecordCutModel final : public LiveTableModel<session::RecordCut, QString, QString> {
    Q_OBJECT
public:
    explicit RecordCutModel(QObject* parent = nullptr);
};

} // namespace models
