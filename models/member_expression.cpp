#include "models/member_expression.h"

#include <algorithm>

#include "session/records/row_filter.h"

namespace models {
namespace {

constexpr int kLongest = 200; ///< of a text: a longer one is no value to filter by

/// Without what has to be escaped, or may be in more than one way.
bool isPlain(const QString& text) {
    return std::ranges::none_of(text, [](QChar c) {
        return c < QChar(0x20) || c == QLatin1Char('"') || c == QLatin1Char('\\') || c == QLatin1Char('/') ||
               c.isSurrogate();
    });
}

/// Some writers escape what needs not be: beyond ASCII, and what is special in HTML.
QString eitherWay(const QString& text) {
    QString out;
    for (const QChar c : text) {
        const QString plain = session::RowFilter::escaped(c);
        const bool twofold = c.unicode() > 0x7e || QLatin1String("<>&'=").contains(c);
        out +=
            twofold
                ? QStringLiteral("(?:%1|\\\\u(?i:%2))").arg(plain).arg(c.unicode(), 4, 16, QLatin1Char('0'))
                : plain;
    }
    return out;
}

} // namespace

QString memberExpression(const session::ValueTree& tree, session::ValueTree::Node node) {
    using Kind = session::ValueTree::Kind;
    const QString name = tree.name(node);
    const Kind kind = tree.kind(node);
    if (name.isEmpty() || !isPlain(name) || kind == Kind::Object || kind == Kind::Array ||
        kind == Kind::Bytes)
        return {};
    const QString text = tree.text(node, kLongest + 1);
    if (text.size() > kLongest || !isPlain(text))
        return {};
    const QString value = eitherWay(text);
    return QStringLiteral("\"%1\"\\s*:\\s*").arg(eitherWay(name)) +
           (kind == Kind::String ? QLatin1Char('"') + value + QLatin1Char('"')
                                 : value + QStringLiteral("\\s*[,}]"));
}

} // namespace models
