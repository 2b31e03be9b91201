#pragma once

#include <QString>

class QSpinBox;

/// What forms that ask for a count share. UI thread.
namespace widgets {

/// Takes more than can be, so that what is wrong is told and not swallowed. The caller's layout owns it.
[[nodiscard]] QSpinBox* countField(const QString& objectName, int width);

/// Of session::CountProblem::TooMany.
[[nodiscard]] QString tooManyPartitions();

} // namespace widgets
