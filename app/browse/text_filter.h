#pragma once

#include <memory>

#include "browse/query.h"
#include "protocol/records/record_reader.h"

namespace re2 {
class RE2;
}

namespace browse {

/// A Filter made ready to look at many records, as their bytes lie in the batch.
class TextFilter {
public:
    explicit TextFilter(const Filter& filter);
    ~TextFilter();

    [[nodiscard]] bool matches(const protocol::RecordView& record) const;

private:
    [[nodiscard]] bool found(base::ByteView in) const;

    const Filter m_filter;
    std::unique_ptr<re2::RE2> m_folded; ///< null when case matters
};

} // namespace browse
