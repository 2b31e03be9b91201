#include <algorithm>

#include <fmt/format.h>

#include "base/endian.h"
#include "decode/decoder_list.h"
#include "decode/guess.h"
#include "decode/tree_builder.h"

namespace decode {
namespace {

/// Kafka Streams appends big-endian milliseconds to the key: a time window's start, or a session window's
/// end and then its start.
constexpr std::size_t timeBytes = 8;
/// A window store appends the window's start and then, in four bytes, a number that is 0 unless the store
/// keeps several records of one window.
constexpr std::size_t numberBytes = 4;
constexpr std::int32_t mostNumber = 1'000'000;
/// The years 2001 to 2100.
constexpr std::int64_t likelyFrom = 978'307'200'000, likelyTo = 4'133'980'800'000;

std::int64_t millisAt(base::ByteView bytes, std::size_t fromEnd) {
    return base::loadBigEndian<std::int64_t>(bytes.data() + bytes.size() - fromEnd);
}

std::int32_t numberAt(base::ByteView bytes, std::size_t fromEnd) {
    return base::loadBigEndian<std::int32_t>(bytes.data() + bytes.size() - fromEnd);
}

bool isLikely(std::int64_t ms) {
    return ms >= likelyFrom && ms < likelyTo;
}

/// What stands behind a key, and where from the end each begins; 0: it has none.
struct Tail {
    std::size_t size, start, end = 0, number = 0;
};
constexpr Tail timeTail{timeBytes, timeBytes}, sessionTail{2 * timeBytes, timeBytes, 2 * timeBytes},
    storeTail{timeBytes + numberBytes, timeBytes + numberBytes, 0, numberBytes};

base::Result<Decoded> read(std::string_view decoder, const Input& input, const Limits& limits,
                           const Tail& of) {
    const std::size_t tail = of.size;
    const auto bytes = input.bytes.view();
    if (bytes.size() < tail || limits.layers <= 0)
        return refuse(fmt::format("A windowed key has at least {} bytes, these are {}.", tail, bytes.size()));
    // A window in a window is none: guessing each in each would multiply the work.
    Limits less = limits;
    less.layers = std::min(limits.layers - 1, 1);
    const Input inner{
        .bytes = input.bytes.slice(0, bytes.size() - tail), .side = input.side, .topic = input.topic};
    auto key = decodeAny(inner, less);
    TreeBuilder builder(limits);
    builder.open(Type::Object);
    builder.name("key");
    builder.graft(key.tree);
    builder.name("start");
    builder.leaf(Type::Number, fmt::format("{}", millisAt(bytes, of.start)));
    if (of.end > 0) {
        builder.name("end");
        builder.leaf(Type::Number, fmt::format("{}", millisAt(bytes, of.end)));
    }
    if (of.number > 0) {
        builder.name("seqnum");
        builder.leaf(Type::Number, fmt::format("{}", numberAt(bytes, of.number)));
    }
    builder.close();
    Decoded out{{{.decoder = decoder, .bytes = bytes.size()}}, std::move(builder).release()};
    out.isSecondBest = key.isSecondBest;
    out.layers.insert(out.layers.end(), key.layers.begin(), key.layers.end());
    return out;
}

base::Status likelyKey(const Input& input, const Decoded& decoded, const Tail& of) {
    if (input.side != Side::Key)
        return refuse("Only keys have windows.");
    const auto bytes = input.bytes.view();
    if (bytes.size() == of.size || (decoded.layers.size() > 1 && decoded.layers[1].decoder == "hex"))
        return refuse("What stands before the window is no key that is known.");
    for (const std::size_t at : {of.start, of.end})
        if (at > 0 && !isLikely(millisAt(bytes, at)))
            return refuse(fmt::format("Its window would be at {} ms.", millisAt(bytes, at)));
    return {};
}

class TimeWindow final : public Decoder {
    std::string_view id() const override { return "time-window"; }
    bool isWeak() const override { return true; }
    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        return read(id(), input, limits, timeTail);
    }
    base::Status likely(const Input& input, const Decoded& decoded) const override {
        return likelyKey(input, decoded, timeTail);
    }
};

class SessionWindow final : public Decoder {
    std::string_view id() const override { return "session-window"; }
    bool isWeak() const override { return true; }
    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        return read(id(), input, limits, sessionTail);
    }
    base::Status likely(const Input& input, const Decoded& decoded) const override {
        if (auto likely = likelyKey(input, decoded, sessionTail); !likely)
            return likely;
        const auto bytes = input.bytes.view();
        if (millisAt(bytes, 2 * timeBytes) >= millisAt(bytes, timeBytes))
            return {};
        return refuse("Its window would end before it starts.");
    }
};

class WindowStore final : public Decoder {
    std::string_view id() const override { return "window-store"; }
    bool isWeak() const override { return true; }
    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        return read(id(), input, limits, storeTail);
    }
    base::Status likely(const Input& input, const Decoded& decoded) const override {
        if (auto likely = likelyKey(input, decoded, storeTail); !likely)
            return likely;
        const auto number = numberAt(input.bytes.view(), numberBytes);
        if (number >= 0 && number <= mostNumber)
            return {};
        return refuse(fmt::format("It would be record {} of its window.", number));
    }
};

} // namespace

const Decoder* timeWindowDecoder() {
    static const TimeWindow decoder;
    return &decoder;
}
const Decoder* sessionWindowDecoder() {
    static const SessionWindow decoder;
    return &decoder;
}
const Decoder* windowStoreDecoder() {
    static const WindowStore decoder;
    return &decoder;
}

} // namespace decode
