#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "series/history_file.h"

namespace series {

/// What is kept of one series over a grid, step by step. What was written later counts.
class HistoryReader::Steps {
public:
    Steps(const Grid& grid, std::int64_t stepMs)
        : m_stepMs(stepMs)
        , m_beginMs(grid.beginMs / stepMs * stepMs)
        , m_values(static_cast<std::size_t>((std::max(grid.endMs, m_beginMs) - m_beginMs) / stepMs + 1),
                   unknownValue) {}

    void takeBlock(std::span<const float> values, std::int64_t startMs) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (auto* step = at(startMs + static_cast<std::int64_t>(i) * m_stepMs);
                step && !std::isnan(values[i]))
                *step = values[i];
    }
    void takeJournal(std::span<const float> values, std::int64_t startMs) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (const auto ms = startMs + static_cast<std::int64_t>(i) * HistoryFile::stepMs;
                at(ms) && !std::isnan(values[i]))
                m_journal[ms] = values[i];
    }
    /// The blocks of the finer tier that may hold what the journal leaves out of a coarser step.
    [[nodiscard]] std::set<std::int64_t> blocksToFill() const {
        constexpr std::int64_t span = Block::spanMs(tiers[0]);
        std::map<std::int64_t, std::int64_t> known; // of each step, in steps of the journal
        for (const auto& [ms, value] : m_journal)
            ++known[ms / m_stepMs];
        std::set<std::int64_t> out;
        for (const auto& [step, count] : known)
            if (count < m_stepMs / HistoryFile::stepMs)
                out.insert(step * m_stepMs / span * span);
        return out;
    }
    /// Fills the steps that the journal begins or ends within.
    void fillJournal(std::span<const float> values, std::int64_t startMs) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::int64_t ms = startMs + static_cast<std::int64_t>(i) * HistoryFile::stepMs;
            const auto next = m_journal.lower_bound(ms / m_stepMs * m_stepMs);
            if (next != m_journal.end() && next->first / m_stepMs == ms / m_stepMs && !std::isnan(values[i]))
                m_journal.emplace(ms, values[i]); // what the journal has itself is newer
        }
    }
    [[nodiscard]] Points on(const Grid& grid) {
        for (auto entry = m_journal.begin(); entry != m_journal.end();) {
            const std::int64_t step = entry->first / m_stepMs;
            double sum = 0;
            int known = 0;
            float* to = at(entry->first);
            for (; entry != m_journal.end() && entry->first / m_stepMs == step; ++entry, ++known)
                sum += static_cast<double>(entry->second);
            *to = static_cast<float>(sum / known);
        }
        Gathering sums(grid);
        for (std::size_t i = 0; i < m_values.size(); ++i)
            if (const std::int64_t from = m_beginMs + static_cast<std::int64_t>(i) * m_stepMs;
                !std::isnan(m_values[i]))
                sums.add(from, from + m_stepMs, static_cast<double>(m_values[i]));
        return sums.take();
    }

private:
    [[nodiscard]] float* at(std::int64_t ms) {
        const std::int64_t index = (ms - m_beginMs) / m_stepMs;
        return ms >= m_beginMs && index < static_cast<std::int64_t>(m_values.size())
                   ? &m_values[static_cast<std::size_t>(index)]
                   : nullptr;
    }
    const std::int64_t m_stepMs, m_beginMs;
    std::vector<float> m_values;
    std::map<std::int64_t, float> m_journal; // by time, in steps of the journal
};

int tierOf(const Grid& grid) {
    return grid.endMs - grid.beginMs > tiers[0].keptMs ? 1 : 0;
}

HistoryReader::HistoryReader(const std::filesystem::path& file) : m_database(file, Database::Mode::Read) {}

std::vector<std::int64_t> HistoryReader::idsOf(const std::string& cluster, const std::vector<Key>& keys) {
    auto select = m_database.prepare("SELECT series.id FROM series JOIN cluster ON cluster.id=series.cluster "
                                     "WHERE cluster.name=? AND quantity=? AND object=? AND topic=?");
    std::vector<std::int64_t> out;
    for (const auto& key : keys)
        out.push_back(select.with(cluster, static_cast<int>(key.quantity), key.object, key.topic).step()
                          ? select.number(0)
                          : -1);
    return out;
}

std::vector<Points> HistoryReader::points(const std::string& cluster, const std::vector<Key>& keys,
                                          const Grid& grid) {
    m_database.run("BEGIN"); // a merge must not move values between what is read first and last
    auto out = pointsOf(cluster, idsOf(cluster, keys), grid);
    m_database.run("COMMIT");
    return out;
}

std::vector<Points> HistoryReader::pointsOf(const std::string& cluster, const std::vector<std::int64_t>& ids,
                                            const Grid& grid) {
    std::vector<Steps> steps(ids.size(), Steps(grid, tiers[static_cast<std::size_t>(tierOf(grid))].stepMs));
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (ids[i] >= 0)
            takeBlocks(ids[i], grid, steps[i]);
    takeJournal(cluster, ids, grid, steps);
    for (std::size_t i = 0; i < ids.size(); ++i)
        fillJournal(ids[i], steps[i]);
    std::vector<Points> out;
    for (auto& each : steps)
        out.push_back(each.on(grid));
    return out;
}

void HistoryReader::takeBlocks(std::int64_t series, const Grid& grid, Steps& steps) {
    const int tier = tierOf(grid);
    const std::int64_t before = grid.beginMs - Block::spanMs(tiers[static_cast<std::size_t>(tier)]);
    Block block;
    for (const char* sql :
         {"SELECT start, data FROM block WHERE series=? AND tier=? AND start>? AND start<?",
          "SELECT start, data FROM fresh WHERE series=? AND tier=? AND start>? AND start<?"}) {
        auto select = m_database.prepare(sql);
        select.with(series, tier, before, grid.endMs);
        while (select.step())
            if (m_codec.unpack(select.bytes(1), block.values))
                steps.takeBlock(block.values, select.number(0));
    }
}

void HistoryReader::takeJournal(const std::string& cluster, const std::vector<std::int64_t>& ids,
                                const Grid& grid, std::vector<Steps>& steps) {
    auto select =
        m_database.prepare("SELECT start, steps, ids, data FROM journal WHERE cluster=(SELECT id FROM "
                           "cluster WHERE name=?) AND start<? ORDER BY id");
    select.with(cluster, grid.endMs);
    std::unordered_multimap<std::int64_t, std::size_t> places; // a line may be asked for twice
    for (std::size_t i = 0; i < ids.size(); ++i)
        places.emplace(ids[i], i);
    std::vector<float> values;
    while (select.step()) {
        const auto length = static_cast<std::size_t>(select.number(1));
        const auto written = select.bytes(2);
        const std::size_t count = written.size() / sizeof(std::uint32_t);
        if (length == 0 || length > HistoryFile::stepsOfARow)
            continue;
        values.resize(count * length);
        if (!m_codec.unpack(select.bytes(3), values))
            continue;
        for (std::size_t at = 0; at < count; ++at) {
            std::uint32_t series = 0;
            std::memcpy(&series, written.data() + at * sizeof series, sizeof series);
            const auto [first, end] = places.equal_range(static_cast<std::int64_t>(series));
            for (auto place = first; place != end; ++place)
                steps[place->second].takeJournal(std::span(values).subspan(at * length, length),
                                                 select.number(0));
        }
    }
}

/// A merge may fall within a minute: its first steps are in a block then, the others in the journal. A mean
/// of the coarser tier does not say of how many steps it is, so the finer one is asked.
void HistoryReader::fillJournal(std::int64_t series, Steps& steps) {
    Block block;
    for (const std::int64_t start : steps.blocksToFill()) {
        auto select = m_database.prepare("SELECT data FROM fresh WHERE series=?1 AND tier=0 AND start=?2 "
                                         "UNION ALL "
                                         "SELECT data FROM block WHERE series=?1 AND tier=0 AND start=?2");
        select.with(series, start);
        while (select.step())
            if (m_codec.unpack(select.bytes(0), block.values))
                steps.fillJournal(block.values, start);
    }
}

std::vector<Share> HistoryReader::shares(const std::string& cluster, Quantity quantity, std::int64_t sinceMs,
                                         std::int64_t untilMs, std::size_t count) {
    if (untilMs - sinceMs <= rememberedMs)
        return sharesBySteps(cluster, quantity, sinceMs, untilMs, count);
    // The coarser tier holds all that the finer one does, but for the journal. Of the days that lie within
    // the time the sums are enough; of those at its ends the values are read, while whole days say that a
    // series may be among the first.
    constexpr std::int64_t span = Block::spanMs(tiers[1]);
    m_database.run("BEGIN");
    auto select = m_database.prepare(
        "SELECT series.id, object, total(sum) AS most, total(iif(start>=?4 AND start<=?5-?6, sum, 0)) FROM "
        "series JOIN (SELECT series, start, sum FROM block WHERE tier=1 "
        "UNION ALL SELECT series, start, sum FROM fresh WHERE tier=1) ON series=series.id "
        "WHERE cluster=(SELECT id FROM cluster WHERE name=?1) AND quantity=?2 AND object<>'' AND topic='' "
        "AND start>?3 AND start<?5 GROUP BY series.id HAVING most>0 ORDER BY most DESC, object");
    select.with(cluster, static_cast<int>(quantity), sinceMs - span, sinceMs, untilMs, span);
    const auto before = [](const Share& a, const Share& b) {
        return std::tie(b.amount, a.object) < std::tie(a.amount, b.object);
    };
    std::vector<Share> out; // biggest first
    while (select.step() && (out.size() < count || select.real(2) >= out.back().amount)) {
        Share share{std::string(select.bytes(1)),
                    select.real(3) + amountAtEnds(select.number(0), sinceMs, untilMs)};
        if (!(share.amount > 0))
            continue;
        out.insert(std::ranges::upper_bound(out, share, before), std::move(share));
        out.resize(std::min(out.size(), count));
    }
    m_database.run("COMMIT");
    return out;
}

/// What a series adds up to in those days of the coarser tier that the time begins and ends within.
double HistoryReader::amountAtEnds(std::int64_t series, std::int64_t sinceMs, std::int64_t untilMs) {
    constexpr std::int64_t span = Block::spanMs(tiers[1]), stepMs = tiers[1].stepMs;
    std::set<std::int64_t> starts; // one, where both ends are of a day
    for (const std::int64_t start : {sinceMs / span * span, untilMs / span * span})
        if (start < sinceMs || start + span > untilMs)
            starts.insert(start);
    double out = 0;
    Block block;
    for (const std::int64_t start : starts) {
        auto select = m_database.prepare("SELECT data FROM fresh WHERE series=?1 AND tier=1 AND start=?2 "
                                         "UNION ALL "
                                         "SELECT data FROM block WHERE series=?1 AND tier=1 AND start=?2");
        select.with(series, start);
        while (select.step()) {
            if (!m_codec.unpack(select.bytes(0), block.values))
                continue;
            for (std::size_t i = 0; i < block.values.size(); ++i)
                if (const std::int64_t at = start + static_cast<std::int64_t>(i) * stepMs;
                    at >= sinceMs && at < untilMs && !std::isnan(block.values[i]))
                    out += static_cast<double>(block.values[i]) * static_cast<double>(stepMs) / 1000.0;
        }
    }
    return out;
}

std::vector<Share> HistoryReader::sharesBySteps(const std::string& cluster, Quantity quantity,
                                                std::int64_t sinceMs, std::int64_t untilMs,
                                                std::size_t count) {
    const Grid whole{sinceMs, untilMs, std::max<std::int64_t>(1, untilMs - sinceMs)};
    m_database.run("BEGIN");
    auto select = m_database.prepare("SELECT id, object FROM series WHERE cluster=(SELECT id FROM cluster "
                                     "WHERE name=?) AND quantity=? AND object<>'' AND topic=''");
    select.with(cluster, static_cast<int>(quantity));
    std::vector<std::int64_t> ids;
    std::vector<Share> out;
    while (select.step()) {
        ids.push_back(select.number(0));
        out.push_back({std::string(select.bytes(1)), 0});
    }
    const auto lines = pointsOf(cluster, ids, whole);
    m_database.run("COMMIT");
    for (std::size_t i = 0; i < out.size(); ++i)
        for (const auto& point : lines[i])
            if (point.knownMs > 0)
                out[i].amount += point.value * static_cast<double>(point.knownMs) / 1000.0;
    std::erase_if(out, [](const Share& share) { return !(share.amount > 0); });
    std::ranges::sort(out, [](const Share& a, const Share& b) {
        return std::tie(b.amount, a.object) < std::tie(a.amount, b.object);
    });
    out.resize(std::min(out.size(), count));
    return out;
}

} // namespace series
