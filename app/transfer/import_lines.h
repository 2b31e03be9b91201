#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "transfer/envelope_reader.h"
#include "transfer/importer.h"
#include "transfer/line_reader.h"

namespace transfer {

/// A cut piece of a line as text, whatever its bytes are.
[[nodiscard]] std::string readable(std::string_view text);
[[nodiscard]] LineFault faultOf(const Line& line, std::int64_t number, BadLine bad);
[[nodiscard]] tl::expected<EnvelopeRecord, BadLine> readLine(EnvelopeReader& reader, const Line& line);
[[nodiscard]] bool isBlank(std::string_view text);
/// A line without the mark at the file's start.
[[nodiscard]] Line withoutMark(Line line);

} // namespace transfer
