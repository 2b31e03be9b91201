#pragma once

#include <functional>

#include <QTableView>
#include <QTimer>

#include "models/table_proxy.h"

class QMenu;
class QTextStream;

namespace session {
class Settings;
}

namespace widgets {

class CellDelegate;
class ColumnFit;
class EmptyState;

/// A live table: sortable, columns hidden, moved and remembered, type-to-filter, Ctrl+C as tab-separated
/// text, CSV, a reason when it is empty. Takes no ownership of the model. Lives on the UI thread.
class TableView final : public QTableView {
    Q_OBJECT
public:
    /// `name` keys what is remembered ("topics"). `settings` may be null: nothing is remembered.
    TableView(models::LiveTable* model, const QString& name, session::Settings* settings,
              QWidget* parent = nullptr);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] models::TableProxy* proxy() const { return m_proxy; }
    /// Identities (models::IdentityRole) of the selected rows, in view order.
    [[nodiscard]] QVariantList selectedIdentities() const;
    [[nodiscard]] QVariant currentIdentity() const;
    /// Selects the row and scrolls to it; false when it is not shown.
    bool selectIdentity(const QVariant& identity);
    /// The first time, before anything is remembered.
    void sortFirstBy(const char* columnId, Qt::SortOrder order);

    /// While something is looked for, rows go by how well they fit it and no column is marked as the sorted
    /// one, until a header is clicked.
    void setBestFirst();

    /// Said when there are no rows at all; the button is absent without words.
    void setEmptyReason(const QString& reason, const QString& button = {}, std::function<void()> act = {});
    void settleNow(); ///< `settled` comes now and not a moment later: a snapshot is whole
    void setStale(bool stale);
    void setCompact(bool compact); ///< rows of 22

    [[nodiscard]] QMenu* columnMenu(QWidget* parent); ///< ticks to show and hide
    [[nodiscard]] QString selectionAsText() const;    ///< rows as lines, columns by tabs, with plain values
    /// What is shown: plain values under the columns' names.
    void writeCsv(QTextStream& out) const;

signals:
    void openRequested(const QVariant& identity); ///< double click or Enter
    void selectionSettled();                      ///< the selection changed, or its rows did
    void countChanged(int shown, int all);
    /// Once after what is shown or selected has changed: a filter changes it many times, by runs of rows.
    void settled();
    /// Its rows are to be saved as CSV. The menus offer that where somebody listens: a page does.
    void saveRequested(widgets::TableView* table);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override; ///< its actions, and saving

private:
    void restoreColumns();
    void rememberColumns();
    void updateEmptyState();
    void offerSaving(QMenu* menu);
    /// Those that are shown and have a value to copy, in view order.
    [[nodiscard]] QVector<int> plainColumns() const; ///< logical, left to right
    [[nodiscard]] QString setting(const char* what) const;

    models::LiveTable* m_table;
    models::TableProxy* m_proxy;
    CellDelegate* m_delegate;
    EmptyState* m_empty;
    ColumnFit* m_fit = nullptr;
    session::Settings* m_settings;
    QString m_name, m_emptyReason, m_emptyButton;
    std::function<void()> m_emptyAct;
    bool m_hadRows = false;
    QTimer m_settling;
    bool m_restoring = false;
};

} // namespace widgets
