#include "widgets/panes/groups/groups_pane.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/formats.h"
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
            m_table->proxy()->setCondition([this](int row) { return m_model.row(row)->lag.value_or(0) > 0; });
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
}

void GroupsPane::settle() {
    const auto selected = selectedGroups();
    m_acts->settle(!isStale());
    const auto target = actTarget(selected);
    const QString why = target ? group_acts::whyMembers(*target) : QString();
    for (auto* button : m_acts->all())
        button->setToolTip(ActButtons::whyNot(button));
    m_reason->setName(why);
    if (cluster())
        tellCounts(*cluster()->data().snapshot(), int(selected.size()));
}

void GroupsPane::tellCounts(const session::ClusterSnapshot& snapshot, int selected) {
    if (!snapshot.isKnown())
        return m_counts->setFacts({});
    const auto& known = snapshot.figures.groups;
    m_counts->setAside(models::unreadTip(known));
    if (!known)
        return m_counts->setFacts({tr("%1 groups").arg(models::unknownSign)});
    qint64 lag = 0;
    int members = 0, lagsInPart = 0;
    bool everyMember = true;
    for (const auto& group : snapshot.groups) {
        lag += group->lag.value_or(0);
        members += group->members.value_or(0);
        lagsInPart += group->lag.reason() || group->partitionsWithoutCommit > 0 ? 1 : 0;
        everyMember = everyMember && group->members;
    }
    QStringList words{
        models::counted(tr("%n group(s)", nullptr, int(snapshot.groups.size())), snapshot.groups.size()),
        everyMember ? models::counted(tr("%n member(s)", nullptr, members), members)
                    : models::counted(tr("at least %n member(s)", nullptr, members), members),
        lagsInPart == 0 ? tr("%1 records of lag").arg(models::formatCount(lag))
        : lag > 0       ? tr("at least %1 records of lag").arg(models::formatCount(lag))
                  : models::counted(tr("lag of %n group(s) not known", nullptr, lagsInPart), lagsInPart)};
    if (lagsInPart > 0 && !known.reason())
        m_counts->setAside(
            models::counted(tr("The lag of %n group(s) is not known, or not of every partition: it could not "
                               "be read, or there is no commit.",
                               nullptr, lagsInPart),
                            lagsInPart));
    if (selected > 0)
        words += models::counted(tr("%n selected", nullptr, selected), selected);
    m_counts->setFacts(words);
}

} // namespace widgets
