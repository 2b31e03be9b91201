#include "widgets/panes/topic/record_columns.h"

#include <array>
#include <utility>

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

#include "models/record_model.h"
#include "session/ports/settings.h"
#include "widgets/common/column_fit.h"

using models::RecordModel;

namespace widgets {
namespace {

constexpr int kRow = 26, kCompactRow = 22;
const QString kWidths = QStringLiteral("messages/widths");
const QString kCompact = QStringLiteral("messages/compact");
/// Left to right, until somebody moves them.
constexpr std::array kFirstOrder{RecordModel::Timestamp, RecordModel::Partition, RecordModel::Offset,
                                 RecordModel::Mark,      RecordModel::Key,       RecordModel::Value,
                                 RecordModel::Size,      RecordModel::Headers};

} // namespace

RecordColumns::RecordColumns(QTableView* table, RecordModel* model, session::Settings& settings,
                             const QUuid& cluster, const QString& topic)
    : QObject(table)
    , m_table(table)
    , m_model(model)
    , m_settings(settings)
    , m_memory(settings, cluster, topic) {
    QHeaderView* header = table->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSectionsMovable(true);
    header->setSortIndicatorClearable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    restore();
    fitWidths();
    connect(header, &QHeaderView::customContextMenuRequested, this, &RecordColumns::offerMenu);
    connect(header, &QHeaderView::sectionMoved, this, &RecordColumns::rememberOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &RecordColumns::rememberSort);
    connect(model, &QAbstractItemModel::columnsInserted, this,
            [this](const QModelIndex&, int first, int last) { takeFields(first, last); });
    connect(model, &RecordModel::hasMarksChanged, this, &RecordColumns::showMarks);
}

QString RecordColumns::idOf(int column) const {
    static constexpr std::array kIds{"timestamp", "partition", "offset",  "key",
                                     "value",     "size",      "headers", "mark"};
    if (const auto* field = m_model->field(column))
        return writtenField(*field);
    return column >= 0 && column < int(kIds.size()) ? QString::fromLatin1(kIds[std::size_t(column)])
                                                    : QString();
}

void RecordColumns::fitWidths() {
    static constexpr std::array<int, RecordModel::ColumnCount> wishes{192, 66, 80, 96, 220, 64, 72, 104};
    auto* fit = new ColumnFit(m_table, m_table->horizontalHeader(), [this](int column) {
        using Content = ColumnFit::Content;
        if (const auto* field = m_model->field(column))
            return ColumnFit::Wish{field->path, 120};
        const bool words = column == RecordModel::Key || column == RecordModel::Value;
        return ColumnFit::Wish{idOf(column), wishes[static_cast<std::size_t>(column)],
                               column == RecordModel::Value, words ? Content::Words : Content::Figure};
    });
    fit->setOwn(m_settings.value(kWidths).toMap());
    connect(fit, &ColumnFit::ownChanged, this, [this, fit] { m_settings.setValue(kWidths, fit->own()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, fit, &ColumnFit::refit, Qt::QueuedConnection);
    for (const auto signal : {&QAbstractItemModel::columnsInserted, &QAbstractItemModel::columnsRemoved})
        connect(m_model, signal, fit, &ColumnFit::fit, Qt::QueuedConnection);
    connect(m_model, &QAbstractItemModel::headerDataChanged, fit, &ColumnFit::fit);
}

void RecordColumns::restore() {
    m_restoring = true;
    m_order = m_memory.value(QStringLiteral("order")).toStringList();
    if (m_order.isEmpty()) {
        for (const int column : kFirstOrder)
            m_order += idOf(column);
    }
    arrange();
    m_hidden = m_memory.value(QStringLiteral("hidden")).toStringList();
    m_marksChosen = m_memory.value(QStringLiteral("marksChosen")).toBool();
    for (int column = 0; column < RecordModel::ColumnCount; ++column)
        m_table->setColumnHidden(column, m_hidden.contains(idOf(column)));
    showMarks();
    setCompact(m_settings.value(kCompact).toBool());
    // Before sorting is on: it sorts by what is marked.
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_sort = m_memory.value(QStringLiteral("sort")).toString();
    sortAsRemembered();
    m_restoring = false;
}

/// Those that are there, as they are remembered.
void RecordColumns::arrange() {
    QHeaderView* header = m_table->horizontalHeader();
    int place = 0;
    for (const QString& id : std::as_const(m_order))
        for (int column = 0; column < header->count(); ++column)
            if (idOf(column) == id)
                header->moveSection(header->visualIndex(column), place++);
}

void RecordColumns::sortAsRemembered() {
    const bool descending = m_sort.startsWith(QLatin1Char('-'));
    for (int column = 0; column < m_model->columnCount(); ++column)
        if (!m_sort.isEmpty() && idOf(column) == m_sort.mid(descending ? 1 : 0))
            m_table->sortByColumn(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

/// One that was there before gets its place again; a new one stands behind the value and its fields, in the
/// order in which they are made.
void RecordColumns::takeFields(int first, int last) {
    m_restoring = true;
    for (int column = first; column <= last; ++column) {
        const QString id = idOf(column);
        if (m_order.contains(id))
            continue;
        qsizetype behind = m_order.indexOf(idOf(RecordModel::Value)) + 1;
        while (behind < m_order.size() && m_order[behind].contains(QLatin1Char(':')))
            ++behind;
        m_order.insert(behind, id);
    }
    arrange();
    if (m_table->horizontalHeader()->sortIndicatorSection() < 0)
        sortAsRemembered();
    m_restoring = false;
}

void RecordColumns::rememberOrder() {
    if (m_restoring)
        return;
    const QHeaderView* header = m_table->horizontalHeader();
    m_order.clear();
    for (int visual = 0; visual < header->count(); ++visual)
        m_order += idOf(header->logicalIndex(visual));
    m_memory.setValue(QStringLiteral("order"), m_order);
}

void RecordColumns::rememberSort() {
    if (m_restoring)
        return;
    const QHeaderView* header = m_table->horizontalHeader();
    const QString id = idOf(header->sortIndicatorSection());
    const bool descending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    m_sort = id.isEmpty() || !descending ? id : QLatin1Char('-') + id;
    m_memory.setValue(QStringLiteral("sort"), m_sort);
}

/// Only where there is something to say, unless somebody wants it otherwise.
void RecordColumns::showMarks() {
    if (!m_marksChosen)
        m_table->setColumnHidden(RecordModel::Mark, !m_model->hasMarks());
}

void RecordColumns::setCompact(bool compact) {
    m_table->verticalHeader()->setMinimumSectionSize(kCompactRow);
    m_table->verticalHeader()->setDefaultSectionSize(compact ? kCompactRow : kRow);
}

void RecordColumns::offerMenu(const QPoint& at) {
    QHeaderView* header = m_table->horizontalHeader();
    if (header->logicalIndexAt(at) >= RecordModel::ColumnCount)
        return; // a field's column, with a menu of its own
    auto* menu = new QMenu(m_table);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (column >= RecordModel::ColumnCount)
            continue;
        const QString id = idOf(column);
        QAction* action =
            menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
        action->setEnabled(column != RecordModel::Value); // some column has to be left
        connect(action, &QAction::toggled, this, [this, column, id](bool shown) {
            m_hidden.removeAll(id);
            if (!shown)
                m_hidden += id;
            m_marksChosen = m_marksChosen || column == RecordModel::Mark;
            m_table->setColumnHidden(column, !shown);
            m_memory.setValue(QStringLiteral("hidden"), m_hidden);
            m_memory.setValue(QStringLiteral("marksChosen"), m_marksChosen);
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("As they were read")), &QAction::triggered, this,
            [this] { m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); });
    QAction* compact = menu->addAction(tr("Compact rows"));
    compact->setCheckable(true);
    compact->setChecked(m_table->verticalHeader()->defaultSectionSize() == kCompactRow);
    connect(compact, &QAction::toggled, this, [this](bool on) {
        setCompact(on);
        m_settings.setValue(kCompact, on);
    });
    menu->popup(header->mapToGlobal(at));
}

} // namespace widgets
