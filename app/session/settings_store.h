#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QVariant>

namespace session {

/// The remembered values of the program in one INI file. Read whole when made; lives on the UI thread; every
/// change is written by a worker, and the destructor waits for the last one. Holds no secrets, but tells of a
/// person's clusters: only its owner may read the file.
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
    void write(const QHash<QString, QVariant>& changed, const QStringList& removed);
    void flush();

    QString m_file;
    QHash<QString, QVariant> m_values;
    // What is not in the file yet, for the writer alone: what a full disk refused goes with the next change.
    QHash<QString, QVariant> m_unwritten;
    QStringList m_unremoved;
    QThreadPool m_writer; // one thread, so that changes reach the file in order
};

} // namespace session
