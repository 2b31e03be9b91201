#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace base {

/// What went wrong, for a program and for a person.
struct Error {
    std::int16_t code = -1; ///< Kafka's error code; -1 (UNKNOWN_SERVER_ERROR) where Kafka has none for it
    std::string name;       ///< Kafka's or the system's name, e.g. "TOPIC_ALREADY_EXISTS", "ECONNREFUSED"
    std::string cause;      ///< a plain sentence: what was wrong and where
    std::string remedy;     ///< what to do next; may be empty
    bool retriable = false;
    bool unanswered = false; ///< a change was asked for, and nobody told whether it was made
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

} // namespace base
