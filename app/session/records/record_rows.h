#pragma once

#include "browse/query.h"
#include "browse/record.h"
#include "session/records.h"

namespace session {

RecordRow makeRecordRow(const browse::Record& record);
browse::Query makeQuery(const std::string& topic, const BrowseQuery& query);

} // namespace session
