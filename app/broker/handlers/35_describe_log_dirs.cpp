#include "broker/handlers/35_describe_log_dirs.h"

#include "broker/handlers/common.h"

namespace broker {

namespace {

using DirTopic = protocol::DescribeLogDirsResponse::DescribeLogDirsTopic;

void addPartition(const Topic& topic, std::int32_t index, DirTopic& out) {
    const auto* log = topic.partition(index);
    if (!log)
        return;
    auto& partition = out.partitions.emplace_back();
    partition.partitionIndex = index;
    partition.partitionSize = log->sizeBytes();
}

} // namespace

void describeLogDirs(RequestContext& context, protocol::DescribeLogDirsRequest&& request,
                     Reply<protocol::DescribeLogDirsResponse> reply) {
    auto& engine = context.engine;
    protocol::DescribeLogDirsResponse response;
    auto& dir = response.results.emplace_back();
    dir.logDir = engine.store.path();
    const auto usage = engine.store.usage();
    dir.totalBytes = usage.totalBytes;
    dir.usableBytes = usage.usableBytes;
    if (!request.topics) {
        for (const auto& topic : engine.cluster.topics()) {
            auto& out = dir.topics.emplace_back();
            out.name = topic->name;
            for (std::size_t i = 0; i < topic->partitions.size(); ++i)
                addPartition(*topic, static_cast<std::int32_t>(i), out);
        }
    } else {
        for (const auto& asked : *request.topics) {
            const auto topic = engine.cluster.find(asked.topic);
            if (!topic)
                continue;
            DirTopic out;
            out.name = asked.topic;
            for (const auto index : asked.partitions)
                addPartition(*topic, index, out);
            if (!out.partitions.empty())
                dir.topics.push_back(std::move(out));
        }
    }
    reply(std::move(response));
}

} // namespace broker
