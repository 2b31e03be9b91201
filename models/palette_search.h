#pragma once

#include <vector>

#include <QString>
#include <QStringView>
#include <QUuid>
#include <QVector>

namespace models {

enum class FindKind { Topic, Group, Page, Cluster, Action, Recent };
inline constexpr int kKinds = 6;

/// Something that can be gone to or done.
struct Findable {
    FindKind kind = FindKind::Topic;
    QString text = {};
    QString icon = {};
    QUuid cluster = {};             ///< null: of none
    QString object = {};            ///< topic, group, or what names the page or act
    QString subject = {};           ///< what an act is done to; empty: to nothing, or it is to be chosen
    FindKind was = FindKind::Topic; ///< of Recent: what was opened

    bool operator==(const Findable&) const = default;
};

/// A findable that matches, and which letters of its text do.
struct Found {
    int place = 0; ///< in the list of findables
    QVector<int> letters;
};

/// Finds by some of the letters in their order: whole words and beginnings first, then what holds the text,
/// then what holds its letters. Tens of thousands of names are gone through in a few milliseconds; a text
/// that was only made longer looks among what matched before. Pure; any one thread.
class PaletteSearch {
public:
    void setFindables(std::vector<Findable> all);
    [[nodiscard]] const std::vector<Findable>& all() const { return m_all; }
    /// The best of each kind, at most so many. Kinds stand in their order, those of which only scattered
    /// letters match after the others; nothing typed: what was recent, then pages and acts, go first. Nothing
    /// is found under two kinds. "#",
    /// "@" and ">" in front look among topics, groups and actions only.
    std::vector<Found> find(const QString& text, int perKind);
    /// Whether the typed letters stand in the text in their order, of whatever case.
    [[nodiscard]] static bool fits(const QString& text, const QString& typed);
    [[nodiscard]] int matches(FindKind kind) const { return m_counts[int(kind)]; } ///< of the last find

private:
    struct Ranked {
        int rank, place;
    };
    /// The best of each kind, what was recent under one of them only: there where `recentFirst`, else where
    /// it belongs.
    void sortAll(std::vector<Ranked> (&byKind)[kKinds], int perKind, bool recentFirst);
    /// Leaves out of `from` what `kept` has under another kind.
    void dropTwins(std::vector<Ranked>& from, const std::vector<Ranked>& kept);
    /// Leaves the best, sorted.
    void sortBest(std::vector<Ranked>& ranked, int most, bool asTheyCame) const;
    [[nodiscard]] std::vector<Found> found(const std::vector<Ranked>& ranked, QStringView wanted) const;

    std::vector<Findable> m_all;
    std::vector<QString> m_lower;
    std::vector<int> m_candidates; ///< what matched m_last
    QString m_last;
    int m_counts[kKinds] = {};
};

} // namespace models
