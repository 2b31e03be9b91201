#include <gmock/gmock.h>

#include "broker/config/settings.h"

namespace broker::config {
namespace {

using testing::HasSubstr;
using Overrides = std::map<std::string, std::string>;

std::unique_ptr<Settings> settings(const Overrides& statics = {}) {
    std::vector<std::string> warnings;
    auto loaded = Settings::load(statics, warnings);
    EXPECT_TRUE(loaded.has_value());
    return std::move(*loaded);
}

const Entry& entry(const std::vector<Entry>& entries, std::string_view name) {
    for (const auto& e : entries)
        if (e.key->name == name)
            return e;
    ADD_FAILURE() << name << " is missing";
    return entries.front();
}

TEST(Settings, S74TopicDefaultsAreKafkas) {
    const auto log = settings()->logConfig({});
    storage::LogConfig kafka;
    EXPECT_EQ(log, kafka);
}

TEST(Settings, S73EveryTopicKeyIsListedWithItsDefault) {
    const auto entries = settings()->describeTopic({});
    EXPECT_EQ(entries.size(), 33u);
    EXPECT_EQ(entry(entries, "max.message.bytes").value, "1048588");
    EXPECT_EQ(entry(entries, "max.message.bytes").source, Source::Default);
    EXPECT_EQ(entry(entries, "max.message.bytes").synonyms.front().name, "message.max.bytes");
    EXPECT_TRUE(entry(entries, "retention.ms").synonyms.empty());
}

TEST(Settings, AnOverrideWinsAndTheInheritedValuesFollow) {
    const auto entries =
        settings({{"log.segment.bytes", "2097152"}})->describeTopic({{"segment.bytes", "4194304"}});
    const auto& e = entry(entries, "segment.bytes");
    EXPECT_EQ(e.value, "4194304");
    EXPECT_EQ(e.source, Source::Topic);
    ASSERT_EQ(e.synonyms.size(), 3u);
    EXPECT_EQ(e.synonyms[1].value, "2097152");
    EXPECT_EQ(e.synonyms[1].source, Source::StaticBroker);
    EXPECT_EQ(e.synonyms[2].value, "1073741824");
}

TEST(Settings, RetentionFallsBackToMinutesThenHours) {
    EXPECT_EQ(settings({{"log.retention.hours", "1"}})->logConfig({}).retentionMs, 3'600'000);
    EXPECT_EQ(
        settings({{"log.retention.hours", "1"}, {"log.retention.minutes", "2"}})->logConfig({}).retentionMs,
        120'000);
    EXPECT_EQ(settings({{"log.retention.hours", "-1"}})->logConfig({}).retentionMs, -1);
}

TEST(Settings, ABadValueIsNamed) {
    std::vector<std::string> warnings;
    const auto loaded = Settings::load({{"num.partitions", "many"}}, warnings);
    ASSERT_FALSE(loaded.has_value());
    EXPECT_EQ(loaded.error().name, "INVALID_CONFIG");
    EXPECT_THAT(loaded.error().cause, HasSubstr("many"));
    EXPECT_THAT(loaded.error().cause, HasSubstr("num.partitions"));
}

TEST(Settings, AnUnknownKeyIsAWarning) {
    std::vector<std::string> warnings;
    EXPECT_TRUE(Settings::load({{"num.partitons", "3"}}, warnings).has_value());
    EXPECT_THAT(warnings, testing::ElementsAre(HasSubstr("num.partitons")));
}

TEST(Settings, NumbersListsAndChoicesAreChecked) {
    const auto good = [](const Overrides& o) { return Settings::validateTopic(o).has_value(); };
    EXPECT_TRUE(good({{"cleanup.policy", "compact, delete"}}));
    EXPECT_FALSE(good({{"cleanup.policy", "compact,shred"}}));
    EXPECT_FALSE(good({{"segment.bytes", "1048575"}}));
    EXPECT_FALSE(good({{"segment.bytes", "3000000000"}}));
    EXPECT_FALSE(good({{"min.cleanable.dirty.ratio", "1.5"}}));
    EXPECT_FALSE(good({{"compression.type", "brotli"}}));
    EXPECT_FALSE(good({{"preallocate", "yes"}}));
    EXPECT_FALSE(good({{"retention.sec", "1"}}));
}

TEST(Settings, TablesAreSortedSoThatKeysAreFound) {
    for (const auto table : {topicKeys(), brokerKeys(), groupKeys()})
        for (const auto& key : table) {
            EXPECT_EQ(find(table, key.name), &key);
            EXPECT_FALSE(key.doc.empty()) << key.name;
            if (key.initial) {
                EXPECT_TRUE(validate(key, *key.initial).has_value()) << key.name;
            }
        }
}

TEST(Settings, DynamicValuesStandAboveStaticOnes) {
    auto s = settings({{"log.retention.ms", "1000"}});
    int changes = 0;
    s->onChange([&] { ++changes; });
    const auto changed = s->change(false, [](Dynamic& dynamic) {
        dynamic.broker["log.retention.ms"] = "3000";
        dynamic.clusterDefault["log.retention.ms"] = "2000";
        return base::Status{};
    });
    EXPECT_TRUE(changed.has_value());
    EXPECT_EQ(changes, 1);
    EXPECT_EQ(s->logConfig({}).retentionMs, 3000);
    const auto entries = s->describeBroker();
    const auto& e = entry(entries, "log.retention.ms");
    EXPECT_EQ(e.source, Source::DynamicBroker);
    EXPECT_EQ(e.synonyms.size(), 3u);
    EXPECT_EQ(s->describeClusterDefault().size(), 2u); // and min.insync.replicas
}

TEST(Settings, TheFlushIntervalFallsBackToTheSchedulersWithoutNamingIt) {
    const auto s = settings({{"log.flush.scheduler.interval.ms", "700"}});
    EXPECT_EQ(s->logConfig({}).flushMs, 700);
    EXPECT_TRUE(entry(s->describeTopic({}), "flush.ms").synonyms.empty());
    EXPECT_EQ(settings({{"log.flush.scheduler.interval.ms", "700"}, {"log.flush.interval.ms", "300"}})
                  ->logConfig({})
                  .flushMs,
              300);
}

TEST(Settings, TheClustersMinInSyncReplicasStartAtTheBrokers) {
    EXPECT_EQ(settings({{"min.insync.replicas", "2"}})->describeClusterDefault().at(0).value, "2");
    EXPECT_EQ(settings({})->describeClusterDefault().at(0).value, "1");
}

TEST(Settings, MinInSyncReplicasThatNobodySetAreNotStored) {
    auto s = settings({});
    Dynamic stored;
    s->onSave([&](const Dynamic& dynamic) {
        stored = dynamic;
        return base::Status{};
    });
    EXPECT_TRUE(s->change(false, [](Dynamic& dynamic) {
        dynamic.clusterDefault["log.retention.ms"] = "2000";
        return base::Status{};
    }));
    EXPECT_EQ(stored.clusterDefault, (Values{{"log.retention.ms", "2000"}}));
    const auto restarted = settings({{"min.insync.replicas", "2"}});
    restarted->restore(stored);
    EXPECT_EQ(restarted->topicValue("min.insync.replicas", {}), "2");
    EXPECT_EQ(entry(restarted->describeBroker(), "min.insync.replicas").source, Source::DynamicDefaultBroker);
    EXPECT_EQ(restarted->describeClusterDefault().size(), 2u);
}

} // namespace
} // namespace broker::config
