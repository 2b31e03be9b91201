#include "widgets/panes/topic/time_panel.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/common/day_picker.h"
#include "widgets/common/segmented.h"
#include "widgets/common/zone_choice.h"
#include "widgets/theme/fonts.h"

namespace widgets {

using session::Twice;

namespace {

enum End { From, Until };

/// Milliseconds behind the minute; none in the last second of one that ends a range, which goes to its end.
qint64 restOf(qint64 ms, bool isEnd) {
    const qint64 rest = ms % 60'000;
    return isEnd && rest >= 59'000 ? 0 : rest;
}

/// As far as it is not zero.
QString shortTime(qint64 ms, const models::Zone& zone, qint64 rest) {
    return models::formatTime(ms, zone).left(rest == 0 ? 16 : rest % 1000 == 0 ? 19 : 23);
}

} // namespace

void sayInZone(QLineEdit& field, Twice which, const models::Zone& was, const models::Zone& now) {
    const qint64 clock = QDateTime::currentMSecsSinceEpoch();
    const auto in = [clock, which](const QString& text, const models::Zone& zone) {
        return session::parseTime(text, clock, zone.timeZone(), which);
    };
    const auto ms = in(field.text(), was);
    if (!ms || in(field.text(), now) == ms)
        return; // a span, a number, or with a zone of its own
    const QString words = models::withPlainBlanks(shortTime(*ms, now, *ms % 60'000));
    // The hour that a zone has twice needs its offset.
    field.setText(in(words, now) == ms ? words : models::plainTime(*ms, now).remove(23, 1));
}

TimePanel::TimePanel(QWidget* parent)
    : Popup(parent), m_fields(new QWidget), m_from(new QLineEdit), m_until(new QLineEdit) {
    setObjectName(QStringLiteral("timePanel"));
    auto* fields = new QHBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    const std::array<std::pair<QLineEdit*, QString>, 2> ends{
        {{m_from, tr("from: any time")}, {m_until, tr("to: no end")}}};
    for (const auto& [field, hint] : ends) {
        field->setPlaceholderText(hint);
        field->setFont(theme::monoFont());
        field->setMinimumWidth(190);
        field->setClearButtonEnabled(true);
        connect(field, &QLineEdit::returnPressed, this, &TimePanel::submitted);
        fields->addWidget(field);
    }
    m_from->setObjectName(QStringLiteral("rangeFrom"));
    m_from->setAccessibleName(tr("From time"));
    m_until->setObjectName(QStringLiteral("rangeUntil"));
    m_until->setAccessibleName(tr("To time"));
    column()->addWidget(m_fields);
}

void TimePanel::fill() {
    m_end = new Segmented({tr("From"), tr("To")}, QStringLiteral("timeEnd"), tr("Which end of the range"));
    m_zone = new ZoneChoice(QStringLiteral("timeZone"));
    m_calendar = new DayPicker(QStringLiteral("timeCalendar"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_end);
    head->addStretch();
    head->addWidget(label(Text::Hint, tr("Times in")));
    head->addWidget(m_zone);
    column()->addLayout(head);
    column()->addWidget(m_calendar);
    column()->addLayout(spans());
    m_zone->setZone(m_shown);
    showDay();
    connect(m_end, &Segmented::currentChanged, this, &TimePanel::showDay);
    connect(m_calendar, &DayPicker::picked, this, &TimePanel::pick);
    connect(m_zone, &ZoneChoice::zonePicked, this, &TimePanel::zonePicked);
}

QLayout* TimePanel::spans() {
    auto* row = new QHBoxLayout;
    const std::array<std::pair<QString, QString>, 5> common{{{tr("15 min"), QStringLiteral("-15m")},
                                                             {tr("1 h"), QStringLiteral("-1h")},
                                                             {tr("6 h"), QStringLiteral("-6h")},
                                                             {tr("24 h"), QStringLiteral("-24h")},
                                                             {tr("7 d"), QStringLiteral("-7d")}}};
    row->addWidget(label(Text::Hint, tr("The last")));
    for (const auto& [words, span] : common) {
        auto* button = plainButton(words, QStringLiteral("timeSpan") + span);
        connect(button, &QPushButton::clicked, this, [this, from = span] {
            emit fromPicked(from);
            emit untilPicked({});
        });
        row->addWidget(button);
    }
    row->addStretch();
    return row;
}

void TimePanel::setZone(const models::Zone& zone) {
    const auto was = std::exchange(m_shown, zone);
    for (QLineEdit* field : {m_from, m_until})
        sayInZone(*field, whichOf(*field), was, zone);
    if (m_zone)
        m_zone->setZone(zone);
    showDay();
}

void TimePanel::setOwnFields(bool own) {
    m_fields->setVisible(own);
}

void TimePanel::clear() {
    m_from->clear();
    m_until->clear();
}

/// A range that ends or begins at a time which comes twice holds the hour between both.
Twice TimePanel::whichOf(const QLineEdit& own) const {
    return &own == m_until ? Twice::Second : Twice::First;
}

std::optional<qint64> TimePanel::at(const QLineEdit& own) const {
    return at(own, whichOf(own));
}

std::optional<qint64> TimePanel::at(const QLineEdit& field, Twice which) const {
    return session::parseTime(field.text(), QDateTime::currentMSecsSinceEpoch(), m_shown.timeZone(), which);
}

/// Where both are of today only the clock is said; the rest stands in the tip.
QString TimePanel::rangeText() const {
    const auto isSpan = [](const QLineEdit* field) { return field->text().trimmed().startsWith(u'-'); };
    const QString today = models::formatTime(QDateTime::currentMSecsSinceEpoch(), m_shown).left(10);
    const bool ofToday = std::ranges::all_of(std::array{m_from, m_until}, [&](const QLineEdit* field) {
        const auto ms = at(*field);
        return !ms || isSpan(field) || models::formatTime(*ms, m_shown).startsWith(today);
    });
    const auto shown = [&](const QLineEdit* field, const QString& open) {
        const auto ms = at(*field);
        return !ms             ? open
               : isSpan(field) ? field->text().trimmed()
               : ofToday       ? models::formatClock(*ms, m_shown, restOf(*ms, field == m_until) % 1000 != 0)
                               : shortTime(*ms, m_shown, restOf(*ms, field == m_until));
    };
    const QString from = shown(m_from, tr("start"));
    QString until = shown(m_until, tr("no end"));
    if (const QString day = from.left(11); !ofToday && at(*m_from) && at(*m_until) && until.startsWith(day))
        until.remove(0, day.size()); // the day once
    const bool any = m_from->text().trimmed().isEmpty() && m_until->text().trimmed().isEmpty();
    return any ? QString() : tr("%1 – %2").arg(from, until);
}

QString TimePanel::rangeTip() const {
    return tr("From %1 to %2, %3")
        .arg(models::formatTime(at(*m_from), m_shown), models::formatTime(at(*m_until), m_shown),
             models::zoneName(m_shown));
}

void TimePanel::setRange(std::optional<qint64> fromMs, std::optional<qint64> untilMs) {
    m_fromMs = fromMs;
    m_untilMs = untilMs;
    showDay();
}

void TimePanel::showDay() {
    if (!m_calendar)
        return;
    const auto dayOf = [this](qint64 ms) {
        return QDateTime::fromMSecsSinceEpoch(ms, m_shown.timeZone()).date();
    };
    const auto& at = m_end->current() == From ? m_fromMs : m_untilMs;
    m_calendar->setDay(dayOf(at.value_or(QDateTime::currentMSecsSinceEpoch())));
    m_calendar->setRange(m_fromMs ? std::optional(dayOf(*m_fromMs)) : std::nullopt,
                         m_untilMs ? std::optional(dayOf(*m_untilMs)) : std::nullopt);
}

/// A day from its first to its last millisecond; then comes the other end.
void TimePanel::pick(QDate day) {
    if (m_end->current() == From) {
        emit fromPicked(day.toString(Qt::ISODate) + QStringLiteral(" 00:00:00.000"));
        m_end->setCurrent(Until);
    } else {
        emit untilPicked(day.toString(Qt::ISODate) + QStringLiteral(" 23:59:59.999"));
    }
}

} // namespace widgets
