#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "base/buffer.h"
#include "base/result.h"
#include "wire/address.h"
#include "wire/io_loop.h"

namespace wire {

/// A stream of bytes to one broker: the seam below which encryption and authentication live.
/// Lives on its loop's thread; calls back there, never from inside a call. One read and one write at a time.
/// After close() no callback comes any more.
class Transport {
public:
    using Done = std::function<void(base::Status)>;
    using ReadDone = std::function<void(base::Result<std::size_t>)>;

    virtual ~Transport() = default;
    virtual void connect(const Address& address, Done done) = 0;
    /// What is there, at least one byte; 0 when the other side has closed. `into` must live until then.
    virtual void read(std::uint8_t* into, std::size_t atMost, ReadDone done) = 0;
    virtual void write(base::Bytes bytes, Done done) = 0;
    virtual void close() = 0;
};

std::shared_ptr<Transport> makeTcpTransport(IoLoop& loop);

/// A system error in our words: what happened between us and `address`.
base::Error systemError(int code, std::string_view name, const Address& address);

} // namespace wire
