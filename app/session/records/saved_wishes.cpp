#include "session/records/saved_wishes.h"

#include <algorithm>

namespace session {
namespace {

QVariantMap mapOf(const SavedWish& saved) {
    const RecordWish& wish = saved.wish;
    QVariantMap out{{QStringLiteral("name"), saved.name},
                    {QStringLiteral("text"), wish.filter},
                    {QStringLiteral("inKey"), wish.inKey},
                    {QStringLiteral("inValue"), wish.inValue},
                    {QStringLiteral("inHeaders"), wish.inHeaders},
                    {QStringLiteral("matchCase"), wish.caseSensitive},
                    {QStringLiteral("regex"), wish.isRegex},
                    {QStringLiteral("hex"), wish.isHex},
                    {QStringLiteral("not"), wish.isNot},
                    {QStringLiteral("headerName"), wish.headerName},
                    {QStringLiteral("tombstones"), wish.tombstonesOnly},
                    {QStringLiteral("keyless"), wish.keylessOnly}};
    if (wish.key)
        out[QStringLiteral("key")] = *wish.key;
    if (wish.headerValue)
        out[QStringLiteral("headerValue")] = *wish.headerValue;
    return out;
}

SavedWish wishOf(const QVariantMap& map) {
    const auto flag = [&map](const char* name, bool otherwise) {
        return map.value(QLatin1String(name), otherwise).toBool();
    };
    const auto bytes = [&map](const char* name) {
        const auto found = map.constFind(QLatin1String(name));
        return found == map.constEnd() ? std::nullopt : std::optional(found->toByteArray());
    };
    SavedWish out;
    out.name = map.value(QStringLiteral("name")).toString();
    out.wish.filter = map.value(QStringLiteral("text")).toString();
    out.wish.inKey = flag("inKey", true);
    out.wish.inValue = flag("inValue", true);
    out.wish.inHeaders = flag("inHeaders", true);
    out.wish.caseSensitive = flag("matchCase", false);
    out.wish.isRegex = flag("regex", false);
    out.wish.isHex = flag("hex", false);
    out.wish.isNot = flag("not", false);
    out.wish.key = bytes("key");
    out.wish.headerName = map.value(QStringLiteral("headerName")).toByteArray();
    out.wish.headerValue = bytes("headerValue");
    out.wish.tombstonesOnly = flag("tombstones", false);
    out.wish.keylessOnly = flag("keyless", false);
    return out;
}

} // namespace

QVariantList savedWishes(const QVector<SavedWish>& wishes) {
    QVariantList out;
    for (const auto& one : wishes)
        out += mapOf(one);
    return out;
}

QVector<SavedWish> savedWishes(const QVariantList& kept) {
    QVector<SavedWish> out;
    for (const auto& one : kept) {
        const auto saved = wishOf(one.toMap());
        if (!saved.name.isEmpty())
            out += saved;
    }
    return out.size() > kMostSavedWishes ? out.last(kMostSavedWishes) : out;
}

QVector<SavedWish> withSaved(QVector<SavedWish> wishes, const SavedWish& fresh) {
    wishes.removeIf([&fresh](const SavedWish& one) { return one.name == fresh.name; });
    wishes += fresh;
    return wishes.size() > kMostSavedWishes ? wishes.last(kMostSavedWishes) : wishes;
}

QVector<SavedWish> withChanges(QVector<SavedWish> wishes, const QVector<SavedWish>& before,
                               const QVector<SavedWish>& after) {
    for (const SavedWish& one : before)
        if (std::ranges::find(after, one.name, &SavedWish::name) == after.end())
            wishes.removeIf([&one](const SavedWish& other) { return other.name == one.name; });
    for (const SavedWish& one : after)
        if (!before.contains(one))
            wishes = withSaved(std::move(wishes), one);
    return wishes;
}

} // namespace session
