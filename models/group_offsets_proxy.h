#pragma once

#include <QSortFilterProxyModel>

namespace models {

/// Filters a GroupOffsetsModel by topic name and, if wanted, to what lags. UI thread.
class GroupOffsetsProxy final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit GroupOffsetsProxy(QObject* parent = nullptr);
    void setFilterText(const QString& text);
    void setOnlyWithLag(bool only);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
    bool m_onlyWithLag = false;
};

} // namespace models
