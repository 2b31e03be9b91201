#include "widgets/prompts/import_dialog.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QThreadPool>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/run_words.h"
#include "session/job_runner.h"
#include "session/work_pool.h"
#include "widgets/common/controls.h"
#include "widgets/prompts/run_progress.h"
#include "widgets/prompts/sending_fields.h"
#include "widgets/theme/fonts.h"

using models::Tone;

namespace widgets {

ImportDialog::ImportDialog(session::Runs& runs, session::ClusterSession* cluster, const QString& topic,
                           const QString& path, QWidget* parent)
    : FormDialog(tr("Import records"), tr("into %1").arg(cluster->profile().name), tr("Import records"),
                 parent)
    , m_runs(runs)
    , m_cluster(cluster)
    , m_path(new QLineEdit(path))
    , m_topic(new QComboBox)
    , m_sending(nullptr)
    , m_preview(label(Text::Mono, {}))
    , m_progress(new RunProgress(runs)) {
    setObjectName(QStringLiteral("importDialog"));
    m_progress->setProblem([this] { return lockedWords(m_cluster); });
    setMinimumWidth(640);
    m_path->setObjectName(QStringLiteral("importPath"));
    m_path->setFont(theme::monoFont());
    m_path->setPlaceholderText(tr("A file of JSON lines, as Export or kcat -J writes them"));
    auto* choose = plainButton(tr("Browse…"), QStringLiteral("importBrowse"));
    auto* file = new QWidget;
    auto* line = new QHBoxLayout(file);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_path, 1);
    line->addWidget(choose);
    file->setFocusProxy(m_path);
    m_file = addRow(tr("File"), file);
    m_topic->setObjectName(QStringLiteral("importTopic"));
    m_topic->setFixedWidth(320);
    for (const auto& row : cluster->data().snapshot()->topics)
        if (!row->internal)
            m_topic->addItem(row->name);
    m_topic->setCurrentIndex(m_topic->findText(topic));
    m_topic->setPlaceholderText(tr("Choose a topic"));
    m_where = addRow(tr("Into topic"), m_topic);
    m_sending = new SendingFields(*this, tr("As in the file"));
    m_preview->setObjectName(QStringLiteral("importPreview"));
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setMinimumWidth(1);
    content()->addWidget(m_preview);
    content()->addWidget(m_progress);
    m_progress->hide();
    connect(choose, &QPushButton::clicked, this, &ImportDialog::browse);
    connect(m_path, &QLineEdit::textChanged, this, &ImportDialog::look);
    connect(m_topic, &QComboBox::currentIndexChanged, this, &ImportDialog::settle);
    connect(m_sending, &SendingFields::changed, this, &ImportDialog::settle);
    connect(&cluster->data(), &session::ClusterData::snapshotChanged, this, &ImportDialog::settleTarget);
    connect(m_progress, &RunProgress::ended, this, [this] { actButton()->setText(tr("Close")); });
    connect(m_progress, &RunProgress::resumed, this,
            [this] { actButton()->setText(tr("Run in the background")); });
    look();
    m_path->setFocus();
}

void ImportDialog::browse() {
    auto* dialog = new QFileDialog(this, tr("Import from a file"), m_path->text(),
                                   tr("JSON lines (*.jsonl *.json *.ndjson *.gz *.zst);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

void ImportDialog::look() {
    m_look.reset();
    if (m_looking)
        m_looking->cancel();
    const int number = ++m_looks;
    settle();
    if (m_path->text().isEmpty())
        return;
    auto* job = session::runJob<session::ImportLook>(*session::workPool(), this,
                                                     [path = m_path->text()](session::JobContext& context) {
                                                         return session::lookAtImport(path, context.stop());
                                                     });
    m_looking = job;
    job->then(
        this,
        [this, number, job](const session::ImportLook& look) {
            job->deleteLater();
            if (number != m_looks)
                return;
            m_look = look;
            settle();
        },
        [this, number, job](const base::Error& error) {
            job->deleteLater();
            if (number == m_looks)
                m_file->say(QString::fromStdString(error.cause), Tone::Bad);
        });
}

session::ImportDraft ImportDialog::draft() const {
    return {m_path->text(), m_topic->currentText(), m_sending->draft()};
}

void ImportDialog::settle() {
    QStringList lines;
    if (m_look) {
        lines = m_look->lines;
        const QString count = models::countedRecords(m_look->records);
        if (m_look->badLine)
            m_file->say(tr("Line %1: %2").arg(models::formatCount(*m_look->badLine), m_look->badReason),
                        Tone::Bad);
        else if (m_look->records == 0)
            m_file->say(tr("It holds no records."), Tone::Warn);
        else
            m_file->say(
                tr("%1, %2; the first came from %3")
                    .arg(m_look->exact ? count : QString(models::estimateSign) + QLatin1Char(' ') + count,
                         m_look->packed ? tr("%1 packed").arg(models::formatBytes(m_look->bytes))
                                        : models::formatBytes(m_look->bytes),
                         m_look->topic.isEmpty() ? tr("a topic that is not named") : m_look->topic));
    } else {
        m_file->say({});
    }
    for (QString& line : lines)
        line = m_preview->fontMetrics().elidedText(models::onOneLine(line), Qt::ElideRight, 590);
    m_preview->setText(lines.join(QLatin1Char('\n')));
    settleTarget();
}

/// What the topic is to the file: its partitions may become more while one looks.
void ImportDialog::settleTarget() {
    if (!m_progress->id().isEmpty())
        return; // what was asked runs
    const auto now = draft();
    const auto* topic = m_cluster ? m_cluster->data().topic(now.topic) : nullptr;
    const int partitions = topic ? topic->partitions : 0;
    const int highest = m_look ? m_look->highestPartition : -1;
    m_sending->tellPartitions(highest, partitions);
    m_sending->lookAt(m_cluster, now.topic);
    m_sending->tellOldest(m_look ? m_look->oldestMs : std::nullopt);
    const bool fits = !now.sending.keepPartition || partitions == 0 || highest < partitions;
    actButton()->setEnabled(m_look && m_look->records > 0 && !now.topic.isEmpty() && fits);
}

void ImportDialog::act() {
    if (!m_progress->id().isEmpty() || !m_cluster)
        return accept(); // it goes on without the dialog, or is over
    const auto asked = draft();
    for (QWidget* field : std::initializer_list<QWidget*>{m_path->parentWidget(), m_topic})
        field->setEnabled(false); // the path with its button
    m_sending->close();
    m_preview->hide();
    m_progress->show();
    letGo(tr("Run in the background"));
    m_progress->follow(m_runs.startImport(m_cluster->profile(), asked));
    adjustSize();
}

} // namespace widgets
