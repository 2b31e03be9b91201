#pragma once

#include "models/formats.h"
#include "session/drafts.h"

/// What the Produce form says of a draft before it is sent, and of what arrived. Pure, but for templates of
/// random values.
namespace widgets::produce_words {

/// How records of a draft differ, and what they are together before compression.
[[nodiscard]] QString repeat(const session::ProduceDraft& draft);

/// Why nobody may send so many times; empty: one may.
[[nodiscard]] QString repeatProblem(int times);
/// Why the last record of a typed template cannot be; empty: it can, or chance tells.
QString lastProblem(const session::ProduceDraft& draft);

/// The partition that all records of a draft go to; none: it depends.
[[nodiscard]] std::optional<int> partition(const session::ProduceDraft& draft, int partitions);
/// Behind it: how it is chosen. `partitions` 0: they are not known.
[[nodiscard]] QString target(const session::ProduceDraft& draft, int partitions);

/// How many were sent, when that was over, and where they went: one to its place, several to theirs.
[[nodiscard]] QString sent(const session::ProducedRecords& records, qint64 atMs, const models::Zone& zone);

/// What came of a sending that failed, a sentence. Null: what it leaves is not known.
[[nodiscard]] QString failed(const session::ProduceDraft& draft, const session::DraftRest* left);

/// Where records went that were told for another partition, a sentence; empty: none did, or nothing was told.
[[nodiscard]] QString elsewhere(std::optional<int> told, const session::ProducedRecords& records);

} // namespace widgets::produce_words
