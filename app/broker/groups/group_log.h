#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/buffer.h"
#include "base/result.h"

namespace broker::groups {

/// A record of `__consumer_offsets`.
struct GroupRecord {
    base::Bytes key;
    std::optional<base::Bytes> value; ///< absent: a tombstone
};

/// Where the coordinator keeps what must outlive it. Guarded by the coordinator's lock, all but `make`.
class GroupLog {
public:
    virtual ~GroupLog() = default;
    /// Makes the topic if it is not there yet; `open` comes after it. Any thread, without the lock, for it
    /// takes its time: never where requests are served.
    [[nodiscard]] virtual base::Status make() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// Finds the topic, and makes none.
    [[nodiscard]] virtual base::Status open() = 0;
    /// Writes the records of one group in one batch; kept when it returns. Error codes are those of a
    /// produce: NOT_LEADER_OR_FOLLOWER while it is not open.
    [[nodiscard]] virtual base::Status append(const std::string& group,
                                              const std::vector<GroupRecord>& records) = 0;
    /// Every record that is kept, each partition's in order. Called once, before anything is appended.
    [[nodiscard]] virtual base::Status
    replay(const std::function<void(base::ByteView key, std::optional<base::ByteView> value)>& visit) = 0;

    /// Over how many partitions groups are spread.
    [[nodiscard]] virtual std::int32_t partitions() const = 0;
    /// A partition that holds so much more than what counts that a start would take long to read it.
    [[nodiscard]] virtual std::optional<std::int32_t> overgrown() const = 0;
    /// Replaces what the partition holds by `live`, which is all that counts.
    [[nodiscard]] virtual base::Status rewrite(std::int32_t partition,
                                               const std::vector<GroupRecord>& live) = 0;
};

} // namespace broker::groups
