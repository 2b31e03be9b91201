#pragma once

#include <functional>

#include <QString>

class QTextStream;

namespace widgets {

/// Writes a text file whole or not at all. The error is a sentence, empty when it was written.
[[nodiscard]] QString writeTextFile(const QString& path, const std::function<void(QTextStream&)>& write);

} // namespace widgets
