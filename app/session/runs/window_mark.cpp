#include "session/runs/window_mark.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

namespace session {
namespace {

const QString ending = QStringLiteral(".lock");

std::unique_ptr<QLockFile> lockAt(const QString& path) {
    auto lock = std::make_unique<QLockFile>(path);
    lock->setStaleLockTime(0); // only who is dead has let go
    return lock;
}

} // namespace

WindowMark::WindowMark(const QString& settingsFile)
    : m_id(QUuid::createUuid().toString(QUuid::WithoutBraces)) {
    const QFileInfo settings(settingsFile);
    const QDir folder = settings.absoluteDir();
    const QString beginning = settings.fileName() + QStringLiteral(".window-");
    for (const QString& name : folder.entryList({beginning + QLatin1Char('*') + ending}, QDir::Files)) {
        // What a dead one left goes with the lock.
        if (!lockAt(folder.filePath(name))->tryLock(0))
            m_others.insert(name.mid(beginning.size()).chopped(ending.size()));
    }
    m_lock = lockAt(folder.filePath(beginning + m_id + ending));
    m_lock->tryLock(0);
}

} // namespace session
