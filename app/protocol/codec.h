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

/// How much memory the elements of all lists of a message of that many bytes may take together: honest ones
/// take several times their length on the wire, lists of empty strings sixty times.
[[nodiscard]] constexpr std::size_t roomForLists(std::size_t bodyBytes) {
    return (std::size_t{32} << 20) + 8 * bodyBytes;
}
/// The same for what strangers send to a broker, whose requests name half a million things at most.
inline constexpr std::size_t requestRoom = std::size_t{32} << 20;

/// The visitors of one message, instantiated in the message's own .cpp (`template struct
/// Codec<FetchRequest>;`). The functions below are what to call.
template <class M>
struct Codec {
    static base::Status write(OutputBytes& out, const M& message, std::int16_t version);
    /// With `end`, bytes may follow the message, and it is where they start.
    static base::Result<M> read(const base::Buffer& body, std::int16_t version, std::size_t* end = nullptr,
                                std::size_t room = roomForLists(0));
    static std::string json(const M& message, std::int16_t version);
    static bool equal(const M& a, const M& b);
};

/// Reads the whole of `body` (no header). `bytes` and `records` fields are slices of it and keep it alive.
/// The error says which field, at which byte, and what was wrong with it; bytes left over are an error too.
template <class M>
[[nodiscard]] base::Result<M> decode(const base::Buffer& body, std::int16_t version) {
    return Codec<M>::read(body, version, nullptr, roomForLists(body.size()));
}

/// The same within requestRoom, but bytes left over are ignored as Kafka's broker ignores them: newer
/// librdkafka leaves three after a Metadata request for all topics.
template <class M>
[[nodiscard]] base::Result<M> decodeRequest(const base::Buffer& body, std::int16_t version) {
    std::size_t end = 0;
    return Codec<M>::read(body, version, &end, requestRoom);
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
