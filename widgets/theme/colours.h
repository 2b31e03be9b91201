#pragma once

#include <array>

#include <QColor>
#include <QPalette>

#include "models/cells.h"

/// The one place that knows colours. A widget asks by role; which of the two sets is in force follows from
/// its palette, as with every other colour in Qt, so nothing has to be told when the theme changes.
namespace widgets::theme {

using models::Tone;

struct Colours {
    bool dark;
    QColor surface, raised, popup; ///< page; bars, rail, table header; dialogs
    QColor line, grid, edge;       ///< hairline; table rows and chart grid; control borders
    QColor text, muted, accent;
    QColor fill, onFill; ///< the one main button and the text on it
    QColor good, warn, bad;
    QColor selection, match;
    QColor goodGround, warnGround, badGround, accentGround; ///< under badges and bars
    QColor disabled;
    std::array<QColor, 10> series; ///< the tenth is "other"

    [[nodiscard]] QColor tone(Tone tone) const;
    /// The tinted ground of badges and message bars.
    [[nodiscard]] QColor ground(Tone tone) const;
};

[[nodiscard]] const Colours& lightColours();
[[nodiscard]] const Colours& darkColours();
/// A palette is dark when its window is darker than its text.
[[nodiscard]] bool isDark(const QPalette& palette);
[[nodiscard]] const Colours& colours(const QPalette& palette);
/// The set in force for the whole program.
[[nodiscard]] const Colours& colours();
/// The palette that Qt's own drawing uses.
[[nodiscard]] QPalette paletteOf(const Colours& colours);

} // namespace widgets::theme
