#include "workload/refusals.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace workload {
namespace {

/// Whether a record was refused for what it is, and would be each time.
bool isOfTheRecord(const base::Error& error) {
    static constexpr std::array<std::string_view, 5> names{
        "MESSAGE_TOO_LARGE", "RECORD_LIST_TOO_LARGE", "INVALID_TIMESTAMP", "INVALID_RECORD",
        "_UNKNOWN_PARTITION"}; // the last is the client library's own
    return std::ranges::find(names, error.name) != names.end();
}

/// Some records of another feed once more.
class RepeatFeed final : public RecordFeed {
public:
    RepeatFeed(RepeatableFeed& whole, std::vector<std::int64_t> tokens)
        : m_whole(whole), m_tokens(std::move(tokens)) {}

    base::Result<std::optional<FedRecord>> next() override {
        if (m_next == m_tokens.size())
            return std::nullopt;
        auto record = m_whole.at(m_tokens[m_next]);
        if (record && *record)
            ++m_next;
        return record;
    }
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

ToldApart sendTellingApart(RepeatableFeed& feed, const SendPlan& plan, client::Reaper& reaper,
                           const std::function<void(const SendProgress&)>& progress,
                           const std::stop_token& stop) {
    SendPlan alone = plan;
    alone.producer.queueLimit = 2; // one of which is left free
    alone.producer.linger = base::Millis(0);
    SendProgress before;
    const auto tell = [&](const SendProgress& part) { progress(sum(before, part)); };
    for (;;) {
        auto sent = sendAll(feed, plan, reaper, tell, stop);
        sent.progress = sum(before, sent.progress);
        if (!sent.error || sent.refused.empty() || !isOfTheRecord(*sent.error))
            return {std::move(sent)};
        before = sent.progress;
        RepeatFeed refused(feed, sent.refused);
        sent = sendAll(refused, alone, reaper, tell, stop);
        before = sent.progress = sum(before, sent.progress);
        const bool ofTheRecord = sent.error && !sent.refused.empty() && isOfTheRecord(*sent.error);
        const auto left = refused.left();
        sent.refused.insert(sent.refused.end(), left.begin(), left.end());
        sent.progress.refused = static_cast<std::int64_t>(sent.refused.size());
        if (sent.error || sent.cancelled)
            return {std::move(sent), ofTheRecord};
    }
}

} // namespace workload
