#include "session/records/field_columns.h"

#include <algorithm>

#include <QThreadPool>

#include "decode/guess.h"
#include "decode/path.h"
#include "decode/print.h"
#include "session/convert.h"
#include "session/job_runner.h"

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

void findAll(const decode::Decoder* decoder, const decode::Input& input, const std::vector<Wanted>& wanted,
             std::vector<FieldColumns::Cell>& cells) {
    if (wanted.empty() || input.bytes.empty())
        return;
    decode::Limits limits;
    limits.nodes = lookedAt;
    limits.unpacked = 1u << 20;
    auto reading = decode::decodeAs(decoder, input, limits);
    const auto tree = std::make_shared<const decode::Tree>(std::move(reading.decoded.tree));
    for (const auto& one : wanted) {
        const auto node = one.path.find(*tree);
        if (node == decode::Tree::none)
            continue;
        auto& cell = cells[one.column];
        cell.kind = kindOf(tree, node);
        cell.text = ValueTree(tree).text(node, FieldColumns::longestText);
        cell.found = true;
    }
}

} // namespace

/// What a worker is given: the rows' bytes are shared with the page, not copied.
struct FieldColumns::Asked {
    std::vector<Key> rows;
    std::vector<decode::Input> keys, values; ///< as many as rows, or none
    const decode::Decoder *keyDecoder = nullptr, *valueDecoder = nullptr;
    std::vector<Wanted> inKey, inValue;
    std::size_t columns = 0;

    Found answer(const std::stop_token& stop) const {
        Found found{rows, {}};
        found.cells.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size() && !stop.stop_requested(); ++i) {
            auto& cells = found.cells.emplace_back(columns);
            if (!keys.empty())
                findAll(keyDecoder, keys[i], inKey, cells);
            if (!values.empty())
                findAll(valueDecoder, values[i], inValue, cells);
        }
        found.rows.resize(found.cells.size());
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
    auto asked = std::make_shared<Asked>();
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (auto path = decode::Path::parse(m_columns[i].path.toStdString()))
            (m_columns[i].side == PayloadSide::Key ? asked->inKey : asked->inValue)
                .push_back({std::move(*path), i});
    asked->columns = m_columns.size();
    asked->keyDecoder = m_reader->decoderOf(PayloadSide::Key);
    asked->valueDecoder = m_reader->decoderOf(PayloadSide::Value);
    const bool all = m_stale || m_known != m_columns;
    for (int i = 0; i < m_browser->rowCount(); ++i) {
        const auto& row = m_browser->row(i);
        const Key key(row.partition, row.offset);
        if (!all && m_cells.contains(key))
            continue;
        asked->rows.push_back(key);
        if (!asked->inKey.empty())
            asked->keys.push_back(m_reader->inputOf(row, PayloadSide::Key));
        if (!asked->inValue.empty())
            asked->values.push_back(m_reader->inputOf(row, PayloadSide::Value));
    }
    if (asked->rows.empty())
        return;
    auto* job = runJob<Found>(
        *QThreadPool::globalInstance(), this,
        [asked](JobContext& context) -> base::Result<Found> { return asked->answer(context.stop()); });
    m_job = job;
    job->then(
        this,
        [this, job, all](const Found& found) {
            m_job = nullptr;
            job->deleteLater();
            take(found, all);
            lookUp(); // what came meanwhile
        },
        [](const base::Error&) {});
}

void FieldColumns::take(const Found& found, bool all) {
    if (all) {
        m_cells.clear();
        m_known = m_columns;
        m_stale = false;
    }
    m_cells.reserve(m_cells.size() + static_cast<qsizetype>(found.rows.size()));
    for (std::size_t i = 0; i < found.rows.size(); ++i)
        m_cells.insert(found.rows[i], found.cells[i]);
    emit this->found();
}

void FieldColumns::forgetGone() {
    const auto rows = m_browser->rowCount();
    if (m_cells.size() <= 2 * qsizetype(rows) + 1000)
        return;
    QHash<Key, std::vector<Cell>> kept;
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
