#pragma once

#include "widgets/window/palette_source.h"

namespace widgets {

/// Opens the palette over `window`. Acts and clusters are seen to; `openPage` is asked for the rest. UI
/// thread.
void openPalette(QWidget& window, const palette_source::Known& known, const palette_source::InFront& front,
                 std::function<void(const PaneKey& key, const QString& part, bool ownWindow)> openPage);

} // namespace widgets
