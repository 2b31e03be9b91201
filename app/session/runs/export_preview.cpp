#include "session/runs/export_preview.h"

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
        const auto record = recordOf(row);
        switch (draft.format) {
        case ExportFormat::JsonLines:
            transfer::appendEnvelope(draft.topic.toStdString(), *record, fields, base64, line);
            break;
        case ExportFormat::Csv:
            transfer::appendCsv(draft.topic.toStdString(), *record, fields, base64, line);
            break;
        case ExportFormat::RawFiles:
            line = record->value ? transfer::rawFileName(*record) : std::string();
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
