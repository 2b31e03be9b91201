#pragma once

#include <any>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "client/reaper.h"
#include "session/drafts.h"
#include "session/runs.h"

namespace session {

struct RunEnd;

/// What is at hand while a run works.
struct RunTools {
    std::string bootstrap; ///< where the cluster is
    std::string clusterId; ///< which it is, where that is known
    client::Reaper& reaper;
    std::stop_token stop;
    std::function<void(const RunFigures&)> report; ///< as often as it likes
    Unsure unsure = Unsure::SendAgain;             ///< of a rest: what becomes of those in it
    /// Where records that are sent again are read whole; none: what led there leads to another cluster now.
    std::optional<std::string> from = {};
};

/// The work of a run. Blocks; for worker threads.
using RunWork = std::function<RunEnd(const RunTools&)>;

struct RunEnd {
    RunFigures figures;
    bool stopped = false;
    bool begun = true; ///< false: refused as a whole; what was left is left, and nothing else counts
    std::optional<base::Error> error;
    std::vector<RunLine> notes; ///< without their times
    /// What is left, that without the line or record at fault, and without all such lines; empty: nothing.
    RunWork rest, restSkipping, restSkippingAll;
    qint64 doneSkipping = 0, linesSkipping = 0; ///< of the figures, where the other two begin
};

RunWork exportWork(const ExportDraft& draft);
RunWork importWork(const ImportDraft& draft);
RunWork produceWork(const ProduceDraft& draft);
/// How a sending that a job did has ended: from the DraftRest that the job leaves.
RunEnd sendingLeft(const ProduceDraft& draft, const std::any& left);
RunWork sendAgainWork(const SendAgainDraft& draft);

} // namespace session
