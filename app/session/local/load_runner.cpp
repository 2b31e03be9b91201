#include "session/local/load_runner.h"

#include "client/reaper.h"
#include "workload/load.h"

namespace session {

struct LoadRunner::Private {
    client::Reaper reaper; // outlives the loads
    std::unique_ptr<workload::Load> producer, group;
};

namespace {

// Not as this console connects: on its own broker the load counts as another client.
client::ConnectOptions asAnyClient(const std::string& bootstrap) {
    client::ConnectOptions options;
    options.bootstrap = bootstrap;
    return options;
}

base::Status keep(base::Result<std::unique_ptr<workload::Load>> started,
                  std::unique_ptr<workload::Load>& load) {
    if (!started)
        return base::fail(started.error());
    load = std::move(*started);
    return {};
}

} // namespace

LoadRunner::LoadRunner() : d(std::make_unique<Private>()) {}

LoadRunner::~LoadRunner() = default;

base::Status LoadRunner::produce(const std::string& bootstrap, const ProducerLoad& load) {
    const workload::ProducerPlan plan{asAnyClient(bootstrap),
                                      load.topic,
                                      load.recordsPerSecond,
                                      load.total,
                                      load.key,
                                      load.value,
                                      load.codec};
    return keep(workload::startProducer(plan, d->reaper), d->producer);
}

base::Status LoadRunner::consume(const std::string& bootstrap, const GroupLoad& load) {
    const workload::GroupPlan plan{asAnyClient(bootstrap), load.group,          load.topic,
                                   load.members,           load.delayPerRecord, true};
    return keep(workload::startGroup(plan, d->reaper), d->group);
}

void LoadRunner::stopProducing() {
    if (d->producer)
        d->producer->stop();
}

void LoadRunner::stopConsuming() {
    if (d->group)
        d->group->stop();
}

} // namespace session
