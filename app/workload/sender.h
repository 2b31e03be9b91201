#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "client/producer.h"

namespace workload {

/// A record to send, and what its feed knows it by.
struct FedRecord {
    client::ProduceRecord record;
    std::int64_t token = 0;
};

/// Records to send, one after another. Asked on the thread that sends.
class RecordFeed {
public:
    virtual ~RecordFeed() = default;
    /// None: there are no more. An error ends the sending.
    virtual base::Result<std::optional<FedRecord>> next() = 0;
};

struct SendPlan {
    client::ProducerOptions producer;
    double recordsPerSecond = 0;      ///< 0: as fast as it goes
    bool goOnAfterRefusal = false;    ///< false: the first record that is refused ends the sending
    std::size_t mostRefused = 10'000; ///< refusals that end it all the same
    /// Each record that arrived, one at a time, on the producer's thread; may be empty.
    std::function<void(const client::Delivery&)> arrived = {};
};

struct SendProgress {
    std::int64_t sent = 0;         ///< acknowledged; with acks=0 handed to the network
    std::int64_t refused = 0;      ///< or given up before they were sent: not stored
    std::int64_t unsure = 0;       ///< sent, and no answer came: stored or not
    std::int64_t bytes = 0;        ///< of the keys, values and headers of those sent
    std::int64_t timesNotKept = 0; ///< of those sent: a time was given, and the broker took its own
    std::optional<client::Delivery> last;
};

struct SendResult {
    SendProgress progress;
    bool cancelled = false;
    std::optional<base::Error> error;  ///< of the feed, of the producer, or of the first record refused
    std::vector<std::int64_t> refused; ///< tokens of records handed over and not acknowledged, rising
    std::vector<std::int64_t> unsure;  ///< of these, those that may be stored
    /// Some were refused, and all for what a record is: none of them is stored.
    bool refusedAsTheyAre = false;
};

/// Of the records to be sent again those that may be stored, rising: no answer came to them in this sending,
/// or in an earlier one, which left `before`. Its progress counts them as such from then on.
std::vector<std::int64_t> mayBeStored(SendResult& sent, const std::vector<std::int64_t>& again,
                                      std::vector<std::int64_t> before);
/// The others; `unsure` rises.
std::vector<std::int64_t> without(std::vector<std::int64_t> again, const std::vector<std::int64_t>& unsure);

/// Sends all that the feed has, in its order, and waits until every record is acknowledged or refused. With
/// acks=all no retry repeats a record or changes the order within a partition. What is under way when the
/// sending ends early gets a few seconds to arrive. Blocks; `progress` is called on the calling thread, about
/// ten times a second.
SendResult sendAll(RecordFeed& feed, const SendPlan& plan, client::Reaper& reaper,
                   const std::function<void(const SendProgress&)>& progress, const std::stop_token& stop);

} // namespace workload
