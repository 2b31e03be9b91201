#include "broker/groups/group_coordinator.h"

#include <algorithm>
#include <cctype>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "broker/groups/group_records.h"
#include "broker/groups/membership.h"
#include "broker/groups/offset_commits.h"

namespace broker::groups {

using protocol::ErrorCode;
using protocol::toWire;

namespace {

const TimerKey sweepKey{TimerKind::Sweep, {}, {}};
constexpr std::string_view typeOfClassicGroups = "classic";
constexpr std::int16_t firstDescribeWithNotFound = 6;

bool contains(const std::vector<std::string>& words, std::string_view word) {
    const auto sameLetter = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::any_of(words.begin(), words.end(), [&](const auto& w) {
        return std::equal(w.begin(), w.end(), word.begin(), word.end(), sameLetter);
    });
}

} // namespace

struct GroupCoordinator::Impl {
    static std::shared_ptr<Impl> create(Parts parts);
    Impl(Parts parts, TimerTable::Wake wake)
        : state{.settings = parts.settings,
                .clock = parts.clock,
                .log = std::move(parts.log),
                .logger = std::move(parts.logger),
                .timers = TimerTable(parts.scheduler, *parts.clock, std::move(wake))} {}

    /// Runs `work` under the lock, then the answers it gave without it.
    template <class F>
    auto locked(F work) {
        std::vector<std::function<void()>> answers;
        struct CallAll {
            std::vector<std::function<void()>>& calls;
            ~CallAll() {
                for (auto& call : calls)
                    call();
            }
        } callAll{answers};
        const std::lock_guard lock(mutex);
        struct TakeOut {
            Impl& impl;
            std::vector<std::function<void()>>& to;
            ~TakeOut() {
                impl.shortenLog();
                to.swap(impl.outbox);
            }
        } takeOut{*this, answers};
        return work();
    }

    /// An answer that waits in the outbox until the lock is free.
    template <class Response>
    std::function<void(Response)> later(std::function<void(Response)> answer) {
        return [this, answer = std::move(answer)](Response response) {
            outbox.push_back([answer, response = std::move(response)] { answer(response); });
        };
    }

    void restore(ReadOffset read);
    void restore(ReadGroup read);
    void restore(OtherRecord) {}
    void sweepLater();
    void shortenLog();

    std::mutex mutex; // guards what follows
    CoordinatorState state;
    Membership membership{state};
    OffsetCommits commits{state, membership};
    std::vector<std::function<void()>> outbox;
};

std::shared_ptr<GroupCoordinator::Impl> GroupCoordinator::Impl::create(Parts parts) {
    const auto link = std::make_shared<std::weak_ptr<Impl>>();
    auto impl = std::make_shared<Impl>(std::move(parts), [link](const TimerKey& key, std::uint64_t serial) {
        if (const auto self = link->lock())
            self->locked([&] { self->state.timers.expire(key, serial); });
    });
    *link = impl;
    return impl;
}

void GroupCoordinator::Impl::restore(ReadOffset read) {
    if (read.offset) {
        state.create(read.key.group); // a simple group, if no group record comes
        state.offsets.put(read.key.group, read.key.topic, read.key.partition, std::move(*read.offset));
    } else {
        state.offsets.remove(read.key.group, read.key.topic, read.key.partition);
    }
}

void GroupCoordinator::Impl::restore(ReadGroup read) {
    state.groups.erase(read.group);
    if (!read.value)
        return;
    auto& value = *read.value;
    std::vector<ClassicMember> members;
    for (auto& m : value.members) {
        ClassicMember member;
        member.id = std::move(m.memberId);
        member.instanceId = std::move(m.groupInstanceId);
        member.clientId = std::move(m.clientId);
        member.clientHost = std::move(m.clientHost);
        member.rebalanceTimeoutMs = m.rebalanceTimeout == -1 ? m.sessionTimeout : m.rebalanceTimeout;
        member.sessionTimeoutMs = m.sessionTimeout;
        member.protocols = {{value.protocol.value_or(""), m.subscription}};
        member.assignment = m.assignment;
        membership.book(member);
        members.push_back(std::move(member));
    }
    state.create(read.group)
        .restore(value.generation, std::move(value.protocolType), std::move(value.protocol),
                 std::move(value.leader),
                 value.currentStateTimestamp == -1 ? std::nullopt
                                                   : std::optional(value.currentStateTimestamp),
                 std::move(members));
}

void GroupCoordinator::Impl::sweepLater() {
    state.timers.schedule(sweepKey, state.settings.offsetsCheckInterval, [this] {
        commits.expire();
        sweepLater();
    });
}

void GroupCoordinator::Impl::shortenLog() {
    const auto partition = state.log->overgrown();
    if (!partition)
        return;
    const auto isThere = [&](const std::string& group) {
        return partitionOf(group, state.log->partitions()) == *partition;
    };
    std::vector<GroupRecord> live;
    for (const auto& [id, group] : state.groups)
        if (isThere(id))
            live.push_back(groupRecord(group));
    for (const auto& [id, topics] : state.offsets.all())
        if (isThere(id))
            for (const auto& [topic, partitions] : topics)
                for (const auto& [index, committed] : partitions)
                    live.push_back(offsetRecord(id, topic, index, committed));
    if (const auto rewritten = state.log->rewrite(*partition, live); !rewritten)
        state.logger.warn("groups", "the log of groups was not shortened: {}", rewritten.error().cause);
}

GroupCoordinator::GroupCoordinator(Parts parts) : m_impl(Impl::create(std::move(parts))) {}

GroupCoordinator::~GroupCoordinator() {
    stop();
}

base::Status GroupCoordinator::load() {
    return m_impl->locked([this]() -> base::Status {
        auto& impl = *m_impl;
        std::size_t unreadable = 0;
        const auto replayed = impl.state.log->replay([&](base::ByteView key,
                                                         std::optional<base::ByteView> value) {
            auto read = readRecord(key, value);
            if (read)
                std::visit([&](auto& record) { impl.restore(std::move(record)); }, *read);
            else if (++unreadable == 1)
                impl.state.logger.warn("groups", "a record of groups is passed over: {}", read.error().cause);
        });
        if (!replayed)
            return replayed;
        if (unreadable > 1)
            impl.state.logger.warn("groups", "{} records of groups were passed over in all", unreadable);
        for (auto& [id, group] : impl.state.groups)
            impl.membership.resume(group);
        impl.sweepLater();
        return {};
    });
}

base::Status GroupCoordinator::openLog() {
    if (!logIsOpen())
        if (auto made = m_impl->state.log->make(); !made)
            return made;
    return m_impl->locked([this] { return m_impl->state.log->open(); });
}

bool GroupCoordinator::logIsOpen() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->state.log->isOpen();
}

void GroupCoordinator::stop() {
    m_impl->locked([this] {
        m_impl->state.timers.clear();
        for (auto& [id, group] : m_impl->state.groups)
            for (auto& [memberId, member] : group.members())
                member.awaitingJoin = nullptr, member.awaitingSync = nullptr;
    });
}

void GroupCoordinator::join(const Caller& caller, const protocol::JoinGroupRequest& request,
                            JoinAnswer answer) {
    m_impl->locked([&] { m_impl->membership.join(caller, request, m_impl->later(std::move(answer))); });
}

void GroupCoordinator::sync(const protocol::SyncGroupRequest& request, SyncAnswer answer) {
    m_impl->locked([&] { m_impl->membership.sync(request, m_impl->later(std::move(answer))); });
}

protocol::HeartbeatResponse GroupCoordinator::heartbeat(const protocol::HeartbeatRequest& request) {
    return m_impl->locked([&] {
        return protocol::HeartbeatResponse{.errorCode = toWire(m_impl->membership.heartbeat(request))};
    });
}

protocol::LeaveGroupResponse GroupCoordinator::leave(const protocol::LeaveGroupRequest& request) {
    return m_impl->locked([&] { return m_impl->membership.leave(request); });
}

protocol::OffsetCommitResponse GroupCoordinator::commit(const Caller& caller,
                                                        const protocol::OffsetCommitRequest& request) {
    return m_impl->locked([&] { return m_impl->commits.commit(caller, request); });
}

protocol::OffsetFetchResponse::OffsetFetchResponseGroup
GroupCoordinator::fetch(const protocol::OffsetFetchRequest::OffsetFetchRequestGroup& request) {
    return m_impl->locked([&] { return m_impl->commits.fetch(request); });
}

void GroupCoordinator::forgetTopic(const std::string& topic) {
    m_impl->locked([&] { m_impl->commits.forgetTopic(topic); });
}

protocol::DescribeGroupsResponse::DescribedGroup GroupCoordinator::describe(const std::string& groupId,
                                                                            std::int16_t version) {
    return m_impl->locked([&] {
        protocol::DescribeGroupsResponse::DescribedGroup described;
        described.groupId = groupId;
        if (const auto code = m_impl->state.ready(); code != ErrorCode::NONE) {
            described.errorCode = toWire(code);
            return described;
        }
        const auto* group = m_impl->state.find(groupId);
        if (!group) {
            described.groupState = nameOf(GroupState::Dead);
            if (version >= firstDescribeWithNotFound) {
                described.errorCode = toWire(ErrorCode::GROUP_ID_NOT_FOUND);
                described.errorMessage = fmt::format("Group {} not found.", groupId);
            }
            return described;
        }
        described.groupState = nameOf(group->state());
        described.protocolType = group->protocolType().value_or("");
        // Between generations nobody's subscription or assignment counts.
        const bool stable = group->state() == GroupState::Stable;
        if (stable)
            described.protocolData = group->protocolName().value_or("");
        for (const auto& [id, member] : group->members())
            described.members.push_back(
                {.memberId = id,
                 .groupInstanceId = member.instanceId,
                 .clientId = member.clientId,
                 .clientHost = member.clientHost,
                 .memberMetadata = stable ? member.metadata(described.protocolData) : base::Buffer{},
                 .memberAssignment = stable ? member.assignment : base::Buffer{}});
        return described;
    });
}

std::vector<protocol::ListGroupsResponse::ListedGroup>
GroupCoordinator::list(const std::vector<std::string>& states, const std::vector<std::string>& types) {
    return m_impl->locked([&] {
        std::vector<protocol::ListGroupsResponse::ListedGroup> listed;
        if (!types.empty() && !contains(types, typeOfClassicGroups))
            return listed;
        for (const auto& [id, group] : m_impl->state.groups)
            if (states.empty() || contains(states, nameOf(group.state())))
                listed.push_back({.groupId = id,
                                  .protocolType = group.protocolType().value_or(""),
                                  .groupState = std::string(nameOf(group.state())),
                                  .groupType = std::string(typeOfClassicGroups)});
        return listed;
    });
}

protocol::ErrorCode GroupCoordinator::remove(const std::string& groupId) {
    return m_impl->locked([&] {
        auto& state = m_impl->state;
        if (const auto code = state.ready(); code != ErrorCode::NONE)
            return code;
        const auto* group = state.find(groupId);
        if (!group)
            return ErrorCode::GROUP_ID_NOT_FOUND;
        if (group->state() != GroupState::Empty)
            return ErrorCode::NON_EMPTY_GROUP;
        std::vector<GroupRecord> tombstones;
        for (const auto& [topic, partitions] : state.offsets.of(groupId))
            for (const auto& [partition, committed] : partitions)
                tombstones.push_back(offsetTombstone(groupId, topic, partition));
        tombstones.push_back(groupTombstone(groupId));
        if (const auto stored = state.log->append(groupId, tombstones); !stored) {
            state.logger.warn("groups", "group {} could not be deleted: {}", groupId, stored.error().cause);
            return ErrorCode::COORDINATOR_NOT_AVAILABLE;
        }
        state.timers.cancelGroup(groupId);
        state.offsets.removeGroup(groupId);
        state.groups.erase(groupId);
        return ErrorCode::NONE;
    });
}

} // namespace broker::groups
