#pragma once

#include <QFont>

/// The type sizes of the window, in pixels. Inter and JetBrains Mono where they are installed, else the
/// system's own.
namespace widgets::theme {

[[nodiscard]] QFont bodyFont();      ///< 13
[[nodiscard]] QFont sectionFont();   ///< 13 semibold
[[nodiscard]] QFont titleFont();     ///< 16 semibold
[[nodiscard]] QFont headlineFont();  ///< 22 semibold: the welcome page
[[nodiscard]] QFont labelFont();     ///< 11 medium: table headers, labels, chips
[[nodiscard]] QFont hintFont();      ///< 12: hints and the status bar
[[nodiscard]] QFont monoFont();      ///< 12 monospace, spaces narrowed so that thousands group
[[nodiscard]] QFont smallMonoFont(); ///< 11 monospace: chart axes
[[nodiscard]] QFont figureFont();    ///< 18 medium monospace: large figures

} // namespace widgets::theme
