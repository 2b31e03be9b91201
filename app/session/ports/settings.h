#pragma once

#include <optional>

#include <QObject>
#include <QString>
#include <QVariant>

namespace session {

/// Remembered values of the window: geometry, columns, theme … For the UI thread; Workspace owns it.
class Settings : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QVariant value(const QString& key, const QVariant& fallback = {}) const = 0;
    /// As it is remembered now, also by another program on the same file, which is read: for what a person
    /// keeps in a list, before it is shown or changed.
    [[nodiscard]] virtual QVariant fresh(const QString& key) { return value(key); }
    virtual void setValue(const QString& key, const QVariant& value) = 0; ///< at once, off the UI thread
    /// Why nothing of the program is remembered any more, in the system's words; empty: it is.
    [[nodiscard]] virtual QString problem() const = 0;
    [[nodiscard]] virtual QString file() const = 0; ///< where it is remembered
    /// Where the file lies as it was found, when it could not be read whole; empty: it could not be copied
    /// either.
    [[nodiscard]] virtual std::optional<QString> damagedCopy() const { return std::nullopt; }

signals:
    void problemChanged(); ///< it has come or gone
};

} // namespace session
