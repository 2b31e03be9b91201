/// bench_soak MINUTES BOOTSTRAP…: the window on several clusters at once, while pages of them open and close
/// all the time. Prints each minute (each tenth of the whole, when that is shorter) what the program holds:
/// resident memory, descriptors, threads, widgets. Fails when one of them grew from the middle to the end.

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/heap.h"
#include "bench/console_bench.h"

namespace {

struct Held {
    long residentKb = 0, descriptors = 0, threads = 0, widgets = 0;
};

long countOf(const char* folder) {
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

Held heldNow() {
    Held held;
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            held.residentKb = std::atol(line.c_str() + 6);
    held.descriptors = countOf("/proc/self/fd");
    held.threads = countOf("/proc/self/task");
    held.widgets = long(QApplication::allWidgets().size());
    return held;
}

/// Opens one page after the other, of every cluster in turn, and closes the one that has been open longest.
class Visitor {
public:
    explicit Visitor(bench::Stage& stage) : m_stage(stage) {}

    void next() {
        const auto& profiles = m_stage.workspace.clusters().profiles();
        const auto* cluster = m_stage.workspace.clusters().find(profiles[m_step % profiles.size()].id);
        const auto& topics = cluster->data().snapshot()->topics;
        const auto& groups = cluster->data().snapshot()->groups;
        using widgets::PageKind;
        constexpr std::array pages{PageKind::Overview, PageKind::Topics, PageKind::Topic, PageKind::Groups,
                                   PageKind::Group};
        widgets::PaneKey key{pages.at(m_step / profiles.size() % pages.size()), cluster->profile().id, {}};
        if (key.kind == PageKind::Topic && !topics.empty())
            key.object = topics[m_step * 7919 % topics.size()]->name;
        if (key.kind == PageKind::Group && !groups.empty())
            key.object = groups[m_step % groups.size()]->id;
        ++m_step;
        if ((key.kind == PageKind::Topic || key.kind == PageKind::Group) && key.object.isEmpty())
            return;
        m_stage.window.openPane(key);
        m_open.push_back(key);
        if (m_open.size() > 12) {
            emit m_stage.window.context().closeRequested(m_open.front());
            m_open.erase(m_open.begin());
        }
    }

private:
    bench::Stage& m_stage;
    std::vector<widgets::PaneKey> m_open;
    std::size_t m_step = 0;
};

bool grew(const char* what, long from, long to, long allowed) {
    if (to - from > allowed)
        std::fprintf(stderr, "%s grew from %ld to %ld\n", what, from, to);
    return to - from > allowed;
}

} // namespace

int main(int argc, char** argv) {
    base::shareHeap();
    base::giveBackFreeMemory();
    QApplication application(argc, argv);
    if (argc < 3)
        bench::fail("usage: bench_soak MINUTES BOOTSTRAP…");
    const double minutes = std::atof(argv[1]);
    bench::Stage stage(application);
    for (int i = 2; i < argc; ++i)
        stage.connectTo(QString::fromLocal8Bit(argv[i])).connection().setIntervalMs(1000);
    const auto connected = [&stage] {
        return std::ranges::all_of(stage.workspace.clusters().profiles(), [&](const auto& profile) {
            return !stage.workspace.clusters().find(profile.id)->data().snapshot()->topics.empty();
        });
    };
    if (!QTest::qWaitFor(connected, 60'000))
        bench::fail("not every cluster tells its topics");

    Visitor visitor(stage);
    const double end = minutes * 60'000, step = std::min(60'000.0, end / 10);
    const auto start = bench::SteadyClock::now();
    std::vector<Held> told;
    while (bench::msSince(start) < end) {
        visitor.next();
        QTest::qWait(200);
        if (bench::msSince(start) < step * double(told.size() + 1))
            continue;
        told.push_back(heldNow());
        const Held& now = told.back();
        std::printf("minute %.1f: %ld kB, %ld descriptors, %ld threads, %ld widgets\n",
                    bench::msSince(start) / 60'000, now.residentKb, now.descriptors, now.threads,
                    now.widgets);
        std::fflush(stdout);
    }
    const Held& middle = told[told.size() / 2];
    const Held& last = told.back();
    // What the pages of the moment hold differs by a few; memory comes back in lumps.
    bool more = grew("memory", middle.residentKb, last.residentKb, middle.residentKb / 20 + 8'000);
    more = grew("descriptors", middle.descriptors, last.descriptors, 8) || more;
    more = grew("threads", middle.threads, last.threads, 8) || more;
    more = grew("widgets", middle.widgets, last.widgets, 1'500) || more;
    return more ? 1 : 0;
}
