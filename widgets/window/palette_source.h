#pragma once

#include <functional>
#include <vector>

#include "models/palette_search.h"
#include "widgets/acts/act.h"
#include "widgets/pane_registry.h"
#include "widgets/window/palette.h"

/// What the palette finds, and what it says of it. UI thread.
namespace widgets::palette_source {

/// Of every open cluster: topics, groups and pages; every remembered cluster; the acts on the current cluster
/// and on `topic`, if it is not empty; what was opened before, newest first.
[[nodiscard]] std::vector<models::Findable> collect(const PaneContext& context, const PaneRegistry& registry,
                                                    const std::vector<Act>& acts, const QString& topic);
[[nodiscard]] PaletteRow describe(const PaneContext& context, const std::vector<Act>& acts,
                                  const models::Findable& what);
/// The page that it opens; none for clusters and acts.
[[nodiscard]] std::optional<PaneKey> pageOf(const models::Findable& what);
/// To be found under Recent from now on.
void remember(const PaneContext& context, const PaneKey& key);

/// Opens the palette over the window. Acts and clusters are seen to; `openPage` is asked for the rest.
void open(QWidget& window, PaneContext& context, const PaneRegistry& registry, const std::vector<Act>& acts,
          const QString& topic, std::function<void(const PaneKey& key, bool ownWindow)> openPage);

} // namespace widgets::palette_source
