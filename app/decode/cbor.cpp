#include <cbor.h>
#include <fmt/format.h>

#include "decode/decoder_list.h"
#include "decode/name_slot.h"
#include "decode/tree_builder.h"

namespace decode {
namespace {

/// The library reads one item after the other and keeps nothing; what is open is kept here. RFC 8949.
class Walk {
public:
    explicit Walk(TreeBuilder& builder) : m_out(builder) {}

    /// Reads one value with all it holds from the front; false: not one.
    bool read(base::ByteView bytes);
    [[nodiscard]] std::size_t end() const { return m_at; }
    [[nodiscard]] std::string cause() const {
        return m_cause.empty() ? m_out.cause() : fmt::format("{}, at byte {}", m_cause, m_at);
    }

private:
    enum class Kind { Array, Map, Text, Bytes }; ///< the last two in chunks
    struct Open {
        Kind kind;
        bool endless;       ///< until a break
        std::uint64_t left; ///< items; a map's names and values are counted apart
    };
    static Walk& of(void* self) { return *static_cast<Walk*>(self); }
    static cbor_callbacks callbacks();

    bool bad(const char* cause) {
        m_cause = cause;
        return false;
    }
    void begin() {
        if (!m_open.empty() && m_open.back().kind == Kind::Map && m_open.back().left % 2 == 0)
            m_out.expectName();
    }
    /// An item of the innermost container is there.
    bool count() {
        while (!m_open.empty()) {
            auto& open = m_open.back();
            if (open.endless) {
                ++open.left;
                return true;
            }
            if (--open.left > 0)
                return true;
            m_open.pop_back();
            if (!m_out.close())
                return false;
        }
        return true;
    }
    void leaf(Type type, std::string_view text) {
        if (isChunked())
            m_on = bad("a chunk is of another kind");
        begin();
        m_on = m_on && m_out.leaf(type, text) && count();
    }
    [[nodiscard]] bool isChunked() const {
        return !m_open.empty() && (m_open.back().kind == Kind::Text || m_open.back().kind == Kind::Bytes);
    }
    void string(Kind kind, std::string_view text);
    void open(Kind kind, bool endless, std::uint64_t items);
    void breakOff();
    void negative(std::uint64_t value) {
        // −1 − value, which needs 65 bits.
        leaf(Type::Number,
             value == UINT64_MAX ? std::string("-18446744073709551616") : fmt::format("-{}", value + 1));
    }

    NameSlot m_out;
    std::vector<Open> m_open;
    std::string m_chunks, m_cause;
    std::size_t m_at = 0;
    bool m_on = true;
};

void Walk::string(Kind kind, std::string_view text) {
    if (isChunked()) {
        if (m_open.back().kind != kind)
            m_on = bad("a chunk is of another kind");
        m_chunks += text;
        return;
    }
    begin();
    m_on = (kind == Kind::Text ? m_out.text(text) : m_out.leaf(Type::Bytes, text)) && count();
}

void Walk::open(Kind kind, bool endless, std::uint64_t items) {
    if (isChunked()) {
        m_on = bad("chunks hold chunks");
        return;
    }
    begin();
    if (kind == Kind::Text || kind == Kind::Bytes) {
        m_chunks.clear();
        m_open.push_back({kind, true, 0});
        return;
    }
    if (!m_out.open(kind == Kind::Map ? Type::Object : Type::Array)) {
        m_on = false;
        return;
    }
    if (kind == Kind::Map && items > UINT64_MAX / 2) {
        m_on = bad("a map is longer than can be");
        return;
    }
    if (!endless && items == 0) {
        m_on = m_out.close() && count();
        return;
    }
    m_open.push_back({kind, endless, kind == Kind::Map ? items * 2 : items});
}

void Walk::breakOff() {
    if (m_open.empty() || !m_open.back().endless) {
        m_on = bad("a break ends nothing");
        return;
    }
    const auto ended = m_open.back();
    if (ended.kind == Kind::Map && ended.left % 2 == 1) {
        m_on = bad("a name has no value");
        return;
    }
    m_open.pop_back();
    if (ended.kind == Kind::Array || ended.kind == Kind::Map)
        m_on = m_out.close() && count();
    else
        m_on =
            (ended.kind == Kind::Text ? m_out.text(m_chunks) : m_out.leaf(Type::Bytes, m_chunks)) && count();
}

cbor_callbacks Walk::callbacks() {
    cbor_callbacks on{};
    on.uint8 = [](void* self, std::uint8_t v) { of(self).leaf(Type::Number, fmt::format("{}", v)); };
    on.uint16 = [](void* self, std::uint16_t v) { of(self).leaf(Type::Number, fmt::format("{}", v)); };
    on.uint32 = [](void* self, std::uint32_t v) { of(self).leaf(Type::Number, fmt::format("{}", v)); };
    on.uint64 = [](void* self, std::uint64_t v) { of(self).leaf(Type::Number, fmt::format("{}", v)); };
    on.negint8 = [](void* self, std::uint8_t v) { of(self).negative(v); };
    on.negint16 = [](void* self, std::uint16_t v) { of(self).negative(v); };
    on.negint32 = [](void* self, std::uint32_t v) { of(self).negative(v); };
    on.negint64 = [](void* self, std::uint64_t v) { of(self).negative(v); };
    on.string = [](void* self, cbor_data data, std::size_t size) {
        of(self).string(Kind::Text, {reinterpret_cast<const char*>(data), size});
    };
    on.byte_string = [](void* self, cbor_data data, std::size_t size) {
        of(self).string(Kind::Bytes, {reinterpret_cast<const char*>(data), size});
    };
    on.string_start = [](void* self) { of(self).open(Kind::Text, true, 0); };
    on.byte_string_start = [](void* self) { of(self).open(Kind::Bytes, true, 0); };
    on.array_start = [](void* self, std::size_t items) { of(self).open(Kind::Array, false, items); };
    on.indef_array_start = [](void* self) { of(self).open(Kind::Array, true, 0); };
    on.map_start = [](void* self, std::size_t items) { of(self).open(Kind::Map, false, items); };
    on.indef_map_start = [](void* self) { of(self).open(Kind::Map, true, 0); };
    on.tag = [](void*, std::uint64_t) {}; // what it says of the next item is not shown
    on.float2 = on.float4 = [](void* self, float v) { of(self).leaf(Type::Number, digits(v)); };
    on.float8 = [](void* self, double v) { of(self).leaf(Type::Number, digits(v)); };
    on.undefined = on.null = [](void* self) { of(self).leaf(Type::Null, "null"); };
    on.boolean = [](void* self, bool v) { of(self).leaf(Type::Boolean, v ? "true" : "false"); };
    on.indef_break = [](void* self) { of(self).breakOff(); };
    return on;
}

bool Walk::read(base::ByteView bytes) {
    static const cbor_callbacks on = callbacks();
    bool any = false, tagged = false;
    while (m_on && (!any || tagged || !m_open.empty())) {
        const auto rest = bytes.subspan(m_at);
        tagged = !rest.empty() && rest[0] >> 5 == 6;
        const auto result = cbor_stream_decode(rest.data(), rest.size(), &on, this);
        if (result.status == CBOR_DECODER_NEDATA)
            return bad("the bytes end within a value");
        if (result.status != CBOR_DECODER_FINISHED)
            return bad("no item begins so");
        m_at += result.read;
        any = true;
    }
    return m_on;
}

class Cbor final : public Decoder {
    std::string_view id() const override { return "cbor"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto bytes = input.bytes.view();
        TreeBuilder builder(limits);
        Walk walk(builder);
        const bool whole = walk.read(bytes);
        if (builder.isTooDeep())
            return giveUp(fmt::format("This CBOR is nested more than {} deep.", limits.depth));
        if (!builder.isCut() || !walk.cause().empty()) {
            if (!whole || !builder.isWhole())
                return refuse(fmt::format("This is not CBOR: {}.", walk.cause()));
            if (walk.end() != bytes.size())
                return refuse(
                    fmt::format("This is not CBOR: {} bytes follow its end.", bytes.size() - walk.end()));
        }
        return Decoded{{{.decoder = id(), .bytes = bytes.size()}}, std::move(builder).release()};
    }

    base::Status likely(const Input&, const Decoded& decoded) const override {
        return likelyBinary(decoded.tree);
    }
};

} // namespace

const Decoder* cborDecoder() {
    static const Cbor decoder;
    return &decoder;
}

} // namespace decode
