#pragma once

// Included by the .cpp of each message, and by nothing else: the visitors are heavy templates.

#include "protocol/codec.h"
#include "protocol/visitors/equal.h"
#include "protocol/visitors/json_printer.h"
#include "protocol/visitors/reader.h"
#include "protocol/visitors/writer.h"

namespace protocol {

template <class M>
base::Status Codec<M>::write(OutputBytes& out, const M& message, std::int16_t version) {
    if (!M::versions.contain(version))
        return base::fail(versionUnknown(M::messageName, version, M::versions));
    Writer writer(out, M::messageName, version, version >= M::firstFlexible);
    writer.structure(message);
    return writer.status();
}

template <class M>
base::Result<M> Codec<M>::read(const base::Buffer& body, std::int16_t version, std::size_t* end,
                               std::size_t room) {
    if (!M::versions.contain(version))
        return base::fail(versionUnknown(M::messageName, version, M::versions));
    Reader reader(body, M::messageName, version, version >= M::firstFlexible, room);
    try {
        M message;
        reader.structure(message);
        if (end)
            *end = reader.position();
        else
            reader.expectEnd();
        return message;
    } catch (const Malformed& malformed) {
        return base::fail(malformedMessage(malformed.what));
    }
}

template <class M>
std::string Codec<M>::json(const M& message, std::int16_t version) {
    JsonPrinter printer(version);
    printer.structure(message);
    return printer.release();
}

template <class M>
bool Codec<M>::equal(const M& a, const M& b) {
    return Equal::same(a, b);
}

} // namespace protocol
