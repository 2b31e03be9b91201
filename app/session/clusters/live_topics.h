#pragma once

#include "session/clusters/requests.h"
#include "session/ports/topics.h"

namespace session {

/// Changes topics through a session's connection.
class LiveTopics final : public Topics {
    Q_OBJECT
public:
    explicit LiveTopics(Requests& requests) : m_requests(requests) {}

    Job<CreatedTopic>* create(const base::NewTopic& topic, bool validateOnly, QObject* owner) override;
    Job<Nothing>* remove(const QStringList& names, const TopicIds& meant, QObject* owner) override;
    Job<Nothing>* empty(const QStringList& names, const TopicIds& meant, QObject* owner) override;
    Job<Nothing>* deleteRecords(const std::vector<base::RecordDeletion>& deletions, const TopicIds& meant,
                                QObject* owner) override;
    Job<std::vector<RecordCut>>* cutsBefore(const QStringList& names, qint64 timeMs, QObject* owner) override;
    Job<Nothing>* addPartitions(const base::PartitionIncrease& increase, const TopicIds& meant,
                                bool validateOnly, QObject* owner) override;
    Job<std::vector<ConfigRow>>* config(const QString& topic, QObject* owner) override;
    Job<std::vector<ConfigRow>>* defaults(QObject* owner) override;
    Job<std::vector<TopicSetting>>* setting(const QString& setting, const QStringList& names,
                                            QObject* owner) override;
    Job<std::vector<TopicOutcome>>* editConfig(const base::TopicConfigEdit& edit, const TopicIds& meant,
                                               bool validateOnly, QObject* owner) override;

private:
    Requests& m_requests;
};

} // namespace session
