#pragma once

#include <vector>

#include <QStringList>

#include "base/acts/topics.h"
#include "session/drafts.h"
#include "session/job.h"
#include "session/snapshots.h"

namespace session {

/// What can be done to the topics of one cluster. Each call returns at once and the job belongs to `owner`; a
/// change to a locked cluster is refused with LOCKED. Lives on the UI thread; the cluster's session owns it.
class Topics : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Job<CreatedTopic>* create(const base::NewTopic& topic, bool validateOnly, QObject* owner) = 0;
    virtual Job<Nothing>* remove(const QStringList& names, QObject* owner) = 0;
    /// Deletes all records up to the end.
    virtual Job<Nothing>* empty(const QStringList& names, QObject* owner) = 0;
    virtual Job<Nothing>* deleteRecords(const std::vector<base::RecordDeletion>& deletions,
                                        QObject* owner) = 0;
    virtual Job<Nothing>* addPartitions(const QString& topic, int total, bool validateOnly,
                                        QObject* owner) = 0;
    virtual Job<std::vector<ConfigRow>>* config(const QString& topic, QObject* owner) = 0;
    /// What a topic without overrides would have.
    virtual Job<std::vector<ConfigRow>>* defaults(QObject* owner) = 0;
    virtual Job<Nothing>* editConfig(const QString& topic, const std::vector<ConfigEdit>& edits,
                                     bool validateOnly, QObject* owner) = 0;
};

} // namespace session
