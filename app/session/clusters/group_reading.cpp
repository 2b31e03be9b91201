#include "session/clusters/group_reading.h"

#include <algorithm>
#include <iterator>

#include "session/clusters/round_reasons.h"

namespace session {

RoundIndex::RoundIndex(const Round& round) : m_round(round) {
    m_topics.reserve(round.topics.size());
    for (std::size_t i = 0; i < round.topics.size(); ++i)
        m_topics.emplace(round.topics[i].name, i);
}

std::optional<std::size_t> RoundIndex::topic(std::string_view name) const {
    const auto it = m_topics.find(name);
    return it != m_topics.end() ? std::optional(it->second) : std::nullopt;
}

std::size_t RoundIndex::placeOf(std::string_view name) const {
    const auto it = std::ranges::lower_bound(m_round.topics, name, {}, &client::TopicInfo::name);
    return static_cast<std::size_t>(it - m_round.topics.begin());
}

const PartitionFacts* RoundIndex::partition(std::size_t topic, base::PartitionId id) const {
    const auto& partitions = m_round.topics[topic].partitions;
    // Mostly they are numbered from 0 on.
    auto it = partitions.begin() + std::clamp<std::ptrdiff_t>(id.value(), 0, std::ssize(partitions));
    if (it == partitions.end() || it->id != id)
        it = std::ranges::lower_bound(partitions, id, {}, &client::PartitionInfo::id);
    if (it == partitions.end() || it->id != id)
        return nullptr;
    return &m_round.partitions[topic][static_cast<std::size_t>(it - partitions.begin())];
}

namespace {

constexpr std::size_t mergedMembers = 8;

/// A partition that somebody named. Numbers stand for the names of topics, which are dear to compare: odd
/// ones for topics of the round, even ones for those between two of them.
struct Named {
    std::size_t rank = 0;
    const base::TopicPartition* name = nullptr;
    const client::CommittedOffset* commit = nullptr;
    const client::GroupMember* owner = nullptr;

    [[nodiscard]] std::optional<std::size_t> topic() const {
        return rank % 2 ? std::optional(rank / 2) : std::nullopt;
    }
    [[nodiscard]] int comparedTopic(const Named& other) const {
        if (rank != other.rank)
            return rank < other.rank ? -1 : 1;
        return rank % 2 ? 0 : name->topic.compare(other.name->topic);
    }
    [[nodiscard]] bool isSame(const Named& other) const {
        return name->partition == other.name->partition && comparedTopic(other) == 0;
    }
};

bool isBefore(const Named& a, const Named& b) {
    const int topic = a.comparedTopic(b);
    return topic != 0 ? topic < 0 : a.name->partition < b.name->partition;
}

/// Ranks the topics of one group, which come in runs and mostly twice: a look at the round's index is dear.
class Ranks {
public:
    explicit Ranks(const RoundIndex& index) : m_index(index) {}
    std::size_t of(const std::string& topic) {
        if (m_last < m_known.size() && *m_known[m_last].first == topic)
            return m_known[m_last].second;
        auto place = m_known.end(); // mostly they come in order
        if (!m_known.empty() && topic < *m_known.back().first)
            place = std::ranges::lower_bound(
                m_known, topic, {}, [](const Known& known) -> const std::string& { return *known.first; });
        m_last = static_cast<std::size_t>(place - m_known.begin());
        if (place == m_known.end() || *place->first != topic)
            m_known.insert(place, {&topic, rankOf(topic)});
        return m_known[m_last].second;
    }
    void startAnew() { m_known.clear(); }

private:
    using Known = std::pair<const std::string*, std::size_t>;
    [[nodiscard]] std::size_t rankOf(const std::string& topic) const {
        const auto found = m_index.topic(topic);
        return found ? *found * 2 + 1 : m_index.placeOf(topic) * 2;
    }

    const RoundIndex& m_index;
    std::vector<Known> m_known; // by name
    std::size_t m_last = 0;
};

/// What a group committed and what its members own, by topic and partition. One that is committed and owned
/// stands twice, the commit first.
void name(const client::GroupOffsets* offsets, const client::GroupDescription* description, Ranks& ranks,
          std::vector<Named>& out) {
    ranks.startAnew();
    out.clear();
    if (offsets)
        for (const auto& commit : offsets->offsets)
            out.push_back({ranks.of(commit.partition.topic), &commit.partition, &commit});
    const auto committed = static_cast<std::ptrdiff_t>(out.size());
    const auto sorted = [&](std::ptrdiff_t from) {
        if (!std::is_sorted(out.begin() + from, out.end(), isBefore))
            std::sort(out.begin() + from, out.end(), isBefore);
    };
    sorted(0);
    if (description)
        for (const auto& member : description->members) {
            const auto own = static_cast<std::ptrdiff_t>(out.size());
            for (const auto& assigned : member.assignment)
                out.push_back({ranks.of(assigned.topic), &assigned, nullptr, &member});
            // Each member's are sorted; those of a few are merged sooner than sorted all together.
            if (description->members.size() <= mergedMembers)
                std::inplace_merge(out.begin() + committed, out.begin() + own, out.end(), isBefore);
        }
    sorted(committed);
    std::inplace_merge(out.begin(), out.begin() + committed, out.end(), isBefore);
}

Reason reasonOf(const std::unordered_map<std::string, Reason>& reasons, const std::string& group) {
    const auto found = reasons.find(group);
    return found != reasons.end() ? found->second : Reason();
}

metrics::Lag lagOf(const GroupReading& reading, const GroupPartition& partition) {
    if (partition.commitUnread())
        return {.unread = partition.facts != nullptr};
    auto lag = metrics::lagOf(partition.committed(), partition.logStart(), partition.end(),
                              partition.facts != nullptr);
    if (partition.commit && partition.commit->lag) {
        lag.records = *partition.commit->lag;
        lag.unread = false;
    }
    if (!reading.countsFromStart(partition))
        return lag;
    const auto start = partition.logStart(), end = partition.end();
    lag.unread = partition.facts && !(start && end);
    if (start && end)
        lag.records = std::max<qint64>(0, *end - *start);
    return lag;
}

void fillPartitions(GroupReading& reading, const std::vector<Named>& names, const RoundIndex& index) {
    const Named* last = nullptr;
    reading.partitions.reserve(names.size());
    for (const auto& named : names) {
        if (last && last->isSame(named)) {
            if (named.owner) {
                reading.partitions.back().owner = named.owner;
                reading.partitions.back().owners += 1;
            }
            continue;
        }
        const auto topic = named.topic();
        const auto* facts = topic ? index.partition(*topic, named.name->partition) : nullptr;
        // A task's number, of a source with fewer partitions.
        if (!facts && !named.commit && reading.listing->type == client::GroupType::Streams)
            continue;
        if (!last || last->comparedTopic(named) != 0)
            reading.topics.push_back({&named.name->topic, topic, reading.partitions.size(), 0});
        auto& made = reading.partitions.emplace_back();
        made.name = named.name;
        made.commit = named.commit;
        made.owner = named.owner;
        made.owners = named.owner ? 1 : 0;
        made.facts = facts;
        made.lag = lagOf(reading, made);
        if (made.commitUnread() && facts && !reading.offsetsUnread)
            reading.offsetsUnread = Reason(QString::fromStdString(wordsOf(*made.commit->error)));
        reading.topics.back().end = reading.partitions.size();
        last = &named;
    }
}

} // namespace

namespace {

/// An API of another kind calls a group dead that is none of its own.
bool knowsBetter(const client::GroupListing& listing, const client::GroupDescription& description) {
    return description.state == "Dead" && !listing.state.empty() && listing.state != "Unknown" &&
           listing.state != "Dead";
}

} // namespace

std::vector<GroupReading> readGroups(const Round& round, const RoundIndex& index) {
    std::vector<GroupReading> out;
    if (!round.groups)
        return out;
    out.reserve(round.groups->size());
    Ranks ranks(index);
    std::vector<Named> names;
    for (const auto& listing : *round.groups) {
        if (!out.empty() && out.back().listing->id == listing.id)
            continue; // it moves from one coordinator to another
        auto& reading = out.emplace_back();
        reading.listing = &listing;
        reading.membersUnread = reasonOf(round.membersUnread, listing.id);
        reading.offsetsUnread = reasonOf(round.offsetsUnread, listing.id);
        const auto offsets = round.offsets.find(listing.id);
        reading.offsetsKnown = offsets != round.offsets.end();
        if (const auto it = round.descriptions.find(listing.id); it != round.descriptions.end())
            reading.description = knowsBetter(listing, it->second) ? nullptr : &it->second;
        else if (round.unlisted.contains(listing.id))
            reading.stateUnread = reading.membersUnread;
        name(reading.offsetsKnown ? &offsets->second : nullptr, reading.description, ranks, names);
        fillPartitions(reading, names, index);
    }
    return out;
}

} // namespace session
