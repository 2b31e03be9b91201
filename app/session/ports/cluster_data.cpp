#include "session/ports/cluster_data.h"

#include <algorithm>

namespace session {

// Both stand sorted in a snapshot.
const TopicRow* ClusterData::topic(const QString& name) const {
    const auto taken = snapshot();
    const auto it = std::ranges::lower_bound(taken->topics, name, {}, &TopicRow::name);
    return it != taken->topics.end() && (*it)->name == name ? it->get() : nullptr;
}

const GroupRow* ClusterData::group(const QString& id) const {
    const auto taken = snapshot();
    const auto it = std::ranges::lower_bound(taken->groups, id, {}, &GroupRow::id);
    return it != taken->groups.end() && (*it)->id == id ? it->get() : nullptr;
}

TopicIds ClusterData::topicIds(const QStringList& names) const {
    TopicIds ids;
    for (const QString& name : names)
        if (const auto* known = topic(name); known && !known->id.isEmpty())
            ids[name] = known->id;
    return ids;
}

GroupTypes ClusterData::groupTypes(const QStringList& ids) const {
    GroupTypes types;
    for (const QString& id : ids)
        if (const auto* known = group(id); known && !known->type.isEmpty())
            types[id] = known->type;
    return types;
}

} // namespace session
