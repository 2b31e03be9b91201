#include "widgets/panes/topics/topics_pane.h"

#include <algorithm>
#include <utility>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/table_proxy.h"
#include "session/ports/settings.h"
#include "widgets/acts/act_buttons.h"
#include "widgets/acts/topic_acts.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_view.h"
#include "widgets/prompts/prompts.h"

namespace widgets {
namespace {

constexpr auto kHideInternalKey = "topics/hideInternal";
constexpr int kFilterWidth = 240;
constexpr int kFootMargin = 16, kFootSpacing = 16; ///< px

struct Sums {
    void add(const session::TopicRow& topic) {
        partitions += topic.partitions;
        bytes += topic.size.value_or(0);
        someSize |= topic.size.has_value();
        everySize &= topic.size.has_value();
        olderSize |= topic.size && topic.size.reason();
    }
    int partitions = 0;
    qint64 bytes = 0;
    bool someSize = false, everySize = true, olderSize = false;
};

} // namespace

TopicsPane::TopicsPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster)
    : Pane(key, context, cluster)
    , m_table(new TableView(&m_model, QStringLiteral("topics"), &context.settings()))
    , m_filter(new FilterField(tr("Filter topics"), QStringLiteral("topicFilter")))
    , m_hideInternal(new QCheckBox(tr("Hide internal")))
    , m_acts(new ActButtons([this] { return actTarget(selectedTopics()); }, this))
    , m_counts(new FactLine)
    , m_hint(label(Text::Hint, {})) {
    m_model.setZone(context.zone());
    m_model.setOutIsSent(cluster->profile().localBroker);
    buildBar();
    buildTable();
    buildFoot();
    settleFilter();
    settleActions();
}

QString TopicsPane::title() const {
    return tr("Topics");
}

void TopicsPane::buildBar() {
    m_hideInternal->setObjectName(QStringLiteral("hideInternal"));
    m_hideInternal->setChecked(
        context().settings().value(QString::fromLatin1(kHideInternalKey), false).toBool());
    auto* columns = iconButton(tr("Columns"), QStringLiteral("topicColumns"), QStringLiteral("columns"));
    auto* csv = iconButton(tr("Save the table as CSV"), QStringLiteral("topicCsv"), QStringLiteral("export"));
    auto* bar = m_bar = new QHBoxLayout;
    bar->setContentsMargins(16, 10, 16, 10);
    bar->setSpacing(4);
    bar->addWidget(m_filter);
    bar->addSpacing(12);
    bar->addWidget(m_hideInternal);
    bar->addWidget(ageBadge());
    bar->addStretch();
    for (const Act& act : allActs()) {
        if (act.on != ActOn::OneTopic && act.on != ActOn::Topics)
            continue;
        if (act.rare)
            m_acts->addRare(act);
        else
            bar->addWidget(m_acts->add(act));
    }
    bar->addWidget(m_acts->more(QStringLiteral("moreTopicActs")));
    bar->addWidget(new Hairline(Qt::Vertical, 16));
    bar->addWidget(columns);
    bar->addWidget(csv);
    body()->addLayout(bar);

    connect(m_hideInternal, &QCheckBox::toggled, this, [this](bool hide) {
        context().settings().setValue(QString::fromLatin1(kHideInternalKey), hide);
        settleFilter();
    });
    connect(columns, &QPushButton::clicked, this, [this, columns] {
        m_table->columnMenu(this)->popup(columns->mapToGlobal(QPoint(0, columns->height())));
    });
    connect(csv, &QPushButton::clicked, this, [this] { saveTable(m_table); });
}

void TopicsPane::buildTable() {
    m_table->setObjectName(QStringLiteral("topicTable"));
    m_table->setAccessibleName(tr("Topics"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->sortFirstBy("name", Qt::AscendingOrder);
    m_filter->attach(m_table);
    body()->addWidget(m_table, 1);
    connect(m_table, &TableView::openRequested, this,
            [this](const QVariant& name) { open(name.toString()); });
    connect(m_table, &TableView::selectionSettled, this, &TopicsPane::settleActions);
    connect(m_table, &TableView::settled, this, &TopicsPane::settleCounts);
    // Newest timestamps are asked for what is on screen only; scrolling settles before the question changes.
    auto* settled = new QTimer(this);
    settled->setSingleShot(true);
    settled->setInterval(250);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, settled, qOverload<>(&QTimer::start));
    connect(settled, &QTimer::timeout, this, &TopicsPane::tellVisibleTopics);
    m_acts->offerIn(m_table);
}

void TopicsPane::buildFoot() {
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(kFootMargin, 6, kFootMargin, 6);
    foot->setSpacing(kFootSpacing);
    foot->addWidget(m_counts, 1);
    m_counts->setObjectName(QStringLiteral("topicCounts"));
    m_hint->setObjectName(QStringLiteral("estimateHint"));
    m_hint->setText(
        tr("%1 from first to last offset; compaction and transactions leave gaps").arg(models::estimateSign));
    foot->addWidget(m_hint);
    body()->addWidget(new Hairline);
    body()->addLayout(foot);
}

QStringList TopicsPane::selectedTopics() const {
    QStringList names;
    for (const auto& identity : m_table->selectedIdentities())
        names += identity.toString();
    return names;
}

QString TopicsPane::currentTopic() const {
    const QStringList selected = selectedTopics();
    return selected.size() == 1 ? selected.first() : QString(); // of several none is meant before the others
}

void TopicsPane::open(const QString& topic) {
    if (!topic.isEmpty() && cluster())
        emit context().openRequested({PageKind::Topic, key().cluster, topic});
}

void TopicsPane::takeSnapshot() {
    const auto snapshot = cluster()->data().snapshot();
    m_model.update(snapshot->topics);
    if (!snapshot->isKnown())
        m_table->setEmptyReason(unknownWords());
    else
        m_table->setEmptyReason(tr("This cluster has no topics."), tr("Create a topic"), [this] {
            if (cluster())
                topic_acts::create({context(), *cluster(), window()});
        });
    settleBar();
    settleActions();
    m_table->settleNow();
    tellVisibleTopics();
}

void TopicsPane::takeZone() {
    m_model.setZone(context().zone());
}

void TopicsPane::settleFilter() {
    if (m_hideInternal->isChecked())
        m_table->proxy()->setCondition([this](int row) { return !m_model.row(row)->internal; });
    else
        m_table->proxy()->setCondition({});
}

void TopicsPane::settleActions() {
    m_acts->settle(!isStale());
    settleTips();
}

void TopicsPane::settleTips() {
    for (auto* button : m_acts->all()) {
        const QString why = ActButtons::whyNot(button);
        button->setToolTip(!why.isEmpty()             ? why
                           : button->text().isEmpty() ? button->accessibleName()
                                                      : QString());
    }
}

void TopicsPane::settleBar() {
    const auto place = std::pair(width(), ageBadge()->isHidden());
    if (std::exchange(m_barPlace, place) == place)
        return;
    // The age grows by a word while the cluster is gone.
    int room = width() - (place.second ? 0 : 40);
    for (auto* button : m_acts->all())
        button->setText(button->accessibleName());
    m_filter->setFixedWidth(kFilterWidth);
    m_bar->invalidate();
    room -= m_bar->sizeHint().width();
    // Words give way to the icons beside them, the least used first, before anything overlaps.
    const auto& all =
        m_acts->all(); // as in allActs: browse, produce, import, configure, partitions, empty, delete
    for (const std::size_t rarest : {2, 4, 3, 5, 6, 1, 0}) {
        auto* button = all[rarest];
        if (room >= 0)
            break;
        const int before = button->sizeHint().width();
        button->setText({});
        room += before - button->sizeHint().width();
    }
    m_filter->setFixedWidth(std::clamp(kFilterWidth + room, kFilterWidth / 2, kFilterWidth));
    settleTips();
}

void TopicsPane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    settleBar();
    settleHint();
}

QStringList TopicsPane::countWords() const {
    const auto rows = m_table->proxy()->shownRows();
    const auto all = m_model.rowCount(), shown = int(rows.size());
    Sums sums;
    for (const int row : rows)
        sums.add(*m_model.row(row));
    const auto partitions = [](const Sums& of) {
        return models::counted(tr("%n partition(s)", nullptr, of.partitions), of.partitions);
    };
    const auto sizeOf = [](const Sums& of, const QString& words) {
        const QString bytes = words.arg(models::formatBytes(of.bytes));
        const QString sum = of.everySize ? bytes : tr("at least %1").arg(bytes);
        return of.olderSize ? tr("%1, some as last read").arg(sum) : sum;
    };
    QStringList words{
        shown == all
            ? models::counted(tr("%n topic(s)", nullptr, all), all)
            : models::counted(tr("%1 of %n topic(s)", nullptr, all).arg(models::formatCount(shown)), all)};
    if (shown > 0 || all == 0)
        words += partitions(sums);
    if (sums.someSize)
        words += sizeOf(sums, tr("%1 in logs"));
    const QStringList selected = selectedTopics();
    if (selected.isEmpty())
        return words;
    const auto count = selected.size();
    words += models::counted(tr("%n selected", nullptr, int(count)), count);
    if (count == 1)
        return words; // its row says the rest
    Sums chosen;
    for (const QString& name : selected)
        if (const auto* topic = cluster()->data().topic(name))
            chosen.add(*topic);
    QStringList parts{partitions(chosen)};
    if (chosen.someSize)
        parts += sizeOf(chosen, QStringLiteral("%1"));
    words.last() = tr("%1: %2").arg(words.last(), parts.join(QStringLiteral(", ")));
    return words;
}

void TopicsPane::settleCounts() {
    const auto snapshot =
        cluster() ? cluster()->data().snapshot() : std::make_shared<const session::ClusterSnapshot>();
    m_estimated = snapshot->isKnown() && std::ranges::any_of(snapshot->topics, [](const auto& topic) {
                      return topic->messages && topic->countKind == session::CountKind::Span;
                  });
    QStringList words = snapshot->isKnown() ? countWords() : QStringList();
    if (const int internal = snapshot->figures.internalTopics;
        !words.isEmpty() && m_hideInternal->isChecked() && internal > 0)
        words += models::counted(tr("%n internal hidden", nullptr, internal), internal);
    m_counts->setFacts(words);
    settleHint();
}

/// Beside the counts where both fit, else in their tooltip.
void TopicsPane::settleHint() {
    const int room = width() - 2 * kFootMargin - kFootSpacing - m_counts->sizeHint().width();
    const bool fits = m_hint->sizeHint().width() <= room;
    m_hint->setVisible(m_estimated && fits);
    m_counts->setAside(m_estimated && !fits ? m_hint->text() : QString());
}

void TopicsPane::tellVisibleTopics() {
    if (!cluster() || !isVisible())
        return;
    const int first = std::max(0, m_table->rowAt(0));
    int last = m_table->rowAt(m_table->viewport()->height() - 1);
    if (last < 0)
        last = m_table->proxy()->rowCount() - 1;
    QStringList names;
    for (int row = first; row <= last; ++row)
        names += m_table->proxy()->index(row, 0).data(models::IdentityRole).toString();
    cluster()->data().setInterest(this, names);
}

} // namespace widgets
