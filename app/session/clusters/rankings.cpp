#include "session/clusters/rankings.h"

#include <utility>

#include "session/clusters/chart_series.h"
#include "session/job_runner.h"

namespace session {

QStringList Rankings::busiest(const SnapshotPtr& snapshot, KeptLines* kept, Quantity quantity, qint64 rangeMs,
                              int count) {
    auto older = chart_series::sharesBefore(*snapshot, kept, quantity, rangeMs);
    if (!snapshot->history || snapshot->topics.size() + snapshot->groups.size() <= atOnce)
        return chart_series::busiest(*snapshot, older, quantity, rangeMs, count);
    const Wish wish(quantity, rangeMs, count);
    auto& answer = m_answers[wish];
    if (!answer.job && answer.ofMs != snapshot->takenAtMs)
        look(answer, wish, snapshot, std::move(older));
    return answer.names;
}

void Rankings::look(Answer& answer, const Wish& wish, const SnapshotPtr& snapshot,
                    std::vector<series::Share> older) {
    auto* job = runJob<QStringList>(
        m_pool, this, [wish, snapshot, older = std::move(older)](JobContext&) -> base::Result<QStringList> {
            const auto& [quantity, rangeMs, count] = wish;
            return chart_series::busiest(*snapshot, older, quantity, rangeMs, count);
        });
    answer.job = job;
    job->then(
        this,
        [this, job, wish, takenAtMs = snapshot->takenAtMs](const QStringList& names) {
            auto& found = m_answers[wish];
            found.job = nullptr;
            found.ofMs = takenAtMs;
            const bool isNew = std::exchange(found.names, names) != names;
            job->deleteLater();
            if (isNew)
                emit changed();
        },
        [](const base::Error&) {});
}

void Rankings::forget() {
    for (const auto& [wish, answer] : m_answers)
        delete answer.job;
    m_answers.clear();
}

} // namespace session
