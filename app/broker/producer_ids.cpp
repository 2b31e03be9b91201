#include "broker/producer_ids.h"

#include "storage/log_store.h"

namespace broker {

base::Result<base::ProducerId> ProducerIds::next() {
    const base::Lock lock(m_mutex);
    if (m_next == m_end) {
        const auto block = m_store.nextProducerIdBlock();
        if (!block)
            return base::fail(block.error());
        m_next = block->value();
        m_end = m_next + storage::kProducerIdBlock;
    }
    return base::ProducerId(m_next++);
}

} // namespace broker
