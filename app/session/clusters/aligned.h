#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace session {

/// Brings what is kept from round to round, sorted by its key, to the keys of this round, which are sorted
/// too: what stays is moved, what is new is made, what is not wanted any more goes. Mostly nothing changes.
template <class T, class Key, class KeyAt, class Make>
void align(std::vector<T>& kept, Key T::*key, std::size_t count, KeyAt&& keyAt, Make&& make) {
    std::size_t same = 0;
    while (same < count && same < kept.size() && kept[same].*key == keyAt(same))
        ++same;
    if (same == count && same == kept.size())
        return;
    std::vector<T> out;
    out.reserve(count);
    std::move(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(same), std::back_inserter(out));
    auto next = kept.begin() + static_cast<std::ptrdiff_t>(same);
    for (std::size_t i = same; i < count; ++i) {
        const Key& wanted = keyAt(i);
        next = std::ranges::lower_bound(next, kept.end(), wanted, {}, key);
        if (next != kept.end() && (*next).*key == wanted)
            out.push_back(std::move(*next++));
        else
            out.push_back(make(i));
    }
    kept = std::move(out);
}

} // namespace session
