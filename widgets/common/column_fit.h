#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QTimer>
#include <QVariantMap>

class QAbstractItemView;
class QHeaderView;

namespace widgets {

/// Room for one column, px, from the least to all: what it keeps in any case, what it has before others show
/// more than that, what it needs to be understood with its title, what it would like, what shows all of it.
struct ColumnRoom {
    int bare = 0, kept = 0, least = 0, wish = 0, whole = 0;
    bool stretch = false; ///< takes what is left
    bool fixed = false;   ///< neither gives nor takes
};

/// Widths that fill `room` exactly unless all are fixed. Every column has a step before any has the next one;
/// only when not all can have the first is the sum larger. Room that no text needs goes to a stretched
/// column, and from a certain width on to all.
[[nodiscard]] std::vector<int> fitColumns(const std::vector<ColumnRoom>& columns, int room);

/// Keeps the columns of a table or tree as wide as its viewport. A column that the user has resized stays as
/// it is. Measures the headers and the rows in sight only. Owned by its view; UI thread.
class ColumnFit final : public QObject {
    Q_OBJECT
public:
    /// What is lost when a column is narrow.
    enum class Content {
        Words,  ///< a part is understood
        Exact,  ///< addresses, states: a part is a wrong one, and some are very long
        Figure, ///< never cut
        Time,   ///< likewise, and as long as wished before the first is known
        Name,   ///< tells the rows apart: wins room from words and from titles
    };
    struct Wish {
        QString id;
        int width = 0;
        bool stretch = false;
        Content content = Content::Words;
    };
    /// `wish` tells what a logical column would like. The view's delegate says what the cells need.
    ColumnFit(QAbstractItemView* view, QHeaderView* header, std::function<Wish(int column)> wish);

    void fit();
    /// What stands in the cells has changed: fits again if some column needs more than it ever did. Looks
    /// twice a second at most.
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
    [[nodiscard]] int titleWidth(int column) const;

    QAbstractItemView* m_view;
    QHeaderView* m_header;
    std::function<Wish(int)> m_wish;
    QVariantMap m_own;
    std::vector<int> m_needed; ///< by the cells so far, by logical column
    QTimer m_later;            ///< runs while a refit would be too soon
    bool m_changed = false;    ///< what is in sight, meanwhile
    bool m_fitting = false;
};

} // namespace widgets
