#include "widgets/panes/topic/browse_bar.h"

#include <algorithm>

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/time_words.h"
#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/panes/topic/find_panel.h"
#include "widgets/panes/topic/partition_panel.h"
#include "widgets/panes/topic/time_panel.h"
#include "widgets/panes/topic/wish_line.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

using session::BrowseQuery;
using session::BrowseState;
using session::SeekKind;

namespace widgets {
namespace {

/// Narrower, the words to find cannot be read: the field then has a row of its own.
constexpr int kLeastFilter = 288; ///< with the button beside it
constexpr int kLiveRows = 10'000;

bool needsValue(SeekKind kind) {
    return kind == SeekKind::Offset || kind == SeekKind::Time || kind == SeekKind::LastN;
}

/// As wide as the longest of these words: what stands beside it stays when they change.
void keepWidth(QPushButton& button, const QStringList& words) {
    const QString now = button.text();
    int width = 0;
    for (const QString& one : words) {
        button.setText(one);
        width = std::max(width, button.sizeHint().width());
    }
    button.setText(now);
    button.setMinimumWidth(width);
}

} // namespace

BrowseBar::BrowseBar(QWidget* parent)
    : QWidget(parent)
    , m_seek(new QComboBox)
    , m_value(new QLineEdit)
    , m_until(new QLineEdit)
    , m_calendar(iconButton(tr("Pick days, spans and the zone"), QStringLiteral("pickTimes"),
                            QStringLiteral("down")))
    , m_range(plainButton(tr("Any time"), QStringLiteral("timeRange")))
    , m_partitions(plainButton({}, QStringLiteral("partitionChoice")))
    , m_times(new TimePanel(this))
    , m_partitionPanel(new PartitionPanel(this))
    , m_find(new WishLine)
    , m_limit(new QComboBox)
    , m_run(mainButton(tr("Run"), QStringLiteral("runBrowse")))
    , m_live(plainButton(tr("Live"), QStringLiteral("liveBrowse"), QStringLiteral("live"))) {
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 10, 16, 10);
    rows->setSpacing(8);
    for (auto** line : {&m_line, &m_second}) {
        *line = new QHBoxLayout;
        (*line)->setSpacing(8);
        rows->addLayout(*line);
    }
    buildSeek();
    buildTimes();
    buildPartitions();
    buildFind();
    buildButtons();
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_seek, m_value, m_until, m_calendar, m_range, m_partitions})
        m_line->addWidget(widget);
    m_line->addWidget(m_find, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_limit, m_run, m_live})
        m_line->addWidget(widget);
    settleSeek();
    settleRange();
    setPartitions(0);
    settleButtons();
}

void BrowseBar::buildSeek() {
    m_seek->setObjectName(QStringLiteral("seekKind"));
    m_seek->setAccessibleName(tr("Start at"));
    m_seek->addItem(tr("Newest"), int(SeekKind::Newest));
    m_seek->addItem(tr("Oldest"), int(SeekKind::Oldest));
    m_seek->addItem(tr("From offset"), int(SeekKind::Offset));
    m_seek->addItem(tr("From time"), int(SeekKind::Time));
    m_seek->addItem(tr("Last N"), int(SeekKind::LastN));
    m_value->setObjectName(QStringLiteral("seekValue"));
    m_value->setFont(theme::monoFont());
    m_value->setFixedWidth(190);
    connect(m_seek, &QComboBox::currentIndexChanged, this, &BrowseBar::settleSeek);
    connect(m_seek, &QComboBox::activated, this, [this] {
        if (m_value->isVisible())
            m_value->setFocus();
        else
            emit runRequested();
    });
    connect(m_value, &QLineEdit::textChanged, this,
            [this] { markWrong(*m_value, !m_value->text().isEmpty() && !seekValue()); });
    connect(m_value, &QLineEdit::returnPressed, this, &BrowseBar::runRequested);
}

void BrowseBar::buildTimes() {
    m_until->setObjectName(QStringLiteral("seekUntil"));
    m_until->setAccessibleName(tr("To time"));
    m_until->setPlaceholderText(tr("to: no end"));
    m_until->setFont(theme::monoFont());
    m_until->setFixedWidth(190);
    connect(m_until, &QLineEdit::textChanged, this,
            [this] { markWrong(*m_until, !m_until->text().isEmpty() && !timeIn(*m_until)); });
    connect(m_until, &QLineEdit::returnPressed, this, &BrowseBar::runRequested);
    connect(m_calendar, &QPushButton::clicked, this, [this] { openTimes(m_value); });
    connect(m_range, &QPushButton::clicked, this, [this] { openTimes(m_range); });
    const auto pick = [this](QLineEdit& field, const QString& text) {
        field.setText(text);
        m_times->setRange(timeIn(fromField()), timeIn(untilField()));
    };
    connect(m_times, &TimePanel::fromPicked, this,
            [this, pick](const QString& text) { pick(fromField(), text); });
    connect(m_times, &TimePanel::untilPicked, this,
            [this, pick](const QString& text) { pick(untilField(), text); });
    connect(m_times, &TimePanel::zonePicked, this, &BrowseBar::zonePicked);
    connect(m_times, &TimePanel::submitted, this, [this] {
        m_times->close();
        emit runRequested();
    });
    for (QLineEdit* field : {m_times->from(), m_times->until()})
        connect(field, &QLineEdit::textChanged, this, [this, field] {
            markWrong(*field, isFilled(*field) && !timeIn(*field));
            settleRange();
        });
}

void BrowseBar::openTimes(QWidget* below) {
    m_times->setOwnFields(seek() != SeekKind::Time);
    m_times->setRange(timeIn(fromField()), timeIn(untilField()));
    m_times->openBelow(below);
    if (seek() != SeekKind::Time)
        m_times->from()->setFocus();
}

QLineEdit& BrowseBar::fromField() const {
    return seek() == SeekKind::Time ? *m_value : *m_times->from();
}

QLineEdit& BrowseBar::untilField() const {
    return seek() == SeekKind::Time ? *m_until : *m_times->until();
}

bool BrowseBar::isFilled(const QLineEdit& field) const {
    return !field.text().trimmed().isEmpty();
}

void BrowseBar::settleRange() {
    const QString range = m_times->rangeText();
    m_range->setText(range.isEmpty() ? tr("Any time") : range);
    m_range->setToolTip(range.isEmpty() ? tr("Only records of some time") : m_times->rangeTip());
    settleHint();
}

void BrowseBar::buildPartitions() {
    connect(m_partitions, &QPushButton::clicked, this, [this] { m_partitionPanel->openBelow(m_partitions); });
    connect(m_partitionPanel, &PartitionPanel::changed, this, &BrowseBar::settlePartitions);
    connect(m_partitionPanel, &PartitionPanel::submitted, this, [this] {
        m_partitionPanel->close();
        emit runRequested();
    });
}

void BrowseBar::buildFind() {
    connect(m_find, &WishLine::changed, this, &BrowseBar::settleHint);
    connect(m_find, &WishLine::submitted, this, &BrowseBar::runRequested);
    connect(m_find, &WishLine::transactionsChanged, this, [this] {
        if (m_state != BrowseState::Idle)
            emit runRequested();
    });
}

void BrowseBar::buildButtons() {
    m_limit->setObjectName(QStringLiteral("rowLimit"));
    m_limit->setAccessibleName(tr("At most"));
    for (int limit : {100, 500, 1000, 5000, 20'000})
        m_limit->addItem(tr("at most %1").arg(models::formatCount(qint64(limit))), limit);
    m_limit->setCurrentIndex(1);
    keepWidth(*m_run, {tr("Run"), tr("Stop")});
    m_live->setIcon(theme::icon(QStringLiteral("live"), theme::IconTint::Text));
    keepWidth(*m_live, {tr("Live"), tr("Pause"), tr("Continue")});
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_state == BrowseState::Running || m_state == BrowseState::Paused)
            emit stopRequested();
        else
            emit runRequested();
    });
    connect(m_live, &QPushButton::clicked, this, [this] {
        if (!isTailing())
            emit liveRequested();
        else if (m_state == BrowseState::Paused)
            emit resumeRequested();
        else
            emit pauseRequested();
    });
}

void BrowseBar::settleSeek() {
    const auto kind = seek();
    m_value->setVisible(needsValue(kind) && !isTailing());
    m_until->setVisible(kind == SeekKind::Time && !isTailing());
    m_calendar->setVisible(kind == SeekKind::Time && !isTailing());
    m_range->setVisible(kind != SeekKind::Time && !isTailing());
    m_limit->setVisible(kind != SeekKind::LastN && !isTailing()); // of them it asks how many
    m_value->clear();
    m_value->setPlaceholderText(kind == SeekKind::Offset ? tr("offset")
                                : kind == SeekKind::Time ? tr("-15m, ISO or epoch ms")
                                                         : tr("how many per partition"));
    m_value->setAccessibleName(m_value->placeholderText());
}

void BrowseBar::setPartitions(int count) {
    m_partitionCount = count;
    m_partitionPanel->setCount(count);
    settlePartitions();
}

void BrowseBar::choosePartition(int partition) {
    m_partitionPanel->setChoice({{partition}, {}});
    settlePartitions();
}

void BrowseBar::settlePartitions() {
    constexpr int mostLetters = 12;
    QString words = session::partitionText(m_partitionPanel->choice());
    m_partitions->setToolTip(words.size() > mostLetters ? words : QString());
    if (words.size() > mostLetters)
        words = words.left(mostLetters - 1) + QStringLiteral("…");
    m_partitions->setText(words.isEmpty() ? tr("Partitions: all %1").arg(std::max(0, m_partitionCount))
                                          : tr("Partitions: %1").arg(words));
    settleHint();
}

void BrowseBar::setZone(const models::Zone& zone) {
    const auto was = m_times->zone();
    m_times->setZone(zone);
    if (seek() == SeekKind::Time)
        sayInZone(*m_value, session::Twice::First, was, zone);
    sayInZone(*m_until, session::Twice::Second, was, zone);
    settleRange();
}

void BrowseBar::setWish(const session::RecordWish& wish) {
    m_find->setWish(wish);
}

SeekKind BrowseBar::seek() const {
    return SeekKind(m_seek->currentData().toInt());
}

std::optional<qint64> BrowseBar::timeIn(const QLineEdit& field) const {
    return m_times->at(field, &field == &untilField() ? session::Twice::Second : session::Twice::First);
}

std::optional<qint64> BrowseBar::seekValue() const {
    const QString text = m_value->text().trimmed();
    if (seek() == SeekKind::Time)
        return timeIn(*m_value);
    bool isNumber = false;
    QString digits = text;
    const qint64 number = digits.remove(QChar::Nbsp).remove(QLatin1Char(' ')).toLongLong(&isNumber);
    const bool fits = isNumber && number >= (seek() == SeekKind::LastN ? 1 : 0);
    return fits ? std::optional(number) : std::nullopt;
}

QString BrowseBar::problem() const {
    if (const QString wrong = m_find->problem(); !wrong.isEmpty())
        return wrong;
    const auto &from = fromField(), &until = untilField();
    for (const QLineEdit* field : {&from, &until})
        if (isFilled(*field) || (field == &from && seek() == SeekKind::Time))
            if (const QString wrong = models::timeProblem(field->text(), m_times->zone()); !wrong.isEmpty())
                return wrong;
    const auto begins = timeIn(from), ends = timeIn(until);
    if (begins && ends && *ends < *begins)
        return tr("The range ends before it begins.");
    if (seek() == SeekKind::Offset && !seekValue())
        return tr("An offset is a whole number from 0 to %1.").arg(models::formatCount(qint64(INT64_MAX)));
    if (seek() == SeekKind::LastN && !seekValue())
        return tr("How many records: a whole number from 1 on.");
    return {};
}

BrowseQuery BrowseBar::liveQuery() const {
    BrowseQuery query = whatToFind();
    query.seek = SeekKind::Live;
    query.limit = kLiveRows;
    return query;
}

BrowseQuery BrowseBar::whatToFind() const {
    BrowseQuery query;
    static_cast<session::RecordWish&>(query) = m_find->wish();
    query.partitions = m_partitionPanel->choice().partitions;
    query.parts = m_partitionPanel->choice().parts;
    query.committedOnly = m_find->panel().committedOnly();
    query.controlRecords = m_find->panel().controlRecords();
    return query;
}

std::optional<BrowseQuery> BrowseBar::query() const {
    const bool problematic = !problem().isEmpty();
    markWrong(*m_value, needsValue(seek()) && !seekValue());
    if (problematic)
        return std::nullopt;
    BrowseQuery query = whatToFind();
    query.seek = seek();
    query.fromMs = timeIn(fromField());
    query.untilMs = timeIn(untilField());
    if (query.seek != SeekKind::Time)
        query.value = seekValue().value_or(0);
    query.limit = query.seek == SeekKind::LastN ? int(std::min<qint64>(query.value, 100'000))
                                                : m_limit->currentData().toInt();
    return query;
}

void BrowseBar::show(BrowseState state, const BrowseQuery& applied) {
    m_state = state;
    m_appliedFrom = applied.fromMs == m_applied.fromMs ? m_appliedFrom : fromField().text().trimmed();
    m_appliedUntil = applied.untilMs == m_applied.untilMs ? m_appliedUntil : untilField().text().trimmed();
    m_applied = applied;
    settleButtons();
    settleHint();
    // A tail has no start and keeps its own number of rows.
    const auto kind = seek();
    m_seek->setVisible(!isTailing());
    m_limit->setVisible(!isTailing() && kind != SeekKind::LastN);
    m_value->setVisible(!isTailing() && needsValue(kind));
    m_until->setVisible(!isTailing() && kind == SeekKind::Time);
    m_calendar->setVisible(!isTailing() && kind == SeekKind::Time);
    m_range->setVisible(!isTailing() && kind != SeekKind::Time);
}

void BrowseBar::setGone(const QString& why) {
    if (m_gone == why)
        return;
    m_gone = why;
    settleButtons();
}

void BrowseBar::settleButtons() {
    const bool busy = m_state == BrowseState::Running || m_state == BrowseState::Paused;
    const bool can = busy || m_gone.isEmpty();
    m_run->setText(busy ? tr("Stop") : tr("Run"));
    m_run->setEnabled(can);
    m_run->setToolTip(can ? tr("Reads what is asked for (Ctrl+Enter)") : m_gone);
    const bool paused = m_state == BrowseState::Paused;
    m_live->setText(!isTailing() ? tr("Live") : paused ? tr("Continue") : tr("Pause"));
    m_live->setIcon(theme::icon(!isTailing() ? QStringLiteral("live")
                                : paused     ? QStringLiteral("play")
                                             : QStringLiteral("pause"),
                                theme::IconTint::Text));
    m_live->setEnabled(can && (isTailing() || !busy));
    m_live->setToolTip(can ? tr("Shows records as they come") : m_gone);
}

void BrowseBar::settleHint() {
    const BrowseQuery wanted = whatToFind();
    const auto asked = [](const BrowseQuery& query) {
        session::RecordWish wish = query;
        if (wish.filter.isEmpty()) { // where nothing is looked for does not matter
            wish.inKey = wish.inValue = wish.inHeaders = true;
            wish.caseSensitive = wish.isRegex = wish.isHex = wish.isNot = false;
        }
        return wish;
    };
    const bool waits = asked(wanted) != asked(m_applied) || wanted.partitions != m_applied.partitions ||
                       wanted.parts != m_applied.parts;
    const auto isOther = [this](const QLineEdit& field, std::optional<qint64> ms, const QString& typed) {
        const QString text = field.text().trimmed();
        static const QRegularExpression withTheClock(QStringLiteral("^([+-]|now$)"));
        return text.toLower().contains(withTheClock) ? text != typed : timeIn(field) != ms;
    };
    const bool timeWaits = !isTailing() && (isOther(fromField(), m_applied.fromMs, m_appliedFrom) ||
                                            isOther(untilField(), m_applied.untilMs, m_appliedUntil));
    m_find->setPending((waits || timeWaits) && m_state != BrowseState::Idle);
}

bool BrowseBar::isTailing() const {
    return m_applied.seek == SeekKind::Live &&
           (m_state == BrowseState::Running || m_state == BrowseState::Paused);
}

void BrowseBar::seekTime(qint64 fromMs) {
    m_seek->setCurrentIndex(m_seek->findData(int(SeekKind::Time)));
    m_value->setText(QString::number(fromMs));
    m_until->clear();
}

void BrowseBar::seekSent(const session::PartitionChoice& choice) {
    m_times->clear();
    m_partitionPanel->setChoice(choice);
    settlePartitions();
    // Where nobody told the offsets they are among the newest.
    m_seek->setCurrentIndex(
        m_seek->findData(int(choice.parts.isEmpty() ? SeekKind::Newest : SeekKind::Oldest)));
    m_find->findAll();
}

bool BrowseBar::event(QEvent* event) {
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        settleRows();
    return handled;
}

void BrowseBar::settleRows() {
    int needed = kLeastFilter;
    for (const QWidget* widget : std::initializer_list<const QWidget*>{
             m_seek, m_value, m_until, m_calendar, m_range, m_partitions, m_limit, m_run, m_live})
        if (!widget->isHidden())
            needed += m_line->spacing() + std::max(widget->sizeHint().width(), widget->minimumWidth());
    const QMargins margins = layout()->contentsMargins();
    const bool two = needed > width() - margins.left() - margins.right();
    if (two == m_twoRows)
        return;
    m_twoRows = two;
    constexpr int afterPartitions = 6;
    (two ? m_second : m_line)->insertWidget(two ? 0 : afterPartitions, m_find, 1);
    if (two)
        m_line->insertStretch(afterPartitions, 1);
    else
        delete m_line->takeAt(afterPartitions + 1);
}

void BrowseBar::focusFilter() {
    m_find->focusField();
}

} // namespace widgets
