#include "client/loop.h"

#include "wire/io_loop.h"

namespace client {

Loop makeLoop() {
    return std::make_shared<wire::IoLoop>();
}

} // namespace client
