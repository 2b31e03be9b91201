#include "widgets/prompts/payload_field.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QThreadPool>
#include <QVBoxLayout>

#include "models/formats.h"
#include "session/job_runner.h"
#include "session/ports/settings.h"
#include "session/work_pool.h"
#include "widgets/common/controls.h"
#include "widgets/common/segmented.h"
#include "widgets/prompts/payload_edit.h"
#include "widgets/theme/fonts.h"

using session::PayloadKind;
using session::PayloadProblem;

namespace widgets {
namespace {

constexpr int kOther = 5;                          ///< of the kinds side by side
constexpr qsizetype kEdited = 256 * 1024;          ///< more would hold the window up while it is laid out
constexpr qint64 kLargestFile = 100 * 1024 * 1024; ///< more than any broker takes
constexpr qsizetype kParsed = 4 * 1024 * 1024;
const QString kFolder = QStringLiteral("produce/folder");
const QChar kByteOrderMark(0xfeff);

QString wordsOf(PayloadProblem problem) {
    switch (problem) {
    case PayloadProblem::None:
        return {};
    case PayloadProblem::NotHex:
        return PayloadField::tr("Hex is pairs of 0–9 and a–f.");
    case PayloadProblem::NotBase64:
        return PayloadField::tr("That is no Base64.");
    case PayloadProblem::NotUuid:
        return PayloadField::tr("A UUID is 32 hex digits in five groups.");
    case PayloadProblem::NotANumber:
        return PayloadField::tr("That is no number of this kind.");
    case PayloadProblem::OutOfRange:
        return PayloadField::tr("The number does not fit.");
    }
    return {};
}

/// Whether every line end is CR LF.
bool onlyPairs(const QString& text) {
    const qsizetype pairs = text.count(QStringLiteral("\r\n"));
    return text.count(QLatin1Char('\r')) == pairs && text.count(QLatin1Char('\n')) == pairs;
}

bool canBeEdited(const QString& text) {
    return onlyPairs(text) ? PayloadEdit::holds(QString(text).remove(QLatin1Char('\r')))
                           : PayloadEdit::holds(text);
}

base::Result<QByteArray> contentOf(const QString& path) {
    QFile file(path);
    // A pipe would hold the reader until somebody writes into it.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return base::fail({-1, "NO_FILE", "It is not a regular file.", {}, false});
    if (file.size() > kLargestFile)
        return base::fail({-1, "TOO_LARGE", "The file is larger than 100 MiB.", {}, false});
    if (!file.open(QIODevice::ReadOnly))
        return base::fail({-1, "UNREADABLE", file.errorString().toStdString(), {}, false});
    return file.readAll();
}

} // namespace

PayloadField::PayloadField(const QString& title, const QString& objectName, int lines, QWidget* parent)
    : QWidget(parent)
    , m_kind(new Segmented({tr("Null"), tr("Empty"), tr("Text"), tr("JSON"), tr("Hex"), tr("Other")},
                           objectName + QStringLiteral("Kind"), title))
    , m_other(new QComboBox)
    , m_text(new PayloadEdit)
    , m_note(new NameLine(Text::Hint))
    , m_ends(linkButton(tr("CR LF"), objectName + QStringLiteral("Ends")))
    , m_format(linkButton(tr("Format"), objectName + QStringLiteral("Format")))
    , m_file(linkButton(tr("From a file…"), objectName + QStringLiteral("File"))) {
    setObjectName(objectName);
    layOut(title, lines);
    m_kind->setCurrent(int(PayloadKind::Text));
    connect(m_kind, &Segmented::currentChanged, this, [this] {
        m_bytes.reset();
        settle();
    });
    connect(m_other, &QComboBox::currentIndexChanged, this, &PayloadField::settle);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PayloadField::settle);
    connect(m_text, &PayloadEdit::strangersPasted, this, &PayloadField::takePasted);
    connect(m_ends, &QPushButton::clicked, this, [this] {
        m_crlf = false;
        settle();
    });
    connect(m_format, &QPushButton::clicked, this, &PayloadField::format);
    connect(m_file, &QPushButton::clicked, this, &PayloadField::chooseFile);
    settle();
}

void PayloadField::layOut(const QString& title, int lines) {
    m_text->setObjectName(objectName() + QStringLiteral("Text"));
    m_text->setAccessibleName(title);
    m_text->setFont(theme::monoFont());
    m_text->setTabChangesFocus(true);
    m_other->setObjectName(objectName() + QStringLiteral("Other"));
    m_other->setAccessibleName(tr("%1 as").arg(title));
    const std::pair<PayloadKind, QString> others[] = {
        {PayloadKind::Base64, tr("Base64")},          {PayloadKind::Uuid, tr("UUID, 16 bytes")},
        {PayloadKind::Int8, tr("Integer, 1 byte")},   {PayloadKind::Int16, tr("Integer, 2 bytes")},
        {PayloadKind::Int32, tr("Integer, 4 bytes")}, {PayloadKind::Int64, tr("Integer, 8 bytes")},
        {PayloadKind::Float, tr("Float, 4 bytes")},   {PayloadKind::Double, tr("Float, 8 bytes")}};
    for (const auto& [kind, words] : others)
        m_other->addItem(words, int(kind));
    m_other->setToolTip(tr("Numbers big-endian, as Kafka’s own serializers write them"));
    m_ends->setToolTip(tr("Every line end is sent as CR LF, as it was pasted. Click to send LF"));
    QSizePolicy kept = m_other->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the form has its room from the start
    m_other->setSizePolicy(kept);
    const int height = QFontMetrics(theme::monoFont()).lineSpacing() * lines + 16;
    lines == 1 ? m_text->setFixedHeight(height) : m_text->setMinimumHeight(height);
    auto* head = new QHBoxLayout;
    auto* name = label(Text::Section, title);
    name->setMinimumWidth(44);
    head->addWidget(name);
    head->addWidget(m_kind);
    head->addWidget(m_other);
    head->addStretch();
    m_note->setCutAt(Qt::ElideRight);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // what is typed widens nothing
    auto* foot = new QHBoxLayout;
    foot->setSpacing(12);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_ends);
    foot->addWidget(m_format);
    foot->addWidget(m_file);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_text, 1);
    column->addLayout(foot);
}

void PayloadField::set(PayloadKind kind, const QString& text) {
    if ((kind == PayloadKind::Text || kind == PayloadKind::Json) && !canBeEdited(text))
        return set(PayloadKind::Hex, QString::fromLatin1(text.toUtf8().toHex(' ')));
    m_bytes.reset();
    if (int(kind) >= kOther)
        m_other->setCurrentIndex(m_other->findData(int(kind)));
    m_kind->setCurrent(std::min(int(kind), kOther));
    m_text->setPlainText(text);
    m_crlf = text.contains(QStringLiteral("\r\n"));
    settle();
}

void PayloadField::setBytes(const QByteArray& bytes) {
    const QString text = QString::fromUtf8(bytes);
    if (bytes.size() > kEdited) {
        set(PayloadKind::Hex, {});
        m_bytes = bytes;
        settle();
    } else if (text.toUtf8() != bytes || text.contains(QChar(0))) {
        set(PayloadKind::Hex, QString::fromLatin1(bytes.toHex(' ')));
    } else {
        set(kind() == PayloadKind::Json ? PayloadKind::Json : PayloadKind::Text, text);
    }
}

void PayloadField::takePasted(const QString& before, const QString& pasted, const QString& after) {
    const bool edited = kind() == PayloadKind::Text || kind() == PayloadKind::Json;
    const QString whole = withEnds(before) + pasted + withEnds(after);
    const QString lines = QString(pasted).remove(QLatin1Char('\r'));
    if (!edited) { // of hex and the like line ends are no part
        m_text->insertPlainText(lines);
    } else if (canBeEdited(whole)) {
        m_crlf = true;
        m_text->insertPlainText(lines);
    } else {
        // Line ends of several kinds: only the bytes can say which.
        set(PayloadKind::Hex, QString::fromLatin1(whole.toUtf8().toHex(' ')));
    }
    settle();
}

void PayloadField::chooseFile() {
    const QString folder = m_settings ? m_settings->value(kFolder).toString() : QString();
    auto* dialog = new QFileDialog(this, tr("Take the bytes of a file"),
                                   QFileInfo(folder).isDir() ? folder : QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PayloadField::takeFile);
    dialog->open();
}

void PayloadField::takeFile(const QString& path) {
    if (m_settings)
        m_settings->setValue(kFolder, QFileInfo(path).absolutePath());
    auto* job = session::runJob<QByteArray>(*session::workPool(), this,
                                            [path](session::JobContext&) { return contentOf(path); });
    job->then(
        this,
        [this, job, path](const QByteArray& content) {
            job->deleteLater();
            m_path = path;
            m_content = content;
            setBytes(content);
        },
        [this, job, path](const base::Error& error) {
            job->deleteLater();
            m_note->setTone(models::Tone::Bad);
            m_note->setName(tr("%1 cannot be read: %2")
                                .arg(QFileInfo(path).fileName(), QString::fromStdString(error.cause)));
        });
}

void PayloadField::format() {
    if (const auto pretty = session::formattedJson(text().toUtf8())) {
        m_crlf = false;
        m_text->setPlainText(*pretty);
    }
}

PayloadKind PayloadField::kind() const {
    return m_kind->current() < kOther ? PayloadKind(m_kind->current())
                                      : PayloadKind(m_other->currentData().toInt());
}

QString PayloadField::text() const {
    return withEnds(m_text->text());
}

QString PayloadField::withEnds(QString lines) const {
    return m_crlf ? lines.replace(QLatin1Char('\n'), QStringLiteral("\r\n")) : lines;
}

QString PayloadField::problem() const {
    return m_bytes ? QString() : wordsOf(parsed().problem);
}

bool PayloadField::isValid() const {
    return problem().isEmpty();
}

std::optional<QByteArray> PayloadField::bytes() const {
    if (kind() == PayloadKind::Null)
        return std::nullopt;
    if (session::isTyped(templateKind()))
        return text().toUtf8();
    return m_bytes ? *m_bytes : session::parsePayload(kind(), text()).bytes;
}

PayloadKind PayloadField::templateKind() const {
    if (!m_filled || m_bytes)
        return PayloadKind::Hex;
    if (session::isTyped(kind()))
        return session::isTemplate(text().toUtf8()) ? kind() : PayloadKind::Hex;
    return session::isFilledIn(kind()) ? PayloadKind::Text : PayloadKind::Hex;
}

session::ParsedPayload PayloadField::parsed() const {
    return session::isTyped(templateKind()) ? session::filledAs(kind(), text().toUtf8(), 1)
                                            : session::parsePayload(kind(), text());
}

QString PayloadField::file() const {
    if (m_path.isEmpty() || kind() == PayloadKind::Null)
        return {};
    // Of many bytes it is the same array: to compare it at every key would be felt.
    if (m_bytes)
        return m_bytes->constData() == m_content.constData() ? m_path : QString();
    return bytes() == m_content ? m_path : QString();
}

void PayloadField::sendAsWritten() {
    m_filled = false;
    settleNote();
}

QString PayloadField::strangeIn(const QString& pattern) const {
    return m_filled && pattern.size() <= kParsed
               ? QString::fromUtf8(session::strangePlaceholder(pattern.toUtf8()))
               : QString();
}

bool PayloadField::fillsIn(const QByteArray& text) const {
    return templateKind() == PayloadKind::Text && text.size() <= kParsed;
}

QByteArray PayloadField::first(const QByteArray& pattern) const {
    return fillsIn(pattern) ? session::filled(pattern, 1) : pattern;
}

QString PayloadField::sizeWords(const QByteArray& pattern) const {
    const QString size = models::formatBytes(first(pattern).size());
    const bool varies = fillsIn(pattern) && session::isTemplate(pattern);
    return varies ? QString(models::estimateSign) + QLatin1Char(' ') + size : size;
}

void PayloadField::warn(const QString& doubt) {
    if (m_doubt == doubt)
        return;
    m_doubt = doubt;
    settleNote();
}

void PayloadField::settleNote() {
    const bool valid = isValid();
    const QString size = valid && kind() != PayloadKind::Null ? sizeWords(*bytes()) : QString();
    models::Tone tone = models::Tone::Muted;
    QString words = kind() == PayloadKind::Null ? tr("no bytes at all") : size;
    if (!valid) {
        words = problem();
        tone = models::Tone::Bad;
    } else if (!m_doubt.isEmpty()) {
        words = m_doubt;
        tone = models::Tone::Warn;
    } else if (session::isTyped(templateKind())) {
        words = tr("%1, the first is %2")
                    .arg(models::formatBytes(parsed().bytes.size()),
                         QString::fromUtf8(session::filled(text().toUtf8(), 1)).trimmed());
    } else if (m_bytes || (!session::isFilledIn(kind()) && session::isTemplate(*bytes()))) {
        words = tr("%1, sent as they are").arg(size);
    } else if (kind() == PayloadKind::Text || kind() == PayloadKind::Json) {
        QString content = text();
        const bool marked = content.startsWith(kByteOrderMark);
        if (marked)
            content.remove(0, 1);
        const QByteArray pattern = content.toUtf8(), sent = first(pattern);
        const bool json = kind() == PayloadKind::Json && !content.isEmpty() && sent.size() <= kParsed;
        const bool sound = json && session::formattedJson(sent).has_value();
        if (json)
            words = (sound ? tr("valid JSON, %1") : tr("not JSON, %1")).arg(size);
        if (json && !sound)
            tone = models::Tone::Warn;
        if (marked) {
            words += tr("; begins with a byte order mark (EF BB BF)");
            tone = models::Tone::Warn;
        }
        if (fillsIn(pattern) && session::isTemplate(pattern))
            words += tr("; placeholders are filled in");
        if (const QString strange = strangeIn(content); !strange.isEmpty()) {
            words += tr("; %1 is no placeholder and is sent as it stands").arg(strange);
            tone = models::Tone::Warn;
        }
    }
    m_note->setTone(tone);
    m_note->setName(words);
}

void PayloadField::settle() {
    const bool typed = kind() != PayloadKind::Null && kind() != PayloadKind::Empty && !m_bytes;
    setFocusProxy(typed ? static_cast<QWidget*>(m_text) : m_kind);
    m_text->setEnabled(typed);
    m_other->setVisible(m_kind->current() == kOther);
    // Undo may bring line ends back: what they are is kept without one.
    m_ends->setVisible(m_crlf && typed && m_text->text().contains(QLatin1Char('\n')));
    m_format->setVisible(kind() == PayloadKind::Json);
    markWrong(*m_text, !isValid());
    settleNote();
    emit changed();
}

} // namespace widgets
