#include "widgets/panes/overview/chart_bar.h"

#include <algorithm>
#include <iterator>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include "widgets/common/controls.h"
#include "widgets/common/key_hint.h"
#include "widgets/common/segmented.h"
#include "widgets/common/yielding.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

constexpr int kSpacing = 8; ///< px
constexpr qint64 kHour = 3'600'000, kDay = 24 * kHour;

struct Range {
    const char* words;
    qint64 ms;
};
constexpr Range kRanges[] = {{QT_TRANSLATE_NOOP("widgets::ChartBar", "1 min"), kHour / 60},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "5 min"), kHour / 12},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "15 min"), kHour / 4},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "1 h"), kHour},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "6 h"), 6 * kHour},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "24 h"), kDay},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "7 d"), 7 * kDay},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "30 d"), 30 * kDay},
                             {QT_TRANSLATE_NOOP("widgets::ChartBar", "90 d"), 90 * kDay}};

} // namespace

ChartBar::ChartBar(int range, QWidget* age, QWidget* parent)
    : QWidget(parent), m_line(new QHBoxLayout(this)) {
    setFixedHeight(46);
    m_line->setContentsMargins(16, 8, 16, 0);
    m_line->setSpacing(kSpacing);
    buildRange(range);
    m_reading = label(Text::Hint, tr("reading history…"));
    m_reading->setObjectName(QStringLiteral("readingHistory"));
    m_reading->hide();
    m_unit = new Segmented({tr("messages/s"), tr("bytes/s")}, QStringLiteral("unit"), tr("Unit"));
    m_hold = flatButton(tr("Hold"), QStringLiteral("holdButton"), QStringLiteral("pause"));
    m_hold->setCheckable(true);
    m_holdKey = new KeyHint(tr("Space"));
    auto* save = flatButton(tr("Save CSV…"), QStringLiteral("saveCsvButton"), QStringLiteral("export"));
    m_line->addWidget(m_range);
    m_line->addWidget(m_rangeBox);
    m_line->addSpacing(kSpacing);
    m_line->addWidget(m_hold);
    m_line->addWidget(m_holdKey);
    m_line->addWidget(m_reading);
    m_line->addWidget(new Yielding(age), 1);
    m_line->addWidget(m_unit);
    m_line->addSpacing(4);
    m_line->addWidget(save);
    connect(m_unit, &Segmented::currentChanged, this, &ChartBar::unitChanged);
    connect(m_hold, &QPushButton::toggled, this, &ChartBar::holdToggled);
    connect(save, &QPushButton::clicked, this, &ChartBar::saveRequested);
}

/// Side by side, and as a list where there is no room for that.
void ChartBar::buildRange(int range) {
    QStringList words;
    for (const Range& one : kRanges)
        words << tr(one.words);
    const int last = std::clamp(range, 0, int(std::size(kRanges)) - 1);
    m_range = new Segmented(words, QStringLiteral("range"), tr("Range of time"));
    m_range->setCurrent(last);
    m_rangeBox = new QComboBox;
    m_rangeBox->setObjectName(QStringLiteral("rangeBox"));
    m_rangeBox->setAccessibleName(tr("Range of time"));
    m_rangeBox->addItems(words);
    m_rangeBox->setCurrentIndex(last);
    m_rangeBox->hide();
    connect(m_rangeBox, &QComboBox::activated, m_range, &Segmented::setCurrent);
    connect(m_range, &Segmented::currentChanged, this, [this](int index) {
        m_rangeBox->setCurrentIndex(index);
        emit rangeChanged(index);
    });
}

qint64 ChartBar::rangeMs() const {
    return kRanges[m_range->current()].ms;
}

bool ChartBar::inBytes() const {
    return m_unit->current() == 1;
}

void ChartBar::setHeld(bool held) {
    m_hold->setText(held ? tr("Go on") : tr("Hold"));
    m_hold->setIcon(
        theme::icon(held ? QStringLiteral("play") : QStringLiteral("pause"), theme::IconTint::Text));
}

void ChartBar::toggleHold() {
    m_hold->toggle();
}

void ChartBar::setReading(bool reading) {
    m_reading->setVisible(reading);
}

int ChartBar::widthOfTheRest() const {
    const QWidget* range = m_range->isHidden() ? static_cast<QWidget*>(m_rangeBox) : m_range;
    const int key = m_holdKey->isHidden() ? 0 : m_holdKey->sizeHint().width() + kSpacing;
    return m_line->minimumSize().width() - range->minimumSizeHint().width() - key;
}

QSize ChartBar::minimumSizeHint() const {
    return {widthOfTheRest() + m_rangeBox->minimumSizeHint().width(), height()};
}

void ChartBar::fit() {
    const int room = width() - widthOfTheRest() - m_range->sizeHint().width();
    m_range->setVisible(room >= 0);
    m_rangeBox->setVisible(room < 0);
    m_holdKey->setVisible(room >= m_holdKey->sizeHint().width() + kSpacing);
}

bool ChartBar::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return QWidget::event(event);
}

void ChartBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

} // namespace widgets
