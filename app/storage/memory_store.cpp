#include "storage/memory_store.h"

#include <fmt/core.h>
#include <unistd.h>

namespace storage {
namespace {

class MemoryHome final : public LogHome {
public:
    MemoryHome(std::shared_ptr<MemoryBudget> budget, std::shared_ptr<const base::Clock> clock)
        : m_budget(std::move(budget)), m_clock(std::move(clock)) {}

    base::Result<std::shared_ptr<Segment>> makeSegment(base::Offset baseOffset) override {
        return std::make_shared<Segment>(
            baseOffset, Segment::Parts{std::make_unique<MemoryBytes>(m_budget), nullptr, nullptr},
            m_clock->wallMs());
    }
    void later(std::function<void()>) override {}
    void retire(std::vector<std::shared_ptr<Segment>>, std::int64_t) override {}
    void saveSnapshotLater(base::Offset, base::Bytes) override {}
    void saveEpochsLater(std::vector<EpochStart>) override {}
    void logStartMoved() override {}
    void gone() override {}
    base::Status saveNow(base::Offset, const base::Bytes&, const std::vector<EpochStart>&, Durable) override {
        return {};
    }

private:
    const std::shared_ptr<MemoryBudget> m_budget;
    const std::shared_ptr<const base::Clock> m_clock;
};

std::int64_t quarterOfMemory() {
    const auto pages = ::sysconf(_SC_PHYS_PAGES);
    const auto pageSize = ::sysconf(_SC_PAGESIZE);
    return pages > 0 && pageSize > 0 ? pages / 4 * pageSize : 1LL << 30;
}

} // namespace

MemoryStore::MemoryStore(const MemoryOptions& options)
    : StoreCore(options)
    , m_clusterId(options.clusterId.value_or(base::Uuid::random().toString()))
    , m_directoryId(base::Uuid::random())
    , m_budget(std::make_shared<MemoryBudget>(options.limitBytes.value_or(quarterOfMemory())))
    , m_home(std::make_shared<MemoryHome>(m_budget, m_environment->clock))
    ,
    // Clients that live through a restart keep their producer id: counting from the time of the start, in
    // steps of a block, never gives it to another one.
    m_nextProducerId(m_environment->clock->wallMs() * kProducerIdBlock) {}

MemoryStore::~MemoryStore() {
    m_workers->stop();
}

DiskUsage MemoryStore::usage() const {
    return {.totalBytes = m_budget->limit(),
            .usableBytes = m_budget->limit() - m_budget->used(),
            .usedBytes = m_budget->used()};
}

base::Result<base::ProducerId> MemoryStore::nextProducerIdBlock() {
    return base::ProducerId(m_nextProducerId.fetch_add(kProducerIdBlock));
}

base::Status MemoryStore::close() {
    forEachLog([](const base::TopicPartition&, Log& log) { static_cast<void>(log.close(false)); });
    return {};
}

base::Result<std::shared_ptr<Log>> MemoryStore::makeLog(const std::string& topic, base::PartitionId partition,
                                                        const Topic& owner) {
    auto segment = m_home->makeSegment(base::Offset(0));
    if (!segment)
        return base::fail(segment.error());
    LogContent content{.saved = true};
    content.segments.push_back(std::move(*segment));
    content.epochs.assign(content.leaderEpoch, base::Offset(0));
    return std::make_shared<Log>(fmt::format("{}-{}", topic, partition.value()), m_home, m_environment,
                                 owner.config, std::move(content));
}

base::Result<std::unique_ptr<LogStore>> LogStore::openMemory(const MemoryOptions& options) {
    return std::make_unique<MemoryStore>(options);
}

} // namespace storage
