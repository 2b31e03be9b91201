#include "browse/row_reader.h"

#include <algorithm>

#include "browse/record_factory.h"
#include "protocol/records/batch_reader.h"

namespace browse {

RowKey keyOf(const Record& record) {
    return {record.timestampMs, record.partition, record.offset};
}

/// One reading of one chunk.
class RowReader::Pass {
public:
    Pass(const RowReader& reader, const Chunk& chunk, const ReadSpec& spec)
        : m_reader(reader), m_chunk(chunk), m_spec(spec), m_aborted(chunk.aborted) {
        m_out.next = spec.from;
    }

    ReadRows run() {
        protocol::BatchReader batches(m_chunk.bytes->view());
        bool goesOn = true;
        while (goesOn) {
            const auto batch = batches.next();
            goesOn = batch && take(*batch);
        }
        if (!batches.status())
            m_out.error = batches.status().error();
        return std::move(m_out);
    }

private:
    struct Match {
        protocol::RecordView record;
        std::int64_t before;
    };

    /// False: enough.
    bool take(const protocol::BatchView& batch) {
        const bool isAborted = m_aborted.isAborted(batch);
        if (batch.nextOffset() <= m_out.next)
            return true;
        if (batch.baseOffset() >= m_spec.below) {
            m_out.next = m_spec.below;
            return false;
        }
        if (!m_out.begins)
            m_out.begins = batch.baseOffset();
        ++m_out.batches;
        m_out.bytes += static_cast<std::int64_t>(batch.sizeInBytes());
        const base::Offset end = std::min(batch.nextOffset(), m_spec.below);
        BatchFate fate{.transaction = fateOf(batch, isAborted)};
        if (batch.isControl()) {
            const auto marker = markerOf(batch);
            if (marker && marker->offset < m_spec.below)
                m_out.markers.push_back(*marker);
            fate.control = marker ? marker->kind : Control::Other;
        }
        const bool isHidden = batch.isControl()
                                  ? !m_reader.m_withControl
                                  : m_reader.m_isCommitted && fate.transaction == TransactionState::Aborted;
        return isHidden ? pass(end) : takeRecords(batch, fate, end);
    }

    bool pass(base::Offset end) {
        m_out.next = end;
        return true;
    }

    TransactionState fateOf(const protocol::BatchView& batch, bool isAborted) const {
        if (!batch.isTransactional() || batch.isControl())
            return TransactionState::None;
        if (m_chunk.isCommitted)
            return isAborted ? TransactionState::Aborted : TransactionState::Committed;
        return m_reader.m_ledger.state(m_chunk.partition, batch.producerId(), batch.lastOffset());
    }

    bool takeRecords(const protocol::BatchView& batch, const BatchFate& fate, base::Offset end) {
        auto reader = protocol::RecordReader::open(batch);
        if (!reader) {
            noteDamage(batch, end);
            return pass(end);
        }
        m_matches.clear();
        protocol::RecordView record;
        while (!m_full && reader->next(record) && record.offset < m_spec.below) {
            if (record.offset >= m_out.next)
                look(record);
        }
        if (!reader->status())
            noteDamage(batch, end);
        m_out.next = m_full ? record.offset + 1 : end;
        if (!m_matches.empty())
            keepRows(batch, fate, *reader);
        return !m_full;
    }

    void noteDamage(const protocol::BatchView& batch, base::Offset end) {
        m_out.damaged.push_back({m_chunk.partition, batch.baseOffset(), end});
    }

    void look(const protocol::RecordView& record) {
        ++m_out.scanned;
        m_out.rising = m_out.rising && record.timestamp >= m_highest;
        m_highest = std::max(m_highest, record.timestamp);
        if (!m_out.firstTimestampMs)
            m_out.firstTimestampMs = record.timestamp;
        m_out.lastTimestampMs = record.timestamp;
        if (m_spec.countLast > 0) {
            m_out.lastOffsets.push_back(record.offset);
            if (m_out.lastOffsets.size() > m_spec.countLast)
                m_out.lastOffsets.pop_front();
        }
        // Bounds are found by time where times rise; a straggler may stand between them.
        if (record.timestamp < m_reader.m_fromMs || record.timestamp > m_reader.m_untilMs ||
            !m_reader.m_filter.matches(record))
            return;
        m_matches.push_back({record, m_out.scanned - 1});
        if (m_spec.keep == Keep::First) {
            m_full = m_out.rows.size() + m_matches.size() >= m_spec.atMost;
        } else if (m_matches.size() > m_spec.atMost) {
            m_matches.pop_front();
            m_out.dropped = true;
        }
    }

    void keepRows(const protocol::BatchView& batch, const BatchFate& fate,
                  const protocol::RecordReader& reader) {
        const auto facts = factsOf(batch, reader);
        for (const Match& match : m_matches)
            m_out.rows.push_back(
                {makeRecord(m_chunk.partition, match.record, batch, fate, facts, m_reader.m_limits),
                 match.before});
        if (m_spec.keep == Keep::Last && m_out.rows.size() > m_spec.atMost) {
            m_out.rows.erase(m_out.rows.begin(),
                             m_out.rows.end() - static_cast<std::ptrdiff_t>(m_spec.atMost));
            m_out.dropped = true;
        }
    }

    const RowReader& m_reader;
    const Chunk& m_chunk;
    const ReadSpec& m_spec;
    AbortedWalk m_aborted;
    std::deque<Match> m_matches; ///< of one batch: copied only when it is known that they are needed
    std::int64_t m_highest = INT64_MIN;
    bool m_full = false;
    ReadRows m_out{.rows = {},
                   .next = {},
                   .begins = {},
                   .damaged = {},
                   .firstTimestampMs = {},
                   .lastTimestampMs = {},
                   .lastOffsets = {},
                   .markers = {},
                   .error = {}};
};

ReadRows RowReader::read(const Chunk& chunk, const ReadSpec& spec) const {
    return Pass(*this, chunk, spec).run();
}

} // namespace browse
