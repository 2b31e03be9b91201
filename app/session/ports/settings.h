#pragma once

#include <QVariant>

namespace session {

/// Remembered values of the window: geometry, columns, theme … For the UI thread; Workspace owns it.
class Settings {
public:
    virtual ~Settings() = default;
    [[nodiscard]] virtual QVariant value(const QString& key, const QVariant& fallback = {}) const = 0;
    virtual void setValue(const QString& key, const QVariant& value) = 0; ///< at once, off the UI thread
};

} // namespace session
