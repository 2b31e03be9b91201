#pragma once

#include "browse/query.h"
#include "browse/record.h"
#include "browse/record_source.h"
#include "session/records.h"

namespace session {

RecordRow makeRecordRow(const browse::Record& record);
[[nodiscard]] RecordMark markOf(browse::TransactionState transaction, browse::Control control);
[[nodiscard]] RecordBefore beforeOf(browse::Missing missing);
/// Whether the row is of the transaction that has ended; it is marked so then.
bool decide(RecordRow& row, const browse::Decision& decision);
browse::Filter makeFilter(const RecordWish& wish);
browse::Query makeQuery(const std::string& topic, const BrowseQuery& query);

} // namespace session
