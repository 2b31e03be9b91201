#include <QTest>

#include "session/clusters/setting_watch.h"

using namespace session;
using Source = client::ConfigSource;

/// Which differences between two readings of a topic's settings are changes.
class SettingWatchTest : public QObject {
    Q_OBJECT

    static client::ConfigEntry entry(const char* value, Source source) {
        client::ConfigEntry out;
        out.name = "retention.ms";
        out.value = value;
        out.source = source;
        return out;
    }
    static int changes(const client::ConfigEntry& before, const client::ConfigEntry& after) {
        SettingWatch watch;
        std::optional<SettingWatch::Set> known;
        watch.differences({before}, known);
        return int(watch.differences({after}, known).size());
    }

private slots:
    void whatTheTopicHasIsItsOwn() {
        const auto own = entry("1", Source::Topic);
        QCOMPARE(changes(own, entry("2", Source::Topic)), 1);
        for (const Source source : {Source::Default, Source::StaticBroker, Source::DynamicBroker}) {
            QCOMPARE(changes(own, entry("2", source)), 1);
            QCOMPARE(changes(entry("2", source), own), 1);
        }
        QCOMPARE(changes(own, entry("1", Source::Default)), 0); // it acts as before
    }

    void whatAllBrokersAreGivenIsOfTheCluster() {
        const auto given = entry("1", Source::DynamicDefaultBroker);
        QCOMPARE(changes(given, entry("2", Source::DynamicDefaultBroker)), 1);
        QCOMPARE(changes(entry("2", Source::StaticBroker), given), 1);
        QCOMPARE(changes(given, entry("2", Source::Default)), 1);
    }

    void anotherBrokersOwnValueIsNoChange() {
        const auto own = entry("1", Source::DynamicBroker);
        QCOMPARE(changes(own, entry("2", Source::Default)), 0);
        QCOMPARE(changes(entry("2", Source::DynamicDefaultBroker), own), 0);
        QCOMPARE(changes(own, entry("2", Source::StaticBroker)), 0);
        QCOMPARE(changes(entry("1", Source::StaticBroker), entry("2", Source::StaticBroker)), 0);
        QCOMPARE(changes(entry("1", Source::StaticBroker), entry("2", Source::Default)), 0);
    }
};

QTEST_GUILESS_MAIN(SettingWatchTest)
#include "setting_watch_test.moc"
