#pragma once

#include <QWidget>

#include "session/ports/settings.h"

namespace widgets {

class MessageBar;

/// That what was remembered could not be read whole, and that nothing is remembered any more, and why: a full
/// disk, a folder that may not be written. Said once, until writing works again. Without height while there
/// is nothing to say. Owned by the window; the settings outlive it.
class SettingsBar final : public QWidget {
    Q_OBJECT
public:
    explicit SettingsBar(session::Settings& settings, QWidget* parent = nullptr);

private:
    void takeProblem();
    void sayDamage(const QString& copy);

    session::Settings& m_settings;
    MessageBar* m_bar;
    bool m_isDamageRead = false;
};

} // namespace widgets
