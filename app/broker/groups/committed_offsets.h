#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/uuid.h"

namespace broker::groups {

/// A committed position with what came along (Kafka's OffsetAndMetadata).
struct CommittedOffset {
    std::int64_t offset = -1;
    std::int32_t leaderEpoch = -1;
    std::string metadata;
    std::int64_t committedMs = 0;          ///< wall clock
    base::Uuid topicId;                    ///< zero in records of older brokers
    std::optional<std::int64_t> expiresMs; ///< only if the commit itself asked for a retention (versions 2–4)

    bool operator==(const CommittedOffset&) const = default;
};

/// The committed positions of all groups. Guarded by the coordinator's lock.
class CommittedOffsets {
public:
    using Partitions = std::map<std::int32_t, CommittedOffset>;
    using Topics = std::map<std::string, Partitions>;

    void put(const std::string& group, const std::string& topic, std::int32_t partition,
             CommittedOffset offset);
    /// Forgets one; empty topics and groups go with it.
    void remove(const std::string& group, const std::string& topic, std::int32_t partition);
    void removeGroup(const std::string& group);

    /// Null if nothing is committed there.
    [[nodiscard]] const CommittedOffset* find(const std::string& group, const std::string& topic,
                                              std::int32_t partition) const;
    /// By topic and partition; empty for a group without any.
    [[nodiscard]] const Topics& of(const std::string& group) const;
    [[nodiscard]] const std::map<std::string, Topics>& all() const { return m_groups; }
    [[nodiscard]] std::size_t count() const { return m_count; }

private:
    std::map<std::string, Topics> m_groups;
    std::size_t m_count = 0;
};

} // namespace broker::groups
