// Payloads that hold another one, which a guess reads.

#include <array>

#include <fmt/format.h>

#include "decode/decoder_list.h"
#include "decode/guess.h"
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
            return refuse(plain.error().cause);
        return withInner(id(), input, std::move(*plain), limits);
    }
};

/// Of RFC 4648, padded, in either alphabet; none where the text is something else.
std::optional<base::Bytes> fromBase64(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    if (text.empty() || text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    base::Bytes out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        std::uint32_t digit = 0;
        if (c >= 'A' && c <= 'Z')
            digit = static_cast<std::uint32_t>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            digit = static_cast<std::uint32_t>(c - 'a' + 26);
        else if (c >= '0' && c <= '9')
            digit = static_cast<std::uint32_t>(c - '0' + 52);
        else if (c == '+' || c == '-')
            digit = 62;
        else if (c == '/' || c == '_')
            digit = 63;
        else if (i < text.size() - padding)
            return std::nullopt;
        bits = bits << 6 | digit;
        if (i % 4 == 3)
            for (const int shift : {16, 8, 0})
                out.push_back(static_cast<std::uint8_t>(bits >> shift));
    }
    out.resize(out.size() - padding);
    return out;
}

class Base64 final : public Decoder {
    std::string_view id() const override { return "base64"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        auto bytes = fromBase64(base::asText(input.bytes.view()));
        if (!bytes)
            return refuse("This is not Base64 text.");
        return withInner(id(), input, std::move(*bytes), limits);
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

std::optional<base::Bytes> base64Bytes(std::string_view text) {
    return fromBase64(text);
}

} // namespace decode
