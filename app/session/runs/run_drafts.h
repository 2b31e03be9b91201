#pragma once

#include <optional>
#include <variant>

#include "session/drafts.h"
#include "session/runs.h"

namespace session {

/// What a run was asked for with, as it is kept for running it again after the program has ended.
struct KeptDraft {
    QString bootstrap;
    std::variant<ExportDraft, ImportDraft, ProduceDraft> draft;
};

/// Empty: it cannot be kept, as what holds records of a topic itself, or is too large.
QByteArray writtenDraft(const KeptDraft& kept);
/// None: nothing that this program wrote.
std::optional<KeptDraft> readDraft(const QByteArray& written);

/// A name beside this one that no file has: "orders-2.jsonl".
QString freePath(const QString& path);

} // namespace session
