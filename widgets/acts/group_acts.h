#pragma once

#include "widgets/acts/act.h"

/// What can be done to groups: asks where something dies, unlocks production first, reports long work to the
/// status bar. UI thread.
namespace widgets::group_acts {

void open(const ActTarget& target);
void remove(const ActTarget& target);

[[nodiscard]] QString whyMembers(const ActTarget& target);

} // namespace widgets::group_acts
