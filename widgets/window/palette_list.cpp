#include "widgets/window/palette_list.h"

#include <algorithm>

#include <QPainter>

#include "models/formats.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {

using models::FindKind;

PaletteList::PaletteList(const models::PaletteSearch& search,
                         std::function<PaletteRow(const models::Findable&)> describe, QObject* parent)
    : QAbstractListModel(parent), m_search(search), m_describe(std::move(describe)) {}

void PaletteList::take(const std::vector<models::Found>& found) {
    beginResetModel(); // another question: nothing of before is to stay
    m_rows.clear();
    for (const models::Found& one : found) {
        const models::Findable& what = m_search.all()[std::size_t(one.place)];
        if (m_rows.empty() || m_rows.back().kind != what.kind)
            m_rows.push_back({-1, what.kind, {}, {}});
        m_rows.push_back({one.place, what.kind, one.letters, m_describe(what)});
    }
    endResetModel();
}

const models::Findable* PaletteList::at(const QModelIndex& index) const {
    if (!index.isValid() || row(index.row()).place < 0)
        return nullptr;
    return &m_search.all()[std::size_t(row(index.row()).place)];
}

QModelIndex PaletteList::firstChoice() const {
    return m_rows.size() > 1 ? index(1) : QModelIndex();
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
    if (role == Qt::DisplayRole)
        return what ? what->text : headingOf(row(index.row()).kind);
    if (role == Qt::AccessibleTextRole && what)
        return QStringLiteral("%1 %2 %3")
            .arg(headingOf(what->kind), what->text, row(index.row()).words.aside);
    if (role == Qt::ToolTipRole && what)
        return what->text.toHtmlEscaped();
    return {};
}

Qt::ItemFlags PaletteList::flags(const QModelIndex& index) const {
    return at(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {200, m_rows.row(index.row()).place < 0 ? kHeading : kRow};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const theme::Colours& c = theme::colours(option.palette);
    const PaletteList::Row& row = m_rows.row(index.row());
    QRect r = option.rect;
    const auto write = [&](const QFont& font, const QColor& colour, const QRect& where, int alignment,
                           const QString& text) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(where, alignment | Qt::AlignVCenter, text);
    };
    if (row.place < 0) {
        r.adjust(16, 4, -16, 0);
        write(theme::labelFont(), c.muted, r, Qt::AlignLeft, m_rows.headingOf(row.kind));
        write(theme::labelFont(), c.muted, r, Qt::AlignRight,
              models::formatCount(qint64(m_rows.search().matches(row.kind))));
        return;
    }
    const models::Findable& what = *m_rows.at(index);
    const bool current = option.state & QStyle::State_Selected;
    painter->fillRect(r, current ? c.selection : c.popup);
    r.adjust(16, 0, -16, 0);
    painter->drawPixmap(r.left(), r.center().y() - 7,
                        theme::iconPixmap(what.icon, current ? c.accent : c.muted, 16,
                                          painter->device()->devicePixelRatioF()));
    r.setLeft(r.left() + 28);
    const QString right = row.words.keys.isEmpty() ? row.words.figure : row.words.keys;
    if (!right.isEmpty()) {
        write(theme::smallMonoFont(), c.muted, r, Qt::AlignRight, right);
        r.setRight(r.right() - QFontMetrics(theme::smallMonoFont()).horizontalAdvance(right) - 16);
    }
    // The name comes first; what stands aside takes what is left.
    const QFont plain = theme::bodyFont(), strong = theme::sectionFont();
    const QFontMetrics metrics(plain), strongMetrics(strong);
    const auto matches = [&](qsizetype at) { return row.letters.contains(int(at)); };
    int whole = 0;
    for (qsizetype i = 0; i < what.text.size(); ++i)
        whole += (matches(i) ? strongMetrics : metrics).horizontalAdvance(what.text[i]);
    if (whole > r.width()) {
        write(plain, c.text, r, Qt::AlignLeft, metrics.elidedText(what.text, Qt::ElideMiddle, r.width()));
        return;
    }
    int x = r.left();
    for (qsizetype from = 0; from < what.text.size();) {
        qsizetype to = from + 1;
        while (to < what.text.size() && matches(to) == matches(from))
            ++to;
        const QString run = what.text.mid(from, to - from);
        const bool hit = matches(from);
        write(hit ? strong : plain, hit ? c.accent : c.text, QRect(x, r.top(), r.right() - x + 1, r.height()),
              Qt::AlignLeft, run);
        x += (hit ? strongMetrics : metrics).horizontalAdvance(run);
        from = to;
    }
    x += 12;
    if (const int room = r.right() - x; room > 40 && !row.words.aside.isEmpty())
        write(theme::hintFont(), c.muted, QRect(x, r.top(), room, r.height()), Qt::AlignLeft,
              QFontMetrics(theme::hintFont()).elidedText(row.words.aside, Qt::ElideRight, room));
}

} // namespace widgets
