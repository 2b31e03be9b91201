#pragma once

#include "models/live_table_model.h"
#include "session/topic_answers.h"

namespace models {

/// One setting of one topic before and after, and what became of it.
struct SettingChange {
    enum class State { Waiting, Same, Done, Refused };

    session::TopicSetting now;
    std::optional<QString> then; ///< none: back to the default
    State state = State::Waiting;
    QString why; ///< of Refused: the broker's words
    bool operator==(const SettingChange&) const = default;

    /// Nothing would be different afterwards.
    [[nodiscard]] bool changesNothing() const;
};

/// One setting on many topics: topic, now, then, outcome.
class SettingChangeModel final : public LiveTableModel<SettingChange, QString> {
    Q_OBJECT
public:
    explicit SettingChangeModel(QObject* parent = nullptr);
};

} // namespace models
