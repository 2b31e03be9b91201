#include <fmt/format.h>

#include "decode/decoder_list.h"
#include "decode/name_slot.h"
#include "decode/print.h"
#include "decode/tree_builder.h"

#define MSGPACK_NO_BOOST
#include <msgpack.hpp>

namespace decode {
namespace {

/// The parser keeps a stack of its own and allocates nothing for what a length claims.
class Visitor : public msgpack::null_visitor {
public:
    explicit Visitor(TreeBuilder& builder) : m_out(builder) {}

    bool visit_nil() { return m_out.leaf(Type::Null, "null"); }
    bool visit_boolean(bool value) { return m_out.leaf(Type::Boolean, value ? "true" : "false"); }
    bool visit_positive_integer(std::uint64_t value) { return number(value); }
    bool visit_negative_integer(std::int64_t value) { return number(value); }
    bool visit_float32(float value) { return m_out.leaf(Type::Number, digits(value)); }
    bool visit_float64(double value) { return m_out.leaf(Type::Number, digits(value)); }
    bool visit_str(const char* text, std::uint32_t size) { return m_out.text({text, size}); }
    bool visit_bin(const char* bytes, std::uint32_t size) { return m_out.leaf(Type::Bytes, {bytes, size}); }
    /// The first byte is the extension's type.
    bool visit_ext(const char* bytes, std::uint32_t size) { return m_out.leaf(Type::Bytes, {bytes, size}); }
    bool start_array(std::uint32_t) { return m_out.open(Type::Array); }
    bool end_array() { return m_out.close(); }
    bool start_map(std::uint32_t) { return m_out.open(Type::Object); }
    bool end_map() { return m_out.close(); }
    bool start_map_key() { return m_out.expectName(); }
    void parse_error(std::size_t, std::size_t at) { m_errorAt = at; }
    void insufficient_bytes(std::size_t, std::size_t at) { m_errorAt = at, m_short = true; }

    [[nodiscard]] const std::string& cause() const { return m_out.cause(); }
    [[nodiscard]] std::string place() const {
        return fmt::format(
            "{} byte {}", m_short ? "the bytes end within a value, at" : "no value begins so, at", m_errorAt);
    }

private:
    template <class T>
    bool number(T value) {
        return m_out.leaf(Type::Number, fmt::format("{}", value));
    }

    NameSlot m_out;
    std::size_t m_errorAt = 0;
    bool m_short = false;
};

class MessagePack final : public Decoder {
    std::string_view id() const override { return "messagepack"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto text = base::asText(input.bytes.view());
        TreeBuilder builder(limits);
        Visitor visitor(builder);
        std::size_t end = 0;
        bool whole = false;
        try {
            whole = !text.empty() && msgpack::parse(text.data(), text.size(), end, visitor);
        } catch (const std::exception& error) { // its containers may be larger than it allows
            return refuse(fmt::format("This is not MessagePack: {}.", error.what()));
        }
        if (builder.isTooDeep())
            return giveUp(fmt::format("This MessagePack is nested more than {} deep.", limits.depth));
        if (builder.isCut() && visitor.cause().empty())
            return Decoded{{{.decoder = id(), .bytes = text.size()}}, std::move(builder).release()};
        if (!whole || !builder.isWhole())
            return refuse(fmt::format("This is not MessagePack: {}.",
                                      visitor.cause().empty() ? visitor.place() : visitor.cause()));
        if (end != text.size())
            return refuse(
                fmt::format("This is not MessagePack: {} bytes follow its end.", text.size() - end));
        return Decoded{{{.decoder = id(), .bytes = text.size()}}, std::move(builder).release()};
    }

    base::Status likely(const Input&, const Decoded& decoded) const override {
        return likelyBinary(decoded.tree);
    }
};

} // namespace

const Decoder* messagePackDecoder() {
    static const MessagePack decoder;
    return &decoder;
}

} // namespace decode
