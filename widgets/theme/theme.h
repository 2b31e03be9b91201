#pragma once

#include <QPalette>

class QApplication;

namespace widgets::theme {

enum class Choice { System, Light, Dark };

/// Dresses the program: style, fonts, palette. Lives on the UI thread; made in main before the first widget.
class Theme final {
public:
    explicit Theme(QApplication& application);
    void choose(Choice choice); ///< at run time too
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const;

private:
    QPalette m_platform; ///< as it was before ours: says whether the desktop is dark
    Choice m_choice = Choice::System;
};

} // namespace widgets::theme
