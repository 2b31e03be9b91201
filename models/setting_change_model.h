#pragma once

#include "models/live_table_model.h"
#include "session/topic_answers.h"

namespace models {

/// One setting of one topic before and after, and what became of it.
struct SettingChange {
    enum class State { Waiting, Same, Done, Open, Refused };

    session::TopicSetting now;
    std::optional<QString> then; ///< none: back to the default
    State state = State::Waiting;
    QString why; ///< of Refused, and of Open, of which nobody has told how it ended: in the broker's words
    bool operator==(const SettingChange&) const = default;

    /// Nothing would be different afterwards.
    [[nodiscard]] bool changesNothing() const;
    /// It is to be changed; one of which nobody has told how it ended may be tried again.
    [[nodiscard]] bool isLeft() const;
    /// As far as is known it was not changed, and should be.
    [[nodiscard]] bool isUndone() const;
    /// What it has was read anew. Whether that tells how it ended, where nobody has: it has what was wanted.
    /// What it had before tells nothing: it may be changed yet.
    bool learn(const session::TopicSetting& read);
};

/// One setting on many topics: topic, now, then, outcome.
class SettingChangeModel final : public LiveTableModel<SettingChange, QString> {
    Q_OBJECT
public:
    explicit SettingChangeModel(QObject* parent = nullptr);
};

} // namespace models
