#include "session/records/row_filter.h"

#include "browse/record_filter.h"
#include "session/convert.h"
#include "session/records/record_rows.h"

namespace session {
namespace {

constexpr std::size_t kMostSpans = 100;

base::ByteView view(QByteArrayView bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

std::optional<base::ByteView> view(const std::optional<QByteArray>& bytes) {
    return bytes ? std::optional(view(QByteArrayView(*bytes))) : std::nullopt;
}

} // namespace

RowFilter::RowFilter(const RecordWish& wish)
    : m_wish(wish), m_filter(std::make_unique<browse::RecordFilter>(makeFilter(wish))) {}
RowFilter::~RowFilter() = default;
RowFilter::RowFilter(RowFilter&&) noexcept = default;
RowFilter& RowFilter::operator=(RowFilter&&) noexcept = default;

QString RowFilter::problem(const RecordWish& wish) {
    const auto problem = browse::RecordFilter::problem(makeFilter(wish));
    return problem ? text(*problem) : QString();
}

QString RowFilter::escaped(const QString& text) {
    return QString::fromStdString(browse::RecordFilter::escaped(text.toStdString()));
}

bool RowFilter::matches(const RecordRow& row) const {
    return m_filter->matches(view(row.key), view(row.value), [&row](auto&& each) {
        for (const auto& header : row.headers)
            each(browse::HeaderView{base::asText(view(QByteArrayView(header.name))), view(header.value)});
    });
}

bool RowFilter::isCertain(const RecordRow& row) const {
    const bool looksInside = !m_wish.filter.isEmpty() || m_wish.key || !m_wish.headerName.isEmpty();
    if (!looksInside || !row.isCut())
        return true;
    // What stands in the part that is kept stands in the record.
    const bool isNot = m_wish.isNot && !m_wish.filter.isEmpty();
    return matches(row) && !isNot;
}

QVector<MatchSpan> RowFilter::inKey(QByteArrayView key) const {
    return m_wish.inKey ? spans(key) : QVector<MatchSpan>();
}

QVector<MatchSpan> RowFilter::inValue(QByteArrayView value) const {
    return m_wish.inValue ? spans(value) : QVector<MatchSpan>();
}

QVector<MatchSpan> RowFilter::inHeader(QByteArrayView nameOrValue) const {
    return m_wish.inHeaders ? spans(nameOrValue) : QVector<MatchSpan>();
}

QVector<MatchSpan> RowFilter::spans(QByteArrayView bytes) const {
    QVector<MatchSpan> out;
    for (const browse::Span& span : m_filter->spans(view(bytes), kMostSpans))
        out.push_back({static_cast<qsizetype>(span.begin), static_cast<qsizetype>(span.end)});
    return out;
}

} // namespace session
