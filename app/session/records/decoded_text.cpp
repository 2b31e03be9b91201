#include "session/records/decoded_text.h"

#include "browse/decode.h"
#include "session/convert.h"

namespace session {

namespace {

base::ByteView view(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

DecodedText textOf(const browse::Decoded& decoded) {
    return {text(decoded.text), true, decoded.cut};
}

} // namespace

DecodedText decodeText(const QByteArray& bytes, qsizetype limit) {
    if (const auto decoded =
            browse::decodeAs(browse::Format::Text, view(bytes), static_cast<std::size_t>(limit)))
        return textOf(*decoded);
    return {QString::fromUtf8(bytes.left(limit)), false, bytes.size() > limit};
}

DecodedText decodeJson(const QByteArray& bytes, qsizetype limit) {
    if (const auto decoded = browse::prettyJson(view(bytes), static_cast<std::size_t>(limit)))
        return textOf(*decoded);
    DecodedText out = decodeText(bytes, limit);
    out.valid = false;
    return out;
}

DecodedText decodeHex(const QByteArray& bytes, qsizetype limit) {
    return textOf(browse::hexDump(view(bytes), static_cast<std::size_t>(limit)));
}

} // namespace session
