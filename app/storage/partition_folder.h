#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace storage {

/// Which folders and files in a data folder are the broker's own. The folder may have been somebody's before:
/// what these do not know is neither read nor touched.

/// By its name alone: `<topic>-<partition>`.
[[nodiscard]] std::optional<base::TopicPartition> partitionNamed(std::string_view folder);
/// By its name and by what lies in it: `partition.metadata`, or a segment where an old Kafka wrote none.
[[nodiscard]] std::optional<base::TopicPartition> partitionIn(const std::filesystem::path& folder);
/// `<topic>-<partition>.<32 hex digits>-delete`: renamed when its topic was deleted.
[[nodiscard]] bool isDeletedPartition(std::string_view folder);
/// A new such name, of at most the 255 bytes that a file name may have; the topic's is cut, as Kafka does it.
[[nodiscard]] std::string deletedName(const base::TopicPartition& partition);
/// Whether a file in a partition's folder is left over from a write, a deletion or a compaction that did not
/// end.
[[nodiscard]] bool isLeftover(std::string_view file);

} // namespace storage
