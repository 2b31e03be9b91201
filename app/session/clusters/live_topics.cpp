#include "session/clusters/live_topics.h"

#include "session/clusters/cluster_requests.h"

namespace session {

using Act = Requests::Act;

Job<CreatedTopic>* LiveTopics::create(const base::NewTopic& topic, bool validateOnly, QObject* owner) {
    return m_requests.run<CreatedTopic>(owner, Requests::actOf(validateOnly), [=](client::Cluster& cluster) {
        return createTopic(cluster, topic, validateOnly);
    });
}

Job<Nothing>* LiveTopics::remove(const QStringList& names, const TopicIds& meant, QObject* owner) {
    return m_requests.run<Nothing>(
        owner, Act::Changes, [=](client::Cluster& cluster) { return deleteTopics(cluster, names, meant); });
}

Job<Nothing>* LiveTopics::empty(const QStringList& names, const TopicIds& meant, QObject* owner) {
    return m_requests.run<Nothing>(
        owner, Act::Changes, [=](client::Cluster& cluster) { return emptyTopics(cluster, names, meant); });
}

Job<Nothing>* LiveTopics::deleteRecords(const std::vector<base::RecordDeletion>& deletions,
                                        const TopicIds& meant, QObject* owner) {
    return m_requests.run<Nothing>(owner, Act::Changes, [=](client::Cluster& cluster) {
        return session::deleteRecords(cluster, deletions, meant);
    });
}

Job<std::vector<RecordCut>>* LiveTopics::cutsBefore(const QStringList& names, qint64 timeMs, QObject* owner) {
    return m_requests.run<std::vector<RecordCut>>(owner, Act::Reads, [=](client::Cluster& cluster) {
        return session::cutsBefore(cluster, names, timeMs);
    });
}

Job<Nothing>* LiveTopics::addPartitions(const base::PartitionIncrease& increase, const TopicIds& meant,
                                        bool validateOnly, QObject* owner) {
    return m_requests.run<Nothing>(owner, Requests::actOf(validateOnly), [=](client::Cluster& cluster) {
        return session::addPartitions(cluster, increase, meant, validateOnly);
    });
}

Job<std::vector<ConfigRow>>* LiveTopics::config(const QString& topic, QObject* owner) {
    return m_requests.run<std::vector<ConfigRow>>(
        owner, Act::Reads, [=](client::Cluster& cluster) { return topicConfig(cluster, topic); });
}

Job<std::vector<ConfigRow>>* LiveTopics::defaults(QObject* owner) {
    return m_requests.run<std::vector<ConfigRow>>(
        owner, Act::Reads, [](client::Cluster& cluster) { return topicDefaults(cluster); });
}

Job<std::vector<TopicSetting>>* LiveTopics::setting(const QString& setting, const QStringList& names,
                                                    QObject* owner) {
    return m_requests.run<std::vector<TopicSetting>>(
        owner, Act::Reads, [=](client::Cluster& cluster) { return topicSetting(cluster, setting, names); });
}

Job<std::vector<TopicOutcome>>* LiveTopics::editConfig(const base::TopicConfigEdit& edit,
                                                       const TopicIds& meant, bool validateOnly,
                                                       QObject* owner) {
    QStringList edited;
    for (const auto& topic : edit.topics)
        edited += QString::fromStdString(topic);
    return m_requests.run<std::vector<TopicOutcome>>(
        owner, Requests::actOf(validateOnly),
        [=](client::Cluster& cluster) { return editTopicConfig(cluster, edit, meant, validateOnly); },
        edited);
}

} // namespace session
