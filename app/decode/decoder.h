#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/buffer.h"
#include "base/result.h"
#include "decode/limits.h"
#include "decode/tree.h"

namespace decode {

enum class Side { Key, Value };

/// The bytes of one side of a record, and what its record tells about them.
struct Input {
    base::Buffer bytes;
    Side side = Side::Value;
    std::string topic;
    std::optional<base::Buffer> key; ///< of a value's record, whole
    bool cut = false;                ///< there are more bytes than these
};

/// One wrapping that was taken off, the outermost first; the last is what the tree was read as.
struct Layer {
    std::string_view decoder; ///< its id
    base::Bytes skipped;      ///< leading bytes that it passed over
    std::size_t bytes = 0;    ///< how many it read
    std::string schema;       ///< what the payload calls itself: a schema's name, a record's type
};

struct Decoded {
    std::vector<Layer> layers;
    Tree tree;
    /// A reading that comes before this one was given up at a limit: it may be meant so.
    bool isSecondBest = false;
};

/// One way to read bytes. Has no state: any thread, shared by all. A new kind is a class of its own and a
/// line in decoders().
class Decoder {
public:
    virtual ~Decoder() = default;
    /// Stable: settings remember it, and the screens have words for it.
    [[nodiscard]] virtual std::string_view id() const = 0;
    /// A refusal says in one sentence why these bytes cannot be read so, and where.
    [[nodiscard]] virtual base::Result<Decoded> decode(const Input& input, const Limits& limits) const = 0;
    /// Whether bytes that can be read so are likely meant so: many can be read as numbers. An error says
    /// what speaks against it.
    [[nodiscard]] virtual base::Status likely(const Input&, const Decoded&) const { return {}; }
    /// Whether bytes that are likely meant so are evidence of it without others to agree: chance makes many.
    [[nodiscard]] virtual base::Status evident(const Input&, const Decoded&) const { return {}; }
    /// Whether one sample that speaks against it is enough.
    [[nodiscard]] virtual bool isWeak() const { return false; }
    /// What its text says as a number, at next to no cost, to order by; neither: these bytes are none to it.
    [[nodiscard]] virtual std::variant<std::monostate, std::int64_t, double> number(base::ByteView) const {
        return {};
    }
};

/// All of them, in the order in which a guess takes the first that fits.
const std::vector<const Decoder*>& decoders();
/// Null where no decoder has this id.
const Decoder* findDecoder(std::string_view id);

/// For decoders: "These bytes are not X: why."
[[nodiscard]] tl::unexpected<base::Error> refuse(std::string cause);
/// For decoders: of bytes that may be X, if only one went on.
[[nodiscard]] tl::unexpected<base::Error> giveUp(std::string cause);
[[nodiscard]] bool isGivenUp(const base::Error& error);
/// For decoders: a tree of one leaf.
[[nodiscard]] Decoded leafOf(std::string_view decoder, const Input& input, Type type, std::string_view text);

} // namespace decode
