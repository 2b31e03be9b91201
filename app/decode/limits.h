#pragma once

#include <cstddef>
#include <stop_token>

namespace decode {

/// What decoding one payload may cost, whatever its bytes say. Beyond `nodes` and `text` a tree is cut;
/// beyond the others the bytes are refused.
struct Limits {
    int depth = 500; ///< of nesting: each level is a few frames of the stack in some readers
    std::size_t nodes = 200'000;
    std::size_t text = std::size_t{64} << 20;     ///< of all names and leaves together
    std::size_t unpacked = std::size_t{64} << 20; ///< bytes that may come out of a compressed payload
    int layers = 4;                               ///< of payloads in payloads: gzip in Base64 in …
    std::stop_token stop{};                       ///< once asked for, the tree is cut
};

} // namespace decode
