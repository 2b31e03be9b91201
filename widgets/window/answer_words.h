#pragma once

#include <optional>

#include "widgets/common/words.h"

/// What a window says of a cluster's answers: also of one that is overdue and has not failed yet. UI thread.
namespace widgets {

/// How old the data are, ms, when an answer is overdue; none: it is not.
[[nodiscard]] std::optional<qint64> overdue(const session::ClusterSession* cluster);
/// For how long there has been no answer; where none is overdue, the state of the connection.
[[nodiscard]] StateWords answerWords(const session::ClusterSession* cluster);

} // namespace widgets
