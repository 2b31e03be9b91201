#include "browse/transactions.h"

#include <algorithm>

#include "protocol/records/record_batch.h"
#include "protocol/records/record_reader.h"

namespace browse {
namespace {

// Kafka's ControlRecordType; further ones end no transaction.
constexpr std::int16_t abortType = 0;
constexpr std::int16_t commitType = 1;

} // namespace

std::optional<Marker> markerOf(const protocol::BatchView& batch) {
    auto reader = protocol::RecordReader::open(batch);
    protocol::RecordView record;
    if (!batch.isControl() || !reader || !reader->next(record) || !record.key || record.key->size() < 4)
        return std::nullopt;
    const auto type = base::loadBigEndian<std::int16_t>(record.key->data() + 2); // behind the version
    const Control kind = type == abortType    ? Control::Abort
                         : type == commitType ? Control::Commit
                                              : Control::Other;
    return Marker{batch.producerId(), record.offset, kind};
}

AbortedWalk::AbortedWalk(std::vector<AbortedTransaction> aborted) : m_ahead(std::move(aborted)) {
    std::ranges::sort(m_ahead, std::greater(), &AbortedTransaction::first);
}

bool AbortedWalk::isAborted(const protocol::BatchView& batch) {
    while (!m_ahead.empty() && m_ahead.back().first <= batch.lastOffset()) {
        m_open.insert(m_ahead.back().producer);
        m_ahead.pop_back();
    }
    if (!batch.isTransactional())
        return false;
    if (!batch.isControl())
        return m_open.contains(batch.producerId());
    m_open.erase(batch.producerId());
    return false;
}

void Ledger::note(base::PartitionId partition, const Marker& marker) {
    m_markers[{partition, marker.producer}][marker.offset] = marker.kind;
}

TransactionState Ledger::state(base::PartitionId partition, base::ProducerId producer,
                               base::Offset offset) const {
    if (const auto its = m_markers.find({partition, producer}); its != m_markers.end()) {
        const auto ending = its->second.upper_bound(offset);
        if (ending != its->second.end())
            return ending->second == Control::Abort ? TransactionState::Aborted : TransactionState::Committed;
    }
    return m_complete.contains(partition) ? TransactionState::Open : TransactionState::Undecided;
}

} // namespace browse
