#include "session/clusters/live_topics.h"

#include "session/clusters/cluster_requests.h"

namespace session {

using Act = Requests::Act;

Job<CreatedTopic>* LiveTopics::create(const base::NewTopic& topic, bool validateOnly, QObject* owner) {
    return m_requests.run<CreatedTopic>(owner, Requests::actOf(validateOnly), [=](client::Cluster& cluster) {
        return createTopic(cluster, topic, validateOnly);
    });
}

Job<Nothing>* LiveTopics::remove(const QStringList& names, QObject* owner) {
    return m_requests.run<Nothing>(owner, Act::Changes,
                                   [=](client::Cluster& cluster) { return deleteTopics(cluster, names); });
}

Job<Nothing>* LiveTopics::empty(const QStringList& names, QObject* owner) {
    return m_requests.run<Nothing>(owner, Act::Changes,
                                   [=](client::Cluster& cluster) { return emptyTopics(cluster, names); });
}

Job<Nothing>* LiveTopics::deleteRecords(const std::vector<base::RecordDeletion>& deletions, QObject* owner) {
    return m_requests.run<Nothing>(owner, Act::Changes, [=](client::Cluster& cluster) {
        return session::deleteRecords(cluster, deletions);
    });
}

Job<Nothing>* LiveTopics::addPartitions(const QString& topic, int total, bool validateOnly, QObject* owner) {
    return m_requests.run<Nothing>(owner, Requests::actOf(validateOnly), [=](client::Cluster& cluster) {
        return session::addPartitions(cluster, topic, total, validateOnly);
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

Job<Nothing>* LiveTopics::editConfig(const QString& topic, const std::vector<ConfigEdit>& edits,
                                     bool validateOnly, QObject* owner) {
    return m_requests.run<Nothing>(
        owner, Requests::actOf(validateOnly),
        [=](client::Cluster& cluster) { return editTopicConfig(cluster, topic, edits, validateOnly); },
        {topic});
}

} // namespace session
