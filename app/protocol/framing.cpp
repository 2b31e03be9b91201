#include "protocol/framing.h"

#include <fmt/format.h>

#include "base/endian.h"
#include "protocol/api_list.h"
#include "protocol/structs/response_header.h"

namespace protocol {
namespace {

void leaveRoomForSize(OutputBytes& out) {
    out.own().reserve(256);
    out.own().fixed<std::int32_t>(0);
}

} // namespace

void startRequest(OutputBytes& out, RequestHeader header, ApiKey key) {
    leaveRoomForSize(out);
    header.requestApiKey = static_cast<std::int16_t>(key);
    (void)Codec<RequestHeader>::write(out, header, requestHeaderVersion(key, header.requestApiVersion));
}

void startResponse(OutputBytes& out, std::int32_t correlationId, ApiKey key, std::int16_t version) {
    leaveRoomForSize(out);
    (void)Codec<ResponseHeader>::write(out, {.correlationId = correlationId},
                                       responseHeaderVersion(key, version));
}

void finishFrame(OutputBytes& out) {
    out.own().patch(0, static_cast<std::int32_t>(out.size() - frameSizeBytes));
}

base::Result<DecodedRequestHeader> decodeRequestHeader(const base::Buffer& frame) {
    if (frame.size() < 4)
        return base::fail(malformedMessage(fmt::format("a request of {} bytes has no header", frame.size())));
    const auto key = ApiKey{base::loadBigEndian<std::int16_t>(frame.data())};
    const auto version = base::loadBigEndian<std::int16_t>(frame.data() + 2);
    if (!findApi(key))
        return base::fail(malformedMessage(fmt::format("API key {} is unknown", static_cast<int>(key))));
    DecodedRequestHeader decoded;
    auto header = Codec<RequestHeader>::read(frame, requestHeaderVersion(key, version), &decoded.bodyOffset);
    if (!header)
        return base::fail(std::move(header.error()));
    decoded.header = std::move(*header);
    return decoded;
}

base::Result<DecodedResponseHeader> decodeResponseHeader(const base::Buffer& frame, ApiKey key,
                                                         std::int16_t version) {
    DecodedResponseHeader decoded;
    const auto header =
        Codec<ResponseHeader>::read(frame, responseHeaderVersion(key, version), &decoded.bodyOffset);
    if (!header)
        return base::fail(header.error());
    decoded.correlationId = header->correlationId;
    return decoded;
}

} // namespace protocol
