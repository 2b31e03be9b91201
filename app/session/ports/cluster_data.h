#pragma once

#include <QObject>

#include "session/snapshots.h"

namespace session {

/// What is known of one cluster. Lives on the UI thread; news comes at most four times a second. After a loss
/// of the connection the last snapshot stays. The cluster's session owns it.
class ClusterData : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Never null; empty (takenAtMs 0) before the first round.
    [[nodiscard]] virtual SnapshotPtr snapshot() const = 0;
    [[nodiscard]] virtual const QVector<ClusterEvent>& events() const = 0; ///< newest first, at most 500
    /// Asks for a round as soon as the one under way is over.
    virtual void refreshNow() = 0;
    /// The same, and the round reads this topic's settings: they are seen to be others than the snapshot
    /// tells.
    virtual void readSettingsNow(const QString& topic) = 0;
    /// That `page` is on screen, and the topics it shows: costly questions (newest timestamps) are asked for
    /// those of all pages only. It holds until the page is dropped or destroyed.
    virtual void setInterest(const QObject* page, const QStringList& topics) = 0;
    virtual void dropInterest(const QObject* page) = 0;
    /// Whether this is the window's cluster. One that is not, and of which no page is on screen, is asked for
    /// all of it about once a minute, and in between only whether it is there.
    virtual void setInFront(bool inFront) = 0;
    /// After the connection was closed for good because what the cluster held is gone: the snapshot then
    /// holds nothing any more, and an event of `atMs` tells it.
    virtual void forget(qint64 atMs) = 0;

    // Of the snapshot: null when it has none of this name; valid until the next snapshotChanged.
    [[nodiscard]] const TopicRow* topic(const QString& name) const;
    [[nodiscard]] const GroupRow* group(const QString& id) const;
    [[nodiscard]] TopicIds topicIds(const QStringList& names) const;   ///< those that it knows
    [[nodiscard]] GroupTypes groupTypes(const QStringList& ids) const; ///< likewise

signals:
    void snapshotChanged(); ///< a new snapshot; models take the difference
    void eventsChanged();
};

} // namespace session
