#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "decode/decoder_list.h"
#include "decode/guess.h"
#include "decode/json_reader.h"
#include "decode/print.h"

namespace decode {
namespace {

class Text final : public Decoder {
    std::string_view id() const override { return "text"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto mark = markSize(input.bytes.view());
        const auto whole = base::asText(input.bytes.view());
        auto text = whole.substr(mark);
        if (input.cut && whole.size() > 4) // perhaps through a character
            text = utf8Prefix(text, text.size() - std::min<std::size_t>(text.size(), 4));
        if (!simdjson::validate_utf8(text.data(), text.size()))
            return refuse("These bytes are not UTF-8 text.");
        auto out = leafOf(id(), input, Type::String, utf8Prefix(text, limits.text));
        out.layers[0].skipped.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(mark));
        return out;
    }

    /// NUL and other control characters besides line breaks and tabs are data, though formally UTF-8.
    base::Status likely(const Input& input, const Decoded&) const override {
        const auto bytes = input.bytes.view();
        const auto control = std::ranges::find_if(bytes, [](std::uint8_t byte) {
            return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F;
        });
        if (control == bytes.end())
            return {};
        return refuse(
            fmt::format("Byte {} is the control character 0x{:02x}.", control - bytes.begin(), *control));
    }
};

class LikelyText final : public Decoder {
    std::string_view id() const override { return textDecoder()->id(); }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        auto decoded = textDecoder()->decode(input, limits);
        if (!decoded)
            return decoded;
        if (auto status = textDecoder()->likely(input, *decoded); !status)
            return tl::unexpected(std::move(status.error()));
        const auto text = base::asText(input.bytes.view());
        const auto first = text.find_first_not_of(" \t\r\n");
        if (first != std::string_view::npos && (text[first] == '{' || text[first] == '[') &&
            jsonDecoder()->decode(input, limits))
            return refuse("It is JSON.");
        return decoded;
    }
};

class Hex final : public Decoder {
    std::string_view id() const override { return "hex"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        return leafOf(id(), input, Type::Bytes, base::asText(input.bytes.view()).substr(0, limits.text));
    }
};

class Uuid final : public Decoder {
    std::string_view id() const override { return "uuid"; }
    bool isWeak() const override { return true; }

    base::Result<Decoded> decode(const Input& input, const Limits&) const override {
        const auto bytes = input.bytes.view();
        if (bytes.size() != 16)
            return refuse(fmt::format("A UUID has 16 bytes, these are {}.", bytes.size()));
        std::string text = hexPairs(bytes, 16, false);
        for (const std::size_t at : {8u, 13u, 18u, 23u})
            text.insert(at, 1, '-');
        return leafOf(id(), input, Type::String, text);
    }

    base::Status likely(const Input& input, const Decoded&) const override {
        const auto bytes = input.bytes.view(); // RFC 9562: variant 10, versions 1 to 8
        if ((bytes[8] & 0xC0) == 0x80 && bytes[6] >> 4 >= 1 && bytes[6] >> 4 <= 8)
            return {};
        return refuse("Its version and variant are none that UUIDs have.");
    }
};

} // namespace

const Decoder* textDecoder() {
    static const Text decoder;
    return &decoder;
}
const Decoder* likelyTextDecoder() {
    static const LikelyText decoder;
    return &decoder;
}
const Decoder* hexDecoder() {
    static const Hex decoder;
    return &decoder;
}
const Decoder* uuidDecoder() {
    static const Uuid decoder;
    return &decoder;
}

} // namespace decode
