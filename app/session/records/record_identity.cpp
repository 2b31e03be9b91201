#include "session/records/record_identity.h"

#include <algorithm>

#include <QByteArrayView>

namespace session {
namespace {

/// As far as both are kept; null only where the other is null.
bool agree(const std::optional<QByteArray>& a, const std::optional<QByteArray>& b) {
    if (!a || !b)
        return a.has_value() == b.has_value();
    const auto known = std::min(a->size(), b->size());
    return QByteArrayView(*a).first(known) == QByteArrayView(*b).first(known);
}

bool agree(const RecordRow::Batch& a, const RecordRow::Batch& b) {
    if (a.baseOffset < 0 || b.baseOffset < 0)
        return true;
    // Compaction writes a batch anew and without some records; one that it left alone keeps its checksum.
    const bool isUntouched = a.baseOffset == b.baseOffset && a.records == b.records &&
                             a.wireBytes == b.wireBytes && a.codec == b.codec;
    return a.producerId == b.producerId && a.producerEpoch == b.producerEpoch &&
           (!isUntouched || a.crc == b.crc);
}

} // namespace

bool isSameRecord(const RecordRow& a, const RecordRow& b) {
    if (a.partition != b.partition || a.offset != b.offset || a.timestampMs != b.timestampMs ||
        a.logAppendTime != b.logAppendTime || a.keySize != b.keySize || a.valueSize != b.valueSize ||
        a.headerCount != b.headerCount || a.headerSize != b.headerSize || !agree(a.batch, b.batch))
        return false;
    const auto known = std::min(a.headers.size(), b.headers.size());
    for (std::size_t i = 0; i < known; ++i)
        if (a.headers[i].name != b.headers[i].name || !agree(a.headers[i].value, b.headers[i].value))
            return false;
    return agree(a.key, b.key) && agree(a.value, b.value);
}

} // namespace session
