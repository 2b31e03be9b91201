#pragma once

#include <memory>
#include <optional>
#include <utility>

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QVariant>

namespace session {

class UiWake;

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
    /// The same, once the file has been read anew: another program may have written it meanwhile.
    [[nodiscard]] QVariant fresh(const QString& key);
    void setValue(const QString& key, const QVariant& value);
    /// The same of what somebody chose: written also where it is what was read here, because another program
    /// may have written another since.
    void keep(const QString& key, const QVariant& value);
    void remove(const QString& prefix); ///< the key and all that stand below it
    [[nodiscard]] QStringList keys() const;
    [[nodiscard]] const QString& file() const { return m_file; }
    /// Where the file lies as it was found, when it could not be read whole; empty: it could not be copied
    /// either.
    [[nodiscard]] const std::optional<QString>& damagedCopy() const { return m_damagedCopy; }
    /// Why the last changes are not in the file, in the system's words; empty: they are, or will be soon.
    [[nodiscard]] QString problem() const;
    /// Woken each time that a problem has come or gone. One at a time; before the first change.
    void tellProblems(std::shared_ptr<UiWake> wake) { m_wake = std::move(wake); }

private:
    /// First what is removed, then what is changed.
    struct Changes {
        QSet<QString> removed;
        QHash<QString, QVariant> changed;
        void remove(const QString& prefix);
        void add(const Changes& later);
        [[nodiscard]] bool isEmpty() const { return removed.isEmpty() && changed.isEmpty(); }
    };
    void writeSoon();
    void flush();
    void settleProblem(const QString& why);

    QString m_file;
    std::optional<QString> m_damagedCopy;
    QHash<QString, QVariant> m_values;
    std::shared_ptr<UiWake> m_wake; ///< null: nobody wants to know
    mutable QMutex m_mutex;
    Changes m_asked; ///< since the writer last looked; m_mutex guards it and the next two
    bool m_isQueued = false;
    QString m_problem;
    Changes m_unwritten;  ///< for the writer alone: what a full disk refused goes with the next change
    QThreadPool m_writer; // one thread, so that changes reach the file in order
};

} // namespace session
