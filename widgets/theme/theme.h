#pragma once

#include <array>
#include <optional>

#include <QObject>

class QApplication;
class QPalette;

namespace widgets::theme {

enum class Choice { System, Light, Dark };
inline constexpr std::array choices{Choice::System, Choice::Light, Choice::Dark};

/// As it is remembered: "system", "light" or "dark". What is none of them means System.
[[nodiscard]] QString nameOf(Choice choice);
[[nodiscard]] Choice choiceOf(const QString& name);

/// Dresses the program: style, fonts, palette; with Choice::System it goes dark and light with the platform.
/// Lives on the UI thread; made in main before the first widget.
///
/// Qt 6.4 has no signal for that, and our own palette hides the platform's. A desktop tells in two ways, and
/// both are heard: some platform plugins set the application's palette, which anyone can see who did not set
/// it himself; others have Qt work out its base palette anew, which it then shows to QStyle::polish(). A
/// plugin that has no more news for a program with a palette of its own (qt6ct) is heard at the start only.
class Theme final : public QObject {
    Q_OBJECT
public:
    explicit Theme(QApplication& application);
    void choose(Choice choice); ///< at run time too
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const;

signals:
    void changed(); ///< the choice, or what it comes to

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void dress();
    void takeBase(const QPalette& base);
    void follow(bool dark);

    bool m_platformDark;            ///< whether the desktop is dark
    std::optional<bool> m_baseDark; ///< whether Qt's base palette was when it was last seen
    Choice m_choice = Choice::System;
    bool m_dressing = false;
};

} // namespace widgets::theme
