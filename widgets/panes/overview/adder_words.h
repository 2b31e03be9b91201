#pragma once

#include "session/ports/adder.h"

namespace widgets {

class MessageBar;

/// Says in the bar how the adder is getting on, with a way to stop it; hides the bar while it does nothing.
/// `adder` outlives the bar. UI thread.
void tellAdder(MessageBar& bar, session::Adder& adder);

} // namespace widgets
