#include "session/runs/topic_watch.h"

#include <memory>
#include <span>
#include <utility>

#include "client/cluster.h"
#include "session/clusters/connect_to.h"

namespace session {
namespace {

std::optional<base::Uuid> idOf(const std::string& topic, const RunTools& tools) {
    const auto cluster = client::connect(connectOptions(tools.bootstrap), tools.stop);
    if (!cluster || (!tools.clusterId.empty() && (*cluster)->info().clusterId != tools.clusterId))
        return std::nullopt;
    const std::stop_callback close(tools.stop, [&cluster] { (*cluster)->close(); });
    const auto told = (*cluster)->metadata(std::span(&topic, 1));
    if (!told || told->topics.empty() || told->topics.front().error || told->topics.front().id.isZero())
        return std::nullopt;
    return told->topics.front().id;
}

/// Of all parts, which do not run at once.
struct Seen {
    std::optional<base::Uuid> id;
    bool hasSent = false; ///< into the topic of that id
};

RunWork watching(const QString& topic, const std::shared_ptr<Seen>& seen, RunWork work) {
    if (!work)
        return work;
    return [=](const RunTools& tools) {
        const auto before = idOf(topic.toStdString(), tools);
        RunEnd end = work(tools);
        for (RunWork* rest : {&end.rest, &end.restSkipping, &end.restSkippingAll})
            *rest = watching(topic, seen, std::move(*rest));
        if (!end.begun)
            return end;
        bool isGone = false; // what was sent
        const auto take = [&](const std::optional<base::Uuid>& id) {
            if (!id)
                return;
            if (seen->id && *id != *seen->id)
                isGone = std::exchange(seen->hasSent, false) || isGone;
            seen->id = id;
        };
        take(before);
        seen->hasSent = seen->hasSent || end.figures.records > 0;
        if (!end.stopped && !end.error) // else the next part looks first
            take(idOf(topic.toStdString(), tools));
        if (isGone)
            end.notes.push_back({0, RunNote::TopicMadeAnew, 0, 0, topic});
        return end;
    };
}

} // namespace

RunWork watchingTopic(const QString& topic, RunWork work) {
    if (topic.isEmpty())
        return work;
    return watching(topic, std::make_shared<Seen>(), std::move(work));
}

} // namespace session
