#include "widgets/panes/topic/record_columns.h"

#include <array>

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
    connect(header, &QHeaderView::sectionMoved, this, &RecordColumns::remember);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &RecordColumns::remember);
    connect(model, &RecordModel::hasMarksChanged, this, &RecordColumns::showMarks);
}

QString RecordColumns::idOf(int column) {
    static constexpr std::array kIds{"timestamp", "partition", "offset",  "key",
                                     "value",     "size",      "headers", "mark"};
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
    QHeaderView* header = m_table->horizontalHeader();
    QStringList order = m_memory.value(QStringLiteral("order")).toStringList();
    if (order.isEmpty()) {
        for (const int column : kFirstOrder)
            order += idOf(column);
    }
    for (int place = 0; place < order.size(); ++place)
        for (int column = 0; column < RecordModel::ColumnCount; ++column)
            if (idOf(column) == order[place] && place < header->count())
                header->moveSection(header->visualIndex(column), place);
    m_hidden = m_memory.value(QStringLiteral("hidden")).toStringList();
    m_marksChosen = m_memory.value(QStringLiteral("marksChosen")).toBool();
    for (int column = 0; column < RecordModel::ColumnCount; ++column)
        m_table->setColumnHidden(column, m_hidden.contains(idOf(column)));
    showMarks();
    setCompact(m_settings.value(kCompact).toBool());
    header->setSortIndicator(-1, Qt::AscendingOrder); // before sorting is on: it sorts by what is marked
    m_table->setSortingEnabled(true);
    const QString sorted = m_memory.value(QStringLiteral("sort")).toString();
    const bool descending = sorted.startsWith(QLatin1Char('-'));
    for (int column = 0; column < RecordModel::ColumnCount; ++column)
        if (!sorted.isEmpty() && idOf(column) == (descending ? sorted.mid(1) : sorted))
            m_table->sortByColumn(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_restoring = false;
}

void RecordColumns::remember() {
    if (m_restoring)
        return;
    const QHeaderView* header = m_table->horizontalHeader();
    QStringList order;
    for (int visual = 0; visual < header->count(); ++visual)
        if (const QString id = idOf(header->logicalIndex(visual)); !id.isEmpty())
            order += id;
    m_memory.setValue(QStringLiteral("order"), order);
    m_memory.setValue(QStringLiteral("hidden"), m_hidden);
    m_memory.setValue(QStringLiteral("marksChosen"), m_marksChosen);
    const QString sorted = idOf(header->sortIndicatorSection());
    const bool descending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    m_memory.setValue(QStringLiteral("sort"),
                      sorted.isEmpty() || !descending ? sorted : QLatin1Char('-') + sorted);
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
        const QString id = idOf(column);
        if (id.isEmpty())
            continue;
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
            remember();
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
