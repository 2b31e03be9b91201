#pragma once

#include <functional>
#include <map>
#include <utility>

#include <QSet>
#include <QTimer>

#include "session/cluster_session.h"

/// Plain fakes of a cluster's ports: tests say themselves what each tells, and read what it was asked.
namespace support {

/// How requests are answered.
struct Answers {
    std::optional<base::Error> refusal; ///< none: they succeed
    bool silent = false;                ///< they stay without an answer

    template <class T>
    session::Job<T>* give(QObject* owner, T value) const {
        auto* job = new session::Job<T>(owner);
        if (silent)
            return job;
        QTimer::singleShot(0, job, [job, wrong = refusal, value = std::move(value)] {
            if (wrong)
                job->fail(*wrong);
            else
                job->succeed(value);
        });
        return job;
    }
};

class FakeConnection final : public session::Connection {
public:
    explicit FakeConnection(session::ConnectionProfile known = {})
        : profileNow(std::move(known)), locked(profileNow.environment == session::Environment::Production) {}

    [[nodiscard]] const session::ConnectionProfile& profile() const override { return profileNow; }
    void setProfile(const session::ConnectionProfile& profile) override {
        const auto before = std::exchange(profileNow, profile).environment;
        emit profileChanged();
        if (before != profile.environment)
            setLocked(profile.environment == session::Environment::Production);
    }
    [[nodiscard]] session::ConnectionState state() const override { return stateNow; }
    [[nodiscard]] const std::optional<base::Error>& error() const override { return errorNow; }
    [[nodiscard]] qint64 lostSinceMs() const override { return lostSince; }
    [[nodiscard]] qint64 nextTryMs() const override { return nextTry; }
    void retryNow() override { ++retries; }
    void close() override { become(session::ConnectionState::Closed); }
    [[nodiscard]] int intervalMs() const override { return interval; }
    void setIntervalMs(int ms) override {
        interval = ms;
        emit intervalChanged();
    }
    [[nodiscard]] bool isLocked() const override { return locked; }
    void setLocked(bool now) override {
        locked = now;
        emit lockChanged();
    }
    [[nodiscard]] std::optional<qint64> locksInMs() const override {
        return locked ? std::nullopt : std::optional<qint64>(500'000);
    }

    void become(session::ConnectionState state) {
        stateNow = state;
        emit stateChanged();
    }

    session::ConnectionProfile profileNow;
    session::ConnectionState stateNow = session::ConnectionState::Connected;
    std::optional<base::Error> errorNow;
    qint64 lostSince = 0, nextTry = 0;
    int interval = 1000;
    bool locked;
    int retries = 0;
};

class FakeData final : public session::ClusterData {
public:
    [[nodiscard]] session::SnapshotPtr snapshot() const override { return m_snapshot; }
    [[nodiscard]] const QVector<session::ClusterEvent>& events() const override { return m_events; }
    void refreshNow() override { ++refreshes; }
    void readSettingsNow(const QString& topic) override { settingsRead << topic; }
    void setInterest(const QObject* page, const QStringList& topics) override { interests[page] = topics; }
    void dropInterest(const QObject* page) override { interests.erase(page); }
    void setInFront(bool now) override { inFront = now; }
    void forget(qint64) override { publish({}); }

    void publish(session::ClusterSnapshot snapshot);
    void tell(const QVector<session::ClusterEvent>& events);

    int refreshes = 0;
    QStringList settingsRead;                        ///< topics, the newest last
    std::map<const QObject*, QStringList> interests; ///< by page on screen
    bool inFront = true;

private:
    session::SnapshotPtr m_snapshot = std::make_shared<const session::ClusterSnapshot>();
    QVector<session::ClusterEvent> m_events;
};

/// What was asked for stands newest last.
class FakeTopics final : public session::Topics {
public:
    explicit FakeTopics(const Answers& answers) : m_answers(answers) {}

    session::Job<session::CreatedTopic>* create(const base::NewTopic& topic, bool validateOnly,
                                                QObject* owner) override {
        (validateOnly ? checked : created) << topic;
        return m_answers.give(owner, session::CreatedTopic{QString::fromStdString(topic.name),
                                                           topic.partitions.value_or(1),
                                                           topic.replication.value_or(1)});
    }
    session::Job<session::Nothing>* remove(const QStringList& names, const session::TopicIds& ids,
                                           QObject* owner) override {
        removed << names;
        meant << ids;
        return m_answers.give(owner, session::Nothing());
    }
    session::Job<session::Nothing>* empty(const QStringList& names, const session::TopicIds& ids,
                                          QObject* owner) override {
        emptied << names;
        meant << ids;
        return m_answers.give(owner, session::Nothing());
    }
    session::Job<session::Nothing>* deleteRecords(const std::vector<base::RecordDeletion>& deletions,
                                                  const session::TopicIds& ids, QObject* owner) override {
        deletedRecords << deletions;
        meant << ids;
        return m_answers.give(owner, session::Nothing());
    }
    session::Job<std::vector<session::RecordCut>>* cutsBefore(const QStringList& names, qint64 timeMs,
                                                              QObject* owner) override {
        cutsAsked << std::pair(names, timeMs);
        return m_answers.give(owner, cuts);
    }
    session::Job<session::Nothing>* addPartitions(const base::PartitionIncrease& increase,
                                                  const session::TopicIds& ids, bool validateOnly,
                                                  QObject* owner) override {
        (validateOnly ? checkedPartitions : addedPartitions) << increase;
        meant << ids;
        return m_answers.give(owner, session::Nothing());
    }
    session::Job<std::vector<session::ConfigRow>>* config(const QString&, QObject* owner) override {
        return m_answers.give(owner, configRows);
    }
    session::Job<std::vector<session::ConfigRow>>* defaults(QObject* owner) override {
        return m_answers.give(owner, configRows);
    }
    session::Job<std::vector<session::TopicSetting>>*
    setting(const QString& setting, const QStringList& names, QObject* owner) override;
    session::Job<std::vector<session::TopicOutcome>>* editConfig(const base::TopicConfigEdit& edit,
                                                                 const session::TopicIds& ids,
                                                                 bool validateOnly, QObject* owner) override;

    std::vector<session::ConfigRow> configRows; ///< of every topic, and the defaults
    std::map<QString, QString> unread;          ///< topics whose setting cannot be read: why
    std::map<QString, QString> ownValues;       ///< of topics that have set what is asked for
    std::vector<session::RecordCut> cuts;       ///< of every question
    std::map<QString, base::Error> refuses;     ///< topics whose settings are not changed
    QSet<QString> doneUnheard;                  ///< those of them that are changed all the same
    std::function<void()> whenEdited;           ///< before the answer comes
    QVector<base::NewTopic> created, checked;
    QVector<QStringList> removed, emptied;
    QVector<std::pair<QStringList, qint64>> cutsAsked;
    QVector<base::PartitionIncrease> addedPartitions, checkedPartitions;
    QVector<std::vector<base::RecordDeletion>> deletedRecords;
    QVector<base::TopicConfigEdit> configEdits, checkedEdits;
    QVector<session::TopicIds> meant; ///< by each change

private:
    const Answers& m_answers;
};

class FakeGroups final : public session::Groups {
public:
    explicit FakeGroups(const Answers& answers) : m_answers(answers) {}

    session::Job<session::Nothing>* remove(const base::GroupDeletion& deletion,
                                           const session::GroupTypes& types, QObject* owner) override {
        removed << deletion;
        meant << types;
        return m_answers.give(owner, session::Nothing());
    }

    QVector<base::GroupDeletion> removed; ///< newest last
    QVector<session::GroupTypes> meant;   ///< by each of them

private:
    const Answers& m_answers;
};

class FakeSeries final : public session::Series {
public:
    [[nodiscard]] session::SeriesPoints points(const session::SeriesKey& key, qint64 rangeMs,
                                               int points) const override {
        return history ? history(key, rangeMs, points) : session::SeriesPoints();
    }
    [[nodiscard]] session::SeriesGrid grid(qint64, int) const override { return laid; }
    [[nodiscard]] QStringList busiest(session::Quantity quantity, qint64, int count) const override {
        const bool reads = quantity == session::Quantity::MessagesOut && !busiestRead.isEmpty();
        return (quantity == session::Quantity::Lag ? busiestGroups
                : reads                            ? busiestRead
                                                   : busiestTopics)
            .mid(0, count);
    }

    [[nodiscard]] bool isReading() const override { return reading; }
    [[nodiscard]] QString word() const override { return said; }

    bool reading = false;
    session::SeriesGrid laid; ///< of all points
    QString said;
    std::function<session::SeriesPoints(const session::SeriesKey&, qint64, int)> history;
    QStringList busiestTopics, busiestGroups;
    QStringList busiestRead; ///< topics by what is read of them; none: as busiestTopics
};

} // namespace support
