#include "widgets/prompts/partition_bars.h"

#include <algorithm>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "models/formats.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kBarHeight = 6, kGap = 4, kLeastPitch = 8, kNumbersGap = 4;

} // namespace

PartitionBars::PartitionBars(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("partitionBars"));
    setAccessibleName(tr("How far each partition is"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(theme::monoFont());
}

void PartitionBars::show(const std::vector<session::PartitionShare>& shares, int slowest) {
    if (m_shares == shares && m_slowest == slowest)
        return;
    m_shares = shares;
    m_slowest = slowest;
    update();
}

QSize PartitionBars::sizeHint() const {
    return {320, kBarHeight + kNumbersGap + fontMetrics().height()};
}

std::vector<PartitionBars::Bar> PartitionBars::bars() const {
    std::vector<Bar> out;
    const std::size_t count = m_shares.size();
    const std::size_t places = std::clamp<std::size_t>(static_cast<std::size_t>(width() / kLeastPitch), 1,
                                                       std::max<std::size_t>(count, 1));
    const double pitch = double(width() + kGap) / double(places);
    for (std::size_t i = 0; count > 0 && i < places; ++i)
        out.push_back({i * count / places, (i + 1) * count / places,
                       QRectF(double(i) * pitch, 0, pitch - kGap, kBarHeight)});
    return out;
}

session::PartitionShare PartitionBars::together(const Bar& bar) const {
    session::PartitionShare sum{m_shares[bar.first].partition};
    for (std::size_t i = bar.first; i < bar.end; ++i) {
        sum.done += m_shares[i].done;
        sum.total += m_shares[i].total;
    }
    return sum;
}

QString PartitionBars::wordsAt(const QPoint& place) const {
    for (const Bar& bar : bars()) {
        if (place.x() < bar.rect.left() || place.x() > bar.rect.right())
            continue;
        const auto sum = together(bar);
        const QString who =
            bar.end - bar.first == 1
                ? tr("Partition %1").arg(sum.partition)
                : tr("Partitions %1 to %2").arg(sum.partition).arg(m_shares[bar.end - 1].partition);
        return tr("%1: %2 %, %3 of %4 offsets")
            .arg(who)
            .arg(sum.percent())
            .arg(models::formatCount(sum.done), models::formatCount(sum.total));
    }
    return {};
}

bool PartitionBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), wordsAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

void PartitionBars::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto all = bars();
    // Numbers that would touch each other are left to the tooltip.
    const int widest =
        m_shares.empty() ? 0 : fontMetrics().horizontalAdvance(QString::number(m_shares.back().partition));
    const bool numbers = !all.empty() && all.size() == m_shares.size() && widest <= all.front().rect.width();
    for (const Bar& bar : all) {
        const auto sum = together(bar);
        const bool slow = std::any_of(m_shares.begin() + static_cast<std::ptrdiff_t>(bar.first),
                                      m_shares.begin() + static_cast<std::ptrdiff_t>(bar.end),
                                      [this](const auto& one) { return one.partition == m_slowest; });
        QRectF done = bar.rect;
        done.setWidth(done.width() * sum.share());
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.line);
        painter.drawRoundedRect(bar.rect, 3, 3);
        painter.setBrush(slow ? c.warn : c.fill);
        painter.drawRoundedRect(done, 3, 3);
        if (!numbers)
            continue;
        painter.setPen(slow ? c.warn : c.muted);
        painter.drawText(QRectF(bar.rect.left(), kBarHeight + kNumbersGap, bar.rect.width(), height()),
                         Qt::AlignHCenter | Qt::AlignTop, QString::number(sum.partition));
    }
}

} // namespace widgets
