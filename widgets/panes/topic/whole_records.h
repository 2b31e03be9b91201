#pragma once

#include <functional>
#include <vector>

#include "session/ports/record_browser.h"

namespace widgets::whole_records {

/// Calls `act` with the records, in their order; those of which the table keeps a part only are read again
/// first, off the UI thread. More of that than a clipboard takes is refused with `wrong`.
void with(session::RecordBrowser* browser, std::vector<session::RecordRow> records, QObject* owner,
          std::function<void(const base::Error&)> wrong,
          std::function<void(std::vector<session::RecordRow>)> act);

} // namespace widgets::whole_records
