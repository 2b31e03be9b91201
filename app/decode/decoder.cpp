#include "decode/decoder.h"

#include <algorithm>

#include "decode/decoder_list.h"
#include "decode/tree_builder.h"

namespace decode {

const std::vector<const Decoder*>& decoders() {
    // What names itself first, what any bytes could be last.
    static const auto all = [] {
        std::vector<const Decoder*> list{offsetsDecoder(),     transactionDecoder(),   gzipDecoder(),
                                         connectDecoder(),     jsonDecoder(),          xmlDecoder(),
                                         base64Decoder(),      textDecoder(),          prefixedJsonDecoder(),
                                         uuidDecoder(),        sessionWindowDecoder(), timeWindowDecoder(),
                                         windowStoreDecoder(), messagePackDecoder(),   cborDecoder()};
        list.insert(list.end(), numberDecoders().begin(), numberDecoders().end());
        list.push_back(hexDecoder());
        return list;
    }();
    return all;
}

const Decoder* findDecoder(std::string_view id) {
    const auto& all = decoders();
    const auto found = std::ranges::find(all, id, &Decoder::id);
    return found == all.end() ? nullptr : *found;
}

namespace {

constexpr std::string_view beyondLimits = "BEYOND_LIMITS";

} // namespace

tl::unexpected<base::Error> refuse(std::string cause) {
    return base::fail({.name = "CANNOT_DECODE",
                       .cause = std::move(cause),
                       .remedy = "Choose another kind, or look at the bytes as hex."});
}

tl::unexpected<base::Error> giveUp(std::string cause) {
    auto out = refuse(std::move(cause));
    out.value().name = beyondLimits;
    return out;
}

bool isGivenUp(const base::Error& error) {
    return error.name == beyondLimits;
}

Decoded leafOf(std::string_view decoder, const Input& input, Type type, std::string_view text) {
    Limits limits;
    limits.text = std::max(limits.text, text.size()); // which its decoder has seen to
    TreeBuilder builder(limits);
    builder.leaf(type, text);
    return {{{.decoder = decoder, .bytes = input.bytes.size()}}, std::move(builder).release()};
}

} // namespace decode
