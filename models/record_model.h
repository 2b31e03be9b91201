#pragma once

#include <QAbstractTableModel>
#include <QPointer>

#include "session/ports/record_browser.h"

namespace models {

/// The rows of a RecordBrowser as a table. Follows its narrow signals; reset only when a new run replaces
/// everything. UI thread; the browser must outlive the model or be detached first.
class RecordModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Timestamp, Partition, Offset, Key, Value, Size, Headers, ColumnCount };
    /// How many characters of a payload a cell shows; the rest is behind the detail.
    static constexpr int kPreviewLength = 300;

    explicit RecordModel(QObject* parent = nullptr);
    void setBrowser(session::RecordBrowser* browser);
    [[nodiscard]] const session::RecordRow* record(int row) const; ///< null: no such row
    [[nodiscard]] int rowOf(int partition, qint64 offset) const;   ///< −1: not among the rows
    void setLocalTime(bool local);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void attach();
    [[nodiscard]] QVariant display(const session::RecordRow& record, Column column) const;
    [[nodiscard]] QVariant plain(const session::RecordRow& record, Column column) const;
    [[nodiscard]] QVariant toolTip(const session::RecordRow& record, Column column) const;

    QPointer<session::RecordBrowser> m_browser;
    int m_rows = 0;        ///< what the views have been told
    int m_unannounced = 0; ///< rows at the browser's top that the views are just being told of
    bool m_localTime = false;
};

} // namespace models
