#include <algorithm>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "storage/checkpoint.h"
#include "storage/file.h"
#include "storage/folder_store.h"
#include "storage/log_loader.h"
#include "storage/partition_folder.h"
#include "storage/storage_error.h"

namespace storage {

using base::fail;
namespace fs = std::filesystem;

namespace {

constexpr auto kOverridesFile = "milena-topic.properties";
constexpr std::string_view kOverridePrefix = "config.";
// The log of Kafka's controller, which is not a topic.
constexpr auto kControllersLog = "__cluster_metadata";
constexpr std::size_t kMetadataLimit = 4096;

std::optional<base::Uuid> topicIdOf(const fs::path& folder) {
    const auto text = readText(folder / "partition.metadata", kMetadataLimit);
    constexpr std::string_view key = "topic_id: ";
    const auto at = text ? text->find(key) : std::string::npos;
    if (at == std::string::npos)
        return std::nullopt;
    const auto value = std::string_view(*text).substr(at + key.size());
    return base::Uuid::parse(value.substr(0, value.find_first_of("\r\n")));
}

template <class Rows>
std::optional<base::Offset> row(const Rows& rows, const base::TopicPartition& where) {
    const auto found = rows.find(where);
    return found == rows.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

struct FolderStore::Found {
    base::TopicPartition where;
    std::optional<base::Uuid> topicId;
    std::shared_ptr<FolderHome> home;
    LoadRequest request;
    base::Result<LoadedLog> loaded;
};

std::vector<FolderStore::Found> FolderStore::findPartitions() {
    std::vector<Found> partitions;
    std::vector<std::string> others;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_folder, error)) {
        std::error_code ignored;
        if (!entry.is_directory(ignored))
            continue;
        const auto name = entry.path().filename().string();
        if (isDeletedPartition(name)) {
            m_context->graveyard.bury(entry.path(), 0);
            continue;
        }
        auto where = partitionIn(entry.path());
        if (!where || where->partition.value() >= kMaxPartitions) {
            others.push_back(name);
            continue;
        }
        if (where->topic == kControllersLog)
            continue;
        Found found;
        found.where = std::move(*where);
        found.topicId = topicIdOf(entry.path());
        found.home = std::make_shared<FolderHome>(m_context, entry.path());
        partitions.push_back(std::move(found));
    }
    if (error)
        m_report.push_back(fileError("list", m_folder, error.value()).cause);
    if (!others.empty())
        m_report.push_back(
            fmt::format("{}{} in {}: no partition's, left alone", others.front(),
                        others.size() > 1 ? fmt::format(" and {} more folders", others.size() - 1) : "",
                        m_folder.string()));
    std::sort(partitions.begin(), partitions.end(),
              [](const Found& a, const Found& b) { return a.where < b.where; });
    return partitions;
}

base::Status FolderStore::loadTopics() {
    const auto checkpoint = [&](const char* name) {
        auto rows = readPartitionOffsets(m_folder / name);
        if (!rows) {
            m_report.push_back(fmt::format("{}; every partition is checked instead", rows.error().cause));
            m_cleanStop = false;
        }
        return rows.value_or(PartitionOffsets());
    };
    const auto recoveryPoints = checkpoint("recovery-point-offset-checkpoint");
    const auto starts = checkpoint("log-start-offset-checkpoint");
    const auto ends = checkpoint("replication-offset-checkpoint");

    auto partitions = findPartitions();
    std::map<std::string, std::vector<Found*>> topics;
    for (auto& found : partitions)
        topics[found.where.topic].push_back(&found);
    for (auto& [name, parts] : topics) {
        auto values = readProperties(parts.front()->home->folder() / kOverridesFile);
        if (!values)
            m_report.push_back(
                fmt::format("the settings of topic {} were lost: {}", name, values.error().cause));
        auto& topic = m_topics[name];
        for (const auto& [key, value] : values.value_or(Properties()))
            if (key.starts_with(kOverridePrefix))
                topic.overrides[key.substr(kOverridePrefix.size())] = value;
        topic.config = std::make_shared<const LogConfig>(configFor(name, topic.overrides));
        for (auto* found : parts)
            found->request = {.name = found->home->folder().filename().string(),
                              .home = found->home,
                              .environment = m_environment,
                              .config = *topic.config,
                              .cleanStop = m_cleanStop,
                              .recoveryPoint = row(recoveryPoints, found->where),
                              .logStartOffset = row(starts, found->where),
                              .highWatermark = row(ends, found->where)};
    }
    for (auto& found : partitions)
        m_workers->postOrWait([&found] { found.loaded = loadLog(found.request); });
    m_workers->waitIdle();
    for (auto& [name, parts] : topics)
        if (auto done = adopt(name, std::move(parts)); !done)
            return done;
    forgetRowsOfOthers({recoveryPoints, starts, ends}, partitions);
    return {};
}

// A partition that gets such a name later must not be taken for the one that the row was written for.
void FolderStore::forgetRowsOfOthers(const std::vector<PartitionOffsets>& checkpoints,
                                     const std::vector<Found>& partitions) {
    std::set<base::TopicPartition> known;
    for (const auto& found : partitions)
        known.insert(found.where);
    bool others = false;
    const base::Lock lock(m_checkpointMutex);
    for (const auto& rows : checkpoints)
        for (const auto& [where, offset] : rows) {
            m_checkpointed.insert(where.topic);
            others = others || !known.contains(where);
        }
    if (!others)
        return;
    if (const auto done = writeCheckpoints(); !done)
        m_report.push_back(done.error().cause);
}

base::Status FolderStore::adopt(const std::string& name, std::vector<Found*> partitions) {
    auto& topic = m_topics[name];
    for (const auto* found : partitions)
        if (topic.id.isZero() && found->topicId)
            topic.id = *found->topicId;
    if (topic.id.isZero()) {
        topic.id = base::Uuid::random();
        m_report.push_back(fmt::format("topic {} had no id and got a new one", name));
    }
    for (auto* found : partitions) {
        // Partitions are numbered without gaps: a folder that is missing gets an empty one in its place.
        while (static_cast<std::int32_t>(topic.logs.size()) < found->where.partition.value()) {
            const base::PartitionId missing(static_cast<std::int32_t>(topic.logs.size()));
            m_report.push_back(
                fmt::format("the folder of {}-{} is missing; an empty partition stands in its place", name,
                            missing.value()));
            auto log = makeLog(name, missing, topic);
            if (!log)
                return fail(log.error());
            topic.logs.push_back(std::move(*log));
        }
        if (!found->loaded)
            return fail(found->loaded.error());
        m_report.insert(m_report.end(), found->loaded->notes.begin(), found->loaded->notes.end());
        topic.logs.push_back(std::make_shared<Log>(found->request.name, found->home, m_environment,
                                                   topic.config, std::move(found->loaded->content)));
    }
    return {};
}

} // namespace storage
