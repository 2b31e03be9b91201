#include "widgets/panes/topic/messages_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "models/formats.h"

namespace widgets::messages_words {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(messages)
};

} // namespace

QString noMatch(const session::RecordWish& wish, qint64 scanned) {
    const bool textOnly = !wish.filter.isEmpty() && !wish.isRegex && !wish.isNot && !wish.key &&
                          wish.headerName.isEmpty() && !wish.tombstonesOnly;
    const QString count = models::formatCount(scanned);
    return textOnly ? Words::tr("No record holds “%1”; %2 were looked at.").arg(wish.filter, count)
                    : Words::tr("No record passes the filter; %1 were looked at.").arg(count);
}

QString sinceRead(const session::SinceRead& since, int rows) {
    QStringList words;
    if (since.emptied)
        words += Words::tr("Emptied since this was read");
    else if (since.deleted >= rows && since.deleted > 0)
        words += Words::tr("All of these have been deleted since");
    else if (since.deleted > 0)
        words += Words::tr("%1 of these have been deleted since").arg(models::formatCount(since.deleted));
    const QString count = since.isSpan ? QStringLiteral("%1 %2").arg(QString(models::estimateSign),
                                                                     models::formatCount(since.fresh))
                                       : models::formatCount(since.fresh);
    if (since.fresh > 0)
        words += Words::tr("%1 new since this was read").arg(count);
    return words.join(QStringLiteral("  ·  "));
}

} // namespace widgets::messages_words
