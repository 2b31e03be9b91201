#pragma once

#include <optional>

#include <QVector>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace widgets {

/// A number with its unit, where "Default" and "Infinite" are units too.
class UnitPicker final : public QWidget {
    Q_OBJECT
public:
    struct Unit {
        QString name;
        qint64 factor; ///< how many of the smallest unit; 0: without a number
        qint64 fixed = 0;
        bool isDefault = false;
    };
    /// ms, s, min, h, days; sizes: B, KiB, MiB, GiB. `infinite`: the value that means it, e.g. −1; none: it
    /// cannot be.
    static QVector<Unit> times(std::optional<qint64> infinite, bool withDefault);
    static QVector<Unit> sizes(std::optional<qint64> infinite, bool withDefault);

    UnitPicker(QVector<Unit> units, const QString& objectName, const QString& accessibleName,
               QWidget* parent = nullptr);

    /// None: Default. What cannot be read says why in error().
    [[nodiscard]] std::optional<qint64> value() const;
    [[nodiscard]] QString error() const;
    [[nodiscard]] bool isDefault() const;
    /// Picks the largest unit that says it exactly.
    void setValue(std::optional<qint64> value);
    void setPlaceholder(const QString& text); ///< what Default would be

signals:
    void changed();

private:
    [[nodiscard]] const Unit& unit() const;
    void settle();

    QVector<Unit> m_units;
    QLineEdit* m_number;
    QComboBox* m_unit;
};

} // namespace widgets
