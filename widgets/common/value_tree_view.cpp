#include "widgets/common/value_tree_view.h"

#include <algorithm>

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include "models/member_expression.h"
#include "models/value_tree_model.h"
#include "session/records/payload_reader.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/clipboard.h"
#include "widgets/common/header_view.h"
#include "widgets/common/name_column.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/icons.h"

using models::ValueTreeModel;
using session::ValueTree;

namespace widgets {
namespace {

/// Of a value with more rows the branches are closed at first.
constexpr int kOpenAtOnce = 300;
constexpr int kKindWidth = 84;
constexpr int kMatched = 5000; ///< fields that are looked at for matches: more would hold the window up

} // namespace

ValueTreeView::ValueTreeView(QWidget* parent) : QTreeView(parent), m_model(new ValueTreeModel(this)) {
    setObjectName(QStringLiteral("valueTree"));
    setAccessibleName(tr("Fields"));
    setModel(m_model);
    setItemDelegate(new CellDelegate(this));
    setHeader(new HeaderView(this));
    m_names = new NameColumn(this, {0.3, 0.75, kKindWidth});
    setFrameShape(NoFrame);
    setUniformRowHeights(true);
    setIndentation(16);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        if (m_settling)
            return;
        const QString path = tree().path(m_model->nodeOf(index));
        m_opened.remove(path);
        m_closed.insert(path);
    });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        if (m_settling)
            return;
        const QString path = tree().path(m_model->nodeOf(index));
        m_closed.remove(path);
        m_opened.insert(path);
    });
}

const ValueTree& ValueTreeView::tree() const {
    return m_model->tree();
}

void ValueTreeView::show(const ValueTree& tree) {
    const bool same = !tree.isEmpty() && !this->tree().isEmpty();
    const auto chosen = m_model->nodeOf(currentIndex());
    const QString current = same && chosen != ValueTree::none ? this->tree().path(chosen) : QString();
    m_model->show(tree);
    openBranches();
    if (const auto node = current.isEmpty() ? ValueTree::none : tree.find(current); node != ValueTree::none)
        setCurrentIndex(m_model->indexOf(node));
}

void ValueTreeView::openBranches() {
    if (tree().isEmpty())
        return;
    m_settling = true;
    if (tree().nodeCount() <= kOpenAtOnce)
        expandAll();
    for (const auto* paths : {&m_opened, &m_closed})
        for (const QString& path : *paths)
            if (const auto node = tree().find(path); node != ValueTree::none)
                setExpanded(m_model->indexOf(node), paths == &m_opened);
    m_settling = false;
    m_names->fit();
}

void ValueTreeView::setMatcher(std::function<models::TextSpans(const QString&)> matcher) {
    m_model->setMatcher(std::move(matcher));
}

QVector<ValueTree::Node> ValueTreeView::matching(qsizetype most) const {
    QVector<ValueTree::Node> found;
    const auto nodes = tree().isEmpty() ? 0 : std::min(tree().nodeCount(), kMatched);
    for (int i = 0; i < nodes && found.size() < most; ++i) {
        const auto node = tree().root() + ValueTree::Node(i);
        for (const int column : {ValueTreeModel::Field, ValueTreeModel::Value}) {
            const auto at = m_model->indexOf(node, column);
            if (at.isValid() && !at.data(models::MatchesRole).value<models::TextSpans>().isEmpty()) {
                found += node;
                break;
            }
        }
    }
    return found;
}

bool ValueTreeView::matchesInAll() const {
    return tree().isEmpty() || (tree().nodeCount() <= kMatched && !tree().isCut());
}

void ValueTreeView::goTo(ValueTree::Node node) {
    setCurrentIndex(m_model->indexOf(node));
    scrollTo(currentIndex());
}

bool ValueTreeView::canBeColumn(ValueTree::Node node) const {
    return m_isColumn && node != ValueTree::none && node != tree().root();
}

void ValueTreeView::copyNode(ValueTree::Node node) {
    auto* job = session::PayloadReader::copy(tree(), node, this);
    copyWhenDone(job, this, [this](const base::Error& error) { emit copyFailed(error); });
}

void ValueTreeView::copyPath(ValueTree::Node node) {
    copyText(tree().path(node).toUtf8());
}

void ValueTreeView::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex at =
        event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    const auto node = m_model->nodeOf(at);
    if (node == ValueTree::none)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool holds = tree().childCount(node) > 0;
    auto* copy =
        menu->addAction(theme::icon(QStringLiteral("copy")), holds ? tr("Copy subtree") : tr("Copy value"),
                        this, [this, node] { copyNode(node); });
    copy->setShortcut(QKeySequence::Copy);
    menu->addAction(tr("Copy path"), this, [this, node] { copyPath(node); });
    if (node != tree().root() && !tree().name(node).isEmpty())
        menu->addAction(tr("Copy name"), this, [this, node] { copyText(tree().name(node).toUtf8()); });
    if (canBeColumn(node)) {
        menu->addSeparator();
        const QString path = tree().path(node);
        auto* column = menu->addAction(theme::icon(QStringLiteral("columns")),
                                       m_isColumn(path) ? tr("Remove its column") : tr("Show as a column"),
                                       this, [this, path] { emit columnToggled(path); });
        column->setShortcut(Qt::Key_Space);
    }
    if (const QString expression =
            m_isJson && m_isJson() ? models::memberExpression(tree(), node) : QString();
        !expression.isEmpty())
        menu->addAction(theme::icon(QStringLiteral("filter")), tr("Filter to this name and value"), this,
                        [this, expression] { emit filterRequested(expression); });
    if (holds) {
        menu->addSeparator();
        menu->addAction(tr("Open all below"), this, [this, at] { expandRecursively(at); });
    }
    menu->popup(event->globalPos());
}

void ValueTreeView::keyPressEvent(QKeyEvent* event) {
    const auto node = m_model->nodeOf(currentIndex());
    if (event->matches(QKeySequence::Copy) && node != ValueTree::none) {
        copyNode(node);
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && canBeColumn(node)) {
        emit columnToggled(tree().path(node));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ValueTreeView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex at = indexAt(event->pos());
    const auto node = m_model->nodeOf(at);
    if (node == ValueTree::none || event->button() != Qt::LeftButton)
        return;
    if (tree().childCount(node) > 0)
        setExpanded(at.siblingAtColumn(0), !isExpanded(at.siblingAtColumn(0)));
    else if (canBeColumn(node))
        emit columnToggled(tree().path(node));
}

void ValueTreeView::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const {
    const auto& c = theme::colours(palette());
    const bool selected = selectionModel()->isSelected(index);
    painter->fillRect(rect, selected ? c.selection : c.surface);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.grid);
    if (!m_model->hasChildren(index))
        return;
    const QString icon = isExpanded(index) ? QStringLiteral("down") : QStringLiteral("right");
    painter->drawPixmap(rect.right() - 13, rect.center().y() - 6,
                        theme::iconPixmap(icon, c.muted, 12, painter->device()->devicePixelRatioF()));
}

} // namespace widgets
