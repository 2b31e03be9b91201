#include "browse/text_filter.h"

#include <cstring>

#include <re2/re2.h>

namespace browse {
namespace {

std::unique_ptr<re2::RE2> foldedPattern(const std::string& text) {
    re2::RE2::Options options;
    options.set_literal(true);
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    auto pattern = std::make_unique<re2::RE2>(text, options);
    if (pattern->ok())
        return pattern;
    // Not UTF-8: what folds are the ASCII letters then.
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    return std::make_unique<re2::RE2>(text, options);
}

} // namespace

TextFilter::TextFilter(const Filter& filter)
    : m_filter(filter)
    , m_folded(filter.matchCase || filter.text.empty() ? nullptr : foldedPattern(filter.text)) {}

TextFilter::~TextFilter() = default;

bool TextFilter::found(base::ByteView in) const {
    if (m_folded)
        return re2::RE2::PartialMatch(re2::StringPiece(reinterpret_cast<const char*>(in.data()), in.size()),
                                      *m_folded);
    return memmem(in.data(), in.size(), m_filter.text.data(), m_filter.text.size()) != nullptr;
}

bool TextFilter::matches(const protocol::RecordView& record) const {
    if (m_filter.text.empty())
        return true;
    if (m_filter.inKey && record.key && found(*record.key))
        return true;
    if (m_filter.inValue && record.value && found(*record.value))
        return true;
    bool any = false;
    if (m_filter.inHeaders) {
        record.headers.forEach([&](const protocol::RecordHeaderView& header) {
            any = any || found(base::asBytes(header.key)) || (header.value && found(*header.value));
        });
    }
    return any;
}

} // namespace browse
