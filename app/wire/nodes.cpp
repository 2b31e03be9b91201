#include "wire/nodes.h"

#include <algorithm>

#include <fmt/format.h>

namespace wire {

Nodes::Nodes(IoLoop& loop, std::vector<Address> bootstrap, ConnectionOptions options)
    : m_loop(loop), m_bootstrap(std::move(bootstrap)), m_options(std::move(options)) {}

void Nodes::withConnection(const Address& address, Ready ready, Lane lane) {
    if (m_closed)
        return ready(base::fail(cancelled()));
    const Place place{address, lane};
    Node& node = m_nodes[place];
    if (node.opening) {
        node.waiting.push_back(std::move(ready));
        return;
    }
    if (node.connection && !node.connection->closed())
        return ready(node.connection);
    node.opening = true;
    node.waiting.push_back(std::move(ready));
    node.connection = std::make_shared<Connection>(m_loop, makeTcpTransport(m_loop), address, m_options);
    node.connection->open(
        [self = shared_from_this(), place](const base::Status& status) { self->settle(place, status); });
}

void Nodes::settle(const Place& place, const base::Status& status) {
    const auto found = m_nodes.find(place);
    if (found == m_nodes.end())
        return;
    found->second.opening = false;
    const auto connection = found->second.connection;
    auto waiting = std::exchange(found->second.waiting, {});
    if (status)
        m_reached.insert(place.first);
    else
        m_nodes.erase(found);
    for (Ready& ready : waiting) {
        if (status)
            ready(connection);
        else
            ready(base::fail(status.error()));
    }
}

void Nodes::withAny(std::vector<Address> others, Ready ready) {
    for (const auto& [place, node] : m_nodes) {
        if (place.second == Lane::Main && node.connection && !node.opening && !node.connection->closed())
            return ready(node.connection);
    }
    std::vector<Address> candidates = m_bootstrap;
    for (Address& other : others) {
        if (std::find(candidates.begin(), candidates.end(), other) == candidates.end())
            candidates.push_back(std::move(other));
    }
    tryNext(std::move(candidates), 0, {}, std::move(ready));
}

void Nodes::tryNext(std::vector<Address> candidates, std::size_t index, std::vector<base::Error> errors,
                    Ready ready) {
    if (m_closed)
        return ready(base::fail(cancelled()));
    if (index == candidates.size()) {
        base::Error all = errors.back();
        if (errors.size() > 1) {
            all.cause = fmt::format("None of {} addresses could be used.", errors.size());
            for (const base::Error& error : errors)
                all.cause += " " + error.cause;
        }
        return ready(base::fail(std::move(all)));
    }
    const Address address = candidates[index];
    withConnection(address, [self = shared_from_this(), candidates = std::move(candidates), index,
                             errors = std::move(errors), call = std::move(ready)](auto connection) mutable {
        if (connection)
            return call(std::move(connection));
        errors.push_back(connection.error());
        self->tryNext(std::move(candidates), index + 1, std::move(errors), std::move(call));
    });
}

void Nodes::close() {
    m_closed = true;
    auto nodes = std::exchange(m_nodes, {});
    for (auto& [place, node] : nodes) {
        // Their callbacks look the node up, and it is gone: who waits for it is told here.
        if (node.connection)
            node.connection->close(cancelled());
        for (Ready& ready : node.waiting)
            ready(base::fail(cancelled()));
    }
}

base::Error cancelled() {
    return {.name = "CANCELLED",
            .cause = "The connections to this cluster were closed.",
            .remedy = "Connect again.",
            .retriable = false};
}

} // namespace wire
