#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "broker/groups/byte_ledger.h"
#include "protocol/messages/11_join_group.h"
#include "protocol/messages/14_sync_group.h"

namespace broker::groups {

using JoinAnswer = std::function<void(protocol::JoinGroupResponse)>;
using SyncAnswer = std::function<void(protocol::SyncGroupResponse)>;

/// An assignment protocol that a member supports, with what the member says under it.
struct SupportedProtocol {
    std::string name;
    base::Buffer metadata;
    bool operator==(const SupportedProtocol&) const = default;
};

/// A member of a classic group. Guarded by the coordinator's lock.
struct ClassicMember {
    std::string id;
    std::optional<std::string> instanceId; ///< present: a static member (KIP-345)
    std::string clientId;
    std::string clientHost; ///< as Kafka writes it, "/127.0.0.1"
    std::int32_t rebalanceTimeoutMs = 0;
    std::int32_t sessionTimeoutMs = 0;
    std::vector<SupportedProtocol> protocols; ///< the preferred one first
    base::Buffer assignment;
    bool isNew = false; ///< its first JoinGroup has not been answered yet
    JoinAnswer awaitingJoin;
    SyncAnswer awaitingSync;
    HeldBytes held;

    [[nodiscard]] bool isStatic() const { return instanceId.has_value(); }
    /// A member whose request is parked is alive, except a new one: it has no other sign of life (Kafka's
    /// ClassicGroupMember.hasSatisfiedHeartbeat).
    [[nodiscard]] bool satisfiesHeartbeat() const { return !isNew && (awaitingJoin || awaitingSync); }
    /// What it said under that protocol; empty if it does not support it.
    [[nodiscard]] base::Buffer metadata(std::string_view protocol) const;
    /// The first of its protocols that is a candidate; empty if none is.
    [[nodiscard]] std::string vote(const std::set<std::string>& candidates) const;
};

} // namespace broker::groups
