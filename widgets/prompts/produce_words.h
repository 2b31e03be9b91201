#pragma once

#include "session/drafts.h"

/// What the Produce form says of a draft before it is sent, and of what arrived. Pure, but for templates of
/// random values.
namespace widgets::produce_words {

/// How records of a draft differ, and what they are together before compression.
[[nodiscard]] QString repeat(const session::ProduceDraft& draft);

/// Why nobody may send so many times; empty: one may.
[[nodiscard]] QString repeatProblem(int times);

/// The partition that all records of a draft go to; none: it depends.
[[nodiscard]] std::optional<int> partition(const session::ProduceDraft& draft, int partitions);
/// Behind it: how it is chosen. `partitions` 0: they are not known.
[[nodiscard]] QString target(const session::ProduceDraft& draft, int partitions);

/// Where they went: one to its place, several to theirs.
[[nodiscard]] QString arrival(const session::ProducedRecords& records);

} // namespace widgets::produce_words
