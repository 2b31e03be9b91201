#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "session/ports/record_browser.h"

namespace models {

/// A record's headers in their order: name and value. UI thread.
class HeaderModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void show(std::vector<session::RecordHeader> headers);
    [[nodiscard]] const std::vector<session::RecordHeader>& headers() const { return m_headers; }
    /// Name and value with a tab between; null is bare, a text that reads so stands in quotes.
    [[nodiscard]] QString line(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<session::RecordHeader> m_headers;
};

} // namespace models
