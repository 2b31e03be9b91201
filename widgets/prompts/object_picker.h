#pragma once

#include <functional>

#include "session/cluster_session.h"
#include "widgets/common/palette.h"

/// One topic or group of a cluster, found by some letters of its name. UI thread.
namespace widgets::object_picker {

/// What a palette tells of a topic or group.
[[nodiscard]] PaletteRow rowOf(const session::ClusterData& data, const session::Connection& connection,
                               const models::Findable& what);

/// `prompt` stands in the empty field. `own`: only what people make, no internal topics. Nothing happens
/// where nobody chooses; `chosen` is not called after the cluster is closed.
void pick(const session::ClusterData& data, const session::Connection& connection, models::FindKind kind,
          bool own, const QString& prompt, QWidget* window, std::function<void(const QString& name)> chosen);

} // namespace widgets::object_picker
