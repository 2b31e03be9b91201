#pragma once

#include "models/live_table_model.h"
#include "session/snapshots.h"

namespace models {

/// What kind of value a setting wants, in words: "whole number, milliseconds".
QString typeWords(const session::ConfigRow& setting);

/// Every setting there is, to choose from: name, type and default; its description is searched too.
class KnownSettingModel final : public LiveTableModel<session::ConfigRow, QString> {
    Q_OBJECT
public:
    explicit KnownSettingModel(QObject* parent = nullptr);
    [[nodiscard]] const session::ConfigRow* find(const QString& name) const; ///< null: there is none
};

} // namespace models
