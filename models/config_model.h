#pragma once

#include "base/acts/topics.h"
#include "models/live_table_model.h"
#include "session/snapshots.h"

namespace models {

/// One key of the Configuration tab with the edit that waits for review, if any.
struct ConfigLine {
    session::ConfigRow row;
    std::optional<base::ConfigEdit> edit;
    bool operator==(const ConfigLine& other) const = default;

    /// What it will be: the edit's, or the default that it goes back to; without an edit what it is.
    [[nodiscard]] std::optional<QString> then() const;
};

/// Where a value was set, in words: Kafka's ConfigSource "DYNAMIC_TOPIC_CONFIG" → "this topic".
QString sourceWords(const QString& source);

/// A topic's settings: changed ones first. Edits wait here until they are reviewed and applied elsewhere.
class ConfigModel final : public LiveTableModel<ConfigLine, QString> {
    Q_OBJECT
public:
    explicit ConfigModel(QObject* parent = nullptr);

    /// Takes what the cluster says now; edits of keys that still exist stay.
    void show(const std::vector<session::ConfigRow>& rows);
    /// An edit that changes nothing takes back the one before.
    void edit(const base::ConfigEdit& edit);
    void undo(const QString& name);
    void undoAll();
    [[nodiscard]] std::vector<base::ConfigEdit> edits() const;
    [[nodiscard]] const ConfigLine* line(const QString& name) const;
    [[nodiscard]] int overridden() const;

signals:
    void editsChanged();

private:
    void setLines(std::vector<ConfigLine> lines);
};

} // namespace models
