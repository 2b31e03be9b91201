#pragma once

#include <QAbstractListModel>
#include <QListView>

#include "models/formats.h"
#include "session/snapshots.h"

namespace widgets {

/// The cluster's latest events, newest first, each in two lines. A double click asks for what it is about.
/// Owned by the Overview.
class EventList final : public QListView {
    Q_OBJECT
public:
    explicit EventList(QWidget* parent = nullptr);
    void setEvents(const QVector<session::ClusterEvent>& events);
    void setZone(models::Zone zone);

signals:
    void openRequested(const session::ClusterEvent& event);

private:
    class Model;
    Model* m_model;
};

} // namespace widgets
