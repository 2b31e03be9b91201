#pragma once

#include "base/acts/groups.h"
#include "session/job.h"
#include "session/snapshots.h"

namespace session {

/// What can be done to the groups of one cluster. Each call returns at once and the job belongs to `owner`; a
/// change to a locked cluster is refused with LOCKED, and one of a group that is not what is `meant` any more
/// with GROUP_CHANGED. Lives on the UI thread; the cluster's session owns it.
class Groups : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Job<Nothing>* remove(const base::GroupDeletion& deletion, const GroupTypes& meant,
                                 QObject* owner) = 0;
};

} // namespace session
