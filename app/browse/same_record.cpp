#include "browse/same_record.h"

#include <algorithm>

#include <fmt/format.h>

#include "browse/scan_limits.h"

namespace browse {
namespace {

/// Null only where the other is null.
bool begins(const std::optional<base::Buffer>& whole, const std::optional<base::Buffer>& kept) {
    if (!whole || !kept)
        return whole.has_value() == kept.has_value();
    return kept->size() <= whole->size() &&
           std::ranges::equal(kept->view(), whole->view().first(kept->size()));
}

bool areSame(const BatchFacts& was, const BatchFacts& now) {
    if (was.producerId != now.producerId || was.producerEpoch != now.producerEpoch)
        return false;
    // Compaction writes a batch anew and without some records; one that it left alone keeps its checksum.
    const bool isUntouched = was.baseOffset == now.baseOffset && was.records == now.records &&
                             was.bytes == now.bytes && was.codec == now.codec;
    return !isUntouched || was.crc == now.crc;
}

std::string whereIs(const TopicRead& topic, const Record& was) {
    return fmt::format("Another record stands at offset {} of partition {} of topic \"{}\" by now",
                       was.offset.value(), was.partition.value(), topic.name);
}

} // namespace

bool isSameRecord(const Record& was, const Record& now) {
    if (was.timestampMs != now.timestampMs || was.timestampType != now.timestampType ||
        was.keyBytes != now.keyBytes || was.valueBytes != now.valueBytes ||
        was.headerCount != now.headerCount || was.headerBytes != now.headerBytes ||
        was.headers.size() > now.headers.size())
        return false;
    if (was.batch && now.batch && !areSame(*was.batch, *now.batch))
        return false;
    for (std::size_t i = 0; i < was.headers.size(); ++i)
        if (was.headers[i].name != now.headers[i].name || !begins(now.headers[i].value, was.headers[i].value))
            return false;
    return begins(now.key, was.key) && begins(now.value, was.value);
}

base::Error topicIsAnother(const std::string& topic, const std::string& how) {
    return {.name = std::string(anotherTopic),
            .cause = "Topic \"" + topic + "\" " + how,
            .remedy = "Read again to see what it holds now."};
}

base::Error recordOfAnotherTopic(const TopicRead& topic, const Record& was) {
    return {.name = std::string(anotherTopic),
            .cause = whereIs(topic, was) +
                     ": another topic has its name by now. It was created anew, or another cluster answers.",
            .remedy = "Read again to see what it holds now."};
}

base::Error recordIsAnother(const TopicRead& topic, const Record& was) {
    return {.name = "RECORD_REPLACED",
            .cause = whereIs(topic, was) +
                     ": the topic was created anew, its log was cut, or another cluster answers.",
            .remedy = "Read again to see what it holds now."};
}

bool isGone(const base::Error& error) {
    return error.name == offsetOutOfRange || error.name == notFound;
}

} // namespace browse
