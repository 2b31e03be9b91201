#pragma once

#include <map>
#include <unordered_map>

#include <QObject>
#include <QThreadPool>

#include "series/history.h"

namespace session {

/// What the charts of one cluster need from the disk. Answers at once with what was read already, and reads
/// the rest on a worker: `changed` follows. Lives on the UI thread and is owned by the session.
class KeptLines : public QObject {
    Q_OBJECT
public:
    KeptLines(std::shared_ptr<series::History> history, QThreadPool& pool, QObject* parent);

    /// Forgets what was read of another cluster.
    void setCluster(const std::string& cluster);
    /// Null: not read yet. Valid until the next call.
    [[nodiscard]] const series::Points* points(const series::Key& key, const series::Grid& grid);
    /// Topics or groups by what they add up to from the begin of the range to `untilMs`; null: not read yet.
    [[nodiscard]] const std::vector<series::Share>* shares(series::Quantity quantity, std::int64_t nowMs,
                                                           std::int64_t rangeMs, std::int64_t untilMs);
    [[nodiscard]] bool isReading() const { return m_scheduled || m_readings > 0; }

signals:
    void changed(); ///< something was read

private:
    template <class T>
    struct Entry {
        T value;
        std::int64_t readFromMs = 0, readToMs = 0; // 0: never
        bool wanted = false;
    };
    struct Lines {
        series::Grid grid;
        std::vector<series::Key> keys;
    };
    void schedule();
    void readLines(const Lines& lines);
    void readShares(series::Quantity quantity, std::int64_t nowMs, std::int64_t rangeMs,
                    std::int64_t untilMs);
    void end();

    const std::shared_ptr<series::History> m_history;
    QThreadPool& m_pool;
    std::string m_cluster;
    std::uint64_t m_generation = 0; // of the cluster: answers about another one are dropped
    std::unordered_map<series::Key, std::map<std::int64_t, Entry<series::Points>>, series::KeyHash>
        m_lines; // by width of their points
    std::map<std::pair<series::Quantity, std::int64_t>, Entry<std::vector<series::Share>>> m_shares;
    std::map<std::int64_t, Lines> m_wanted; // by width
    bool m_scheduled = false;
    int m_readings = 0;
};

} // namespace session
