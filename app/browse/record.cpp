#include "browse/record.h"

namespace browse {

std::size_t Record::footprint() const {
    std::size_t bytes = sizeof(Record) + (key ? key->size() : 0) + (value ? value->size() : 0);
    for (const Header& header : headers)
        bytes += sizeof(Header) + header.name.size() + (header.value ? header.value->size() : 0);
    return bytes;
}

} // namespace browse
