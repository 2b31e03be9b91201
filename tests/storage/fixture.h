#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "protocol/records/record_batch.h"
#include "protocol/records/record_batch_builder.h"
#include "protocol/records/record_reader.h"
#include "storage/log_store.h"
#include "support/temporary_folder.h"

namespace storage_test {

using base::Offset;

/// Time that stands still until a test moves it.
class ManualClock final : public base::Clock {
public:
    std::int64_t wallMs() const override { return m_ms; }
    std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::time_point(std::chrono::milliseconds(m_ms));
    }
    void set(std::int64_t ms) { m_ms = ms; }
    void advance(std::int64_t ms) { m_ms += ms; }

private:
    std::atomic<std::int64_t> m_ms{1700000000000};
};

/// What a producer sends: a batch in the making.
struct Batch {
    std::vector<std::string> values;
    std::vector<std::int64_t> timestamps; ///< the clock's when empty
    bool keyed = true;
    protocol::BatchOptions options;

    base::Buffer make(std::int64_t nowMs) const {
        protocol::RecordBatchBuilder builder(options);
        for (std::size_t i = 0; i < values.size(); ++i)
            builder.append(timestamps.empty() ? nowMs : timestamps[i],
                           keyed ? std::optional(base::asBytes("key")) : std::nullopt,
                           base::asBytes(values[i]));
        return base::Buffer(builder.build().value());
    }
};

inline protocol::BatchOptions producedBy(std::int64_t id, std::int16_t epoch, std::int32_t sequence) {
    return {.producerId = base::ProducerId(id),
            .producerEpoch = base::ProducerEpoch(epoch),
            .baseSequence = sequence};
}

struct ReadRecord {
    Offset offset;
    std::int64_t timestamp = 0;
    std::string value;
    bool operator==(const ReadRecord&) const = default;
};

inline std::vector<ReadRecord> recordsIn(base::ByteView bytes) {
    std::vector<ReadRecord> all;
    while (!bytes.empty()) {
        const auto batch = protocol::BatchView::parse(bytes);
        if (!batch || !batch->crcMatches()) {
            ADD_FAILURE() << "no sound batch " << (batch ? "(checksum)" : batch.error().cause);
            return all;
        }
        auto reader = protocol::RecordReader::open(*batch).value();
        protocol::RecordView record;
        while (reader.next(record))
            all.push_back({record.offset, record.timestamp, std::string(base::asText(*record.value))});
        EXPECT_TRUE(reader.status());
        bytes = bytes.subspan(batch->sizeInBytes());
    }
    return all;
}

/// From `from` to the end, as a consumer reads it.
inline std::vector<ReadRecord> readAll(storage::PartitionLog& log, Offset from,
                                       std::int32_t maxBytes = 1 << 20) {
    std::vector<ReadRecord> all;
    while (from < log.endOffset()) {
        const auto part = log.read(from, maxBytes, true);
        if (!part) {
            ADD_FAILURE() << part.error().cause;
            return all;
        }
        const auto records = recordsIn(part->records.view());
        if (records.empty()) {
            ADD_FAILURE() << "nothing at offset " << from;
            return all;
        }
        for (const auto& record : records)
            if (record.offset >= from)
                all.push_back(record);
        from = records.back().offset + 1;
    }
    return all;
}

inline std::vector<std::string> valuesOf(const std::vector<ReadRecord>& records) {
    std::vector<std::string> values;
    for (const auto& record : records)
        values.push_back(record.value);
    return values;
}

enum class Kind { Folder, Memory };

/// A store of either kind that can be stopped, killed and opened again (memory forgets then).
class StoreFixture {
public:
    explicit StoreFixture(Kind kind) : m_kind(kind), m_clock(std::make_shared<ManualClock>()) { open(); }

    void open() {
        m_store = nullptr;
        const auto options = [this](auto& o) {
            o.clock = m_clock;
            o.log = [this](const base::LogLine& line) {
                std::lock_guard lock(m_saying);
                said.push_back(line.text);
            };
            o.configFor = [this](const std::string&, const storage::Overrides&) { return config; };
        };
        if (m_kind == Kind::Memory) {
            storage::MemoryOptions memory;
            memory.limitBytes = memoryLimit;
            options(memory);
            m_store = storage::LogStore::openMemory(memory).value();
            return;
        }
        storage::FolderOptions folder;
        folder.folder = m_folder.path();
        folder.maxOpenFiles = maxOpenFiles;
        options(folder);
        auto opened = storage::LogStore::openFolder(folder);
        ASSERT_TRUE(opened) << opened.error().cause;
        m_store = std::move(*opened);
    }
    void stopCleanly() {
        ASSERT_TRUE(m_store->close());
        m_store = nullptr;
    }
    /// As after kill -9: what was written is there, what only close() writes is not.
    void die() { m_store = nullptr; }

    storage::PartitionLog& makeTopic(const std::string& name = "t", std::int32_t partitions = 1) {
        auto topic = m_store->createTopic(name, base::Uuid::random(), partitions, {}, config);
        EXPECT_TRUE(topic) << topic.error().cause;
        return *topic->partitions[0];
    }
    storage::PartitionLog& log(const std::string& name = "t", std::size_t partition = 0) {
        for (const auto& topic : m_store->topics())
            if (topic.name == name)
                return *topic.partitions.at(partition);
        throw std::runtime_error("no topic " + name);
    }

    auto produce(storage::PartitionLog& log, const Batch& batch, std::int16_t version = 11) {
        return log.append(batch.make(m_clock->wallMs()), storage::AppendOrigin::Client, version);
    }
    /// `count` batches of one record "v<offset>" each.
    void fill(storage::PartitionLog& log, int count, std::size_t padding = 0) {
        for (int i = 0; i < count; ++i) {
            const auto value = "v" + std::to_string(log.endOffset().value()) + std::string(padding, '.');
            const auto done = produce(log, {.values = {value}});
            ASSERT_TRUE(done) << done.error().error.cause;
            m_clock->advance(1);
        }
    }

    storage::LogStore& store() { return *m_store; }
    ManualClock& clock() { return *m_clock; }
    std::filesystem::path folder() const { return m_folder.path(); }

    storage::LogConfig config;
    std::vector<std::string> said; ///< the store's log
    std::int64_t memoryLimit = 64 << 20;
    std::size_t maxOpenFiles = 512;

private:
    std::mutex m_saying; // guards said while the store works
    const Kind m_kind;
    test_support::TemporaryFolder m_folder;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<storage::LogStore> m_store;
};

inline std::string fileText(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void writeFile(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

} // namespace storage_test
