#include <algorithm>

#include <fmt/format.h>

#include "decode/decoder_list.h"
#include "decode/json_reader.h"

namespace decode {
namespace {

/// Where a prefix ends at the latest: formats that put one before JSON take a magic byte and a number.
constexpr std::size_t longestPrefix = 16;

Decoded decoded(std::string_view decoder, const Input& input, Tree tree, std::size_t skipped) {
    const auto bytes = input.bytes.view();
    return {{{.decoder = decoder,
              .skipped = base::Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(skipped)),
              .bytes = bytes.size() - skipped}},
            std::move(tree)};
}

bool isContainer(const Tree& tree) {
    const auto type = tree.type(tree.root());
    return type == Type::Array || type == Type::Object;
}

class Json final : public Decoder {
    std::string_view id() const override { return "json"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        auto tree = JsonReader().read(input.bytes, limits);
        if (!tree)
            return base::fail(std::move(tree.error()));
        return decoded(id(), input, std::move(*tree), markSize(input.bytes.view()));
    }

    base::Status likely(const Input&, const Decoded& decoded) const override {
        if (isContainer(decoded.tree))
            return {};
        return refuse("It is JSON, but neither an object nor an array.");
    }
};

class PrefixedJson final : public Decoder {
    std::string_view id() const override { return "prefixed-json"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto bytes = input.bytes.view();
        // Byte 0 and a schema's number in four more come before what registries know.
        const bool framed = bytes.size() > 5 && bytes[0] == 0;
        std::string cause;
        for (std::size_t at = framed ? 5 : 1; at < std::min(bytes.size(), longestPrefix + 1); ++at) {
            if (bytes[at] != '{' && bytes[at] != '[')
                continue;
            auto tree = JsonReader().read(input.bytes.slice(at, bytes.size() - at), limits);
            if (tree)
                return decoded(id(), input, std::move(*tree), at);
            if (cause.empty())
                cause = fmt::format("After {} leading bytes: {}", at, tree.error().cause);
        }
        return refuse(cause.empty()
                          ? fmt::format("No JSON object or array begins within {} bytes.", longestPrefix)
                          : cause);
    }
};

} // namespace

const Decoder* jsonDecoder() {
    static const Json decoder;
    return &decoder;
}

const Decoder* prefixedJsonDecoder() {
    static const PrefixedJson decoder;
    return &decoder;
}

} // namespace decode
