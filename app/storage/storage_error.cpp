#include "storage/storage_error.h"

#include <cerrno>
#include <system_error>

#include <fmt/core.h>

#include "protocol/error_codes.h"

namespace storage {
namespace {

std::string remedyFor(int errnoValue) {
    switch (errnoValue) {
    case ENOSPC:
    case EDQUOT:
        return "Free space on this volume or delete topics, then try again.";
    case EACCES:
    case EPERM:
    case EROFS:
        return "Make the data folder writable for this user or choose another one.";
    case EMFILE:
    case ENFILE:
        return "Raise the limit of open files (ulimit -n).";
    default:
        return {};
    }
}

} // namespace

base::Error storageError(std::string cause, std::string remedy) {
    return protocol::makeError(protocol::ErrorCode::KAFKA_STORAGE_ERROR, std::move(cause), std::move(remedy));
}

base::Error fileError(std::string_view doing, const std::filesystem::path& path, int errnoValue) {
    return storageError(
        fmt::format("cannot {} {}: {}", doing, path.string(), std::generic_category().message(errnoValue)),
        remedyFor(errnoValue));
}

} // namespace storage
