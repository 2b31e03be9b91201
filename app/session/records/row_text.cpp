#include "session/records/row_text.h"

#include <QThreadPool>

#include "decode/guess.h"
#include "decode/print.h"
#include "session/convert.h"
#include "session/job_runner.h"
#include "session/work_pool.h"

namespace session {
namespace {

constexpr std::string_view nullWord = "null";

/// As spreadsheets and RFC 4180 do it.
void appendQuoted(QByteArray& out, std::string_view text) {
    const bool plain =
        !text.empty() && text != nullWord && text.find_first_of("\t\r\n\"") == std::string_view::npos;
    if (plain) {
        out.append(text.data(), static_cast<qsizetype>(text.size()));
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

void appendNull(QByteArray& out) {
    out.append(nullWord.data(), static_cast<qsizetype>(nullWord.size()));
}

/// Whether all of it is there.
bool appendPayload(QByteArray& out, const decode::Decoder* decoder, const std::optional<decode::Input>& input,
                   const std::stop_token& stop) {
    if (!input) {
        appendNull(out);
        return true;
    }
    const auto whole = decode::wholeText(decoder, *input, mostCopied, stop);
    appendQuoted(out, whole.text);
    if (input->cut)
        out += "…";
    return !whole.cut;
}

struct Line {
    QList<QByteArray> cells;
    int keyAt, valueAt;
    std::optional<decode::Input> key, value;
};

base::Result<QByteArray> textOf(const std::vector<Line>& lines, const decode::Decoder* keys,
                                const decode::Decoder* values, const std::stop_token& stop) {
    QByteArray out;
    bool whole = true;
    for (std::size_t i = 0; i < lines.size() && !stop.stop_requested(); ++i) {
        const auto& line = lines[i];
        if (i > 0)
            out += '\n';
        for (int cell = 0; cell < line.cells.size(); ++cell) {
            if (cell > 0)
                out += '\t';
            if (cell == line.keyAt)
                whole &= appendPayload(out, keys, line.key, stop);
            else if (cell == line.valueAt)
                whole &= appendPayload(out, values, line.value, stop);
            else if (line.cells[cell].isEmpty())
                continue; // not known
            else
                appendQuoted(
                    out, {line.cells[cell].constData(), static_cast<std::size_t>(line.cells[cell].size())});
        }
        if (!whole || out.size() > mostCopied)
            return base::fail({.name = "TOO_MUCH_TO_COPY",
                               .cause = "These rows are more text than can be copied at once.",
                               .remedy = "Copy fewer rows, or export them."});
    }
    return out;
}

} // namespace

QString quotedField(const std::optional<QByteArray>& bytes) {
    if (!bytes)
        return text(nullWord);
    QByteArray out;
    const decode::Input input{.bytes = bufferOf(*bytes)};
    appendQuoted(out, decode::wholeText(decode::findDecoder("text"), input, mostCopied).text);
    return QString::fromUtf8(out);
}

Job<QByteArray>* copyRows(std::vector<CopiedRow> rows, const PayloadReader& reader, QObject* owner) {
    auto lines = std::make_shared<std::vector<Line>>();
    for (auto& row : rows) {
        auto& line = lines->emplace_back(Line{{}, row.keyAt, row.valueAt, {}, {}});
        for (const QString& cell : row.cells)
            line.cells += cell.toUtf8();
        if (row.record.key && row.keyAt >= 0)
            line.key = reader.inputOf(row.record, PayloadSide::Key);
        if (row.record.value && row.valueAt >= 0)
            line.value = reader.inputOf(row.record, PayloadSide::Value);
    }
    return runJob<QByteArray>(*workPool(), owner,
                              [lines, keys = reader.decoderOf(PayloadSide::Key),
                               values = reader.decoderOf(PayloadSide::Value)](JobContext& context) {
                                  return textOf(*lines, keys, values, context.stop());
                              });
}

} // namespace session
