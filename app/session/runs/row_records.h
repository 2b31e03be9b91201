#pragma once

#include "browse/record.h"
#include "client/producer.h"
#include "session/runs.h"

namespace session {

/// A row as the record it was made of, as far as it tells; what it does not hold whole is marked as cut.
browse::RecordPtr recordOf(const RecordRow& row);

/// The record to send to `topic`.
client::ProduceRecord produceRecordOf(const browse::Record& record, const std::string& topic,
                                      const SendingDraft& draft);

} // namespace session
