#pragma once

#include <QString>

#include "session/records/payload.h"

/// What the kinds of payloads are called, and how a reading is told. Pure; UI thread.
namespace models {

[[nodiscard]] QString kindName(const QString& kind);
/// The same where there is little room: "int32 LE".
[[nodiscard]] QString kindLabel(const QString& kind);
/// "gzip, then JSON", "JSON after 5 leading bytes 00 00 00 04 1c"; empty where there is nothing to read.
[[nodiscard]] QString readAs(const session::Payload& payload);
/// What spoke against this one.
[[nodiscard]] QString whyPassedOver(const session::PassedOver& one, int samples);
/// Why a side is read as it is: how many records speak for it, and what was tried before, a line each.
[[nodiscard]] QString whyGuessed(const session::KindGuess& guess);
/// Of matches: "100+" where no more than `most` were looked for.
[[nodiscard]] QString matchCount(qint64 count, qint64 most);
/// "null", "empty", or the text.
[[nodiscard]] QString shortWords(const session::ShortText& text);

} // namespace models
