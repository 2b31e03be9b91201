#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QTimer>
#include <QVariantMap>

class QTableView;

namespace widgets {

/// Room for one column, px: what it would like, what it needs to be read, what it keeps while its title can
/// be read, what it keeps in any case.
struct ColumnRoom {
    int wish = 0, least = 0, floor = 0, bare = 0;
    bool stretch = false; ///< takes what is left
    bool fixed = false;   ///< neither gives nor takes
};

/// Widths that fill `room` exactly unless all are fixed: columns that wish for more give up first what they
/// do not need, then what they do, down to their floors, then their titles; only when that does not do is the
/// sum larger. Room beyond what a stretched column can use is spread over all.
[[nodiscard]] std::vector<int> fitColumns(const std::vector<ColumnRoom>& columns, int room);

/// Keeps the columns of a table as wide as its viewport. A column that the user has resized stays as it is.
/// Measures the headers and the rows in sight only. Owned by its table; UI thread.
class ColumnFit final : public QObject {
    Q_OBJECT
public:
    struct Wish {
        QString id;
        int width = 0;
        bool stretch = false;
        bool exact = false; ///< numbers, times, addresses: a part of one is a wrong one
    };
    /// `wish` tells what a logical column would like. Its delegate says what the cells need.
    ColumnFit(QTableView* table, std::function<Wish(int column)> wish);

    void fit();
    /// What stands in the cells has changed: fits again if some column needs more than it ever did. Looks
    /// every few seconds at most.
    void refit();
    /// Widths that the user gave, by column id.
    [[nodiscard]] const QVariantMap& own() const { return m_own; }
    void setOwn(const QVariantMap& widths);

signals:
    void ownChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool measure();
    [[nodiscard]] ColumnRoom roomOf(int column) const;
    /// What cells may ask for at most, px.
    [[nodiscard]] int widest(const Wish& wish) const;
    [[nodiscard]] int titleWidth(int column) const;
    /// Whether it would be as wide whatever its cells needed.
    [[nodiscard]] bool isSettled(int column) const;

    QTableView* m_table;
    std::function<Wish(int)> m_wish;
    QVariantMap m_own;
    std::vector<int> m_needed; ///< by the cells so far, by logical column
    QTimer m_later;            ///< runs while a refit would be too soon
    bool m_changed = false;    ///< what is in sight, meanwhile
    bool m_fitting = false;
};

} // namespace widgets
