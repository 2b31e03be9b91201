#include "widgets/pane_key.h"

#include <utility>

namespace widgets {
namespace {

constexpr std::pair<PageKind, const char*> kWords[] = {
    {PageKind::Welcome, "welcome"},
    {PageKind::Overview, "overview"},
    {PageKind::Topics, "topics"},
    {PageKind::Topic, "topic"},
    {PageKind::Groups, "groups"},
    {PageKind::Group, "group"},
    {PageKind::LocalBroker, "local-broker"},
    {PageKind::Runs, "runs"},
};

} // namespace

QString wordOf(PageKind kind) {
    for (const auto& [known, word] : kWords)
        if (known == kind)
            return QString::fromLatin1(word);
    return {};
}

std::optional<PageKind> pageKindOf(const QString& word) {
    for (const auto& [kind, known] : kWords)
        if (word == QLatin1String(known))
            return kind;
    return std::nullopt;
}

QString PaneKey::toString() const {
    return QStringLiteral("%1/%2/%3").arg(wordOf(kind), cluster.toString(QUuid::WithoutBraces), object);
}

std::optional<PaneKey> PaneKey::fromString(const QString& text) {
    const auto kind = pageKindOf(text.section(QLatin1Char('/'), 0, 0));
    if (!kind)
        return std::nullopt;
    return PaneKey{*kind, QUuid::fromString(text.section(QLatin1Char('/'), 1, 1)),
                   text.section(QLatin1Char('/'), 2)};
}

} // namespace widgets
