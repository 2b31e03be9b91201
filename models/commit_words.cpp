#include "models/commit_words.h"

#include <QCoreApplication>

#include "models/group_model.h"
#include "models/unread.h"

using session::CommitState;
using session::GroupPartitionRow;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(groups)
};

} // namespace

QString commitText(const GroupPartitionRow& row) {
    return row.commitState == CommitState::NoCommit ? Words::tr("no commit") : formatCount(row.committed);
}

QString commitMeaning(const GroupPartitionRow& row) {
    if (row.committed.reason())
        return unreadTip(row.committed.reason(), row.commitState != CommitState::Unread);
    switch (row.commitState) {
    case CommitState::Committed:
        return row.metadata;
    case CommitState::NoCommit:
        return row.lag ? Words::tr("The group has committed nothing here; a streams program's lag counts "
                                   "from the log's start then.")
                       : Words::tr("The group has committed nothing here; where it starts is the client's "
                                   "auto.offset.reset, of a share group its share.auto.offset.reset.");
    case CommitState::BeforeLogStart:
        return (Words::tr("Records after this commit are gone already; lag counts from the log's "
                          "start.") +
                QLatin1Char('\n') + deletedUnread(row.deletedUnread))
            .trimmed();
    case CommitState::BeyondEnd:
        return Words::tr(
            "What it would read next is not written yet. The topic may have been made anew, or the "
            "offset set by hand.");
    case CommitState::Unread:
        return unreadTip(row.committed);
    case CommitState::TopicGone:
        return Words::tr("The topic or partition no longer exists.");
    }
    return {};
}

Tone commitTone(const GroupPartitionRow& row) {
    if (row.committed.reason())
        return Tone::Muted;
    switch (row.commitState) {
    case CommitState::Committed:
        return Tone::Text;
    case CommitState::NoCommit:
    case CommitState::Unread:
        return Tone::Muted;
    case CommitState::BeforeLogStart:
    case CommitState::BeyondEnd:
        return Tone::Warn;
    case CommitState::TopicGone:
        return Tone::Bad;
    }
    return Tone::Text;
}

} // namespace models
