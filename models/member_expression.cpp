#include "models/member_expression.h"

#include <algorithm>

#include "session/records/row_filter.h"

namespace models {
namespace {

constexpr int kLongest = 200; ///< of a text: a longer one is no value to filter by

/// Written in one way only: without escapes.
bool isPlain(const QString& text) {
    return std::ranges::none_of(text, [](QChar c) {
        return c < QChar(0x20) || c == QLatin1Char('"') || c == QLatin1Char('\\') || c == QLatin1Char('/');
    });
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
    const QString value = session::RowFilter::escaped(text);
    return QStringLiteral("\"%1\"\\s*:\\s*").arg(session::RowFilter::escaped(name)) +
           (kind == Kind::String ? QLatin1Char('"') + value + QLatin1Char('"')
                                 : value + QStringLiteral("\\s*[,}]"));
}

} // namespace models
