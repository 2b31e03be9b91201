#pragma once

#include <map>
#include <tuple>

#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include "session/clusters/kept_lines.h"
#include "session/job.h"
#include "session/series.h"
#include "session/snapshots.h"

namespace session {

/// Which topics or groups of a cluster moved most. It takes a look at the series of each: in a large cluster
/// that is done on a worker, and what the snapshot before told stands until then. Lives on the UI thread;
/// `pool` outlives it.
class Rankings final : public QObject {
    Q_OBJECT
public:
    /// So many topics and groups are ranked while the screen waits: a millisecond.
    static constexpr std::size_t atOnce = 500;

    explicit Rankings(QThreadPool& pool, QObject* parent = nullptr) : QObject(parent), m_pool(pool) {}

    /// `kept` may be null.
    [[nodiscard]] QStringList busiest(const SnapshotPtr& snapshot, KeptLines* kept, Quantity quantity,
                                      qint64 rangeMs, int count);
    void forget(); ///< it is another cluster now

signals:
    void changed(); ///< another answer than the last one

private:
    using Wish = std::tuple<Quantity, qint64, int>;
    struct Answer {
        QStringList names;
        qint64 ofMs = -1;       // the snapshot that they are of; −1: none yet
        JobBase* job = nullptr; // that finds the next ones
    };
    void look(Answer& answer, const Wish& wish, const SnapshotPtr& snapshot,
              std::vector<series::Share> older);

    QThreadPool& m_pool;
    std::map<Wish, Answer> m_answers;
};

} // namespace session
