#pragma once

#include <optional>
#include <vector>

#include "models/palette_search.h"
#include "widgets/acts/act.h"
#include "widgets/acts/program_act.h"
#include "widgets/common/palette.h"
#include "widgets/pane_registry.h"

/// What the window's palette finds, and what it says of it. UI thread.
namespace widgets::palette_source {

/// What the program knows of; outlives every palette.
struct Known {
    PaneContext& context;
    const PaneRegistry& registry;
    const std::vector<Act>& acts;
    const std::vector<ProgramAct>& programActs;
};

/// What one looks at: acts are done to it without asking.
struct InFront {
    session::ClusterSession* cluster = nullptr;
    QString topic, group; ///< empty: none
};
/// Of a page; null: of none.
[[nodiscard]] InFront inFront(const PaneContext& context, const Pane* page);

/// Of every open cluster: topics, groups and pages; every remembered cluster; every act, on what is in front
/// where that fits; what was opened before, newest first.
[[nodiscard]] std::vector<models::Findable> collect(const Known& known, const InFront& front);
/// What can be done to a topic or group, but for what is dangerous: that is asked for by name.
[[nodiscard]] std::vector<models::Findable> actsOn(const Known& known, const models::Findable& object);
[[nodiscard]] PaletteRow describe(const Known& known, const models::Findable& what);
/// The page that it opens; none for clusters and acts.
[[nodiscard]] std::optional<PaneKey> pageOf(const models::Findable& what);
/// To be found under Recent from now on.
void remember(const PaneContext& context, const PaneKey& key);

[[nodiscard]] const Act* actOf(const Known& known, const models::Findable& what); ///< null: none of these
[[nodiscard]] const ProgramAct* programActOf(const Known& known, const models::Findable& what);

} // namespace widgets::palette_source
