#include <algorithm>

#include "decode/decoder_list.h"
#include "decode/json_reader.h"

namespace decode {
namespace {

Tree::Index member(const Tree& tree, Tree::Index object, std::string_view name) {
    if (tree.type(object) != Type::Object)
        return Tree::none;
    for (std::uint32_t row = 0; row < tree.childCount(object); ++row)
        if (tree.name(tree.child(object, row)) == name)
            return tree.child(object, row);
    return Tree::none;
}

/// What Kafka Connect's JsonConverter writes: the schema beside the payload. The tree is the payload.
class Connect final : public Decoder {
    std::string_view id() const override { return "connect"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        auto read = JsonReader().read(input.bytes, limits);
        if (!read)
            return base::fail(std::move(read.error()));
        const auto root = read->root();
        const auto schema = member(*read, root, "schema");
        const auto payload = member(*read, root, "payload");
        if (schema == Tree::none || payload == Tree::none || read->childCount(root) != 2)
            return refuse("It is not an object of just \"schema\" and \"payload\".");
        const bool none = read->type(schema) == Type::Null;
        const auto type = member(*read, schema, "type");
        if (!none && (type == Tree::none || read->type(type) != Type::String))
            return refuse("Its \"schema\" is neither null nor does it name a type.");
        const auto name = member(*read, schema, "name");
        const auto called = name != Tree::none && read->type(name) == Type::String ? name : type;
        Layer layer{.decoder = id(), .bytes = input.bytes.size()};
        if (called != Tree::none)
            layer.schema = read->text(called);
        return Decoded{{std::move(layer)}, std::move(*read).from(payload)};
    }
};

} // namespace

const Decoder* connectDecoder() {
    static const Connect decoder;
    return &decoder;
}

} // namespace decode
