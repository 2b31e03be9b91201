#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/buffer.h"
#include "broker/broker.h"

namespace broker::net {

/// What a request sees of the connection it came on. Thread-safe: answers may come from any thread, long
/// after. The connection reads its next frame only after exactly one of answer(), skipAnswer() and close()
/// was called for the last one, so that answers leave strictly in the order of the requests (Kafka mutes its
/// channel for the same).
class Channel {
public:
    virtual ~Channel() = default;

    /// The pieces are written one after another without being copied together.
    virtual void answer(std::vector<base::Buffer> pieces) = 0;
    virtual void skipAnswer() = 0;
    /// Closes the connection without an answer; `why` goes to the log.
    virtual void close(std::string why) = 0;
    /// Keeps `work` until the answer is given or the connection is gone: whoever answers later owns nothing
    /// of its own.
    virtual void hold(std::shared_ptr<void> work) = 0;
    /// Runs `call` on the connection's strand, or drops it when the connection is gone.
    virtual void post(std::function<void()> call) = 0;

    virtual void setClientId(const std::string& clientId) = 0;
    virtual void setSoftware(std::string name, std::string version) = 0;
    /// The peer's address without port.
    [[nodiscard]] virtual const std::string& peerHost() const = 0;
    /// What clients of this connection's listener are told to dial.
    [[nodiscard]] virtual const HostPort& advertised() const = 0;
};

/// Takes whole frames, without their length. Called on the connection's strand.
class FrameSink {
public:
    virtual ~FrameSink() = default;
    virtual void onFrame(std::shared_ptr<Channel> channel, base::Buffer frame) = 0;
};

} // namespace broker::net
