#include "workload/refusals.h"

#include <utility>

namespace workload {
namespace {

/// Some records of another feed once more.
class RepeatFeed final : public RecordFeed {
public:
    RepeatFeed(RepeatableFeed& whole, std::vector<std::int64_t> tokens)
        : m_whole(whole), m_tokens(std::move(tokens)) {}

    base::Result<std::optional<FedRecord>> next() override { return m_whole.nextOf(m_tokens, m_next); }
    [[nodiscard]] std::vector<std::int64_t> left() const {
        return {m_tokens.begin() + static_cast<std::ptrdiff_t>(m_next), m_tokens.end()};
    }

private:
    RepeatableFeed& m_whole;
    const std::vector<std::int64_t> m_tokens;
    std::size_t m_next = 0;
};

SendProgress sum(const SendProgress& before, SendProgress part) {
    part.sent += before.sent;
    part.bytes += before.bytes;
    part.timesNotKept += before.timesNotKept;
    return part;
}

} // namespace

base::Result<std::optional<FedRecord>> RepeatableFeed::nextOf(std::span<const std::int64_t> tokens,
                                                              std::size_t& next) {
    for (; next < tokens.size(); ++next) {
        auto record = at(tokens[next]);
        if (!record && leavesOut(tokens[next], record.error()))
            continue;
        if (record && *record)
            ++next;
        return record;
    }
    return std::nullopt;
}

ToldApart sendTellingApart(RepeatableFeed& feed, const SendPlan& plan, client::Reaper& reaper,
                           const std::function<void(const SendProgress&)>& progress,
                           const std::stop_token& stop) {
    SendPlan alone = plan;
    alone.producer.queueLimit = 2; // one of which is left free
    alone.producer.linger = base::Millis(0);
    SendProgress before;
    std::int64_t sentOnceMore = 0;
    const auto tell = [&](const SendProgress& part) { progress(sum(before, part)); };
    for (;;) {
        auto sent = sendAll(feed, plan, reaper, tell, stop);
        sent.progress = sum(before, sent.progress);
        // One that may be stored would be there twice.
        if (!sent.error || !sent.refusedAsTheyAre)
            return {std::move(sent), false, sentOnceMore};
        before = sent.progress;
        RepeatFeed refused(feed, sent.refused);
        sent = sendAll(refused, alone, reaper, tell, stop);
        sentOnceMore += sent.progress.sent;
        before = sent.progress = sum(before, sent.progress);
        const bool refusedAlone = sent.error && sent.refusedAsTheyAre;
        const auto left = refused.left();
        sent.refused.insert(sent.refused.end(), left.begin(), left.end());
        sent.progress.refused = std::ssize(sent.refused) - std::ssize(sent.unsure);
        if (sent.error || sent.cancelled)
            return {std::move(sent), refusedAlone, sentOnceMore};
    }
}

} // namespace workload
