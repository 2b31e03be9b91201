#include "decode/guess.h"

#include <algorithm>

#include "decode/decoder_list.h"

namespace decode {
namespace {

/// Enough of a tree to judge by.
constexpr std::size_t judgedNodes = 500;
/// What a cell shows holds fewer.
constexpr std::size_t cellNodes = 100;
/// Some fifty bytes each.
constexpr std::size_t copiedNodes = 4'000'000;
constexpr std::size_t copiedText = std::size_t{256} << 20;

/// Payloads are cheap to judge and dear to read whole.
Limits judging(const Limits& limits) {
    Limits less = limits;
    less.nodes = std::min(limits.nodes, judgedNodes);
    return less;
}

/// From so many on, samples say what chance would not.
constexpr std::size_t severalSamples = 3;

/// `among`: so many samples are looked at.
base::Result<Decoded> speaksFor(const Decoder& decoder, const Input& input, const Limits& limits,
                                std::size_t among) {
    auto decoded = decoder.decode(input, limits);
    if (!decoded)
        return decoded;
    auto status = decoder.likely(input, *decoded);
    if (status && among < severalSamples)
        status = decoder.evident(input, *decoded);
    if (!status)
        return base::fail(std::move(status.error()));
    return decoded;
}

std::vector<const Input*> chosenSamples(std::span<const Input> samples) {
    std::vector<const Input*> chosen;
    for (const auto& sample : samples)
        if (!sample.bytes.empty() && !sample.cut)
            chosen.push_back(&sample);
    const auto isShort = [](const Input* one) { return one->bytes.size() <= sampleBytes; };
    std::stable_partition(chosen.begin(), chosen.end(), isShort); // clang 14 has no ranges for it
    const auto few = std::ranges::count_if(chosen, isShort);
    chosen.resize(std::min<std::size_t>(few > 0 ? static_cast<std::size_t>(few) : 1,
                                        std::min(chosen.size(), mostSamples)));
    return chosen;
}

/// A cell is one line.
std::string oneLine(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            c = ' ';
    return text;
}

} // namespace

Guess guess(std::span<const Input> samples) {
    const auto chosen = chosenSamples(samples);
    Guess out{.samples = chosen.size()};
    if (chosen.empty())
        return out;
    const auto limits = judging({});
    for (const auto* decoder : decoders()) {
        Attempt attempt{.decoder = decoder};
        for (const auto* sample : chosen) {
            if (auto decoded = speaksFor(*decoder, *sample, limits, chosen.size()))
                ++attempt.accepted;
            else if (attempt.why.empty())
                attempt.why = std::move(decoded.error().cause);
        }
        const bool enough = decoder->isWeak() ? attempt.accepted == chosen.size()
                                              : attempt.accepted * 10 >= chosen.size() * 9;
        if (enough && decoder != hexDecoder()) {
            out.decoder = decoder;
            out.accepted = attempt.accepted;
            return out;
        }
        if (decoder != hexDecoder())
            out.passedOver.push_back(std::move(attempt));
    }
    // Bytes of many kinds, or of one that is not known: each record is looked at by itself.
    const bool mixed = std::ranges::any_of(out.passedOver, [](const auto& one) { return one.accepted > 0; });
    out.decoder = mixed ? nullptr : hexDecoder();
    out.accepted = mixed ? 0 : chosen.size();
    return out;
}

Decoded decodeAny(const Input& input, const Limits& limits) {
    bool gaveUp = false;
    for (const auto* decoder : decoders()) {
        if (auto decoded = speaksFor(*decoder, input, limits, 1)) {
            decoded->isSecondBest |= gaveUp;
            return std::move(*decoded);
        } else {
            gaveUp |= isGivenUp(decoded.error());
        }
    }
    auto bytes = *hexDecoder()->decode(input, limits);
    bytes.isSecondBest = gaveUp;
    return bytes;
}

Reading decodeAs(const Decoder* chosen, const Input& input, const Limits& limits) {
    if (!chosen)
        return {decodeAny(input, limits), std::nullopt};
    if (auto decoded = chosen->decode(input, limits))
        return {std::move(*decoded), std::nullopt};
    else
        return {decodeAny(input, limits), std::move(decoded.error())};
}

Reading decodeWhole(const Decoder* chosen, const Input& input, const std::stop_token& stop) {
    Limits limits;
    limits.stop = stop;
    auto reading = decodeAs(chosen, input, limits);
    if (!reading.decoded.tree.isCut())
        return reading;
    limits.nodes = copiedNodes;
    limits.text = copiedText;
    return decodeAs(chosen, input, limits);
}

Printed wholeText(const Decoder* chosen, const Input& input, std::size_t limit, const std::stop_token& stop) {
    const auto text = base::asText(input.bytes.view());
    const auto asItIs = [&] { return Printed{std::string(utf8Prefix(text, limit)), text.size() > limit}; };
    if (text.size() > copiedText)
        return {{}, true};
    const auto asText = textDecoder()->decode(input, {});
    const bool isText = asText && !input.cut;
    if (isText && textDecoder()->likely(input, *asText))
        return asItIs();
    const auto reading = decodeWhole(chosen, input, stop);
    const auto& tree = reading.decoded.tree;
    // Control characters stand in logs too: where nothing else is read in it, text stays text. A number may
    // be UTF-8 by its bytes, and is not meant as text.
    if (isText && tree.type(tree.root()) == Type::Bytes && text.find('\0') == std::string_view::npos)
        return asItIs();
    return copyText(tree, tree.root(), limit);
}

std::string cellText(const Decoder* chosen, const Input& input, std::size_t limit) {
    const auto start = [&](std::size_t most) {
        Input part = input;
        part.bytes = input.bytes.slice(0, std::min(input.bytes.size(), most));
        part.cut = input.cut || part.bytes.size() < input.bytes.size();
        return part;
    };
    // A payload that is text is its own best preview, whatever it holds.
    const auto plain = [&]() -> std::optional<std::string> {
        const auto head = start(4 * limit);
        const auto decoded = textDecoder()->decode(head, {});
        if (decoded && textDecoder()->likely(head, *decoded))
            return oneLine(copyText(decoded->tree, 0, limit).text);
        return std::nullopt;
    };
    const auto asText = {jsonDecoder(), connectDecoder(), textDecoder(), xmlDecoder()};
    const bool textFirst = !chosen || std::ranges::find(asText, chosen) != asText.end();
    if (auto text = textFirst ? plain() : std::nullopt)
        return *std::move(text);
    Limits limits;
    limits.nodes = cellNodes;
    limits.unpacked = 4 * sampleBytes;
    const auto reading = decodeAs(chosen, start(sampleBytes), limits);
    if (auto text = reading.refusal && !textFirst ? plain() : std::nullopt)
        return *std::move(text);
    const auto& tree = reading.decoded.tree;
    const auto type = tree.type(tree.root());
    if (type == Type::Bytes)
        return hexPairs(base::asBytes(tree.text(tree.root())), limit / 3);
    if (type == Type::Array || type == Type::Object)
        return oneLine(compactJson(tree, tree.root(), limit).text);
    return oneLine(copyText(tree, tree.root(), limit).text);
}

} // namespace decode
