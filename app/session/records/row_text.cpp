#include "session/records/row_text.h"

#include <algorithm>

#include <QThreadPool>

#include "decode/guess.h"
#include "decode/path.h"
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

/// One side of a record; what is appended of it answers whether all of it is there.
class Side {
public:
    Side(const decode::Decoder* decoder, const std::optional<decode::Input>& input,
         const std::stop_token& stop)
        : m_decoder(decoder), m_input(input), m_stop(stop) {}

    bool append(QByteArray& out) const {
        if (!m_input) {
            appendNull(out);
            return true;
        }
        const auto whole = decode::wholeText(m_decoder, *m_input, mostCopied, m_stop);
        appendQuoted(out, whole.text);
        if (m_input->cut)
            out += "…";
        return !whole.cut;
    }

    /// A field that is not there is nothing between two tabs, and one that may be there a mark.
    bool append(QByteArray& out, const FieldColumn& field) {
        const auto path = decode::Path::parse(field.path.toStdString());
        if (!path || !m_input || m_input->bytes.empty())
            return true;
        if (!m_read)
            m_read = decode::decodeWhole(m_decoder, *m_input, m_stop).decoded;
        const auto& tree = m_read->tree;
        const auto node = path->find(tree);
        if (node == decode::Tree::none) {
            if (m_input->cut || tree.isCut() || m_read->isSecondBest)
                out += "…";
            return true;
        }
        if (tree.type(node) == decode::Type::Null) {
            appendNull(out);
            return true;
        }
        const auto whole = decode::copyText(tree, node, mostCopied);
        appendQuoted(out, whole.text);
        return !whole.cut;
    }

private:
    const decode::Decoder* m_decoder;
    const std::optional<decode::Input>& m_input;
    const std::stop_token& m_stop;
    std::optional<decode::Decoded> m_read; ///< once for all fields
};

struct Line {
    QList<QByteArray> cells;
    int keyAt, valueAt;
    std::optional<decode::Input> key, value;
    std::vector<std::pair<int, FieldColumn>> fields; ///< by place, rising
};

/// Whether all of it is there.
bool appendLine(QByteArray& out, const Line& line, const decode::Decoder* keys, const decode::Decoder* values,
                const std::stop_token& stop) {
    Side key(keys, line.key, stop), value(values, line.value, stop);
    auto field = line.fields.begin();
    bool whole = true;
    for (int at = 0; at < line.cells.size(); ++at) {
        const QByteArray& cell = line.cells[at];
        if (at > 0)
            out += '\t';
        if (field != line.fields.end() && field->first == at) {
            whole &= (field->second.side == PayloadSide::Key ? key : value).append(out, field->second);
            ++field;
        } else if (at == line.keyAt || at == line.valueAt) {
            whole &= (at == line.keyAt ? key : value).append(out);
        } else if (!cell.isEmpty()) { // else not known
            appendQuoted(out, {cell.constData(), static_cast<std::size_t>(cell.size())});
        }
    }
    return whole;
}

base::Result<QByteArray> textOf(const std::vector<Line>& lines, const decode::Decoder* keys,
                                const decode::Decoder* values, const std::stop_token& stop) {
    QByteArray out;
    for (std::size_t i = 0; i < lines.size() && !stop.stop_requested(); ++i) {
        if (i > 0)
            out += '\n';
        if (!appendLine(out, lines[i], keys, values, stop) || out.size() > mostCopied)
            return base::fail({.name = "TOO_MUCH_TO_COPY",
                               .cause = "These rows are more text than can be copied at once.",
                               .remedy = "Copy fewer rows, or export them."});
    }
    return out;
}

Line lineOf(const CopiedRow& row, const PayloadReader& reader) {
    Line line{{}, row.keyAt, row.valueAt, {}, {}, row.fields};
    for (const QString& cell : row.cells)
        line.cells += cell.toUtf8();
    const auto holds = [&row](PayloadSide side) {
        return std::ranges::any_of(row.fields, [side](const auto& one) { return one.second.side == side; });
    };
    if (row.record.key && (row.keyAt >= 0 || holds(PayloadSide::Key)))
        line.key = reader.inputOf(row.record, PayloadSide::Key);
    if (row.record.value && (row.valueAt >= 0 || holds(PayloadSide::Value)))
        line.value = reader.inputOf(row.record, PayloadSide::Value);
    return line;
}

} // namespace

QString quotedField(const std::optional<QByteArray>& bytes) {
    if (!bytes)
        return text(nullWord);
    QByteArray out;
    const decode::Input input{.bytes = bufferOf(*bytes)};
    appendQuoted(out, decode::wholeText(decode::findDecoder("text"), input, mostCopied).text);
    return text(std::string_view(out.constData(), static_cast<std::size_t>(out.size())));
}

Job<QByteArray>* copyRows(const std::vector<CopiedRow>& rows, const PayloadReader& reader, QObject* owner) {
    auto lines = std::make_shared<std::vector<Line>>();
    for (const auto& row : rows)
        lines->push_back(lineOf(row, reader));
    return runJob<QByteArray>(*workPool(), owner,
                              [lines, keys = reader.decoderOf(PayloadSide::Key),
                               values = reader.decoderOf(PayloadSide::Value)](JobContext& context) {
                                  return textOf(*lines, keys, values, context.stop());
                              });
}

} // namespace session
