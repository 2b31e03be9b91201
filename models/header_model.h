#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "session/records.h"
#include "session/records/row_filter.h"

namespace models {

/// A record's headers in their order: name, value and what the value was read as. UI thread.
class HeaderModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Type, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void show(std::vector<session::RecordHeader> headers);
    /// What was looked for: told by MatchesRole. Null: nothing.
    void setMatches(std::shared_ptr<const session::RowFilter> matches);
    [[nodiscard]] const std::vector<session::RecordHeader>& headers() const { return m_headers; }
    /// Name and value with a tab between; null is bare, a text that reads so stands in quotes.
    [[nodiscard]] QString line(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<session::RecordHeader> m_headers;
    std::shared_ptr<const session::RowFilter> m_matches;
};

} // namespace models
