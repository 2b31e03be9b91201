#pragma once

#include "widgets/prompts/sheet_dialog.h"

namespace session {
class ClusterSession;
}
namespace widgets::theme {
class Theme;
}

namespace widgets {

class PaneContext;

/// What the window remembers and no page shows: theme, time zone, how often the open cluster is asked. Every
/// change acts at once.
class SettingsDialog final : public SheetDialog {
    Q_OBJECT
public:
    /// `cluster` null: none is open.
    SettingsDialog(PaneContext& context, theme::Theme& theme, session::ClusterSession* cluster,
                   QWidget* parent);

signals:
    void keysRequested(); ///< the help was asked for; the dialog has closed
};

} // namespace widgets
