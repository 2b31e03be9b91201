#pragma once

#include <limits>
#include <optional>
#include <vector>

#include <QWidget>

#include "models/config_units.h"

class QComboBox;
class QLineEdit;

namespace widgets {

/// A number with its unit, where "Default" and "Infinite" are units too.
class UnitPicker final : public QWidget {
    Q_OBJECT
public:
    /// Milliseconds or Bytes in their units. `infinite`: the value that means it, e.g. −1; none: it cannot
    /// be.
    UnitPicker(models::ValueKind kind, std::optional<qint64> infinite, bool withDefault,
               const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    /// None: Default. What cannot be read says why in error().
    [[nodiscard]] std::optional<qint64> value() const;
    [[nodiscard]] QString error() const;
    [[nodiscard]] bool isDefault() const;
    /// Picks the largest unit that says it exactly.
    void setValue(std::optional<qint64> value);
    void setMost(qint64 most) { m_most = most; } ///< what Kafka can hold there
    void setPlaceholder(const QString& text);    ///< what Default would be

signals:
    void changed();

private:
    [[nodiscard]] qint64 factor() const; ///< 0: a word, without a number
    void settle();

    models::ValueKind m_kind;
    std::vector<models::Unit> m_units; ///< the words follow them in the box
    std::optional<qint64> m_infinite;
    qint64 m_most = std::numeric_limits<qint64>::max();
    bool m_touched = false; ///< nothing is wrong with a field nobody has typed in
    QLineEdit* m_number;
    QComboBox* m_unit;
};

} // namespace widgets
