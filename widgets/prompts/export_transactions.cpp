#include "widgets/prompts/export_transactions.h"

#include <algorithm>

#include <QCoreApplication>

#include "models/formats.h"
#include "widgets/prompts/export_dialog.h"

using models::Tone;
using session::RecordMark;

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(exports)
};

bool isUncommitted(const session::RecordRow& row) {
    return row.mark == RecordMark::Aborted || row.mark == RecordMark::Open ||
           row.mark == RecordMark::Undecided;
}

} // namespace

TransactionWords transactionWords(const ExportScope& scope, const session::ExportDraft& draft) {
    if (!draft.rows.empty()) {
        const auto count = qint64(std::ranges::count_if(draft.rows, isUncommitted));
        return count > 0 ? TransactionWords{Words::tr("Aborted or not committed here: %1. In the file they "
                                                      "look like all others.")
                                                .arg(models::formatCount(count)),
                                            Tone::Warn}
                         : TransactionWords();
    }
    if (draft.query.committedOnly)
        return scope.behindOpen > 0
                   ? TransactionWords{Words::tr(
                                          "Read committed: what is behind open transactions, %1 %2 now, "
                                          "is not written.")
                                          .arg(QString(models::estimateSign),
                                               models::formatCount(scope.behindOpen)),
                                      Tone::Warn}
                   : TransactionWords();
    return {Words::tr("Read uncommitted: aborted records are written too and look like all others."),
            std::ranges::any_of(scope.read, isUncommitted) ? Tone::Warn : Tone::Muted};
}

} // namespace widgets
