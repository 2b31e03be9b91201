#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "base/result.h"
#include "session/snapshots.h"

/// What a cluster answers when its topics are asked about or changed.
namespace session {

struct CreatedTopic {
    QString name;
    int partitions = -1, replication = -1; ///< −1: the cluster did not say
};

/// One setting as one of several topics has it.
struct TopicSetting {
    QString topic;
    Reading<ConfigRow> row;
    bool operator==(const TopicSetting&) const = default;
};

/// What became of one of several topics.
struct TopicOutcome {
    QString topic;
    std::optional<base::Error> error; ///< none: it was done
};

/// Where a partition is to be cut so that only what is older than a time goes.
struct RecordCut {
    QString topic;
    int partition = 0;
    Reading<qint64> logStart, end;
    /// The first record at or after the time; the end where there is none. What came since stays.
    Reading<qint64> keepFrom;
    QString topicId = {}; ///< empty before Kafka 2.8
    bool operator==(const RecordCut&) const = default;

    /// Offsets that go; none where that is not known.
    [[nodiscard]] std::optional<qint64> goes() const {
        if (!keepFrom || !logStart)
            return std::nullopt;
        return *keepFrom > *logStart ? *keepFrom - *logStart : 0;
    }
};

} // namespace session
