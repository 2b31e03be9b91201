#pragma once

#include <stop_token>

#include "base/acts/groups.h"
#include "client/cluster.h"
#include "session/job.h"
#include "session/snapshots.h"
#include "session/topic_answers.h"

namespace session {

// What the screens ask of a cluster, as blocking calls for worker threads. Where several things were asked
// and some failed, the error is the first one's and counts the others. A change looks right before it is made
// whether its topics or groups are those that are meant: what was decided on one is not done to another of
// its name.

/// Fails with ANOTHER_CLUSTER where it is not the one of this id that answers; empty: it may be any.
base::Status isStill(client::Cluster& cluster, const QString& clusterId);
/// The same of who answers at an address, for work with connections of its own. Where nobody does it fails
/// too: by the time that somebody does, it may be another one.
base::Status isStillAt(const client::ConnectOptions& at, const QString& clusterId,
                       const std::stop_token& stop);
base::Result<CreatedTopic> createTopic(client::Cluster& cluster, const base::NewTopic& topic,
                                       bool validateOnly);
base::Result<Nothing> deleteTopics(client::Cluster& cluster, const QStringList& names, const TopicIds& meant);
base::Result<Nothing> emptyTopics(client::Cluster& cluster, const QStringList& names, const TopicIds& meant);
base::Result<Nothing> deleteRecords(client::Cluster& cluster,
                                    const std::vector<base::RecordDeletion>& deletions,
                                    const TopicIds& meant);
base::Result<Nothing> deleteGroups(client::Cluster& cluster, const base::GroupDeletion& deletion,
                                   const GroupTypes& meant);
base::Result<std::vector<RecordCut>> cutsBefore(client::Cluster& cluster, const QStringList& names,
                                                qint64 timeMs);
base::Result<Nothing> addPartitions(client::Cluster& cluster, const base::PartitionIncrease& increase,
                                    const TopicIds& meant, bool validateOnly);
base::Result<std::vector<ConfigRow>> topicConfig(client::Cluster& cluster, const QString& topic);
/// From the synonyms of a topic that is there, else from the brokers' own keys.
base::Result<std::vector<ConfigRow>> topicDefaults(client::Cluster& cluster);
base::Result<std::vector<TopicSetting>> topicSetting(client::Cluster& cluster, const QString& setting,
                                                     const QStringList& names);
base::Result<std::vector<TopicOutcome>> editTopicConfig(client::Cluster& cluster,
                                                        const base::TopicConfigEdit& edit,
                                                        const TopicIds& meant, bool validateOnly);

} // namespace session
