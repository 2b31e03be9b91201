#include "storage/segment_bytes.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <fmt/format.h>

#include "storage/storage_error.h"

namespace storage {
namespace {

constexpr std::size_t kSmallestChunk = 1 << 10;
constexpr std::size_t kLargestChunk = 1 << 20;

} // namespace

base::Status FileBytes::append(std::int64_t position, base::ByteView header, base::ByteView body) {
    auto file = m_file->acquire();
    if (!file)
        return base::fail(file.error());
    auto written = (*file)->writeAt({header, body}, position);
    if (!written) // a torn batch must not stay behind for a later recovery to find
        static_cast<void>((*file)->truncate(position));
    return written;
}

base::Result<base::Buffer> FileBytes::read(std::int64_t position, std::size_t count) const {
    auto file = m_file->acquire();
    if (!file)
        return base::fail(file.error());
    auto bytes = std::make_shared_for_overwrite<std::uint8_t[]>(count);
    const auto read = (*file)->readAt({bytes.get(), count}, position);
    if (!read)
        return base::fail(read.error());
    if (*read != count)
        return base::fail(storageError(fmt::format(
            "{} ends at {}, before position {}", m_file->path().string(),
            position + static_cast<std::int64_t>(*read), position + static_cast<std::int64_t>(count))));
    const base::ByteView view(bytes.get(), count);
    return base::Buffer(std::move(bytes), view);
}

base::Status FileBytes::truncate(std::int64_t size) {
    auto file = m_file->acquire();
    return file ? (*file)->truncate(size) : base::fail(file.error());
}

struct MemoryBytes::Chunk {
    Chunk(std::shared_ptr<MemoryBudget> from, std::int64_t at, std::size_t room)
        : budget(std::move(from)), start(at), capacity(room), bytes(new (std::nothrow) std::uint8_t[room]) {}
    ~Chunk() { budget->give(static_cast<std::int64_t>(capacity)); }
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;

    [[nodiscard]] std::int64_t end() const { return start + static_cast<std::int64_t>(used); }

    const std::shared_ptr<MemoryBudget> budget;
    const std::int64_t start;
    const std::size_t capacity;
    const std::unique_ptr<std::uint8_t[]> bytes;
    std::size_t used = 0; ///< guarded by the owner's mutex
};

std::shared_ptr<MemoryBytes::Chunk> MemoryBytes::makeChunk(std::int64_t position, std::size_t batchSize,
                                                           std::size_t previousCapacity) const {
    const std::size_t usual = std::clamp(previousCapacity * 2, kSmallestChunk, kLargestChunk);
    // Close to the limit a chunk of the batch's own size may still fit.
    for (const std::size_t room : {std::max(usual, batchSize), batchSize}) {
        if (!m_budget->take(static_cast<std::int64_t>(room)))
            continue;
        auto chunk = std::make_shared<Chunk>(m_budget, position, room);
        if (chunk->bytes)
            return chunk;
    }
    return nullptr;
}

base::Status MemoryBytes::append(std::int64_t position, base::ByteView header, base::ByteView body) {
    const std::size_t size = header.size() + body.size();
    std::shared_ptr<Chunk> chunk;
    {
        const base::Lock lock(m_mutex);
        if (!m_chunks.empty())
            chunk = m_chunks.back();
    }
    const bool fresh = !chunk || chunk->capacity - chunk->used < size;
    if (fresh) {
        chunk = makeChunk(position, size, chunk ? chunk->capacity : 0);
        if (!chunk)
            return base::fail(storageError(
                fmt::format(
                    "the memory for records is full: {} of {} bytes are in use and the batch needs {}",
                    m_budget->used(), m_budget->limit(), size),
                "Delete topics or records, shorten retention, or start the broker with a larger "
                "--memory-limit."));
    }
    std::uint8_t* to = chunk->bytes.get() + chunk->used;
    if (!header.empty())
        std::memcpy(to, header.data(), header.size());
    if (!body.empty())
        std::memcpy(to + header.size(), body.data(), body.size());
    const base::Lock lock(m_mutex);
    chunk->used += size;
    if (fresh)
        m_chunks.push_back(std::move(chunk));
    return {};
}

base::Result<base::Buffer> MemoryBytes::read(std::int64_t position, std::size_t count) const {
    std::vector<std::pair<std::shared_ptr<Chunk>, std::size_t>> parts; // chunk and its used bytes
    {
        const base::Lock lock(m_mutex);
        auto it = std::upper_bound(m_chunks.begin(), m_chunks.end(), position,
                                   [](std::int64_t at, const auto& chunk) { return at < chunk->end(); });
        for (std::size_t have = 0; have < count && it != m_chunks.end(); ++it) {
            parts.emplace_back(*it, (*it)->used);
            have += static_cast<std::size_t>((*it)->end() - std::max(position, (*it)->start));
        }
    }
    if (parts.empty())
        return base::Buffer();
    const auto& [first, used] = parts.front();
    const auto inFirst = static_cast<std::size_t>(position - first->start);
    if (used - inFirst >= count)
        return base::Buffer(first, {first->bytes.get() + inFirst, count});
    auto bytes = std::make_shared_for_overwrite<std::uint8_t[]>(count);
    std::size_t done = 0;
    for (const auto& [chunk, filled] : parts) {
        const std::size_t from = done == 0 ? inFirst : 0;
        const std::size_t n = std::min(filled - from, count - done);
        std::memcpy(bytes.get() + done, chunk->bytes.get() + from, n);
        done += n;
    }
    const base::ByteView view(bytes.get(), done);
    return base::Buffer(std::move(bytes), view);
}

base::Status MemoryBytes::truncate(std::int64_t size) {
    const base::Lock lock(m_mutex);
    while (!m_chunks.empty() && m_chunks.back()->start >= size)
        m_chunks.pop_back();
    if (!m_chunks.empty() && m_chunks.back()->end() > size)
        m_chunks.back()->used = static_cast<std::size_t>(size - m_chunks.back()->start);
    return {};
}

} // namespace storage
