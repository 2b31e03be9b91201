#pragma once

#include <QAbstractTableModel>
#include <QPointer>
#include <QTimer>

#include "models/formats.h"
#include "models/record_order.h"
#include "session/ports/record_browser.h"
#include "session/records/field_columns.h"
#include "session/records/payload_reader.h"
#include "session/records/row_filter.h"

namespace models {

/// The rows of a RecordBrowser as a table; after the fixed columns come those that fields of the payloads
/// were made. Follows narrow signals; reset only when a new run replaces everything. UI thread; the browser
/// must outlive the model or be detached first, and so must what reads the payloads.
class RecordModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Timestamp, Partition, Offset, Key, Value, Size, Headers, Mark, ColumnCount };
    /// How many characters of a payload a cell shows; the rest is behind the detail.
    static constexpr int kPreviewLength = 300;

    explicit RecordModel(QObject* parent = nullptr);
    void setBrowser(session::RecordBrowser* browser);
    /// How payloads are shown; without it as text or hex.
    void setReader(const session::PayloadReader* reader);
    void setFields(const session::FieldColumns* fields);
    /// The field of a column after the fixed ones.
    [[nodiscard]] const session::FieldColumn* field(int column) const; ///< null: a fixed column
    [[nodiscard]] const session::RecordRow* record(int row) const;     ///< null: no such row
    [[nodiscard]] int rowOf(int partition, qint64 offset) const;       ///< −1: not among the rows
    void setZone(const Zone& zone);
    /// The records that are compared, told by BadgeRole: A, then B; none: nothing is compared.
    void setCompared(const std::vector<session::RecordRow>& records);
    /// What the rows were looked for with: where it stands in keys and values is told by MatchesRole.
    void setWish(const session::RecordWish& wish);
    /// Whether some row is of a transaction that is not simply committed, or is none of a producer's.
    [[nodiscard]] bool hasMarks() const { return m_hasMarks; }

signals:
    void hasMarksChanged();

public:
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Orders what has been read, a little later; −1: as it was read. Rows that are read on stand at the end
    /// until they are ordered too; a tail keeps its own order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void attach();
    void settleFields();
    [[nodiscard]] QVariant fieldData(const session::RecordRow& record, int field, int role) const;
    [[nodiscard]] QString payloadText(const session::RecordRow& record, session::PayloadSide side) const;
    [[nodiscard]] bool isNumber(int column) const;
    [[nodiscard]] QVariant display(const session::RecordRow& record, Column column) const;
    [[nodiscard]] QVariant plain(const session::RecordRow& record, Column column) const;
    [[nodiscard]] QVariant toolTip(const session::RecordRow& record, Column column) const;

    [[nodiscard]] qsizetype comparedAs(const session::RecordRow& record) const; ///< 0: A; −1: not
    [[nodiscard]] QVariant matches(const session::RecordRow& record, Column column) const;
    void lookForMarks(int first, int last, bool anew);
    /// By place in reading order.
    [[nodiscard]] const session::RecordRow* read(int row) const;
    [[nodiscard]] QVariant sortKey(const session::RecordRow& record, int column) const;
    void orderSoon();
    void takeOrder(const std::vector<int>& rows);
    void forgetOrder();

    QPointer<session::RecordBrowser> m_browser;
    QPointer<const session::PayloadReader> m_reader;
    QPointer<const session::FieldColumns> m_fields;
    std::vector<session::FieldColumn> m_shown; ///< fields that the views know of
    std::vector<bool> m_numeric;               ///< by field
    std::optional<session::RowFilter> m_wish;
    bool m_hasMarks = false;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    RecordOrder m_order;
    QTimer m_orderSoon;
    std::vector<int> m_places; ///< for each row shown its place in reading order; empty: the same
    int m_rows = 0;            ///< what the views have been told
    int m_unannounced = 0;     ///< rows at the browser's top that the views are just being told of
    Zone m_zone;
    std::vector<session::RecordRow> m_compared;
};

} // namespace models
