#pragma once

#include "models/cells.h"
#include "session/runs.h"

namespace widgets {

struct ExportScope;

/// What an export does with records of transactions; empty where there is nothing to say.
struct TransactionWords {
    QString text;
    models::Tone tone = models::Tone::Muted;
};

/// How many of these rows were not committed, or may not have been: sentences; empty: none.
[[nodiscard]] QString uncommittedHere(const std::vector<session::RecordRow>& rows);
[[nodiscard]] TransactionWords transactionWords(const ExportScope& scope, const session::ExportDraft& draft);

} // namespace widgets
