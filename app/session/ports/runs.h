#pragma once

#include <vector>

#include <QObject>

#include "session/drafts.h"
#include "session/job.h"
#include "session/profile.h"
#include "session/runs.h"

namespace session {

/// What lasts: started here, it goes on whatever is closed, and is remembered when it has ended. Lives on the
/// UI thread; Workspace owns it.
class Runs : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The newest first; at most 100 that have ended, and none older than 30 days.
    [[nodiscard]] virtual const std::vector<RunPtr>& rows() const = 0;
    [[nodiscard]] RunPtr find(const QString& id) const; ///< null: there is none
    [[nodiscard]] std::vector<RunPtr> running() const;

    // Each starts at once and returns the run's id. Whether the cluster may be changed is for the caller to
    // ask.
    virtual QString startExport(const ConnectionProfile& cluster, const ExportDraft& draft) = 0;
    virtual QString startImport(const ConnectionProfile& cluster, const ImportDraft& draft) = 0;
    virtual QString startSending(const ConnectionProfile& cluster, const SendAgainDraft& draft) = 0;
    /// Shows a job as a run from its own start on, and owns it.
    virtual QString follow(JobBase* job, const RunSubject& subject) = 0;
    /// The same of a sending under way, which can be repeated.
    virtual QString followSending(JobBase* job, const ConnectionProfile& cluster,
                                  const ProduceDraft& draft) = 0;

    virtual void stop(const QString& id) = 0;
    /// Nothing happens where it is elsewhere or stands still.
    virtual void goOn(const QString& id, Skip skip, Unsure unsure = Unsure::SendAgain) = 0;
    /// As a new run, which it returns, on the cluster that its connection leads to by now; empty: it cannot
    /// be.
    virtual QString repeat(const QString& id) = 0;
    /// Its connection leads to another cluster by now, where the rest of it has no place.
    [[nodiscard]] virtual bool isElsewhere(const QString& id) const = 0;
    /// Its cluster is a local broker that does not run: at its address another one may listen.
    [[nodiscard]] virtual bool standsStill(const QString& id) const = 0;
    virtual void remove(const QString& id) = 0; ///< one that has ended is forgotten

signals:
    void changed(); ///< the rows or what they say; at most four times a second
    void ended(const QString& id);
};

} // namespace session
