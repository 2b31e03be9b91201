#include "widgets/panes/overview/figure_strip.h"

#include <algorithm>

#include <QHBoxLayout>

#include "models/cells.h"
#include "models/formats.h"
#include "models/group_model.h"
#include "models/unread.h"
#include "session/snapshots.h"
#include "widgets/common/controls.h"

namespace widgets {
namespace {

constexpr int kSideMargin = 16;

} // namespace

FigureStrip::FigureStrip(bool sent, QWidget* parent)
    : QWidget(parent)
    , m_sent(sent)
    , m_line(new QHBoxLayout)
    , m_in(new Figure(tr("In"), QStringLiteral("figureIn")))
    , m_out(new Figure(sent ? tr("Out") : tr("Committed"), QStringLiteral("figureOut")))
    , m_brokers(new Figure(tr("Brokers"), QStringLiteral("figureBrokers")))
    , m_partitions(new Figure(tr("Partitions"), QStringLiteral("figurePartitions")))
    , m_underReplicated(new Figure(tr("Under-replicated"), QStringLiteral("figureUnderReplicated")))
    , m_topics(new Figure(tr("Topics"), QStringLiteral("figureTopics")))
    , m_groups(new Figure(tr("Groups"), QStringLiteral("figureGroups")))
    , m_lag(new Figure(tr("Worst lag"), QStringLiteral("figureLag"))) {
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(kSideMargin, 12, kSideMargin, 0);
    rows->setSpacing(10);
    m_line->addWidget(m_in);
    m_line->addWidget(m_out);
    m_line->addWidget(new Hairline(Qt::Vertical, 40));
    for (Figure* figure : {m_brokers, m_partitions, m_underReplicated, m_topics, m_groups, m_lag})
        m_line->addWidget(figure);
    m_line->addStretch();
    rows->addLayout(m_line);
    rows->addWidget(new Hairline);
}

void FigureStrip::show(const session::ClusterSnapshot& snapshot, bool stale) {
    session::ClusterFigures f = snapshot.figures;
    const auto count = [&](qint64 value) {
        return snapshot.isWiped() ? QString(models::unknownSign) : models::formatCount(value);
    };
    if (snapshot.isWiped())
        f.groups = {};
    if (stale) {
        f.inPerSecond = f.outPerSecond = f.bytesInPerSecond = {};
        f.bytesOutPerSecond = std::nullopt;
    }
    m_in->setValue(models::partialRate(f.inPerSecond), tr("msg/s"), models::incomingBytes(f));
    m_in->setToolTip(models::incomingTip(f));
    m_out->setValue(models::partialRate(f.outPerSecond), tr("msg/s"),
                    m_sent ? models::formatByteRate(f.bytesOutPerSecond) : QString());
    m_out->setToolTip(models::outgoingTip(f.outPerSecond, m_sent, f.meanMs));
    m_brokers->setValue(count(qint64(snapshot.brokers.size())));
    m_partitions->setValue(count(f.partitions));
    // As its unit, for which there is always room.
    m_underReplicated->setValue(count(f.underReplicated),
                                f.offline > 0 ? tr("· %1 offline").arg(count(f.offline)) : QString());
    const bool sick = f.underReplicated > 0 || f.offline > 0;
    m_underReplicated->setMark(f.offline > 0 ? models::Shape::Cross
                               : sick        ? models::Shape::Triangle
                                             : models::Shape::None,
                               f.offline > 0 ? models::Tone::Bad : models::Tone::Warn);
    QStringList replicas;
    if (f.offline > 0)
        replicas << models::counted(tr("%n partition(s) without a leader", nullptr, f.offline), f.offline);
    if (f.reassigned > 0)
        replicas << models::counted(
            tr("%n partition(s) reassigned now: replicas are being added", nullptr, f.reassigned),
            f.reassigned);
    m_underReplicated->setToolTip(replicas.join(QLatin1Char('\n')));
    m_topics->setValue(count(f.topics));
    m_topics->setToolTip(
        f.internalTopics > 0
            ? models::counted(tr("%n of them internal", nullptr, f.internalTopics), f.internalTopics)
            : QString());
    m_groups->setValue(models::formatCount(f.groups));
    m_groups->setToolTip(models::unreadTip(f.groups));
    showLag(snapshot);
    fit();
}

void FigureStrip::showLag(const session::ClusterSnapshot& snapshot) {
    const auto& worst = snapshot.figures.worstLag;
    const int open = models::withoutCommit(snapshot.groups);
    QString value = models::formatCount(worst);
    const bool isLeast = snapshot.figures.worstLagIsLeast || (worst && !worst.reason() && open > 0);
    if (isLeast) // at least nothing is not known
        value = worst.value_or(0) > 0 ? models::leastSign + value : QString(models::unknownSign);
    m_lag->setValue(value, {}, snapshot.figures.worstLagGroup);
    const bool some = worst && worst.reason() && !snapshot.figures.groups.reason() &&
                      std::ranges::any_of(snapshot.groups, [](const auto& group) {
                          return group->lag && !group->lag.reason();
                      });
    QStringList lines{some ? tr("Of those that could be read: %1").arg(worst.reason().words())
                           : models::unreadTip(worst)};
    if (open > 0)
        lines << models::counted(
            tr("%n group(s) may lag more: where nothing was committed, lag is not known.", nullptr, open),
            open);
    lines << models::deletedUnread(snapshot.groups);
    lines.removeAll(QString());
    m_lag->setToolTip(lines.join(QLatin1Char('\n')));
}

void FigureStrip::setWide(bool wide) {
    m_wide = wide;
    fit();
}

void FigureStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void FigureStrip::fit() {
    const auto fits = [this] { return m_line->minimumSize().width() + 2 * kSideMargin <= width(); };
    m_line->setSpacing(m_wide ? 28 : 18);
    for (Figure* figure : {m_in, m_out, m_lag})
        figure->setAsideShown(m_wide);
    for (Figure* figure : {m_in, m_out})
        figure->setUnitShown(true);
    for (Figure* figure : {m_topics, m_groups})
        figure->show();
    if (!fits())
        m_line->setSpacing(10);
    if (!fits())
        for (Figure* figure : {m_in, m_out})
            figure->setUnitShown(false);
    if (!fits()) // the rail counts them
        for (Figure* figure : {m_topics, m_groups})
            figure->hide();
}

} // namespace widgets
