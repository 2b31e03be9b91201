#pragma once

#include <string>

#include "base/result.h"
#include "base/uuid.h"
#include "browse/record.h"

namespace browse {

/// A topic as a reading met it.
struct TopicRead {
    std::string name;
    base::Uuid id; ///< zero: it was not told
};

/// Whether nothing that is known of a record that was read speaks against `now`, which is whole and stands at
/// its offset, being that record.
[[nodiscard]] bool isSameRecord(const Record& was, const Record& now);

/// TOPIC_RECREATED: the topic that was read is gone, and another has its name; `why` completes the sentence.
[[nodiscard]] base::Error topicIsAnother(const std::string& topic, const std::string& why);

/// TOPIC_RECREATED: what stands where the record was is another topic's.
[[nodiscard]] base::Error recordOfAnotherTopic(const TopicRead& topic, const Record& was);

/// RECORD_REPLACED: what stands where the record was is not the same.
[[nodiscard]] base::Error recordIsAnother(const TopicRead& topic, const Record& was);

/// Whether an error of RecordSource::fetchOne means that the record was deleted or compacted away.
[[nodiscard]] bool isGone(const base::Error& error);

} // namespace browse
