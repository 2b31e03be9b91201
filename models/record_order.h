#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QTimer>
#include <QVariant>

namespace models {

/// The rows of a large table in the order of one column, made without holding the UI thread up: keys are
/// gathered in slices and sorted on a worker. Rows of equal keys keep the order they were read in; rows
/// without a key come last. UI thread; owned by its model.
class RecordOrder final : public QObject {
    Q_OBJECT
public:
    /// A row's key by its place in reading order; invalid: it has none.
    using KeyOf = std::function<QVariant(int row)>;
    explicit RecordOrder(QObject* parent = nullptr);

    /// Orders so many rows; `ordered` follows.
    void sort(int rows, KeyOf keyOf, Qt::SortOrder order);
    /// Nothing follows any more.
    void cancel();

signals:
    /// For each place the row that stands there.
    void ordered(const std::vector<int>& rows);

private:
    void gather();
    void sortKeys();

    KeyOf m_keyOf;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    int m_rows = 0;
    int m_generation = 0; ///< of the wish: what an older one brings is passed over
    std::vector<QVariant> m_keys;
    QTimer m_slice;
};

} // namespace models
