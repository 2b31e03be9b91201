#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "base/result.h"
#include "session/records/value_tree.h"

namespace session {

enum class PayloadSide { Key, Value };

/// One wrapping that was taken off a payload, the outermost first; the last is what it was read as.
struct PayloadLayer {
    QString kind;       ///< the decoder's id: "json", "gzip" …
    QByteArray skipped; ///< leading bytes that it passed over
    qint64 bytes = 0;   ///< how many it read
    QString schema;     ///< what the payload calls itself; empty: nothing
};

/// One side of a record, made readable. A plain value, cheap to copy.
struct Payload {
    std::vector<PayloadLayer> layers; ///< empty: the side is null or has no bytes
    ValueTree tree;
    QString text; ///< pretty, at most shownText of it, its lines at most shownLine long and ended by one \n
    bool cut = false;                   ///< the text stops before the payload does
    std::vector<qsizetype> breaks;      ///< of the text: line ends put in where a line was longer; rising
    std::optional<base::Error> refusal; ///< why it was not read as the kind that was asked for

    /// More text than this in one view would hold the window up while it is laid out, and laying out one line
    /// takes a text view time that grows with the square of its length.
    static constexpr qsizetype shownText = 512 * 1024;
    static constexpr qsizetype shownLine = 2000;
};

/// What a kind that was passed over says.
struct PassedOver {
    QString kind;
    QString why;
    int accepted = 0; ///< of the samples
};

/// What one side of a topic was taken for, by looking at some of its records.
struct KindGuess {
    QString kind; ///< empty: nothing they have in common, or no samples
    int samples = 0, accepted = 0;
    std::vector<PassedOver> passedOver;
};

/// A header's value, or any other few bytes, in one line: null, empty, text and bytes told apart.
struct ShortText {
    enum class Kind { Null, Empty, Text, Number, Uuid, Hex } kind = Kind::Null;
    QString text; ///< but of Null and Empty
    bool cut = false;
    QString decoder = {}; ///< of Number: what it was read as, "int64" …
};
ShortText shortText(const std::optional<QByteArray>& bytes, qsizetype limit);

/// One line of what the bytes look like by themselves.
QString cellText(const QByteArray& bytes, int limit);

/// "0000  68 65 …  he…", 8 or 16 bytes a line, of so many bytes from the start.
QString hexText(const QByteArray& bytes, qsizetype most, int perLine);

} // namespace session
