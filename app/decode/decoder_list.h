#pragma once

#include "decode/decoder.h"

/// The decoders one by one, for decoders() alone.
namespace decode {

const Decoder* offsetsDecoder();       ///< "kafka-offsets": records of __consumer_offsets
const Decoder* transactionDecoder();   ///< "kafka-transactions": records of __transaction_state
const Decoder* gzipDecoder();          ///< "gzip", then what is inside
const Decoder* connectDecoder();       ///< "connect": JSON of {schema, payload}
const Decoder* jsonDecoder();          ///< "json"
const Decoder* prefixedJsonDecoder();  ///< "prefixed-json": JSON after a few leading bytes
const Decoder* xmlDecoder();           ///< "xml"
const Decoder* base64Decoder();        ///< "base64": text, then what is inside
const Decoder* textDecoder();          ///< "text": UTF-8
const Decoder* uuidDecoder();          ///< "uuid": sixteen bytes
const Decoder* timeWindowDecoder();    ///< "time-window": a key of Kafka Streams
const Decoder* sessionWindowDecoder(); ///< "session-window": a key of Kafka Streams
const Decoder* windowStoreDecoder();   ///< "window-store": a key of a window store's changelog
const Decoder* messagePackDecoder();   ///< "messagepack"
const Decoder* cborDecoder();          ///< "cbor"
const Decoder* hexDecoder();           ///< "hex": bytes as they are
/// "int8", "int16", "int32", "int64", "float32", "float64" as Kafka's serializers write them, and the last
/// five with "-le" in the other byte order; likely ones first.
const std::vector<const Decoder*>& numberDecoders();

} // namespace decode
