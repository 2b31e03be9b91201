#pragma once

#include "widgets/common/seen_on.h"

namespace widgets {

/// The cluster that something is asked about, from when it is made on: questions and forms stand for as long
/// as one likes, and what was decided on one cluster is not done to another. UI thread.
class AskedCluster {
public:
    explicit AskedCluster(const session::ClusterSession& cluster);
    /// Why nothing can be done to it any more; empty: it is there still, and the same.
    [[nodiscard]] QString whyNot() const;

private:
    SeenOn m_on;
};

} // namespace widgets
