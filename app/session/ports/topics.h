#pragma once

#include <vector>

#include <QStringList>

#include "base/acts/topics.h"
#include "session/job.h"
#include "session/snapshots.h"
#include "session/topic_answers.h"

namespace session {

/// What can be done to the topics of one cluster. Each call returns at once and the job belongs to `owner`; a
/// change to a locked cluster is refused with LOCKED, and one of a topic that is not the one `meant` any more
/// with TOPIC_RECREATED. Lives on the UI thread; the cluster's session owns it.
class Topics : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Job<CreatedTopic>* create(const base::NewTopic& topic, bool validateOnly, QObject* owner) = 0;
    virtual Job<Nothing>* remove(const QStringList& names, const TopicIds& meant, QObject* owner) = 0;
    /// Deletes all records up to the end.
    virtual Job<Nothing>* empty(const QStringList& names, const TopicIds& meant, QObject* owner) = 0;
    virtual Job<Nothing>* deleteRecords(const std::vector<base::RecordDeletion>& deletions,
                                        const TopicIds& meant, QObject* owner) = 0;
    /// Where to cut these topics so that everything older than a time goes: a cut for each partition.
    virtual Job<std::vector<RecordCut>>* cutsBefore(const QStringList& names, qint64 timeMs,
                                                    QObject* owner) = 0;
    virtual Job<Nothing>* addPartitions(const base::PartitionIncrease& increase, const TopicIds& meant,
                                        bool validateOnly, QObject* owner) = 0;
    virtual Job<std::vector<ConfigRow>>* config(const QString& topic, QObject* owner) = 0;
    /// Every setting that a topic can have, as one without overrides would have it.
    virtual Job<std::vector<ConfigRow>>* defaults(QObject* owner) = 0;
    /// One setting as each of these topics has it, in the order asked.
    virtual Job<std::vector<TopicSetting>>* setting(const QString& setting, const QStringList& names,
                                                    QObject* owner) = 0;
    /// The outcome of each topic, in the order asked.
    virtual Job<std::vector<TopicOutcome>>* editConfig(const base::TopicConfigEdit& edit,
                                                       const TopicIds& meant, bool validateOnly,
                                                       QObject* owner) = 0;
};

} // namespace session
