#pragma once

#include <vector>

#include <QString>

#include "session/records.h"

/// Records as text for other programs. What is not UTF-8 is written as bytes, never replaced. Pure.
namespace models {

enum class CopyAs { Json, Value, Kcat, Java, Python };

/// `bootstrap` and `topic`: where a program would send the records. Kcat: empty lines begin with # where kcat
/// cannot send a record.
QString copyText(CopyAs form, const QString& bootstrap, const QString& topic,
                 const std::vector<session::RecordRow>& rows);

} // namespace models
