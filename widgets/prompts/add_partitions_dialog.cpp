#include "widgets/prompts/add_partitions_dialog.h"

#include <QPushButton>
#include <QSpinBox>

#include "models/command_lines.h"
#include "models/formats.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kMostPartitions = 100'000;
/// The field takes more than can be, so that what is wrong is told and not swallowed.
constexpr int kMostTyped = 9'999'999;

} // namespace

AddPartitionsDialog::AddPartitionsDialog(session::ClusterSession* session, const session::TopicRow& topic,
                                         QWidget* parent)
    : FormDialog(tr("Add partitions"), tr("to %1").arg(topic.name), tr("Add partitions"), parent)
    , m_session(session)
    , m_topic(topic.name)
    , m_now(topic.partitions)
    , m_total(new QSpinBox)
    , m_row(nullptr) {
    setObjectName(QStringLiteral("addPartitionsDialog"));
    m_total->setObjectName(QStringLiteral("totalPartitions"));
    m_total->setRange(0, kMostTyped);
    m_total->setValue(m_now + 1);
    m_total->setFont(theme::monoFont());
    m_total->setAlignment(Qt::AlignRight);
    m_total->setFixedWidth(112);
    m_row = addRow(tr("Partitions in all"), m_total);
    connect(m_total, &QSpinBox::valueChanged, this, &AddPartitionsDialog::check);
    setMinimumWidth(560);
    check();
    m_total->setFocus();
    m_total->selectAll();
}

void AddPartitionsDialog::check() {
    const int total = m_total->value();
    const bool fits = total > m_now && total <= kMostPartitions;
    if (total <= m_now)
        m_row->say(tr("The topic has %1 already, and partitions cannot be taken away.")
                       .arg(models::formatCount(qint64(m_now))),
                   models::Tone::Bad);
    else if (!fits)
        m_row->say(
            tr("At most %1: more would stall the brokers.").arg(models::formatCount(qint64(kMostPartitions))),
            models::Tone::Bad);
    else
        m_row->say(tr("%n new, from %1 on. Records with a key may land elsewhere than before: the order of a "
                      "key's records "
                      "is kept only within each partition. Partitions cannot be taken away again.",
                      nullptr, total - m_now)
                       .arg(m_now),
                   models::Tone::Warn);
    actButton()->setEnabled(fits);
    setCommand(fits ? models::addPartitionsCommand(m_session ? m_session->profile().bootstrap : QString(),
                                                   m_topic, total)
                    : QString());
}

void AddPartitionsDialog::act() {
    if (!m_session)
        return;
    setBusy(true, tr("Adding…"));
    const auto wrong = [this](const base::Error& error) { fail(error, tr("No partitions were added.")); };
    const int total = m_total->value();
    m_session->addPartitions(m_topic, total, true, this)
        ->then(
            this,
            [this, total, wrong](const session::Nothing&) {
                m_session->addPartitions(m_topic, total, false, this)
                    ->then(
                        this, [this](const session::Nothing&) { accept(); }, wrong);
            },
            wrong);
}

} // namespace widgets
