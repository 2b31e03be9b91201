#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "browse/query.h"
#include "browse/record.h"
#include "browse/record_source.h"
#include "session/records.h"

namespace session {

/// The hand-off of one scan: its worker puts rows and news in, the page takes them out on its beat. Bounded:
/// a live scan keeps its newest rows and counts what it drops; any other says that it is full.
class RecordInbox {
public:
    static constexpr std::size_t maxBytes = std::size_t(256) << 20;
    /// Of one beat. Beyond, rows stay marked open until they are read again.
    static constexpr std::size_t maxDecisions = 100'000;

    /// `keepNewest` 0: nothing is dropped.
    RecordInbox(std::size_t keepNewest, std::function<void()> wake)
        : m_keepNewest(keepNewest), m_wake(std::move(wake)) {}

    /// False: full, stop scanning. On the worker's thread.
    /// `filter`: the number of the one that let them through, see browse::FilterBox.
    bool put(const std::vector<browse::RecordPtr>& records, int filter = 0);
    void put(const browse::Progress& progress);
    /// Concerns rows that wait and rows that were taken.
    void put(const std::vector<browse::Decision>& decisions);
    void finish(browse::ScanResult result);

    struct News {
        std::vector<RecordRow> rows;             ///< in the scan's order
        std::vector<int> filters;                ///< of each row
        std::vector<browse::Decision> decisions; ///< on the rows taken before
        browse::Progress progress;
        qint64 dropped = 0; ///< since the last take
        qint64 waiting = 0;
        std::optional<browse::ScanResult> result;
        bool full = false;
    };
    /// On the page's thread. Without rows where the page stands still.
    News take(bool withRows);

private:
    struct Item {
        RecordRow row;
        std::size_t bytes;
        int filter;
    };

    const std::size_t m_keepNewest;
    const std::function<void()> m_wake;
    std::mutex m_mutex; // guards what follows
    std::deque<Item> m_rows;
    std::size_t m_bytes = 0;      // of the rows that wait
    std::size_t m_bytesTaken = 0; // of those that the page has
    std::vector<browse::Decision> m_decisions;
    browse::Progress m_progress;
    qint64 m_dropped = 0;
    std::optional<browse::ScanResult> m_result;
    bool m_full = false;
};

} // namespace session
