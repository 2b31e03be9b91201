#pragma once

#include <functional>

#include <QAbstractItemModel>

#include "models/cells.h"
#include "session/records/value_tree.h"

namespace models {

/// A decoded value as a tree: the field, what it holds, what that is. Its root is not shown unless it is all
/// there is. UI thread.
class ValueTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Field, Value, Kind, ColumnCount };
    static constexpr int kShownLength = 300; ///< characters of a cell

    using QAbstractItemModel::QAbstractItemModel;
    void show(session::ValueTree tree);
    /// Where in a shown text stands what was looked for: told by MatchesRole. None: nowhere.
    void setMatcher(std::function<TextSpans(const QString& shown)> matcher);
    [[nodiscard]] const session::ValueTree& tree() const { return m_tree; }
    /// None: of no row, or of the last one in a container that was not read to its end.
    [[nodiscard]] session::ValueTree::Node nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(session::ValueTree::Node node, int column = Field) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Whether it is the last row in a container that was not read to its end; it is no node.
    [[nodiscard]] static bool isMore(const QModelIndex& index);
    [[nodiscard]] static QVariant dataOfMore(int column, int role);
    [[nodiscard]] QVariant display(session::ValueTree::Node node, int column) const;

    session::ValueTree m_tree;
    std::function<TextSpans(const QString&)> m_matcher;
};

/// The words and roles that trees of values have in common.
[[nodiscard]] QString valueKindName(session::ValueTree::Kind kind);
[[nodiscard]] QVariant valueFact(session::ValueTree::Kind kind, int role);

} // namespace models
