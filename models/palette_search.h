#pragma once

#include <array>
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
    QString part = {};              ///< of Page: the place on it; empty: all of it

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
    /// The best topics and groups alone, found and narrowed beside find(): neither takes from the other what
    /// it narrowed, and the figures of matches() stay.
    std::vector<Found> findObjects(const QString& word, int perKind);
    /// Whether the typed letters stand in the text in their order, of whatever case.
    [[nodiscard]] static bool fits(const QString& text, const QString& typed);
    [[nodiscard]] int matches(FindKind kind) const { return m_counts[int(kind)]; } ///< of the last find

private:
    /// Of a findable, what is asked of each at every key.
    struct Lowered {
        qsizetype at, size; ///< in m_letters
        FindKind kind;
    };
    struct Ranked {
        int rank, place;
    };
    using ByKind = std::array<std::vector<Ranked>, kKinds>;
    /// What matched the text that was looked for last, among which a longer one looks.
    struct Narrowing {
        QString text;
        std::vector<int> places;
        bool begun = false; ///< else: among all
    };
    [[nodiscard]] QStringView lower(int place) const {
        const Lowered& one = m_lower[std::size_t(place)];
        return QStringView(m_letters).mid(one.at, one.size);
    }
    /// What matches, of these kinds; `among` is narrowed to it.
    ByKind rank(Narrowing& among, const QString& text, QStringView wanted, const QVector<FindKind>& kinds);
    /// In this order, kinds of which only scattered letters match after the others.
    [[nodiscard]] std::vector<Found> inOrder(const ByKind& byKind, std::array<FindKind, kKinds> order,
                                             QStringView wanted) const;
    /// The best of each kind, what was recent under one of them only: there where `recentFirst`, else where
    /// it belongs.
    void sortAll(ByKind& byKind, int perKind, bool recentFirst);
    /// Leaves out of `from` what `kept` has under another kind.
    void dropTwins(std::vector<Ranked>& from, const std::vector<Ranked>& kept);
    /// Leaves the best, sorted.
    void sortBest(std::vector<Ranked>& ranked, int most, bool asTheyCame) const;
    [[nodiscard]] std::vector<Found> found(const std::vector<Ranked>& ranked, QStringView wanted) const;

    std::vector<Findable> m_all;
    std::vector<Lowered> m_lower;
    QString m_letters; ///< of all in one, so that going through them follows no pointer
    Narrowing m_found, m_objects;
    int m_counts[kKinds] = {};
};

} // namespace models
