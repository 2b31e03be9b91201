#include "widgets/panes/topic/time_panel.h"

#include <array>
#include <utility>

#include <QCalendarWidget>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/common/segmented.h"

namespace widgets {
namespace {

enum End { From, Until };

} // namespace

TimePanel::TimePanel(QWidget* parent)
    : Popup(parent)
    , m_end(new Segmented({tr("From"), tr("To")}, QStringLiteral("timeEnd"), tr("Which end of the range")))
    , m_calendar(new QCalendarWidget)
    , m_zone(new QComboBox) {
    setObjectName(QStringLiteral("timePanel"));
    m_calendar->setObjectName(QStringLiteral("timeCalendar"));
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setGridVisible(false);
    m_zone->setObjectName(QStringLiteral("timeZone"));
    m_zone->setAccessibleName(tr("Zone of times without one"));
    for (const auto zone : {models::Zone::Utc, models::Zone::Local})
        m_zone->addItem(zone == models::Zone::Utc ? models::zoneName(zone)
                                                  : tr("local, %1").arg(models::zoneName(zone)),
                        int(zone));
    auto* head = new QHBoxLayout;
    head->addWidget(m_end);
    head->addStretch();
    head->addWidget(label(Text::Hint, tr("Times in")));
    head->addWidget(m_zone);
    auto* spans = new QHBoxLayout;
    const std::array<std::pair<QString, QString>, 5> common{{{tr("15 min"), QStringLiteral("-15m")},
                                                             {tr("1 h"), QStringLiteral("-1h")},
                                                             {tr("6 h"), QStringLiteral("-6h")},
                                                             {tr("24 h"), QStringLiteral("-24h")},
                                                             {tr("7 d"), QStringLiteral("-7d")}}};
    spans->addWidget(label(Text::Hint, tr("The last")));
    for (const auto& [words, span] : common) {
        auto* button = plainButton(words, QStringLiteral("timeSpan") + span);
        connect(button, &QPushButton::clicked, this, [this, from = span] {
            emit fromPicked(from);
            emit untilPicked({});
        });
        spans->addWidget(button);
    }
    spans->addStretch();
    column()->addLayout(head);
    column()->addWidget(m_calendar);
    column()->addLayout(spans);
    connect(m_end, &Segmented::currentChanged, this, &TimePanel::showDay);
    connect(m_calendar, &QCalendarWidget::clicked, this, &TimePanel::pick);
    connect(m_zone, &QComboBox::activated, this, &TimePanel::zoneChanged);
}

void TimePanel::setZone(models::Zone zone) {
    m_zone->setCurrentIndex(m_zone->findData(int(zone)));
}

models::Zone TimePanel::zone() const {
    return models::Zone(m_zone->currentData().toInt());
}

void TimePanel::setRange(std::optional<qint64> fromMs, std::optional<qint64> untilMs) {
    m_fromMs = fromMs;
    m_untilMs = untilMs;
    showDay();
}

void TimePanel::showDay() {
    const auto& at = m_end->current() == From ? m_fromMs : m_untilMs;
    const auto spec = zone() == models::Zone::Local ? QTimeZone::systemTimeZone() : QTimeZone::utc();
    const qint64 ms = at.value_or(QDateTime::currentMSecsSinceEpoch());
    m_calendar->setSelectedDate(QDateTime::fromMSecsSinceEpoch(ms, spec).date());
}

/// A day from its first to its last millisecond; then comes the other end.
void TimePanel::pick(const QDate& day) {
    if (m_end->current() == From) {
        emit fromPicked(day.toString(Qt::ISODate) + QStringLiteral(" 00:00:00.000"));
        m_end->setCurrent(Until);
    } else {
        emit untilPicked(day.toString(Qt::ISODate) + QStringLiteral(" 23:59:59.999"));
    }
}

} // namespace widgets
