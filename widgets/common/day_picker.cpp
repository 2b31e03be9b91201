#include "widgets/common/day_picker.h"

#include <QCalendarWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTextCharFormat>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {

/// Qt's calendar with the window's way of drawing days.
class DayPicker::Month final : public QCalendarWidget {
public:
    void setRange(std::optional<QDate> first, std::optional<QDate> last) {
        m_first = first;
        m_last = last;
        updateCells();
    }

protected:
    void paintCell(QPainter* painter, const QRect& rect, QDate day) const override {
        const theme::Colours& c = theme::colours(palette());
        const bool picked = day == selectedDate(), shown = day.month() == monthShown();
        const bool within = (m_first || m_last) && (!m_first || day >= *m_first) &&
                            (m_last ? day <= *m_last : day <= QDate::currentDate());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->fillRect(rect, within ? c.selection : c.popup);
        const QRectF box = QRectF(rect).adjusted(2.5, 1.5, -2.5, -1.5);
        if (picked || day == QDate::currentDate()) {
            painter->setPen(picked ? Qt::NoPen : QPen(c.edge));
            painter->setBrush(picked ? QBrush(c.fill) : Qt::NoBrush);
            painter->drawRoundedRect(box, 4, 4);
        }
        painter->setPen(picked ? c.onFill : shown ? c.text : c.muted);
        painter->drawText(rect, Qt::AlignCenter, QString::number(day.day()));
        painter->restore();
    }

private:
    std::optional<QDate> m_first, m_last;
};

DayPicker::DayPicker(const QString& objectName, QWidget* parent)
    : QWidget(parent), m_month(new Month), m_title(label(Text::Section, {})) {
    m_month->setObjectName(objectName);
    m_month->setNavigationBarVisible(false);
    m_month->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_month->setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
    m_month->setGridVisible(false);
    auto* before =
        iconButton(tr("The month before"), objectName + QStringLiteral("Before"), QStringLiteral("left"));
    auto* next =
        iconButton(tr("The next month"), objectName + QStringLiteral("Next"), QStringLiteral("right"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 0, 0);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(before);
    head->addWidget(next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_month);
    connect(before, &QPushButton::clicked, m_month, &QCalendarWidget::showPreviousMonth);
    connect(next, &QPushButton::clicked, m_month, &QCalendarWidget::showNextMonth);
    connect(m_month, &QCalendarWidget::currentPageChanged, this, &DayPicker::sayMonth);
    connect(m_month, &QCalendarWidget::clicked, this, &DayPicker::picked);
    connect(m_month, &QCalendarWidget::activated, this, &DayPicker::picked);
    dress();
    sayMonth();
}

void DayPicker::setDay(QDate day) {
    m_month->setSelectedDate(day);
    m_month->setCurrentPage(day.year(), day.month());
}

void DayPicker::setRange(std::optional<QDate> first, std::optional<QDate> last) {
    m_month->setRange(first, last);
}

void DayPicker::sayMonth() {
    m_title->setText(tr("%1 %2", "month, year")
                         .arg(locale().standaloneMonthName(m_month->monthShown()))
                         .arg(m_month->yearShown()));
}

void DayPicker::dress() {
    const theme::Colours& c = theme::colours(palette());
    QTextCharFormat days;
    days.setForeground(c.muted);
    days.setBackground(c.popup);
    m_month->setHeaderTextFormat(days);
    for (const auto day : {Qt::Saturday, Qt::Sunday}) // Qt's own are red
        m_month->setWeekdayTextFormat(day, days);
}

void DayPicker::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace widgets
