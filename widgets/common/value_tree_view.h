#pragma once

#include <functional>

#include <QSet>
#include <QTreeView>

#include "base/result.h"
#include "models/cells.h"
#include "session/records/value_tree.h"

namespace models {
class ValueTreeModel;
}

namespace widgets {

class NameColumn;

/// A decoded value to look through: its branches stay as they were opened from one value to the next, every
/// field can be copied and, where a page lets it, made a column. Owns its model; UI thread.
class ValueTreeView final : public QTreeView {
    Q_OBJECT
public:
    explicit ValueTreeView(QWidget* parent = nullptr);
    void show(const session::ValueTree& tree);
    [[nodiscard]] const session::ValueTree& tree() const;
    void setMatcher(std::function<models::TextSpans(const QString& shown)> matcher);
    /// Fields in which what was looked for stands, in their order: at most so many, of the first thousands.
    [[nodiscard]] QVector<session::ValueTree::Node> matching(qsizetype most) const;
    /// Whether `matching` looks at all that the payload has.
    [[nodiscard]] bool matchesInAll() const;
    void goTo(session::ValueTree::Node node);
    /// Whether a field is a column already; without it fields cannot become columns.
    void setColumnTest(std::function<bool(const QString& path)> isColumn) {
        m_isColumn = std::move(isColumn);
    }

    /// Whether what is shown stands as JSON in the bytes; without it nothing can be filtered to.
    void setJsonTest(std::function<bool()> isJson) { m_isJson = std::move(isJson); }

signals:
    void columnToggled(const QString& path); ///< is to become a column, or to be one no more
    /// Records that hold this member with this value: an expression for JSON as text, in RE2's syntax.
    void filterRequested(const QString& expression);
    void copyFailed(const base::Error& error);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

private:
    void openBranches();
    void copyNode(session::ValueTree::Node node);
    void copyPath(session::ValueTree::Node node);
    [[nodiscard]] bool canBeColumn(session::ValueTree::Node node) const;

    models::ValueTreeModel* m_model;
    NameColumn* m_names;
    QSet<QString> m_closed; ///< paths that somebody closed
    QSet<QString> m_opened; ///< and opened, where they would be closed
    std::function<bool(const QString&)> m_isColumn;
    std::function<bool()> m_isJson;
    bool m_settling = false;
};

} // namespace widgets
