#pragma once

#include <vector>

#include <QString>

#include "session/records.h"

/// Records as text for other programs. What is not UTF-8 is written as bytes, never replaced. Pure.
namespace models {

enum class CopyAs { Json, Value, Kcat, Java, Python };

/// `bootstrap` and `topic`: where a program would send the records. Where kcat or a client cannot send one, a
/// remark stands in its place.
QString copyText(CopyAs form, const QString& bootstrap, const QString& topic,
                 const std::vector<session::RecordRow>& rows);

} // namespace models
