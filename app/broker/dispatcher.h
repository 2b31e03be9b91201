#pragma once

#include "broker/engine.h"
#include "broker/net/channel.h"

namespace broker {

/// From a frame to its handler. What is not served closes the connection, as Kafka does, except that a too
/// new ApiVersions is answered in version 0 (KIP-511). Runs on the connections' strands.
class Dispatcher final : public net::FrameSink {
public:
    /// Frames may come as soon as there is an engine.
    void attach(Engine& engine) { m_engine = &engine; }
    void onFrame(std::shared_ptr<net::Channel> channel, base::Buffer frame) override;

private:
    Engine* m_engine = nullptr;
};

} // namespace broker
