#include "transfer/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "protocol/records/crc32c.h"

namespace transfer {
namespace {

constexpr std::size_t firstBuffer = 1u << 20;

base::Error failure(const std::filesystem::path& path, int code) {
    const char* name = ::strerrorname_np(code);
    return {.name = name ? name : fmt::format("errno {}", code),
            .cause = fmt::format("Reading {}: {}.", path.string(), std::strerror(code)),
            .remedy = code == ENOENT ? "Choose a file that exists." : ""};
}

} // namespace

LineReader::~LineReader() {
    if (m_file >= 0)
        ::close(m_file);
}

base::Status LineReader::open(const std::filesystem::path& path, std::int64_t from) {
    m_path = path;
    // Opening a pipe that nobody writes to would wait for ever.
    m_file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (m_file < 0)
        return base::fail(failure(path, errno));
    struct stat facts {};
    if (::fstat(m_file, &facts) != 0)
        return base::fail(failure(path, errno));
    if (S_ISDIR(facts.st_mode))
        return base::fail(failure(path, EISDIR));
    if (!S_ISREG(facts.st_mode))
        return base::fail({.name = "NO_REGULAR_FILE",
                           .cause = fmt::format("{} is a pipe, a socket or a device.", path.string()),
                           .remedy = "Write what comes out of it into a file, and choose that."});
    m_size = facts.st_size;
    m_buffer.resize(firstBuffer + padding);
    m_unpacker = Unpacker::forFile(m_file);
    if (m_unpacker) {
        const auto passed = sum(from);
        m_start = from;
        return passed ? base::Status() : base::fail(passed.error());
    }
    m_start = from;
    if (from > 0 && ::lseek(m_file, from, SEEK_SET) < 0)
        return base::fail(failure(path, errno));
    return {};
}

base::Result<std::uint32_t> LineReader::sum(std::int64_t bytes) {
    std::uint32_t out = 0;
    while (bytes > 0) {
        const auto room = std::min(bytes, static_cast<std::int64_t>(m_buffer.size()));
        const auto got = readInto(std::span(m_buffer).first(static_cast<std::size_t>(room)));
        if (!got)
            return base::fail(got.error());
        if (*got == 0)
            return out;
        out = protocol::crc32c(base::asBytes({m_buffer.data(), *got}), out);
        m_start += static_cast<std::int64_t>(*got);
        bytes -= static_cast<std::int64_t>(*got);
    }
    return out;
}

base::Result<std::size_t> LineReader::readInto(std::span<char> into) {
    if (m_unpacker)
        return m_unpacker->read(into);
    for (;;) {
        const auto got = ::read(m_file, into.data(), into.size());
        if (got >= 0)
            return static_cast<std::size_t>(got);
        if (errno != EINTR)
            return base::fail(failure(m_path, errno));
    }
}

base::Status LineReader::fill() {
    moveToFront();
    if (m_to + padding == m_buffer.size())
        m_buffer.resize(std::min(m_buffer.size() * 2, longestLine + firstBuffer + padding));
    m_before =
        m_unpacker ? Place{m_unpacker->consumed(), m_start + static_cast<std::int64_t>(m_to)} : Place{};
    const auto got = readInto(std::span(m_buffer).subspan(m_to, m_buffer.size() - padding - m_to));
    if (!got)
        return base::fail(got.error());
    m_ended = *got == 0;
    m_to += *got;
    return {};
}

std::int64_t LineReader::consumed(std::int64_t upTo) const {
    if (!m_unpacker)
        return upTo;
    // What is unpacked lies ahead of what was handed out.
    const std::int64_t packed = m_unpacker->consumed() - m_before.packed;
    const std::int64_t unpacked = m_start + static_cast<std::int64_t>(m_to) - m_before.unpacked;
    const double share = unpacked > 0 ? double(upTo - m_before.unpacked) / double(unpacked) : 1;
    return m_before.packed + static_cast<std::int64_t>(double(packed) * std::clamp(share, 0.0, 1.0));
}

Line LineReader::cut(std::size_t to, std::size_t next) {
    Line line;
    line.text = {m_buffer.data() + m_from, to - m_from};
    line.readable = m_buffer.size() - m_from;
    line.start = m_start + static_cast<std::int64_t>(m_from);
    line.bytes = static_cast<std::int64_t>(line.text.size());
    m_from = next;
    line.end = m_start + static_cast<std::int64_t>(m_from);
    return line;
}

void LineReader::moveToFront() {
    if (m_from == 0)
        return;
    std::memmove(m_buffer.data(), m_buffer.data() + m_from, m_to - m_from);
    m_start += static_cast<std::int64_t>(m_from);
    m_to -= m_from;
    m_from = 0;
}

base::Result<std::optional<Line>> LineReader::passLong() {
    moveToFront();
    const std::int64_t start = m_start;
    for (;;) {
        // Behind the beginning, which is kept.
        const auto room = std::span(m_buffer).subspan(keptOfLong, m_buffer.size() - padding - keptOfLong);
        m_start += static_cast<std::int64_t>(m_to - keptOfLong);
        m_to = m_from = keptOfLong;
        const auto got = readInto(room);
        if (!got)
            return base::fail(got.error());
        m_ended = *got == 0;
        m_to += *got;
        const void* found = std::memchr(room.data(), '\n', *got);
        const auto end =
            found ? static_cast<std::size_t>(static_cast<const char*>(found) - m_buffer.data()) : m_to;
        const std::int64_t bytes = m_start + static_cast<std::int64_t>(end) - start;
        if (!found && !m_ended && bytes <= mostPassed)
            continue;
        if (!found && !m_ended)
            return base::fail({.name = "LINE_TOO_LONG",
                               .cause = fmt::format("A line of {} is longer than {} MiB.", m_path.string(),
                                                    mostPassed >> 20),
                               .remedy = "It may be no file of JSON lines."});
        m_from = found ? end + 1 : end;
        Line line;
        line.text = {m_buffer.data(), keptOfLong};
        line.readable = m_buffer.size();
        line.start = start;
        line.end = m_start + static_cast<std::int64_t>(m_from);
        line.bytes = bytes;
        return line;
    }
}

base::Result<std::optional<Line>> LineReader::next() {
    std::size_t looked = m_from;
    for (;;) {
        const void* found = std::memchr(m_buffer.data() + looked, '\n', m_to - looked);
        if (found) {
            const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - m_buffer.data());
            return cut(end, end + 1);
        }
        if (m_ended && m_from < m_to)
            return cut(m_to, m_to);
        if (m_ended)
            return std::nullopt;
        const std::size_t before = m_to - m_from;
        if (before > longestLine)
            return passLong();
        if (auto filled = fill(); !filled)
            return base::fail(filled.error());
        looked = before;
    }
}

} // namespace transfer
