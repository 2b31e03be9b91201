#include "widgets/prompts/empty_before_dialog.h"

#include <algorithm>

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "models/command_lines.h"
#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_view.h"
#include "widgets/theme/fonts.h"

using models::formatCount;
using models::Tone;

namespace widgets {
namespace {

constexpr int kTableHeight = 168; // px, six lines with the titles
constexpr int kNameWidth = 240;   // px, of a topic that a sentence names
constexpr int kPauseMs = 300;     // a typed time is asked for once the hand rests

QString asideOf(const QStringList& names, const QString& cluster) {
    return EmptyBeforeDialog::tr("of %1 on %2")
        .arg(names.size() == 1
                 ? names.first()
                 : models::counted(EmptyBeforeDialog::tr("%n topic(s)", nullptr, int(names.size())),
                                   names.size()),
             cluster);
}

/// Of a partition that could not be read nobody knows what is older.
QStringList countWords(const std::vector<session::RecordCut>& rows) {
    qint64 goes = 0, cut = 0, unread = 0;
    for (const auto& row : rows) {
        goes += row.goes().value_or(0);
        cut += row.goes().value_or(0) > 0 ? 1 : 0;
        unread += row.goes() ? 0 : 1;
    }
    QStringList words;
    if (cut > 0)
        words << EmptyBeforeDialog::tr("%1 offsets in %2 of %3 partitions are gone for every reader and "
                                       "cannot be brought back.")
                     .arg(formatCount(goes), formatCount(cut), formatCount(qint64(rows.size())));
    else if (unread > 0 && unread < std::ssize(rows))
        words << EmptyBeforeDialog::tr("Nothing is older in those that could be read: nothing would go.");
    else if (unread == 0 && !rows.empty())
        words << EmptyBeforeDialog::tr("Nothing is older: nothing would go.");
    if (unread > 0)
        words << EmptyBeforeDialog::tr("%1 could not be read and stay as they are.").arg(formatCount(unread));
    return words;
}

} // namespace

EmptyBeforeDialog::EmptyBeforeDialog(session::Topics& topics, session::ClusterData& known,
                                     const session::ConnectionProfile& profile, const QStringList& names,
                                     models::Zone zone, const QString& typedName, QWidget* parent)
    : FormDialog(tr("Delete older records"), asideOf(names, profile.name), tr("Delete records"), parent)
    , m_topics(&topics)
    , m_data(&known)
    , m_bootstrap(profile.bootstrap)
    , m_names(names)
    , m_zone(zone)
    , m_typedName(typedName)
    , m_time(new QLineEdit)
    , m_pause(new QTimer(this))
    , m_table(new TableView(&m_model, QStringLiteral("recordCuts"), nullptr))
    , m_counts(label(Text::Hint, {})) {
    setObjectName(QStringLiteral("emptyBeforeDialog"));
    m_pause->setSingleShot(true);
    m_pause->setInterval(kPauseMs);
    buildForm();
    buildTable();
    setMinimumWidth(840);
    setDangerous();
    connect(m_pause, &QTimer::timeout, this, &EmptyBeforeDialog::look);
    connect(m_time, &QLineEdit::textChanged, this, &EmptyBeforeDialog::read);
    read();
    m_time->setFocus();
}

void EmptyBeforeDialog::buildForm() {
    m_time->setObjectName(QStringLiteral("emptyBeforeTime"));
    m_time->setFont(theme::monoFont());
    m_time->setFixedWidth(260);
    m_time->setPlaceholderText(tr("ISO in %1, epoch ms or -7d").arg(models::zoneName(m_zone)));
    auto* when = new QWidget;
    auto* line = new QHBoxLayout(when);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(m_time);
    line->addSpacing(8);
    for (const qint64 hours : {1, 24, 7 * 24, 30 * 24}) {
        auto* button = plainButton(models::formatRetention(hours * 3'600'000),
                                   QStringLiteral("olderThan%1h").arg(hours));
        button->setProperty("look", QByteArray("chip"));
        button->setFixedHeight(24);
        connect(button, &QPushButton::clicked, m_time,
                [this, hours] { m_time->setText(QStringLiteral("-%1h").arg(hours)); });
        line->addWidget(button);
    }
    line->addStretch();
    when->setFocusProxy(m_time);
    m_time->setAccessibleName(tr("Older than"));
    m_timeRow = addRow(tr("Older than"), when);
    m_timeRow->keepRoom(2);
    if (m_typedName.isEmpty())
        return;
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("typedName"));
    m_name->setFont(theme::monoFont());
    m_name->setAccessibleName(tr("The name, typed to confirm"));
    auto* what = new NameLine(Text::Mono);
    what->setName(m_typedName);
    content()->insertWidget(1, what);
    addRow(tr("Type it to confirm"), m_name)->say(tr("This is a production cluster."));
    connect(m_name, &QLineEdit::textChanged, this, &EmptyBeforeDialog::settle);
}

void EmptyBeforeDialog::buildTable() {
    m_table->setAccessibleName(tr("What goes from each partition"));
    m_table->setMinimumHeight(kTableHeight);
    m_counts->setObjectName(QStringLiteral("emptyBeforeCounts"));
    content()->addWidget(m_table, 1);
    content()->addWidget(m_counts);
}

void EmptyBeforeDialog::read() {
    ++m_looks;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_beforeMs = session::parseTime(m_time->text(), now, m_zone.timeZone());
    m_model.update({});
    m_table->setEmptyReason(m_beforeMs ? tr("Asking the brokers what is older…")
                                       : tr("What goes stands here once there is a time."));
    bar()->hide();
    if (m_beforeMs)
        m_pause->start();
    else
        m_pause->stop();
    settle();
}

void EmptyBeforeDialog::look() {
    if (!m_topics || !m_beforeMs)
        return;
    const int number = ++m_looks;
    m_topics->cutsBefore(m_names, *m_beforeMs, this)
        ->then(
            this,
            [this, number](const std::vector<session::RecordCut>& cuts) {
                if (number == m_looks)
                    take(cuts);
            },
            [this, number](const base::Error& error) {
                if (number != m_looks)
                    return;
                m_table->setEmptyReason(tr("What is older could not be read."));
                if (bar()->isHidden()) // else it says what became of the act before
                    bar()->say(error, tr("What is older could not be read."));
            });
}

void EmptyBeforeDialog::take(const std::vector<session::RecordCut>& cuts) {
    m_model.update(cuts);
    settle();
}

std::vector<base::RecordDeletion> EmptyBeforeDialog::deletions() const {
    std::vector<base::RecordDeletion> out;
    for (const auto& cut : m_model.rows())
        if (cut.goes().value_or(0) > 0)
            out.push_back(
                {{cut.topic.toStdString(), base::PartitionId{cut.partition}}, base::Offset{*cut.keepFrom}});
    return out;
}

session::TopicIds EmptyBeforeDialog::meant() const {
    session::TopicIds ids;
    for (const auto& cut : m_model.rows())
        ids[cut.topic] = cut.topicId;
    return ids;
}

QString EmptyBeforeDialog::compacted() const {
    QStringList names;
    for (const QString& name : m_names)
        if (const auto* topic = m_data ? m_data->topic(name) : nullptr;
            topic && topic->cleanup && !topic->cleanup->contains(QLatin1String("delete")))
            names += fontMetrics().elidedText(name, Qt::ElideMiddle, kNameWidth);
    if (names.size() > 3)
        names = names.mid(0, 3) << QStringLiteral("…");
    return names.join(QLatin1String(", "));
}

void EmptyBeforeDialog::settle() {
    const QString compact = compacted();
    const QString typed = m_time->text().trimmed();
    if (!m_beforeMs && !typed.isEmpty())
        m_timeRow->say(tr("That is no time: ISO in %1, epoch ms, now or -15m.").arg(models::zoneName(m_zone)),
                       Tone::Bad);
    else if (!compact.isEmpty())
        m_timeRow->say(tr("Kafka deletes no records of a topic that is only compacted: %1.").arg(compact),
                       Tone::Warn);
    else if (m_beforeMs)
        m_timeRow->say(tr("Before %1 by the records' own times. Each partition is cut at its first record of "
                          "that time or later: an older one behind it stays.")
                           .arg(models::formatTime(*m_beforeMs, m_zone)));
    else
        m_timeRow->say(tr("By the records' own times, in %1.").arg(models::zoneName(m_zone)));

    const auto cuts = deletions();
    const QStringList words = countWords(m_model.rows());
    m_counts->setText(words.join(QLatin1Char(' ')));
    m_counts->setTone(cuts.empty() ? Tone::Muted : Tone::Warn);
    const bool named = !m_name || m_name->text() == m_typedName;
    actButton()->setEnabled(!cuts.empty() && named && !m_asking);
    setCommand(models::deleteRecordsCommand(m_bootstrap, cuts));
}

void EmptyBeforeDialog::act() {
    const auto cuts = deletions();
    if (!m_topics || cuts.empty())
        return;
    m_asking = true;
    setBusy(true, tr("Deleting…"));
    // The offsets that were shown: records that came since stay.
    m_topics->deleteRecords(cuts, meant(), this)
        ->then(
            this,
            [this](const session::Nothing&) {
                emit emptied();
                accept();
            },
            [this](const base::Error& error) {
                m_asking = false;
                fail(error, tr("Not all of the records were deleted."));
                emit emptied(); // some may be gone
                look();
            });
}

} // namespace widgets
