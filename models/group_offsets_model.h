#pragma once

#include <vector>

#include <QAbstractItemModel>

#include "models/cells.h"
#include "models/formats.h"
#include "session/snapshots.h"

namespace models {

/// A group's offsets as a tree: topic rows that open to their partitions. `update` announces only the
/// difference, so what is open, selected and scrolled to stays. Lives on the UI thread.
class GroupOffsetsModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Member, Host, Committed, LogStart, End, Lag, Trend, ColumnCount };

    explicit GroupOffsetsModel(QObject* parent = nullptr);
    /// Rows by topic and partition, as in session::GroupRow; `topics` have the lines of the topics.
    void update(const std::vector<session::GroupPartitionRow>& rows,
                const std::vector<session::GroupTopicRow>& topics = {});
    /// Topic and partition of an index; partition −1 for a topic row.
    [[nodiscard]] std::pair<QString, int> placeOf(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct TopicNode {
        quintptr id = 0; ///< names the topic in its partitions' indexes, whatever row it moves to
        QString name;
        std::optional<qint64> lag;
        int withoutCommit = 0, beyond = 0; ///< partitions that are not in the sum
        qint64 beyondEnd = 0;              ///< records of the latter
        qint64 deletedUnread = 0;          ///< records that the sum leaves out
        session::Reason unread;            ///< why there is no sum, or an older one
        session::Sparkline sparkline;
        std::vector<session::GroupPartitionRow> partitions;
    };
    using Topics = std::vector<TopicNode>;

    static Topics grouped(const std::vector<session::GroupPartitionRow>& rows,
                          const std::vector<session::GroupTopicRow>& topics);
    static void total(TopicNode& node);
    static QString lagTip(const TopicNode& node);
    void updateLine(int topicRow, const session::Sparkline& next);
    void updatePartitions(int topicRow, std::vector<session::GroupPartitionRow> next);
    [[nodiscard]] int rowOf(quintptr id) const;
    [[nodiscard]] QVariant topicData(const TopicNode& node, Column column, int role) const;
    [[nodiscard]] QVariant partitionData(const session::GroupPartitionRow& row, Column column,
                                         int role) const;

    Topics m_topics;
    quintptr m_nextId = 1;
};

} // namespace models
