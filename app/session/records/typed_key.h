#pragma once

#include <QByteArray>
#include <QString>

namespace session {

/// What a person types for a key in a topic whose keys are of this kind (a decoder's id; empty: not known):
/// whole numbers, UUIDs and bytes as they are shown, bytes among other keys as 0x and their hex, everything
/// else as text. Pure.
QByteArray keyOfTyped(const QString& typed, const QString& kind);

/// The other way round; what it gives is read back as the same bytes with the same kind, or it is null.
QString typedOfKey(const QByteArray& key, const QString& kind);

} // namespace session
