#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "client/producer.h"
#include "transfer/line_reader.h"

namespace transfer {

/// What a line of the envelope says.
struct EnvelopeRecord {
    std::string topic;
    std::optional<std::int32_t> partition;
    std::optional<std::int64_t> offset;
    std::optional<std::int64_t> timestampMs;
    std::vector<client::ProduceHeader> headers;
    std::optional<std::string> key, value;
};

struct BadLine {
    std::string reason; ///< a sentence
    std::int64_t column = 1;
};

/// Reads lines that appendEnvelope or kcat wrote; unknown members are passed over. kcat writes bytes that are
/// not UTF-8 as they are: such a line is read byte for byte. One that says nothing of the value is refused:
/// taken for null, it would delete the record of its key in a compacted topic. Reuses its memory from line to
/// line; for one thread.
class EnvelopeReader {
public:
    EnvelopeReader();
    ~EnvelopeReader();

    tl::expected<EnvelopeRecord, BadLine> read(const Line& line);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace transfer
