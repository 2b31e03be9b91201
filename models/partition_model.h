#pragma once

#include "models/live_table_model.h"
#include "session/snapshots.h"

namespace models {

/// A topic's partitions as its Partitions tab shows them.
struct PartitionLine {
    session::PartitionRow partition;
    session::Reading<double> share; ///< of the topic's bytes, 0…1; none while a size is not known
    bool operator==(const PartitionLine&) const = default;
};

class PartitionModel final : public LiveTableModel<PartitionLine, int> {
    Q_OBJECT
public:
    explicit PartitionModel(QObject* parent = nullptr);
    /// Null: the topic is gone; the rows stay as they were.
    void show(const session::TopicRow* topic);
};

} // namespace models
