#include "storage/batch_rewriter.h"

#include <vector>

#include "protocol/records/record_batch_builder.h"
#include "protocol/records/record_reader.h"

namespace storage {

base::Result<base::Bytes> rewriteBatch(const protocol::BatchView& batch, protocol::Compression codec) {
    auto reader = protocol::RecordReader::open(batch);
    if (!reader)
        return base::fail(std::move(reader.error()));
    protocol::RecordBatchBuilder builder({.compression = codec,
                                          .baseOffset = batch.baseOffset(),
                                          .partitionLeaderEpoch = batch.partitionLeaderEpoch(),
                                          .producerId = batch.producerId(),
                                          .producerEpoch = batch.producerEpoch(),
                                          .baseSequence = batch.baseSequence(),
                                          .transactional = batch.isTransactional(),
                                          .control = batch.isControl()});
    protocol::RecordView record;
    std::vector<protocol::RecordHeaderView> headers;
    while (reader->next(record)) {
        headers.clear();
        record.headers.forEach([&](const protocol::RecordHeaderView& header) { headers.push_back(header); });
        builder.append(record.timestamp, record.key, record.value, headers);
    }
    if (!reader->status())
        return base::fail(reader->status().error());
    return builder.build();
}

} // namespace storage
