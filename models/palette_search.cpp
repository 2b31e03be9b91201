#include "models/palette_search.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>

namespace models {
namespace {

constexpr int kScattered = 4; ///< the worst rank

/// Before anything is typed.
constexpr std::array<FindKind, kKinds> kFirstOrder = {FindKind::Recent, FindKind::Page,  FindKind::Action,
                                                      FindKind::Topic,  FindKind::Group, FindKind::Cluster};
constexpr std::array<FindKind, kKinds> kOrder = {FindKind::Topic,   FindKind::Group,  FindKind::Page,
                                                 FindKind::Cluster, FindKind::Action, FindKind::Recent};

bool isWordStart(QStringView text, qsizetype at) {
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

/// 0 is best; none: some letter is missing.
std::optional<int> rankOf(QStringView text, QStringView wanted) {
    if (wanted.isEmpty())
        return 0;
    const qsizetype at = text.indexOf(wanted);
    if (at == 0)
        return text.size() == wanted.size() ? 0 : 1;
    if (at > 0)
        return isWordStart(text, at) ? 2 : 3;
    qsizetype next = 0;
    for (const QChar letter : text)
        if (next < wanted.size() && letter == wanted[next])
            ++next;
    return next == wanted.size() ? std::optional(kScattered) : std::nullopt;
}

QVector<int> lettersOf(QStringView text, QStringView wanted) {
    QVector<int> letters;
    if (wanted.isEmpty())
        return letters;
    qsizetype at = text.indexOf(wanted);
    // As ranked: a word that begins so counts more than the first place.
    for (qsizetype other = at; other >= 0; other = text.indexOf(wanted, other + 1))
        if (isWordStart(text, other)) {
            at = other;
            break;
        }
    if (at >= 0) {
        letters.resize(wanted.size());
        std::iota(letters.begin(), letters.end(), int(at));
        return letters;
    }
    for (qsizetype i = 0; i < text.size() && letters.size() < wanted.size(); ++i)
        if (text[i] == wanted[letters.size()])
            letters << int(i);
    return letters;
}

std::optional<FindKind> onlyKind(QChar mark) {
    switch (mark.unicode()) {
    case '#':
        return FindKind::Topic;
    case '@':
        return FindKind::Group;
    case '>':
        return FindKind::Action;
    default:
        return std::nullopt;
    }
}

} // namespace

void PaletteSearch::setFindables(std::vector<Findable> all) {
    m_all = std::move(all);
    m_lower.clear();
    m_lower.reserve(m_all.size());
    m_letters.clear();
    for (const Findable& one : m_all) {
        const QString lower = one.text.toLower();
        m_lower.push_back({m_letters.size(), lower.size(), one.kind});
        m_letters += lower;
    }
    m_found = m_objects = {};
}

bool PaletteSearch::fits(const QString& text, const QString& typed) {
    return rankOf(text.toLower(), typed.trimmed().toLower()).has_value();
}

PaletteSearch::ByKind PaletteSearch::rank(Narrowing& among, const QString& text, QStringView wanted,
                                          const QVector<FindKind>& kinds) {
    if (!among.begun || !text.startsWith(among.text)) {
        among.places.resize(m_all.size());
        std::iota(among.places.begin(), among.places.end(), 0);
    }
    ByKind byKind;
    std::vector<int> matching;
    for (const int place : among.places) {
        const FindKind kind = m_lower[std::size_t(place)].kind;
        if (!kinds.contains(kind))
            continue;
        if (const auto rank = rankOf(lower(place), wanted)) {
            byKind[std::size_t(kind)].push_back({*rank, place});
            matching.push_back(place);
        }
    }
    among = {text, std::move(matching), true};
    return byKind;
}

std::vector<Found> PaletteSearch::find(const QString& text, int perKind) {
    const QString typed = text.trimmed().toLower();
    const auto only = typed.isEmpty() ? std::nullopt : onlyKind(typed.front());
    // A mark alone matches less than it and a letter would without it.
    const QStringView wanted = QStringView(typed).mid(only ? 1 : 0);
    const QVector<FindKind> kinds =
        only ? QVector<FindKind>{*only} : QVector<FindKind>(kOrder.begin(), kOrder.end());
    ByKind byKind = rank(m_found, typed, wanted, kinds);
    sortAll(byKind, perKind, wanted.isEmpty());
    return inOrder(byKind, wanted.isEmpty() ? kFirstOrder : kOrder, wanted);
}

std::vector<Found> PaletteSearch::findObjects(const QString& word, int perKind) {
    const QString typed = word.trimmed().toLower();
    ByKind byKind = rank(m_objects, typed, typed, {FindKind::Topic, FindKind::Group});
    for (auto& ranked : byKind)
        sortBest(ranked, perKind, false);
    return inOrder(byKind, kOrder, typed);
}

std::vector<Found> PaletteSearch::inOrder(const ByKind& byKind, std::array<FindKind, kKinds> order,
                                          QStringView wanted) const {
    std::stable_partition(order.begin(), order.end(), [&](FindKind kind) {
        const auto& ranked = byKind[std::size_t(kind)];
        return !ranked.empty() && ranked.front().rank < kScattered;
    });
    std::vector<Found> result;
    for (const FindKind kind : order)
        std::ranges::move(found(byKind[std::size_t(kind)], wanted), std::back_inserter(result));
    return result;
}

void PaletteSearch::sortAll(ByKind& byKind, int perKind, bool recentFirst) {
    auto& recent = byKind[std::size_t(FindKind::Recent)];
    const int spare = int(recent.size()); // as many may be dropped as twins
    const auto shorten = [perKind](std::vector<Ranked>& ranked) {
        if (std::ssize(ranked) > perKind)
            ranked.erase(ranked.begin() + perKind, ranked.end());
    };
    for (const FindKind kind : kOrder) {
        auto& ranked = byKind[std::size_t(kind)];
        m_counts[int(kind)] = int(ranked.size());
        // Acts on what is in front are not put last for its long name.
        const bool asTheyCame = kind == FindKind::Action || kind == FindKind::Recent;
        sortBest(ranked, perKind + spare, recentFirst || asTheyCame);
    }
    if (recentFirst)
        shorten(recent);
    for (const FindKind kind : {FindKind::Topic, FindKind::Group, FindKind::Page}) {
        auto& others = byKind[std::size_t(kind)];
        if (recentFirst)
            dropTwins(others, recent);
        shorten(others);
        if (!recentFirst)
            dropTwins(recent, others);
    }
    for (auto& ranked : byKind)
        shorten(ranked);
}

void PaletteSearch::dropTwins(std::vector<Ranked>& from, const std::vector<Ranked>& kept) {
    const auto at = [this](const Ranked& one) -> const Findable& { return m_all[std::size_t(one.place)]; };
    const auto kindOf = [](const Findable& one) { return one.kind == FindKind::Recent ? one.was : one.kind; };
    std::erase_if(from, [&](const Ranked& one) {
        const bool twin = std::ranges::any_of(kept, [&](const Ranked& other) {
            return at(one).text == at(other).text && at(one).object == at(other).object &&
                   kindOf(at(one)) == kindOf(at(other)) && at(one).cluster == at(other).cluster;
        });
        if (twin)
            --m_counts[int(at(one).kind)];
        return twin;
    });
}

void PaletteSearch::sortBest(std::vector<Ranked>& ranked, int most, bool asTheyCame) const {
    const auto end = ranked.begin() + std::min<std::ptrdiff_t>(most, std::ssize(ranked));
    std::partial_sort(ranked.begin(), end, ranked.end(), [&](const Ranked& a, const Ranked& b) {
        if (a.rank != b.rank)
            return a.rank < b.rank;
        const auto left = m_lower[std::size_t(a.place)].size, right = m_lower[std::size_t(b.place)].size;
        // Of recent things and of all things the order they came in says more than their length.
        return asTheyCame || left == right ? a.place < b.place : left < right;
    });
    ranked.erase(end, ranked.end());
}

std::vector<Found> PaletteSearch::found(const std::vector<Ranked>& ranked, QStringView wanted) const {
    std::vector<Found> result;
    for (const Ranked& one : ranked)
        result.push_back({one.place, lettersOf(lower(one.place), wanted)});
    return result;
}

} // namespace models
