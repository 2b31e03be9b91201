#include "session/runs/export_preview.h"

#include "decode/print.h"
#include "session/convert.h"
#include "session/runs/row_records.h"
#include "transfer/csv.h"
#include "transfer/record_output.h"

namespace session {
namespace {

constexpr qsizetype shownCharacters = 400;

QString shown(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    QString out = text(line);
    out.replace(QLatin1Char('\n'), QLatin1Char(' ')).remove(QLatin1Char('\r'));
    return out.size() > shownCharacters ? out.left(shownCharacters) + QChar(0x2026) : out;
}

/// Of bytes that were cut, perhaps through a letter, which does not make them less of a text.
void leaveHalfLetter(std::optional<QByteArray>& bytes) {
    constexpr qsizetype longest = 4;
    const auto textOf = [](const QByteArray& of) {
        return std::string_view(of.constData(), std::size_t(of.size()));
    };
    if (!bytes || bytes->size() < longest || transfer::isPlainText(textOf(*bytes)))
        return;
    const auto whole = decode::utf8Prefix(textOf(*bytes), std::size_t(bytes->size() - longest));
    if (transfer::isPlainText(whole))
        bytes->truncate(qsizetype(whole.size()));
}

RecordRow withoutHalfLetters(RecordRow row) {
    if (row.key && row.key->size() < row.keySize)
        leaveHalfLetter(row.key);
    if (row.value && row.value->size() < row.valueSize)
        leaveHalfLetter(row.value);
    if (row.headersCut() && !row.headers.empty())
        leaveHalfLetter(row.headers.back().value);
    return row;
}

/// What a text ends like is known of a whole one alone.
std::string fileNameOf(const browse::Record& record) {
    std::string name = transfer::rawFileName(record);
    if (record.valueCut() && transfer::isPlainText(base::asText(record.value->view())))
        name.replace(name.rfind('.') + 1, std::string::npos, "\u2026");
    return name;
}

} // namespace

QStringList previewExport(const ExportDraft& draft, const std::vector<RecordRow>& rows, int lines) {
    const ExportFields& wanted = draft.fields;
    const transfer::Fields fields{wanted.topic,   wanted.partition, wanted.offset, wanted.time,
                                  wanted.headers, wanted.key,       wanted.value};
    const transfer::AsBase64 base64{draft.keyInBase64, draft.valueInBase64};
    QStringList out;
    std::string line;
    if (draft.format == ExportFormat::Csv) {
        transfer::appendCsvHead(fields, line);
        out += shown(line);
    }
    for (const RecordRow& row : rows) {
        if (out.size() >= lines)
            break;
        line.clear();
        const auto record = recordOf(row.isCut() ? withoutHalfLetters(row) : row);
        switch (draft.format) {
        case ExportFormat::JsonLines:
            transfer::appendEnvelope(draft.topic.toStdString(), *record, fields, base64, line);
            break;
        case ExportFormat::Csv:
            transfer::appendCsv(draft.topic.toStdString(), *record, fields, base64, line);
            break;
        case ExportFormat::RawFiles:
            line = record->value ? fileNameOf(*record) : std::string();
            break;
        }
        if (!line.empty())
            out += shown(line);
    }
    return out;
}

QString envelopeOf(const QString& topic, const RecordRow& row) {
    std::string line;
    transfer::appendEnvelope(topic.toStdString(), *recordOf(row), {}, {}, line);
    line.pop_back();
    return text(line);
}

} // namespace session
