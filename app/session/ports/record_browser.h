#pragma once

#include <optional>
#include <vector>

#include <QObject>

#include "base/result.h"
#include "session/job.h"
#include "session/records.h"

namespace session {

/// Reads a topic's records for one page. Lives on the UI thread; the reading itself does not.
/// Rows are in display order: newest first for Newest and LastN, Live; else oldest first.
class RecordBrowser : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual BrowseState state() const = 0;
    [[nodiscard]] virtual StopReason stopReason() const = 0;
    [[nodiscard]] virtual const std::optional<base::Error>& error() const = 0;
    /// Its time runs on while Running, which no signal tells of: who shows it asks again.
    [[nodiscard]] virtual const BrowseProgress& progress() const = 0;
    /// Timestamps do not rise within a partition: the order by time is only approximate.
    [[nodiscard]] virtual bool orderIsApproximate() const = 0;
    [[nodiscard]] virtual const BrowseQuery& query() const = 0;

    /// What is shown stays until this run has something to put in its place: a run that fails or is stopped
    /// before it found a record replaces nothing. Live begins with none.
    virtual void run(const BrowseQuery& query) = 0;
    virtual void more() = 0; ///< goes on where a limit stopped it
    /// Live: shows of what was caught, and of what comes, what passes; nothing is let go.
    virtual void refilter(const RecordWish& wish) = 0;
    virtual void pause() = 0; ///< Live: the table stands still, reading goes on into a bounded store
    virtual void resume() = 0;
    virtual void stop() = 0;

    /// The rows are those of a run before the last one.
    [[nodiscard]] virtual bool showsEarlier() const = 0;
    [[nodiscard]] virtual qint64 readAtMs() const = 0; ///< when the rows were asked for; 0: never
    [[nodiscard]] virtual QString topicId() const = 0; ///< of the topic that they are from; empty: not known
    /// By partition, of those that the rows are from, once that run has ended; `more` brings news of what
    /// lies ahead of it. Empty: not known.
    [[nodiscard]] virtual const std::vector<HeldRange>& held() const = 0;
    [[nodiscard]] virtual int rowCount() const = 0;
    [[nodiscard]] virtual const RecordRow& row(int index) const = 0;

    /// Reads one record again, whole up to 64 MiB; answered by `recordLoaded` or `recordFailed`, the latter
    /// also where another record stands by now.
    virtual void loadWhole(const RecordRow& was) = 0;
    /// Reads some records again, whole, in the order given; one that is gone or another by now ends it with
    /// an error. The job belongs to `owner`.
    virtual Job<std::vector<RecordRow>>* readWhole(std::vector<RecordRow> rows, QObject* owner) = 0;
    /// Asks what stands, or stood, just before a record; answered by `beforeKnown`, or not at all, as where
    /// the record itself is gone.
    virtual void lookBefore(const RecordRow& was) = 0;

signals:
    void rowsAboutToReset(); ///< what is let go of can still be asked for
    void rowsReset();
    void rowsAppended(int first, int last); ///< at the end of the list
    void rowsPrepended(int count);          ///< Live: at the top
    void rowsDropped(int first, int last);  ///< Live: from the end
    void rowsChanged(int first, int last);  ///< Live: their marks, as a transaction has ended
    void stateChanged();
    void progressChanged();
    /// A broker answers: after a time in which none did, or in a reading that has come to its end.
    void clusterReached();
    void recordLoaded(const session::RecordRow& record);
    void recordFailed(int partition, qint64 offset, const base::Error& error);
    void beforeKnown(const session::RecordRow& record, session::RecordBefore before);
};

} // namespace session
