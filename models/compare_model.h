#pragma once

#include <memory>
#include <vector>

#include <QAbstractItemModel>

#include "session/records/value_tree.h"

namespace models {

/// Two decoded values beside each other, of which a tree without nodes is null: a row for every field that
/// either has, the fields of the first in its order, then those that only the second has. Rows that differ
/// say so. UI thread.
class CompareModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Field, First, Second, ColumnCount };
    static constexpr int kShownLength = 200;

    explicit CompareModel(QObject* parent = nullptr);
    ~CompareModel() override;
    void show(const session::ValueTree& first, const session::ValueTree& second);
    void showAlone(const session::ValueTree& first); ///< before there is a second: beside it stands nothing
    void clear();
    void setPlain(bool plain); ///< texts are words of ours: they stand without quotes
    void setTitles(const QString& first, const QString& second);
    /// Leaves, that is fields that hold no others.
    [[nodiscard]] int differing() const { return m_differing; }
    [[nodiscard]] int equal() const { return m_equal; }
    [[nodiscard]] bool isCut() const { return m_cut; } ///< there are more fields than are looked through
    [[nodiscard]] bool isAlone() const { return m_alone; }
    [[nodiscard]] bool differs(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row;
    [[nodiscard]] const Row& rowAt(const QModelIndex& index) const;
    void show(const session::ValueTree& first, const session::ValueTree& second, bool alone);
    void pair(int at);
    [[nodiscard]] static QString differenceSign(const Row& row);
    /// What is said of a cell that has no text: that it is null, empty, or no field of this value at all.
    [[nodiscard]] QString absence(const Row& row, bool first) const;
    [[nodiscard]] qsizetype shownFrom(session::ValueTree::Node first, session::ValueTree::Node second);

    session::ValueTree m_first, m_second;
    QString m_titles[2];
    std::vector<Row> m_rows; ///< a parent before its children; the first is the root, which is not shown
    int m_differing = 0, m_equal = 0;
    bool m_cut = false, m_alone = false, m_plain = false;
    int m_looked = 0; ///< characters, for what differs
};

} // namespace models
