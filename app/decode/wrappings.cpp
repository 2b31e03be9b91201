// Payloads that hold another one, which a guess reads.

#include <fmt/format.h>

#include "decode/decoder_list.h"
#include "decode/guess.h"
#include "protocol/error_codes.h"
#include "protocol/json_text.h"
#include "protocol/records/compression.h"

namespace decode {
namespace {

base::Result<Decoded> withInner(std::string_view decoder, const Input& outer, base::Bytes inner,
                                const Limits& limits) {
    if (limits.layers <= 0)
        return refuse("It is wrapped too often.");
    Limits less = limits;
    --less.layers;
    Input in{.bytes = base::Buffer(std::move(inner)), .side = outer.side, .topic = outer.topic};
    auto out = decodeAny(in, less);
    out.layers.insert(out.layers.begin(), Layer{.decoder = decoder, .bytes = outer.bytes.size()});
    return out;
}

class Gzip final : public Decoder {
    std::string_view id() const override { return "gzip"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto bytes = input.bytes.view();
        if (bytes.size() < 18 || bytes[0] != 0x1f || bytes[1] != 0x8b) // RFC 1952
            return refuse("It does not begin with gzip's 1f 8b.");
        auto plain = protocol::decompress(protocol::Compression::Gzip, bytes, limits.unpacked);
        if (!plain)
            return plain.error().code == toWire(protocol::ErrorCode::RECORD_LIST_TOO_LARGE)
                       ? giveUp(plain.error().cause)
                       : refuse(plain.error().cause);
        return withInner(id(), input, std::move(*plain), limits);
    }
};

class Base64 final : public Decoder {
    std::string_view id() const override { return "base64"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        auto text = base::asText(input.bytes.view());
        while (text.ends_with('\n') || text.ends_with('\r'))
            text.remove_suffix(1);
        const auto bytes = protocol::bytesOfBase64(text);
        if (!bytes || bytes->empty())
            return refuse("This is not Base64 text.");
        const auto view = base::asBytes(*bytes);
        return withInner(id(), input, base::Bytes(view.begin(), view.end()), limits);
    }

    /// Any word of four letters is Base64: only what holds something of a form was meant so.
    base::Status likely(const Input&, const Decoded& decoded) const override {
        const auto inner = decoded.layers.size() > 1 ? decoded.layers[1].decoder : std::string_view{};
        for (const std::string_view formed : {"gzip", "connect", "json", "xml"})
            if (inner == formed)
                return {};
        return refuse("It may be Base64, but holds nothing of a form.");
    }
};

} // namespace

const Decoder* gzipDecoder() {
    static const Gzip decoder;
    return &decoder;
}
const Decoder* base64Decoder() {
    static const Base64 decoder;
    return &decoder;
}

} // namespace decode
