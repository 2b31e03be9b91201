#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QObject>

#include "base/clock.h"
#include "session/broker_control.h"
#include "session/drafts.h"
#include "session/job.h"
#include "session/profile.h"
#include "session/record_browser.h"
#include "session/series.h"
#include "session/snapshots.h"

namespace session {

enum class ConnectionState { Connecting, Connected, Lost, Closed };

/// One connection to one cluster as the screens see it. Lives on the UI thread and is owned by Workspace;
/// polling and requests run on workers, and their results arrive here on a beat (at most four times a
/// second). After a loss the last snapshot stays, and it keeps trying.
class ClusterSession : public QObject {
    Q_OBJECT
public:
    /// Begins to connect at once. `counters`: figures of the broker inside this program; empty for any other
    /// cluster. For any thread; must answer without waiting as long as the program's threads run.
    explicit ClusterSession(ConnectionProfile profile,
                            std::function<std::optional<BrokerCounters>()> counters = {},
                            QObject* parent = nullptr,
                            std::shared_ptr<const base::Clock> clock = std::make_shared<base::SystemClock>());
    ~ClusterSession() override;

    [[nodiscard]] const ConnectionProfile& profile() const;
    void setProfile(const ConnectionProfile& profile); ///< name, colour, environment only
    [[nodiscard]] ConnectionState state() const;
    [[nodiscard]] const std::optional<base::Error>& error() const; ///< why it is Lost or still Connecting
    [[nodiscard]] qint64 lostSinceMs() const;
    [[nodiscard]] qint64 nextTryMs() const;
    void retryNow();
    void close(); ///< ends polling; the last data stays

    /// Never null; empty (takenAtMs 0) before the first round.
    [[nodiscard]] SnapshotPtr snapshot() const;
    [[nodiscard]] const TopicRow* topic(const QString& name) const; ///< valid until the next snapshotChanged
    [[nodiscard]] const GroupRow* group(const QString& id) const;
    [[nodiscard]] const QVector<ClusterEvent>& events() const; ///< newest first, at most 500

    [[nodiscard]] int intervalMs() const; ///< wanted: at first 1000 on a local broker, 5000 elsewhere
    void setIntervalMs(int interval);     ///< 0: held, no rounds until changed
    void refreshNow();

    /// Production clusters refuse every change until unlocked; locks itself again after ten minutes.
    [[nodiscard]] bool isLocked() const;
    void setLocked(bool locked);

    /// What is on screen, so that costly questions (newest timestamps) are asked for these only.
    void setVisibleTopics(const QStringList& names);

    /// The last `rangeMs` of a series with at most `points` points. Cheap; UI thread.
    [[nodiscard]] SeriesPoints series(const SeriesKey& key, qint64 rangeMs, int points) const;
    /// Topics (or groups, for Lag) by their share of the quantity over the range, biggest first; internal
    /// topics are left out.
    [[nodiscard]] QStringList busiest(Quantity quantity, qint64 rangeMs, int count) const;

    // Requests. Each returns at once; the job belongs to `owner`.
    Job<CreatedTopic>* createTopic(const TopicDraft& draft, bool validateOnly, QObject* owner);
    Job<Nothing>* deleteTopics(const QStringList& names, QObject* owner);
    Job<Nothing>* emptyTopics(const QStringList& names,
                              QObject* owner); ///< deletes all records up to the end
    Job<Nothing>* deleteRecords(const QString& topic, const std::map<int, qint64>& before, QObject* owner);
    Job<Nothing>* addPartitions(const QString& topic, int total, bool validateOnly, QObject* owner);
    Job<std::vector<ConfigRow>>* topicConfig(const QString& topic, QObject* owner);
    Job<std::vector<ConfigRow>>* topicDefaults(QObject* owner); ///< what a topic without overrides would have
    Job<Nothing>* editTopicConfig(const QString& topic, const std::vector<ConfigEdit>& edits,
                                  bool validateOnly, QObject* owner);
    Job<Nothing>* deleteGroups(const QStringList& ids, QObject* owner);
    Job<ProducedRecords>* produce(const ProduceDraft& draft, QObject* owner);
    /// The partition that Kafka's default partitioner gives this key (murmur2); none without a key.
    [[nodiscard]] static std::optional<int> partitionFor(const std::optional<QByteArray>& key,
                                                         int partitions);

    /// A reader of one topic's records for the Messages page; belongs to `owner`.
    RecordBrowser* browse(const QString& topic, QObject* owner);

signals:
    void stateChanged();
    void snapshotChanged(); ///< a new snapshot; models take the difference
    void eventsChanged();
    void profileChanged();
    void lockChanged();
    void intervalChanged();

private:
    void takeNews();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace session
