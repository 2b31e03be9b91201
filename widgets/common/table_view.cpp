#include "widgets/common/table_view.h"

#include <utility>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMetaMethod>
#include <QScrollBar>
#include <QTextStream>

#include "models/formats.h"
#include "session/ports/settings.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/column_fit.h"
#include "widgets/common/csv.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/header_view.h"
#include "widgets/common/table_look.h"
#include "widgets/theme/colours.h"

namespace widgets {
namespace {

ColumnFit::Content contentOf(const models::ColumnInfo& column) {
    using models::CellKind;
    using Content = ColumnFit::Content;
    if (column.timed)
        return Content::Time;
    if (column.exact)
        return Content::Exact;
    switch (column.kind) {
    case CellKind::Number:
    case CellKind::Share:
        return Content::Figure;
    case CellKind::Name:
        return Content::Name;
    case CellKind::Mono:
    case CellKind::State:
        return Content::Exact;
    case CellKind::Text:
    case CellKind::Sparkline:
    case CellKind::Chips:
        break;
    }
    return Content::Words;
}

} // namespace

TableView::TableView(models::LiveTable* model, const QString& name, session::Settings* settings,
                     QWidget* parent)
    : QTableView(parent)
    , m_table(model)
    , m_proxy(new models::TableProxy(model, this))
    , m_delegate(new CellDelegate(this))
    , m_empty(new EmptyState(viewport()))
    , m_settings(settings)
    , m_name(name) {
    setObjectName(name + QStringLiteral("Table"));
    dressTable(*this, m_delegate);
    setModel(m_proxy);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    verticalScrollBar()->setSingleStep(26);
    setSortingEnabled(true);
    m_empty->hide();
    m_fit = new ColumnFit(this, horizontalHeader(), [this](int column) {
        const auto info = m_table->columnInfo(column);
        return ColumnFit::Wish{info.id, info.width, info.stretch, contentOf(info)};
    });
    restoreColumns();

    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, &TableView::rememberColumns);
    connect(m_fit, &ColumnFit::ownChanged, this, &TableView::rememberColumns);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &TableView::rememberColumns);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint& at) {
        QMenu* menu = columnMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        offerSaving(menu);
        menu->popup(horizontalHeader()->mapToGlobal(at));
    });
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { emit openRequested(index.data(models::IdentityRole)); });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &TableView::selectionSettled);
    m_settling.setSingleShot(true);
    connect(this, &TableView::selectionSettled, &m_settling, qOverload<>(&QTimer::start));
    connect(&m_settling, &QTimer::timeout, this, &TableView::settled);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { viewport()->update(); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, signal, this, &TableView::updateEmptyState);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &TableView::updateEmptyState);
    connect(m_proxy, &models::TableProxy::filterChanged, this, &TableView::updateEmptyState);
    // Otherwise Qt lays out while it paints, and paints a second time.
    connect(m_proxy, &QAbstractItemModel::layoutChanged, this, &TableView::executeDelayedItemsLayout);
    connect(m_table, &models::LiveTable::refreshed, this, [this] {
        updateEmptyState();
        m_fit->refit();
        emit selectionSettled();
    });
    updateEmptyState();
}

QString TableView::setting(const char* what) const {
    return QStringLiteral("tables/%1/%2").arg(m_name, QLatin1String(what));
}

void TableView::restoreColumns() {
    m_restoring = true;
    QHeaderView* header = horizontalHeader();
    for (int i = 0; i < m_table->columnCount(); ++i) {
        header->setSectionHidden(i, m_table->columnInfo(i).hidden);
    }
    if (m_settings) {
        // Named one by one, so that a column that a later version adds does not upset the others.
        const QStringList order = m_settings->value(setting("order")).toStringList();
        const QStringList hidden = m_settings->value(setting("hidden")).toStringList();
        m_fit->setOwn(m_settings->value(setting("ownWidths")).toMap());
        for (int i = 0; i < m_table->columnCount(); ++i) {
            const auto info = m_table->columnInfo(i);
            if (order.contains(info.id))
                header->setSectionHidden(i, hidden.contains(info.id));
        }
        for (int place = 0; place < order.size(); ++place)
            for (int i = 0; i < m_table->columnCount(); ++i)
                if (m_table->columnInfo(i).id == order[place] && place < header->count())
                    header->moveSection(header->visualIndex(i), place);
        const QString sorted = m_settings->value(setting("sort")).toString();
        const bool descending = sorted.startsWith(QLatin1Char('-'));
        for (int i = 0; i < m_table->columnCount(); ++i)
            if (!sorted.isEmpty() && m_table->columnInfo(i).id == (descending ? sorted.mid(1) : sorted))
                sortByColumn(i, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    if (!m_settings || m_settings->value(setting("sort")).toString().isEmpty())
        sortByColumn(0, Qt::AscendingOrder);
    m_restoring = false;
}

void TableView::sortFirstBy(const char* columnId, Qt::SortOrder order) {
    if (m_settings && !m_settings->value(setting("sort")).toString().isEmpty())
        return;
    m_restoring = true;
    for (int i = 0; i < m_table->columnCount(); ++i)
        if (m_table->columnInfo(i).id == QLatin1String(columnId))
            sortByColumn(i, order);
    m_restoring = false;
}

void TableView::setBestFirst() {
    m_proxy->setBestFirst(true);
    QHeaderView* header = horizontalHeader();
    connect(m_proxy, &models::TableProxy::filterChanged, this, [this, header] {
        if (m_proxy->filterText().isEmpty())
            m_proxy->setBestFirst(true); // what is looked for next
        header->setSortIndicatorShown(!m_proxy->goesByFit());
    });
    connect(header, &QHeaderView::sectionClicked, this, [this, header](int column) {
        if (!m_proxy->goesByFit())
            return;
        m_proxy->setBestFirst(false);
        header->setSortIndicatorShown(true);
        sortByColumn(column, Qt::AscendingOrder);
    });
}

void TableView::rememberColumns() {
    if (m_restoring || !m_settings)
        return;
    QHeaderView* header = horizontalHeader();
    QStringList order, hidden;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const auto info = m_table->columnInfo(column);
        order << info.id;
        if (header->isSectionHidden(column))
            hidden << info.id;
    }
    m_settings->setValue(setting("order"), order);
    m_settings->setValue(setting("hidden"), hidden);
    m_settings->setValue(setting("ownWidths"), m_fit->own());
    const int sorted = header->sortIndicatorSection();
    if (sorted >= 0 && sorted < m_table->columnCount())
        m_settings->setValue(
            setting("sort"),
            (header->sortIndicatorOrder() == Qt::DescendingOrder ? QStringLiteral("-") : QString()) +
                m_table->columnInfo(sorted).id);
}

QVariantList TableView::selectedIdentities() const {
    QVariantList result;
    QModelIndexList rows = selectionModel()->selectedRows(horizontalHeader()->logicalIndex(0));
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    for (const QModelIndex& index : rows)
        result << index.data(models::IdentityRole);
    return result;
}

QVariant TableView::currentIdentity() const {
    return currentIndex().data(models::IdentityRole);
}

bool TableView::selectIdentity(const QVariant& identity) {
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QModelIndex index = m_proxy->index(row, horizontalHeader()->logicalIndex(0));
        if (index.data(models::IdentityRole) == identity) {
            setCurrentIndex(index);
            scrollTo(index);
            return true;
        }
    }
    return false;
}

void TableView::setEmptyReason(const QString& reason, const QString& button, std::function<void()> act) {
    m_emptyReason = reason;
    m_emptyButton = button;
    m_emptyAct = std::move(act);
    updateEmptyState();
}

void TableView::settleNow() {
    m_settling.stop();
    emit settled();
}

void TableView::updateEmptyState() {
    const int shown = m_proxy->rowCount();
    const int all = m_table->rowCount();
    emit countChanged(shown, all);
    m_settling.start();
    m_empty->setVisible(shown == 0);
    if (std::exchange(m_hadRows, shown > 0) != (shown > 0))
        m_fit->fit();
    if (shown > 0)
        return;
    if (all > 0 && !m_proxy->filterText().isEmpty())
        m_empty->say(
            tr("Nothing here holds “%1”; %2 hidden.").arg(m_proxy->filterText(), QString::number(all)),
            tr("Clear the filter"), [this] { m_proxy->setFilterText({}); });
    else
        m_empty->say(all > 0
                         ? models::counted(tr("%n row(s) hidden by the choices above.", nullptr, all), all)
                         : m_emptyReason,
                     all > 0 ? QString() : m_emptyButton, m_emptyAct);
}

void TableView::setStale(bool stale) {
    m_delegate->setStale(stale);
    viewport()->update();
}

void TableView::setCompact(bool compact) {
    verticalHeader()->setDefaultSectionSize(compact ? 22 : 26);
}

QMenu* TableView::columnMenu(QWidget* parent) {
    auto* menu = new QMenu(parent);
    for (int i = 0; i < m_table->columnCount(); ++i) {
        QAction* action = menu->addAction(m_table->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        action->setEnabled(i != 0); // the name stays
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            setColumnHidden(i, !shown);
            m_fit->fit();
            rememberColumns();
        });
    }
    menu->addSeparator();
    QAction* automatic = menu->addAction(tr("Automatic widths"));
    automatic->setEnabled(!m_fit->own().isEmpty());
    connect(automatic, &QAction::triggered, this, [this] {
        m_fit->setOwn({});
        m_fit->fit();
        rememberColumns();
    });
    return menu;
}

QVector<int> TableView::plainColumns() const {
    QVector<int> result;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual);
            !isColumnHidden(column) && m_table->columnInfo(column).kind != models::CellKind::Sparkline)
            result << column;
    return result;
}

QString TableView::selectionAsText() const {
    QModelIndexList rows = selectionModel()->selectedRows(horizontalHeader()->logicalIndex(0));
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    const QVector<int> columns = plainColumns();
    QStringList lines;
    for (const QModelIndex& row : rows) {
        QStringList fields;
        for (const int column : columns)
            fields << plainValue(row.siblingAtColumn(column))
                          .replace(QLatin1Char('\t'), QLatin1Char(' '))
                          .replace(QLatin1Char('\n'), QLatin1Char(' '));
        lines << fields.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void TableView::writeCsv(QTextStream& out) const {
    const QVector<int> columns = plainColumns();
    QStringList fields;
    for (const int column : columns)
        fields << m_table->headerData(column, Qt::Horizontal, models::PlainRole).toString();
    out << csvLine(fields);
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        fields.clear();
        for (const int column : columns)
            fields << plainValue(m_proxy->index(row, column));
        out << csvLine(fields);
    }
}

void TableView::offerSaving(QMenu* menu) {
    if (!isSignalConnected(QMetaMethod::fromSignal(&TableView::saveRequested)))
        return;
    menu->addSeparator();
    connect(addSaving(*menu), &QAction::triggered, this, [this] { emit saveRequested(this); });
}

void TableView::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    offerSaving(menu);
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(event->globalPos());
}

void TableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectionAsText());
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        emit openRequested(currentIdentity());
        return;
    }
    // Letters go to the page's filter, which reads them as typed; Qt's own search in the first column would
    // swallow them.
    if (!event->text().isEmpty() && event->text().at(0).isPrint() && event->key() != Qt::Key_Space &&
        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    // Rows are what is chosen here: Home and End go to the first and last of them, as in a list.
    const bool home = action == MoveHome;
    if ((home || action == MoveEnd) && !(modifiers & Qt::ControlModifier) && m_proxy->rowCount() > 0) {
        const int column =
            currentIndex().isValid() ? currentIndex().column() : horizontalHeader()->logicalIndex(0);
        return m_proxy->index(home ? 0 : m_proxy->rowCount() - 1, column);
    }
    return QTableView::moveCursor(action, modifiers);
}

void TableView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        horizontalHeader()->viewport()->update();
}

} // namespace widgets
