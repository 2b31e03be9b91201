#pragma once

#include <optional>

#include "models/formats.h"
#include "widgets/common/popup.h"

class QCalendarWidget;
class QComboBox;

namespace widgets {

class Segmented;
class ToneLabel;

/// A calendar for the two ends of a range of times, common spans up to now, and the zone that times without
/// one are read in.
class TimePanel final : public Popup {
    Q_OBJECT
public:
    explicit TimePanel(QWidget* parent);
    /// The window's own, until another is chosen here.
    void setZone(models::Zone zone);
    [[nodiscard]] models::Zone zone() const;
    /// Which days are marked now; none: that end is open.
    void setRange(std::optional<qint64> fromMs, std::optional<qint64> untilMs);

signals:
    void fromPicked(const QString& text);
    void untilPicked(const QString& text);
    void zoneChanged();

private:
    void pick(const QDate& day);
    void showDay();

    Segmented* m_end;
    QCalendarWidget* m_calendar;
    QComboBox* m_zone;
    std::optional<qint64> m_fromMs, m_untilMs;
};

} // namespace widgets
