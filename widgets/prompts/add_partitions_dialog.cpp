#include "widgets/prompts/add_partitions_dialog.h"

#include <QPushButton>
#include <QSpinBox>

#include "models/command_lines.h"
#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/prompts/count_field.h"

using session::CountProblem;

namespace widgets {

AddPartitionsDialog::AddPartitionsDialog(session::Topics& topics, session::ClusterData& known,
                                         const session::ConnectionProfile& profile,
                                         const session::TopicRow& topic, QWidget* parent)
    : FormDialog(tr("Add partitions"), tr("to %1 on %2").arg(topic.name, profile.name), tr("Add partitions"),
                 parent)
    , m_topics(&topics)
    , m_data(&known)
    , m_bootstrap(profile.bootstrap)
    , m_topic(topic.name)
    , m_meant{{topic.name, topic.id}}
    , m_now(topic.partitions)
    , m_total(countField(QStringLiteral("totalPartitions"), 112))
    , m_row(nullptr) {
    setObjectName(QStringLiteral("addPartitionsDialog"));
    m_total->setValue(m_now + 1);
    m_row = addRow(tr("Partitions in all"), m_total);
    connect(m_total, &QSpinBox::valueChanged, this, &AddPartitionsDialog::check);
    connect(&known, &session::ClusterData::snapshotChanged, this, &AddPartitionsDialog::follow);
    setMinimumWidth(560);
    keepCommand(); // it may go by itself
    check();
    m_total->setFocus();
    m_total->selectAll();
}

void AddPartitionsDialog::follow() {
    const auto* topic = m_data ? m_data->topic(m_topic) : nullptr;
    if (!topic || topic->id != m_meant.at(m_topic) || topic->partitions == m_now || isBusy())
        return;
    m_now = topic->partitions;
    check();
}

void AddPartitionsDialog::check() {
    const int total = m_total->value();
    const auto problem = session::checkPartitions(total, m_now);
    const bool fits = problem == CountProblem::None;
    if (problem == CountProblem::TooFew)
        m_row->say(tr("The topic has %1 already, and partitions cannot be taken away.")
                       .arg(models::formatCount(qint64(m_now))),
                   models::Tone::Bad);
    else if (!fits)
        m_row->say(tooManyPartitions(), models::Tone::Bad);
    else
        m_row->say(
            models::counted(
                tr("%n new, from %1 on. Records with a key may land elsewhere than before: the order of a "
                   "key's records "
                   "is kept only within each partition. Partitions cannot be taken away again.",
                   nullptr, total - m_now),
                total - m_now)
                .arg(m_now),
            models::Tone::Warn);
    allowAct(fits);
    setCommand(fits ? models::addPartitionsCommand(m_bootstrap, increase()) : QString());
}

base::PartitionIncrease AddPartitionsDialog::increase() const {
    return {m_topic.toStdString(), m_total->value()};
}

void AddPartitionsDialog::act() {
    if (!m_topics)
        return;
    setBusy(true, tr("Adding…"));
    const auto wrong = [this](const base::Error& error) { fail(error, tr("No partitions were added.")); };
    const auto wanted = increase();
    m_topics->addPartitions(wanted, m_meant, true, this)
        ->then(
            this,
            [this, wanted, wrong](const session::Nothing&) {
                m_topics->addPartitions(wanted, m_meant, false, this)
                    ->then(
                        this, [this](const session::Nothing&) { accept(); }, wrong);
            },
            wrong);
}

} // namespace widgets
