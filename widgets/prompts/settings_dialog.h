#pragma once

#include "models/formats.h"
#include "widgets/prompts/sheet_dialog.h"

namespace session {
class Connection;
}
namespace widgets::theme {
class Theme;
}

namespace widgets {

/// What the window remembers and no page shows: theme, time zone, how often the open cluster is asked. Every
/// change acts at once.
class SettingsDialog final : public SheetDialog {
    Q_OBJECT
public:
    /// `zone`: the window's now. `connection` of the open cluster; null: none is open.
    SettingsDialog(models::Zone zone, theme::Theme& theme, session::Connection* connection, QWidget* parent);

signals:
    void zoneChosen(models::Zone zone);
    void keysRequested(); ///< the help was asked for; the dialog has closed
};

} // namespace widgets
