#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "decode/tree_builder.h"

namespace decode {

/// Between a binary format's events and a tree: in a map every other leaf is the name of the next value.
class NameSlot {
public:
    explicit NameSlot(TreeBuilder& builder) : m_builder(builder) {}

    /// The next leaf is a name. Names that are no text become text: 1, true, the hex of bytes.
    bool expectName() { return m_isName = true; }
    bool leaf(Type type, std::string_view text);
    bool text(std::string_view text); ///< bytes, where they are no UTF-8
    bool open(Type type);
    bool close() { return m_builder.close(); }
    /// What the format allows and a tree cannot hold; empty: nothing.
    [[nodiscard]] const std::string& cause() const { return m_cause; }

private:
    TreeBuilder& m_builder;
    std::string m_cause;
    bool m_isName = false;
};

/// The shortest digits that are read as the same number; "NaN", "Infinity", "-Infinity".
std::string digits(double value);
std::string digits(float value);

/// Many bytes can be read as a number or an empty list of a binary format: a map or list with something in
/// it, and names that are text without control characters, is what was meant.
base::Status likelyBinary(const Tree& tree);

} // namespace decode
