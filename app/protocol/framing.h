#pragma once

#include <cstddef>
#include <cstdint>

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/api_key.h"
#include "protocol/codec.h"
#include "protocol/structs/request_header.h"

namespace protocol {

/// Every frame starts with its length in bytes, itself not counted.
inline constexpr std::size_t frameSizeBytes = 4;

void startRequest(OutputBytes& out, RequestHeader header, ApiKey key);
void startResponse(OutputBytes& out, std::int32_t correlationId, ApiKey key, std::int16_t version);
/// Sets the frame's length, for which start… left room.
void finishFrame(OutputBytes& out);

/// A whole request, in the version that the header names; its key is M's. Fails as tryEncode does.
template <class M>
[[nodiscard]] base::Result<base::Bytes> encodeRequest(const RequestHeader& header, const M& message) {
    OutputBytes out(OutputBytes::neverShare);
    startRequest(out, header, M::apiKey);
    if (auto written = Codec<M>::write(out, message, header.requestApiVersion); !written)
        return base::fail(written.error());
    finishFrame(out);
    return out.releaseBytes();
}

/// A whole response; what `version` cannot say is left out.
template <class M>
[[nodiscard]] base::Bytes encodeResponse(std::int32_t correlationId, std::int16_t version, const M& message) {
    OutputBytes out(OutputBytes::neverShare);
    startResponse(out, correlationId, M::apiKey, version);
    (void)Codec<M>::write(out, message, version);
    finishFrame(out);
    return out.releaseBytes();
}

/// The same without copying large records: pieces to be sent one after the other.
template <class M>
[[nodiscard]] Frame encodeResponseFrame(std::int32_t correlationId, std::int16_t version, const M& message) {
    OutputBytes out(OutputBytes::worthSharing);
    startResponse(out, correlationId, M::apiKey, version);
    (void)Codec<M>::write(out, message, version);
    finishFrame(out);
    return out.release();
}

struct DecodedRequestHeader {
    RequestHeader header;
    std::size_t bodyOffset = 0; ///< in the frame
};

/// Reads the header of a request; `frame` starts after the length. An unknown API key is an error; an unknown
/// version is not, so that ApiVersions can be answered in version 0 (KIP-511).
[[nodiscard]] base::Result<DecodedRequestHeader> decodeRequestHeader(const base::Buffer& frame);

struct DecodedResponseHeader {
    std::int32_t correlationId = 0;
    std::size_t bodyOffset = 0; ///< in the frame
};

/// Reads the header of the response to a request of that key and version; `frame` starts after the length.
[[nodiscard]] base::Result<DecodedResponseHeader> decodeResponseHeader(const base::Buffer& frame, ApiKey key,
                                                                       std::int16_t version);

} // namespace protocol
