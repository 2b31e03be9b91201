#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "wire/connection.h"

namespace wire {

/// A broker answers what comes on one connection in order: what it may hold back for long goes aside, where
/// nothing waits behind it, and what it is known to hold back goes apart from that. What needs the controller
/// is held back while there is none.
enum class Lane { Main, Aside, Apart, Controller };

/// The connections of one cluster by address. Lives on the loop's thread.
class Nodes : public std::enable_shared_from_this<Nodes> {
public:
    using Ready = std::function<void(base::Result<std::shared_ptr<Connection>>)>;

    Nodes(IoLoop& loop, std::vector<Address> bootstrap, ConnectionOptions options);

    /// An open connection to this address, a new one if need be.
    void withConnection(const Address& address, Ready ready, Lane lane = Lane::Main);
    /// An open connection to anybody, in the main lane; else the bootstrap addresses in turn, then `others`.
    void withAny(std::vector<Address> others, Ready ready);
    void close();
    /// Whether a connection to it has come about before.
    [[nodiscard]] bool hasReached(const Address& address) const { return m_reached.contains(address); }

private:
    struct Node {
        std::shared_ptr<Connection> connection;
        bool opening = false;
        std::vector<Ready> waiting;
    };

    void tryNext(std::vector<Address> candidates, std::size_t index, std::vector<base::Error> errors,
                 Ready ready);
    using Place = std::pair<Address, Lane>;
    void settle(const Place& place, const base::Status& status);

    IoLoop& m_loop;
    const std::vector<Address> m_bootstrap;
    const ConnectionOptions m_options;
    std::map<Place, Node> m_nodes;
    std::set<Address> m_reached;
    bool m_closed = false;
};

/// What everything under way is told when its connections are closed on purpose.
base::Error cancelled();

} // namespace wire
