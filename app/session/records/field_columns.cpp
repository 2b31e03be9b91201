#include "session/records/field_columns.h"

#include <algorithm>
#include <utility>

#include <QThreadPool>

#include "decode/guess.h"
#include "decode/path.h"
#include "decode/print.h"
#include "session/convert.h"
#include "session/job_runner.h"
#include "session/work_pool.h"

namespace session {
namespace {

/// Nobody looks for a field further on in a table's row.
constexpr std::size_t lookedAt = 20'000;

struct Wanted {
    decode::Path path;
    std::size_t column;
};

ValueTree::Kind kindOf(const std::shared_ptr<const decode::Tree>& tree, decode::Tree::Index node) {
    return ValueTree(tree).kind(node);
}

/// In one line, but for the ends of lines that a text has.
decode::Printed fieldText(const decode::Tree& tree, decode::Tree::Index node) {
    constexpr auto most = static_cast<std::size_t>(FieldColumns::longestText);
    const auto type = tree.type(node);
    return type == decode::Type::Array || type == decode::Type::Object ? decode::compactJson(tree, node, most)
                                                                       : decode::copyText(tree, node, most);
}

void findAll(const decode::Decoder* decoder, const decode::Input& input, const std::vector<Wanted>& wanted,
             std::vector<FieldColumns::Cell>& cells) {
    using Absence = FieldColumns::Cell::Absence;
    for (const auto& one : wanted)
        cells[one.column].absence = Absence::None;
    if (wanted.empty() || input.bytes.empty())
        return;
    decode::Limits limits;
    limits.nodes = lookedAt;
    limits.unpacked = 1u << 20;
    auto reading = decode::decodeAs(decoder, input, limits);
    const auto tree = std::make_shared<const decode::Tree>(std::move(reading.decoded.tree));
    const auto absence = input.cut || tree->isCut()     ? Absence::Cut
                         : reading.decoded.isSecondBest ? Absence::GivenUp
                                                        : Absence::None;
    for (const auto& one : wanted) {
        const auto node = one.path.find(*tree);
        auto& cell = cells[one.column];
        if (node == decode::Tree::none) {
            cell.absence = absence;
            continue;
        }
        cell.kind = kindOf(tree, node);
        auto printed = fieldText(*tree, node);
        cell.text = text(printed.text);
        cell.cut = printed.cut;
        cell.found = true;
    }
}

} // namespace

/// What a worker is given: the rows' bytes are shared with the page, not copied.
struct FieldColumns::Asked {
    struct Row {
        Key key;
        std::optional<QByteArray> ofKey, ofValue;
        bool isKeyCut = false, isValueCut = false;
    };
    std::string topic;
    std::vector<Row> rows;
    const decode::Decoder *keyDecoder = nullptr, *valueDecoder = nullptr;
    std::vector<Wanted> inKey, inValue;
    std::size_t columns = 0;

    Cells answer(const std::stop_token& stop) const {
        Cells found;
        found.reserve(static_cast<qsizetype>(rows.size()));
        for (const auto& row : rows) {
            if (stop.stop_requested())
                break;
            std::vector<Cell> cells(columns);
            if (!inKey.empty())
                findAll(keyDecoder, inputOf(topic, PayloadSide::Key, row.ofKey, row.ofValue, row.isKeyCut),
                        inKey, cells);
            if (!inValue.empty())
                findAll(valueDecoder,
                        inputOf(topic, PayloadSide::Value, row.ofKey, row.ofValue, row.isValueCut), inValue,
                        cells);
            found.insert(row.key, std::move(cells));
        }
        return found;
    }
};

FieldColumns::FieldColumns(RecordBrowser* browser, const PayloadReader* reader, QObject* parent)
    : QObject(parent), m_browser(browser), m_reader(reader) {
    connect(reader, &PayloadReader::kindChanged, this, &FieldColumns::startAnew);
    if (!browser)
        return;
    connect(browser, &RecordBrowser::rowsReset, this, &FieldColumns::startAnew);
    connect(browser, &RecordBrowser::rowsAppended, this, &FieldColumns::lookUp);
    connect(browser, &RecordBrowser::rowsPrepended, this, &FieldColumns::lookUp);
}

void FieldColumns::set(const std::vector<FieldColumn>& columns) {
    if (columns == m_columns)
        return;
    m_columns = columns;
    m_columns.resize(std::min<std::size_t>(m_columns.size(), most));
    emit columnsChanged();
    startAnew();
}

void FieldColumns::startAnew() {
    delete m_job;
    m_job = nullptr;
    m_stale = true;
    lookUp();
}

void FieldColumns::lookUp() {
    if (m_job || m_columns.empty() || !m_browser)
        return;
    forgetGone();
    const bool all = m_stale || m_known != m_columns;
    const auto asked = ask(all);
    if (asked->rows.empty())
        return;
    // A pointer, since what a job brought cannot be moved out of it.
    using Found = std::shared_ptr<Cells>;
    auto* job = runJob<Found>(*workPool(), this, [asked](JobContext& context) -> base::Result<Found> {
        return std::make_shared<Cells>(asked->answer(context.stop()));
    });
    m_job = job;
    job->then(
        this,
        [this, job, all](const Found& found) {
            m_job = nullptr;
            job->deleteLater();
            take(std::exchange(*found, {}), all);
            lookUp(); // what came meanwhile
        },
        [](const base::Error&) {});
}

std::shared_ptr<FieldColumns::Asked> FieldColumns::ask(bool all) const {
    auto asked = std::make_shared<Asked>();
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (auto path = decode::Path::parse(m_columns[i].path.toStdString()))
            (m_columns[i].side == PayloadSide::Key ? asked->inKey : asked->inValue)
                .push_back({std::move(*path), i});
    asked->topic = m_reader->topic();
    asked->columns = m_columns.size();
    asked->keyDecoder = m_reader->decoderOf(PayloadSide::Key);
    asked->valueDecoder = m_reader->decoderOf(PayloadSide::Value);
    const int rows = m_browser->rowCount();
    if (all)
        asked->rows.reserve(static_cast<std::size_t>(rows));
    for (int i = 0; i < rows; ++i) {
        const auto& row = m_browser->row(i);
        const Key key(row.partition, row.offset);
        if (!all && m_cells.contains(key))
            continue;
        const auto isCut = [](const std::optional<QByteArray>& bytes, qint64 size) {
            return bytes && bytes->size() < size;
        };
        asked->rows.push_back(
            {key, row.key, row.value, isCut(row.key, row.keySize), isCut(row.value, row.valueSize)});
    }
    return asked;
}

/// Twenty thousand rows are dear to copy and to give back: they are taken whole where all are new, and what
/// they replace goes on a worker.
void FieldColumns::take(Cells found, bool all) {
    if (all) {
        m_cells.swap(found);
        m_known = m_columns;
        m_stale = false;
    } else {
        m_cells.reserve(m_cells.size() + found.size());
        for (auto at = found.begin(); at != found.end(); ++at)
            m_cells.insert(at.key(), std::move(at.value()));
    }
    if (!found.isEmpty())
        workPool()->start([old = std::move(found)] {});
    emit this->found();
}

void FieldColumns::forgetGone() {
    const auto rows = m_browser->rowCount();
    if (m_cells.size() <= 2 * qsizetype(rows) + 1000)
        return;
    Cells kept;
    for (int i = 0; i < rows; ++i)
        if (const auto at = m_cells.find({m_browser->row(i).partition, m_browser->row(i).offset});
            at != m_cells.end())
            kept.insert(at.key(), at.value());
    m_cells = std::move(kept);
}

const FieldColumns::Cell* FieldColumns::knownCell(const std::vector<Cell>& cells, int column) const {
    const auto at = std::ranges::find(m_known, m_columns[static_cast<std::size_t>(column)]);
    return at == m_known.end() ? nullptr : &cells[static_cast<std::size_t>(at - m_known.begin())];
}

const FieldColumns::Cell& FieldColumns::cell(const RecordRow& record, int column) const {
    static const Cell nothing;
    const auto at = m_cells.constFind({record.partition, record.offset});
    const auto* cell = at == m_cells.constEnd() ? nullptr : knownCell(*at, column);
    return cell ? *cell : nothing;
}

bool FieldColumns::isNumeric(int column) const {
    constexpr int asked = 50;
    int numbers = 0, others = 0;
    for (auto at = m_cells.begin(); at != m_cells.end() && numbers + others < asked; ++at)
        if (const auto* cell = knownCell(*at, column);
            cell && cell->found && cell->kind != ValueTree::Kind::Null)
            ++(cell->kind == ValueTree::Kind::Number ? numbers : others);
    return numbers > others;
}

} // namespace session
