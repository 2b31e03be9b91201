#pragma once

#include <functional>
#include <vector>

#include <QSortFilterProxyModel>

#include "models/live_table_model.h"

namespace models {

/// Sorts and filters a LiveTable. It re-sorts once a beat and only when that may change the order, and looks
/// once a beat which of the rows that changed it is to show; what is not known comes last in both orders;
/// rows equal in the sorted column go by the first column. Lives on the UI thread.
class TableProxy final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TableProxy(LiveTable* source, QObject* parent = nullptr);

    /// Keeps rows that hold `text` in a filtered column, whatever its case.
    void setFilterText(const QString& text);
    [[nodiscard]] const QString& filterText() const { return m_text; }
    /// While something is typed, rows go by how well their first column fits it before they go by the sorted
    /// column: it is the text, begins with it, holds it, and only another column does.
    void setBestFirst(bool best) { m_bestFirst = best; }
    [[nodiscard]] bool goesByFit() const { return m_bestFirst && !m_text.isEmpty(); }
    /// A further condition on source rows, e.g. "hide internal"; none keeps all. It depends on the row alone:
    /// what else it depends on has to set it anew.
    void setCondition(std::function<bool(int sourceRow)> condition);
    [[nodiscard]] LiveTable* table() const { return m_source; }
    [[nodiscard]] std::vector<int> shownRows() const; ///< source rows that are kept, in no order

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

signals:
    void filterChanged();

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    struct SortKey {
        int rank = 0; ///< 0 fits best
        bool known = false;
        bool numeric = false;
        double number = 0;
        QString text, name;
    };
    void refresh(bool order);
    [[nodiscard]] SortKey keyOf(int sourceRow, int column) const;
    [[nodiscard]] int rankOf(int sourceRow) const;
    [[nodiscard]] bool before(const SortKey& left, const SortKey& right) const;

    LiveTable* m_source;
    QString m_text;
    bool m_bestFirst = false;
    QVector<int> m_filtered;                ///< columns
    bool m_changed = false, m_came = false; ///< source rows, and ones that are shown, since the last beat
    std::function<bool(int)> m_condition;
    std::vector<SortKey>
        m_keys; ///< by source row, filled while a sort runs, so that each value is asked for once
};

} // namespace models
