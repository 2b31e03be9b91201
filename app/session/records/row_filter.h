#pragma once

#include <memory>

#include <QByteArrayView>
#include <QString>
#include <QVector>

#include "session/records.h"

namespace browse {
class RecordFilter;
}

namespace session {

/// Bytes [begin, end) of a payload.
struct MatchSpan {
    qsizetype begin = 0, end = 0;
    bool operator==(const MatchSpan&) const = default;
};

/// What a reading looks for, asked about rows that are there already. Looks at what a row keeps of a payload.
class RowFilter {
public:
    explicit RowFilter(const RecordWish& wish);
    ~RowFilter();
    RowFilter(RowFilter&&) noexcept;
    RowFilter& operator=(RowFilter&&) noexcept;

    /// What is wrong with a regular expression; empty: nothing.
    [[nodiscard]] static QString problem(const RecordWish& wish);
    /// An expression that finds just this text.
    [[nodiscard]] static QString escaped(const QString& text);
    [[nodiscard]] bool matches(const RecordRow& row) const;
    /// Whether what a row does not keep of its record cannot change what `matches` says.
    [[nodiscard]] bool isCertain(const RecordRow& row) const;
    /// Where the text stands, at most a hundred times; nowhere if the payload is not looked at.
    [[nodiscard]] QVector<MatchSpan> inKey(QByteArrayView key) const;
    [[nodiscard]] QVector<MatchSpan> inValue(QByteArrayView value) const;
    [[nodiscard]] QVector<MatchSpan> inHeader(QByteArrayView nameOrValue) const;

private:
    [[nodiscard]] QVector<MatchSpan> spans(QByteArrayView bytes) const;

    RecordWish m_wish;
    std::unique_ptr<browse::RecordFilter> m_filter;
};

} // namespace session
