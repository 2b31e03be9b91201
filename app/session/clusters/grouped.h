#pragma once

#include <QString>

namespace session {

/// 1204551 → "1 204 551", grouped by no-break spaces: every count that is shown.
inline QString grouped(qint64 count) {
    QString digits = QString::number(count);
    for (auto at = digits.size() - 3; at > (count < 0 ? 1 : 0); at -= 3)
        digits.insert(at, QChar(QChar::Nbsp));
    return digits;
}

} // namespace session
