#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace storage {

/// KAFKA_STORAGE_ERROR: the disk or the memory for data failed us; clients retry it.
[[nodiscard]] base::Error storageError(std::string cause, std::string remedy = {});
/// The same for a system call on a file: "cannot <doing> <path>: <reason>", with the errno's name as remedy's
/// base.
[[nodiscard]] base::Error fileError(std::string_view doing, const std::filesystem::path& path,
                                    int errnoValue);

} // namespace storage
