#include "widgets/theme/style.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QTabBar>

#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/style_drawing.h"

namespace widgets::theme {
Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::polish(QPalette& base) {
    QProxyStyle::polish(base);
    emit basePaletteSeen(base);
}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QTabBar*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

bool Style::drawIndicator(PrimitiveElement element, const QStyleOption& option, QPainter& painter) {
    const Colours& c = colours(option.palette);
    const bool enabled = option.state & State_Enabled;
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorRadioButton: {
        const bool radio = element == PE_IndicatorRadioButton;
        const bool on = option.state & (State_On | State_NoChange);
        const QRect box = QRect(option.rect.center() - QPoint(6, 6), QSize(14, 14));
        roundBox(painter, box, on ? (enabled ? c.fill : c.disabled) : c.surface,
                 on        ? QColor()
                 : enabled ? c.edge
                           : c.line,
                 radio ? 7 : 3);
        if (on && radio)
            roundBox(painter, box.adjusted(4, 4, -4, -4), c.onFill, {}, 3);
        else if (on)
            painter.drawPixmap(
                box.x(), box.y(),
                iconPixmap(QStringLiteral("check"), c.onFill, 14, painter.device()->devicePixelRatioF()));
        return true;
    }
    case PE_IndicatorTabClose: {
        const bool over = option.state & State_MouseOver;
        if (over)
            roundBox(painter, option.rect, hoverGround(c), {}, 3);
        drawIcon(painter, QStringLiteral("close"), over ? c.text : c.muted, option.rect);
        return true;
    }
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: {
        const char* name = element == PE_IndicatorArrowDown   ? "down"
                           : element == PE_IndicatorArrowUp   ? "up"
                           : element == PE_IndicatorArrowLeft ? "left"
                                                              : "right";
        drawIcon(painter, QString::fromLatin1(name), enabled ? c.muted : c.disabled, option.rect);
        return true;
    }
    case PE_IndicatorBranch: {
        if (option.state & State_Children)
            drawIcon(painter, option.state & State_Open ? QStringLiteral("down") : QStringLiteral("right"),
                     c.muted, option.rect);
        return true;
    }
    default:
        return false;
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    const Colours& c = colours(option->palette);
    const bool enabled = option->state & State_Enabled;
    switch (element) {
    case PE_PanelLineEdit:
        // Inside a spin box or a combo box the box draws the frame.
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0)
            drawField(*option, *painter, widget, option->state & State_HasFocus);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (isChoices(widget))
            return roundBox(*painter, option->rect, c.surface, c.edge, 0);
        if (!qobject_cast<const QPlainTextEdit*>(widget))
            break;
        drawField(*option, *painter, widget, option->state & State_HasFocus);
        return;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange && !qobject_cast<const QAbstractItemView*>(widget))
            roundBox(*painter, option->rect, {}, c.accent);
        return;
    case PE_PanelButtonTool:
        if (enabled && option->state & (State_MouseOver | State_Sunken | State_On))
            roundBox(*painter, option->rect, option->state & State_On ? c.selection : hoverGround(c), {});
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
        painter->fillRect(option->rect, c.popup);
        painter->setPen(c.edge);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, c.popup);
        painter->setPen(c.edge);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line);
        return;
    default:
        break;
    }
    if (!drawIndicator(element, *option, *painter))
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const {
    const Colours& c = colours(option.palette);
    const QByteArray look = lookOf(widget);
    const bool enabled = option.state & State_Enabled;
    const bool over = enabled && option.state & (State_MouseOver | State_Sunken);
    const bool focus = enabled && option.state & State_HasFocus;
    if (look == "link" || look == "quiet") {
        if (focus && option.state & State_KeyboardFocusChange)
            roundBox(painter, option.rect, {}, c.accent);
        return;
    }
    if (look == "flat") {
        if (option.state & State_On)
            roundBox(painter, option.rect, c.selection, {});
        else if (over)
            roundBox(painter, option.rect, hoverGround(c), {});
    } else if (look == "main" || look == "danger") {
        const QColor fill = look == "main" ? c.fill : c.bad;
        roundBox(painter, option.rect, enabled ? fill : c.raised, enabled ? QColor() : c.line);
        if (over)
            roundBox(painter, option.rect, QColor::fromRgbF(0, 0, 0, 0.12F), {});
    } else {
        roundBox(painter, option.rect, enabled ? c.surface : c.raised, enabled ? c.edge : c.line);
        if (over)
            roundBox(painter, option.rect, hoverGround(c), {});
    }
    if (focus && option.state & State_KeyboardFocusChange) {
        roundBox(painter, option.rect, {}, c.accent);
        focusRing(painter, option.rect, look == "main" ? c.onFill : look == "danger" ? c.surface : c.accent);
    }
}

void Style::drawButtonLabel(const QStyleOptionButton& option, QPainter& painter,
                            const QWidget* widget) const {
    const Colours& c = colours(option.palette);
    const QByteArray look = lookOf(widget);
    QStyleOptionButton label = option;
    const auto write = [&label](const QColor& colour) {
        label.palette.setColor(QPalette::Active, QPalette::ButtonText, colour);
        label.palette.setColor(QPalette::Inactive, QPalette::ButtonText, colour);
    };
    if (look == "main")
        write(c.onFill);
    else if (look == "danger")
        write(c.surface); // read on the dark theme's light red too
    else if (look == "link")
        write(c.accent);
    else if (look == "quiet")
        write(c.muted);
    if (!label.icon.isNull() && !label.text.isEmpty())
        label.text.prepend(QLatin1Char(' '));
    if (label.features & QStyleOptionButton::HasMenu) {
        label.features &= ~QStyleOptionButton::HasMenu; // Qt would leave room of its own
        label.rect.setRight(label.rect.right() - menuArrow);
        drawIcon(painter, QStringLiteral("down"), option.state & State_Enabled ? c.muted : c.disabled,
                 QRect(label.rect.right() - 4, option.rect.top(), menuArrow, option.rect.height()));
    }
    QProxyStyle::drawControl(CE_PushButtonLabel, &label, &painter, widget);
}

void Style::drawTab(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget) const {
    const Colours& c = colours(option.palette);
    const bool selected = option.state & State_Selected;
    const QRect r = option.rect;
    if (isInner(widget)) {
        if (selected)
            painter.fillRect(QRect(r.left(), r.bottom() - 1, r.width() - innerGap, 2), c.accent);
        return;
    }
    painter.fillRect(r, selected ? c.surface : c.raised);
    painter.fillRect(QRect(r.right(), r.top(), 1, r.height()), c.line);
    if (selected) {
        painter.fillRect(QRect(r.left(), r.top(), r.width(), 2), c.accent);
        if (option.state & State_HasFocus)
            roundBox(painter, r.adjusted(2, 4, -3, -3), {}, c.accent, 3);
    } else {
        painter.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), c.line);
        if (option.state & State_MouseOver)
            painter.fillRect(r.adjusted(0, 0, -1, -1), hoverGround(c));
    }
}

void Style::drawTabLabel(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget) const {
    const Colours& c = colours(option.palette);
    const bool selected = option.state & State_Selected;
    painter.save();
    QFont font = bodyFont();
    font.setWeight(selected ? QFont::Medium : QFont::Normal);
    painter.setFont(font);
    const QRect rect = subElementRect(SE_TabBarTabText, &option, widget);
    if (!option.icon.isNull())
        option.icon.paint(&painter, QRect(rect.left() - 22, rect.center().y() - 7, 16, 16));
    painter.setPen(selected ? c.text : c.muted);
    painter.drawText(
        rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic,
        QFontMetrics(font).elidedText(option.text, Qt::ElideRight, rect.width(), Qt::TextShowMnemonic));
    painter.restore();
}

void Style::drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter) const {
    const Colours& c = colours(option.palette);
    const QRect r = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(r.left() + 8, r.center().y(), r.width() - 16, 1), c.line);
        return;
    }
    const bool enabled = option.state & State_Enabled;
    if (enabled && option.state & State_Selected)
        roundBox(painter, r.adjusted(4, 0, -4, 0), c.selection, {});
    if (option.checked)
        drawIcon(painter, QStringLiteral("check"), c.accent, QRect(r.left() + 10, r.top(), 16, r.height()));
    else if (!option.icon.isNull())
        option.icon.paint(&painter, QRect(r.left() + 10, r.top() + (r.height() - 16) / 2, 16, 16),
                          Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    const QRect textRect = r.adjusted(34, 0, -14, 0);
    painter.setFont(option.font);
    painter.setPen(enabled ? c.text : c.disabled);
    painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, parts.value(0));
    if (parts.size() > 1) {
        painter.setPen(enabled ? c.muted : c.disabled);
        painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignRight, parts.value(1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        drawIcon(painter, QStringLiteral("right"), c.muted, QRect(r.right() - 22, r.top(), 16, r.height()));
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    const Colours& c = colours(option->palette);
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            drawButton(*button, *painter, widget);
        return;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            drawButtonLabel(*button, *painter, widget);
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            drawTab(*tab, *painter, widget);
        return;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            drawTabLabel(*tab, *painter, widget);
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            drawMenuItem(*item, *painter);
        return;
    case CE_Splitter:
        if (option->state & State_Horizontal)
            painter->fillRect(QRect(option->rect.center().x(), option->rect.top(), 1, option->rect.height()),
                              c.line);
        else
            painter->fillRect(QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
                              c.line);
        return;
    case CE_ComboBoxLabel:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            combo && !combo->editable) {
            const QRect field = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
            painter->setPen(combo->state & State_Enabled ? c.text : c.disabled);
            painter->drawText(
                field, Qt::AlignVCenter | Qt::AlignLeft,
                combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, field.width()));
            return;
        }
        break;
    case CE_ProgressBarGroove:
        roundBox(*painter, QRect(option->rect.left(), option->rect.center().y() - 1, option->rect.width(), 4),
                 c.grid, {}, 2);
        return;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
            bar && bar->maximum > bar->minimum) {
            const double share = double(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
            QRect done(option->rect.left(), option->rect.center().y() - 1, int(option->rect.width() * share),
                       4);
            if (done.width() > 0)
                roundBox(*painter, done, c.fill, {}, 2);
        }
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    const Colours& c = colours(option->palette);
    switch (control) {
    case CC_ComboBox: {
        drawField(*option, *painter, widget, option->state & State_HasFocus);
        const QRect arrow = subControlRect(control, option, SC_ComboBoxArrow, widget);
        drawIcon(*painter, QStringLiteral("down"), option->state & State_Enabled ? c.muted : c.disabled,
                 arrow);
        return;
    }
    case CC_SpinBox: {
        drawField(*option, *painter, widget, option->state & State_HasFocus);
        const bool enabled = option->state & State_Enabled;
        drawIcon(*painter, QStringLiteral("up"), enabled ? c.muted : c.disabled,
                 subControlRect(control, option, SC_SpinBoxUp, widget).translated(0, 1));
        drawIcon(*painter, QStringLiteral("down"), enabled ? c.muted : c.disabled,
                 subControlRect(control, option, SC_SpinBoxDown, widget).translated(0, -1));
        return;
    }
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            if (bar->maximum > bar->minimum) {
                QColor handle = c.text;
                handle.setAlphaF(bar->activeSubControls & SC_ScrollBarSlider ? 0.45F : 0.25F);
                const QRect slider =
                    subControlRect(control, option, SC_ScrollBarSlider, widget).adjusted(2, 2, -2, -2);
                roundBox(*painter, slider, handle, {}, 3);
            }
        }
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace widgets::theme
