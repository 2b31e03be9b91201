#include "widgets/panes/topic/record_window.h"

#include <QShortcut>
#include <QVBoxLayout>

#include "widgets/common/screen_place.h"
#include "widgets/panes/topic/record_view.h"

namespace widgets {
namespace {

/// Sixteen bytes a line of hex fit.
constexpr QSize kSize(720, 640);

} // namespace

RecordWindow::RecordWindow(RecordView* view, QWidget* page) : QWidget(page, Qt::Window) {
    setObjectName(QStringLiteral("recordWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(view->place());
    // A step beside the page's corner: several stand apart, none over its table's head.
    static constexpr QPoint step(48, 48);
    const auto others = page->findChildren<RecordWindow*>(Qt::FindDirectChildrenOnly).size();
    placeOnScreen(*this, kSize, page->mapToGlobal(QPoint(0, 0)) + step * int(others % 6));
    view->setAlone();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view);
    const auto bind = [&](const QKeySequence& keys, auto act) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
    };
    bind(QKeySequence(Qt::Key_Escape), [this] { close(); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_F), [view] { view->find(); });
    bind(QKeySequence(Qt::Key_F3), [view] { view->stepMatch(false); });
    bind(QKeySequence(Qt::SHIFT | Qt::Key_F3), [view] { view->stepMatch(true); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_S), [view] { view->save(); });
    bind(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [view] { view->copy(session::PayloadSide::Value); });
}

} // namespace widgets
