#pragma once

#include <optional>

#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/common/popup.h"

class QLayout;
class QLineEdit;

namespace widgets {

class DayPicker;
class Segmented;
class ZoneChoice;
class ToneLabel;

/// Says the moment that a field tells in other words, those of another zone, where they differ.
void sayInZone(QLineEdit& field, session::Twice which, const models::Zone& was, const models::Zone& now);

/// The two ends of a range of times, typed or picked in a calendar, common spans up to now, and the zone of
/// the window.
class TimePanel final : public Popup {
    Q_OBJECT
public:
    explicit TimePanel(QWidget* parent);
    void setZone(const models::Zone& zone); ///< the moments stay
    [[nodiscard]] const models::Zone& zone() const { return m_shown; }
    /// Whether the ends are typed here; else somebody else has fields for them.
    void setOwnFields(bool own);
    [[nodiscard]] QLineEdit* from() const { return m_from; }
    [[nodiscard]] QLineEdit* until() const { return m_until; }
    void clear(); ///< both ends are open
    /// What a field says, one of the panel or another; none: nothing, or no time.
    [[nodiscard]] std::optional<qint64> at(const QLineEdit& field, session::Twice which) const;
    /// Of its fields; empty: any time.
    [[nodiscard]] QString rangeText() const;
    [[nodiscard]] QString rangeTip() const;
    /// Which days are marked now; none: that end is open.
    void setRange(std::optional<qint64> fromMs, std::optional<qint64> untilMs);

signals:
    void fromPicked(const QString& text);
    void untilPicked(const QString& text);
    void zonePicked(const models::Zone& zone); ///< is to be the window's
    void submitted();                          ///< Enter in a field

protected:
    void fill() override;

private:
    [[nodiscard]] session::Twice whichOf(const QLineEdit& own) const;
    [[nodiscard]] std::optional<qint64> at(const QLineEdit& own) const;
    void pick(QDate day);
    void showDay();
    [[nodiscard]] QLayout* spans();

    QWidget* m_fields;
    QLineEdit *m_from, *m_until;
    // Null until it opens first.
    Segmented* m_end = nullptr;
    ZoneChoice* m_zone = nullptr;
    DayPicker* m_calendar = nullptr;
    models::Zone m_shown;
    std::optional<qint64> m_fromMs, m_untilMs;
};

} // namespace widgets
