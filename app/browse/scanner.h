#pragma once

#include <map>
#include <stop_token>
#include <utility>

#include "browse/backward_window.h"
#include "browse/emitter.h"
#include "browse/forward_window.h"
#include "browse/partition_fetcher.h"
#include "browse/scan_start.h"

namespace browse {

/// Runs one query. Used once, on the thread that asks.
class Scanner {
public:
    Scanner(PartitionFetcher& fetcher, const Query& query, const ScanSink& sink, std::stop_token stop);

    ScanResult run();

private:
    [[nodiscard]] bool backward() const { return goesBack(m_query.seek); }
    void follow();
    void readBack();
    void readOn();
    template <class Window>
    void merge(std::vector<Window>& windows);
    template <class Window>
    bool load(std::vector<Window>& windows, std::vector<std::size_t> indexes);
    enum class Taken { Failed, Nothing, Something };
    template <class Window>
    Taken take(Window& window, const Chunk& chunk, bool alone);
    template <class Window>
    void countUp(const std::vector<Window>& windows);
    void tellDamaged(const Bounds& bounds, std::int64_t offsetsDone);
    template <class Window>
    void finish(const std::vector<Window>& windows);
    template <class Window>
    bool raiseStart(Window& window, base::PartitionId partition);
    [[nodiscard]] base::Status isSameTopic();
    [[nodiscard]] base::Uuid topicId() const;
    bool stopped();
    bool passes(const Chunk& chunk);
    bool fail(base::Error error);
    void count(const ReadRows& read, const Chunk& chunk);

    PartitionFetcher& m_fetcher;
    const Query& m_query;
    const std::stop_token m_stop;
    RowReader m_reader;
    Emitter m_emitter;
    ScanResult m_result;
    bool m_ended = false; ///< m_result.reason is decided
    std::vector<Bounds> m_bounds;
    std::int64_t m_deletedBefore = 0; ///< it began
    /// Where batches that cannot be read end, by where they begin: what is read twice is damaged once.
    std::map<std::pair<base::PartitionId, base::Offset>, base::Offset> m_damaged;
    std::size_t m_rowLimit;
    int m_passed = 0; ///< errors that were waited out
};

} // namespace browse
