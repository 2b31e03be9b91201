#pragma once

#include "client/cluster.h"
#include "session/drafts.h"
#include "session/job.h"
#include "session/snapshots.h"

namespace session {

// What the screens ask of a cluster, as blocking calls for worker threads. Where several things were asked
// and some failed, the error is the first one's and counts the others.

base::Result<CreatedTopic> createTopic(client::Cluster& cluster, const base::NewTopic& topic,
                                       bool validateOnly);
base::Result<Nothing> deleteTopics(client::Cluster& cluster, const QStringList& names);
base::Result<Nothing> emptyTopics(client::Cluster& cluster, const QStringList& names);
base::Result<Nothing> deleteRecords(client::Cluster& cluster,
                                    const std::vector<base::RecordDeletion>& deletions);
base::Result<Nothing> deleteGroups(client::Cluster& cluster, const QStringList& ids);
base::Result<Nothing> addPartitions(client::Cluster& cluster, const QString& topic, int total,
                                    bool validateOnly);
base::Result<std::vector<ConfigRow>> topicConfig(client::Cluster& cluster, const QString& topic);
/// From the synonyms of a topic that is there, else from the brokers' own keys.
base::Result<std::vector<ConfigRow>> topicDefaults(client::Cluster& cluster);
base::Result<Nothing> editTopicConfig(client::Cluster& cluster, const QString& topic,
                                      const std::vector<ConfigEdit>& edits, bool validateOnly);

} // namespace session
