#include "widgets/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QToolTip>

#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/style.h"

namespace widgets::theme {

QString nameOf(Choice choice) {
    switch (choice) {
    case Choice::System:
        return QStringLiteral("system");
    case Choice::Light:
        return QStringLiteral("light");
    case Choice::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

Choice choiceOf(const QString& name) {
    for (const Choice choice : {Choice::Light, Choice::Dark})
        if (nameOf(choice) == name)
            return choice;
    return Choice::System;
}

Theme::Theme(QApplication& application) : m_platformDark(theme::isDark(QGuiApplication::palette())) {
    auto* style = new Style;
    connect(style, &Style::basePaletteSeen, this, &Theme::takeBase);
    application.setStyle(style);
    application.setFont(bodyFont());
    QToolTip::setFont(hintFont());
    application.installEventFilter(this);
    dress();
}

void Theme::choose(Choice choice) {
    m_choice = choice;
    dress();
    emit changed();
}

bool Theme::isDark() const {
    return m_choice == Choice::System ? m_platformDark : m_choice == Choice::Dark;
}

void Theme::dress() {
    const QScopedValueRollback dressing(m_dressing, true);
    const QPalette palette = paletteOf(isDark() ? darkColours() : lightColours());
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

void Theme::takeBase(const QPalette& base) {
    if (m_dressing)
        return; // asked for by our own palette: no news of the platform
    const bool dark = theme::isDark(base);
    const bool turned = m_baseDark.value_or(dark) != dark;
    m_baseDark = dark;
    if (turned)
        follow(dark);
}

void Theme::follow(bool dark) {
    m_platformDark = dark;
    // Later: Qt is in the middle of its own change.
    QMetaObject::invokeMethod(
        this,
        [this] {
            dress();
            emit changed();
        },
        Qt::QueuedConnection);
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp && !m_dressing)
        follow(theme::isDark(QGuiApplication::palette()));
    return QObject::eventFilter(watched, event);
}

} // namespace widgets::theme
