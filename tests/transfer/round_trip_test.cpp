#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "client/cluster.h"
#include "protocol/records/compression.h"
#include "support/cluster_under_test.h"
#include "support/temporary_folder.h"
#include "transfer/exporter.h"
#include "transfer/importer.h"
#include "transfer/line_reader.h"

using namespace transfer;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

namespace {

class RoundTrip : public ::testing::Test {
protected:
    void SetUp() override {
        options.bootstrap = under.bootstrap();
        cluster = *client::connect(options);
        source = browse::makeClusterRecordSource(options);
    }

    std::string makeTopic(int partitions, std::map<std::string, std::string> configs = {}) {
        const std::string name = ClusterUnderTest::fresh("transfer");
        configs.emplace("retention.ms", "-1");
        const std::vector<client::NewTopic> topics{
            {.name = name, .partitions = partitions, .configs = std::move(configs)}};
        EXPECT_FALSE(cluster->createTopics(topics).value().front().error);
        const std::vector<std::string> asked{name};
        for (int i = 0; i < 500; ++i) {
            const auto metadata = cluster->metadata(asked);
            if (metadata &&
                metadata->topics.front().partitions.size() == static_cast<std::size_t>(partitions))
                break;
            std::this_thread::sleep_for(20ms);
        }
        return name;
    }

    /// Records of every kind, on two partitions.
    void fill(const std::string& topic, int count) {
        auto producer =
            *client::Producer::create({.connect = options, .codec = "lz4", .idempotent = true}, reaper);
        for (int i = 0; i < count; ++i) {
            client::ProduceRecord record;
            record.topic = topic;
            record.partition = base::PartitionId(i % 2);
            if (i % 5 != 0)
                record.key = i % 5 == 1 ? "" : "key \xff" + std::to_string(i);
            if (i % 7 != 0)
                record.value = i % 7 == 1 ? "" : "{\"n\":" + std::to_string(i) + ",\"t\":\"grüße\r\n\"}";
            if (i % 3 == 0)
                record.headers = {{"a", "1"}, {"a", std::nullopt}, {"", "\x80"}, {"a", ""}};
            record.timestampMs = 1'700'000'000'000 + i * 10;
            ASSERT_TRUE(producer->send(std::move(record),
                                       [](const auto& done) { EXPECT_TRUE(done) << done.error().cause; }));
        }
        ASSERT_TRUE(producer->flush(60s));
    }

    std::vector<browse::RecordPtr> records(const std::string& topic) {
        browse::Query query{.topic = topic, .seek = browse::Seek::Oldest};
        query.limits.rows = SIZE_MAX;
        std::vector<browse::RecordPtr> out;
        const browse::ScanSink sink{.rows = [&out](std::vector<browse::RecordPtr> some) {
            out.insert(out.end(), some.begin(), some.end());
        }};
        const auto result = source->scan(query, sink, {});
        EXPECT_FALSE(result.error) << result.error->cause;
        return out;
    }

    void expectSame(const std::string& left, const std::string& right) {
        const auto a = records(left), b = records(right);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_EQ(a[i]->partition, b[i]->partition);
            EXPECT_EQ(a[i]->offset, b[i]->offset);
            EXPECT_EQ(a[i]->timestampMs, b[i]->timestampMs);
            EXPECT_EQ(a[i]->key, b[i]->key);
            EXPECT_EQ(a[i]->value, b[i]->value);
            ASSERT_EQ(a[i]->headers.size(), b[i]->headers.size());
            for (std::size_t h = 0; h < a[i]->headers.size(); ++h) {
                EXPECT_EQ(a[i]->headers[h].name, b[i]->headers[h].name);
                EXPECT_EQ(a[i]->headers[h].value, b[i]->headers[h].value);
            }
        }
    }

    Target target(const std::string& topic, Format format = Format::JsonLines) {
        return {.topic = topic, .format = format, .path = folder.path() / (topic + ".out")};
    }
    ImportPlan plan(const std::filesystem::path& file, const std::string& topic) {
        return {.path = file, .topic = topic, .sending = {.producer = {.connect = options}}};
    }
    static std::string read(const std::filesystem::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static std::int64_t linesOf(const std::string& text) { return std::ranges::count(text, '\n'); }

    ClusterUnderTest under;
    client::ConnectOptions options;
    client::Reaper reaper;
    std::shared_ptr<client::Cluster> cluster;
    std::shared_ptr<browse::RecordSource> source;
    test_support::TemporaryFolder folder;
};

TEST_F(RoundTrip, ImportGivesTheSameRecordsBack) {
    const std::string topic = makeTopic(2), copy = makeTopic(2);
    fill(topic, 2000);
    const auto exported = exportRange(*source, {.topic = topic}, target(topic), {}, {});
    ASSERT_FALSE(exported.error) << exported.error->cause;
    EXPECT_EQ(exported.progress.written.records, 2000);
    EXPECT_TRUE(exported.rest.empty());
    const auto imported = importFile(plan(target(topic).path, copy), reaper, {}, {});
    ASSERT_FALSE(imported.error) << imported.error->cause;
    EXPECT_EQ(imported.progress.sending.sent, 2000);
    EXPECT_EQ(imported.progress.bytesDone, imported.progress.bytesTotal);
    EXPECT_EQ(imported.progress.withoutTime, 0);
    expectSame(topic, copy);
}

TEST_F(RoundTrip, ATimeThatCannotBeSentIsNotOneThatIsMissing) {
    const auto file = folder.path() / "times";
    std::ofstream(file) << R"({"payload":"a","ts":-5})" << '\n'
                        << R"({"payload":"b","ts":0})" << '\n'
                        << R"({"payload":"c","ts":-1})" << '\n'
                        << R"({"payload":"d"})" << '\n'
                        << R"({"payload":"e","ts":1700000000000})" << '\n';
    auto asked = plan(file, makeTopic(1));
    const auto imported = importFile(asked, reaper, {}, {});
    ASSERT_FALSE(imported.error) << imported.error->cause;
    EXPECT_EQ(imported.progress.sending.sent, 5);
    EXPECT_EQ(imported.progress.unusableTime, 1);
    EXPECT_EQ(imported.progress.withoutTime, 2);
    EXPECT_EQ(imported.progress.notKept, 0) << "it is kept for ever";
    EXPECT_EQ(records(asked.topic).front()->timestampMs, -5);
    asked.keepTimes = false;
    EXPECT_EQ(importFile(asked, reaper, {}, {}).progress.unusableTime, 0) << "none is asked for";
}

TEST_F(RoundTrip, WhatKcatWritesIsImported) {
    if (std::system("command -v kcat >/dev/null") != 0)
        GTEST_SKIP() << "kcat, which tests/packages names, is not installed here";
    const std::string topic = makeTopic(2), copy = makeTopic(2);
    fill(topic, 100);
    const auto file = folder.path() / "kcat";
    const std::string command =
        "kcat -b " + options.bootstrap + " -C -t " + topic + " -J -e -q > " + file.string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    const auto imported = importFile(plan(file, copy), reaper, {}, {});
    ASSERT_FALSE(imported.error) << imported.error->cause;
    expectSame(topic, copy);
}

TEST_F(RoundTrip, AnExportThatWasStoppedGoesOnWithoutLossOrRepetition) {
    constexpr int count = 60'000;
    const std::string topic = makeTopic(2), copy = makeTopic(2);
    fill(topic, count);
    browse::Query query{.topic = topic};
    query.limits.memoryBytes = 1; // blocks as small as they come
    std::stop_source stop;
    auto first = exportRange(
        *source, query, target(topic),
        [&](const ExportProgress& progress) {
            if (progress.written.records > 0)
                stop.request_stop();
        },
        stop.get_token());
    EXPECT_TRUE(first.cancelled);
    ASSERT_FALSE(first.rest.empty());
    ASSERT_EQ(linesOf(read(target(topic).path)), first.progress.written.records);
    ASSERT_LT(first.progress.written.records, count);
    auto on = target(topic);
    on.behind = first.behind;
    const auto second = exportRange(*source, {.topic = topic, .resume = first.rest}, on, {}, {});
    ASSERT_FALSE(second.error) << second.error->cause;
    EXPECT_EQ(first.progress.written.records + second.progress.written.records, count);
    ASSERT_FALSE(importFile(plan(on.path, copy), reaper, {}, {}).error);
    expectSame(topic, copy);
}

TEST_F(RoundTrip, APackedExportComesBack) {
    const auto topic = makeTopic(2);
    fill(topic, 30'000); // several pieces
    for (const auto packing : {Packing::Gzip, Packing::Zstd}) {
        const auto copy = makeTopic(2);
        auto to = target(topic);
        to.packing = packing;
        to.path += packing == Packing::Gzip ? ".gz" : ".zst";
        const auto out = exportRange(*source, {.topic = topic}, to, {}, {});
        ASSERT_FALSE(out.error) << out.error->cause;
        EXPECT_EQ(out.progress.written.bytes, std::int64_t(std::filesystem::file_size(to.path)));
        const auto look = previewImport(to.path);
        ASSERT_TRUE(look);
        EXPECT_FALSE(look->fault);
        EXPECT_TRUE(look->packed);
        EXPECT_FALSE(look->whole);
        // What the first thousand lines take of the file tells how many there are.
        const double about = double(look->sampled) * double(look->bytes) / double(look->sampleBytes);
        EXPECT_NEAR(about, 30'000, 10'000);
        const auto in = importFile(plan(to.path, copy), reaper, {}, {});
        ASSERT_FALSE(in.error) << in.error->cause;
        EXPECT_EQ(in.progress.linesDone, 30'000);
        EXPECT_EQ(in.progress.linesTotal, 30'000);
        EXPECT_GT(in.progress.bytesDone, std::int64_t(std::filesystem::file_size(to.path)));
        EXPECT_EQ(in.progress.bytesDone, in.progress.bytesTotal);
        expectSame(topic, copy);
        // What a part before has counted is not counted again.
        auto rest = plan(to.path, copy);
        rest.extent = {40'000, 1 << 30};
        std::stop_source stopped;
        stopped.request_stop();
        EXPECT_EQ(importFile(rest, reaper, {}, stopped.get_token()).progress.linesTotal, 40'000);
        // Cut off: what can be unpacked is sent, then it is told.
        const auto cut = makeTopic(2);
        std::filesystem::resize_file(to.path, std::filesystem::file_size(to.path) - 5);
        const auto part = importFile(plan(to.path, cut), reaper, {}, {});
        ASSERT_TRUE(part.error);
        EXPECT_EQ(part.error->name, "CUT_FILE");
        EXPECT_GT(part.progress.sending.sent, 0);
    }
}

TEST_F(RoundTrip, OfADamagedArchiveNothingIsSent) {
    const auto topic = makeTopic(2);
    fill(topic, 1'000);
    for (const auto packing : {Packing::Gzip, Packing::Zstd}) {
        auto to = target(topic);
        to.packing = packing;
        to.path += packing == Packing::Gzip ? ".gz" : ".zst";
        ASSERT_FALSE(exportRange(*source, {.topic = topic}, to, {}, {}).error);
        std::fstream file(to.path, std::ios::binary | std::ios::in | std::ios::out);
        file.seekg(-3, std::ios::end); // in the checksum of zstd, in the length of gzip behind its own
        const auto byte = static_cast<char>(file.get() ^ 1);
        file.seekp(-3, std::ios::end);
        file.put(byte);
        file.close();
        const auto in = importFile(plan(to.path, makeTopic(2)), reaper, {}, {});
        ASSERT_TRUE(in.error);
        EXPECT_EQ(in.error->name, "CORRUPT_FILE") << in.error->cause;
        EXPECT_EQ(in.progress.sending.sent, 0);
    }
}

TEST_F(RoundTrip, APackedImportGoesOnWhereItWas) {
    const auto topic = makeTopic(2), copy = makeTopic(2);
    fill(topic, 500);
    auto to = target(topic);
    to.packing = Packing::Zstd;
    ASSERT_FALSE(exportRange(*source, {.topic = topic}, to, {}, {}).error);
    auto asked = plan(to.path, copy);
    asked.sending.recordsPerSecond = 200;
    std::stop_source stop;
    const auto first = importFile(
        asked, reaper,
        [&](const ImportProgress& progress) {
            if (progress.sending.sent > 20)
                stop.request_stop();
        },
        stop.get_token());
    ASSERT_TRUE(first.cancelled);
    asked.sending.recordsPerSecond = 0;
    asked.from = first.rest;
    const auto rest = importFile(asked, reaper, {}, {});
    ASSERT_FALSE(rest.error) << rest.error->cause;
    expectSame(topic, copy);
}

TEST_F(RoundTrip, AFullDiskEndsAnExportWithTheSystemsWord) {
    const std::string topic = makeTopic(2);
    fill(topic, 100);
    auto full = target(topic);
    full.path = "/dev/full";
    full.existing = Existing::Replace;
    const auto result = exportRange(*source, {.topic = topic}, full, {}, {});
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->name, "ENOSPC");
    EXPECT_EQ(result.progress.written.records, 0);
    ASSERT_EQ(result.rest.size(), 2U);
    EXPECT_EQ(result.rest.front().offset, base::Offset(0));
    EXPECT_EQ(result.progress.scanned, 100);
    EXPECT_EQ(result.progress.offsetsTotal, 100);
    EXPECT_EQ(result.progress.offsetsDone, 0); // what was read is not what was done
}

TEST_F(RoundTrip, AnExportDoesNotOverwriteUnlessTold) {
    const std::string topic = makeTopic(1);
    const auto first = exportRange(*source, {.topic = topic}, target(topic, Format::Csv), {}, {});
    EXPECT_FALSE(first.error);
    EXPECT_EQ(linesOf(read(target(topic).path)), 1); // the head
    const auto second = exportRange(*source, {.topic = topic}, target(topic, Format::Csv), {}, {});
    EXPECT_EQ(second.error.value().name, "EEXIST");
}

TEST_F(RoundTrip, AnExportThatCouldReadNothingLeavesWhatWasThere) {
    const std::string topic = "not-there";
    auto to = target(topic);
    auto failed = exportRange(*source, {.topic = topic}, to, {}, {});
    ASSERT_TRUE(failed.error);
    EXPECT_FALSE(std::filesystem::exists(to.path));
    std::ofstream(to.path) << "before";
    to.existing = Existing::Replace;
    failed = exportRange(*source, {.topic = topic}, to, {}, {});
    ASSERT_TRUE(failed.error);
    EXPECT_EQ(read(to.path), "before");
}

TEST_F(RoundTrip, ChosenRowsAreWrittenWholeEvenIfTheyWereCut) {
    const std::string topic = makeTopic(1);
    auto producer = *client::Producer::create({.connect = options}, reaper);
    ASSERT_TRUE(producer->send({.topic = topic, .value = std::string(500'000, 'x')}));
    ASSERT_TRUE(producer->flush(60s));
    const auto cut = records(topic);
    ASSERT_TRUE(cut.front()->isCut());
    const auto result = exportRecords(*source, cut, target(topic, Format::RawFiles), {}, {});
    ASSERT_FALSE(result.error) << result.error->cause;
    EXPECT_EQ(read(target(topic).path / "0-00000000000000000000.txt"), std::string(500'000, 'x'));
}

TEST_F(RoundTrip, ALineAtFaultEndsAnImportAndCanBeSkipped) {
    const std::string topic = makeTopic(1);
    const auto file = folder.path() / "lines";
    std::ofstream(file)
        << "\xef\xbb\xbf{\"payload\":\"a\"}\n\r\n{\"payload\":\"b\",oops}\n{\"payload\":\"c\"}\n";
    auto first = importFile(plan(file, topic), reaper, {}, {});
    EXPECT_EQ(first.error.value().name, "BAD_LINE");
    EXPECT_EQ(first.fault.value().line, 3);
    EXPECT_TRUE(first.fault.value().unreadable);
    EXPECT_EQ(first.progress.sending.sent, 1);
    EXPECT_EQ(first.rest.line, 3);
    auto again = importFile(
        {.path = file, .topic = topic, .from = first.rest, .sending = {.producer = {.connect = options}}},
        reaper, {}, {});
    EXPECT_EQ(again.fault.value().line, 3);
    EXPECT_EQ(again.progress.sending.sent, 0);
    auto on = plan(file, topic);
    on.from = first.behindFault;
    const auto second = importFile(on, reaper, {}, {});
    EXPECT_FALSE(second.error);
    EXPECT_EQ(second.progress.sending.sent, 1);
    const auto rows = records(topic);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(base::asText(rows[1]->value->view()), "c");
}

TEST_F(RoundTrip, WhatIsPassedIsToldWhileNothingIsSent) {
    const auto file = folder.path() / "lines";
    std::ofstream out(file);
    for (int i = 0; i < 5'000; ++i)
        out << "oops\n";
    out.close();
    auto passing = plan(file, makeTopic(1));
    passing.passUnreadable = true;
    std::vector<std::int64_t> told;
    const auto result = importFile(
        passing, reaper, [&](const ImportProgress& progress) { told.push_back(progress.passed); }, {});
    EXPECT_FALSE(result.error);
    for (const std::int64_t passed : {1'000, 2'000, 3'000, 4'000})
        EXPECT_NE(std::ranges::find(told, passed), told.end()) << passed;
}

TEST_F(RoundTrip, LinesThatAreNoRecordsCanAllBePassed) {
    const std::string topic = makeTopic(1);
    const auto file = folder.path() / "lines";
    std::ofstream out(file);
    for (int i = 0; i < 30; ++i)
        out << "{\"payload\":\"" << i << "\"}\noops " << i << "\n";
    out << std::string(100, '{') << '\n';
    out.close();
    auto passing = plan(file, topic);
    passing.passUnreadable = true;
    const auto result = importFile(passing, reaper, {}, {});
    EXPECT_FALSE(result.error);
    EXPECT_FALSE(result.fault);
    EXPECT_EQ(result.progress.passed, 31);
    ASSERT_EQ(result.passed.size(), mostPassedTold);
    EXPECT_EQ(result.passed.back().line, 40);
    EXPECT_EQ(result.passed.back().excerpt, "oops 19");
    EXPECT_EQ(result.rest.line, 62);
    EXPECT_EQ(records(topic).size(), 30U);
}

TEST_F(RoundTrip, ARefusedRecordEndsAnImportAndIsSentAgain) {
    const std::string topic = makeTopic(1);
    const auto file = folder.path() / "lines";
    std::ofstream(file) << "{\"payload\":\"a\"}\n{\"partition\":7,\"payload\":\"b\"}\n{\"payload\":\"c\"}\n";
    auto slow = plan(file, topic);
    slow.sending.recordsPerSecond = 20; // the refusal is there before the next line is read
    const auto first = importFile(slow, reaper, {}, {});
    ASSERT_TRUE(first.error);
    ASSERT_EQ(first.rest.again.size(), 1U);
    EXPECT_EQ(first.rest.again.front(), 16);
    auto on = plan(file, topic);
    on.from = first.rest;
    on.partitions = PartitionChoice::ByKey;
    const auto second = importFile(on, reaper, {}, {});
    EXPECT_FALSE(second.error);
    EXPECT_EQ(first.progress.sending.sent + second.progress.sending.sent, 3);
    EXPECT_EQ(first.progress.withoutTime + second.progress.withoutTime, 3) << "each line once";
    EXPECT_EQ(records(topic).size(), 3U);
}

TEST_F(RoundTrip, WhatIsSentAgainOfAPackedFileIsUnpackedOnce) {
    const std::string topic = makeTopic(1);
    std::string lines;
    auto again = plan(folder.path() / "lines.gz", topic);
    for (int i = 0; i < 10'000; ++i) {
        if (i % 10 == 5)
            again.from.again.push_back(std::int64_t(lines.size()));
        lines += "{\"payload\":\"" + std::to_string(i) + std::string(2000, 'x') + "\"}\n";
    }
    again.from.byte = std::int64_t(lines.size());
    const auto packed = protocol::compress(protocol::Compression::Gzip, base::asBytes(lines));
    std::ofstream(again.path) << base::asText(base::ByteView(*packed));
    const auto begin = std::chrono::steady_clock::now();
    const auto result = importFile(again, reaper, {}, {});
    EXPECT_FALSE(result.error) << result.error->cause;
    EXPECT_EQ(result.progress.sending.sent, 1000);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
    EXPECT_EQ(base::asText(records(topic).back()->value->view()).substr(0, 5), "9995x");

    std::stop_source stopped;
    stopped.request_stop();
    const auto none = importFile(again, reaper, {}, stopped.get_token());
    EXPECT_TRUE(none.cancelled);
    EXPECT_EQ(none.rest.again, again.from.again);
}

TEST_F(RoundTrip, ALineThatTheBrokerRefusesForGoodIsNamedAndSkipped) {
    const std::string topic = makeTopic(1, {{"max.message.bytes", "300"}});
    const auto file = folder.path() / "lines";
    const auto line = [](const std::string& value) { return "{\"payload\":\"" + value + "\"}\n"; };
    std::ofstream out(file);
    for (int i = 0; i < 20; ++i) // at once they are too large for a batch as well
        out << (i == 7 || i == 9 ? line(std::string(500, 'x')) : line("record " + std::to_string(i)));
    out.close();
    auto asked = plan(file, topic);
    for (const int number : {8, 10}) {
        const auto part = importFile(asked, reaper, {}, {});
        ASSERT_TRUE(part.error);
        EXPECT_EQ(part.error->name, "MESSAGE_TOO_LARGE");
        EXPECT_EQ(part.error->cause.find("Line " + std::to_string(number)), 0U) << part.error->cause;
        ASSERT_TRUE(part.fault);
        EXPECT_EQ(part.fault->line, number);
        EXPECT_EQ(part.fault->excerpt.find("{\"payload\":\"xxx"), 0U);
        EXPECT_EQ(part.bytesBehindFault, part.progress.bytesDone);
        EXPECT_EQ(part.rest.again.size(), part.behindFault.again.size() + 1);
        EXPECT_EQ(part.progress.sending.refused, std::int64_t(part.rest.again.size()));
        EXPECT_GT(part.sentOnceMore, 0);
        asked.from = part.behindFault;
    }
    const auto last = importFile(asked, reaper, {}, {});
    EXPECT_FALSE(last.error) << last.error->cause;
    EXPECT_EQ(last.progress.sending.refused, 0);
    EXPECT_EQ(records(topic).size(), 18U);
}

TEST_F(RoundTrip, AStoppedImportGoesOnWhereItWas) {
    const std::string topic = makeTopic(2), copy = makeTopic(2);
    fill(topic, 200);
    ASSERT_FALSE(exportRange(*source, {.topic = topic}, target(topic), {}, {}).error);
    std::stop_source stop;
    auto slow = plan(target(topic).path, copy);
    slow.sending.recordsPerSecond = 20;
    const auto first = importFile(
        slow, reaper,
        [&](const ImportProgress& progress) {
            EXPECT_LE(progress.linesDone, progress.sending.sent + progress.sending.refused)
                << "what waits to be sent is not done";
            if (progress.sending.sent >= 10)
                stop.request_stop();
        },
        stop.get_token());
    EXPECT_TRUE(first.cancelled);
    EXPECT_LT(first.progress.sending.sent, 200);
    auto on = plan(target(topic).path, copy);
    on.from = first.rest;
    std::int64_t least = first.progress.bytesDone;
    const auto second = importFile(
        on, reaper, [&least](const ImportProgress& progress) { least = std::min(least, progress.bytesDone); },
        {});
    EXPECT_FALSE(second.error);
    EXPECT_EQ(least, first.progress.bytesDone) << "what was done stays so";
    EXPECT_EQ(first.progress.sending.sent + second.progress.sending.sent, 200);
    expectSame(topic, copy);
}

TEST_F(RoundTrip, AFileThatWasChangedBeforeThePlaceIsNotGoneOnWith) {
    const auto topic = makeTopic(1);
    const auto file = folder.path() / "lines";
    std::string good;
    for (int i = 0; i < 5'000; ++i)
        good += "{\"payload\":\"" + std::to_string(10'000 + i) + "\"}\n";
    const auto write = [&](const std::string& content) { std::ofstream(file) << content; };
    write(good + "no\n");
    const auto first = importFile(plan(file, topic), reaper, {}, {});
    ASSERT_TRUE(first.fault);
    const auto goOn = [&](const ImportPosition& from) {
        auto on = plan(file, topic);
        on.from = from;
        return importFile(on, reaper, {}, {});
    };
    auto other = good;
    other[other.size() - 5] = 'x'; // of the same size
    for (const auto& content : {other + "no\n", "{\"payload\":\"\"}\n" + good + "no\n", std::string()})
        for (const auto& from : {first.rest, first.behindFault}) {
            write(content);
            const auto refused = goOn(from);
            ASSERT_TRUE(refused.error);
            EXPECT_EQ(refused.error->name, "FILE_CHANGED");
            EXPECT_EQ(refused.progress.sending.sent, 0);
            EXPECT_EQ(refused.rest.byte, from.byte);
        }
    write(good + "{\"payload\":\"mended\"}\n");
    const auto last = goOn(first.rest);
    EXPECT_FALSE(last.error) << last.error->cause;
    EXPECT_EQ(last.progress.sending.sent, 1);
}

TEST_F(RoundTrip, ALineThatIsTooLongIsNamedAndSkipped) {
    const auto topic = makeTopic(1);
    const auto file = folder.path() / "lines";
    std::ofstream(file) << "{\"payload\":\"a\"}\n{\"payload\":\""
                        << std::string(LineReader::longestLine + (2U << 20), 'x')
                        << "\"}\n{\"payload\":\"b\"}\n";
    EXPECT_EQ(previewImport(file).value().fault.value().line, 2);
    const auto first = importFile(plan(file, topic), reaper, {}, {});
    ASSERT_TRUE(first.fault);
    EXPECT_EQ(first.fault->line, 2);
    const std::size_t length =
        LineReader::longestLine + (2U << 20) + std::string("{\"payload\":\"\"}").size();
    EXPECT_NE(first.fault->reason.find(std::to_string(length)), std::string::npos) << first.fault->reason;
    auto on = plan(file, topic);
    on.from = first.behindFault;
    const auto second = importFile(on, reaper, {}, {});
    EXPECT_FALSE(second.error) << second.error->cause;
    EXPECT_EQ(first.progress.sending.sent, 1);
    EXPECT_EQ(second.progress.sending.sent, 1);
}

TEST_F(RoundTrip, APreviewTellsWhatAFileHolds) {
    const auto file = folder.path() / "lines";
    std::ofstream(file) << "{\"topic\":\"t\",\"partition\":11,\"payload\":\"a\"}\n{\"payload\":\"b\"}\nno\n";
    const auto preview = previewImport(file);
    ASSERT_TRUE(preview);
    EXPECT_EQ(preview->sampled, 2);
    EXPECT_EQ(preview->topic, "t");
    EXPECT_EQ(preview->highestPartition, 11);
    EXPECT_EQ(preview->lines.size(), 3U);
    EXPECT_EQ(preview->fault.value().line, 3);
}

} // namespace
