// A frame as a broker gets it: header, then a body that is read as a request, and as the response that a
// client would read. What can be read must be printed and written, and read back as the same.

#include <cstdlib>

#include "protocol/api_types.h"
#include "protocol/framing.h"

namespace {

using namespace protocol;

template <class M>
void readAndWrite(const base::Buffer& body, std::int16_t version) {
    const auto message = decode<M>(body, version);
    if (!message)
        return;
    (void)toJson(*message, version);
    const auto bytes = tryEncode(*message, version);
    if (!bytes)
        std::abort();
    const auto again = decode<M>(base::Buffer(*bytes), version);
    if (!again || !equal(*message, *again))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto frame = base::Buffer::copyOf({data, size});
    const auto header = decodeRequestHeader(frame);
    if (!header)
        return 0;
    const auto key = ApiKey{header->header.requestApiKey};
    const auto version = header->header.requestApiVersion;
    const auto body = frame.slice(header->bodyOffset, frame.size() - header->bodyOffset);
    AllApis::forEach([&]<class A>(A) {
        if (A::Request::apiKey != key)
            return;
        readAndWrite<typename A::Request>(body, version);
        readAndWrite<typename A::Response>(body, version);
    });
    return 0;
}
