#include <algorithm>
#include <cmath>
#include <cstring>

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
    const auto ids = idsOf(cluster, keys);
    std::vector<Steps> steps(keys.size(), Steps(grid, tiers[static_cast<std::size_t>(tierOf(grid))].stepMs));
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (ids[i] >= 0)
            takeBlocks(ids[i], grid, steps[i]);
    takeJournal(cluster, ids, grid, steps);
    m_database.run("COMMIT");
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
            for (std::size_t i = 0; i < ids.size(); ++i)
                if (ids[i] == static_cast<std::int64_t>(series))
                    steps[i].takeJournal(std::span(values).subspan(at * length, length), select.number(0));
        }
    }
}

std::vector<Share> HistoryReader::shares(const std::string& cluster, Quantity quantity, std::int64_t sinceMs,
                                         std::size_t count) {
    // The coarser tier holds all that the finer one does, but for the journal.
    auto select = m_database.prepare(
        "SELECT object, total(sum) AS amount FROM series JOIN (SELECT series, start, sum FROM block WHERE "
        "tier=1 "
        "UNION ALL SELECT series, start, sum FROM fresh WHERE tier=1) ON series=series.id "
        "WHERE cluster=(SELECT id FROM cluster WHERE name=?) AND quantity=? AND object<>'' AND topic='' "
        "AND start>? GROUP BY series.id HAVING amount>0 ORDER BY amount DESC, object LIMIT ?");
    select.with(cluster, static_cast<int>(quantity), sinceMs - Block::spanMs(tiers[1]),
                static_cast<std::int64_t>(count));
    std::vector<Share> out;
    while (select.step())
        out.push_back({std::string(select.bytes(0)), select.real(1)});
    return out;
}

} // namespace series
