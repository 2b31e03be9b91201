#include "widgets/panes/groups/groups_pane.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/group_model.h"
#include "models/table_proxy.h"
#include "models/unread.h"
#include "widgets/acts/act_buttons.h"
#include "widgets/acts/group_acts.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_view.h"
#include "widgets/prompts/prompts.h"

namespace widgets {

struct GroupsPane::GroupSums {
    void add(const session::GroupRow& group) {
        lag += group.lag.value_or(0);
        members += group.members.value_or(0);
        lagsInPart += group.lag.reason() || models::lacksLag(group.partitionRows) ? 1 : 0;
        everyMember = everyMember && group.members;
    }
    qint64 lag = 0;
    int members = 0;
    int lagsInPart = 0; ///< groups
    bool everyMember = true;
};

GroupsPane::GroupsPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster)
    : Pane(key, context, cluster)
    , m_table(new TableView(&m_model, QStringLiteral("groups"), &context.settings()))
    , m_filter(new FilterField(tr("Filter groups"), QStringLiteral("groupFilter")))
    , m_onlyLag(new QCheckBox(tr("Only with lag")))
    , m_acts(new ActButtons([this] { return actTarget(selectedGroups()); }, this))
    , m_counts(new FactLine)
    , m_reason(new NameLine(Text::Hint)) {
    m_model.setZone(context.zone());
    buildBar();
    buildTable();
    settle();
}

QString GroupsPane::title() const {
    return tr("Groups");
}

void GroupsPane::buildBar() {
    m_onlyLag->setObjectName(QStringLiteral("onlyWithLag"));
    auto* columns = iconButton(tr("Columns"), QStringLiteral("groupColumns"), QStringLiteral("columns"));
    auto* csv = iconButton(tr("Save the table as CSV"), QStringLiteral("groupCsv"), QStringLiteral("export"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 10, 16, 10);
    bar->setSpacing(4);
    bar->addWidget(m_filter);
    bar->addSpacing(12);
    bar->addWidget(m_onlyLag);
    bar->addWidget(ageBadge());
    bar->addStretch();
    for (const Act& act : allActs())
        if (act.on == ActOn::OneGroup || act.on == ActOn::Groups)
            bar->addWidget(m_acts->add(act));
    bar->addWidget(new Hairline(Qt::Vertical, 16));
    bar->addWidget(columns);
    bar->addWidget(csv);
    body()->addLayout(bar);
    connect(m_onlyLag, &QCheckBox::toggled, this, [this](bool only) {
        if (only)
            m_table->proxy()->setCondition([this](int row) { return models::mayLag(*m_model.row(row)); });
        else
            m_table->proxy()->setCondition({});
    });
    connect(columns, &QPushButton::clicked, this, [this, columns] {
        m_table->columnMenu(this)->popup(columns->mapToGlobal(QPoint(0, columns->height())));
    });
    connect(csv, &QPushButton::clicked, this, [this] { saveTable(m_table); });
}

void GroupsPane::buildTable() {
    m_table->setObjectName(QStringLiteral("groupTable"));
    m_table->setAccessibleName(tr("Groups"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->sortFirstBy("lag", Qt::DescendingOrder);
    m_filter->attach(m_table);
    body()->addWidget(m_table, 1);
    body()->addWidget(new Hairline);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 6, 16, 6);
    m_counts->setObjectName(QStringLiteral("groupCounts"));
    foot->setSpacing(16);
    m_reason->setObjectName(QStringLiteral("whyNotDelete"));
    foot->addWidget(m_counts, 1);
    foot->addWidget(m_reason);
    body()->addLayout(foot);
    connect(m_table, &TableView::openRequested, this, [this](const QVariant& id) {
        if (const auto target = actTarget({id.toString()}))
            group_acts::open(*target);
    });
    connect(m_table, &TableView::selectionSettled, this, &GroupsPane::settle);
    connect(m_table, &TableView::settled, this, &GroupsPane::tellCounts);
    m_acts->offerIn(m_table);
}

QStringList GroupsPane::selectedGroups() const {
    QStringList ids;
    for (const auto& identity : m_table->selectedIdentities())
        ids += identity.toString();
    return ids;
}

void GroupsPane::takeSnapshot() {
    const auto snapshot = cluster()->data().snapshot();
    m_model.update(snapshot->groups);
    const bool asked = snapshot->isKnown() && (snapshot->figures.groups || snapshot->figures.groups.reason());
    m_table->setEmptyReason(
        !asked ? unknownWords()
        : !snapshot->figures.groups
            ? models::unreadTip(snapshot->figures.groups)
            : tr("There is no group. A consumer with a group.id makes one when it joins or commits."));
    settle();
    m_table->settleNow();
}

void GroupsPane::settle() {
    const auto selected = selectedGroups();
    m_acts->settle(!isStale());
    const auto target = actTarget(selected);
    const QString why = target ? group_acts::whyMembers(*target) : QString();
    for (auto* button : m_acts->all())
        button->setToolTip(ActButtons::whyNot(button));
    m_reason->setName(why);
}

QStringList GroupsPane::sumWords(const GroupSums& of) {
    return {of.everyMember ? models::counted(tr("%n member(s)", nullptr, of.members), of.members)
                           : models::counted(tr("at least %n member(s)", nullptr, of.members), of.members),
            of.lagsInPart == 0 ? tr("%1 records of lag").arg(models::formatCount(of.lag))
            : of.lag > 0
                ? tr("at least %1 records of lag").arg(models::formatCount(of.lag))
                : models::counted(tr("lag of %n group(s) not known", nullptr, of.lagsInPart), of.lagsInPart)};
}

QStringList GroupsPane::selectedWords(const QStringList& selected) const {
    if (selected.isEmpty())
        return {};
    const auto count = selected.size();
    const QString words = models::counted(tr("%n selected", nullptr, int(count)), count);
    if (count == 1)
        return {words}; // its row says the rest
    GroupSums chosen;
    for (const QString& id : selected)
        if (const auto* group = cluster()->data().group(id))
            chosen.add(*group);
    return {tr("%1: %2").arg(words, sumWords(chosen).join(QStringLiteral(", ")))};
}

void GroupsPane::tellCounts() {
    const auto snapshot = cluster() ? cluster()->data().snapshot() : nullptr;
    if (!snapshot || !snapshot->isKnown())
        return m_counts->setFacts({});
    const auto& known = snapshot->figures.groups;
    m_counts->setAside(models::unreadTip(known));
    if (!known)
        return m_counts->setFacts({tr("%1 groups").arg(models::unknownSign)});
    const auto rows = m_table->proxy()->shownRows();
    const int all = m_model.rowCount(), shown = int(rows.size());
    GroupSums sums;
    for (const int row : rows)
        sums.add(*m_model.row(row));
    if (sums.lagsInPart > 0 && !known.reason())
        m_counts->setAside(
            models::counted(tr("The lag of %n group(s) is not known, or not of every partition: it could not "
                               "be read, or there is no commit.",
                               nullptr, sums.lagsInPart),
                            sums.lagsInPart));
    QStringList words{
        shown == all
            ? models::counted(tr("%n group(s)", nullptr, all), all)
            : models::counted(tr("%1 of %n group(s)", nullptr, all).arg(models::formatCount(shown)), all)};
    if (shown > 0 || all == 0)
        words += sumWords(sums);
    m_counts->setFacts(words + selectedWords(selectedGroups()));
}

} // namespace widgets
