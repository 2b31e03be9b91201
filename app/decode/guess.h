#pragma once

#include <span>
#include <vector>

#include "decode/decoder.h"
#include "decode/print.h"

namespace decode {

/// Why a decoder was passed over.
struct Attempt {
    const Decoder* decoder = nullptr;
    std::string why;
    std::size_t accepted = 0; ///< of the samples
};

/// What one side of a topic was taken for.
struct Guess {
    const Decoder* decoder = nullptr; ///< none: there were no samples, or they have nothing in common
    std::size_t samples = 0;
    std::size_t accepted = 0;        ///< samples that it reads
    std::vector<Attempt> passedOver; ///< before it, in the order of decoders()
};

/// Payloads of at most this many bytes say what a topic holds; longer ones are passed over where there are
/// others.
inline constexpr std::size_t sampleBytes = 64u << 10;
inline constexpr std::size_t mostSamples = 20;

/// The first decoder that at least nine of ten samples speak for; a weak one needs all. Samples that are
/// empty or cut say nothing.
Guess guess(std::span<const Input> samples);

/// Text, but only what is likely meant so and no JSON: for a topic that was taken for text, in which anything
/// may stand too.
const Decoder* likelyTextDecoder();

/// As what these bytes alone look like; never fails.
Decoded decodeAny(const Input& input, const Limits& limits = {});

/// As `chosen`, if it can be; else as what they look like.
struct Reading {
    Decoded decoded;
    std::optional<base::Error> refusal; ///< the chosen decoder's
};
Reading decodeAs(const Decoder* chosen, const Input& input, const Limits& limits = {});

/// The same for what is copied: what is shown needs less, and so much more at once would fill the memory.
Reading decodeWhole(const Decoder* chosen, const Input& input, const std::stop_token& stop = {});

/// All of a payload as text, to be copied: what is text as it is, anything else as `chosen` reads it. One
/// that is cut is not all of it, and no more can be had at once.
Printed wholeText(const Decoder* chosen, const Input& input, std::size_t limit,
                  const std::stop_token& stop = {});

/// One line for a table's cell, at most about `limit` bytes of UTF-8, at a cost that does not grow with the
/// payload: text as it stands with control characters as blanks, numbers as digits, structures as JSON.
std::string cellText(const Decoder* chosen, const Input& input, std::size_t limit);

} // namespace decode
