#pragma once

#include "widgets/acts/program_act.h"

/// What can be done to the local broker: asks where somebody is attached or something dies. UI thread.
namespace widgets::broker_acts {

void start(PaneContext& context, QWidget* window); ///< with what is remembered
void stop(PaneContext& context, QWidget* window);
void restart(PaneContext& context, QWidget* window);
void wipe(PaneContext& context, QWidget* window);
void editSettings(PaneContext& context, QWidget* window);
void play(PaneContext& context, QWidget* window); ///< the adder

[[nodiscard]] QString whyNotStart(const PaneContext& context);
[[nodiscard]] QString whyNotPlay(const PaneContext& context);
[[nodiscard]] QString whyNotStop(const PaneContext& context);
[[nodiscard]] QString whyNotWipe(const PaneContext& context);
/// Of the data that is kept; empty: it runs, or would run, in memory.
[[nodiscard]] QString folder(const PaneContext& context);

} // namespace widgets::broker_acts
