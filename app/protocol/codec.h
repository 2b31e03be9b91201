#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/field.h"
#include "protocol/output_bytes.h"

namespace protocol {

/// The visitors of one message, instantiated in the message's own .cpp (`template struct
/// Codec<FetchRequest>;`). The functions below are what to call.
template <class M>
struct Codec {
    static base::Status write(OutputBytes& out, const M& message, std::int16_t version);
    /// With `end`, bytes may follow the message, and it is where they start.
    static base::Result<M> read(const base::Buffer& body, std::int16_t version, std::size_t* end = nullptr);
    static std::string json(const M& message, std::int16_t version);
    static bool equal(const M& a, const M& b);
};

/// Reads the whole of `body` (no header). `bytes` and `records` fields are slices of it and keep it alive.
/// The error says which field, at which byte, and what was wrong with it; bytes left over are an error too.
template <class M>
[[nodiscard]] base::Result<M> decode(const base::Buffer& body, std::int16_t version) {
    return Codec<M>::read(body, version);
}

/// The body of a message. What `version` cannot say is left out or cut; an unknown version writes nothing.
/// For answers, which must be given in the version they were asked in.
template <class M>
[[nodiscard]] base::Bytes encode(const M& message, std::int16_t version) {
    OutputBytes out(OutputBytes::neverShare);
    (void)Codec<M>::write(out, message, version);
    return out.releaseBytes();
}

/// The same, but fails on what `version` cannot say: a null where it has none, a string over 32767 bytes, a
/// value other than the default in a field that it lacks and that Kafka does not call ignorable.
template <class M>
[[nodiscard]] base::Result<base::Bytes> tryEncode(const M& message, std::int16_t version) {
    OutputBytes out(OutputBytes::neverShare);
    if (auto written = Codec<M>::write(out, message, version); !written)
        return base::fail(written.error());
    return out.releaseBytes();
}

/// The message as JSON with Kafka's field names, as its JsonConverter classes print it: int64 exact, bytes in
/// base64, uuids as text, tagged fields only if they are not at their default, and `recordsSizeInBytes` in
/// place of records.
template <class M>
[[nodiscard]] std::string toJson(const M& message, std::int16_t version) {
    return Codec<M>::json(message, version);
}

/// Whether all fields are the same, whatever the version.
template <class M>
[[nodiscard]] bool equal(const M& a, const M& b) {
    return Codec<M>::equal(a, b);
}

[[nodiscard]] base::Error versionUnknown(std::string_view messageName, std::int16_t version, Versions known);
[[nodiscard]] base::Error malformedMessage(std::string what);

} // namespace protocol
