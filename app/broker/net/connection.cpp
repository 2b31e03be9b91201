#include "broker/net/connection.h"

#include <algorithm>
#include <cstring>

namespace broker::net {

namespace {

// Key, version and correlation id: nothing shorter can be a request.
constexpr std::int32_t SmallestFrame = 8;
constexpr std::size_t PiecesAtOnce = 64;

std::int64_t steadyMs(std::chrono::steady_clock::time_point at = std::chrono::steady_clock::now()) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

std::int32_t frameLength(const std::uint8_t* at) {
    return static_cast<std::int32_t>(std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 |
                                     std::uint32_t{at[2]} << 8 | std::uint32_t{at[3]});
}

} // namespace

Connection::Connection(asio::ip::tcp::socket socket, std::uint64_t id, HostPort advertised,
                       std::int64_t nowMs, Surroundings surroundings)
    : m_socket(std::move(socket))
    , m_id(id)
    , m_advertised(std::move(advertised))
    , m_sinceMs(nowMs)
    , m_around(std::move(surroundings))
    , m_lastActivity(steadyMs()) {
    std::error_code ignored;
    m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    m_socket.non_blocking(true, ignored);
    if (m_around.limits.sendBuffer >= 0)
        m_socket.set_option(asio::socket_base::send_buffer_size(m_around.limits.sendBuffer), ignored);
    if (const auto peer = m_socket.remote_endpoint(ignored); !ignored) {
        m_peerHost = peer.address().to_string();
        m_peer = HostPort{m_peerHost, peer.port()}.toString();
    }
}

Connection::~Connection() {
    m_around.traffic.unsentBytes -= static_cast<std::int64_t>(m_outBytes);
}

void Connection::start() {
    asio::dispatch(m_socket.get_executor(), [self = shared_from_this()] { self->pump(); });
}

void Connection::answer(std::vector<base::Buffer> pieces) {
    asio::dispatch(m_socket.get_executor(),
                   [self = shared_from_this(), pieces = std::move(pieces)]() mutable {
                       if (self->m_closed)
                           return;
                       for (auto& piece : pieces) {
                           if (piece.empty())
                               continue;
                           self->m_outBytes += piece.size();
                           self->m_around.traffic.unsentBytes += static_cast<std::int64_t>(piece.size());
                           self->m_out.push_back(std::move(piece));
                       }
                       self->m_busy = false;
                       self->m_awaitsAnswer = false;
                       self->m_held = nullptr;
                       self->write();
                       self->pump();
                   });
}

void Connection::skipAnswer() {
    asio::dispatch(m_socket.get_executor(), [self = shared_from_this()] {
        self->m_busy = false;
        self->m_awaitsAnswer = false;
        self->m_held = nullptr;
        self->pump();
    });
}

void Connection::close(std::string why) {
    asio::dispatch(m_socket.get_executor(), [self = shared_from_this(), why = std::move(why)]() mutable {
        self->finish(std::move(why));
    });
}

void Connection::hold(std::shared_ptr<void> work) {
    asio::dispatch(m_socket.get_executor(), [self = shared_from_this(), work = std::move(work)]() mutable {
        if (!self->m_closed && self->m_busy)
            self->m_held = std::move(work);
    });
}

void Connection::post(std::function<void()> call) {
    asio::post(m_socket.get_executor(), [self = shared_from_this(), call = std::move(call)] {
        if (!self->m_closed)
            call();
    });
}

void Connection::setClientId(const std::string& clientId) {
    const base::Lock lock(m_identityMutex);
    if (m_clientId != clientId)
        m_clientId = clientId;
}

void Connection::setSoftware(std::string name, std::string version) {
    const base::Lock lock(m_identityMutex);
    m_softwareName = std::move(name);
    m_softwareVersion = std::move(version);
}

ConnectionInfo Connection::info() const {
    ConnectionInfo info;
    info.id = m_id;
    info.address = m_peer;
    info.connectedSinceMs = m_sinceMs;
    info.requests = m_requests;
    info.bytesIn = m_bytesIn;
    info.bytesOut = m_bytesOut;
    const base::Lock lock(m_identityMutex);
    info.clientId = m_clientId;
    info.softwareName = m_softwareName;
    info.softwareVersion = m_softwareVersion;
    return info;
}

void Connection::checkDeadlines(std::chrono::steady_clock::time_point at) {
    const auto now = steadyMs(at);
    const auto quiet = std::chrono::milliseconds(now - m_lastActivity);
    if (const auto left = m_leftAt.load(); left != 0) {
        if (std::chrono::milliseconds(now - left) >= m_around.limits.halfClosed)
            close("the client left");
    } else if (const auto since = m_largeSince.load(); since != 0) {
        if (quiet >= m_around.limits.largeFrameStall)
            close("no byte of a large request came for too long");
        else if (std::chrono::milliseconds(now - since) >= m_around.limits.largeFrameTotal)
            close("a large request took too long to arrive");
    } else if (!m_awaitsAnswer && quiet >= m_around.limits.idle) {
        close("idle for longer than connections.max.idle.ms");
    }
}

// Runs until the connection needs bytes, an answer, room for a frame or a faster reader.
void Connection::pump() {
    if (m_pumping)
        return;
    m_pumping = true;
    while (!m_closed && !m_halfClosed && !m_busy && !m_reading && !m_waitsForBudget &&
           m_outBytes <= m_around.limits.unsentAnswers) {
        if (m_frame && m_filled == m_frame->size)
            deliver();
        else if (m_frame || !takeFrame())
            read();
    }
    m_pumping = false;
    if (m_busy)
        watch();
}

// While an answer is awaited nothing is read but up to a buffer's worth, so that a client that leaves is
// noticed.
void Connection::watch() {
    if (m_watching || m_closed || m_halfClosed || m_aheadSize == m_ahead.size())
        return;
    m_watching = true;
    m_socket.async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](std::error_code error) {
        self->m_watching = false;
        if (!error && !self->m_closed && self->m_busy)
            self->onReadable();
    });
}

void Connection::onReadable() {
    std::error_code error;
    const auto count =
        m_socket.read_some(asio::buffer(m_ahead.data() + m_aheadSize, m_ahead.size() - m_aheadSize), error);
    if (error == asio::error::eof) {
        markLeft();
        return;
    }
    if (error && error != asio::error::would_block)
        return finish(error.message());
    onRead(count);
    watch();
}

// Begins the frame whose length was read; false when even its length is not there yet.
bool Connection::takeFrame() {
    if (m_aheadSize < 4)
        return false;
    const auto size = frameLength(m_ahead.data());
    if (size < SmallestFrame || size > m_around.limits.maxFrame) {
        finish(fmt::format("a frame of {} bytes, allowed are {} to {} (socket.request.max.bytes)", size,
                           SmallestFrame, m_around.limits.maxFrame));
        return true;
    }
    if (size < m_around.limits.largeFrame) {
        admit(static_cast<std::size_t>(size), nullptr);
        return true;
    }
    m_waitsForBudget = true;
    m_around.budget->request(
        m_id, size, [weak = weak_from_this(), size](FrameBudget::Reservation reservation) {
            auto self = weak.lock();
            if (!self)
                return;
            // Never inline: the grant comes on the thread that gave the bytes back.
            asio::post(self->m_socket.get_executor(), [self, size, reservation = std::move(reservation)] {
                if (self->m_closed)
                    return;
                self->m_waitsForBudget = false;
                self->touch();
                self->m_largeSince = self->m_lastActivity.load();
                self->admit(static_cast<std::size_t>(size), reservation);
                self->pump();
            });
        });
    return true;
}

void Connection::admit(std::size_t size, FrameBudget::Reservation reservation) {
    m_frame = std::make_shared<Frame>();
    // Not cleared: pages of a request that never comes are never touched.
    m_frame->bytes = std::make_unique_for_overwrite<std::uint8_t[]>(size);
    m_frame->size = size;
    m_frame->reservation = std::move(reservation);
    m_filled = std::min(size, m_aheadSize - 4);
    std::memcpy(m_frame->bytes.get(), m_ahead.data() + 4, m_filled);
    m_aheadSize -= 4 + m_filled;
    std::memmove(m_ahead.data(), m_ahead.data() + 4 + m_filled, m_aheadSize);
}

void Connection::read() {
    m_reading = true;
    const auto room = m_frame ? asio::buffer(m_frame->bytes.get() + m_filled, m_frame->size - m_filled)
                              : asio::buffer(m_ahead.data() + m_aheadSize, m_ahead.size() - m_aheadSize);
    m_socket.async_read_some(room, [self = shared_from_this()](std::error_code error, std::size_t count) {
        self->m_reading = false;
        if (self->m_closed)
            return;
        if (error == asio::error::eof && self->m_outBytes > 0)
            self->markLeft(); // it may still read what it asked for
        else if (error)
            return self->finish(error == asio::error::eof ? "the client left" : error.message());
        self->onRead(count);
        self->pump();
    });
}

void Connection::onRead(std::size_t count) {
    (m_frame ? m_filled : m_aheadSize) += count;
    m_bytesIn += count;
    m_around.traffic.bytesIn += count;
    touch();
}

void Connection::deliver() {
    auto frame = std::move(m_frame);
    m_frame = nullptr;
    m_filled = 0;
    m_largeSince = 0;
    m_busy = true;
    m_awaitsAnswer = true;
    ++m_requests;
    const base::ByteView view(frame->bytes.get(), frame->size);
    m_around.sink.onFrame(shared_from_this(), base::Buffer(std::move(frame), view));
}

void Connection::write() {
    if (m_writing || m_closed || m_out.empty())
        return;
    m_writing = true;
    std::vector<asio::const_buffer> pieces;
    const auto count = std::min(m_out.size(), PiecesAtOnce);
    pieces.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto skip = i == 0 ? m_outOffset : 0;
        pieces.emplace_back(m_out[i].data() + skip, m_out[i].size() - skip);
    }
    m_socket.async_write_some(pieces,
                              [self = shared_from_this()](std::error_code error, std::size_t written) {
                                  self->m_writing = false;
                                  if (self->m_closed)
                                      return;
                                  if (error)
                                      return self->finish(error.message());
                                  self->onWritten(written);
                                  if (self->m_halfClosed && self->m_out.empty())
                                      return self->finish("the client left");
                                  self->write();
                                  self->pump();
                              });
}

void Connection::onWritten(std::size_t count) {
    m_bytesOut += count;
    m_around.traffic.bytesOut += count;
    m_around.traffic.unsentBytes -= static_cast<std::int64_t>(count);
    m_outBytes -= count;
    m_outOffset += count;
    while (!m_out.empty() && m_outOffset >= m_out.front().size()) {
        m_outOffset -= m_out.front().size();
        m_out.pop_front();
    }
    touch();
}

void Connection::finish(std::string why) {
    if (std::exchange(m_closed, true))
        return;
    m_around.log.debug("net", "{} closed: {}", m_peer, why);
    m_around.budget->withdraw(m_id);
    std::error_code ignored;
    m_socket.close(ignored);
    m_around.traffic.unsentBytes -= static_cast<std::int64_t>(std::exchange(m_outBytes, 0));
    // Pieces under way belong to a write that close() has ended.
    m_out.clear();
    m_frame = nullptr;
    m_held = nullptr;
    m_around.closed(m_id);
}

void Connection::markLeft() {
    m_halfClosed = true;
    m_leftAt = steadyMs();
}

void Connection::touch() {
    m_lastActivity = steadyMs();
}

} // namespace broker::net
