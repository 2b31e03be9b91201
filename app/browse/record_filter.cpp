#include "browse/record_filter.h"

#include <algorithm>
#include <cstring>

#include <re2/re2.h>

#include "protocol/records/record_reader.h"

namespace browse {
namespace {

re2::StringPiece piece(base::ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::unique_ptr<re2::RE2> patternOf(const Filter& filter) {
    re2::RE2::Options options;
    options.set_literal(!filter.isRegex);
    options.set_case_sensitive(filter.matchCase);
    options.set_log_errors(false);
    auto pattern = std::make_unique<re2::RE2>(filter.text, options);
    if (pattern->ok() || filter.isRegex)
        return pattern;
    // Not UTF-8: what folds are the ASCII letters then.
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    return std::make_unique<re2::RE2>(filter.text, options);
}

bool equals(base::ByteView bytes, std::string_view text) {
    return std::ranges::equal(bytes, base::asBytes(text));
}

} // namespace

RecordFilter::RecordFilter(const Filter& filter)
    : m_filter(filter)
    , m_pattern(filter.text.empty() || (filter.matchCase && !filter.isRegex) ? nullptr : patternOf(filter)) {}

std::string RecordFilter::escaped(std::string_view text) {
    return re2::RE2::QuoteMeta({text.data(), text.size()});
}

RecordFilter::~RecordFilter() = default;
RecordFilter::RecordFilter(RecordFilter&&) noexcept = default;
RecordFilter& RecordFilter::operator=(RecordFilter&&) noexcept = default;

std::optional<std::string> RecordFilter::problem(const Filter& filter) {
    if (!filter.isRegex || filter.text.empty())
        return std::nullopt;
    const auto pattern = patternOf(filter);
    return pattern->ok() ? std::nullopt : std::optional(pattern->error());
}

bool RecordFilter::matches(const protocol::RecordView& record) const {
    return matches(record.key, record.value, [&record](auto&& each) {
        record.headers.forEach([&each](const protocol::RecordHeaderView& header) {
            each(HeaderView{header.key, header.value});
        });
    });
}

bool RecordFilter::found(base::ByteView in) const {
    if (m_pattern)
        return re2::RE2::PartialMatch(piece(in), *m_pattern);
    return memmem(in.data(), in.size(), m_filter.text.data(), m_filter.text.size()) != nullptr;
}

bool RecordFilter::mayPass(const std::optional<base::ByteView>& key,
                           const std::optional<base::ByteView>& value) const {
    return !(m_filter.tombstonesOnly && value) && !(m_filter.keylessOnly && key) &&
           (!m_filter.key || (key && equals(*key, *m_filter.key)));
}

bool RecordFilter::isWanted(const HeaderView& header) const {
    if (header.name != m_filter.headerName)
        return false;
    return !m_filter.headerValue || (header.value && equals(*header.value, *m_filter.headerValue));
}

std::vector<Span> RecordFilter::spans(base::ByteView in, std::size_t atMost) const {
    std::vector<Span> out;
    if (m_filter.text.empty() || m_filter.isNot)
        return out;
    for (std::size_t at = 0; at < in.size() && out.size() < atMost;) {
        Span span;
        if (m_pattern) {
            re2::StringPiece match;
            if (!m_pattern->Match(piece(in), at, in.size(), re2::RE2::UNANCHORED, &match, 1))
                break;
            span.begin = static_cast<std::size_t>(match.data() - piece(in).data());
            span.end = span.begin + match.size();
        } else {
            const auto* hit = static_cast<const std::uint8_t*>(
                memmem(in.data() + at, in.size() - at, m_filter.text.data(), m_filter.text.size()));
            if (!hit)
                break;
            span.begin = static_cast<std::size_t>(hit - in.data());
            span.end = span.begin + m_filter.text.size();
        }
        if (span.end > span.begin)
            out.push_back(span);
        at = std::max(span.end, at + 1); // a pattern may match nothing at all
    }
    return out;
}

} // namespace browse
