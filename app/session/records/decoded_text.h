#pragma once

#include <QByteArray>
#include <QString>

namespace session {

/// Display text of a payload; none of them invents or drops bytes without saying so.
struct DecodedText {
    QString text;
    bool valid = true; ///< false: not UTF-8, or not JSON; text then is the nearest readable form
    bool cut = false;  ///< longer than the limit
};
DecodedText decodeText(const QByteArray& bytes, qsizetype limit);
/// Pretty JSON that keeps order, duplicate names and the text of numbers.
DecodedText decodeJson(const QByteArray& bytes, qsizetype limit);
DecodedText decodeHex(const QByteArray& bytes, qsizetype limit);

} // namespace session
