#include "widgets/common/column_fit.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include <QAbstractItemView>
#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

#include "widgets/common/cell_delegate.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kWidestOwn = 4000;
/// Measuring what is in sight takes a millisecond or two, and a table may change at every beat.
constexpr std::chrono::milliseconds kBetweenRefits{500};
/// Of a name, room for some 32 letters with its icon: what rows are told apart by is read before the table
/// fits without scrolling.
constexpr int kNameKept = 320;
/// Of a name that is cut in any case: its two ends tell it apart as well, and the titles stay whole.
constexpr int kLongNameKept = 240;
constexpr int kSortArrow = 12;
/// A line that is longer is not read as one; the room is better between all columns.
constexpr int kWidestStretch = 720;

/// Takes `amount` from `widths`, from each by what it has above `bottoms`. Returns what could not be taken.
int shrink(std::vector<int>& widths, const std::vector<int>& bottoms, int amount) {
    int slack = 0;
    for (std::size_t i = 0; i < widths.size(); ++i)
        slack += std::max(0, widths[i] - bottoms[i]);
    int taken = std::min(amount, slack);
    amount -= taken;
    for (std::size_t i = 0; i < widths.size() && slack > 0; ++i) {
        const int own = std::max(0, widths[i] - bottoms[i]);
        // Of what is still to be taken, so that roundings even out and the sum is exact.
        const int part = static_cast<int>(static_cast<long long>(taken) * own / slack);
        widths[i] -= part;
        taken -= part;
        slack -= own;
    }
    return amount;
}

} // namespace

std::vector<int> fitColumns(const std::vector<ColumnRoom>& columns, int room) {
    std::vector<int> widths, wish, least, kept, bare;
    for (const ColumnRoom& column : columns) {
        bare.push_back(column.bare);
        kept.push_back(std::max(column.kept, bare.back()));
        least.push_back(std::max(column.least, kept.back()));
        wish.push_back(std::max(column.wish, least.back()));
        widths.push_back(std::max(column.whole, wish.back()));
    }
    if (columns.empty())
        return widths;
    int spare = room - std::accumulate(widths.begin(), widths.end(), 0);
    if (spare < 0) {
        int lacking = -spare;
        for (const auto& bottoms : {wish, least, kept, bare})
            lacking = shrink(widths, bottoms, lacking);
        return widths;
    }
    for (std::size_t i = 0; i < columns.size() && spare > 0; ++i)
        if (columns[i].stretch) {
            const int more = std::min(spare, std::max(0, kWidestStretch - widths[i]));
            widths[i] += more;
            spare -= more;
        }
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!columns[i].fixed)
            free.push_back(i);
    for (std::size_t i = 0; i < free.size(); ++i) {
        const int part = spare / static_cast<int>(free.size() - i);
        widths[free[i]] += part;
        spare -= part;
    }
    return widths;
}

ColumnFit::ColumnFit(QAbstractItemView* view, QHeaderView* header, std::function<Wish(int column)> wish)
    : QObject(view), m_view(view), m_header(header), m_wish(std::move(wish)) {
    header->setResizeContentsPrecision(0); // only what is in sight
    header->setStretchLastSection(false);
    m_later.setSingleShot(true);
    m_later.setInterval(kBetweenRefits);
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (m_changed)
            refit();
    });
    view->viewport()->installEventFilter(this);
    // What comes into sight has to be read as well.
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &ColumnFit::refit);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ColumnFit::fit);
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        if (m_fitting || before == 0 || now == 0) // hidden or shown
            return;
        m_own.insert(m_wish(column).id, now);
        emit ownChanged();
        // Later: the header is still at this column.
        QMetaObject::invokeMethod(this, &ColumnFit::fit, Qt::QueuedConnection);
    });
}

void ColumnFit::setOwn(const QVariantMap& widths) {
    m_own.clear();
    for (auto it = widths.begin(); it != widths.end(); ++it)
        if (const int width = it.value().toInt();
            width >= m_header->minimumSectionSize() && width < kWidestOwn)
            m_own.insert(it.key(), width);
}

int ColumnFit::titleWidth(int column) const {
    QFont font = theme::labelFont();
    font.setWeight(QFont::DemiBold);
    const QString title = m_view->model()->headerData(column, Qt::Horizontal).toString();
    return QFontMetrics(font).horizontalAdvance(title) + cellMargins(m_view, column) + 1;
}

ColumnRoom ColumnFit::roomOf(int column) const {
    const Wish wish = m_wish(column);
    if (const int own = m_own.value(wish.id).toInt(); own > 0)
        return {own, own, own, own, own, false, true};
    const int smallest = m_header->minimumSectionSize(), view = m_view->viewport()->width();
    const int arrow = m_header->isSortIndicatorShown() ? kSortArrow : 0;
    const bool sorted = m_header->sortIndicatorSection() == column;
    const int title = std::max(smallest, titleWidth(column) + (sorted ? arrow : 0));
    const int cells = std::max(m_needed[static_cast<std::size_t>(column)], smallest);
    // Where there is room, the arrow has some in every column: widths stay when it moves.
    const int comfort = std::max({wish.width, title, titleWidth(column) + arrow});
    // Long names that differ at their end only need their room more than what stands at the right.
    const int most = wish.stretch ? std::max(wish.width, view / 3) : wish.width * 3 / 2;
    const int usual = std::min(cells, most);
    switch (wish.content) {
    case Content::Figure:
    case Content::Time: {
        // Times are all as long: what they will need is kept before the first is known.
        const int figure = wish.content == Content::Time ? std::max(cells, wish.width) : cells;
        return {figure,
                figure,
                std::max(title, figure),
                std::max({wish.width, title, figure}),
                std::max(comfort, figure),
                wish.stretch};
    }
    case Content::Name: {
        if (cells > std::max(2 * kNameKept, most))
            return {kLongNameKept, kLongNameKept, std::max(title, kLongNameKept), std::max(comfort, usual),
                    cells,         wish.stretch};
        const int kept = std::min({cells, kNameKept, std::max(view * 9 / 20, smallest)});
        return {kept,  std::max(kept, usual), std::max(title, usual), std::max(comfort, usual),
                cells, wish.stretch};
    }
    case Content::Exact:
        if (wish.stretch)
            break;
        return {usual, usual, std::max(title, usual), std::max(comfort, usual), cells};
    case Content::Words:
        if (wish.stretch)
            break;
        // Words and drawings are understood when a third of what they may have is gone; short ones stay
        // whole. They give that before any title is cut.
        const int understood = std::min(usual, wish.width * 2 / 3);
        return {understood, understood, std::max(title, understood), std::max(comfort, usual), cells};
    }
    return {std::min(wish.width, 120),
            std::min(wish.width, 160),
            wish.width,
            std::max(wish.width, usual),
            cells,
            true};
}

bool ColumnFit::measure() {
    const int count = m_view->model()->columnCount();
    m_needed.resize(static_cast<std::size_t>(count), 0);
    bool more = false;
    for (int column = 0; column < count; ++column) {
        int& needed = m_needed[static_cast<std::size_t>(column)];
        if (m_header->isSectionHidden(column) || needed >= kWidestOwn || m_own.contains(m_wish(column).id))
            continue;
        const int now = std::min(m_view->sizeHintForColumn(column), kWidestOwn);
        more |= now > needed;
        needed = std::max(needed, now);
    }
    return more;
}

void ColumnFit::fit() {
    if (m_fitting || !m_view->model())
        return;
    m_fitting = true;
    measure();
    std::vector<int> shown;
    std::vector<ColumnRoom> rooms;
    for (int visual = 0; visual < m_header->count(); ++visual)
        if (const int column = m_header->logicalIndex(visual); !m_header->isSectionHidden(column)) {
            shown.push_back(column);
            rooms.push_back(roomOf(column));
        }
    const std::vector<int> widths = fitColumns(rooms, m_view->viewport()->width());
    for (std::size_t i = 0; i < shown.size(); ++i)
        m_header->resizeSection(shown[i], widths[i]);
    m_fitting = false;
}

void ColumnFit::refit() {
    m_changed = m_later.isActive();
    if (m_changed || m_fitting || !m_view->isVisible() || m_view->model()->rowCount() == 0)
        return;
    if (measure())
        fit();
    m_later.start();
}

bool ColumnFit::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

} // namespace widgets
