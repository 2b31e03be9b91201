#include "widgets/panes/group/group_pane.h"

#include <algorithm>
#include <array>
#include <optional>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTextStream>
#include <QTreeView>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/group_model.h"
#include "models/run_words.h"
#include "models/unread.h"
#include "session/ports/settings.h"
#include "widgets/acts/act_buttons.h"
#include "widgets/charts/chart_legend.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/column_fit.h"
#include "widgets/common/controls.h"
#include "widgets/common/csv.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/header_view.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/page_head.h"
#include "widgets/common/table_look.h"
#include "widgets/common/table_view.h"

namespace widgets {
namespace {

using models::GroupOffsetsModel;

/// A handful of partitions is shown at once; a group over hundreds opens by hand.
constexpr int kOpenedByItself = 50;
constexpr qint64 kChartMs = 15 * 60'000;
/// A line each, as far as colours can be told apart; the rest is one more.
constexpr std::size_t kChartTopics = 8;
constexpr auto kWidthsKey = "tables/offsets/ownWidths";

/// Topics with a commit, those that lag most first.
QStringList worstTopics(const session::GroupRow& group) {
    std::vector<std::pair<qint64, QString>> order;
    for (const auto& row : group.topicRows)
        if (row.lag)
            order.emplace_back(-*row.lag, row.topic);
    std::ranges::sort(order);
    QStringList result;
    for (std::size_t i = 0; i < std::min(order.size(), kChartTopics); ++i)
        result << order[i].second;
    return result;
}

std::optional<double> lagOf(const session::GroupRow& group, const QString& topic) {
    const auto row = std::ranges::find(group.topicRows, topic, &session::GroupTopicRow::topic);
    const bool known = row != group.topicRows.end() && row->lag && !group.lag.reason();
    return known ? std::optional(double(*row->lag)) : std::nullopt;
}

} // namespace

GroupPane::GroupPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster)
    : Pane(key, context, cluster)
    , m_state(new StateLabel)
    , m_facts(new FactLine)
    , m_total(new FactLine)
    , m_assigned(label(Text::Hint, {}))
    , m_acts(new ActButtons([this] { return actTarget({this->key().object}); }, this))
    , m_axis(new TimeAxis(this))
    , m_colours(context.colours(key.cluster, QStringLiteral("topics of ") + key.object))
    , m_chart(new TimeChart(TimeChart::Form::Lines, m_axis, QStringLiteral("groupLagChart")))
    , m_legend(new ChartLegend(m_chart, m_axis))
    , m_memberTable(new TableView(&m_members, QStringLiteral("members"), &context.settings()))
    , m_filter(new FilterField(tr("Filter topics"), QStringLiteral("groupTopicFilter")))
    , m_onlyLag(new QCheckBox(tr("Only with lag")))
    , m_tree(new QTreeView)
    , m_delegate(new CellDelegate(m_tree)) {
    buildHead();
    buildMiddle();
    buildOffsets();
}

QString GroupPane::title() const {
    return key().object;
}

void GroupPane::buildHead() {
    auto* head = new PageHead(key().object);
    head->addFact(m_state);
    head->addFact(m_facts, 1);
    head->addAct(m_acts->add(actOf("deleteGroups"), QStringLiteral("deleteGroup")));
    body()->addWidget(head);
    body()->addWidget(new Hairline);
}

void GroupPane::buildMiddle() {
    m_memberTable->setObjectName(QStringLiteral("memberTable"));
    m_memberTable->setAccessibleName(tr("Members"));
    m_memberTable->setCompact(true);
    m_memberTable->sortFirstBy("member", Qt::AscendingOrder);
    m_chart->setAccessibleName(tr("Lag"));
    m_chart->setShowsTime(true);
    m_chart->setUnit(TimeChart::Unit::Count);
    m_axis->setZone(context().zone());
    auto* lag = new QVBoxLayout;
    lag->setSpacing(4);
    auto* caption = new QHBoxLayout;
    caption->setSpacing(8);
    caption->addWidget(label(Text::Section, tr("Lag")));
    caption->addWidget(label(Text::Hint, tr("records, by topic")));
    caption->addStretch();
    auto* chart = new QHBoxLayout;
    chart->setSpacing(8);
    chart->addWidget(m_chart, 1);
    chart->addWidget(m_legend, 0, Qt::AlignTop);
    lag->addLayout(caption);
    lag->addLayout(chart, 1);
    auto* members = new QVBoxLayout;
    members->setSpacing(8);
    members->addWidget(label(Text::Section, tr("Members")));
    members->addWidget(m_memberTable, 1);
    members->addWidget(m_assigned);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(16, 12, 16, 12);
    middle->setSpacing(24);
    middle->addLayout(lag, 3);
    middle->addLayout(members, 2);
    auto* box = new QWidget;
    box->setLayout(middle);
    box->setFixedHeight(220);
    body()->addWidget(box);
    body()->addWidget(new Hairline);
}

void GroupPane::buildOffsets() {
    m_onlyLag->setObjectName(QStringLiteral("onlyLaggingPartitions"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->addWidget(m_filter);
    bar->addSpacing(12);
    bar->addWidget(m_onlyLag);
    bar->addWidget(ageBadge());
    bar->addSpacing(12);
    m_total->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar->addWidget(m_total, 1);
    body()->addLayout(bar);

    m_shown.setSourceModel(&m_offsets);
    m_tree->setObjectName(QStringLiteral("offsetTree"));
    m_tree->setAccessibleName(tr("Offsets by topic and partition"));
    HeaderView* header = dressTree(*m_tree, m_delegate);
    m_tree->setModel(&m_shown);
    fitOffsets(header);
    for (QAbstractItemView* view :
         {static_cast<QAbstractItemView*>(m_tree), static_cast<QAbstractItemView*>(header)}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint& at) { offerSaving(view->viewport()->mapToGlobal(at)); });
    }
    body()->addWidget(m_tree, 1);
    connect(m_filter, &FilterField::settled, this,
            [this](const QString& text) { m_shown.setFilterText(text); });
    connect(m_onlyLag, &QCheckBox::toggled, this, [this](bool only) { m_shown.setOnlyWithLag(only); });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex& at) {
        const auto [topic, partition] = m_offsets.placeOf(m_shown.mapToSource(at));
        if (partition >= 0)
            emit this->context().openRequested({PageKind::Topic, this->key().cluster, topic});
    });
}

void GroupPane::fitOffsets(HeaderView* header) {
    using Model = GroupOffsetsModel;
    auto* fit = new ColumnFit(m_tree, header, [](int column) {
        static constexpr std::array<std::pair<const char*, int>, Model::ColumnCount> wishes{
            {{"name", 260},
             {"member", 150},
             {"host", 120},
             {"committed", 110},
             {"start", 110},
             {"end", 110},
             {"lag", 96},
             {"trend", 96}}};
        using Content = ColumnFit::Content;
        const auto& [id, width] = wishes[static_cast<std::size_t>(column)];
        const Content content = column == Model::Name                               ? Content::Name
                                : column == Model::Host                             ? Content::Exact
                                : column == Model::Member || column == Model::Trend ? Content::Words
                                                                                    : Content::Figure;
        return ColumnFit::Wish{QString::fromLatin1(id), width, column == Model::Name, content};
    });
    session::Settings& settings = context().settings();
    fit->setOwn(settings.value(QString::fromLatin1(kWidthsKey)).toMap());
    connect(fit, &ColumnFit::ownChanged, this,
            [&settings, fit] { settings.setValue(QString::fromLatin1(kWidthsKey), fit->own()); });
    connect(m_tree, &QTreeView::expanded, fit, &ColumnFit::refit);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_shown, signal, fit, &ColumnFit::refit, Qt::QueuedConnection);
    connect(&m_shown, &QAbstractItemModel::dataChanged, fit, &ColumnFit::refit, Qt::QueuedConnection);
}

void GroupPane::offerSaving(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(addSaving(*menu), &QAction::triggered, this,
            [this] { saveCsv(QStringLiteral("offsets"), [this](QTextStream& out) { writeOffsets(out); }); });
    menu->popup(at);
}

void GroupPane::writeOffsets(QTextStream& out) const {
    QStringList fields{tr("Topic"), tr("Partition")};
    for (int column = GroupOffsetsModel::Member; column <= GroupOffsetsModel::Lag; ++column)
        fields << m_shown.headerData(column, Qt::Horizontal).toString();
    out << csvLine(fields);
    for (int topic = 0; topic < m_shown.rowCount(); ++topic) {
        const QModelIndex above = m_shown.index(topic, GroupOffsetsModel::Name);
        for (int row = 0; row < m_shown.rowCount(above); ++row) {
            fields = {plainValue(above)};
            for (int column = GroupOffsetsModel::Name; column <= GroupOffsetsModel::Lag; ++column)
                fields << plainValue(m_shown.index(row, column, above));
            out << csvLine(fields);
        }
    }
}

void GroupPane::takeSnapshot() {
    const auto* group = cluster()->data().group(key().object);
    if (cluster()->data().snapshot()->takenAtMs > 0)
        settlePresence(group != nullptr);
    const bool stale = isStale() || m_gone;
    m_delegate->setStale(stale);
    m_memberTable->setStale(stale || (group && group->members.reason()));
    settleHead(group);
    if (!group && !m_gone) {
        m_memberTable->setEmptyReason(unknownWords());
        m_chart->setWaiting(unknownWords());
    }
    if (!group)
        return;
    m_members.update(group->memberRows);
    m_offsets.update(group->partitionRows, group->topicRows);
    openNewTopics();
    takeChart(*group);
}

QString GroupPane::waitingWords(const session::GroupRow& group) const {
    if (isStale())
        return unknownWords();
    if (const QString unread = models::unreadTip(group.lag); !unread.isEmpty())
        return unread;
    return !models::commits(group) ? tr("Waiting for a commit of this group")
           : group.lag             ? tr("Waiting for a second round: a line needs two")
                                   : tr("Nothing that it committed has a lag to count");
}

void GroupPane::takeChart(const session::GroupRow& group) {
    const qint64 taken = cluster()->data().snapshot()->takenAtMs;
    if (taken == 0)
        return;
    m_axis->setSpan(double(taken - kChartMs), double(taken));
    m_chart->setWaiting(waitingWords(group));
    const auto points = [&](const QString& topic) {
        return cluster()->series().points({session::Quantity::Lag, topic, group.id, -1}, kChartMs,
                                          m_chart->pointLimit());
    };
    QStringList topics = worstTopics(group);
    // Colours go to the worst first; the order of the lines does not follow every beat.
    for (const QString& topic : topics)
        static_cast<void>(m_colours.of(topic));
    topics.sort();
    QVector<ChartSeries> series;
    auto rest =
        !isStale() && group.lag && !group.lag.reason() ? std::optional(double(*group.lag)) : std::nullopt;
    for (const QString& topic : topics) {
        const auto now = isStale() ? std::nullopt : lagOf(group, topic);
        series << ChartSeries{topic, m_colours.of(topic), points(topic), now};
        if (rest)
            *rest -= now.value_or(0);
    }
    if (series.size() == qsizetype(kChartTopics))
        addRest(series, points({}), tr("other"), rest);
    for (const auto& row : group.partitionRows)
        if (row.lacksLag()) {
            const auto named = topics.indexOf(row.topic);
            if (const auto at = named < 0 ? topics.size() : named; at < series.size()) // or the rest
                series[at].nowIsPart = true;
        }
    for (ChartSeries& one : series)
        one.nowAtMs = double(taken);
    m_chart->setGrid(cluster()->series().grid(kChartMs, m_chart->pointLimit()), true);
    m_chart->setSeries(std::move(series));
}

void GroupPane::takeZone() {
    m_members.setZone(context().zone());
    m_axis->setZone(context().zone());
}

void GroupPane::settlePresence(bool here) {
    const bool before = bool(m_seen), elsewhere = !here && m_seen.isElsewhere();
    if (here)
        m_seen.see(cluster());
    if (here == !m_gone && elsewhere == m_elsewhere)
        return;
    m_gone = !here;
    m_elsewhere = elsewhere;
    if (here) {
        messages()->hide();
        return;
    }
    const QString missing = tr("There is no group %1 on this cluster.").arg(key().object);
    m_memberTable->setEmptyReason(missing);
    m_chart->setWaiting(missing);
    messages()->say(models::Tone::Warn,
                    !before     ? missing
                    : elsewhere ? tr("Another cluster answers here now, which has no group %1. What was "
                                     "known stays here.")
                                      .arg(key().object)
                                : tr("%1 is gone. What was known stays here.").arg(key().object));
    offerToClose();
}

void GroupPane::settleHead(const session::GroupRow* group) {
    m_acts->settle(group && !isStale());
    for (auto* button : m_acts->all())
        button->setToolTip(ActButtons::whyNot(button));
    if (!group)
        return;
    const auto look = models::lookOf(*group);
    m_state->say(look.shape, look.tone, look.word);
    m_state->setToolTip(look.meaning);
    QStringList facts{group->type};
    if (!group->protocol.isEmpty())
        facts += group->protocol;
    if (group->coordinator >= 0)
        facts += tr("coordinator broker %1").arg(group->coordinator);
    if (group->epoch)
        facts += tr("group epoch %1").arg(*group->epoch);
    if (group->members)
        facts += models::counted(tr("%n member(s)", nullptr, *group->members), *group->members);
    facts += models::counted(tr("%n topic(s)", nullptr, int(group->topics.size())), group->topics.size());
    m_facts->setFacts(facts);
    const bool older = group->lag && group->lag.reason();
    const QString lag = group->lag ? models::countedLagSum(*group->lag, group->partitionRows) : QString();
    QStringList total{older        ? tr("last known lag %1").arg(lag)
                      : group->lag ? tr("total lag %1").arg(lag)
                                   : tr("total lag not known")};
    if (group->partitionsWithoutCommit > 0)
        total << models::counted(
            tr("%n partition(s) without a commit", nullptr, group->partitionsWithoutCommit),
            group->partitionsWithoutCommit);
    if (group->beyondEnd > 0)
        total << models::beyondTheEnd(group->beyondEnd);
    if (group->deletedUnread > 0)
        total << models::deletedSum(group->deletedUnread);
    m_total->setFacts(total);
    m_total->setAside(models::unreadTip(group->lag));
    settleMembers(*group);
}

void GroupPane::settleMembers(const session::GroupRow& group) {
    const QString unread = models::unreadTip(group.members);
    m_memberTable->setEmptyReason(group.members      ? tr("Nobody is in the group now.")
                                  : unread.isEmpty() ? tr("The cluster does not tell who is in the group.")
                                                     : unread);
    const bool known =
        std::ranges::all_of(group.partitionRows, [](const auto& row) { return row.owners.has_value(); });
    const auto owned = std::ranges::count_if(group.partitionRows,
                                             [](const auto& row) { return row.owners.value_or(0) > 0; });
    m_assigned->setText(known ? models::counted(tr("%1 of %n partition(s) assigned", nullptr,
                                                   int(group.partitionRows.size())),
                                                group.partitionRows.size())
                                    .arg(owned)
                              : tr("Which partitions are assigned is not known."));
    QStringList epochs;
    if (group.epoch)
        epochs << tr("Group epoch %1, assignment epoch %2")
                      .arg(*group.epoch)
                      .arg(group.assignmentEpoch.value_or(-1));
    if (group.topologyEpoch)
        epochs << tr("Topology epoch %1").arg(*group.topologyEpoch);
    for (const QString& part : group.subtopologies)
        epochs << tr("Subtopology %1").arg(part);
    m_facts->setAside(epochs.join(QLatin1Char('\n')));
}

void GroupPane::openNewTopics() {
    for (int row = 0; row < m_shown.rowCount(); ++row) {
        const auto at = m_shown.index(row, 0);
        const QString topic = at.data(models::IdentityRole).toString();
        if (m_openedOnce.contains(topic))
            continue;
        m_openedOnce.insert(topic);
        if (m_shown.rowCount(at) <= kOpenedByItself)
            m_tree->expand(at);
    }
}

} // namespace widgets
