#pragma once

#include <QObject>
#include <QUuid>
#include <QVector>

#include "session/records/saved_wishes.h"

namespace session {
class Settings;
}

namespace widgets {

class FindPanel;

/// Remembers the filters that were saved for a topic, also from another page or program, and for all topics
/// how transactions are read.
class BrowseMemory final : public QObject {
    Q_OBJECT
public:
    /// Belongs to `parent`, which the panel must not outlive.
    BrowseMemory(session::Settings& settings, const QUuid& cluster, const QString& topic, FindPanel& panel,
                 QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();
    void keep();

    session::Settings& m_settings;
    FindPanel& m_panel;
    QString m_saved;                      ///< the setting
    QVector<session::SavedWish> m_before; ///< as the panel was last told
};

} // namespace widgets
