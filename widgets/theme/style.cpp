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

namespace widgets::theme {
namespace {

QByteArray lookOf(const QWidget* widget) {
    return widget ? widget->property("look").toByteArray() : QByteArray();
}

bool isInner(const QWidget* widget) {
    return lookOf(widget) == "inner";
}

void roundBox(QPainter& painter, const QRect& rect, const QColor& ground, const QColor& border,
              int radius = 4) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter.setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    const qreal inset = border.isValid() ? 0.5 : 0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

/// The second ring of a focused control; the first is its border.
void focusRing(QPainter& painter, const QRect& rect, const QColor& colour) {
    roundBox(painter, rect.adjusted(1, 1, -1, -1), {}, colour, 3);
}

void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRect& rect) {
    const QPixmap picture = iconPixmap(name, colour, 16, painter.device()->devicePixelRatioF());
    painter.drawPixmap(rect.x() + (rect.width() - 16) / 2, rect.y() + (rect.height() - 16) / 2, picture);
}

void drawField(const QStyleOption& option, QPainter& painter, const QWidget* widget, bool focus) {
    const Colours& c = colours(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QByteArray look = lookOf(widget);
    QColor border = !enabled ? c.line : focus ? c.accent : c.edge;
    if (enabled && look == "warn")
        border = c.warn;
    if (enabled && look == "bad")
        border = c.bad;
    roundBox(painter, option.rect, enabled ? c.surface : c.raised, border);
    if (enabled && focus)
        focusRing(painter, option.rect, border);
}

/// A little towards the text: the ground of what the pointer is over.
QColor hoverGround(const Colours& c) {
    QColor ground = c.text;
    ground.setAlphaF(c.dark ? 0.08F : 0.06F);
    return ground;
}

/// The list that a combo box opens, or what frames it.
bool isChoices(const QWidget* widget) {
    return widget && (widget->inherits("QComboBoxListView") || widget->inherits("QComboBoxPrivateContainer"));
}

constexpr int scrollExtent = 10;
constexpr int innerGap = 20; ///< between inner tabs

} // namespace

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
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorRadioButton: {
        const bool radio = element == PE_IndicatorRadioButton;
        const bool on = option->state & (State_On | State_NoChange);
        const QRect box = QRect(option->rect.center() - QPoint(6, 6), QSize(14, 14));
        roundBox(*painter, box, on ? (enabled ? c.fill : c.disabled) : c.surface,
                 on        ? QColor()
                 : enabled ? c.edge
                           : c.line,
                 radio ? 7 : 3);
        if (on && radio)
            roundBox(*painter, box.adjusted(4, 4, -4, -4), c.onFill, {}, 3);
        else if (on)
            painter->drawPixmap(
                box.x(), box.y(),
                iconPixmap(QStringLiteral("check"), c.onFill, 14, painter->device()->devicePixelRatioF()));
        return;
    }
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
    case PE_IndicatorTabClose: {
        const bool over = option->state & State_MouseOver;
        if (over)
            roundBox(*painter, option->rect, hoverGround(c), {}, 3);
        drawIcon(*painter, QStringLiteral("close"), over ? c.text : c.muted, option->rect);
        return;
    }
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight: {
        const char* name = element == PE_IndicatorArrowDown   ? "down"
                           : element == PE_IndicatorArrowUp   ? "up"
                           : element == PE_IndicatorArrowLeft ? "left"
                                                              : "right";
        drawIcon(*painter, QString::fromLatin1(name), enabled ? c.muted : c.disabled, option->rect);
        return;
    }
    case PE_IndicatorBranch: {
        if (option->state & State_Children)
            drawIcon(*painter, option->state & State_Open ? QStringLiteral("down") : QStringLiteral("right"),
                     c.muted, option->rect);
        return;
    }
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
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
    } else if (look == "main") {
        roundBox(painter, option.rect, enabled ? c.fill : c.raised, enabled ? QColor() : c.line);
        if (over)
            roundBox(painter, option.rect, QColor::fromRgbF(0, 0, 0, 0.12F), {});
    } else {
        roundBox(painter, option.rect, enabled ? c.surface : c.raised, enabled ? c.edge : c.line);
        if (over)
            roundBox(painter, option.rect, hoverGround(c), {});
    }
    if (focus && option.state & State_KeyboardFocusChange) {
        roundBox(painter, option.rect, {}, c.accent);
        focusRing(painter, option.rect, look == "main" ? c.onFill : c.accent);
    }
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
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton label = *button;
            const QByteArray look = lookOf(widget);
            if (look == "main")
                label.palette.setColor(QPalette::Active, QPalette::ButtonText, c.onFill),
                    label.palette.setColor(QPalette::Inactive, QPalette::ButtonText, c.onFill);
            if (look == "link") {
                label.palette.setColor(QPalette::Active, QPalette::ButtonText, c.accent);
                label.palette.setColor(QPalette::Inactive, QPalette::ButtonText, c.accent);
            }
            if (look == "quiet") {
                label.palette.setColor(QPalette::Active, QPalette::ButtonText, c.muted);
                label.palette.setColor(QPalette::Inactive, QPalette::ButtonText, c.muted);
            }
            if (!label.icon.isNull() && !label.text.isEmpty())
                label.text.prepend(QLatin1Char(' '));
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            drawTab(*tab, *painter, widget);
        return;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            QStyleOptionTab label = *tab;
            const bool selected = tab->state & State_Selected;
            label.palette.setColor(QPalette::WindowText, selected ? c.text : c.muted);
            label.state &= ~State_HasFocus;
            painter->save();
            QFont font = bodyFont();
            font.setWeight(selected ? QFont::Medium : QFont::Normal);
            painter->setFont(font);
            QRect rect = subElementRect(SE_TabBarTabText, tab, widget);
            if (!tab->icon.isNull()) {
                tab->icon.paint(painter, QRect(rect.left() - 22, rect.center().y() - 7, 16, 16));
            }
            painter->setPen(selected ? c.text : c.muted);
            painter->drawText(
                rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic,
                QFontMetrics(font).elidedText(tab->text, Qt::ElideRight, rect.width(), Qt::TextShowMnemonic));
            painter->restore();
        }
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

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
    const QRect r = option->rect;
    if (control == CC_ComboBox) {
        switch (part) {
        case SC_ComboBoxArrow:
            return {r.right() - 23, r.top(), 20, r.height()};
        case SC_ComboBoxEditField:
            return r.adjusted(9, 1, -26, -1);
        default:
            break;
        }
    }
    if (control == CC_SpinBox) {
        const int half = r.height() / 2;
        switch (part) {
        case SC_SpinBoxUp:
            return {r.right() - 21, r.top() + 1, 20, half - 1};
        case SC_SpinBoxDown:
            return {r.right() - 21, r.top() + half, 20, half - 1};
        case SC_SpinBoxEditField:
            return r.adjusted(6, 1, -23, -1);
        default:
            break;
        }
    }
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            const bool across = bar->orientation == Qt::Horizontal;
            const int room = across ? r.width() : r.height();
            const qint64 range = qint64(bar->maximum) - bar->minimum;
            const int length = range <= 0
                                   ? room
                                   : std::clamp(int(qint64(room) * bar->pageStep / (range + bar->pageStep)),
                                                std::min(28, room), room);
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                      room - length, bar->upsideDown);
            const auto span = [&](int from, int size) {
                return across ? QRect(r.left() + from, r.top(), size, r.height())
                              : QRect(r.left(), r.top() + from, r.width(), size);
            };
            switch (part) {
            case SC_ScrollBarGroove:
                return r;
            case SC_ScrollBarSlider:
                return span(start, length);
            case SC_ScrollBarSubPage:
                return span(0, start);
            case SC_ScrollBarAddPage:
                return span(start + length, room - start - length);
            default:
                return {};
            }
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
        const QRect r = tab->rect;
        if (element == SE_TabBarTabText) {
            const int left = isInner(widget) ? 0 : tab->icon.isNull() ? 14 : 36;
            const int right = isInner(widget) ? 0 : tab->rightButtonSize.isEmpty() ? 14 : 32;
            return r.adjusted(left, isInner(widget) ? 0 : 2, -right, 0);
        }
        if (element == SE_TabBarTabRightButton)
            return {r.right() - 10 - 16, r.top() + 1 + (r.height() - 16) / 2, 16, 16};
    }
    if (element == SE_LineEditContents) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(7, 1, -7, -1) : option->rect;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: {
        const QByteArray look = lookOf(widget);
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool picture = button && !button->icon.isNull();
        const bool words = button && !button->text.isEmpty();
        int width = words ? option->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() : 0;
        if (picture)
            width += 16 + (words ? 8 : 0);
        if (look == "link" || look == "quiet")
            return {width + 4, 20};
        return {width + (words ? (look == "flat" ? 16 : 24) : 12), 28};
    }
    case CT_LineEdit:
        result.setHeight(28);
        return result;
    case CT_SpinBox:
        return {size.width() + 34, 28};
    case CT_ComboBox:
        return {size.width() + 40, 28};
    case CT_TabBarTab:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            QFont font = bodyFont();
            font.setWeight(QFont::Medium);
            const int words = QFontMetrics(font).size(Qt::TextShowMnemonic, tab->text).width() + 2;
            if (isInner(widget))
                return {words + innerGap, 32};
            const int wide =
                (tab->icon.isNull() ? 14 : 36) + words + (tab->rightButtonSize.isEmpty() ? 14 : 34);
            return {std::min(wide, 240), 33};
        }
        break;
    case CT_ItemViewItem:
        return isChoices(widget) ? QSize(result.width(), 28) : result;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {result.width(), 9};
            const int words =
                QFontMetrics(item->font)
                    .size(Qt::TextShowMnemonic,
                          QString(item->text).replace(QLatin1Char('\t'), QStringLiteral("      ")))
                    .width();
            return {words + 34 + 28, 28};
        }
        break;
    default:
        break;
    }
    return result;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent:
        return scrollExtent;
    case PM_SplitterWidth:
        return 5;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_TabBarTabHSpace:
        return 0;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 14;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuHMargin:
        return 0;
    case PM_FocusFrameHMargin:
        return isChoices(widget) ? 9 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* answer) const {
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_TabBar_CloseButtonPosition:
        return QTabBar::RightSide;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

} // namespace widgets::theme
