#pragma once

#include <utility>

#include <QObject>
#include <QPointer>
#include <QString>

#include "session/job.h"
#include "session/ports/topics.h"

namespace widgets {

/// Whether a topic's broker stamps records with its own time, whatever time they are given:
/// message.timestamp.type. Asks for the topic's settings, once. UI thread.
class OwnTime final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Null or no name: no topic.
    void lookAt(session::Topics* topics, const QString& topic);
    /// Empty: it does not, or that is not known.
    [[nodiscard]] QString warning() const;

signals:
    void changed();

private:
    std::pair<const session::Topics*, QString> m_asked;
    QPointer<session::JobBase> m_job;
    bool m_stamps = false;
};

} // namespace widgets
