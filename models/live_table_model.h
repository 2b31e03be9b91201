#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <QAbstractTableModel>

#include "models/column_table.h"

namespace models {

/// What every live table has in common, for views, proxies and CSV alike. Lives on the UI thread.
class LiveTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual ColumnInfo columnInfo(int column) const = 0;

    [[nodiscard]] Zone zone() const { return m_zone; }
    void setZone(Zone zone);

    /// The column whose changes make a re-sort worth while; −1: none. Set by the proxy.
    void watchColumn(int column) { m_watched = column; }

signals:
    /// Ends each update that changed something. `order`: rows came or the watched column changed.
    void refreshed(bool order);

protected:
    int m_watched = -1;

private:
    Zone m_zone = Zone::Utc;
};

/// Rows of a snapshot shown as a table. `update` takes the next snapshot and announces only the difference:
/// rows that went, rows that came (at the end; the proxy sorts), runs of rows that changed. It never resets,
/// so selection and scroll position survive. `Named` is Key by value where a row holds none of its own.
/// Lives on the UI thread.
template <class Row, class Key, class Named = const Key&>
class LiveTableModel : public LiveTable {
public:
    using Identify = Named (*)(const Row&);
    using Columns = std::span<const Column<Row>>;

    /// `columns` must outlive the model (a constexpr table).
    LiveTableModel(Columns columns, Identify identify, QObject* parent = nullptr)
        : LiveTable(parent), m_columns(columns), m_identify(identify) {}

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const Row& found = m_rows[static_cast<std::size_t>(index.row())];
        if (role == IdentityRole)
            return QVariant::fromValue(Key(m_identify(found)));
        return columnData(column(index.column()), found, role, zone());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        if (role == Qt::DisplayRole)
            return columnTitle(column(section), zone());
        if (role == PlainRole)
            return plainTitle(column(section), zone());
        if (role == Qt::TextAlignmentRole)
            return QVariant::fromValue(
                Qt::AlignVCenter |
                (column(section).kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
        return {};
    }
    ColumnInfo columnInfo(int section) const override { return infoOf(column(section)); }

    [[nodiscard]] const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] int columnOf(const char* id) const {
        for (int i = 0; i < columnCount(); ++i)
            if (qstrcmp(column(i).id, id) == 0)
                return i;
        return -1;
    }

    void update(std::vector<Row> next) {
        Places places = placesIn(next);
        bool changed = removeMissing(places);
        bool order = false;
        changed |= replaceChanged(next, places, order);
        std::vector<Row> fresh = freshOf(next, places);
        if (!fresh.empty()) {
            const int first = rowCount();
            beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
            std::move(fresh.begin(), fresh.end(), std::back_inserter(m_rows));
            endInsertRows();
            changed = order = true;
        }
        if (changed)
            emit refreshed(order);
    }

private:
    static constexpr std::size_t gone = static_cast<std::size_t>(-1);
    using Places = std::vector<std::size_t>; // of each row in the next snapshot

    const Column<Row>& column(int index) const { return m_columns[static_cast<std::size_t>(index)]; }

    /// Rows mostly come in the order in which they stand, and those that do not in the order of their keys: a
    /// table of all keys, which costs more than all the rest of an update, is the last resort.
    Places placesIn(const std::vector<Row>& next) const {
        std::unordered_map<Key, std::size_t> table;
        Places places;
        places.reserve(m_rows.size());
        std::size_t expected = 0;
        for (const Row& row : m_rows) {
            std::size_t place = expected;
            if (Named key = m_identify(row); place >= next.size() || m_identify(next[place]) != key) {
                const auto sorted = std::ranges::lower_bound(next, key, {}, m_identify);
                place = static_cast<std::size_t>(sorted - next.begin());
                if (sorted == next.end() || m_identify(*sorted) != key) {
                    if (table.empty())
                        for (std::size_t i = 0; i < next.size(); ++i)
                            table.emplace(m_identify(next[i]), i);
                    const auto found = table.find(key);
                    place = found == table.end() ? gone : found->second;
                }
            }
            places.push_back(place);
            if (place != gone)
                expected = place + 1;
        }
        return places;
    }

    bool removeMissing(Places& places) {
        const bool changed = std::ranges::find(places, gone) != places.end();
        for (int last = changed ? rowCount() - 1 : -1; last >= 0; --last) {
            if (places[static_cast<std::size_t>(last)] != gone)
                continue;
            int first = last;
            while (first > 0 && places[static_cast<std::size_t>(first - 1)] == gone)
                --first;
            beginRemoveRows({}, first, last);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            endRemoveRows();
            places.erase(places.begin() + first, places.begin() + last + 1);
            last = first;
        }
        return changed;
    }

    bool replaceChanged(std::vector<Row>& next, const Places& places, bool& order) {
        bool changed = false;
        int run = -1;
        const auto close = [&](int end) {
            if (run >= 0)
                emit dataChanged(index(run, 0), index(end, columnCount() - 1));
            run = -1;
        };
        for (int i = 0; i < rowCount(); ++i) {
            Row& now = m_rows[static_cast<std::size_t>(i)];
            Row& then = next[places[static_cast<std::size_t>(i)]];
            if (now == then) {
                close(i - 1);
                continue;
            }
            if (!order && m_watched >= 0 && m_watched < columnCount()) {
                const Column<Row>& watched = column(m_watched);
                order =
                    columnData(watched, now, SortRole, zone()) != columnData(watched, then, SortRole, zone());
            }
            now = std::move(then);
            changed = true;
            if (run < 0)
                run = i;
        }
        close(rowCount() - 1);
        return changed;
    }

    /// What of `next` no row stands for; of rows with the same key the first.
    std::vector<Row> freshOf(std::vector<Row>& next, const Places& places) const {
        std::vector<Row> fresh;
        if (places.size() >= next.size())
            return fresh;
        std::vector<bool> taken(next.size(), false);
        for (const std::size_t place : places)
            taken[place] = true;
        std::unordered_set<Key> known;
        for (const Row& row : m_rows)
            known.insert(m_identify(row));
        for (std::size_t i = 0; i < next.size(); ++i)
            if (!taken[i] && known.insert(m_identify(next[i])).second)
                fresh.push_back(std::move(next[i]));
        return fresh;
    }

    Columns m_columns;
    Identify m_identify;
    std::vector<Row> m_rows;
};

} // namespace models
