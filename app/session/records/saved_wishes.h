#pragma once

#include <QString>
#include <QVariantMap>
#include <QVector>

#include "session/records.h"

namespace session {

/// A filter that somebody gave a name.
struct SavedWish {
    QString name;
    RecordWish wish;
    bool operator==(const SavedWish&) const = default;
};

/// At most so many are kept for a topic: the oldest go.
inline constexpr int kMostSavedWishes = 50;

/// As the settings keep them. What cannot be read is passed over.
QVariantList savedWishes(const QVector<SavedWish>& wishes);
QVector<SavedWish> savedWishes(const QVariantList& kept);
/// With this one at the end, in place of an older one of the name.
QVector<SavedWish> withSaved(QVector<SavedWish> wishes, const SavedWish& fresh);
/// With what was added, replaced and taken away between `before` and `after`, and with nothing else.
QVector<SavedWish> withChanges(QVector<SavedWish> wishes, const QVector<SavedWish>& before,
                               const QVector<SavedWish>& after);

} // namespace session
