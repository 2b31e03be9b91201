#include "series/history.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/private_file.h"

namespace series {

namespace {

constexpr std::int64_t minuteMs = 60'000;

std::filesystem::path beside(const std::filesystem::path& file, const std::string& suffix) {
    auto out = file;
    out += suffix;
    return out;
}

/// With all that lies beside it and goes by its name.
void keepPrivate(const std::filesystem::path& file, bool ownFolder) {
    using std::filesystem::perms;
    for (const auto& made : {file, beside(file, "-writer")})
        base::makePrivate(made, ownFolder);
    // What SQLite makes beside a file has its permissions, but older ones are there.
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path(), ignored))
        if (entry.path().filename().string().starts_with(file.filename().string()))
            std::filesystem::permissions(entry.path(), perms::owner_read | perms::owner_write, ignored);
}

std::int64_t minuteOf(const View& view) {
    return view.untilMs() / minuteMs;
}

} // namespace

History::History(std::filesystem::path file, std::shared_ptr<const base::Clock> clock, Limits limits,
                 bool ownFolder)
    : m_path(std::move(file))
    , m_ownFolder(ownFolder)
    , m_clock(std::move(clock))
    , m_limits(limits)
    , m_thread([this](const std::stop_token& stop) { run(stop); }) {}

History::~History() {
    m_thread.request_stop();
    m_thread.join();
}

void History::keep(const std::string& cluster, std::shared_ptr<const View> view, bool last) {
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        auto& given = m_given[cluster];
        given.view = std::move(view);
        given.last = last;
        const bool due = last || minuteOf(*given.view) != given.writtenMinute;
        wake = due && !std::exchange(given.waiting, given.waiting || due);
    }
    if (wake)
        m_wake.notify_all();
}

void History::forget(const std::string& cluster, bool beneath) {
    const Forgotten forgotten{cluster, beneath};
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_given, [&](const auto& given) { return forgotten.holds(given.first); });
        m_forget.push_back(forgotten);
    }
    m_wake.notify_all();
}

void History::run(const std::stop_token& stop) {
    open();
    for (bool over = false; !over;) {
        Wanted views;
        std::vector<Forgotten> forgotten;
        bool damaged = false;
        {
            std::unique_lock lock(m_mutex);
            const auto due = [this] {
                return m_damageSeen || !m_forget.empty() ||
                       std::ranges::any_of(m_given, [](const auto& given) { return given.second.waiting; });
            };
            m_busy = due();
            if (!m_busy)
                m_settled.notify_all();
            m_wake.wait(lock, stop, due);
            m_busy = true;
            over = stop.stop_requested();
            m_toForget.insert(m_toForget.end(), m_forget.begin(), m_forget.end());
            m_forget.clear();
            forgotten = m_toForget;
            damaged = std::exchange(m_damageSeen, false);
            for (auto& [cluster, given] : m_given) {
                // At the end everything is written, due or not.
                if (!std::exchange(given.waiting, false) && !over)
                    continue;
                given.writtenMinute = minuteOf(*given.view);
                views.push_back({cluster, given.view, given.last || over});
            }
            std::erase_if(m_given, [](const auto& given) { return given.second.last; });
        }
        if (damaged && m_file)
            moveAside("damaged");
        work(views, forgotten);
    }
    m_file.reset();
}

void History::open() {
    if (m_path.empty())
        return enter(State::MemoryOnly, {});
    try {
        keepPrivate(m_path, m_ownFolder);
        m_lock = std::make_unique<Database>(beside(m_path, "-writer"), Database::Mode::Write);
        m_lock->run("PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
    } catch (const Database::Failure& failure) {
        m_lock.reset();
        if (failure.isBusy())
            return enter(State::ReadOnly,
                         "Another Milena keeps the history; what this one sees is kept while it runs.");
        return enter(State::MemoryOnly,
                     fmt::format("The history is not kept: {}: {}.", m_path.string(), failure.words));
    }
    openFile();
}

void History::openFile() {
    try {
        m_file = std::make_unique<HistoryFile>(m_path, m_limits);
        enter(State::Kept, {});
    } catch (const HistoryFile::Foreign&) {
        moveAside("not this program's");
    } catch (const Database::Failure& failure) {
        if (failure.isDamage())
            return moveAside("damaged");
        enter(State::MemoryOnly,
              fmt::format("The history is not kept: {}: {}.", m_path.string(), failure.words));
    }
}

/// Nothing of it is lost for whoever can use it, and a new file begins.
void History::moveAside(const std::string& why) {
    m_file.reset();
    const auto to = beside(m_path, fmt::format(".aside-{}", m_clock->wallMs()));
    std::error_code wrong;
    std::filesystem::rename(m_path, to, wrong);
    for (const char* part : {"-wal", "-shm"}) {
        std::error_code absent;
        std::filesystem::rename(beside(m_path, part), beside(to, part), absent);
    }
    if (wrong)
        return enter(State::MemoryOnly,
                     fmt::format("The history is not kept: {} is {}.", m_path.string(), why));
    keepPrivate(m_path, m_ownFolder);
    try {
        m_file = std::make_unique<HistoryFile>(m_path, m_limits);
        enter(State::Kept,
              fmt::format("The kept history was {}; it is now {}, and a new one began.", why, to.string()));
    } catch (const HistoryFile::Foreign&) {
        enter(State::MemoryOnly, fmt::format("The history is not kept: {} is {}.", m_path.string(), why));
    } catch (const Database::Failure& failure) {
        enter(State::MemoryOnly,
              fmt::format("The history is not kept: {}: {}.", m_path.string(), failure.words));
    }
}

void History::work(const Wanted& views, const std::vector<Forgotten>& forgotten) {
    if (!m_file && !m_path.empty()) // who kept it may have ended, or what kept it from opening is gone
        m_lock ? openFile() : open();
    if (!m_file)
        return;
    try {
        for (const auto& one : forgotten)
            m_file->forget(one);
        {
            const std::lock_guard lock(m_mutex);
            m_toForget.clear();
        }
        for (const auto& [cluster, view, last] : views)
            m_file->append(cluster, *view, last);
        m_file->tidy(m_clock->wallMs());
        if (state() == State::MemoryOnly) // there is room again
            enter(State::Kept, {});
    } catch (const Database::Failure& failure) {
        if (failure.isDamage())
            return moveAside("damaged");
        // A full disk: the next minute tries again, with all that the views still know.
        enter(State::MemoryOnly,
              fmt::format("The history is not kept: {}: {}.", m_path.string(), failure.words));
    }
}

bool History::isForgotten(const std::string& cluster) const {
    const auto holds = [&cluster](const Forgotten& one) { return one.holds(cluster); };
    return std::ranges::any_of(m_forget, holds) || std::ranges::any_of(m_toForget, holds);
}

template <class F>
auto History::reading(const std::string& cluster, F&& read)
    -> decltype(read(std::declval<HistoryReader&>())) {
    if (m_path.empty())
        return {};
    {
        std::unique_lock lock(m_mutex);
        m_settled.wait(lock, [this] { return m_state != State::Opening; });
        if (isForgotten(cluster))
            return {};
    }
    try {
        HistoryReader reader(m_path);
        return read(reader);
    } catch (const Database::Failure& failure) {
        // A file that is not there yet, or that its writer is just making, has nothing to tell.
        std::error_code wrong;
        if (failure.isDamage() && state() == State::Kept && std::filesystem::exists(m_path, wrong)) {
            {
                const std::lock_guard lock(m_mutex);
                m_damageSeen = true;
            }
            m_wake.notify_all();
        }
        return {};
    }
}

std::vector<Points> History::read(const std::string& cluster, const std::vector<Key>& keys,
                                  const Grid& grid) {
    auto out = reading(cluster, [&](HistoryReader& reader) { return reader.points(cluster, keys, grid); });
    out.resize(keys.size());
    return out;
}

std::vector<Share> History::shares(const std::string& cluster, Quantity quantity, std::int64_t sinceMs,
                                   std::int64_t untilMs, std::size_t count) {
    return reading(cluster, [&](HistoryReader& reader) {
        return reader.shares(cluster, quantity, sinceMs, untilMs, count);
    });
}

void History::enter(State state, std::string word) {
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
        m_word = std::move(word);
    }
    m_settled.notify_all();
}

History::State History::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

std::string History::word() const {
    const std::lock_guard lock(m_mutex);
    return m_word;
}

void History::settle() {
    std::unique_lock lock(m_mutex);
    m_settled.wait(lock, [this] {
        return !m_busy && m_forget.empty() && !m_damageSeen &&
               std::ranges::none_of(m_given, [](const auto& given) { return given.second.waiting; });
    });
}

} // namespace series
