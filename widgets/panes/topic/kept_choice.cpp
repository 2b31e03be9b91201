#include "widgets/panes/topic/kept_choice.h"

#include <QItemSelection>
#include <QTableView>

#include "models/record_model.h"

namespace widgets {

KeptChoice::KeptChoice(QTableView* table, models::RecordModel* model)
    : QObject(table), m_table(table), m_model(model) {
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &KeptChoice::remember);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { choose(0, m_model->rowCount() - 1); });
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { choose(first, last); });
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_choosing)
            m_awaited.clear();
    });
}

void KeptChoice::remember() {
    const auto chosen = m_table->selectionModel()->selectedRows();
    if (chosen.isEmpty())
        return; // those awaited since the reset before it, if any, still are
    m_awaited.clear();
    for (const auto& index : chosen)
        if (const auto* one = m_model->record(index.row()))
            m_awaited.insert({one->partition, one->offset});
    const auto* current = m_model->record(m_table->currentIndex().row());
    m_current = current ? Place{current->partition, current->offset} : Place{-1, -1};
}

void KeptChoice::choose(int first, int last) {
    if (m_awaited.isEmpty())
        return;
    QItemSelection found;
    QModelIndex current;
    for (int row = first; row <= last && !m_awaited.isEmpty(); ++row) {
        const auto* one = m_model->record(row);
        if (!one || !m_awaited.remove({one->partition, one->offset}))
            continue;
        const auto at = m_model->index(row, 0);
        found.select(at, at);
        if (m_current == Place{one->partition, one->offset} || !m_table->currentIndex().isValid())
            current = at;
    }
    if (found.isEmpty())
        return;
    m_choosing = true;
    if (current.isValid())
        m_table->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(found, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_choosing = false;
}

} // namespace widgets
