#pragma once

#include <functional>

#include <QString>

class QTextStream;

namespace widgets {

/// What a file about a topic or group is called: without what a path gives a meaning, and short enough for a
/// date and an ending behind it, for names have up to 249 letters and files 255 bytes.
[[nodiscard]] QString fileStem(const QString& object);

/// Writes a text file whole or not at all. The error is a sentence, empty when it was written.
[[nodiscard]] QString writeTextFile(const QString& path, const std::function<void(QTextStream&)>& write);

} // namespace widgets
