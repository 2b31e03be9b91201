#pragma once

#include "session/drafts.h"
#include "session/job.h"
#include "session/ports/record_browser.h"

namespace session {

/// The records of one cluster: to read and to send. Lives on the UI thread; the cluster's session owns it.
class Records : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// A reader of one topic's records for the Messages page; belongs to `owner`.
    virtual RecordBrowser* browse(const QString& topic, QObject* owner) = 0;
    /// Returns at once; the job belongs to `owner`. Refused with LOCKED on a locked cluster.
    virtual Job<ProducedRecords>* produce(const ProduceDraft& draft, QObject* owner) = 0;
};

} // namespace session
