#pragma once

#include <utility>
#include <vector>

#include "protocol/framing.h"
#include "protocol/messages/18_api_versions.h"
#include "support/fake_server.h"

namespace support {

/// A request that came to a FakeServer, and the way to answer it.
class FakeRequest {
public:
    FakeRequest(FakeServer::Peer& from, base::Bytes bytes)
        : peer(from), m_frame(std::move(bytes)), m_decoded(*protocol::decodeRequestHeader(m_frame)) {}

    [[nodiscard]] protocol::ApiKey key() const {
        return static_cast<protocol::ApiKey>(header().requestApiKey);
    }
    [[nodiscard]] const protocol::RequestHeader& header() const { return m_decoded.header; }
    template <class Request>
    [[nodiscard]] Request body() const {
        const auto bytes = m_frame.slice(m_decoded.bodyOffset, m_frame.size() - m_decoded.bodyOffset);
        return *protocol::decode<Request>(bytes, header().requestApiVersion);
    }
    template <class Response>
    void answer(const Response& response) const {
        peer.send(protocol::encodeResponse(header().correlationId, header().requestApiVersion, response));
    }

    FakeServer::Peer& peer;

private:
    base::Buffer m_frame;
    protocol::DecodedRequestHeader m_decoded;
};

using ApiKeys = std::vector<protocol::ApiVersionsResponse::ApiVersion>;

/// Tells the client which APIs there are and gives `handle` every other request, until it has gone.
template <class Handler>
void serveRequests(FakeServer::Peer& peer, const ApiKeys& apiKeys, Handler handle) {
    for (base::Bytes bytes = peer.readFrame(); !bytes.empty(); bytes = peer.readFrame()) {
        const FakeRequest request(peer, std::move(bytes));
        if (request.key() != protocol::ApiKey::ApiVersions) {
            handle(request);
            continue;
        }
        protocol::ApiVersionsResponse response;
        response.apiKeys = apiKeys;
        request.answer(response);
    }
}

} // namespace support
