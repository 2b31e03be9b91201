#include "storage/partition_folder.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "base/uuid.h"
#include "protocol/topic_name.h"

namespace storage {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestName = 255;
constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kOffsetDigits = 20;
constexpr std::string_view kDeletedSuffix = "-delete";
constexpr std::string_view kMetadata = "partition.metadata";
constexpr std::string_view kEpochs = "leader-epoch-checkpoint";
constexpr std::string_view kOverrides = "milena-topic.properties";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f');
}

/// What follows the offset in `<20 digits>.log` and its like; empty for other names.
std::string_view afterOffset(std::string_view file) {
    if (file.size() <= kOffsetDigits || !std::ranges::all_of(file.substr(0, kOffsetDigits), isDigit))
        return {};
    return file.substr(kOffsetDigits);
}

} // namespace

std::optional<base::TopicPartition> partitionNamed(std::string_view folder) {
    const auto dash = folder.rfind('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto topic = folder.substr(0, dash);
    const auto number = folder.substr(dash + 1);
    if (!protocol::isTopicName(topic))
        return std::nullopt;
    std::int32_t partition = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), partition);
    // "t-07" would be a second t-7.
    if (error != std::errc{} || partition < 0 || number != std::to_string(partition))
        return std::nullopt;
    return base::TopicPartition{std::string(topic), base::PartitionId(partition)};
}

std::optional<base::TopicPartition> partitionIn(const fs::path& folder) {
    auto partition = partitionNamed(folder.filename().string());
    std::error_code ignored;
    if (!partition || fs::is_regular_file(folder / kMetadata, ignored))
        return partition;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (afterOffset(entry.path().filename().string()) == ".log")
            return partition;
    return std::nullopt;
}

bool isDeletedPartition(std::string_view folder) {
    if (!folder.ends_with(kDeletedSuffix))
        return false;
    folder.remove_suffix(kDeletedSuffix.size());
    if (folder.size() < kIdDigits + 1 ||
        !std::ranges::all_of(folder.substr(folder.size() - kIdDigits), isHexDigit))
        return false;
    folder.remove_suffix(kIdDigits);
    return folder.ends_with('.') && partitionNamed(folder.substr(0, folder.size() - 1));
}

std::string deletedName(const base::TopicPartition& partition) {
    std::string suffix = fmt::format("-{}.", partition.partition.value());
    for (const auto byte : base::Uuid::random().bytes)
        fmt::format_to(std::back_inserter(suffix), "{:02x}", byte);
    suffix += kDeletedSuffix;
    return partition.topic.substr(0, kLongestName - suffix.size()) + suffix;
}

bool isLeftover(std::string_view file) {
    const auto kind = afterOffset(file);
    if (!kind.empty() && kind.front() == '.')
        return kind.ends_with(".deleted") || kind.ends_with(".tmp") || kind.ends_with(".cleaned");
    constexpr std::string_view unfinished = ".tmp";
    if (!file.ends_with(unfinished))
        return false;
    file.remove_suffix(unfinished.size());
    return file == kMetadata || file == kEpochs || file == kOverrides;
}

} // namespace storage
