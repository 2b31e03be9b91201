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

[[nodiscard]] TransactionWords transactionWords(const ExportScope& scope, const session::ExportDraft& draft);

} // namespace widgets
