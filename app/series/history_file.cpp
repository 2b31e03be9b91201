#include "series/history_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "series/history_schema.h"

namespace series {

namespace {

constexpr std::size_t rowsBeforeMerge = 200;
/// Later than this can only come of a clock that was wrong.
constexpr std::int64_t aheadMs = dayMs;
/// The year 10000.
constexpr std::int64_t kLatestMs = 253'402'300'800'000;

std::int64_t floorTo(std::int64_t ms, std::int64_t step) {
    return ms / step * step;
}

/// The steps of a lane within the row; nothing: all of them are unknown.
bool stepsOf(const Lane& lane, std::int64_t fromMs, std::span<float> steps) {
    std::array<double, HistoryFile::stepsOfARow> sums{};
    std::array<std::int64_t, HistoryFile::stepsOfARow> known{};
    const std::int64_t step = HistoryFile::stepMs;
    forEachStretch(lane, fromMs, fromMs + static_cast<std::int64_t>(steps.size()) * step,
                   [&](std::int64_t from, std::int64_t to, double value) {
                       for (; from < to; from = floorTo(from, step) + step) {
                           const auto at = static_cast<std::size_t>((from - fromMs) / step);
                           const std::int64_t end = std::min(to, floorTo(from, step) + step);
                           sums[at] += value * static_cast<double>(end - from);
                           known[at] += end - from;
                       }
                   });
    bool any = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        steps[i] = known[i] > 0 ? static_cast<float>(sums[i] / static_cast<double>(known[i])) : unknownValue;
        any = any || known[i] > 0;
    }
    return any;
}

std::string_view bytesOf(const std::vector<std::uint32_t>& ids) {
    return {reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof(std::uint32_t)};
}

} // namespace

/// What is written at once. Undone unless committed, and the ids of what it made with it: the file gives
/// them to others then.
class HistoryFile::Change {
public:
    explicit Change(HistoryFile& file) : m_file(file), m_transaction(file.m_database) {}
    ~Change() {
        if (m_done)
            return;
        m_file.m_clusters.clear();
        m_file.m_ids.clear();
    }
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;
    void commit() {
        m_transaction.commit();
        m_done = true;
    }

private:
    HistoryFile& m_file;
    Transaction m_transaction;
    bool m_done = false;
};

HistoryFile::HistoryFile(const std::filesystem::path& file, const Limits& limits)
    : m_limits(limits), m_database(file, Database::Mode::Write) {
    checkFile();
    prepare();
}

void HistoryFile::checkFile() {
    if (m_database.number("SELECT count(*) FROM sqlite_schema") == 0)
        m_database.run(newFile);
    if (m_database.number("PRAGMA application_id") != applicationId ||
        m_database.number("PRAGMA user_version") != schemaVersion)
        throw Foreign();
    // What a power cut takes away are the last transactions, never the file.
    m_database.run("PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=8000000; PRAGMA temp_store=MEMORY");
}

void HistoryFile::prepare() {
    m_findSeries =
        m_database.prepare("SELECT id FROM series WHERE cluster=? AND quantity=? AND object=? AND topic=?");
    m_makeSeries = m_database.prepare("INSERT INTO series(cluster, quantity, object, topic) VALUES(?,?,?,?)");
    m_journal = m_database.prepare("INSERT INTO journal(cluster, start, steps, ids, data) VALUES(?,?,?,?,?)");
    m_loadFresh = m_database.prepare("SELECT data FROM fresh WHERE series=? AND tier=? AND start=?");
    m_loadDone = m_database.prepare("SELECT data FROM block WHERE series=? AND tier=? AND start=?");
    m_store = m_database.prepare("INSERT OR REPLACE INTO fresh(series, tier, start, sum, data) "
                                 "VALUES(?,?,?,?,?)");
    m_dropDone = m_database.prepare("DELETE FROM block WHERE series=? AND tier=? AND start=?");
}

std::int64_t HistoryFile::clusterId(const std::string& cluster) {
    if (const auto known = m_clusters.find(cluster); known != m_clusters.end())
        return known->second;
    auto find = m_database.prepare("SELECT id FROM cluster WHERE name=?");
    if (find.with(cluster).step())
        return m_clusters[cluster] = find.number(0);
    auto make = m_database.prepare("INSERT INTO cluster(name) VALUES(?)");
    make.with(cluster).run();
    return m_clusters[cluster] = m_database.lastRow();
}

std::optional<std::int64_t> HistoryFile::seriesId(std::int64_t cluster, const Key& key, bool make) {
    auto& ids = m_ids[cluster];
    if (const auto known = ids.find(key); known != ids.end())
        return known->second;
    const int quantity = static_cast<int>(key.quantity);
    if (m_findSeries.with(cluster, quantity, key.object, key.topic).step()) {
        ids[key] = m_findSeries.number(0);
        m_findSeries.reset();
        return ids[key];
    }
    m_findSeries.reset();
    if (!make || ids.size() >= m_limits.seriesOfACluster)
        return std::nullopt;
    m_makeSeries.with(cluster, quantity, key.object, key.topic).run();
    return ids[key] = m_database.lastRow();
}

void HistoryFile::append(const std::string& cluster, const View& view, bool last) {
    const std::int64_t whole = floorTo(view.untilMs(), stepMs);
    const std::int64_t until = last && whole < view.untilMs() ? whole + stepMs : whole;
    std::int64_t begins = until;
    view.forEach([&](const Lane& lane) {
        if (!lane.pieces.empty())
            begins = std::min(begins, lane.pieces.front().beginMs());
    });
    Change change(*this);
    const std::int64_t id = clusterId(cluster);
    auto& written = m_writtenMs[id];
    if (written > until) // the clock was set back: what the view still knows is written over what was there
        written = 0;
    std::int64_t from = std::max({written, until - rememberedMs, floorTo(begins, stepMs)});
    constexpr auto most = static_cast<std::int64_t>(stepsOfARow);
    for (; from < until; from += most * stepMs)
        appendSteps(id, view, from, static_cast<int>(std::min(most, (until - from) / stepMs)));
    change.commit();
    written = whole; // the step that has only begun is written once more if it goes on
}

void HistoryFile::appendSteps(std::int64_t cluster, const View& view, std::int64_t fromMs, int steps) {
    std::vector<std::uint32_t> ids;
    std::vector<float> values;
    std::array<float, stepsOfARow> row{};
    const std::span<float> wanted(row.data(), static_cast<std::size_t>(steps));
    view.forEach([&](const Lane& lane) {
        if (lane.key.partition >= 0 || !stepsOf(lane, fromMs, wanted))
            return;
        const bool moves = std::ranges::any_of(wanted, [](float value) { return value != 0; });
        if (const auto series = seriesId(cluster, lane.key, moves)) {
            ids.push_back(static_cast<std::uint32_t>(*series));
            values.insert(values.end(), wanted.begin(), wanted.end());
        }
    });
    if (!ids.empty())
        m_journal.with(cluster, fromMs, steps, bytesOf(ids), std::string_view(m_codec.pack(values))).run();
}

void HistoryFile::forget(const Forgotten& forgotten) {
    Change change(*this);
    auto find = m_database.prepare("SELECT id, name FROM cluster");
    std::vector<std::int64_t> ids;
    while (find.step())
        if (forgotten.holds(find.bytes(1)))
            ids.push_back(find.number(0));
    find.reset();
    for (const std::int64_t id : ids) {
        for (const char* sql : {"DELETE FROM journal WHERE cluster=?",
                                "DELETE FROM fresh WHERE series IN (SELECT id FROM series WHERE cluster=?)",
                                "DELETE FROM block WHERE series IN (SELECT id FROM series WHERE cluster=?)",
                                "DELETE FROM series WHERE cluster=?", "DELETE FROM cluster WHERE id=?"})
            m_database.prepare(sql).with(id).run();
        m_ids.erase(id);
        m_writtenMs.erase(id);
    }
    change.commit();
    m_clusters.clear();
}

std::int64_t HistoryFile::usedBytes() {
    return (m_database.number("PRAGMA page_count") - m_database.number("PRAGMA freelist_count")) *
           m_database.number("PRAGMA page_size");
}

void HistoryFile::tidy(std::int64_t nowMs, bool atOnce) {
    const std::int64_t rows = m_database.number("SELECT count(*) FROM journal");
    if (rows == 0)
        return;
    const std::int64_t oldest = m_database.number("SELECT min(start) FROM journal");
    if (!atOnce && static_cast<std::size_t>(rows) < rowsBeforeMerge &&
        std::abs(nowMs - oldest) < m_limits.mergedAfterMs)
        return;
    Change change(*this);
    merge(nowMs);
    letGo(nowMs);
    change.commit();
}

/// The rows of the journal, and where each series stands in them.
struct HistoryFile::Journal {
    struct Row {
        std::int64_t startMs;
        std::size_t steps;
        std::vector<float> values;
    };
    struct Place {
        std::uint32_t series;
        std::uint32_t row, at; // in the order of time
        auto operator<=>(const Place&) const = default;
    };
    std::vector<Row> rows;
    std::vector<Place> places;

    void add(std::int64_t startMs, std::size_t steps, std::string_view ids, std::vector<float> values) {
        const auto row = static_cast<std::uint32_t>(rows.size());
        for (std::uint32_t i = 0; i < ids.size() / sizeof(std::uint32_t); ++i) {
            std::uint32_t series = 0;
            std::memcpy(&series, ids.data() + i * sizeof series, sizeof series);
            places.push_back({series, row, i});
        }
        rows.push_back({startMs, steps, std::move(values)});
    }
};

void HistoryFile::merge(std::int64_t nowMs) {
    Journal journal;
    auto select = m_database.prepare("SELECT start, steps, ids, data FROM journal ORDER BY start, id");
    while (select.step()) {
        const std::int64_t start = select.number(0);
        const auto steps = static_cast<std::size_t>(select.number(1));
        const auto count = select.bytes(2).size() / sizeof(std::uint32_t);
        // Whatever stands there: nothing of another time or length is taken for what was written.
        if (start < 0 || start > kLatestMs || steps == 0 || steps > stepsOfARow)
            continue;
        std::vector<float> values(count * steps);
        if (m_codec.unpack(select.bytes(3), values))
            journal.add(start, steps, select.bytes(2), std::move(values));
    }
    select.reset();
    std::ranges::sort(journal.places);
    for (std::size_t begin = 0; begin < journal.places.size();) {
        const auto series = journal.places[begin].series;
        std::size_t end = begin;
        while (end < journal.places.size() && journal.places[end].series == series)
            ++end;
        mergeSeries(series, journal, begin, end);
        begin = end;
    }
    m_database.run("DELETE FROM journal");
    // An hour is left for a clock that is set back a little.
    auto move =
        m_database.prepare("INSERT OR REPLACE INTO block SELECT * FROM fresh WHERE tier=? AND start<=? "
                           "ORDER BY start, series");
    auto drop = m_database.prepare("DELETE FROM fresh WHERE tier=? AND start<=?");
    for (int tier = 0; tier < static_cast<int>(tiers.size()); ++tier) {
        const std::int64_t before = nowMs - 3'600'000 - Block::spanMs(tiers[static_cast<std::size_t>(tier)]);
        move.with(tier, before).run();
        drop.with(tier, before).run();
    }
}

void HistoryFile::mergeSeries(std::int64_t series, const Journal& journal, std::size_t begin,
                              std::size_t end) {
    const std::int64_t fineSpan = Block::spanMs(tiers[0]), minute = tiers[1].stepMs,
                       daySpan = Block::spanMs(tiers[1]);
    std::map<std::int64_t, Block> fine, coarse; // by start
    const auto block = [&](std::map<std::int64_t, Block>& of, int tier, std::int64_t start) -> Block& {
        const auto found = of.find(start);
        return found != of.end() ? found->second : of.emplace(start, load(series, tier, start)).first->second;
    };
    std::vector<std::int64_t> minutes;
    for (std::size_t p = begin; p < end; ++p) {
        const auto& row = journal.rows[journal.places[p].row];
        for (std::size_t i = 0; i < row.steps; ++i) {
            const float value = row.values[journal.places[p].at * row.steps + i];
            if (std::isnan(value))
                continue;
            const std::int64_t at = row.startMs + static_cast<std::int64_t>(i) * stepMs;
            block(fine, 0, floorTo(at, fineSpan)).values[static_cast<std::size_t>(at % fineSpan / stepMs)] =
                value;
            if (minutes.empty() || minutes.back() != floorTo(at, minute))
                minutes.push_back(floorTo(at, minute));
        }
    }
    for (const std::int64_t at : minutes) {
        const auto& steps = fine.at(floorTo(at, fineSpan)).values;
        const auto first = static_cast<std::size_t>(at % fineSpan / stepMs);
        double sum = 0;
        int known = 0;
        for (std::size_t i = first; i < first + static_cast<std::size_t>(minute / stepMs); ++i)
            if (!std::isnan(steps[i])) {
                sum += static_cast<double>(steps[i]);
                ++known;
            }
        block(coarse, 1, floorTo(at, daySpan)).values[static_cast<std::size_t>(at % daySpan / minute)] =
            static_cast<float>(sum / known);
    }
    for (const auto& [start, values] : fine)
        store(series, 0, start, values);
    for (const auto& [start, values] : coarse)
        store(series, 1, start, values);
}

Block HistoryFile::load(std::int64_t series, int tier, std::int64_t startMs) {
    Block out;
    for (auto* select : {&m_loadFresh, &m_loadDone}) {
        const bool found = select->with(series, tier, startMs).step();
        if (found && !m_codec.unpack(select->bytes(0), out.values))
            out = Block();
        select->reset();
        if (found)
            break;
    }
    return out;
}

void HistoryFile::store(std::int64_t series, int tier, std::int64_t startMs, const Block& block) {
    double sum = 0;
    for (const float value : block.values)
        sum += std::isnan(value) ? 0 : static_cast<double>(value);
    sum *= static_cast<double>(tiers[static_cast<std::size_t>(tier)].stepMs) / 1000.0;
    m_dropDone.with(series, tier, startMs).run();
    m_store.with(series, tier, startMs, sum, std::string_view(m_codec.pack(block.values))).run();
}

/// By age two columns of blocks a merge and tier, where one comes, and none by a clock that most of what is
/// kept speaks against: a clock that is wrong for a moment costs nothing, one that stays wrong little, and
/// what became old while nothing ran goes in time.
void HistoryFile::letGoByAge(std::int64_t nowMs) {
    constexpr std::size_t columns = 2;
    std::array<std::vector<std::int64_t>, tiers.size()> old, ahead;
    std::size_t within = 0, beyond = 0;
    // Each once, in order.
    auto select = m_database.prepare(
        "SELECT tier, start FROM block UNION SELECT tier, start FROM fresh ORDER BY start");
    while (select.step()) {
        const auto tier = static_cast<std::size_t>(select.number(0));
        const std::int64_t start = select.number(1);
        if (tier >= tiers.size())
            continue;
        const bool isOld = start < nowMs - tiers[tier].keptMs - Block::spanMs(tiers[tier]);
        const bool isAhead = start > nowMs + aheadMs;
        (isOld || isAhead ? beyond : within) += 1;
        if (isOld)
            old[tier].push_back(start);
        if (isAhead)
            ahead[tier].push_back(start);
    }
    select.reset();
    if (within <= beyond)
        return;
    for (const char* table : {"block", "fresh"}) {
        auto drop = m_database.prepare("DELETE FROM " + std::string(table) + " WHERE tier=? AND start=?");
        for (std::size_t tier = 0; tier < tiers.size(); ++tier) {
            for (std::size_t i = 0; i < std::min(columns, old[tier].size()); ++i)
                drop.with(static_cast<int>(tier), old[tier][i]).run();
            for (std::size_t i = 0; i < std::min(columns, ahead[tier].size()); ++i)
                drop.with(static_cast<int>(tier), ahead[tier][ahead[tier].size() - 1 - i]).run();
        }
    }
}

void HistoryFile::letGo(std::int64_t nowMs) {
    letGoByAge(nowMs);
    while (usedBytes() > m_limits.bytes) {
        const std::int64_t oldest = m_database.number("SELECT min(start) FROM block");
        auto drop = m_database.prepare("DELETE FROM block WHERE start<?");
        if (oldest > 0)
            drop.with(oldest + dayMs).run();
        else if (m_database.number("SELECT count(*) FROM fresh") > 0)
            m_database.run("DELETE FROM fresh");
        else
            break; // the names alone
    }
    m_database.run("DELETE FROM series WHERE id NOT IN (SELECT series FROM fresh UNION SELECT series FROM "
                   "block)");
    m_ids.clear();
}

} // namespace series
