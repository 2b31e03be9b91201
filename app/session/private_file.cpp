#include "session/private_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace session {

void makePrivate(const QString& file, bool ownFolder) {
    constexpr auto forOwner = QFile::ReadOwner | QFile::WriteOwner;
    const QString folder = QFileInfo(file).absolutePath();
    const bool made = !QFileInfo::exists(folder) && QDir().mkpath(folder);
    if (made || ownFolder)
        QFile::setPermissions(folder, forOwner | QFile::ExeOwner);
    // Who replaces a file keeps its permissions: the content never lies open, not even for a moment.
    QFile made600(file);
    if (!made600.exists())
        static_cast<void>(made600.open(QIODevice::WriteOnly | QIODevice::NewOnly, forOwner));
    QFile::setPermissions(file, forOwner);
}

} // namespace session
