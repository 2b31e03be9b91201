#include "session/settings_store.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

#include "base/private_file.h"
#include "session/ui_wake.h"
#include "session/work_pool.h"

namespace session {

namespace {

/// The first change writes a file that can be read in its place: whoever can mend it has a copy.
QString keptDamaged(const QString& file) {
    QString copy = file + QStringLiteral(".damaged");
    QFile::remove(copy);
    return QFile::copy(file, copy) ? copy : QString();
}

/// QSettings only says that it could not: a second try, of as many bytes, that leaves no trace tells why.
QString whyNotWritten(const QString& file) {
    std::error_code folder;
    std::filesystem::create_directories(std::filesystem::path(file.toStdString()).parent_path(), folder);
    if (folder)
        return QStringLiteral("its folder cannot be made: ") + QString::fromStdString(folder.message());
    QSaveFile second(file);
    if (!second.open(QIODevice::WriteOnly))
        return second.errorString();
    const QByteArray content(std::max<qint64>(QFileInfo(file).size(), 4096), '\0');
    const bool wrote = second.write(content) == content.size() && second.flush();
    const QString why = wrote ? QStringLiteral("it cannot be locked or replaced") : second.errorString();
    second.cancelWriting();
    return why;
}

} // namespace

SettingsStore::SettingsStore(QString file) : m_file(std::move(file)) {
    const bool ownPlace = m_file.isEmpty();
    if (ownPlace)
        m_file = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                 QStringLiteral("/settings.ini");
    m_writer.setMaxThreadCount(1);
    m_writer.setExpiryTimeout(poolIdleMs);
    base::makePrivate(m_file.toStdString(), ownPlace);
    const QSettings stored(m_file, QSettings::IniFormat);
    for (const QString& key : stored.allKeys())
        m_values.insert(key, stored.value(key));
    if (stored.status() == QSettings::FormatError)
        m_damagedCopy = keptDamaged(m_file);
}

SettingsStore::~SettingsStore() {
    m_writer.waitForDone();
    if (!m_unwritten.isEmpty())
        flush();
}

QVariant SettingsStore::value(const QString& key, const QVariant& fallback) const {
    return m_values.value(key, fallback);
}

QVariant SettingsStore::fresh(const QString& key) {
    m_writer.waitForDone();
    if (!m_unwritten.isEmpty() || !QFile::exists(m_file)) // what could not be written is here alone
        return value(key);
    const QSettings stored(m_file, QSettings::IniFormat);
    if (stored.contains(key))
        m_values.insert(key, stored.value(key));
    else
        m_values.remove(key);
    return value(key);
}

void SettingsStore::setValue(const QString& key, const QVariant& value) {
    const auto known = m_values.constFind(key);
    if (known == m_values.cend() || !known->isValid() || *known != value)
        keep(key, value);
}

void SettingsStore::keep(const QString& key, const QVariant& value) {
    m_values.insert(key, value);
    {
        const QMutexLocker lock(&m_mutex);
        m_asked.changed.insert(key, value);
    }
    writeSoon();
}

void SettingsStore::remove(const QString& prefix) {
    const QString below = prefix + QLatin1Char('/');
    if (m_values.removeIf(
            [&](const auto& entry) { return entry.key() == prefix || entry.key().startsWith(below); }) == 0)
        return;
    {
        const QMutexLocker lock(&m_mutex);
        m_asked.remove(prefix);
    }
    writeSoon();
}

QStringList SettingsStore::keys() const {
    return m_values.keys();
}

void SettingsStore::Changes::remove(const QString& prefix) {
    const QString below = prefix + QLatin1Char('/');
    changed.removeIf(
        [&](const auto& entry) { return entry.key() == prefix || entry.key().startsWith(below); });
    removed.insert(prefix);
}

void SettingsStore::Changes::add(const Changes& later) {
    for (const QString& prefix : later.removed)
        remove(prefix);
    changed.insert(later.changed);
}

/// Together with all that is asked for until the writer gets to it: each writing is one of the whole file.
void SettingsStore::writeSoon() {
    {
        const QMutexLocker lock(&m_mutex);
        if (std::exchange(m_isQueued, true))
            return;
    }
    m_writer.start([this] {
        Changes asked;
        {
            const QMutexLocker lock(&m_mutex);
            std::swap(asked, m_asked);
            m_isQueued = false;
        }
        m_unwritten.add(asked);
        flush();
    });
}

void SettingsStore::flush() {
    base::makePrivate(m_file.toStdString(), false); // it may have been taken away meanwhile
    QSettings stored(m_file, QSettings::IniFormat);
    for (const QString& key : std::as_const(m_unwritten.removed))
        stored.remove(key);
    for (auto it = m_unwritten.changed.cbegin(); it != m_unwritten.changed.cend(); ++it)
        stored.setValue(it.key(), it.value());
    stored.sync();
    if (stored.status() == QSettings::NoError) {
        m_unwritten = {};
        settleProblem({});
    } else {
        settleProblem(whyNotWritten(m_file));
    }
}

QString SettingsStore::problem() const {
    const QMutexLocker lock(&m_mutex);
    return m_problem;
}

/// Told where it begins and ends, however often writing fails between.
void SettingsStore::settleProblem(const QString& why) {
    {
        const QMutexLocker lock(&m_mutex);
        if (std::exchange(m_problem, why).isEmpty() == why.isEmpty())
            return;
    }
    if (m_wake)
        m_wake->wake();
}

} // namespace session
