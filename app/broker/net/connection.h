#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <deque>

#include "base/thread_safety.h"
#include "broker/logger.h"
#include "broker/net/asio.h"
#include "broker/net/channel.h"
#include "broker/net/frame_budget.h"

namespace broker::net {

/// What one connection may cost.
struct Limits {
    std::int64_t maxFrame = 104'857'600;  ///< socket.request.max.bytes; a longer frame closes the connection
    std::int64_t largeFrame = 1 << 20;    ///< from here on a frame waits for its place in the budget
    std::int64_t frameBudget = 160 << 20; ///< bytes that large frames share
    /// Bytes that the system holds for each client's socket; -1 lets it decide. What a local client has not
    /// read yet stays in the processor's cache when this is small, and large fetches arrive faster.
    int sendBuffer = 102'400;
    std::size_t unsentAnswers = 1 << 20; ///< no further request is read while more answer bytes wait
    std::chrono::milliseconds largeFrameStall{30'000};  ///< without a byte of an admitted large frame
    std::chrono::milliseconds largeFrameTotal{300'000}; ///< from admission to the last byte
    std::chrono::milliseconds halfClosed{5'000};        ///< for the last answer to a client that left
    std::chrono::milliseconds idle{600'000};            ///< connections.max.idle.ms
    std::size_t maxConnections = 2'147'483'647;         ///< max.connections
};

/// Sums over all connections of one server. Updated by the strands, read by anybody.
struct Traffic {
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> bytesIn{0};
    std::atomic<std::uint64_t> bytesOut{0};
    std::atomic<std::int64_t> unsentBytes{0}; ///< answers that wait for slow readers
};

/// One client. Reads a frame at a time into memory of exactly its length, hands it to the sink and waits for
/// the answer before it reads on. Lives on its strand; owned by the server until it is closed.
class Connection final : public Channel, public std::enable_shared_from_this<Connection> {
public:
    struct Surroundings {
        const Limits& limits;
        Traffic& traffic;
        FrameSink& sink;
        std::shared_ptr<FrameBudget> budget;
        Logger log;
        std::function<void(std::uint64_t id)> closed; ///< called once on the strand
    };

    Connection(asio::ip::tcp::socket socket, std::uint64_t id, HostPort advertised, std::int64_t nowMs,
               Surroundings surroundings);
    ~Connection() override;

    void start();
    void answer(std::vector<base::Buffer> pieces) override;
    void skipAnswer() override;
    void close(std::string why) override;
    void hold(std::shared_ptr<void> work) override;
    void post(std::function<void()> call) override;
    void setClientId(const std::string& clientId) override;
    void setSoftware(std::string name, std::string version) override;
    [[nodiscard]] const std::string& peerHost() const override { return m_peerHost; }
    [[nodiscard]] const HostPort& advertised() const override { return m_advertised; }

    /// Any thread.
    [[nodiscard]] ConnectionInfo info() const;
    /// Closes the connection when one of its deadlines passed. Any thread; called about once a second.
    void checkDeadlines(std::chrono::steady_clock::time_point now);
    /// Only once no I/O thread runs any more.
    void shutDown() { finish("the broker stops"); }

private:
    struct Frame {
        std::unique_ptr<std::uint8_t[]> bytes;
        std::size_t size = 0;
        FrameBudget::Reservation reservation;
    };

    void pump();
    [[nodiscard]] bool takeFrame();
    void admit(std::size_t size, FrameBudget::Reservation reservation);
    void read();
    void onRead(std::size_t count);
    void watch();
    void onReadable();
    void deliver();
    void write();
    void onWritten(std::size_t count);
    void finish(std::string why);
    void markLeft();
    void touch();

    asio::ip::tcp::socket m_socket;
    const std::uint64_t m_id;
    const HostPort m_advertised;
    std::string m_peerHost;
    std::string m_peer;
    const std::int64_t m_sinceMs;
    Surroundings m_around;

    // On the strand only.
    std::array<std::uint8_t, 4096> m_ahead; // what was read beyond the current frame, at most this much
    std::size_t m_aheadSize = 0;
    std::shared_ptr<Frame> m_frame; // being filled
    std::size_t m_filled = 0;
    bool m_reading = false, m_writing = false, m_busy = false, m_waitsForBudget = false, m_pumping = false,
         m_halfClosed = false, m_closed = false;
    bool m_watching = false;
    std::shared_ptr<void> m_held;
    std::deque<base::Buffer> m_out;
    std::size_t m_outOffset = 0; // of the first piece
    std::size_t m_outBytes = 0;

    std::atomic<std::int64_t> m_lastActivity; // steady milliseconds
    std::atomic<std::int64_t> m_largeSince{0};
    std::atomic<std::uint64_t> m_requests{0}, m_bytesIn{0}, m_bytesOut{0};
    std::atomic<bool> m_awaitsAnswer{false};
    std::atomic<std::int64_t> m_leftAt{0}; // when the client closed its side; steady milliseconds

    mutable base::Mutex m_identityMutex;
    std::string m_clientId GUARDED_BY(m_identityMutex);
    std::string m_softwareName GUARDED_BY(m_identityMutex);
    std::string m_softwareVersion GUARDED_BY(m_identityMutex);
};

} // namespace broker::net
