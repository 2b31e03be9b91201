#include "session/clusters/commit_reader.h"

#include <algorithm>
#include <utility>

#include "session/clusters/asking.h"
#include "session/clusters/round_reasons.h"

namespace session {

void CommitReader::forget() {
    m_late.clear();
    m_shares.forget();
    m_lateShares.forget();
}

void CommitReader::close() {
    forget();
    m_shares.close();
    m_lateShares.close();
}

/// A lag is an end, which is read next, less a commit: who kept us waiting the last time is asked before the
/// others. Share groups, whose state other brokers hold, and whose lag the cluster itself counts, are asked
/// beside the round.
void CommitReader::read(const Open& cluster, Round& round) {
    constexpr std::chrono::milliseconds patience{500}; // an answer that comes at all mostly comes sooner
    const auto until = std::chrono::steady_clock::now() + patience;
    for (auto* lane : {&m_shares, &m_lateShares}) // what an earlier round has asked
        takeShares(*lane, {}, round);
    const auto late = std::exchange(m_late, {});
    Names first, others, shares;
    Reasons reasons;
    for (auto& name : namesOf(*round.groups)) {
        const auto waited = late.find(name.id);
        if (name.type != client::GroupType::Share) {
            (waited != late.end() ? first : others).push_back(std::move(name));
            continue;
        }
        if (waited != late.end())
            m_late.insert(*waited);
        shares.push_back(std::move(name));
    }
    const auto asked = askShares(cluster, shares);
    for (const Names* names : {&first, &others})
        if (!names->empty())
            takeCommits(*names, cluster->groupOffsets(*names), round);
    const bool lacksOne =
        std::ranges::any_of(shares, [&](const auto& name) { return !round.offsets.contains(name.id); });
    for (auto* lane : asked)
        takeShares(*lane, lacksOne ? until : CommitLane::Time(), round);
    const auto miss = [&](const std::string& id, const base::Error& why) {
        if (!round.offsets.contains(id) && round.offsetsUnread.emplace(id, reasons.of(why)).second)
            note(round, fmt::format("Offsets of group {}", id), why);
    };
    for (const auto& [id, waits] : m_late)
        miss(id, waits.why);
    const base::Error open{.name = std::string(client::notAnswered),
                           .cause = "Its coordinator has not answered yet."};
    for (const auto& name : shares)
        miss(name.id, open);
}

/// The lanes that were free to ask. One that was late is asked alone, as it holds up whoever is asked with
/// it.
std::vector<CommitLane*> CommitReader::askShares(const Open& cluster, const Names& names) {
    const auto now = m_clock.now();
    Names healthy, apart;
    for (const auto& name : names) {
        const auto waited = m_late.find(name.id);
        if (waited == m_late.end())
            healthy.push_back(name);
        else if (waited->second.askAgain <= now &&
                 (apart.empty() || waited->second.askAgain < m_late.at(apart.front().id).askAgain))
            apart = {{name.id, name.type, true}};
    }
    std::vector<CommitLane*> out;
    if (m_shares.ask(cluster, std::move(healthy)))
        out.push_back(&m_shares);
    if (m_lateShares.ask(cluster, std::move(apart)))
        out.push_back(&m_lateShares);
    return out;
}

void CommitReader::takeShares(CommitLane& lane, CommitLane::Time until, Round& round) {
    constexpr std::chrono::seconds fresh{10}; // what is older is no lag of now
    auto answer = lane.take(until);
    if (!answer)
        return;
    const auto now = m_clock.now();
    if (answer->offsets && now - answer->askedAt > fresh) {
        const base::Error stale{.name = std::string(client::notAnswered),
                                .cause = "Its coordinator answers too late."};
        const bool wasLate = answer->answeredAt - answer->askedAt > fresh; // else the rounds are far apart
        std::erase_if(*answer->offsets, [&](const auto& group) {
            if (!group.error && wasLate)
                m_late[group.id] = {stale, now};
            return !group.error;
        });
    }
    takeCommits(answer->asked, std::move(answer->offsets), round);
}

void CommitReader::takeCommits(const Names& names, base::Result<std::vector<client::GroupOffsets>> offsets,
                               Round& round) {
    Reasons reasons;
    if (!offsets) {
        note(round, "Group offsets", offsets.error());
        for (const auto& name : names)
            round.offsetsUnread.emplace(name.id, reasons.of(offsets.error()));
        return;
    }
    for (auto& group : *offsets) {
        m_late.erase(group.id);
        if (!group.error) {
            round.offsetsUnread.erase(group.id);
            for (const auto& offset : group.offsets)
                if (offset.error)
                    note(round, fmt::format("Offsets of group {}", group.id), *offset.error);
            round.offsets.insert_or_assign(group.id, std::move(group));
            continue;
        }
        note(round, fmt::format("Offsets of group {}", group.id), *group.error);
        round.offsets.erase(group.id);
        round.offsetsUnread.emplace(group.id, reasons.of(*group.error));
        if (group.error->name == client::brokerSilent) // of several asked together one may hold up the others
            m_late[group.id] = {*group.error, m_clock.now() + (names.size() > 1 ? putOff.zero() : putOff)};
    }
}

} // namespace session
