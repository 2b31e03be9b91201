#include <array>

#include "broker/config/keys.h"

namespace broker::config {

namespace {

using enum Access;
using enum Effect;

// Keys of a topic, as a table: name, type, default, access, effect, rule, fallbacks, documentation. A row a
// line.
// clang-format off
constexpr std::array keys = std::to_array<Key>({
    {"cleanup.policy", Type::List, "delete", Dynamic, Acts, {.choices = "compact|delete"}, "log.cleanup.policy", "What happens to old segments: delete drops them by age and size, compact is accepted and keeps them (nothing is compacted yet)."},
    {"compression.gzip.level", Type::Int, "-1", Dynamic, AcceptedOnly, {.min = -1, .max = 9}, "compression.gzip.level", "Level of gzip when the broker compresses; -1 is the library's own."},
    {"compression.lz4.level", Type::Int, "9", Dynamic, AcceptedOnly, {.min = 1, .max = 17}, "compression.lz4.level", "Level of lz4 when the broker compresses."},
    {"compression.type", Type::String, "producer", Dynamic, Acts, {.choices = "uncompressed|zstd|lz4|snappy|gzip|producer"}, "compression.type", "Codec in which batches are stored; producer keeps what the producer sent."},
    {"compression.zstd.level", Type::Int, "3", Dynamic, AcceptedOnly, {.min = -131072, .max = 22}, "compression.zstd.level", "Level of zstd when the broker compresses."},
    {"delete.retention.ms", Type::Long, "86400000", Dynamic, AcceptedOnly, {.min = 0}, "log.cleaner.delete.retention.ms", "How long a tombstone outlives compaction, in milliseconds."},
    {"file.delete.delay.ms", Type::Long, "60000", Dynamic, Acts, {.min = 0}, "log.segment.delete.delay.ms", "How long a dropped segment file stays on disk, in milliseconds."},
    {"flush.messages", Type::Long, "9223372036854775807", Dynamic, Acts, {.min = 1}, "log.flush.interval.messages", "Records after which the log is forced to disk."},
    {"flush.ms", Type::Long, "9223372036854775807", Dynamic, Acts, {.min = 0}, "log.flush.interval.ms,~log.flush.scheduler.interval.ms", "Milliseconds after which records are forced to disk."},
    {"follower.replication.throttled.replicas", Type::List, "", Dynamic, AcceptedOnly, {}, "", "Replicas whose fetching is throttled on the follower."},
    {"index.interval.bytes", Type::Int, "4096", Dynamic, Acts, {.min = 0}, "log.index.interval.bytes", "Bytes of records between two entries of the offset index."},
    {"leader.replication.throttled.replicas", Type::List, "", Dynamic, AcceptedOnly, {}, "", "Replicas whose fetching is throttled on the leader."},
    {"local.retention.bytes", Type::Long, "-2", Dynamic, AcceptedOnly, {.min = -2}, "log.local.retention.bytes", "Size kept locally when tiered storage holds the rest; -2 follows retention.bytes."},
    {"local.retention.ms", Type::Long, "-2", Dynamic, AcceptedOnly, {.min = -2}, "log.local.retention.ms", "Time kept locally when tiered storage holds the rest; -2 follows retention.ms."},
    {"max.compaction.lag.ms", Type::Long, "9223372036854775807", Dynamic, AcceptedOnly, {.min = 1}, "log.cleaner.max.compaction.lag.ms", "Longest time that a record may stay uncompacted, in milliseconds."},
    {"max.message.bytes", Type::Int, "1048588", Dynamic, Acts, {.min = 0}, "message.max.bytes", "Largest record batch accepted, in bytes, after compression."},
    {"message.timestamp.after.max.ms", Type::Long, "3600000", Dynamic, Acts, {.min = 0}, "log.message.timestamp.after.max.ms", "How far in the future a record's timestamp may lie, in milliseconds."},
    {"message.timestamp.before.max.ms", Type::Long, "9223372036854775807", Dynamic, Acts, {.min = 0}, "log.message.timestamp.before.max.ms", "How far in the past a record's timestamp may lie, in milliseconds."},
    {"message.timestamp.type", Type::String, "CreateTime", Dynamic, Acts, {.choices = "CreateTime|LogAppendTime"}, "log.message.timestamp.type", "Whose clock stamps records: CreateTime the producer's, LogAppendTime the broker's."},
    {"min.cleanable.dirty.ratio", Type::Double, "0.5", Dynamic, AcceptedOnly, {.min = 0, .max = 1}, "log.cleaner.min.cleanable.ratio", "Share of uncompacted bytes from which compaction starts."},
    {"min.compaction.lag.ms", Type::Long, "0", Dynamic, AcceptedOnly, {.min = 0}, "log.cleaner.min.compaction.lag.ms", "Shortest time that a record stays uncompacted, in milliseconds."},
    {"min.insync.replicas", Type::Int, "1", Dynamic, AcceptedOnly, {.min = 1}, "min.insync.replicas", "In-sync replicas that acks=all asks for, though never more than the topic has; here it has one."},
    {"preallocate", Type::Boolean, "false", Dynamic, AcceptedOnly, {}, "log.preallocate", "Whether a new segment file takes its whole size on disk at once."},
    {"remote.log.copy.disable", Type::Boolean, "false", Dynamic, AcceptedOnly, {}, "", "Whether a tiered topic stops copying to remote storage."},
    {"remote.log.delete.on.disable", Type::Boolean, "false", Dynamic, AcceptedOnly, {}, "", "Whether remote data goes when tiering is switched off."},
    {"remote.storage.enable", Type::Boolean, "false", Dynamic, AcceptedOnly, {}, "", "Whether old segments move to remote storage."},
    {"retention.bytes", Type::Long, "-1", Dynamic, Acts, {.min = -1}, "log.retention.bytes", "Size of a partition above which its oldest segments are dropped; -1 has no limit."},
    {"retention.ms", Type::Long, "604800000", Dynamic, Acts, {.min = -1}, "log.retention.ms,log.retention.minutes*60000,log.retention.hours*3600000", "Age above which segments are dropped, in milliseconds; -1 has no limit."},
    {"segment.bytes", Type::Int, "1073741824", Dynamic, Acts, {.min = 1048576}, "log.segment.bytes", "Size at which a segment is closed and a new one begun."},
    {"segment.index.bytes", Type::Int, "10485760", Dynamic, Acts, {.min = 4}, "log.index.size.max.bytes", "Largest size of a segment's offset index."},
    {"segment.jitter.ms", Type::Long, "0", Dynamic, AcceptedOnly, {.min = 0}, "log.roll.jitter.ms,log.roll.jitter.hours*3600000", "Random time taken off segment.ms so that segments do not all roll at once."},
    {"segment.ms", Type::Long, "604800000", Dynamic, Acts, {.min = 1}, "log.roll.ms,log.roll.hours*3600000", "Age at which a segment is closed even if it is not full, in milliseconds."},
    {"unclean.leader.election.enable", Type::Boolean, "false", Dynamic, AcceptedOnly, {}, "unclean.leader.election.enable", "Whether a replica that is behind may become leader."},
});
// clang-format on

} // namespace

std::span<const Key> topicKeys() {
    return keys;
}

} // namespace broker::config
