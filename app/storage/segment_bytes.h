#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/buffer.h"
#include "base/result.h"
#include "base/thread_safety.h"
#include "storage/file_pool.h"
#include "storage/memory_budget.h"

namespace storage {

/// The record data of one segment: batches one after the other, addressed by position. One thread writes at a
/// time; any thread reads below the size that the writer has published.
class SegmentBytes {
public:
    virtual ~SegmentBytes() = default;
    /// Writes one batch, given in two pieces, at `position`, which is the end.
    [[nodiscard]] virtual base::Status append(std::int64_t position, base::ByteView header,
                                              base::ByteView body) = 0;
    /// Exactly `count` bytes; the caller knows that they are there.
    [[nodiscard]] virtual base::Result<base::Buffer> read(std::int64_t position, std::size_t count) const = 0;
    [[nodiscard]] virtual base::Status truncate(std::int64_t size) = 0;
    /// Null in memory.
    [[nodiscard]] virtual PooledFile* file() { return nullptr; }
};

class FileBytes final : public SegmentBytes {
public:
    explicit FileBytes(std::unique_ptr<PooledFile> file) : m_file(std::move(file)) {}

    base::Status append(std::int64_t position, base::ByteView header, base::ByteView body) override;
    base::Result<base::Buffer> read(std::int64_t position, std::size_t count) const override;
    base::Status truncate(std::int64_t size) override;
    PooledFile* file() override { return m_file.get(); }

private:
    const std::unique_ptr<PooledFile> m_file;
};

/// Chunks that double from 1 KiB to 1 MiB; a batch stands whole in one of them, so that reading it copies
/// nothing.
class MemoryBytes final : public SegmentBytes {
public:
    explicit MemoryBytes(std::shared_ptr<MemoryBudget> budget) : m_budget(std::move(budget)) {}

    base::Status append(std::int64_t position, base::ByteView header, base::ByteView body) override;
    base::Result<base::Buffer> read(std::int64_t position, std::size_t count) const override;
    base::Status truncate(std::int64_t size) override;

private:
    struct Chunk;
    [[nodiscard]] std::shared_ptr<Chunk> makeChunk(std::int64_t position, std::size_t batchSize,
                                                   std::size_t previousCapacity) const;

    const std::shared_ptr<MemoryBudget> m_budget;
    mutable base::Mutex m_mutex;
    std::vector<std::shared_ptr<Chunk>> m_chunks GUARDED_BY(m_mutex);
};

} // namespace storage
