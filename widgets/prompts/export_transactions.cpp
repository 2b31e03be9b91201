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
    return row.mark == RecordMark::Aborted || row.mark == RecordMark::Open;
}

bool isUndecided(const session::RecordRow& row) {
    return row.mark == RecordMark::Undecided;
}

} // namespace

QString uncommittedHere(const std::vector<session::RecordRow>& rows) {
    const auto uncommitted = std::ranges::count_if(rows, isUncommitted);
    const auto undecided = std::ranges::count_if(rows, isUndecided);
    QStringList out;
    if (uncommitted > 0)
        out += Words::tr("Aborted or not committed here: %1.").arg(models::formatCount(uncommitted));
    if (undecided > 0)
        out += Words::tr("Not known whether committed: %1.").arg(models::formatCount(undecided));
    return out.join(QLatin1Char(' '));
}

TransactionWords transactionWords(const ExportScope& scope, const session::ExportDraft& draft) {
    if (!draft.rows.empty()) {
        const QString words = uncommittedHere(draft.rows);
        return words.isEmpty() ? TransactionWords()
                               : TransactionWords{words + QLatin1Char(' ') +
                                                      Words::tr("In the file they look like all others."),
                                                  Tone::Warn};
    }
    if (draft.query.committedOnly)
        return scope.behindOpen > 0 ? TransactionWords{Words::tr("Read committed: what is behind open "
                                                                 "transactions then is not written; %1 %2 "
                                                                 "when this was read.")
                                                           .arg(QString(models::estimateSign),
                                                                models::formatCount(scope.behindOpen)),
                                                       Tone::Warn}
                                    : TransactionWords();
    return {Words::tr("Read uncommitted: aborted records are written too and look like all others."),
            uncommittedHere(scope.read).isEmpty() ? Tone::Muted : Tone::Warn};
}

} // namespace widgets
