#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "wire/cluster_wire.h"
#include "wire/kafka_error.h"

namespace client {

using Groups = std::vector<std::string>;
using ByCoordinator = std::map<base::BrokerId, Groups>;

inline std::string quotedGroup(const std::string& id) {
    return "Group \"" + id + "\"";
}

/// Brokers answer a request whole: a larger one would hold up everything behind it.
inline std::vector<Groups> inPieces(const Groups& groups, std::size_t size) {
    std::vector<Groups> out;
    for (std::size_t at = 0; at < groups.size(); at += size)
        out.emplace_back(groups.begin() + static_cast<std::ptrdiff_t>(at),
                         groups.begin() + static_cast<std::ptrdiff_t>(std::min(groups.size(), at + size)));
    return out;
}

/// Answers about groups as they come in from several coordinators, then in the order asked.
template <class One>
class Gathered {
public:
    explicit Gathered(std::span<const std::string> asked, wire::Asked what = wire::Asked::Facts)
        : m_asked(asked.begin(), asked.end()), m_what(what) {}

    void put(const std::string& id, One one, std::int16_t code) {
        if (wire::meansMoved(code))
            m_moved.insert(id);
        m_found[id] = std::move(one);
    }
    void fail(const std::string& id, const base::Error& error) { m_found[id] = One{.error = error}; }
    /// Null: nobody answered about it.
    [[nodiscard]] const One* find(const std::string& id) const {
        const auto found = m_found.find(id);
        return found != m_found.end() ? &found->second : nullptr;
    }
    /// Groups whose coordinator has moved since it was remembered: to be asked once more.
    Groups takeMoved() {
        Groups out(m_moved.begin(), m_moved.end());
        m_moved.clear();
        return out;
    }
    std::vector<One> inOrder(std::string One::*name) {
        std::vector<One> out;
        for (const std::string& id : m_asked) {
            const auto found = m_found.find(id);
            out.push_back(found != m_found.end() ? found->second
                                                 : One{.error = wire::notAnswered(quotedGroup(id), m_what)});
            out.back().*name = id;
        }
        return out;
    }

private:
    const Groups m_asked;
    const wire::Asked m_what;
    std::map<std::string, One> m_found;
    std::set<std::string> m_moved;
};

/// The coordinator of these groups did not answer: whoever asks next looks for it anew.
template <class One>
void unreachable(wire::ClusterWire& connections, const Groups& groups, const base::Error& error,
                 Gathered<One>& gathered) {
    for (const std::string& id : groups)
        gathered.fail(id, error);
    connections.forgetCoordinators(groups);
}

/// Asks each coordinator about its groups; `askAll(coordinators)` sends and takes. Twice, if some have
/// moved.
template <class One, class AskAll>
base::Status gather(wire::ClusterWire& connections, std::span<const std::string> groups,
                    Gathered<One>& gathered, AskAll&& askAll) {
    Groups open(groups.begin(), groups.end());
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    for (int round = 0; round < 2 && !open.empty(); ++round) {
        std::vector<std::pair<std::string, base::Error>> orphans;
        auto coordinators = connections.byCoordinator(open, orphans);
        if (!coordinators)
            return base::fail(coordinators.error());
        for (const auto& [id, error] : orphans)
            gathered.fail(id, error);
        askAll(*coordinators);
        open = gathered.takeMoved();
        connections.forgetCoordinators(open);
    }
    return {};
}

} // namespace client
