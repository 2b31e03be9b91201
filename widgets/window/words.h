#pragma once

#include <QString>

#include "models/cells.h"
#include "session/cluster_session.h"
#include "widgets/theme/theme.h"

/// The words, shapes and tones in which the window speaks of connections, environments and themes. UI thread.
namespace widgets {

struct StateWords {
    models::Shape shape;
    models::Tone tone;
    QString word;
};
/// `session` null: not connected.
[[nodiscard]] StateWords connectionWords(const session::ClusterSession* session);
[[nodiscard]] QString environmentName(session::Environment environment);
[[nodiscard]] QString themeName(theme::Choice choice);
[[nodiscard]] models::Tone environmentTone(session::Environment environment);

} // namespace widgets
