#include "widgets/panes/topic/browse_bar.h"

#include <array>

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

using session::BrowseQuery;
using session::BrowseState;
using session::SeekKind;

namespace widgets {
namespace {

/// A menu longer than this is of no use; the partitions beyond are read with "all".
constexpr int kMostInMenu = 200;
/// Narrower, the words to find cannot be read: the field then has a row of its own.
constexpr int kLeastFilter = 240;
constexpr int kClearButton = 28; ///< its room inside the field
constexpr int kLiveRows = 10'000;

bool needsValue(SeekKind kind) {
    return kind == SeekKind::Offset || kind == SeekKind::Time || kind == SeekKind::LastN;
}

} // namespace

BrowseBar::BrowseBar(QWidget* parent)
    : QWidget(parent)
    , m_seek(new QComboBox)
    , m_value(new QLineEdit)
    , m_partitions(new QPushButton)
    , m_partitionMenu(new QMenu(this))
    , m_filter(new QLineEdit)
    , m_hint(label(Text::Hint, tr("Enter to apply")))
    , m_where(iconButton(tr("Where to look"), QStringLiteral("filterWhere"), QStringLiteral("down")))
    , m_inKey(nullptr)
    , m_inValue(nullptr)
    , m_inHeaders(nullptr)
    , m_caseSensitive(nullptr)
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
    buildPartitions();
    buildFilter();
    buildButtons();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_seek, m_value, m_partitions})
        m_line->addWidget(widget);
    m_line->addWidget(m_filter, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_where, m_limit, m_run, m_live})
        m_line->addWidget(widget);
    settleSeek();
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

void BrowseBar::buildPartitions() {
    m_partitions->setObjectName(QStringLiteral("partitionChoice"));
    m_partitions->setProperty("look", QByteArray("plain"));
    m_partitions->setAutoDefault(false);
    m_partitions->setMenu(m_partitionMenu);
    m_partitionMenu->setObjectName(QStringLiteral("partitionMenu"));
    connect(m_partitionMenu, &QMenu::aboutToHide, this, [this] { settlePartitions(); });
}

void BrowseBar::buildFilter() {
    m_filter->setObjectName(QStringLiteral("recordFilter"));
    m_filter->setAccessibleName(tr("Find text"));
    m_filter->setPlaceholderText(tr("Find text in key, value or headers"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFont(theme::monoFont());
    m_filter->addAction(theme::icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    auto* menu = new QMenu(this);
    const auto tick = [menu](const QString& text, const QString& name, bool on) {
        auto* action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(on);
        return action;
    };
    m_inKey = tick(tr("In keys"), QStringLiteral("findInKey"), true);
    m_inValue = tick(tr("In values"), QStringLiteral("findInValue"), true);
    m_inHeaders = tick(tr("In headers"), QStringLiteral("findInHeaders"), true);
    menu->addSeparator();
    m_caseSensitive = tick(tr("Match case"), QStringLiteral("findMatchCase"), false);
    connect(m_where, &QPushButton::clicked, this,
            [this, menu] { menu->popup(m_where->mapToGlobal(QPoint(0, m_where->height()))); });
    connect(m_filter, &QLineEdit::returnPressed, this, &BrowseBar::runRequested);
    m_hint->setObjectName(QStringLiteral("filterHint"));
    m_hint->setTone(models::Tone::Accent);
    // The field would lend it its own.
    m_hint->setForegroundRole(QPalette::WindowText);
    QFont font = m_hint->font();
    font.setWordSpacing(0);
    m_hint->setFont(font);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* inside = new QHBoxLayout(m_filter);
    inside->setContentsMargins(0, 0, kClearButton, 0);
    inside->addStretch();
    inside->addWidget(m_hint);
    connect(m_filter, &QLineEdit::textChanged, this, &BrowseBar::settleHint);
    for (const QAction* where : {m_inKey, m_inValue, m_inHeaders, m_caseSensitive})
        connect(where, &QAction::toggled, this, &BrowseBar::settleHint);
}

void BrowseBar::buildButtons() {
    m_limit->setObjectName(QStringLiteral("rowLimit"));
    m_limit->setAccessibleName(tr("At most"));
    for (int limit : {100, 500, 1000, 5000, 20'000})
        m_limit->addItem(tr("at most %1").arg(models::formatCount(qint64(limit))), limit);
    m_limit->setCurrentIndex(1);
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
    m_value->clear();
    if (kind == SeekKind::Offset)
        m_value->setPlaceholderText(tr("offset"));
    if (kind == SeekKind::Time)
        m_value->setPlaceholderText(tr("-15m, ISO or epoch ms"));
    if (kind == SeekKind::LastN)
        m_value->setPlaceholderText(tr("how many"));
    m_value->setAccessibleName(m_value->placeholderText());
}

void BrowseBar::setPartitions(int count) {
    if (count == m_partitionCount)
        return;
    const auto chosen = chosenPartitions();
    m_partitionCount = count;
    m_partitionMenu->clear();
    auto* all = m_partitionMenu->addAction(tr("All"));
    connect(all, &QAction::triggered, this, [this] {
        for (auto* action : m_partitionMenu->actions())
            action->setChecked(false);
        settlePartitions();
    });
    m_partitionMenu->addSeparator();
    for (int id = 0; id < std::min(count, kMostInMenu); ++id) {
        auto* action = m_partitionMenu->addAction(QString::number(id));
        action->setCheckable(true);
        action->setData(id);
        action->setChecked(chosen.contains(id));
        connect(action, &QAction::toggled, this, &BrowseBar::settlePartitions);
    }
    settlePartitions();
}

QVector<int> BrowseBar::chosenPartitions() const {
    QVector<int> ids;
    for (const auto* action : m_partitionMenu->actions())
        if (action->isChecked())
            ids += action->data().toInt();
    return ids;
}

void BrowseBar::settlePartitions() {
    const auto ids = chosenPartitions();
    QStringList words;
    for (int id : ids.mid(0, 4))
        words += QString::number(id);
    if (ids.size() > 4)
        words += QStringLiteral("…");
    m_partitions->setText(ids.isEmpty() ? tr("Partitions: all %1").arg(std::max(0, m_partitionCount))
                                        : tr("Partitions: %1").arg(words.join(QLatin1Char(','))));
    settleHint();
}

SeekKind BrowseBar::seek() const {
    return SeekKind(m_seek->currentData().toInt());
}

std::optional<qint64> BrowseBar::seekValue() const {
    const QString text = m_value->text().trimmed();
    if (seek() == SeekKind::Time)
        return session::parseTime(text, QDateTime::currentMSecsSinceEpoch(), m_localTime);
    bool isNumber = false;
    QString digits = text;
    const qint64 number = digits.remove(QChar::Nbsp).remove(QLatin1Char(' ')).toLongLong(&isNumber);
    const bool fits = isNumber && number >= (seek() == SeekKind::LastN ? 1 : 0);
    return fits ? std::optional(number) : std::nullopt;
}

QString BrowseBar::problem() const {
    switch (seek()) {
    case SeekKind::Offset:
        return seekValue() ? QString() : tr("An offset is a whole number from 0 on.");
    case SeekKind::Time:
        return seekValue()
                   ? QString()
                   : tr("A time reads as -15m, now, 2026-11-22 12:00:00.000 or milliseconds since 1970.");
    case SeekKind::LastN:
        return seekValue() ? QString() : tr("How many records: a whole number from 1 on.");
    case SeekKind::Newest:
    case SeekKind::Oldest:
    case SeekKind::Live:
        break;
    }
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
    query.partitions = chosenPartitions();
    query.filter = m_filter->text();
    query.inKey = m_inKey->isChecked();
    query.inValue = m_inValue->isChecked();
    query.inHeaders = m_inHeaders->isChecked();
    query.caseSensitive = m_caseSensitive->isChecked();
    return query;
}

std::optional<BrowseQuery> BrowseBar::query() const {
    const bool problematic = !problem().isEmpty();
    markWrong(*m_value, problematic);
    if (problematic)
        return std::nullopt;
    BrowseQuery query = whatToFind();
    query.seek = seek();
    query.value = seekValue().value_or(0);
    query.limit = query.seek == SeekKind::LastN && query.filter.isEmpty()
                      ? int(std::min<qint64>(query.value, 100'000))
                      : m_limit->currentData().toInt();
    return query;
}

void BrowseBar::show(BrowseState state, const BrowseQuery& applied) {
    m_state = state;
    m_applied = applied;
    settleButtons();
    settleHint();
    // A tail has no start and keeps its own number of rows.
    const auto kind = seek();
    m_seek->setVisible(!isTailing());
    m_limit->setVisible(!isTailing());
    m_value->setVisible(!isTailing() && needsValue(kind));
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
    const auto places = [](const BrowseQuery& query) {
        return std::array{query.inKey, query.inValue, query.inHeaders, query.caseSensitive};
    };
    const bool waits = wanted.filter != m_applied.filter || wanted.partitions != m_applied.partitions ||
                       (!wanted.filter.isEmpty() && places(wanted) != places(m_applied));
    const bool shown = waits && m_state != BrowseState::Idle;
    m_hint->setVisible(shown);
    m_filter->setTextMargins(0, 0, shown ? m_hint->sizeHint().width() + 4 : 0, 0);
    m_filter->setAccessibleDescription(shown ? tr("Enter to apply") : QString());
}

bool BrowseBar::isTailing() const {
    return m_applied.seek == SeekKind::Live &&
           (m_state == BrowseState::Running || m_state == BrowseState::Paused);
}

void BrowseBar::seekNewest() {
    m_seek->setCurrentIndex(m_seek->findData(int(SeekKind::Newest)));
}

bool BrowseBar::event(QEvent* event) {
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        settleRows();
    return handled;
}

void BrowseBar::settleRows() {
    int needed = kLeastFilter;
    for (const QWidget* widget : std::initializer_list<const QWidget*>{m_seek, m_value, m_partitions, m_where,
                                                                       m_limit, m_run, m_live})
        if (!widget->isHidden())
            needed += m_line->spacing() + std::max(widget->sizeHint().width(), widget->minimumWidth());
    const QMargins margins = layout()->contentsMargins();
    const bool two = needed > width() - margins.left() - margins.right();
    if (two == m_twoRows)
        return;
    m_twoRows = two;
    constexpr int afterPartitions = 3;
    (two ? m_second : m_line)->insertWidget(two ? 0 : afterPartitions, m_filter, 1);
    (two ? m_second : m_line)->insertWidget(two ? 1 : afterPartitions + 1, m_where);
    if (two)
        m_line->insertStretch(afterPartitions, 1);
    else
        delete m_line->takeAt(afterPartitions + 2);
}

void BrowseBar::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

} // namespace widgets
