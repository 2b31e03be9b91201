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

/// ANOTHER_TOPIC: not the one that was read; `how` that shows completes the sentence. A topic's id tells
/// neither whether it was created anew nor whether another cluster answers.
[[nodiscard]] base::Error topicIsAnother(
    const std::string& topic,
    const std::string& how = "is another one by now: it was created anew, or another cluster answers.");

/// ANOTHER_TOPIC: what stands where the record was is another topic's.
[[nodiscard]] base::Error recordOfAnotherTopic(const TopicRead& topic, const Record& was);

/// RECORD_REPLACED: what stands where the record was is not the same.
[[nodiscard]] base::Error recordIsAnother(const TopicRead& topic, const Record& was);

/// Whether an error of RecordSource::fetchOne means that the record was deleted or compacted away.
[[nodiscard]] bool isGone(const base::Error& error);

} // namespace browse
