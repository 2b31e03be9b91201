#pragma once

#include <optional>

#include <QString>
#include <QStringView>
#include <QVector>

#include "session/drafts.h"
#include "session/records.h"

namespace session {

/// Which partitions are read, and from which offset on where that is not what the reading begins with.
struct PartitionChoice {
    QVector<int> partitions; ///< rising; empty: all
    QVector<PartitionPart> parts;
    bool operator==(const PartitionChoice&) const = default;
};

/// Reads "0-3,7" and "5@1200", "5@1200-1300": partition 5 from offset 1200, up to 1300. Nothing and "all" are
/// all. None if a piece cannot be; `offender` is it then. `count`: partitions there are, negative if not
/// known. Pure.
std::optional<PartitionChoice> parsePartitions(QStringView text, int count, QString* offender = nullptr);
/// Where records were sent, from the first of them on; without offsets where nobody told them.
PartitionChoice fromFirst(const QVector<ProducedPart>& sent);
/// The same again, as short as it goes.
QString partitionText(const PartitionChoice& choice);

} // namespace session
