#include "widgets/prompts/produce_dialog.h"

#include <algorithm>
#include <any>

#include <QCheckBox>
#include <QCloseEvent>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSpinBox>
#include <QVBoxLayout>

#include "base/record_time.h"
#include "models/command_lines.h"
#include "models/formats.h"
#include "models/run_words.h"
#include "models/time_words.h"
#include "session/input_checks.h"
#include "session/records/key_partition.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/prompts/count_field.h"
#include "widgets/prompts/drafts_button.h"
#include "widgets/prompts/header_rows.h"
#include "widgets/prompts/object_picker.h"
#include "widgets/prompts/own_time.h"
#include "widgets/prompts/payload_field.h"
#include "widgets/prompts/produce_target.h"
#include "widgets/prompts/produce_words.h"
#include "widgets/prompts/topic_choice.h"
#include "widgets/theme/fonts.h"

using models::formatCount;
using models::Tone;

namespace widgets {
namespace {

constexpr int kLongSending = 10'000; ///< from here on one may not want to wait for the end
constexpr double kLongSeconds = 3;   ///< at a rate
constexpr QKeyCombination kFindKey = Qt::CTRL | Qt::Key_K;
enum When { Now, Given };

/// What somebody put into the field, as a text that tells it from anything else; empty: nothing.
QString heldBy(const PayloadField& field) {
    return field.holdsBytes() ? QString::number(qHash(*field.bytes())) : field.text();
}

QComboBox* combo(const QString& objectName, const QString& accessibleName) {
    auto* box = new QComboBox;
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    return box;
}

} // namespace

ProduceDialog::ProduceDialog(session::Records& records, session::Topics& topics, session::ClusterData& known,
                             const session::Connection& connection, const QString& topic, models::Zone zone,
                             session::Settings& settings, QWidget* parent)
    : FormDialog(tr("Produce"), tr("on %1").arg(connection.profile().name), tr("Produce"), parent)
    , m_records(&records)
    , m_topics(&topics)
    , m_data(&known)
    , m_connection(&connection)
    , m_profile(connection.profile())
    , m_zone(zone)
    , m_topic(new TopicChoice(known, QStringLiteral("produceTopic")))
    , m_target(new ProduceTarget(known, this))
    , m_key(new PayloadField(tr("Key"), QStringLiteral("produceKey"), 1))
    , m_value(new PayloadField(tr("Value"), QStringLiteral("produceValue"), 9))
    , m_headers(new HeaderRows)
    , m_when(new Segmented({tr("Now"), tr("Given")}, QStringLiteral("produceWhen"), tr("Timestamp")))
    , m_time(new QLineEdit)
    , m_timeNote(label(Text::Hint, {}))
    , m_ownTime(new OwnTime(this))
    , m_codec(combo(QStringLiteral("produceCodec"), tr("Compression")))
    , m_acks(combo(QStringLiteral("produceAcks"), tr("Acks")))
    , m_repeat(countField(QStringLiteral("produceRepeat"), 112))
    , m_rate(countField(QStringLiteral("produceRate"), 112))
    , m_repeatNote(label(Text::Hint, {}))
    , m_last(new NameLine(Text::Hint))
    , m_keepOpen(new QCheckBox(tr("Keep open")))
    , m_background(plainButton(tr("Go on in the background"), QStringLiteral("sendInBackground"))) {
    setObjectName(QStringLiteral("produceDialog"));
    buildTop(topic);
    buildMiddle();
    buildFoot(settings);
    for (auto* field : {m_key, m_value})
        field->rememberFolder(settings);
    setMinimumWidth(920);
    m_key->set(session::PayloadKind::Null, {});
    settleTopic();
    (m_topic->currentText().isEmpty() && m_topic->count() > 0 ? static_cast<QWidget*>(m_topic) : m_value)
        ->setFocus();
}

void ProduceDialog::buildTop(const QString& topic) {
    m_topic->setFixedWidth(260);
    if (!topic.isEmpty())
        m_topic->choose(topic);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(label(Text::Body, tr("Topic")));
    top->addWidget(m_topic);
    auto* find =
        iconButton(tr("Find a topic (%1)").arg(QKeySequence(kFindKey).toString(QKeySequence::NativeText)),
                   QStringLiteral("findTopic"), QStringLiteral("search"));
    top->addWidget(find);
    connect(find, &QPushButton::clicked, this, &ProduceDialog::pickTopic);
    connect(new QShortcut(kFindKey, this), &QShortcut::activated, this, &ProduceDialog::pickTopic);
    top->addSpacing(16);
    m_target->addTo(*top);
    content()->addLayout(top);
    content()->addWidget(new Hairline);
    connect(m_topic, &QComboBox::currentTextChanged, this, [this] {
        bar()->hide(); // what it tells came of sending to another
        settleTopic();
    });
    connect(m_topic, &TopicChoice::topicsChanged, this, &ProduceDialog::settleTopic);
    connect(m_target, &ProduceTarget::changed, this, &ProduceDialog::settle);
}

void ProduceDialog::pickTopic() {
    if (m_data && m_connection)
        object_picker::pick(*m_data, *m_connection, models::FindKind::Topic, true,
                            tr("Produce to which topic?"), this, [this](const QString& name) {
                                m_topic->choose(name);
                                m_value->setFocus();
                            });
}

void ProduceDialog::buildMiddle() {
    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(m_key);
    left->addWidget(m_value, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(12);
    buildRight(right);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addLayout(left, 5);
    middle->addWidget(new Hairline(Qt::Vertical));
    middle->addLayout(right, 4);
    content()->addLayout(middle, 1);
    for (auto* field : {m_key, m_value})
        connect(field, &PayloadField::changed, this, &ProduceDialog::settle);
    connect(m_headers, &HeaderRows::changed, this, &ProduceDialog::settle);
}

void ProduceDialog::buildRight(QVBoxLayout* right) {
    m_time->setObjectName(QStringLiteral("produceTime"));
    m_time->setAccessibleName(tr("Timestamp"));
    m_time->setFont(theme::monoFont());
    const QFontMetrics letters(m_time->font());
    m_time->setMinimumWidth(letters.horizontalAdvance(QStringLiteral("2026-11-22T12:00:05.121+05:45")) + 24);
    m_time->setPlaceholderText(tr("ISO, ms or -15m"));
    m_time->setToolTip(
        tr("ISO 8601 in %1, epoch milliseconds, or a while ago: -15m").arg(models::zoneName(m_zone)));
    m_timeNote->setObjectName(QStringLiteral("produceTimeNote"));
    m_timeNote->setWordWrap(true);
    m_codec->addItems({QStringLiteral("none"), QStringLiteral("gzip"), QStringLiteral("snappy"),
                       QStringLiteral("lz4"), QStringLiteral("zstd")});
    m_acks->addItem(tr("all in-sync replicas"), -1);
    m_acks->addItem(tr("the leader"), 1);
    m_acks->addItem(tr("none"), 0);
    m_rate->setAccessibleName(tr("Rate"));
    m_rate->setSpecialValueText(tr("full speed"));
    m_rate->setSuffix(tr(" /s"));
    m_repeat->setAccessibleName(tr("Repeat"));
    m_repeat->setValue(1);
    m_repeatNote->setObjectName(QStringLiteral("produceRepeatNote"));
    m_repeatNote->setWordWrap(true);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    auto* times = new QHBoxLayout;
    times->setSpacing(8);
    times->addWidget(m_repeat);
    times->addWidget(label(Text::Hint, tr("times, at")));
    times->addWidget(m_rate);
    times->addStretch();
    grid->addWidget(label(Text::Body, tr("Timestamp")), 0, 0);
    grid->addWidget(m_when, 0, 1, Qt::AlignLeft);
    grid->addWidget(m_time, 1, 1);
    grid->addWidget(m_timeNote, 2, 1);
    grid->addWidget(label(Text::Body, tr("Compression")), 3, 0);
    grid->addWidget(m_codec, 3, 1, Qt::AlignLeft);
    grid->addWidget(label(Text::Body, tr("Acks")), 4, 0);
    grid->addWidget(m_acks, 4, 1, Qt::AlignLeft);
    grid->addWidget(label(Text::Body, tr("Repeat")), 5, 0);
    grid->addLayout(times, 5, 1);
    grid->addWidget(m_repeatNote, 6, 1);
    right->addWidget(m_headers);
    right->addWidget(new Hairline);
    right->addLayout(grid);
    right->addStretch();
    connect(m_when, &Segmented::currentChanged, this, &ProduceDialog::settle);
    connect(m_time, &QLineEdit::textChanged, this, &ProduceDialog::settle);
    connect(m_ownTime, &OwnTime::changed, this, &ProduceDialog::settleTime);
    connect(m_codec, &QComboBox::currentIndexChanged, this, &ProduceDialog::settle);
    connect(m_acks, &QComboBox::currentIndexChanged, this, &ProduceDialog::settle);
    for (QSpinBox* field : {m_repeat, m_rate})
        connect(field, &QSpinBox::valueChanged, this, &ProduceDialog::settle);
}

session::SavedDraft ProduceDialog::saved() const {
    session::SavedDraft out{draft(), m_key->kind(), m_value->kind(), m_key->text(), m_value->text()};
    if (m_when->current() == Given)
        out.timeText = m_time->text();
    out.isTyped = !m_key->holdsBytes() && !m_value->holdsBytes();
    out.draft.key.reset();
    out.draft.value.reset();
    return out;
}

void ProduceDialog::take(const session::SavedDraft& saved, bool isKept) {
    const auto& draft = saved.draft;
    m_topic->setCurrentText(draft.topic);
    m_target->choose(draft.partition);
    m_key->set(saved.keyKind, saved.keyText);
    m_value->set(saved.valueKind, saved.valueText);
    m_headers->set(draft.headers);
    m_codec->setCurrentText(draft.codec);
    m_acks->setCurrentIndex(std::max(0, m_acks->findData(draft.acks)));
    m_repeat->setValue(draft.repeat);
    m_rate->setValue(int(draft.perSecond));
    m_when->setCurrent(saved.timeText.isEmpty() ? Now : Given);
    m_time->setText(saved.timeText);
    if (isKept)
        m_sent = typed();
    settle();
}

void ProduceDialog::buildFoot(session::Settings& settings) {
    m_keepOpen->setObjectName(QStringLiteral("keepOpen"));
    auto* drafts = new DraftsButton(settings, [this] { return saved(); });
    connect(drafts, &DraftsButton::chosen, this, &ProduceDialog::take);
    foot()->insertWidget(0, drafts);
    foot()->insertWidget(1, m_keepOpen);
    m_last->setCutAt(Qt::ElideRight);
    m_last->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the buttons stay where they are
    foot()->insertWidget(2, m_last, 1);
    m_background->setToolTip(tr("Closes this window; the status bar shows how far it is."));
    m_background->hide();
    foot()->insertWidget(4, m_background); // behind the stretch: the count before it grows
    connect(m_background, &QPushButton::clicked, this, &ProduceDialog::handOver);
}

void ProduceDialog::settleTopic() {
    m_target->setTopic(m_topic->currentText());
    m_ownTime->lookAt(m_topics, m_topic->isKnown() ? m_topic->currentText() : QString());
    settle();
}

std::optional<qint64> ProduceDialog::timestamp() const {
    return session::parseTime(m_time->text(), QDateTime::currentMSecsSinceEpoch(), m_zone.timeZone());
}

QString ProduceDialog::problem(const session::ProduceDraft& now) const {
    if (const QString none = m_topic->problem(); !none.isEmpty())
        return none;
    for (const PayloadField* field : {m_key, m_value})
        if (!field->isValid())
            return field->problem();
    if (m_when->current() == Given && !now.timestampMs)
        return models::timeProblem(m_time->text(), m_zone);
    if (now.timestampMs && !base::isSendable(*now.timestampMs))
        return tr("The timestamp %1 cannot be sent: it stands for none.").arg(*now.timestampMs);
    const QString wrong = produce_words::repeatProblem(now.repeat);
    const QString last = wrong.isEmpty() ? produce_words::lastProblem(now) : wrong;
    return last.isEmpty() ? m_headers->problem() : last;
}

void ProduceDialog::settleRepeat(const session::ProduceDraft& now) {
    const QString wrong = produce_words::repeatProblem(now.repeat);
    m_repeatNote->setTone(wrong.isEmpty() ? Tone::Muted : Tone::Bad);
    m_repeatNote->setText(wrong.isEmpty() ? produce_words::repeat(now) : wrong);
    markWrong(*m_repeat, !wrong.isEmpty());
}

/// Its place is always there: what stands above it does not move with what is typed.
void ProduceDialog::settleCommand(const session::ProduceDraft& now, const QString& wrong) {
    const auto command = wrong.isEmpty() ? models::produceCommand(m_profile.bootstrap, now, m_value->file())
                                         : models::KcatLine{.line = {}, .refusal = wrong};
    if (command.refusal.isEmpty())
        setCommand(command.line);
    else
        refuseCommand(command.refusal);
}

session::ProduceDraft ProduceDialog::draft() const {
    session::ProduceDraft draft;
    draft.topic = m_topic->currentText();
    draft.partition = m_target->chosen();
    draft.key = m_key->bytes();
    draft.value = m_value->bytes();
    draft.keyKind = m_key->templateKind();
    draft.valueKind = m_value->templateKind();
    draft.headers = m_headers->headers();
    if (m_when->current() == Given)
        draft.timestampMs = timestamp();
    draft.codec = m_codec->currentText();
    draft.repeat = m_repeat->value();
    draft.perSecond = m_rate->value();
    draft.acks = m_acks->currentData().toInt();
    return draft;
}

void ProduceDialog::settleTarget(const session::ProduceDraft& now) {
    const bool wrong = !m_topic->isKnown() && (!now.topic.isEmpty() || m_topic->count() == 0);
    markWrong(*m_topic, wrong);
    m_target->tell(now, wrong ? m_topic->problem() : QString());
}

void ProduceDialog::settleTime() {
    const bool isGiven = m_when->current() == Given;
    m_time->setVisible(isGiven);
    const bool wrong = isGiven && !m_time->text().isEmpty() && !timestamp();
    markWrong(*m_time, wrong);
    m_timeNote->setTone(wrong ? Tone::Bad : Tone::Warn);
    m_timeNote->setText(
        wrong ? tr("That is no time: ISO in %1, epoch ms, now or -15m.").arg(models::zoneName(m_zone))
              : m_ownTime->warning(timestamp()));
    m_timeNote->setVisible(isGiven && !m_timeNote->text().isEmpty());
}

void ProduceDialog::settle() {
    typedOn();
    const auto now = draft();
    settleTime();
    const auto* topic = m_data ? m_data->topic(now.topic) : nullptr;
    const bool compacted = topic && topic->cleanup && topic->cleanup->contains(QLatin1String("compact"));
    m_key->warn(compacted && !now.key ? tr("A compacted topic needs a key.") : QString());
    settleTarget(now);
    settleRepeat(now);
    const QString wrong = problem(now);
    settleCommand(now, wrong);
    actButton()->setEnabled(wrong.isEmpty() && !m_job);
    actButton()->setToolTip(wrong.isEmpty() ? tr("Ctrl+Enter") : wrong);
}

void ProduceDialog::act() {
    if (!m_records || m_job)
        return;
    if (focusWidget() == actButton()) // which loses it: the next record is typed there
        m_value->setFocus();
    setBusy(true, tr("Sending…"));
    m_asked = draft();
    m_toldAsked = m_target->told();
    m_typedAsked = typed();
    auto* job = m_records->produce(m_asked, this);
    m_job = job;
    const double seconds = m_rate->value() > 0 ? double(m_repeat->value()) / m_rate->value() : 0;
    m_isRun = m_repeat->value() >= kLongSending || seconds > kLongSeconds;
    m_background->setVisible(m_isRun);
    if (m_isRun)
        emit handedOver(job, m_asked);
    connect(job, &session::JobBase::progressed, this, [this](qint64 done, qint64 total) {
        m_last->setName(tr("%1 of %2 sent").arg(formatCount(done), formatCount(total)));
    });
    job->then(
        this,
        [this](const session::ProducedRecords& records) {
            m_job.clear();
            m_background->hide();
            setBusy(false);
            m_last->setName(produce_words::sent(records, QDateTime::currentMSecsSinceEpoch(), m_zone));
            m_sent = m_typedAsked;
            if (!m_isRun)
                emit produced(m_asked.topic, records);
            const bool told = tellArrival(records); // which is read before the form closes
            m_keepOpen->isChecked() || told ? settle() : accept();
        },
        [this, job](const base::Error& error) {
            m_job.clear();
            m_background->hide();
            if (error.name == "CANCELLED")
                m_last->setName({}); // the error counts all; what was told last were less
            const auto* left = std::any_cast<session::DraftRest>(&job->left());
            fail(error, produce_words::failed(m_asked, left));
            settle();
        });
}

/// What is not as the form said before; false: there is nothing.
bool ProduceDialog::tellArrival(const session::ProducedRecords& records) {
    QStringList told;
    if (records.timesNotKept > 0)
        told += models::timesNotKept(m_asked.topic) + QLatin1Char('.');
    if (const QString elsewhere = produce_words::elsewhere(m_toldAsked, records); !elsewhere.isEmpty()) {
        told += elsewhere;
        if (m_data)
            m_data->refreshNow();
    }
    if (!told.isEmpty())
        bar()->say(Tone::Warn, told.join(QLatin1Char(' ')));
    return !told.isEmpty();
}

void ProduceDialog::handOver() {
    if (!m_job || (!m_records && !m_isRun)) // nobody would take it over
        return;
    auto* job = m_job.data();
    disconnect(job, nullptr, this, nullptr);
    m_job.clear(); // not this dialog's to stop any more
    if (!m_isRun)
        emit handedOver(job, m_asked);
    accept();
}

QString ProduceDialog::typed() const {
    QStringList all{heldBy(*m_key), heldBy(*m_value)};
    for (const auto& header : m_headers->headers())
        all << header.name << QString::fromUtf8(header.value.value_or(QByteArray()));
    return all.join(QString()).isEmpty() ? QString() : all.join(QChar(0x1f));
}

bool ProduceDialog::holdsUnsent() const {
    return !m_job && !typed().isEmpty() && typed() != m_sent;
}

void ProduceDialog::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier)
        actButton()->click();
    else
        FormDialog::keyPressEvent(event);
}

void ProduceDialog::closeEvent(QCloseEvent* event) {
    handOver();
    FormDialog::closeEvent(event);
}

void ProduceDialog::reject() {
    m_job ? m_job->cancel() : FormDialog::reject();
}

} // namespace widgets
