// A payload as anybody may have sent it: every decoder reads or refuses it within its limits, and what it
// reads can be walked, named and printed. The first byte says of which side and topic it is.

#include <cstdlib>

#include "decode/guess.h"
#include "decode/path.h"
#include "decode/print.h"

namespace {

using namespace decode;

constexpr std::size_t printed = 4096;
const Limits limits{.depth = 200, .nodes = 2000, .text = 1 << 20, .unpacked = 1 << 20};

void walk(const Decoded& decoded) {
    const auto& tree = decoded.tree;
    if (tree.empty() || decoded.layers.empty() || tree.size() > limits.nodes)
        std::abort();
    if (prettyJson(tree, tree.root(), printed).text.size() > printed ||
        compactJson(tree, tree.root(), printed).text.size() > printed)
        std::abort();
    for (Tree::Index node = tree.root(); node < std::min(tree.end(), tree.root() + 50); ++node) {
        (void)copyText(tree, node, printed);
        (void)tree.original(node);
    }
    // Finding a name among many alike takes as long as there are: some of them will do.
    for (std::uint32_t row = 0; row < std::min(tree.childCount(tree.root()), 50u); ++row) {
        const auto child = tree.child(tree.root(), row);
        const auto path = Path::parse(Path::to(tree, child).text());
        if (!path || path->find(tree) != child)
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    static constexpr std::string_view topics[] = {"orders", "__consumer_offsets", "__transaction_state"};
    Input input{.bytes = base::Buffer::copyOf({data + 1, size - 1}),
                .side = data[0] & 1 ? Side::Key : Side::Value,
                .topic = std::string(topics[(data[0] >> 1) % 3]),
                .cut = (data[0] & 8) != 0};
    if (input.side == Side::Value)
        input.key = base::Buffer::copyOf({data, std::min<std::size_t>(size, 2)});
    for (const auto* decoder : decoders())
        if (const auto decoded = decoder->decode(input, limits)) {
            walk(*decoded);
            (void)decoder->likely(input, *decoded);
        }
    const Input samples[] = {input, input};
    const auto guessed = guess(samples);
    if (cellText(guessed.decoder, input, 300).size() > 300)
        std::abort();
    (void)hexDump(input.bytes.view(), printed, 8);
    (void)Path::parse(base::asText(input.bytes.view()));
    return 0;
}
