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

/// `seen`: shared by all parts, which do not run at once.
RunWork watching(const QString& topic, const std::shared_ptr<std::optional<base::Uuid>>& seen, RunWork work) {
    if (!work)
        return work;
    return [=](const RunTools& tools) {
        bool madeAnew = false;
        const auto look = [&] {
            const auto id = idOf(topic.toStdString(), tools);
            madeAnew = madeAnew || (id && *seen && *id != **seen);
            if (id)
                *seen = id;
        };
        look();
        RunEnd end = work(tools);
        if (!end.stopped && !end.error) // the next part looks first
            look();
        if (madeAnew)
            end.notes.push_back({0, RunNote::TopicMadeAnew, 0, 0, topic});
        for (RunWork* rest : {&end.rest, &end.restSkipping, &end.restSkippingAll})
            *rest = watching(topic, seen, std::move(*rest));
        return end;
    };
}

} // namespace

RunWork watchingTopic(const QString& topic, RunWork work) {
    if (topic.isEmpty())
        return work;
    return watching(topic, std::make_shared<std::optional<base::Uuid>>(), std::move(work));
}

} // namespace session
