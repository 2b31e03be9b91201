#pragma once

#include <memory>

#include <QLockFile>
#include <QSet>
#include <QString>

namespace session {

/// Says beside the settings that this window lives, so that another one on the same settings takes what it
/// does for work that goes on. A window that was killed lives no longer. UI thread.
class WindowMark {
public:
    explicit WindowMark(const QString& settingsFile);

    [[nodiscard]] const QString& id() const { return m_id; }
    /// Those of other windows that live.
    [[nodiscard]] const QSet<QString>& others() const { return m_others; }

private:
    QString m_id;
    QSet<QString> m_others;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace session
