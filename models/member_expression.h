#pragma once

#include <QString>

#include "session/records/value_tree.h"

namespace models {

/// What finds, in JSON as text, a member of this name with this value, whatever blanks stand around: in RE2's
/// syntax. Empty: it is no member, it holds others, or its name or text has what JSON escapes.
QString memberExpression(const session::ValueTree& tree, session::ValueTree::Node node);

} // namespace models
