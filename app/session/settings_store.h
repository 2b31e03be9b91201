#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QVariant>

namespace session {

/// The remembered values of the program in one INI file. Read whole when made; lives on the UI thread; every
/// change is written by a worker, and the destructor waits for the last one. Holds no secrets.
class SettingsStore {
public:
    /// `file` empty: settings.ini in the platform's own place.
    explicit SettingsStore(QString file);
    ~SettingsStore();
    SettingsStore(const SettingsStore&) = delete;
    SettingsStore& operator=(const SettingsStore&) = delete;

    [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback = {}) const;
    void setValue(const QString& key, const QVariant& value);
    void remove(const QString& prefix); ///< the key and all that stand below it
    [[nodiscard]] QStringList keys() const;
    [[nodiscard]] const QString& file() const { return m_file; }

private:
    void write(QHash<QString, QVariant> changed, QStringList removed);

    QString m_file;
    QHash<QString, QVariant> m_values;
    QThreadPool m_writer; // one thread, so that changes reach the file in order
};

} // namespace session
