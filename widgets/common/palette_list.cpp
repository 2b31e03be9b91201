#include "widgets/common/palette_list.h"

#include <algorithm>

#include <QPainter>

#include "models/formats.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

using models::FindKind;

constexpr std::size_t kMostOffered = 4;

/// A key in a small frame, its right edge at `right`; gives its left edge.
int paintKey(QPainter& painter, const QString& key, int right, int middle, const theme::Colours& c) {
    painter.setFont(theme::labelFont());
    const int width = painter.fontMetrics().horizontalAdvance(key) + 11;
    const QRect frame(right - width, middle - 9, width, 18);
    painter.setPen(c.edge);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(c.muted);
    painter.drawText(frame, Qt::AlignCenter, key);
    return frame.left();
}

/// A text that is cut in its middle where it is wider than its room, and which of its letters are marked.
struct MarkedText {
    QString text;
    QVector<bool> marked;
};

MarkedText fitted(const QString& name, const QVector<int>& letters, int room) {
    const QString whole = models::onOneLine(name);
    const QFontMetrics plain(theme::bodyFont()), strong(theme::sectionFont());
    MarkedText out{whole, QVector<bool>(whole.size(), false)};
    for (const int at : letters)
        if (at < out.marked.size())
            out.marked[at] = true;
    // Strong letters are a little wider.
    const int extra = letters.isEmpty() ? 0 : int(letters.size()) + 2;
    if (plain.horizontalAdvance(whole) + extra <= room)
        return out;
    out.text = plain.elidedText(whole, Qt::ElideMiddle, room - extra);
    const auto cut = out.text.indexOf(QChar(0x2026));
    QVector<bool> marked(out.text.size(), false);
    const auto shift = whole.size() - out.text.size();
    for (qsizetype i = 0; i < out.text.size(); ++i)
        if (const auto of = cut < 0 || i < cut ? i : i + shift; i != cut && of >= 0 && of < whole.size())
            marked[i] = out.marked[of];
    out.marked = marked;
    return out;
}

/// Gives where it ends.
int paintMarked(QPainter& painter, const MarkedText& text, const QRect& room, const QColor& colour,
                const QColor& accent) {
    int x = room.left();
    for (qsizetype from = 0; from < text.text.size();) {
        qsizetype to = from + 1;
        while (to < text.text.size() && text.marked[to] == text.marked[from])
            ++to;
        const QString run = text.text.mid(from, to - from);
        painter.setFont(text.marked[from] ? theme::sectionFont() : theme::bodyFont());
        painter.setPen(text.marked[from] ? accent : colour);
        painter.drawText(QRect(x, room.top(), room.right() - x + 1, room.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, run);
        x += painter.fontMetrics().horizontalAdvance(run);
        from = to;
    }
    return x;
}

} // namespace

PaletteList::PaletteList(std::function<PaletteRow(const models::Findable&)> describe, QObject* parent)
    : QAbstractListModel(parent), m_describe(std::move(describe)) {}

void PaletteList::take(const models::PaletteSearch& search, const std::vector<models::Found>& found,
                       const ActsOn& actsOn, const std::vector<models::Findable>& named, bool headings) {
    beginResetModel(); // another question: nothing of before is to stay
    m_rows.clear();
    for (const models::Found& one : found) {
        const models::Findable& what = search.all()[std::size_t(one.place)];
        if (headings && (m_rows.empty() || m_rows.back().what.kind != what.kind))
            m_rows.push_back({.heading = true, .what = {what.kind}, .count = search.matches(what.kind)});
        m_rows.push_back({.what = what, .letters = one.letters, .words = m_describe(what)});
    }
    if (const models::Findable* first = at(firstChoice());
        actsOn && first && (first->kind == FindKind::Topic || first->kind == FindKind::Group)) {
        const Row best = row(firstChoice().row());
        offer(actsOn(best.what), best.what, best.letters);
    }
    if (!named.empty())
        offer(named, {}, {});
    endResetModel();
}

void PaletteList::offer(const std::vector<models::Findable>& acts, const models::Findable& on,
                        const QVector<int>& letters) {
    const auto is = [](FindKind kind) {
        return [kind](const Row& row) { return row.heading && row.what.kind == kind; };
    };
    std::vector<Row> offered;
    for (const models::Findable& act : acts) {
        const bool known = std::ranges::any_of(m_rows, [&](const Row& row) {
            return row.what.kind == FindKind::Action && row.what.object == act.object &&
                   row.what.subject == act.subject && !row.heading;
        });
        if (known || offered.size() >= kMostOffered)
            continue;
        Row next{.what = act, .words = m_describe(act)};
        if (act.text.endsWith(on.text))
            for (const int at : letters)
                next.letters << int(act.text.size() - on.text.size()) + at;
        offered.push_back(next);
    }
    auto place = std::ranges::find_if(m_rows, is(FindKind::Action));
    if (place == m_rows.end()) {
        place = m_rows.insert(std::ranges::find_if(m_rows, is(FindKind::Recent)),
                              {.heading = true, .what = {FindKind::Action}});
    }
    place->count += int(offered.size());
    m_rows.insert(place + 1, offered.begin(), offered.end());
}

const models::Findable* PaletteList::at(const QModelIndex& index) const {
    if (!index.isValid() || row(index.row()).heading)
        return nullptr;
    return &row(index.row()).what;
}

QModelIndex PaletteList::firstChoice() const {
    const auto first = std::ranges::find(m_rows, false, &Row::heading);
    return first == m_rows.end() ? QModelIndex() : index(int(first - m_rows.begin()));
}

QModelIndex PaletteList::find(const models::Findable& what) const {
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row& row) { return !row.heading && row.what == what; });
    return found == m_rows.end() ? QModelIndex() : index(int(found - m_rows.begin()));
}

int PaletteList::choices() const {
    return int(std::ranges::count(m_rows, false, &Row::heading));
}

QString PaletteList::headingOf(FindKind kind) const {
    switch (kind) {
    case FindKind::Topic:
        return tr("Topics");
    case FindKind::Group:
        return tr("Groups");
    case FindKind::Page:
        return tr("Pages");
    case FindKind::Cluster:
        return tr("Clusters");
    case FindKind::Action:
        return tr("Actions");
    case FindKind::Recent:
        return tr("Recent");
    }
    return {};
}

int PaletteList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const models::Findable* what = at(index);
    const PaletteRow& words = row(index.row()).words;
    if (role == Qt::DisplayRole)
        return what ? what->text : headingOf(row(index.row()).what.kind);
    if (role == Qt::AccessibleTextRole && what)
        return QStringList{headingOf(what->kind), what->text, words.aside, words.why, words.keys}.join(
            QLatin1Char(' '));
    if (role == Qt::ToolTipRole && what)
        return what->text.toHtmlEscaped();
    return {};
}

Qt::ItemFlags PaletteList::flags(const QModelIndex& index) const {
    return at(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {200, m_rows.row(index.row()).heading ? kHeading : kRow};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const theme::Colours& c = theme::colours(option.palette);
    const PaletteList::Row& row = m_rows.row(index.row());
    QRect r = option.rect;
    const auto write = [&](const QFont& font, const QRect& where, int alignment, const QString& text) {
        painter->setFont(font);
        painter->setPen(c.muted);
        painter->drawText(where, alignment | Qt::AlignVCenter, text);
    };
    if (row.heading) {
        r.adjust(16, 4, -16, 0);
        write(theme::labelFont(), r, Qt::AlignLeft, m_rows.headingOf(row.what.kind));
        write(theme::labelFont(), r, Qt::AlignRight, models::formatCount(row.count));
        return;
    }
    const bool current = option.state & QStyle::State_Selected, possible = row.words.why.isEmpty();
    painter->fillRect(r, current ? c.selection : c.popup);
    r.adjust(16, 0, -16, 0);
    painter->drawPixmap(r.left(), r.center().y() - 7,
                        theme::iconPixmap(row.what.icon, current && possible ? c.accent : c.muted, 16,
                                          painter->device()->devicePixelRatioF()));
    r.setLeft(r.left() + 28);
    const auto takeKey = [&](const QString& key) {
        r.setRight(paintKey(*painter, key, r.right() + 1, r.center().y(), c) - 12);
    };
    if (!row.words.keys.isEmpty())
        takeKey(row.words.keys);
    else if (current && possible)
        takeKey(QKeySequence(Qt::Key_Enter).toString(QKeySequence::NativeText));
    if (!row.words.figure.isEmpty()) {
        write(theme::smallMonoFont(), r, Qt::AlignRight, row.words.figure);
        r.setRight(r.right() - QFontMetrics(theme::smallMonoFont()).horizontalAdvance(row.words.figure) - 16);
    }
    // The name comes first; what stands aside takes what is left.
    const MarkedText text = fitted(row.what.text, row.letters, r.width());
    const int x = 12 + paintMarked(*painter, text, r, possible ? c.text : c.muted, c.accent);
    const QString aside = possible ? row.words.aside : row.words.why;
    if (const int room = r.right() - x; room > 40 && !aside.isEmpty())
        write(theme::hintFont(), QRect(x, r.top(), room, r.height()), Qt::AlignLeft,
              QFontMetrics(theme::hintFont()).elidedText(aside, Qt::ElideRight, room));
}

} // namespace widgets
