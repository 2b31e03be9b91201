#pragma once

#include <map>
#include <optional>
#include <unordered_map>

#include "series/block.h"
#include "series/database.h"
#include "series/view.h"

namespace series {

/// How much is kept on disk.
struct Limits {
    std::int64_t bytes = 2'000'000'000; ///< beyond it the oldest goes first
    std::size_t seriesOfACluster = 20'000;
    std::int64_t mergedAfterMs = 3'600'000; ///< how long values wait in the journal
};

/// Which clusters are forgotten: one, and with `beneath` those whose names begin with its name and a slash.
struct Forgotten {
    std::string cluster;
    bool beneath = false;

    [[nodiscard]] bool holds(std::string_view name) const {
        return name == cluster || (beneath && name.starts_with(cluster + "/"));
    }
};

/// What moved in a cluster, by topic or group; biggest first.
struct Share {
    std::string object;
    double amount = 0; ///< value × seconds
};

/// The series of all clusters in one SQLite file, as the one who writes it sees it. Values come in steps of
/// ten seconds and go into a journal first, one row for all series of a cluster; once an hour the journal is
/// merged into blocks of a series each. A block that still grows lies in the table `fresh`, so that those in
/// `block` are written once and lie close. All functions throw Database::Failure. For one thread.
class HistoryFile {
public:
    static constexpr std::int64_t stepMs = tiers[0].stepMs;
    static constexpr std::size_t stepsOfARow = 30; ///< of the journal, at most

    /// Makes the file when there is none. Throws Foreign when it is another program's.
    struct Foreign {};
    HistoryFile(const std::filesystem::path& file, const Limits& limits);

    /// Writes what `view` knows since the last time, in whole steps; with `last` the step that has only begun
    /// too. Series that never were but zero, and those of single partitions, are left out.
    void append(const std::string& cluster, const View& view, bool last = false);
    /// Merges the journal when it is old enough, or at once; lets go what is too old or too much.
    void tidy(std::int64_t nowMs, bool atOnce = false);
    void forget(const Forgotten& forgotten);

    [[nodiscard]] std::int64_t usedBytes();

private:
    struct Journal;
    class Change;
    void checkFile();
    void prepare();
    [[nodiscard]] std::int64_t clusterId(const std::string& cluster);
    [[nodiscard]] std::optional<std::int64_t> seriesId(std::int64_t cluster, const Key& key, bool make);
    void appendSteps(std::int64_t cluster, const View& view, std::int64_t fromMs, int steps);
    void merge(std::int64_t nowMs);
    void mergeSeries(std::int64_t series, const Journal& journal, std::size_t begin, std::size_t end);
    [[nodiscard]] Block load(std::int64_t series, int tier, std::int64_t startMs);
    void store(std::int64_t series, int tier, std::int64_t startMs, const Block& block);
    void letGoByAge(std::int64_t nowMs);
    void letGo(std::int64_t nowMs);

    const Limits m_limits;
    Database m_database;
    BlockCodec m_codec;
    std::map<std::string, std::int64_t> m_clusters;                               // ids
    std::map<std::int64_t, std::unordered_map<Key, std::int64_t, KeyHash>> m_ids; // of series, by cluster
    std::map<std::int64_t, std::int64_t> m_writtenMs;                             // up to when, by cluster
    Statement m_findSeries, m_makeSeries, m_journal, m_loadFresh, m_loadDone, m_store, m_dropDone;
};

/// Reads a history file beside its writer. Opened for one reading; throws Database::Failure.
class HistoryReader {
public:
    explicit HistoryReader(const std::filesystem::path& file);
    /// A line for each key on the same grid; empty where nothing is kept.
    [[nodiscard]] std::vector<Points> points(const std::string& cluster, const std::vector<Key>& keys,
                                             const Grid& grid);
    /// Topics or groups by what they add up to in between: to ten seconds within an hour, else to a minute.
    [[nodiscard]] std::vector<Share> shares(const std::string& cluster, Quantity quantity,
                                            std::int64_t sinceMs, std::int64_t untilMs, std::size_t count);

private:
    [[nodiscard]] std::vector<std::int64_t> idsOf(const std::string& cluster, const std::vector<Key>& keys);
    class Steps;
    [[nodiscard]] std::vector<Points> pointsOf(const std::string& cluster,
                                               const std::vector<std::int64_t>& ids, const Grid& grid);
    [[nodiscard]] std::vector<Share> sharesBySteps(const std::string& cluster, Quantity quantity,
                                                   std::int64_t sinceMs, std::int64_t untilMs,
                                                   std::size_t count);
    [[nodiscard]] double amountAtEnds(std::int64_t series, std::int64_t sinceMs, std::int64_t untilMs);
    void takeBlocks(std::int64_t series, const Grid& grid, Steps& steps);
    void takeJournal(const std::string& cluster, const std::vector<std::int64_t>& ids, const Grid& grid,
                     std::vector<Steps>& steps);
    void fillJournal(std::int64_t series, Steps& steps);

    Database m_database;
    BlockCodec m_codec;
};

/// The tier that a grid is read from.
[[nodiscard]] int tierOf(const Grid& grid);

} // namespace series
