#include "data_folder_wipe.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <vector>

#include "broker/data_folder.h"

namespace fs = std::filesystem;

namespace {

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

base::Status untouched(base::Error why) {
    why.cause += "; nothing was deleted";
    return base::fail(std::move(why));
}

} // namespace

base::Status wipeDataFolder(const fs::path& folder) {
    std::error_code wrong;
    const bool there = fs::exists(folder, wrong);
    if (wrong)
        return failed(folder, wrong);
    if (!there)
        return {};
    const auto isOurs = broker::isDataFolder(folder);
    if (!isOurs)
        return base::fail({-1, "WIPE_FAILED", folder.string() + " cannot be read; nothing was deleted.",
                           "Allow it to be read, or remove the folder by hand.", true});
    if (!*isOurs)
        return base::fail({-1, "NOT_A_DATA_FOLDER",
                           folder.string() + " holds no meta.properties: no broker wrote it.",
                           "Choose the folder of the local broker.", false});
    const auto held = broker::holdDataFolder(folder);
    if (!held)
        return untouched(held.error());
    std::vector<fs::path> ours;
    for (const auto& entry : fs::directory_iterator(folder, wrong)) {
        const auto name = entry.path().filename().string();
        if (entry.is_directory() ? broker::isPartitionFolder(entry.path()) : isBrokersFile(name))
            ours.push_back(entry.path());
    }
    if (wrong)
        return failed(folder, wrong);
    // meta.properties goes after the data: a wipe that was cut short can be done again. The lock's file goes
    // last: until then no broker starts on what is being removed.
    std::ranges::sort(ours, {}, [](const fs::path& path) {
        return path.filename() == ".lock" ? 2 : path.filename() == "meta.properties" ? 1 : 0;
    });
    for (const auto& path : ours) {
        fs::remove_all(path, wrong);
        if (wrong)
            return failed(path, wrong);
    }
    if (fs::is_empty(folder, wrong) && !wrong)
        fs::remove(folder, wrong);
    return {};
}
