#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include "base/clock.h"
#include "series/history_file.h"

namespace series {

/// Keeps the series of all clusters on disk. One per program. Takes views from those who record and writes
/// them once a minute on a thread of its own; its functions may be called on any thread, and only `read` and
/// `shares` wait for the disk. What cannot be kept never stops the program: `word` says why.
class History {
public:
    enum class State {
        Opening,
        Kept,
        ReadOnly, ///< another program writes the file; what it wrote may be read, and who sees it end is next
        MemoryOnly, ///< the file cannot be written
    };

    /// Opens the file, or makes it, in the background. A file that is damaged or not this program's is moved
    /// aside. An empty path keeps nothing.
    /// `ownFolder`: nothing else lies where the file does, and only its owner may read there.
    History(std::filesystem::path file, std::shared_ptr<const base::Clock> clock, Limits limits = {},
            bool ownFolder = true);
    ~History(); ///< writes what it was given
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    /// The newest of a cluster; of those that wait only the last counts. `last`: no more will come soon, so
    /// write it all.
    void keep(const std::string& cluster, std::shared_ptr<const View> view, bool last = false);
    /// Forgets all that is kept of a cluster; with `beneath` also of those whose names begin with its name
    /// and a slash.
    void forget(const std::string& cluster, bool beneath = false);

    [[nodiscard]] std::vector<Points> read(const std::string& cluster, const std::vector<Key>& keys,
                                           const Grid& grid);
    [[nodiscard]] std::vector<Share> shares(const std::string& cluster, Quantity quantity,
                                            std::int64_t sinceMs, std::int64_t untilMs, std::size_t count);

    [[nodiscard]] State state() const;
    /// A sentence for the person when something is not as it should be; else empty.
    [[nodiscard]] std::string word() const;
    /// Waits until all that was given until now is dealt with. For tests and for the end of the program.
    void settle();

private:
    struct Given {
        std::shared_ptr<const View> view;
        std::int64_t writtenMinute = -1;
        bool last = false, waiting = false;
    };
    struct Writing {
        std::string cluster;
        std::shared_ptr<const View> view;
        bool last = false;
    };
    using Wanted = std::vector<Writing>;

    void run(const std::stop_token& stop);
    void open();
    void openFile();
    void work(const Wanted& views, const std::vector<Forgotten>& forgotten);
    [[nodiscard]] bool isForgotten(const std::string& cluster) const;
    void moveAside(const std::string& why);
    void enter(State state, std::string word);
    template <class F>
    auto reading(const std::string& cluster, F&& read) -> decltype(read(std::declval<HistoryReader&>()));

    const std::filesystem::path m_path;
    const bool m_ownFolder;
    const std::shared_ptr<const base::Clock> m_clock;
    const Limits m_limits;
    // The writer's alone.
    std::unique_ptr<Database> m_lock; ///< held for as long as this is the one that writes
    std::unique_ptr<HistoryFile> m_file;

    mutable std::mutex m_mutex; // guards what follows; never held while the disk is waited for
    std::condition_variable_any m_wake, m_settled;
    State m_state = State::Opening;
    std::string m_word;
    std::map<std::string, Given> m_given;
    std::vector<Forgotten> m_forget;
    std::vector<Forgotten> m_toForget; ///< dealt with, and still in the file: it cannot be written
    bool m_damageSeen = false;         ///< by a reader
    bool m_busy = true;

    std::jthread m_thread; // started last
};

} // namespace series
