#include "widgets/panes/topic/partitions_part.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/table_proxy.h"
#include "models/unread.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/table_view.h"
#include "widgets/prompts/delete_records_dialog.h"
#include "widgets/prompts/unlock.h"

namespace widgets {

PartitionsPart::PartitionsPart(PaneContext& partContext, session::ClusterSession* clusterSession,
                               const QString& topic)
    : TopicPart(partContext, clusterSession, topic)
    , m_table(new TableView(&m_model, QStringLiteral("partitions"), &partContext.settings()))
    , m_filter(new FilterField(tr("Filter partitions"), QStringLiteral("partitionFilter")))
    , m_onlyLacking(new QCheckBox(tr("Only under-replicated")))
    , m_delete(flatButton(tr("Delete records…"), QStringLiteral("deleteRecords"), QStringLiteral("erase")))
    , m_counts(label(Text::Hint, {})) {
    m_onlyLacking->setObjectName(QStringLiteral("onlyUnderReplicated"));
    m_table->setObjectName(QStringLiteral("partitionTable"));
    m_table->setAccessibleName(tr("Partitions"));
    m_table->sortFirstBy("partition", Qt::AscendingOrder);
    m_table->setEmptyReason(tr("Waiting for the brokers to name the partitions…"));
    m_filter->attach(m_table);
    layOut();
    connect(m_onlyLacking, &QCheckBox::toggled, this, [this](bool only) {
        if (only)
            m_table->proxy()->setCondition(
                [this](int row) { return m_model.row(row).partition.isUnderReplicated(); });
        else
            m_table->proxy()->setCondition({});
    });
    connect(m_delete, &QPushButton::clicked, this, &PartitionsPart::deleteRecords);
    connect(m_table, &TableView::selectionSettled, this, &PartitionsPart::settle);
    settle();
}

void PartitionsPart::layOut() {
    auto* columns = iconButton(tr("Columns"), QStringLiteral("partitionColumns"), QStringLiteral("columns"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 10, 16, 10);
    bar->setSpacing(4);
    bar->addWidget(m_filter);
    bar->addSpacing(12);
    bar->addWidget(m_onlyLacking);
    bar->addStretch();
    bar->addWidget(m_delete);
    bar->addWidget(new Hairline(Qt::Vertical, 16));
    bar->addWidget(columns);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 6, 16, 6);
    foot->addWidget(m_counts);
    foot->addStretch();
    foot->addWidget(label(Text::Hint, tr("Size of the leader's log")));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addWidget(new Hairline);
    column->addLayout(foot);
    connect(columns, &QPushButton::clicked, this, [this, columns] {
        m_table->columnMenu(this)->popup(columns->mapToGlobal(QPoint(0, columns->height())));
    });
}

const session::PartitionRow* PartitionsPart::current() const {
    const auto selected = m_table->selectedIdentities();
    if (selected.size() != 1)
        return nullptr;
    for (const auto& line : m_model.rows())
        if (line.partition.id == selected.first().toInt())
            return &line.partition;
    return nullptr;
}

void PartitionsPart::take(const session::TopicRow* topic) {
    m_model.show(topic);
    if (const QString missing = topic ? QString() : missingWords(); !missing.isEmpty())
        m_table->setEmptyReason(missing);
    if (!topic)
        return;
    qsizetype inSync = 0, replicas = 0;
    for (const auto& partition : topic->partitionRows) {
        inSync += partition.inSyncReplicas.size();
        replicas += partition.replicas.size();
    }
    m_counts->setText(models::counted(tr("%n partition(s)", nullptr, topic->partitions), topic->partitions) +
                      QStringLiteral("  ·  ") + tr("%1 of %2 replicas in sync").arg(inSync).arg(replicas));
    settle();
}

void PartitionsPart::setStale(bool stale) {
    m_stale = stale;
    m_table->setStale(stale);
    settle();
}

QString PartitionsPart::whyNone(const session::PartitionRow& partition) {
    for (const auto& offset : {partition.end, partition.logStart})
        if (const QString unread = models::unreadTip(offset); !unread.isEmpty())
            return unread;
    return partition.end && partition.logStart ? tr("This partition holds no records.")
                                               : tr("What this partition holds is not known yet.");
}

void PartitionsPart::settle() {
    const auto* partition = current();
    const bool holds =
        partition && partition->logStart && partition->end && *partition->end > *partition->logStart;
    const auto* topic = cluster() ? cluster()->data().topic(topicName()) : nullptr;
    const QString compacted = topic ? topic_acts::whyCompacted(*topic) : QString();
    m_delete->setEnabled(holds && !m_stale && compacted.isEmpty());
    m_delete->setToolTip(!compacted.isEmpty() ? compacted
                         : !partition         ? tr("Select one partition first.")
                         : !holds             ? whyNone(*partition)
                                              : tr("Moves the log start: what lies before it is gone."));
}

void PartitionsPart::deleteRecords() {
    if (!current() || !cluster())
        return;
    whenUnlocked(context().prompts(), *cluster(), window(), [this] {
        const auto* partition = current();
        const auto* topic = cluster() ? cluster()->data().topic(topicName()) : nullptr;
        if (!partition || !topic)
            return;
        auto* dialog = new DeleteRecordsDialog(cluster()->topics(), cluster()->data(), cluster()->profile(),
                                               *topic, *partition, window());
        dialog->actsOn(*cluster());
        connect(dialog, &DeleteRecordsDialog::accepted, &context(),
                [&context = context(), id = cluster()->id(),
                 words = tr("Delete records of %1-%2").arg(topic->name).arg(partition->id)] {
                    context.tellDone(id, words);
                });
        dialog->open();
    });
}

} // namespace widgets
