#include <array>

#include "broker/config/keys.h"

namespace broker::config {

namespace {

using enum Access;
using enum Effect;

// Keys of a group, as a table: name, type, default, access, effect, rule, fallbacks, documentation. A row a
// line.
// clang-format off
constexpr std::array keys = std::to_array<Key>({
    {"consumer.assignment.interval.ms", Type::Int, "1000", Dynamic, AcceptedOnly, {}, "group.consumer.assignment.interval.ms", "Shortest time between two assignments of a consumer group, in milliseconds."},
    {"consumer.heartbeat.interval.ms", Type::Int, "5000", Dynamic, AcceptedOnly, {}, "group.consumer.heartbeat.interval.ms", "How often members of a consumer group send heartbeats, in milliseconds."},
    {"consumer.session.timeout.ms", Type::Int, "45000", Dynamic, AcceptedOnly, {}, "group.consumer.session.timeout.ms", "Silence after which a member of a consumer group is dropped, in milliseconds."},
    {"share.assignment.interval.ms", Type::Int, "1000", Dynamic, AcceptedOnly, {}, "group.share.assignment.interval.ms", "Shortest time between two assignments of a share group, in milliseconds."},
    {"share.auto.offset.reset", Type::String, "latest", Dynamic, AcceptedOnly, {}, "", "Where a share group starts that has no offset yet."},
    {"share.delivery.count.limit", Type::Int, "5", Dynamic, AcceptedOnly, {}, "group.share.delivery.count.limit", "Deliveries after which a record of a share group is given up."},
    {"share.heartbeat.interval.ms", Type::Int, "5000", Dynamic, AcceptedOnly, {}, "group.share.heartbeat.interval.ms", "How often members of a share group send heartbeats, in milliseconds."},
    {"share.isolation.level", Type::String, "read_uncommitted", Dynamic, AcceptedOnly, {.choices = "read_uncommitted|read_committed"}, "", "Which records a share group sees."},
    {"share.partition.max.record.locks", Type::Int, "2000", Dynamic, AcceptedOnly, {}, "group.share.partition.max.record.locks", "Most records of a partition that a share group has in flight."},
    {"share.record.lock.duration.ms", Type::Int, "30000", Dynamic, AcceptedOnly, {}, "group.share.record.lock.duration.ms", "How long a record of a share group stays acquired, in milliseconds."},
    {"share.renew.acknowledge.enable", Type::Boolean, "true", Dynamic, AcceptedOnly, {}, "", "Whether members of a share group may renew their locks."},
    {"share.session.timeout.ms", Type::Int, "45000", Dynamic, AcceptedOnly, {}, "group.share.session.timeout.ms", "Silence after which a member of a share group is dropped, in milliseconds."},
    {"streams.assignment.interval.ms", Type::Int, "1000", Dynamic, AcceptedOnly, {}, "group.streams.assignment.interval.ms", "Shortest time between two assignments of a streams group, in milliseconds."},
    {"streams.heartbeat.interval.ms", Type::Int, "5000", Dynamic, AcceptedOnly, {}, "group.streams.heartbeat.interval.ms", "How often members of a streams group send heartbeats, in milliseconds."},
    {"streams.initial.rebalance.delay.ms", Type::Int, "3000", Dynamic, AcceptedOnly, {}, "group.streams.initial.rebalance.delay.ms", "How long a streams group waits for its first members, in milliseconds."},
    {"streams.num.standby.replicas", Type::Int, "0", Dynamic, AcceptedOnly, {}, "group.streams.num.standby.replicas", "Standby replicas of each task of a streams group."},
    {"streams.session.timeout.ms", Type::Int, "45000", Dynamic, AcceptedOnly, {}, "group.streams.session.timeout.ms", "Silence after which a member of a streams group is dropped, in milliseconds."},
});
// clang-format on

} // namespace

std::span<const Key> groupKeys() {
    return keys;
}

} // namespace broker::config
