#include "data_folder_wipe.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// topic-0, and what a deleted or stray one is renamed to: topic-0.<id>-delete, topic-0.<id>-stray.
bool isPartitionFolder(const std::string& name) {
    if (name.ends_with("-delete") || name.ends_with("-stray"))
        return true;
    const auto dash = name.rfind('-');
    return dash != std::string::npos && dash > 0 && dash + 1 < name.size() &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

bool isBrokersFile(const std::string& name) {
    return name == "meta.properties" || name == ".lock" || name == ".kafka_cleanshutdown" ||
           name.find("-checkpoint") != std::string::npos || name.starts_with("meta.properties.") ||
           name.ends_with(".milena");
}

base::Status failed(const fs::path& path, const std::error_code& why) {
    return base::fail({-1, "WIPE_FAILED", "Cannot remove " + path.string() + ": " + why.message() + ".",
                       "Close what uses it, or remove the folder by hand.", true});
}

} // namespace

base::Status wipeDataFolder(const fs::path& folder) {
    std::error_code wrong;
    if (!fs::exists(folder, wrong))
        return {};
    if (!fs::exists(folder / "meta.properties", wrong))
        return base::fail({-1, "NOT_A_DATA_FOLDER",
                           folder.string() + " holds no meta.properties: no broker wrote it.",
                           "Choose the folder of the local broker.", false});
    std::vector<fs::path> ours;
    for (const auto& entry : fs::directory_iterator(folder, wrong)) {
        const auto name = entry.path().filename().string();
        if (entry.is_directory() ? isPartitionFolder(name) : isBrokersFile(name))
            ours.push_back(entry.path());
    }
    if (wrong)
        return failed(folder, wrong);
    // meta.properties goes last: a wipe that was cut short can be done again.
    std::ranges::stable_partition(ours,
                                  [](const fs::path& path) { return path.filename() != "meta.properties"; });
    for (const auto& path : ours) {
        fs::remove_all(path, wrong);
        if (wrong)
            return failed(path, wrong);
    }
    if (fs::is_empty(folder, wrong) && !wrong)
        fs::remove(folder, wrong);
    return {};
}
