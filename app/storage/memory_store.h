#pragma once

#include "storage/memory_budget.h"
#include "storage/store_core.h"

namespace storage {

/// Everything in memory, up to a limit; gone when the process ends.
class MemoryStore final : public StoreCore {
public:
    explicit MemoryStore(const MemoryOptions& options);
    ~MemoryStore() override;

    std::string clusterId() const override { return m_clusterId; }
    base::Uuid directoryId() const override { return m_directoryId; }
    bool persistent() const override { return false; }
    std::string path() const override { return "memory"; }
    DiskUsage usage() const override;
    std::vector<std::string> recoveryReport() const override { return {}; }
    base::Result<base::ProducerId> nextProducerIdBlock() override;
    base::Status close() override;

private:
    base::Result<std::shared_ptr<Log>> makeLog(const std::string& topic, base::PartitionId partition,
                                               const Topic& owner) override;
    base::Status keepOverrides(const std::string&, const Topic&) override { return {}; }
    void removeData(const std::string&, const Topic&, std::size_t) override {}
    base::Status forgetEarlier(const std::string&) override { return {}; }
    void sweepStore(std::int64_t) override {}

    const std::string m_clusterId;
    const base::Uuid m_directoryId;
    const std::shared_ptr<MemoryBudget> m_budget;
    const std::shared_ptr<LogHome> m_home; ///< one serves all logs: it has no state of its own
    std::atomic<std::int64_t> m_nextProducerId;
};

} // namespace storage
