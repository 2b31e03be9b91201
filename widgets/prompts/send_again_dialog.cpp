#include "widgets/prompts/send_again_dialog.h"

#include <algorithm>
#include <tuple>

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "base/record_time.h"
#include "models/formats.h"
#include "models/run_words.h"
#include "session/records/payload.h"
#include "session/records/written_order.h"
#include "session/workspace.h"
#include "widgets/common/controls.h"
#include "widgets/prompts/export_transactions.h"
#include "widgets/prompts/header_rows.h"
#include "widgets/prompts/payload_field.h"
#include "widgets/prompts/run_progress.h"
#include "widgets/prompts/sending_fields.h"

using models::Tone;
using session::PayloadKind;
using session::RecordRow;

namespace widgets {
namespace {

constexpr int kPreviewLines = 3;
constexpr int kPreviewWidth = 640;       ///< px
constexpr qsizetype kPreviewBytes = 256; ///< of a part

/// More are not gone through by hand, and what is no text or has no name cannot be typed.
constexpr std::size_t kEditedHeaders = 30;
constexpr qsizetype kEditedBytes = 4 * 1024; ///< of one: what a line shows

std::optional<QVector<session::HeaderDraft>> editableHeaders(const RecordRow& row) {
    if (row.headers.size() > kEditedHeaders)
        return std::nullopt;
    QVector<session::HeaderDraft> out;
    for (const auto& header : row.headers) {
        const QString name = QString::fromUtf8(header.name);
        const bool isLong = header.value && header.value->size() > kEditedBytes;
        if (isLong || name.isEmpty() || name.toUtf8() != header.name)
            return std::nullopt;
        out += {name, header.value};
    }
    return out;
}

std::optional<qint64> oldestOf(const std::vector<RecordRow>& rows) {
    std::optional<qint64> out;
    for (const RecordRow& row : rows)
        if (base::isSendable(row.timestampMs))
            out = std::min(row.timestampMs, out.value_or(row.timestampMs));
    return out;
}

/// Not one whose data stays on screen after its connection was closed, as a local broker's that was stopped.
bool isReached(const session::ClusterSession& open) {
    return open.connection().state() != session::ConnectionState::Closed;
}

void fill(PayloadField& field, const std::optional<QByteArray>& bytes) {
    if (!bytes)
        return field.set(PayloadKind::Null, {});
    if (bytes->isEmpty())
        return field.set(PayloadKind::Empty, {});
    field.setBytes(*bytes);
}

QString previewOf(const std::optional<QByteArray>& part) {
    const auto shown = session::shortText(part, kPreviewBytes);
    return shown.kind == session::ShortText::Kind::Null    ? SendAgainDialog::tr("null")
           : shown.kind == session::ShortText::Kind::Empty ? SendAgainDialog::tr("empty")
                                                           : models::onOneLine(shown.text.simplified());
}

} // namespace

SendAgainDialog::SendAgainDialog(session::Workspace& workspace, session::ClusterSession* from,
                                 SendScope scope, QWidget* parent)
    : FormDialog(tr("Send again"),
                 tr("%1 of %2").arg(models::countedRecords(qint64(scope.rows.size())), scope.topic),
                 tr("Send again"), parent)
    , m_workspace(workspace)
    , m_fromBootstrap(from->profile().bootstrap)
    , m_fromTopic(scope.topic)
    , m_fromTopicId(scope.topicId)
    , m_fromCluster(from->profile().id)
    , m_rows(session::inWrittenOrder(std::move(scope.rows)))
    , m_cluster(new QComboBox)
    , m_topic(new QComboBox)
    , m_preview(label(Text::Mono, {}))
    , m_progress(new RunProgress(workspace.runs())) {
    setObjectName(QStringLiteral("sendAgainDialog"));
    m_progress->setProblem([this] { return lockedWords(target()); });
    setMinimumWidth(680);
    m_cluster->setObjectName(QStringLiteral("sendCluster"));
    m_topic->setObjectName(QStringLiteral("sendTopic"));
    for (QComboBox* box : {m_cluster, m_topic})
        box->setFixedWidth(320);
    for (const auto& profile : workspace.clusters().profiles())
        if (const auto* open = workspace.clusters().find(profile.id); open && isReached(*open))
            m_cluster->addItem(profile.name, profile.id);
    m_cluster->setPlaceholderText(tr("No cluster is open"));
    m_cluster->setCurrentIndex(m_cluster->findData(m_fromCluster));
    m_clusterRow = addRow(tr("To cluster"), m_cluster);
    m_topicRow = addRow(tr("To topic"), m_topic);
    m_sending = new SendingFields(*this, tr("As it was"));
    m_sending->tellOldest(oldestOf(m_rows));
    if (m_rows.size() == 1 && !m_rows.front().isCut()) {
        m_key = new PayloadField(tr("Key"), QStringLiteral("sendKey"), 1);
        m_value = new PayloadField(tr("Value"), QStringLiteral("sendValue"), 5);
        fill(*m_key, m_rows.front().key);
        fill(*m_value, m_rows.front().value);
        for (PayloadField* field : {m_key, m_value}) {
            field->sendAsWritten();
            field->rememberFolder(workspace.settings());
            content()->addWidget(field);
            connect(field, &PayloadField::changed, this, &SendAgainDialog::settle);
            connect(field, &PayloadField::changed, this, &SendAgainDialog::typedOn);
        }
        fillHeaders();
    }
    m_preview->setObjectName(QStringLiteral("sendPreview"));
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setMinimumWidth(1);
    content()->addWidget(m_preview);
    content()->addWidget(m_progress);
    m_progress->hide();
    connect(m_cluster, &QComboBox::currentIndexChanged, this, &SendAgainDialog::chooseCluster);
    connect(m_topic, &QComboBox::currentIndexChanged, this, &SendAgainDialog::settle);
    connect(m_sending, &SendingFields::changed, this, &SendAgainDialog::settle);
    connect(m_progress, &RunProgress::ended, this, [this] { actButton()->setText(tr("Close")); });
    connect(m_progress, &RunProgress::resumed, this,
            [this] { actButton()->setText(tr("Run in the background")); });
    chooseCluster();
}

void SendAgainDialog::fillHeaders() {
    const auto headers = editableHeaders(m_rows.front());
    if (!headers) {
        m_headerNote = label(Text::Hint, tr("Its %1 headers are sent as they are.")
                                             .arg(models::formatCount(qint64(m_rows.front().headerCount))));
        content()->addWidget(m_headerNote);
        return;
    }
    m_headers = new HeaderRows;
    m_headers->set(*headers);
    content()->addWidget(m_headers);
    connect(m_headers, &HeaderRows::changed, this, &SendAgainDialog::settle);
    connect(m_headers, &HeaderRows::changed, this, &SendAgainDialog::typedOn);
}

session::ClusterSession* SendAgainDialog::target() const {
    return m_workspace.clusters().find(m_cluster->currentData().toUuid());
}

void SendAgainDialog::chooseCluster() {
    disconnect(m_fresh);
    m_topic->setCurrentIndex(-1);
    if (auto* cluster = target()) {
        m_fresh = connect(&cluster->data(), &session::ClusterData::snapshotChanged, this,
                          &SendAgainDialog::fillTopics);
        cluster->data().refreshNow(); // one that is not in front is seldom asked
    }
    fillTopics();
}

void SendAgainDialog::fillTopics() {
    if (!m_progress->id().isEmpty())
        return; // what was asked runs
    QStringList names, shown;
    if (const auto* cluster = target())
        for (const auto& row : cluster->data().snapshot()->topics)
            if (!row->internal)
                names += row->name;
    for (int i = 0; i < m_topic->count(); ++i)
        shown += m_topic->itemText(i);
    const QString chosen = m_topic->currentIndex() < 0 ? m_fromTopic : m_topic->currentText();
    const QSignalBlocker quiet(m_topic);
    if (names != shown) {
        m_topic->clear();
        m_topic->addItems(names);
    }
    m_topic->setCurrentIndex(m_topic->findText(chosen));
    m_topic->setPlaceholderText(names.isEmpty() ? tr("No topic is known there") : tr("Choose a topic"));
    settle();
}

RecordRow SendAgainDialog::edited() const {
    RecordRow row = m_rows.front();
    if (!m_key)
        return row;
    row.key = m_key->bytes();
    row.value = m_value->bytes();
    row.keySize = row.key ? row.key->size() : -1;
    row.valueSize = row.value ? row.value->size() : -1;
    if (!m_headers)
        return row;
    row.headers.clear();
    for (const auto& header : m_headers->headers())
        row.headers.push_back({header.name.toUtf8(), header.value});
    row.headerCount = int(row.headers.size());
    row.headerSize = 0;
    for (const auto& header : row.headers)
        row.headerSize += header.name.size() + (header.value ? header.value->size() : 0);
    return row;
}

session::SendAgainDraft SendAgainDialog::draft() const {
    session::SendAgainDraft out;
    out.fromBootstrap = m_fromBootstrap;
    out.fromCluster = m_fromCluster;
    out.fromTopic = m_fromTopic;
    out.fromTopicId = m_fromTopicId;
    out.topic = m_topic->currentText();
    out.sending = m_sending->draft();
    out.rows = m_rows;
    if (m_key)
        out.rows = {edited()};
    return out;
}

void SendAgainDialog::settle() {
    const auto now = draft();
    auto* cluster = target();
    const QString locked = cluster ? lockedWords(cluster) : QString();
    m_clusterRow->say(locked.isEmpty() ? tr("The clusters that are open.") : locked,
                      locked.isEmpty() ? Tone::Muted : Tone::Bad);
    const auto* topic = cluster ? cluster->data().topic(now.topic) : nullptr;
    const bool compacted = topic && topic->cleanup && topic->cleanup->contains(QLatin1String("compact"));
    const bool keyless = std::ranges::any_of(now.rows, [](const RecordRow& row) { return row.keySize < 0; });
    const QString uncommitted = uncommittedHere(now.rows);
    m_topicRow->say(m_topic->count() == 0
                        ? tr("Its topics are not known yet, or there is none that records go to.")
                    : compacted && keyless ? tr("A compacted topic needs a key, and a record here has none.")
                    : !uncommitted.isEmpty() ? uncommitted + QLatin1Char(' ') + tr("Sent again, they count.")
                                             : QString(),
                    Tone::Warn);
    int highest = -1;
    for (const RecordRow& row : now.rows)
        highest = std::max(highest, row.partition);
    const int partitions = topic ? topic->partitions : 0;
    m_sending->tellPartitions(highest, partitions);
    m_sending->lookAt(cluster, now.topic);
    const bool fits = !now.sending.keepPartition || partitions == 0 || highest < partitions;
    QStringList lines;
    for (const RecordRow& row : now.rows) {
        if (lines.size() == kPreviewLines)
            break;
        lines += m_preview->fontMetrics().elidedText(
            tr("%1 → %2", "key, value").arg(previewOf(row.key), previewOf(row.value)), Qt::ElideRight,
            kPreviewWidth);
    }
    m_preview->setText(lines.join(QLatin1Char('\n')));
    const bool valid = (!m_key || (m_key->isValid() && m_value->isValid())) &&
                       (!m_headers || m_headers->problem().isEmpty());
    actButton()->setEnabled(cluster && locked.isEmpty() && !now.topic.isEmpty() && fits && valid);
}

bool SendAgainDialog::holdsUnsent() const {
    if (!m_key || !m_progress->id().isEmpty())
        return false;
    const RecordRow now = edited(), &was = m_rows.front();
    return std::tie(now.key, now.value, now.headers) != std::tie(was.key, was.value, was.headers);
}

void SendAgainDialog::act() {
    auto* cluster = target();
    if (!m_progress->id().isEmpty() || !cluster)
        return accept(); // it goes on without the dialog, or is over
    const auto asked = draft();
    for (QWidget* field : std::initializer_list<QWidget*>{m_cluster, m_topic})
        field->setEnabled(false);
    m_sending->close();
    for (QWidget* field : std::initializer_list<QWidget*>{m_key, m_value, m_headers, m_headerNote})
        if (field)
            field->hide();
    m_preview->hide();
    m_progress->show();
    letGo(tr("Run in the background"));
    m_progress->follow(m_workspace.runs().startSending(cluster->profile(), asked));
    adjustSize();
}

} // namespace widgets
