#pragma once

#include <optional>

#include <QDate>
#include <QWidget>

class QCalendarWidget;

namespace widgets {

class ToneLabel;

/// A month of days to pick one from; the picked one is filled, a range between two is tinted, today is
/// framed. With the keyboard as QCalendarWidget has it. UI thread.
class DayPicker final : public QWidget {
    Q_OBJECT
public:
    explicit DayPicker(const QString& objectName, QWidget* parent = nullptr);
    /// Shows its month and marks the day.
    void setDay(QDate day);
    /// Days of a range, both included; none: it is open at that end. Both none: there is none.
    void setRange(std::optional<QDate> first, std::optional<QDate> last);

signals:
    void picked(QDate day);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Month;
    void sayMonth();
    void dress();

    Month* m_month;
    ToneLabel* m_title;
};

} // namespace widgets
