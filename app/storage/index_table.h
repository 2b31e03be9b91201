#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "base/endian.h"
#include "base/result.h"
#include "storage/file_pool.h"
#include "storage/storage_error.h"

namespace storage {

/// A row of `.index`: the batch at `position` ends with offset base + relativeOffset.
struct OffsetIndexEntry {
    std::int32_t relativeOffset = 0;
    std::int32_t position = 0;

    static constexpr std::size_t kSize = 8;
    void encode(std::uint8_t* to) const {
        base::storeBigEndian(to, relativeOffset);
        base::storeBigEndian(to + 4, position);
    }
    static OffsetIndexEntry decode(const std::uint8_t* from) {
        return {base::loadBigEndian<std::int32_t>(from), base::loadBigEndian<std::int32_t>(from + 4)};
    }
};

/// A row of `.timeindex`: no record before the batch that ends with base + relativeOffset is as late as
/// timestampMs.
struct TimeIndexEntry {
    std::int64_t timestampMs = -1;
    std::int32_t relativeOffset = 0;

    static constexpr std::size_t kSize = 12;
    void encode(std::uint8_t* to) const {
        base::storeBigEndian(to, timestampMs);
        base::storeBigEndian(to + 8, relativeOffset);
    }
    static TimeIndexEntry decode(const std::uint8_t* from) {
        return {base::loadBigEndian<std::int64_t>(from), base::loadBigEndian<std::int32_t>(from + 8)};
    }
};

/// The sorted rows of one index. In a folder they stand in a file, and also in memory while the segment is
/// written; the rows of a sealed segment are read from the file by need, so that old segments cost no memory.
/// Not thread-safe: its segment guards it.
template <class Entry>
class IndexTable {
public:
    /// `file` is null in memory mode.
    explicit IndexTable(std::unique_ptr<PooledFile> file) : m_file(std::move(file)) {}

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] PooledFile* file() { return m_file.get(); }

    [[nodiscard]] base::Status append(Entry entry) {
        if (m_file) {
            auto file = m_file->acquire();
            if (!file)
                return base::fail(file.error());
            std::array<std::uint8_t, Entry::kSize> bytes;
            entry.encode(bytes.data());
            if (auto done = (*file)->writeAt({bytes}, static_cast<std::int64_t>(m_count * Entry::kSize));
                !done) {
                m_torn = true;
                return done;
            }
        }
        if (m_resident)
            m_entries.push_back(entry);
        ++m_count;
        m_last = entry;
        return {};
    }

    [[nodiscard]] std::optional<Entry> last() const { return m_last; }

    /// The last entry for which `holds` is true; it must be true for a prefix of the entries and false for
    /// the rest.
    template <class Predicate>
    [[nodiscard]] base::Result<std::optional<Entry>> lastWhere(Predicate holds) {
        std::size_t low = 0;
        std::size_t high = m_count;
        std::optional<Entry> found;
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            const auto entry = at(middle);
            if (!entry)
                return base::fail(entry.error());
            if (holds(*entry)) {
                found = *entry;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return found;
    }

    [[nodiscard]] base::Result<Entry> at(std::size_t index) {
        if (m_resident)
            return m_entries[index];
        auto file = m_file->acquire();
        if (!file)
            return base::fail(file.error());
        std::array<std::uint8_t, Entry::kSize> bytes;
        const auto read = (*file)->readAt(bytes, static_cast<std::int64_t>(index * Entry::kSize));
        if (!read)
            return base::fail(read.error());
        if (*read != bytes.size())
            return base::fail(
                storageError(fmt::format("{} is shorter than it was", m_file->path().string())));
        return Entry::decode(bytes.data());
    }

    /// Takes over what the file holds, leaving it there. False when its length is not a whole number of
    /// entries.
    [[nodiscard]] base::Result<bool> load() {
        auto file = m_file->acquire();
        if (!file)
            return base::fail(file.error());
        const auto size = (*file)->size();
        if (!size)
            return base::fail(size.error());
        m_count = static_cast<std::size_t>(*size) / Entry::kSize;
        m_resident = false;
        m_entries = {};
        m_last.reset();
        if (m_count > 0) {
            const auto entry = at(m_count - 1);
            if (!entry)
                return base::fail(entry.error());
            m_last = *entry;
        }
        return static_cast<std::size_t>(*size) % Entry::kSize == 0;
    }

    /// Reads all entries into memory, for the segment that is written next.
    [[nodiscard]] base::Status makeResident() {
        if (m_resident)
            return {};
        std::vector<std::uint8_t> bytes(m_count * Entry::kSize);
        auto file = m_file->acquire();
        if (!file)
            return base::fail(file.error());
        const auto read = (*file)->readAt(bytes, 0);
        if (!read)
            return base::fail(read.error());
        m_count = *read / Entry::kSize;
        m_entries.clear();
        for (std::size_t i = 0; i < m_count; ++i)
            m_entries.push_back(Entry::decode(bytes.data() + i * Entry::kSize));
        m_resident = true;
        return {};
    }

    /// Empties it, to be filled anew.
    [[nodiscard]] base::Status clear() {
        m_entries.clear();
        m_count = 0;
        m_last.reset();
        m_resident = true;
        m_torn = true;
        return trim();
    }

    /// Cuts off what a failed write may have left behind the last entry.
    [[nodiscard]] base::Status trim() {
        if (!m_file || !m_torn)
            return {};
        auto file = m_file->acquire();
        if (!file)
            return base::fail(file.error());
        auto done = (*file)->truncate(static_cast<std::int64_t>(m_count * Entry::kSize));
        m_torn = !done;
        return done;
    }

    /// Gives the memory back; in a folder the file has it all.
    void release() {
        if (!m_file)
            return;
        m_resident = false;
        m_entries = {};
    }

private:
    std::unique_ptr<PooledFile> m_file;
    std::vector<Entry> m_entries; ///< all of them while m_resident
    std::size_t m_count = 0;
    std::optional<Entry> m_last;
    bool m_resident = true;
    bool m_torn = false; ///< the file may hold more than the entries
};

} // namespace storage
