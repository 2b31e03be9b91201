#include "widgets/common/name_column.h"

#include <algorithm>

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>

namespace widgets {
namespace {

/// However it is drawn, names and values can both be seen.
constexpr double kLeastOwn = 0.1, kMostOwn = 0.85;

} // namespace

NameColumn::NameColumn(QTreeView* view, const Room& room) : QObject(view), m_view(view), m_room(room) {
    auto* header = view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(0, QHeaderView::Interactive);
    view->viewport()->installEventFilter(this);
    header->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int now) {
        const int width = m_view->viewport()->width() - m_room.last;
        if (m_fitting || !m_drawing || column != 0 || width <= 0)
            return;
        m_own = std::clamp(double(now) / width, kLeastOwn, kMostOwn);
        // Later: the header is still at this column.
        QMetaObject::invokeMethod(this, &NameColumn::fit, Qt::QueuedConnection);
    });
}

void NameColumn::fit() {
    auto* header = m_view->header();
    const int width = m_view->viewport()->width() - m_room.last;
    const int others = header->count() - 1 - (m_room.last > 0 ? 1 : 0);
    if (m_fitting || width <= 0 || others < 1)
        return;
    m_fitting = true;
    const QAbstractItemView* view = m_view; // a tree view hides it
    const int names = m_own > 0 ? int(width * m_own)
                                : std::clamp(view->sizeHintForColumn(0), int(width * m_room.least),
                                             int(width * m_room.most));
    header->resizeSection(0, names);
    int left = width - names;
    for (int i = 0; i < others; ++i) {
        const int part = left / (others - i);
        header->resizeSection(1 + i, part);
        left -= part;
    }
    if (m_room.last > 0)
        header->resizeSection(header->count() - 1, m_room.last);
    m_fitting = false;
}

bool NameColumn::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == m_view->viewport())
        fit();
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease)
        m_drawing = watched != m_view->viewport() && event->type() == QEvent::MouseButtonPress;
    return QObject::eventFilter(watched, event);
}

} // namespace widgets
