#include "widgets/theme/theme.h"

#include <QApplication>
#include <QToolTip>

#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/style.h"

namespace widgets::theme {

Theme::Theme(QApplication& application) : m_platform(QGuiApplication::palette()) {
    application.setStyle(new Style);
    application.setFont(bodyFont());
    QToolTip::setFont(hintFont());
    choose(Choice::System);
}

void Theme::choose(Choice choice) {
    m_choice = choice;
    const QPalette palette = paletteOf(isDark() ? darkColours() : lightColours());
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

bool Theme::isDark() const {
    return m_choice == Choice::System ? theme::isDark(m_platform) : m_choice == Choice::Dark;
}

} // namespace widgets::theme
