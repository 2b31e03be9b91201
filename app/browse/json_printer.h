#pragma once

#include <string>

#include "browse/decode.h"

namespace browse {

/// Prints JSON again, indented, from the reader's raw tokens, so that no number, string or name is rewritten.
/// A printer is used once. Throws nothing; the first thing that is no JSON ends it.
class JsonPrinter {
public:
    explicit JsonPrinter(std::size_t limit) : m_limit(limit) {}

    base::Result<Decoded> print(base::ByteView bytes);

private:
    template <class V>
    bool value(V&& node, int depth);
    template <class A>
    bool array(A&& items, int depth);
    template <class O>
    bool object(O&& members, int depth);
    bool put(std::string_view text);
    void newLine(int depth);
    bool bad(std::string cause);

    const std::size_t m_limit;
    std::string m_out;
    std::string m_cause; ///< why it stopped; empty with m_cut: only the limit was reached
    bool m_cut = false;
};

} // namespace browse
