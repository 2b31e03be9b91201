#include "widgets/prompts/create_topic_dialog.h"

#include <algorithm>
#include <limits>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "models/cells.h"
#include "models/command_lines.h"
#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/common/unit_picker.h"
#include "widgets/prompts/count_field.h"
#include "widgets/prompts/topic_setting_rows.h"
#include "widgets/theme/fonts.h"

using models::Tone;
using session::CountProblem;
using session::NameProblem;

namespace widgets {
namespace {

constexpr int kCountWidth = 96;
/// The field with what stands at its right.
QWidget* beside(QWidget* field, QWidget* aside) {
    auto* pair = new QWidget;
    pair->setObjectName(field->objectName() + QStringLiteral("Line"));
    pair->setFocusProxy(field);
    auto* line = new QHBoxLayout(pair);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(field);
    line->addWidget(aside);
    line->addStretch();
    return pair;
}

QWidget* quickTimes(UnitPicker* picker) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(8, 0, 0, 0);
    line->setSpacing(4);
    constexpr qint64 hour = 3'600'000;
    for (qint64 ms : {hour, 12 * hour, 24 * hour, 7 * 24 * hour, 30 * 24 * hour}) {
        auto* button = plainButton(models::formatRetention(ms), QStringLiteral("keep%1h").arg(ms / hour));
        button->setProperty("look", QByteArray("chip"));
        button->setFixedHeight(24);
        QObject::connect(button, &QPushButton::clicked, picker, [picker, ms] { picker->setValue(ms); });
        line->addWidget(button);
    }
    line->addStretch();
    return row;
}

QString meanOf(int count, int of) {
    return count % of == 0 ? models::formatCount(qint64(count / of)) : models::formatRate(double(count) / of);
}

} // namespace

QStringList CreateTopicDialog::ownFields() {
    QStringList names;
    for (const char* name : {kCleanup, kKeepFor, kKeepAtMost, kLargest, kLeastInSync})
        names += QString::fromLatin1(name);
    return names;
}

CreateTopicDialog::CreateTopicDialog(session::Topics& topics, session::ClusterData& known,
                                     const session::ConnectionProfile& profile, QWidget* parent,
                                     const session::TopicRow* like)
    : FormDialog(like ? tr("Clone topic") : tr("Create topic"),
                 like ? tr("like %1").arg(like->name) : tr("on %1").arg(profile.name),
                 like ? tr("Clone topic") : tr("Create topic"), parent)
    , m_topics(&topics)
    , m_data(&known)
    , m_bootstrap(profile.bootstrap)
    , m_name(new QLineEdit)
    , m_partitions(countField(QStringLiteral("topicPartitions"), kCountWidth))
    , m_replication(countField(QStringLiteral("topicReplication"), kCountWidth))
    , m_minInSync(countField(QStringLiteral("topicMinInSync"), kCountWidth))
    , m_cleanup(new Segmented({tr("Default"), tr("Delete"), tr("Compact"), tr("Compact and delete")},
                              QStringLiteral("topicCleanup"), tr("Cleanup")))
    , m_cleanupDefault(label(Text::Hint, {}))
    , m_retention(new UnitPicker(models::ValueKind::Milliseconds, -1, true, QStringLiteral("topicRetention"),
                                 tr("Keep for")))
    , m_retentionBytes(new UnitPicker(models::ValueKind::Bytes, -1, true,
                                      QStringLiteral("topicRetentionBytes"), tr("Keep at most")))
    , m_maxMessage(new UnitPicker(models::ValueKind::Bytes, {}, true, QStringLiteral("topicMaxMessage"),
                                  tr("Largest batch")))
    , m_settings(new TopicSettingRows(ownFields()))
    , m_copied(label(Text::Hint, {}))
    , m_like(like ? like->name : QString())
    , m_check(flatButton(tr("Check only"), QStringLiteral("checkTopic"), QStringLiteral("okc")))
    , m_verdict(label(Text::Hint, {})) {
    setObjectName(QStringLiteral("createTopicDialog"));
    if (profile.localBroker)
        m_cleanup->setToolTip(tr("The local broker takes the setting and does not compact yet."));
    m_name->setObjectName(QStringLiteral("topicName"));
    m_name->setFont(theme::monoFont());
    m_name->setMaxLength(300);
    m_cleanupDefault->setObjectName(QStringLiteral("cleanupDefault"));
    m_partitions->setValue(1);
    m_replication->setMaximum(std::numeric_limits<qint16>::max()); // as Kafka sends it
    // 0 stands for the cluster's own default and reads so.
    for (auto* box : {m_replication, m_minInSync})
        box->setSpecialValueText(tr("Default"));
    buildForm();
    buildSettings();
    buildFoot();
    connect(&known, &session::ClusterData::snapshotChanged, this, [this] {
        const auto said = std::pair(m_nameRow->tone(), m_nameRow->words());
        checkName();
        if (said != std::pair(m_nameRow->tone(), m_nameRow->words()))
            check(); // somebody took the name, or gave it back
    });
    setMinimumWidth(680);
    m_name->setFocus();
    if (like)
        copyFrom(*like);
    check();
}

void CreateTopicDialog::buildForm() {
    keepCommand(3);
    m_nameRow = addRow(tr("Name"), m_name);
    m_partitionsRow = addRow(tr("Partitions"), m_partitions);
    m_replicationRow = addRow(tr("Replication"), m_replication);
    m_minInSyncRow = addRow(tr("Min in-sync replicas"), m_minInSync);
    m_minInSyncRow->keepRoom(1);
    addSeparator();
    addRow(tr("Cleanup"), beside(m_cleanup, m_cleanupDefault));
    buildRetention();

    connect(m_name, &QLineEdit::textEdited, this, [this] { m_touchedName = true; });
    connect(m_name, &QLineEdit::textChanged, this, &CreateTopicDialog::check);
    for (auto* box : {m_partitions, m_replication, m_minInSync})
        connect(box, &QSpinBox::valueChanged, this, &CreateTopicDialog::check);
    for (auto* picker : {m_retention, m_retentionBytes, m_maxMessage})
        connect(picker, &UnitPicker::changed, this, &CreateTopicDialog::check);
    connect(m_cleanup, &Segmented::currentChanged, this, &CreateTopicDialog::check);
}

void CreateTopicDialog::buildRetention() {
    for (auto* picker : {m_retention, m_retentionBytes, m_maxMessage})
        picker->setValue(std::nullopt);
    m_maxMessage->setMost(*session::mostOf(QStringLiteral("INT"))); // Kafka keeps it in 32 bits
    m_retentionRow = addRow(tr("Keep for"), beside(m_retention, quickTimes(m_retention)));
    m_bytesRow = addRow(tr("Keep at most"), beside(m_retentionBytes, label(Text::Hint, tr("per partition"))));
    m_messageRow = addRow(tr("Largest batch"),
                          beside(m_maxMessage, label(Text::Hint, tr("compressed, with its header"))));
}

void CreateTopicDialog::buildFoot() {
    m_check->setToolTip(tr("Asks the brokers whether they would create it; creates nothing."));
    foot()->insertWidget(0, m_check);
    foot()->insertWidget(1, m_verdict);
    connect(m_check, &QPushButton::clicked, this, &CreateTopicDialog::checkOnly);
}

base::NewTopic CreateTopicDialog::topic() const {
    base::NewTopic topic;
    topic.name = m_name->text().toStdString();
    topic.partitions = m_partitions->value();
    if (m_replication->value() > 0)
        topic.replication = m_replication->value();
    const auto put = [&topic](const char* key, const QString& value) {
        topic.configs[key] = value.toStdString();
    };
    topic.configs = m_settings->values();
    if (m_minInSync->value() > 0)
        put(kLeastInSync, QString::number(m_minInSync->value()));
    if (m_cleanup->current() != Default)
        put(kCleanup, m_cleanup->current() == Delete    ? QStringLiteral("delete")
                      : m_cleanup->current() == Compact ? QStringLiteral("compact")
                                                        : QStringLiteral("compact,delete"));
    if (const auto ms = m_retention->value())
        put(kKeepFor, QString::number(*ms));
    if (const auto bytes = m_retentionBytes->value())
        put(kKeepAtMost, QString::number(*bytes));
    if (const auto bytes = m_maxMessage->value())
        put(kLargest, QString::number(*bytes));
    return topic;
}

void CreateTopicDialog::check() {
    checkName();
    checkPartitions();
    checkReplicas();
    bool fits =
        m_nameRow->tone() != Tone::Bad && !m_name->text().isEmpty() && m_partitionsRow->tone() != Tone::Bad;
    for (auto [picker, row] :
         {std::pair{m_retention, m_retentionRow}, std::pair{m_retentionBytes, m_bytesRow},
          std::pair{m_maxMessage, m_messageRow}}) {
        const QString wrong = picker->error();
        row->say(wrong, Tone::Bad);
        fits = fits && wrong.isEmpty();
    }
    fits = fits && m_settings->problem().isEmpty() && !m_copying;
    actButton()->setEnabled(fits && !m_asking);
    m_check->setEnabled(fits && !m_asking);
    settleCommand();
    m_verdict->setTone(Tone::Muted);
    m_verdict->setText(tr("asks the brokers, creates nothing"));
}

void CreateTopicDialog::settleCommand() {
    QString wrong = m_settings->problem();
    for (const Row* row : {m_messageRow, m_bytesRow, m_retentionRow, m_partitionsRow, m_nameRow})
        if (row->tone() == Tone::Bad)
            wrong = row->words();
    if (!wrong.isEmpty())
        return refuseCommand(wrong);
    auto shown = topic();
    if (shown.name.empty())
        shown.name = tr("NAME").toStdString();
    setCommand(models::createTopicCommand(m_bootstrap, shown));
}

void CreateTopicDialog::checkName() {
    QStringList taken;
    if (m_data)
        for (const auto& topic : m_data->snapshot()->topics)
            taken += topic->name;
    const auto verdict = session::checkTopicName(m_name->text(), taken);
    QString words;
    Tone tone = Tone::Bad;
    switch (verdict.problem) {
    case NameProblem::None:
        words = tr("The name is free.");
        tone = Tone::Muted;
        break;
    case NameProblem::Empty:
        words = m_touchedName ? tr("A topic needs a name.")
                              : tr("Letters, digits, dots, underscores and hyphens, at most 249.");
        tone = m_touchedName ? Tone::Bad : Tone::Muted;
        break;
    case NameProblem::TooLong:
        words = tr("%1 characters are too many: Kafka takes at most 249.").arg(m_name->text().size());
        break;
    case NameProblem::BadCharacter:
        words = verdict.offender.trimmed().isEmpty() ? tr("A blank cannot stand in a topic's name.")
                                                     : tr("“%1” cannot stand here: letters, digits, dots, "
                                                          "underscores, hyphens can.")
                                                           .arg(verdict.offender);
        break;
    case NameProblem::DotOrDots:
        words = tr("“%1” alone is no name: it would be a folder of its own.").arg(verdict.offender);
        break;
    case NameProblem::Exists:
        words = tr("%1 exists already.").arg(verdict.offender);
        break;
    case NameProblem::Collides:
        words = tr("%1 exists: Kafka takes its dots and underscores for the same.").arg(verdict.offender);
        break;
    }
    m_nameRow->say(words, tone);
}

void CreateTopicDialog::checkPartitions() {
    const int brokers = m_data ? int(m_data->snapshot()->brokers.size()) : 0;
    const int partitions = m_partitions->value();
    switch (session::checkPartitions(partitions, 0)) {
    case CountProblem::None:
        m_partitionsRow->say(brokers > 1 ? tr("a mean of %1 leaders on each of %2 brokers")
                                               .arg(meanOf(partitions, brokers))
                                               .arg(brokers)
                                         : QString());
        break;
    case CountProblem::TooFew:
        m_partitionsRow->say(tr("A topic needs at least one partition."), Tone::Bad);
        break;
    case CountProblem::TooMany:
        m_partitionsRow->say(tooManyPartitions(), Tone::Bad);
        break;
    }
}

/// A cluster may count brokers that are registered and away (KRaft does), which nobody tells: it decides.
void CreateTopicDialog::checkReplicas() {
    const int brokers = m_data ? int(m_data->snapshot()->brokers.size()) : 0;
    const int replicas = m_replication->value();
    if (brokers == 0)
        m_replicationRow->say({});
    else if (replicas > brokers)
        m_replicationRow->say(
            models::counted(
                tr("More than the %n broker(s) that are there now: the brokers decide.", nullptr, brokers),
                brokers),
            Tone::Warn);
    else
        m_replicationRow->say(models::counted(
            tr("%n broker(s) are there now; each holds at most one copy of every record.", nullptr, brokers),
            brokers));
    const int least = m_minInSync->value();
    if (replicas > 0 && least > replicas)
        // Since 3.7 as many as there are will do; what version the brokers are is not known for sure.
        m_minInSyncRow->say(tr("More than replicas: before Kafka 3.7 nobody can write with acks=all."),
                            Tone::Warn);
    else if (replicas > 1 && least == replicas)
        m_minInSyncRow->say(
            tr("Equal to the replication: one broker down stops every producer with acks=all."), Tone::Warn);
    else
        m_minInSyncRow->say({});
}

void CreateTopicDialog::ask(const base::NewTopic& topic, bool validateOnly, const QString& refused,
                            std::function<void()> done) {
    if (!m_topics)
        return;
    m_asking = true;
    setBusy(true, validateOnly ? tr("Checking…") : tr("Creating…"));
    m_check->setEnabled(false);
    m_topics->create(topic, validateOnly, this)
        ->then(
            this,
            [this, done = std::move(done)](const session::CreatedTopic&) {
                m_asking = false;
                done();
            },
            [this, refused](const base::Error& error) {
                m_asking = false;
                check();
                fail(error, refused);
                if (m_data)
                    m_data->refreshNow(); // the reason may be something new
            });
}

void CreateTopicDialog::checkOnly() {
    ask(topic(), true, tr("The check did not pass; nothing was to be created."), [this, asked = topic()] {
        setBusy(false);
        check();
        if (topic() != asked)
            return m_verdict->setText(tr("Changed since it was asked: check again."));
        m_verdict->setTone(Tone::Good);
        m_verdict->setText(tr("The brokers would create it. Nothing was created."));
    });
}

/// What is created is what was checked, whatever is typed meanwhile.
void CreateTopicDialog::act() {
    const QString refused = tr("The topic was not created.");
    ask(topic(), true, refused, [this, refused, wanted = topic()] {
        ask(wanted, false, refused, [this, wanted] {
            emit created(QString::fromStdString(wanted.name));
            accept();
        });
    });
}

} // namespace widgets
