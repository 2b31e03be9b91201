#pragma once

#include <optional>

#include <QStringList>

#include "session/drafts.h"
#include "session/payloads.h"
#include "session/ports/settings.h"

namespace session {

/// A form of Produce as it was filled in.
struct SavedDraft {
    ProduceDraft draft; ///< without key and value, which stand beside as they were typed
    PayloadKind keyKind = PayloadKind::Null, valueKind = PayloadKind::Text;
    QString keyText, valueText;
    QString timeText = {}; ///< of a given time, as it was typed: it may count from now; empty: none is given
    bool isTyped = true;   ///< false: the key or the value is bytes that no text stands for
};

/// Forms kept by name in the settings, which outlive this, and which another program may share: it adds and
/// takes away on its own. UI thread.
class ProduceDrafts {
public:
    static constexpr qsizetype mostKept = 50;
    static constexpr qsizetype mostCharacters = 256 * 1024; ///< of key and value together

    explicit ProduceDrafts(Settings& settings) : m_settings(settings) {}

    [[nodiscard]] QStringList names() const; ///< sorted; all that are kept by now
    [[nodiscard]] std::optional<SavedDraft> find(const QString& name) const;
    /// In place of one of the same name. False: it is too large or not typed, or there are too many.
    bool save(const QString& name, const SavedDraft& draft);
    void remove(const QString& name);

private:
    Settings& m_settings;
};

} // namespace session
