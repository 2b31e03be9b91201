#pragma once

#include <QObject>
#include <QUuid>

namespace session {
class Settings;
}

namespace widgets {

class FindPanel;

/// Remembers the filters that were saved for a topic, and for all topics how transactions are read.
class BrowseMemory final : public QObject {
    Q_OBJECT
public:
    /// Belongs to `parent`, which the panel must not outlive.
    BrowseMemory(session::Settings& settings, const QUuid& cluster, const QString& topic, FindPanel& panel,
                 QObject* parent);
};

} // namespace widgets
