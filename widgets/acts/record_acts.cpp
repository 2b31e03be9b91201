#include "widgets/acts/record_acts.h"

#include <cmath>

#include "models/record_words.h"
#include "session/records/since_read.h"
#include "session/workspace.h"
#include "widgets/prompts/export_dialog.h"
#include "widgets/prompts/import_dialog.h"
#include "widgets/prompts/send_again_dialog.h"

using session::ClusterSession;

namespace widgets::record_acts {
namespace {

/// About how many records the query matches, of whose rows so many are markers; none: not known.
std::optional<qint64> matching(const ClusterSession& cluster, const QString& topic,
                               const session::RecordBrowser& browser, bool isAnother, qint64 markers) {
    const auto& query = browser.query();
    const bool all = query.partitions.isEmpty() && query.parts.isEmpty() && !query.fromMs && !query.untilMs &&
                     query.seek != session::SeekKind::Offset;
    const auto* row = cluster.data().topic(topic);
    if (!row)
        return std::nullopt;
    const bool toItsEnds = query.seek == session::SeekKind::Newest || query.seek == session::SeekKind::Oldest;
    const auto& progress = browser.progress();
    const double share = progress.scanned > 0 ? double(progress.matched) / double(progress.scanned) : 0;
    const auto since = session::sinceRead(browser, *row);
    // Of what is deleted or another by now the reading tells nothing any more.
    if (toItsEnds && browser.state() == session::BrowseState::Stopped &&
        browser.stopReason() == session::StopReason::EndReached && since.deleted == 0 && !isAnother) {
        // All of it was looked at; of what came since, as much matches as of that.
        return progress.matched - markers + std::llround((query.isSet() ? share : 1) * double(since.fresh));
    }
    if (query.committedOnly)
        return std::nullopt; // offsets do not tell what was aborted or is open
    if (!all || !row->messages)
        return std::nullopt;
    if (!query.isSet())
        return row->messages;
    if (progress.scanned <= 0 || isAnother)
        return std::nullopt;
    return std::llround(share * double(*row->messages));
}

} // namespace

void exportRecords(PaneContext& context, ClusterSession& cluster, QWidget* window, const QString& topic,
                   const session::RecordBrowser& browser, bool isAnother,
                   std::vector<session::RecordRow> selected) {
    ExportScope scope{topic, browser.query(), std::move(selected), {}, {}, context.zone()};
    for (int i = 0; i < browser.rowCount(); ++i)
        scope.read.push_back(browser.row(i));
    // Brokers write those: imported again they would be records of somebody.
    const auto isMarker = [](const session::RecordRow& row) { return models::isMarker(row.mark); };
    if (scope.selected.size() < 2)
        scope.selected.clear(); // the one that is looked at
    std::erase_if(scope.selected, isMarker);
    const auto markers = qint64(std::erase_if(scope.read, isMarker));
    scope.behindOpen = browser.progress().behindOpen;
    scope.readTopicId = browser.topicId();
    scope.matching = matching(cluster, topic, browser, isAnother, markers);
    (new ExportDialog(context.workspace(), cluster.profile(), std::move(scope), window))->open();
}

void importFile(const ActTarget& target) {
    whenUnlocked(target, [](const ActTarget& on) {
        auto* dialog =
            new ImportDialog(on.context.workspace().runs(), &on.cluster, on.objects.value(0), {}, on.window);
        dialog->actsOn(on.cluster);
        dialog->open();
    });
}

void sendAgain(PaneContext& context, ClusterSession& cluster, QWidget* window, const QString& topic,
               const QString& topicId, std::vector<session::RecordRow> rows) {
    (new SendAgainDialog(context.workspace(), &cluster, {topic, topicId, std::move(rows)}, window))->open();
}

} // namespace widgets::record_acts
