#pragma once

#include <optional>

#include "widgets/prompts/prompts.h"

namespace session {
class Workspace;
}

/// What is asked before the local broker stops or loses its data. UI thread.
namespace widgets {

/// What ends: the broker alone, for a moment, or the window with it.
enum class Leaving { Broker, Restart, Program };

/// None: nobody is attached, the adder does not play and nothing is lost. Its `textNow` asks the workspace.
std::optional<Prompts::Question> stopQuestion(const session::Workspace& workspace, Leaving leaving);
/// `folder`: what the data is kept in. Figures are told where the running broker knows them. Its `textNow`
/// asks the workspace.
Prompts::Question wipeQuestion(const session::Workspace& workspace, const QString& folder);

} // namespace widgets
