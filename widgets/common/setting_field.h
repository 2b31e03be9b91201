#pragma once

#include <functional>
#include <optional>

#include <QWidget>

#include "session/snapshots.h"

namespace widgets {

/// A field of the right kind for one setting: a number with its unit, a choice, ticks for a list, else a line
/// of text that is checked by the setting's type.
class SettingField final : public QWidget {
    Q_OBJECT
public:
    /// `value`: what it holds at first, as Kafka writes it; none: nothing, until somebody chooses.
    SettingField(const session::ConfigRow& setting, const std::optional<QString>& value,
                 QWidget* parent = nullptr);

    /// As Kafka writes it; none while problem() says why.
    [[nodiscard]] std::optional<QString> value() const;
    void takeKeys(); ///< its text marked: what is typed takes its place
    [[nodiscard]] QString problem() const { return m_problem(); }

signals:
    void changed(); ///< by whoever uses it

private:
    QWidget* unitField(const session::ConfigRow& setting, const std::optional<QString>& value);
    QWidget* choiceField(const session::ConfigRow& setting, const std::optional<QString>& value);
    QWidget* listField(const session::ConfigRow& setting, const std::optional<QString>& value);
    QWidget* textField(const session::ConfigRow& setting, const std::optional<QString>& value);

    std::function<QString()> m_value, m_problem; // of the field that was made
};

} // namespace widgets
