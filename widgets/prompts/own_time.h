#pragma once

#include <optional>
#include <utility>

#include <QObject>
#include <QPointer>
#include <QString>

#include "session/job.h"
#include "session/ports/topics.h"

namespace widgets {

/// What becomes of the times that records are given: whether the topic's broker stamps them with its own,
/// and how old the topic lets them get. Asks for the topic's settings, once. UI thread.
class OwnTime final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Null or no name: no topic.
    void lookAt(session::Topics* topics, const QString& topic);
    /// `oldestMs`: of the times given; none: not known. Empty: they are kept, or that is not known.
    [[nodiscard]] QString warning(std::optional<qint64> oldestMs) const;

signals:
    void changed();

private:
    std::pair<const session::Topics*, QString> m_asked;
    QPointer<session::JobBase> m_job;
    bool m_stamps = false;
    std::optional<qint64> m_keptMs; ///< none: for ever
};

} // namespace widgets
