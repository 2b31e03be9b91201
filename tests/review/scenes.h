#pragma once

#include <functional>
#include <vector>

#include "support/window_bench.h"

namespace review {

/// What the cluster that is shown is like.
enum class Cluster { Sample, TwelveTabs, LongNames, Empty, Dead, ManyTopics };

struct ClusterWord {
    Cluster cluster;
    const char* word;
};
inline constexpr ClusterWord clusters[] = {{Cluster::Sample, "sample"},
                                           {Cluster::TwelveTabs, "twelve-tabs"},
                                           {Cluster::LongNames, "long-names"},
                                           {Cluster::Empty, "empty"},
                                           {Cluster::Dead, "dead"},
                                           {Cluster::ManyTopics, "many-topics"}};

/// A page or dialog of the window.
struct Scene {
    const char* name;
    /// Brings it up, on a topic and a group of these names.
    std::function<void(support::WindowBench& bench, const QString& topic, const QString& group)> open;
};

[[nodiscard]] const std::vector<Scene>& scenes();
/// Those of records, and of what takes them out and brings them back.
[[nodiscard]] std::vector<Scene> recordScenes();

/// The window on such a cluster, with a topic and a group of it to look at.
struct Stage {
    explicit Stage(Cluster cluster);

    support::WindowBench bench;
    QString topic, group;
};

} // namespace review
