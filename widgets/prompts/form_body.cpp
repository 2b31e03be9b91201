#include "widgets/prompts/form_body.h"

#include <algorithm>

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

#include "widgets/common/screen_place.h"

namespace widgets {
namespace {

/// A dialog on a small window may be as tall as this where the screen has the room, px.
constexpr int kUsualHeight = 700;
/// Fields that scroll in less are of no use, px.
constexpr int kLeastHeight = 120;

} // namespace

FormBody::FormBody(QLayout* content, QWidget* parent) : QScrollArea(parent) {
    auto* inside = new QWidget;
    inside->setLayout(content);
    inside->installEventFilter(this);
    setWidget(inside);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
}

int FormBody::mostHeight() const {
    const QWidget* dialog = window();
    const QWidget* below = dialog->parentWidget() ? dialog->parentWidget()->window() : dialog;
    int room = std::min(roomOnScreen(*dialog).height(), std::max(below->height(), kUsualHeight));
    const QLayout* around = dialog->layout();
    for (int i = 0; around && i < around->count(); ++i)
        if (QLayoutItem* item = around->itemAt(i); item->widget() != this && !item->isEmpty())
            room -=
                item->hasHeightForWidth() ? item->heightForWidth(dialog->width()) : item->sizeHint().height();
    return std::max(kLeastHeight, room);
}

QSize FormBody::sizeHint() const {
    const QSize all = widget()->layout()->totalSizeHint();
    return {all.width(), heightForWidth(std::max(all.width(), width()))};
}

QSize FormBody::minimumSizeHint() const {
    const QLayout* content = widget()->layout();
    const QSize least = content->totalMinimumSize();
    return {least.width() + (least.height() > mostHeight() ? verticalScrollBar()->sizeHint().width() : 0),
            std::min(least.height(), mostHeight())};
}

int FormBody::heightForWidth(int width) const {
    const QLayout* content = widget()->layout();
    const int all = content->hasHeightForWidth() ? content->totalHeightForWidth(width)
                                                 : content->totalSizeHint().height();
    return std::min(all, mostHeight());
}

/// What its fields need is what it needs.
bool FormBody::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace widgets
