#include <algorithm>

#include <QTabBar>

#include "widgets/theme/fonts.h"
#include "widgets/theme/style.h"
#include "widgets/theme/style_drawing.h"

namespace widgets::theme {

namespace {
constexpr int scrollExtent = 10;
} // namespace

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
        if (button && button->features & QStyleOptionButton::HasMenu)
            width += menuArrow;
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
