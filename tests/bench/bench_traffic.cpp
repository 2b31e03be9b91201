/// bench_traffic BOOTSTRAP [TOPICS]: until it is ended, so many topics each get records at a pace of their
/// own, and a consumer group each that is a little too slow for it. Prints `ready` once all flow.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "client/reaper.h"
#include "workload/load.h"

namespace {

using workload::Load;

std::unique_ptr<Load> flowing(base::Result<std::unique_ptr<Load>> load) {
    if (load)
        return std::move(*load);
    std::fprintf(stderr, "%s\n", load.error().cause.c_str());
    std::exit(1);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2)
        return 2;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    client::ConnectOptions connect;
    connect.bootstrap = argv[1];
    const int topics = argc > 2 ? std::atoi(argv[2]) : 12;
    client::Reaper reaper;
    std::vector<std::unique_ptr<Load>> loads;
    for (int i = 0; i < topics; ++i) {
        const auto number = std::to_string(i);
        const double pace = 20 + 10 * i;
        loads.push_back(flowing(workload::startProducer(
            {connect, "topic-" + number, pace, 0, "k{i}", "{\"number\":{i}}", "lz4"}, reaper)));
        // Two in a hundred records stay behind.
        const std::chrono::microseconds perRecord(static_cast<long>(1.02e6 / pace));
        loads.push_back(flowing(workload::startGroup(
            {connect, "group-" + number, "topic-" + number, 1, perRecord, true}, reaper)));
    }
    std::puts("ready");
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    for (auto& load : loads)
        load->stop();
    return 0;
}
