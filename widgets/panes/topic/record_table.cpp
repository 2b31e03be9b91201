#include "widgets/panes/topic/record_table.h"

#include <algorithm>

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

namespace widgets {

RecordTable::RecordTable(QWidget* parent) : QTableView(parent) {
    // A row is what is seen to stand still: the bar's value is the number of the topmost.
    setVerticalScrollMode(ScrollPerItem);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { countAbove(m_newAbove); });
}

void RecordTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    // After the view and its headers have heard of it.
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { takeInserted(first, last); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        scrollToTop(); // other rows: they begin at their beginning
        countAbove(0);
    });
}

bool RecordTable::isFollowing() const {
    return verticalScrollBar()->value() == 0 && !selectionModel()->hasSelection();
}

void RecordTable::takeInserted(int first, int last) {
    if (first != 0 || !m_live)
        return;
    if (isFollowing()) {
        // Where the focus came in; the keys would lead far away from what is in view.
        selectionModel()->clearCurrentIndex();
        return;
    }
    const int count = last - first + 1;
    const int top = verticalScrollBar()->value() + count;
    executeDelayedItemsLayout(); // at once: no frame shows the rows moved
    updateGeometries();
    verticalScrollBar()->setValue(top);
    countAbove(m_newAbove + count);
}

void RecordTable::countAbove(int rows) {
    const int above = std::min(rows, verticalScrollBar()->value());
    if (above == m_newAbove)
        return;
    m_newAbove = above;
    emit newAboveChanged();
}

void RecordTable::setLive(bool live) {
    m_live = live;
    horizontalHeader()->setSortIndicatorShown(!live);
}

void RecordTable::follow() {
    selectionModel()->clear();
    scrollToTop();
    countAbove(0);
}

void RecordTable::letGo(int first) {
    if (currentIndex().row() >= first)
        selectionModel()->reset();
}

void RecordTable::keyPressEvent(QKeyEvent* event) {
    if (m_live && event->key() == Qt::Key_Home && !(event->modifiers() & Qt::ShiftModifier)) {
        follow();
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        event->ignore(); // the page copies rows; the view would copy a cell first
        return;
    }
    QTableView::keyPressEvent(event);
}

QModelIndex RecordTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    // Rows are what is chosen here: Home and End go to the first and last of them, as in a list.
    const bool home = action == MoveHome;
    const int rows = model() ? model()->rowCount() : 0;
    if ((home || action == MoveEnd) && !(modifiers & Qt::ControlModifier) && rows > 0)
        return model()->index(home ? 0 : rows - 1, std::max(0, currentIndex().column()));
    return QTableView::moveCursor(action, modifiers);
}

} // namespace widgets
