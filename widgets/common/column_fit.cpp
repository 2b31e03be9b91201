#include "widgets/common/column_fit.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include "widgets/common/cell_delegate.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kWidestOwn = 4000;
/// Measuring what is in sight takes a millisecond or two, and a table may change at every beat.
constexpr std::chrono::seconds kBetweenRefits{2};
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
    std::vector<int> widths, least, floors, bare;
    for (const ColumnRoom& column : columns) {
        widths.push_back(std::max(column.wish, column.floor));
        least.push_back(std::max(column.least, column.floor));
        floors.push_back(column.floor);
        bare.push_back(std::min(column.bare, column.floor));
    }
    if (columns.empty())
        return widths;
    int spare = room - std::accumulate(widths.begin(), widths.end(), 0);
    if (spare < 0) {
        int lacking = -spare;
        for (const auto& bottoms : {least, floors, bare})
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

ColumnFit::ColumnFit(QTableView* table, std::function<Wish(int column)> wish)
    : QObject(table), m_table(table), m_wish(std::move(wish)) {
    QHeaderView* header = table->horizontalHeader();
    header->setResizeContentsPrecision(0); // only what is in sight
    m_later.setSingleShot(true);
    m_later.setInterval(kBetweenRefits);
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (m_changed)
            refit();
    });
    table->viewport()->installEventFilter(this);
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
            width >= m_table->horizontalHeader()->minimumSectionSize() && width < kWidestOwn)
            m_own.insert(it.key(), width);
}

int ColumnFit::widest(const Wish& wish) const {
    // Long names that differ at their end only need their room more than what stands at the right.
    return wish.stretch ? std::max(wish.width, m_table->viewport()->width() / 3) : wish.width * 3 / 2;
}

int ColumnFit::titleWidth(int column) const {
    QFont font = theme::labelFont();
    font.setWeight(QFont::DemiBold);
    const QString title = m_table->model()->headerData(column, Qt::Horizontal).toString();
    return QFontMetrics(font).horizontalAdvance(title) + cellMargins(m_table, column) + 1;
}

ColumnRoom ColumnFit::roomOf(int column) const {
    const Wish wish = m_wish(column);
    if (const int own = m_own.value(wish.id).toInt(); own > 0)
        return {own, own, own, own, false, true};
    const QHeaderView* header = m_table->horizontalHeader();
    const int arrow = header->isSortIndicatorShown() ? kSortArrow : 0;
    const bool sorted = header->sortIndicatorSection() == column;
    const int title = std::max(header->minimumSectionSize(), titleWidth(column) + (sorted ? arrow : 0));
    const int cells = std::clamp(m_needed[static_cast<std::size_t>(column)], header->minimumSectionSize(),
                                 std::max(header->minimumSectionSize(), widest(wish)));
    const int needed = std::max(title, cells);
    if (wish.stretch)
        return {std::max(wish.width, cells), wish.width, std::min(wish.width, 160), std::min(wish.width, 120),
                true};
    // Where there is room, the arrow has some in every column: widths stay when it moves.
    const int most = std::max({wish.width, needed, titleWidth(column) + arrow});
    // Words and drawings are understood when a third of what they may have is gone; short ones stay whole.
    const int understood = wish.exact ? cells : std::min(cells, wish.width * 2 / 3);
    return {most, needed, std::max(title, understood), understood};
}

bool ColumnFit::isSettled(int column) const {
    const Wish wish = m_wish(column);
    return m_own.contains(wish.id) || m_needed[static_cast<std::size_t>(column)] >= widest(wish);
}

bool ColumnFit::measure() {
    const int count = m_table->model()->columnCount();
    m_needed.resize(static_cast<std::size_t>(count), 0);
    bool more = false;
    for (int column = 0; column < count; ++column) {
        if (m_table->isColumnHidden(column) || isSettled(column))
            continue;
        int& needed = m_needed[static_cast<std::size_t>(column)];
        const int now = static_cast<QAbstractItemView*>(m_table)->sizeHintForColumn(column);
        more |= now > needed;
        needed = std::max(needed, now);
    }
    return more;
}

void ColumnFit::fit() {
    if (m_fitting || !m_table->model())
        return;
    m_fitting = true;
    measure();
    QHeaderView* header = m_table->horizontalHeader();
    std::vector<int> shown;
    std::vector<ColumnRoom> rooms;
    for (int visual = 0; visual < header->count(); ++visual)
        if (const int column = header->logicalIndex(visual); !header->isSectionHidden(column)) {
            shown.push_back(column);
            rooms.push_back(roomOf(column));
        }
    const std::vector<int> widths = fitColumns(rooms, m_table->viewport()->width());
    for (std::size_t i = 0; i < shown.size(); ++i)
        header->resizeSection(shown[i], widths[i]);
    m_fitting = false;
}

void ColumnFit::refit() {
    m_changed = m_later.isActive();
    if (m_changed || m_fitting || !m_table->isVisible() || m_table->model()->rowCount() == 0)
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
