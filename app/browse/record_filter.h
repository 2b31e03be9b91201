#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "browse/query.h"

namespace protocol {
struct RecordView;
}

namespace re2 {
class RE2;
}

namespace browse {

/// Where in some bytes what was looked for stands: [begin, end).
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Span&) const = default;
};

struct HeaderView {
    std::string_view name;
    std::optional<base::ByteView> value;
};

/// A Filter made ready to look at many records, as their bytes lie in the batch. Thread-safe once made.
class RecordFilter {
public:
    explicit RecordFilter(const Filter& filter);
    ~RecordFilter();
    RecordFilter(RecordFilter&&) noexcept;
    RecordFilter& operator=(RecordFilter&&) noexcept;
    /// A regular expression that finds just this text.
    [[nodiscard]] static std::string escaped(std::string_view text);

    /// Why a filter cannot be used, in RE2's words; none: it can.
    [[nodiscard]] static std::optional<std::string> problem(const Filter& filter);

    [[nodiscard]] bool matches(const protocol::RecordView& record) const;
    /// `forEachHeader` calls what it is given with each HeaderView.
    template <class ForEachHeader>
    [[nodiscard]] bool matches(const std::optional<base::ByteView>& key,
                               const std::optional<base::ByteView>& value,
                               ForEachHeader&& forEachHeader) const;

    /// Where the text stands in these bytes, at most so many times; nowhere if it must not.
    [[nodiscard]] std::vector<Span> spans(base::ByteView in, std::size_t atMost) const;

private:
    [[nodiscard]] bool found(base::ByteView in) const;
    [[nodiscard]] bool mayPass(const std::optional<base::ByteView>& key,
                               const std::optional<base::ByteView>& value) const;
    [[nodiscard]] bool isWanted(const HeaderView& header) const;

    Filter m_filter;
    std::unique_ptr<re2::RE2> m_pattern; ///< null: plain bytes are looked for
};

template <class ForEachHeader>
bool RecordFilter::matches(const std::optional<base::ByteView>& key,
                           const std::optional<base::ByteView>& value, ForEachHeader&& forEachHeader) const {
    if (!mayPass(key, value))
        return false;
    const bool wantsHeader = !m_filter.headerName.empty();
    bool holds = m_filter.text.empty() || (m_filter.inKey && key && found(*key)) ||
                 (m_filter.inValue && value && found(*value));
    bool hasHeader = !wantsHeader;
    if (!hasHeader || (!holds && m_filter.inHeaders)) {
        forEachHeader([&](const HeaderView& header) {
            hasHeader = hasHeader || isWanted(header);
            if (!holds && m_filter.inHeaders)
                holds = found(base::asBytes(header.name)) || (header.value && found(*header.value));
        });
    }
    return hasHeader && (m_filter.text.empty() || holds != m_filter.isNot);
}

} // namespace browse
