#pragma once

#include <QVariantMap>

#include "session/ports/settings.h"

namespace support {

/// Remembers as long as it lives.
class MemorySettings : public session::Settings {
public:
    [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback) const override {
        return m_values.value(key, fallback);
    }
    void setValue(const QString& key, const QVariant& value) override { m_values.insert(key, value); }
    [[nodiscard]] QString problem() const override { return {}; }
    [[nodiscard]] QString file() const override { return {}; }

private:
    QVariantMap m_values;
};

} // namespace support
