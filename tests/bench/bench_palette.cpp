/// bench_palette [TOPICS]: Ctrl+K with ten clusters open that have so many topics and a tenth as many groups
/// each. Prints milliseconds of the UI thread until all is painted: the median of opening, and the median and
/// the 95th percentile of a key that is typed.

#include <QLineEdit>

#include "bench/console_bench.h"
#include "support/fake_session.h"
#include "widgets/common/palette.h"

namespace {

constexpr int clusters = 10, rounds = 5;
constexpr const char* teams[] = {"payments",  "shipping", "search",   "fraud",
                                 "catalogue", "billing",  "telemetry"};
constexpr const char* kinds[] = {"orders", "events", "commands", "dead-letters", "snapshots"};
/// What people look for: beginnings, words from the middle, letters that are scattered, and what is not
/// there.
constexpr const char* wanted[] = {"orders", "billing.ev", "ship4711", "#tele",
                                  "@catal", ">delete",    "xyzzy",    "pyordr"};

QString nameOf(int cluster, int index) {
    return QStringLiteral("%1.%2-%3.v%4")
        .arg(QLatin1String(teams[index % 7]), QLatin1String(kinds[index % 5]))
        .arg(index, 5, 10, QLatin1Char('0'))
        .arg(cluster);
}

session::ClusterSnapshot snapshotOf(int cluster, int topics) {
    session::ClusterSnapshot s;
    s.takenAtMs = 1'795'348'805'121;
    for (int i = 0; i < topics; ++i) {
        session::TopicRow topic;
        topic.name = nameOf(cluster, i);
        topic.partitions = 10;
        s.topics.push_back(std::make_shared<const session::TopicRow>(std::move(topic)));
    }
    for (int i = 0; i < topics / 10; ++i) {
        session::GroupRow group;
        group.id = QStringLiteral("reader-of-") + nameOf(cluster, i);
        group.topics = QStringList{nameOf(cluster, i)};
        s.groups.push_back(std::make_shared<const session::GroupRow>(std::move(group)));
    }
    std::ranges::sort(s.topics, {}, [](const auto& topic) { return topic->name; });
    std::ranges::sort(s.groups, {}, [](const auto& group) { return group->id; });
    return s;
}

widgets::Palette& palette() {
    auto* shown = qobject_cast<widgets::Palette*>(QApplication::activePopupWidget());
    if (!shown)
        bench::fail("the palette does not show");
    return *shown;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const int topics = argc > 1 ? std::atoi(argv[1]) : 10'000;
    bench::Stage stage(application, std::make_shared<base::SystemClock>(), support::makeFakeSession);
    for (int i = 0; i < clusters; ++i)
        support::fakeOf(stage.connectTo(QStringLiteral("bench-%1:9092").arg(i)))
            .data()
            .publish(snapshotOf(i, topics));
    stage.window.activateWindow();
    bench::settle();
    std::vector<double> openings, keys;
    for (int round = 0; round < rounds; ++round)
        for (const char* text : wanted) {
            auto start = bench::SteadyClock::now();
            QTest::keyClick(&stage.window, Qt::Key_K, Qt::ControlModifier);
            bench::settle();
            openings.push_back(bench::msSince(start));
            auto* field = palette().findChild<QLineEdit*>(QStringLiteral("paletteField"));
            for (const char* letter = text; *letter; ++letter) {
                start = bench::SteadyClock::now();
                QTest::keyClick(field, *letter);
                bench::settle();
                keys.push_back(bench::msSince(start));
            }
            QTest::keyClick(field, Qt::Key_Escape);
            bench::settle();
        }
    std::printf("%.2f %.2f %.2f\n", bench::percentile(openings, 0.5), bench::percentile(keys, 0.5),
                bench::percentile(keys, 0.95));
    return 0;
}
