#include "widgets/prompts/export_dialog.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <QCheckBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "models/command_lines.h"
#include "models/formats.h"
#include "models/run_words.h"
#include "session/records/written_order.h"
#include "session/runs/export_preview.h"
#include "session/workspace.h"
#include "widgets/common/controls.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_file.h"
#include "widgets/prompts/export_rows.h"
#include "widgets/prompts/export_times.h"
#include "widgets/prompts/export_transactions.h"
#include "widgets/prompts/run_progress.h"
#include "widgets/theme/fonts.h"

using models::formatBytes;
using session::ExportFormat;

namespace widgets {
namespace {

constexpr auto kFolderKey = "exports/folder";
constexpr int kPreviewLines = 3;

const char* endingOf(ExportFormat format) {
    switch (format) {
    case ExportFormat::JsonLines:
        return ".jsonl";
    case ExportFormat::Csv:
        return ".csv";
    case ExportFormat::RawFiles:
        return "";
    }
    return "";
}

/// A file is read from its beginning: once for all that is asked and previewed.
ExportScope inWrittenOrder(ExportScope scope) {
    scope.read = session::inWrittenOrder(std::move(scope.read));
    scope.selected = session::inWrittenOrder(std::move(scope.selected));
    return scope;
}

} // namespace

ExportDialog::ExportDialog(session::Workspace& workspace, const session::ConnectionProfile& cluster,
                           ExportScope scope, QWidget* parent)
    : FormDialog(tr("Export messages"), tr("of %1 on %2").arg(scope.topic, cluster.name),
                 tr("Export records"), parent)
    , m_workspace(workspace)
    , m_cluster(cluster)
    , m_scope(inWrittenOrder(std::move(scope)))
    , m_holdsBytes(holdsBytes(m_scope.read))
    , m_form(new QWidget)
    , m_selected(new QRadioButton)
    , m_read(new QRadioButton)
    , m_whole(new QRadioButton)
    , m_format(new Segmented({tr("JSON lines"), tr("CSV"), tr("Raw files")}, QStringLiteral("exportFormat"),
                             tr("Format")))
    , m_keyAs(new Segmented({tr("Text"), tr("Base64")}, QStringLiteral("exportKeyAs"), tr("Key as")))
    , m_valueAs(new Segmented({tr("Text"), tr("Base64")}, QStringLiteral("exportValueAs"), tr("Value as")))
    , m_transactions(label(Text::Hint, {}))
    , m_formatNote(label(Text::Hint, {}))
    , m_fileNote(label(Text::Hint, {}))
    , m_together(label(Text::Body, {}))
    , m_previewTitle(label(Text::Label, {}))
    , m_preview(label(Text::Mono, {}))
    , m_path(new QLineEdit)
    , m_replace(new QCheckBox(tr("Replace it")))
    , m_packing(new Segmented({tr("Plain"), tr("gzip"), tr("zstd")}, QStringLiteral("exportPacking"),
                              tr("Compression")))
    , m_times(new ExportTimes(m_scope.query, m_scope.zone))
    , m_progress(new RunProgress(workspace.runs())) {
    setObjectName(QStringLiteral("exportDialog"));
    setMinimumWidth(720);
    auto* column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    buildWhat();
    buildHow();
    buildFile();
    content()->addWidget(m_form);
    content()->addWidget(m_progress);
    m_progress->hide();
    connect(m_progress, &RunProgress::ended, this, [this] {
        actButton()->setText(tr("Close"));
        setWindowTitle(tr("Export of %1").arg(m_scope.topic));
    });
    connect(m_progress, &RunProgress::resumed, this,
            [this] { actButton()->setText(tr("Run in the background")); });
    keepCommandLines(4); // with what is told of a range of times
    settleName();
}

void ExportDialog::buildWhat() {
    auto* column = new QVBoxLayout;
    column->setSpacing(6);
    const auto choice = [&](QRadioButton* button, const char* name, const QString& words) {
        button->setObjectName(QLatin1String(name));
        button->setText(words);
        column->addWidget(button);
        connect(button, &QRadioButton::toggled, this, &ExportDialog::settle);
    };
    const auto counted = [](const std::vector<session::RecordRow>& rows) {
        return tr("%1, %2 of keys and values")
            .arg(models::countedRecords(qint64(rows.size())), formatBytes(bytesOf(rows)));
    };
    choice(m_selected, "exportSelected", tr("The selected rows: %1").arg(counted(m_scope.selected)));
    choice(m_read, "exportRead", tr("The rows read: %1").arg(counted(m_scope.read)));
    choice(m_whole, "exportWhole", wholeWords(m_scope.query));
    m_selected->setVisible(!m_scope.selected.empty());
    m_read->setEnabled(!m_scope.read.empty());
    (!m_scope.selected.empty() ? m_selected : m_whole)->setChecked(true);
    column->addWidget(m_times);
    connect(m_times, &ExportTimes::changed, this, &ExportDialog::settle);
    connect(m_times, &ExportTimes::edited, m_whole, [this] { m_whole->setChecked(true); });
    if (m_scope.query.controlRecords) {
        auto* markers =
            label(Text::Hint, tr("The markers of transactions, which the table shows, are left out."));
        markers->setObjectName(QStringLiteral("exportMarkers"));
        column->addWidget(markers);
    }
    m_transactions->setObjectName(QStringLiteral("exportTransactions"));
    column->addWidget(m_transactions);
    auto* row = new QHBoxLayout;
    auto* name = label(Text::Body, tr("What"));
    name->setFixedWidth(100);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    static_cast<QVBoxLayout*>(m_form->layout())->addLayout(row);
}

/// A count is that of the page's own times.
QString ExportDialog::wholeWords(const session::BrowseQuery& now) const {
    const auto& query = m_scope.query;
    session::RecordWish onlyText;
    onlyText.filter = query.filter;
    const QString whole =
        !query.isSet() ? tr("The whole range")
        : query.filter.isEmpty() || static_cast<const session::RecordWish&>(query) != onlyText
            ? tr("The whole range, what matches the filter")
            : tr("The whole range, what matches “%1”").arg(query.filter);
    const auto matching = matchingIn(now);
    return matching ? whole + QStringLiteral(": %1 %2").arg(QString(models::estimateSign),
                                                            models::countedRecords(*matching))
                    : whole;
}

std::optional<qint64> ExportDialog::matchingIn(const session::BrowseQuery& now) const {
    const auto& query = m_scope.query;
    const bool same =
        now.fromMs == query.fromMs && now.untilMs == query.untilMs && now.toEnds == query.toEnds;
    return same ? m_scope.matching : std::nullopt;
}

void ExportDialog::buildHow() {
    auto* column = static_cast<QVBoxLayout*>(m_form->layout());
    const auto line = [&](const QString& name, const std::vector<QWidget*>& parts) {
        auto* row = new QHBoxLayout;
        row->setSpacing(12);
        auto* title = label(Text::Body, name);
        title->setFixedWidth(88);
        row->addWidget(title);
        for (QWidget* part : parts)
            row->addWidget(part);
        row->addStretch();
        column->addLayout(row);
    };
    m_formatNote->setWordWrap(true);
    line(tr("Format"), {m_format, m_packing});
    connect(m_packing, &Segmented::currentChanged, this, &ExportDialog::settleName);
    auto* note = new QHBoxLayout;
    note->setContentsMargins(100, 0, 0, 0);
    note->addWidget(m_formatNote);
    column->addLayout(note);
    std::vector<QWidget*> boxes;
    const std::pair<const char*, QString> fields[] = {
        {"topic", tr("topic")}, {"partition", tr("partition")}, {"offset", tr("offset")},
        {"time", tr("time")},   {"headers", tr("headers")},     {"key", tr("key")},
        {"value", tr("value")}};
    for (const auto& [id, words] : fields) {
        auto* box = new QCheckBox(words);
        box->setObjectName(QStringLiteral("exportField-") + QLatin1String(id));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &ExportDialog::settle);
        m_fields.push_back(box);
        boxes.push_back(box);
    }
    line(tr("Fields"), boxes);
    line(tr("Key as"), {m_keyAs, label(Text::Body, tr("Value as")), m_valueAs,
                        label(Text::Hint, tr("What is not text goes as Base64 and says so."))});
    connect(m_format, &Segmented::currentChanged, this, &ExportDialog::settleName);
    connect(m_keyAs, &Segmented::currentChanged, this, &ExportDialog::settle);
    connect(m_valueAs, &Segmented::currentChanged, this, &ExportDialog::settle);
}

void ExportDialog::buildFile() {
    auto* column = static_cast<QVBoxLayout*>(m_form->layout());
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setAccessibleName(tr("File"));
    m_path->setFont(theme::monoFont());
    m_replace->setObjectName(QStringLiteral("exportReplace"));
    auto* choose = plainButton(tr("Browse…"), QStringLiteral("exportBrowse"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* title = label(Text::Body, tr("File"));
    title->setFixedWidth(92);
    row->addWidget(title);
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    column->addLayout(row);
    auto* under = new QHBoxLayout;
    under->setContentsMargins(100, 0, 0, 0);
    under->setSpacing(12);
    under->addWidget(m_fileNote);
    under->addWidget(m_replace);
    under->addStretch();
    column->addLayout(under);
    column->addWidget(new Hairline);
    m_together->setObjectName(QStringLiteral("exportTogether"));
    column->addWidget(m_together);
    column->addWidget(m_previewTitle);
    m_preview->setObjectName(QStringLiteral("exportPreview"));
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setMinimumWidth(1);
    m_preview->setFixedHeight(m_preview->fontMetrics().lineSpacing() * kPreviewLines + 4);
    column->addWidget(m_preview);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::settle);
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::settle);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::browse);
}

void ExportDialog::browse() {
    const bool folder = m_format->current() == int(ExportFormat::RawFiles);
    auto* dialog =
        new QFileDialog(this, folder ? tr("Export into a folder") : tr("Export to a file"), m_path->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(folder ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // asked here
    dialog->selectFile(m_path->text());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { m_path->setText(path); });
    dialog->open();
}

QString ExportDialog::suggestedPath() const {
    QString folder = m_workspace.settings().value(QLatin1String(kFolderKey)).toString();
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::HomeLocation) + QStringLiteral("/exports");
    const QString time = QDateTime::currentDateTime()
                             .toTimeZone(m_scope.zone.timeZone())
                             .toString(QStringLiteral("yyyy-MM-ddTHHmm"));
    return QDir(folder).filePath(fileStem(m_scope.topic) + QLatin1Char('-') + time +
                                 QLatin1String(endingOf(ExportFormat(m_format->current()))) +
                                 QLatin1String(packedEnding()));
}

const char* ExportDialog::packedEnding() const {
    static constexpr const char* endings[] = {"", ".gz", ".zst"};
    return m_format->current() == int(ExportFormat::RawFiles) ? "" : endings[m_packing->current()];
}

void ExportDialog::settleName() {
    if (m_path->text() == m_suggested) {
        m_suggested = suggestedPath();
        m_path->setText(m_suggested);
    }
    settle();
}

const std::vector<session::RecordRow>& ExportDialog::rows() const {
    static const std::vector<session::RecordRow> none;
    return m_selected->isChecked() ? m_scope.selected : m_read->isChecked() ? m_scope.read : none;
}

bool ExportDialog::isThere() const {
    const QFileInfo file(m_path->text());
    return m_format->current() == int(ExportFormat::RawFiles)
               ? file.isDir() && !QDir(m_path->text()).isEmpty()
               : file.exists();
}

session::ExportDraft ExportDialog::draft() const {
    session::ExportDraft out;
    out.topic = m_scope.topic;
    out.query = m_scope.query;
    out.rows = rows();
    out.rowsTopicId = m_scope.readTopicId;
    out.format = ExportFormat(m_format->current());
    out.path = m_path->text();
    out.replace = m_replace->isChecked();
    const auto on = [this](std::size_t i) { return m_fields[i]->isChecked(); };
    out.fields = {on(0), on(1), on(2), on(3), on(4), on(5), on(6)};
    out.packing = session::ExportPacking(m_packing->current());
    m_times->writeTo(out.query);
    out.keyInBase64 = m_keyAs->current() == 1;
    out.valueInBase64 = m_valueAs->current() == 1;
    return out;
}

void ExportDialog::settle() {
    if (m_fields.empty() || !m_preview)
        return; // not built yet
    const auto now = draft();
    const bool raw = now.format == ExportFormat::RawFiles;
    const bool allFields =
        std::ranges::all_of(m_fields, [](const QCheckBox* box) { return box->isChecked(); });
    m_formatNote->setText(
        now.format == ExportFormat::JsonLines
            ? allFields ? tr("kcat’s envelope, a record a line, headers as a list; Import… gives the same "
                             "records back")
              : now.fields.value
                  ? tr("kcat’s envelope, a record a line; Import… gives back only what is written")
                  : tr("kcat’s envelope, a record a line; without the value Import… refuses it")
        : now.format == ExportFormat::Csv
            ? tr("RFC 4180; text that a spreadsheet would run gets an apostrophe, numbers stay numbers")
            : tr("The bytes of each value in a file of its own; no keys, headers or times"));
    for (QWidget* one : std::initializer_list<QWidget*>{m_keyAs, m_valueAs})
        one->setEnabled(!raw);
    for (QCheckBox* box : m_fields)
        box->setEnabled(!raw);
    const bool there = isThere();
    m_fileNote->setTone(there && !now.replace ? models::Tone::Bad : models::Tone::Muted);
    m_fileNote->setText(now.path.isEmpty() ? tr("A name is needed.")
                        : !there           ? (raw ? tr("The folder is made.") : tr("The name is free."))
                        : raw              ? tr("The folder holds files already.")
                                           : tr("A file of this name is there."));
    m_packing->setEnabled(!raw);
    m_replace->setVisible(there);
    markWrong(*m_path, there && !now.replace);
    m_whole->setText(wholeWords(now.query));
    const auto transactions = transactionWords(m_scope, now);
    m_transactions->setTone(transactions.tone);
    m_transactions->setText(transactions.text);
    m_transactions->setVisible(!transactions.text.isEmpty());
    settleSample(now);
    const bool whole = now.rows.empty();
    // kcat puts bytes into its lines as they are, which is no JSON then.
    setCommand(whole && !m_holdsBytes ? models::exportCommand(m_cluster.bootstrap, now) : QString());
    actButton()->setEnabled(!now.path.isEmpty() && (!there || now.replace) &&
                            (!whole || m_times->problem().isEmpty()));
}

const std::vector<session::RecordRow>& ExportDialog::sampleOf(const session::ExportDraft& now) {
    if (!now.rows.empty())
        return now.rows;
    const std::pair times(now.query.fromMs, now.query.untilMs);
    if (!times.first && !times.second)
        return m_scope.read;
    if (std::exchange(m_sampleTimes, times) != times)
        m_sample = inTimesOf(now.query, m_scope.read);
    return m_sample;
}

void ExportDialog::settleSample(const session::ExportDraft& now) {
    const auto& sample = sampleOf(now);
    settleTogether(now, sample);
    m_previewTitle->setText(now.format == ExportFormat::RawFiles ? tr("The first files, of what was read")
                                                                 : tr("The first lines, of what was read"));
    QStringList lines = session::previewExport(now, sample, kPreviewLines);
    for (QString& line : lines)
        line = m_preview->fontMetrics().elidedText(models::onOneLine(line), Qt::ElideRight,
                                                   std::max(600, m_preview->width()));
    m_preview->setText(!sample.empty()        ? lines.join(QLatin1Char('\n'))
                       : m_scope.read.empty() ? tr("Nothing has been read yet.")
                                              : tr("Nothing that was read is of the range."));
}

/// Counts of a record what is written of it.
void ExportDialog::settleTogether(const session::ExportDraft& now,
                                  const std::vector<session::RecordRow>& sample) {
    const bool whole = now.rows.empty();
    const bool raw = now.format == ExportFormat::RawFiles;
    const bool keys = !raw && now.fields.key, values = raw || now.fields.value;
    const qint64 count = whole ? matchingIn(now.query).value_or(-1) : qint64(now.rows.size());
    if (count < 0)
        return m_together->setText(tr("Together: as many as there are"));
    const QString estimate = QString(models::estimateSign) + QLatin1Char(' ');
    const QString records = (whole ? estimate : QString()) + models::countedRecords(count);
    const double each = sample.empty() ? 0 : double(bytesOf(sample, keys, values)) / double(sample.size());
    if (each == 0)
        return m_together->setText(tr("Together: %1").arg(records));
    const QString words = keys && values ? tr("Together: %1, %2 of keys and values")
                          : keys         ? tr("Together: %1, %2 of keys")
                                         : tr("Together: %1, %2 of values");
    m_together->setText(words.arg(records, estimate + formatBytes(qint64(each * double(count)))));
}

void ExportDialog::act() {
    if (!m_progress->id().isEmpty())
        return accept(); // it goes on without the dialog, or is over
    const auto asked = draft();
    const QFileInfo file(asked.path);
    QDir().mkpath(file.absolutePath());
    m_workspace.settings().setValue(QLatin1String(kFolderKey), file.absolutePath());
    m_form->hide();
    setCommand({});
    m_progress->show();
    letGo(tr("Run in the background"));
    m_progress->follow(m_workspace.runs().startExport(m_cluster, asked));
    adjustSize();
}

} // namespace widgets
