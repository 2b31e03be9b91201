#pragma once

#include <cstdint>
#include <string>

#include "browse/record.h"

namespace transfer {

/// Which members of the envelope, or columns of a table, are written.
struct Fields {
    bool topic = true, partition = true, offset = true, time = true, headers = true, key = true, value = true;
    bool operator==(const Fields&) const = default;
    [[nodiscard]] bool all() const { return *this == Fields{}; }
};

/// Sides that are written in base64 even where they are text.
struct AsBase64 {
    bool key = false, value = false;
    bool operator==(const AsBase64&) const = default;
};

/// Appends one record as a line of JSON in the envelope that kcat writes with -J:
///
///     {"topic":"t","partition":0,"offset":7,"tstype":"create","ts":1700000000000,
///      "headers":["name","value","name",null],"key":"k","payload":"v"}
///
/// without line breaks inside. Headers are names and values in turn, in their order, with duplicates; they
/// are left out when there are none, and so are tstype and ts of a record without a time. null is null, ""
/// is empty. What is not UTF-8 stands in base64, and three members that kcat does not have, last in the line
/// and only where needed, say so: "key_base64":true, "payload_base64":true, and "headers_base64":[1,3] with
/// the places in "headers" that are base64.
/// Returns how many keys, values and header parts are in base64 because they are no text.
int appendEnvelope(const std::string& topic, const browse::Record& record, const Fields& fields,
                   const AsBase64& base64, std::string& out);

/// Appends valid UTF-8 as a JSON string, escaped as kcat does.
void appendQuoted(std::string_view text, std::string& out);

/// Appends the headers as a JSON list, and their places that are base64 to `places`.
int appendHeaders(const std::vector<browse::Header>& headers, std::string& out, std::string& places);

/// Whether all of it is UTF-8.
[[nodiscard]] bool isText(std::string_view bytes);
/// The same without a NUL, which only JSON can write: other programs take it for the end of a text.
[[nodiscard]] bool isPlainText(std::string_view bytes);

} // namespace transfer
