#include "data_folder_wipe.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// topic-0, and what a deleted one is renamed to: topic-0.<id>-delete. Told from other folders with such a
/// name by what lies in it.
bool isPartitionFolder(const fs::path& folder) {
    const auto name = folder.filename().string();
    const auto digits = name.find_last_not_of("0123456789");
    const bool numbered =
        digits != std::string::npos && digits > 0 && digits + 1 < name.size() && name[digits] == '-';
    std::error_code wrong;
    return (numbered || name.ends_with("-delete")) &&
           (fs::exists(folder / "partition.metadata", wrong) || fs::is_empty(folder, wrong));
}

bool isBrokersFile(std::string_view name) {
    if (name.ends_with(".tmp"))
        name.remove_suffix(4);
    return name == "meta.properties" || name == ".lock" || name == ".kafka_cleanshutdown" ||
           name.ends_with("-checkpoint") || name.starts_with("milena-");
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
        if (entry.is_directory() ? isPartitionFolder(entry.path()) : isBrokersFile(name))
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
