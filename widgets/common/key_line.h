#pragma once

#include <QStringList>

namespace widgets {

/// A line of the help: any of `keys` does what `words` say.
struct KeyLine {
    QString where; ///< lines of one place stand together
    QStringList keys;
    QString words;
};

} // namespace widgets
