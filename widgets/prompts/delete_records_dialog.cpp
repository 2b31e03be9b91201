#include "widgets/prompts/delete_records_dialog.h"

#include <algorithm>

#include <QLineEdit>
#include <QPushButton>

#include "models/command_lines.h"
#include "models/formats.h"
#include "widgets/common/segmented.h"
#include "widgets/theme/fonts.h"

using models::formatCount;
using models::Tone;

namespace widgets {
namespace {

enum Choice { AllRecords, BeforeOffset };

} // namespace

DeleteRecordsDialog::DeleteRecordsDialog(session::Topics& topics, session::ClusterData& known,
                                         const session::ConnectionProfile& profile,
                                         const session::TopicRow& topic,
                                         const session::PartitionRow& partition, QWidget* parent)
    : FormDialog(tr("Delete records"),
                 tr("of %1, partition %2, on %3").arg(topic.name).arg(partition.id).arg(profile.name),
                 tr("Delete records"), parent)
    , m_topics(&topics)
    , m_data(&known)
    , m_bootstrap(profile.bootstrap)
    , m_topic(topic.name)
    , m_meant{{topic.name, topic.id}}
    , m_partition(partition)
    , m_all(partition.end.value_or(0))
    , m_choice(new Segmented({tr("All before %1").arg(formatCount(m_all)), tr("Before an offset")},
                             QStringLiteral("deleteChoice"), tr("Which records")))
    , m_offset(new QLineEdit)
    , m_row(nullptr) {
    setObjectName(QStringLiteral("deleteRecordsDialog"));
    addRow(tr("Which"), m_choice);
    m_offset->setObjectName(QStringLiteral("deleteOffset"));
    m_offset->setFont(theme::monoFont());
    m_offset->setPlaceholderText(tr("the first offset to keep"));
    m_row = addRow(tr("Keep from"), m_offset);
    connect(m_choice, &Segmented::currentChanged, this, &DeleteRecordsDialog::check);
    connect(m_offset, &QLineEdit::textChanged, this, &DeleteRecordsDialog::check);
    connect(&known, &session::ClusterData::snapshotChanged, this, &DeleteRecordsDialog::follow);
    setMinimumWidth(560);
    setDangerous();
    m_row->keepRoom(2); // of its longest sentence, so that nothing moves under the pointer
    keepCommand();
    check();
}

std::optional<qint64> DeleteRecordsDialog::before() const {
    if (m_choice->current() == AllRecords)
        return m_all;
    bool isNumber = false;
    const qint64 offset = m_offset->text().trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(offset) : std::nullopt;
}

void DeleteRecordsDialog::follow() {
    const auto* topic = m_data ? m_data->topic(m_topic) : nullptr;
    if (!topic || topic->id != m_meant.at(m_topic) || isBusy())
        return;
    const auto now = std::ranges::find(topic->partitionRows, m_partition.id, &session::PartitionRow::id);
    if (now == topic->partitionRows.end() || !now->logStart || !now->end)
        return;
    m_partition = *now;
    check();
}

void DeleteRecordsDialog::check() {
    m_offset->setEnabled(m_choice->current() == BeforeOffset);
    const qint64 start = m_partition.logStart.value_or(0), end = m_partition.end.value_or(0);
    const auto offset = before();
    bool fits = false;
    if (!offset)
        m_row->say(m_offset->text().isEmpty() ? tr("From %1 to %2.").arg(formatCount(start), formatCount(end))
                                              : tr("An offset is a whole number."),
                   m_offset->text().isEmpty() ? Tone::Muted : Tone::Bad);
    else if (*offset < 0 || *offset > end)
        m_row->say(tr("The log ends at %1.").arg(formatCount(end)), Tone::Bad);
    else if (*offset <= start)
        m_row->say(tr("The log starts at %1 already: nothing would go.").arg(formatCount(start)));
    else {
        m_row->say(tr("%1 offsets, %2 to %3, are gone for every reader and cannot be brought back.")
                       .arg(formatCount(*offset - start), formatCount(start), formatCount(*offset - 1)),
                   Tone::Warn);
        fits = true;
    }
    allowAct(fits);
    setCommand(fits && m_topics ? models::deleteRecordsCommand(m_bootstrap, {deletion(*offset)}) : QString());
}

base::RecordDeletion DeleteRecordsDialog::deletion(qint64 before) const {
    return {{m_topic.toStdString(), base::PartitionId{m_partition.id}}, base::Offset{before}};
}

void DeleteRecordsDialog::act() {
    const auto offset = before();
    if (!m_topics || !offset)
        return;
    setBusy(true, tr("Deleting…"));
    // The offset that was shown, not "all": records that came since stay.
    m_topics->deleteRecords({deletion(*offset)}, m_meant, this)
        ->then(
            this, [this](const session::Nothing&) { accept(); },
            [this](const base::Error& error) { fail(error, tr("No records were deleted.")); });
}

} // namespace widgets
