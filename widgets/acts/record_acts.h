#pragma once

#include <vector>

#include "session/ports/record_browser.h"
#include "widgets/acts/act.h"
#include "widgets/pane.h"

/// Acts on records: each asks in its dialog and becomes a run. UI thread.
namespace widgets::record_acts {

/// `isAnother`: the topic is another one by now than was read. `selected` is offered as a choice of its own
/// when there are several.
void exportRecords(PaneContext& context, session::ClusterSession& cluster, QWidget* window,
                   const QString& topic, const session::RecordBrowser& browser, bool isAnother,
                   std::vector<session::RecordRow> selected);
void importFile(const ActTarget& target);
void sendAgain(PaneContext& context, session::ClusterSession& cluster, QWidget* window, const QString& topic,
               const QString& topicId, std::vector<session::RecordRow> rows);

} // namespace widgets::record_acts
