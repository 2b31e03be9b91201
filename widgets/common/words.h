#pragma once

#include <array>

#include <QString>

#include "base/result.h"
#include "models/cells.h"
#include "session/cluster_session.h"
#include "session/ports/clusters.h"
#include "widgets/theme/theme.h"

/// The words, shapes and tones in which the window speaks of connections, environments and themes. UI thread.
namespace widgets {

struct StateWords {
    models::Shape shape;
    models::Tone tone;
    QString word;
};
/// `session` null: not connected.
[[nodiscard]] StateWords connectionWords(const session::ClusterSession* session);
/// Why nothing is done on the local broker that is stopped, has failed, or is on its way to either or up:
/// another one may listen there.
[[nodiscard]] QString notRunningWords();
[[nodiscard]] QString environmentName(session::Environment environment);
/// How often a cluster can be asked, in ms; 0 holds.
inline constexpr std::array intervals{1000, 2000, 5000, 10'000, 30'000, 60'000, 0};
[[nodiscard]] QString intervalWords(int ms);
[[nodiscard]] QString themeName(theme::Choice choice);
[[nodiscard]] models::Tone environmentTone(session::Environment environment);
/// What stands above an error of something that was asked for: `whatFailed`, unless nobody knows whether it
/// did.
[[nodiscard]] QString failureTitle(const base::Error& error, const QString& whatFailed);
struct EndedWords {
    QString words;
    models::Tone tone;
};
/// How `act`, which ended with an error, is told in one line: as failed, as stopped, or that nobody knows.
[[nodiscard]] EndedWords endedWords(const QString& act, const base::Error& error);
/// An error as it is told everywhere: the cause as a sentence, Kafka's name and code, and on a line of its
/// own what to do next.
[[nodiscard]] QString errorWords(const base::Error& error);

/// A path as a person writes it: below the home folder it begins with ~.
[[nodiscard]] QString shortPath(const QString& path);
/// A name as a menu or a tab shows it: there & would mark a letter, and a tab stop begin the keys.
[[nodiscard]] QString menuName(const QString& name);

/// The words with, on a line of its own, which other connections lead to the same cluster.
[[nodiscard]] QString withTwins(const QString& words, const session::Clusters& clusters,
                                const QUuid& profile);

} // namespace widgets
