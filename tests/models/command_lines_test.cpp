#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "models/command_lines.h"

using namespace Qt::StringLiterals;
using session::ProduceDraft;

class CommandLinesTest : public QObject {
    Q_OBJECT

    static QString refusal(const ProduceDraft& draft) {
        const auto command = models::produceCommand(u"b:1"_s, draft);
        return command.line.isEmpty() ? command.refusal : command.line;
    }

    static QByteArray output(const QString& line, const QString& folder = {}) {
        QProcess shell;
        shell.setWorkingDirectory(folder);
        shell.start(u"sh"_s, {u"-c"_s, line});
        return shell.waitForFinished() ? shell.readAllStandardOutput() : QByteArray("the shell hangs");
    }
    /// By a reader in its place.
    static QByteArray givenToKcat(QString line) { return output(line.replace("kcat "_L1, "cat; : "_L1)); }

private slots:
    void quotingLeavesPlainWordsAlone() {
        QCOMPARE(models::shellQuoted(u"orders.v2"_s), u"orders.v2"_s);
        QCOMPARE(models::shellQuoted(u"it's $HOME"_s), u"'it'\\''s $HOME'"_s);
        QCOMPARE(models::shellQuoted(u""_s), u"''"_s);
    }

    void theShellHandsOnWhatWasQuoted_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"[1,2,3]", "orders\n", "b\n\n", "*",  "?",  "~",     "a b", "$(id)", "`id`", "$HOME", "'",
              "\"",      "\\",       "!x",    "#x", "-x", "{a,b}", "a;b", "a|b",   "a&b",  "<a>",   "\t"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    /// In a folder whose files match any pattern of one letter.
    void theShellHandsOnWhatWasQuoted() {
        QFETCH(QString, text);
        const QTemporaryDir folder;
        for (const char* name : {"1", "3", "x"})
            QVERIFY(QFile(folder.filePath(QString::fromLatin1(name))).open(QIODevice::WriteOnly));
        const auto printed =
            output(u"printf '%s\\036' "_s + models::shellQuoted(text) + u" behind"_s, folder.path());
        QCOMPARE(printed, text.toUtf8() + "\x1e"
                                          "behind\x1e");
    }

    void createNamesOnlyWhatWasChosen() {
        const base::NewTopic topic{
            "pay", 12, std::nullopt, {{"retention.ms", "1"}, {"min.insync.replicas", "2"}}};
        QCOMPARE(models::createTopicCommand(u"b:9092"_s, topic),
                 u"kafka-topics.sh --bootstrap-server b:9092 --create \\\n  --topic pay --partitions 12 \\\n"
                 "  --config min.insync.replicas=2 --config retention.ms=1"_s);
    }

    void whatIsChangedDoesNotMatchNeighbours() {
        QCOMPARE(models::addPartitionsCommand(u"b:1"_s, {.topic = "orders.v1", .total = 6}),
                 u"kafka-topics.sh --bootstrap-server b:1 --alter \\\n"
                 "  --topic 'orders\\.v1' --partitions 6"_s);
        QVERIFY(models::deleteTopicsCommand(u"b:1"_s, {u"a.b"_s, u"c"_s}).endsWith("--topic 'a\\.b|c'"_L1));
    }

    void everyGroupThatIsDeletedIsNamed() {
        QCOMPARE(models::deleteGroupsCommand(u"b:1"_s, {{"billing", "it's"}}),
                 u"kafka-consumer-groups.sh --bootstrap-server b:1 --delete \\\n  --group billing \\\n"
                 "  --group 'it'\\''s'"_s);
        QVERIFY(models::deleteGroupsCommand(u"b:1"_s, {std::vector<std::string>(1000)}).isEmpty());
    }

    void eachTypeOfGroupIsDeletedByItsOwnTool() {
        QCOMPARE(models::deleteGroupsCommand(u"b:1"_s, {{"a", "s", "t"}},
                                             {u"classic"_s, u"share"_s, u"streams"_s}),
                 u"kafka-consumer-groups.sh --bootstrap-server b:1 --delete \\\n  --group a\n"
                 "kafka-share-groups.sh --bootstrap-server b:1 --delete \\\n  --group s\n"
                 "kafka-streams-groups.sh --bootstrap-server b:1 --delete \\\n  --group t"_s);
    }

    void recordsAreCutByAFileOnStandardInput() {
        QCOMPARE(models::deleteRecordsCommand(u"b:1"_s, {{{"a.b", base::PartitionId{0}}},
                                                         {{"c", base::PartitionId{2}}, base::Offset{7}}}),
                 u"echo '{\"partitions\":[{\"offset\":-1,\"partition\":0,\"topic\":\"a.b\"},"
                 "{\"offset\":7,\"partition\":2,\"topic\":\"c\"}],\"version\":1}' | \\\n"
                 "  kafka-delete-records.sh --bootstrap-server b:1 \\\n  --offset-json-file /dev/stdin"_s);
        QVERIFY(models::deleteRecordsCommand(u"b:1"_s, std::vector<base::RecordDeletion>(1000)).isEmpty());
    }

    void listValuesStandInBrackets() {
        const auto line = models::editConfigCommand(
            u"b:1"_s, {{"t"}, {{"cleanup.policy", "compact,delete"}, {"retention.ms"}}});
        QVERIFY(line.contains("--add-config 'cleanup.policy=[compact,delete]'"_L1));
        QVERIFY(line.contains("--delete-config retention.ms"_L1));
    }

    void severalTopicsAreALineEachAsLongAsSomebodyWouldPasteThem() {
        base::TopicConfigEdit edit{{"a", "b"}, {{"retention.ms", "1"}}};
        const auto lines = models::editConfigCommand(u"b:1"_s, edit);
        QCOMPARE(lines.count("kafka-configs.sh"_L1), 2);
        QVERIFY(lines.contains("--entity-name b"_L1));
        edit.topics.resize(1000);
        QVERIFY(models::editConfigCommand(u"b:1"_s, edit).isEmpty());
    }

    void whatIsSentManyTimesIsPrintedManyTimes() {
        ProduceDraft draft;
        draft.topic = u"t"_s;
        draft.key = "k{{n}}";
        draft.value = R"(it's {{n}}/3 & \1)";
        draft.repeat = 3;
        const auto given = [&] { return givenToKcat(models::produceCommand(u"b:1"_s, draft).line); };
        QCOMPARE(given(), QByteArray("k1\tit's 1/3 & \\1\nk2\tit's 2/3 & \\1\nk3\tit's 3/3 & \\1\n"));
        draft.repeat = 1;
        QCOMPARE(given(), QByteArray("k1\tit's 1/3 & \\1\n"));
        draft.headers = {{u"h"_s, QByteArray("{{n}}")}};
        QVERIFY(models::produceCommand(u"b:1"_s, draft).line.contains(" -H h=1"_L1));
        draft.repeat = 2;
        QCOMPARE(refusal(draft), u"kcat sends the same headers with all records: none can count."_s);
    }

    void theFirstOfATypedTemplateIsSent() {
        ProduceDraft draft;
        draft.topic = u"t"_s;
        draft.key = "{{n}}";
        draft.keyKind = session::PayloadKind::Int32;
        draft.value = "v{{n}}";
        const auto line = models::produceCommand(u"b:1"_s, draft).line;
        QCOMPARE(givenToKcat(line), QByteArray("\0\0\0\1\tv1\n", 8));
        draft.repeat = 2;
        QVERIFY(models::produceCommand(u"b:1"_s, draft).line.isEmpty());
        draft.repeat = 1;
        draft.key = "{{random 1 9}}";
        QCOMPARE(refusal(draft), u"kcat fills in no random values."_s);
    }

    void whatIsSentAsItIsIsNotCountedByTheCommand() {
        ProduceDraft draft;
        draft.topic = u"t"_s;
        draft.key = "k{{n}}";
        draft.value = "{{n}} {{uuid}}";
        draft.valueKind = session::PayloadKind::Hex;
        QCOMPARE(givenToKcat(models::produceCommand(u"b:1"_s, draft).line),
                 QByteArray("k1\t{{n}} {{uuid}}\n"));
        draft.headers = {{u"h{{n}}"_s, QByteArray("{{n}}{{uuid}}"), session::PayloadKind::Hex}};
        const QString whole = models::produceCommand(u"b:1"_s, draft).line;
        QVERIFY2(whole.contains(" -H 'h1={{n}}{{uuid}}'"_L1), qPrintable(whole));
        draft.headers.clear();
        draft.key.reset();
        const QString line = models::produceCommand(u"b:1"_s, draft, u"/a.bin"_s).line;
        QVERIFY2(line.endsWith(" /a.bin"_L1), qPrintable(line));
        draft.key = "{{n}}";
        draft.keyKind = session::PayloadKind::Int8;
        QCOMPARE(givenToKcat(models::produceCommand(u"b:1"_s, draft).line),
                 QByteArray("\1\t{{n}} {{uuid}}\n"));
        draft.keyKind = session::PayloadKind::Text;
        draft.repeat = 2;
        QCOMPARE(refusal(draft), u"The command would count in bytes that are sent as they are."_s);
    }

    void aValueThatIsAFileIsSentFromIt() {
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        ProduceDraft draft;
        draft.topic = u"t"_s;
        draft.key = "it's {{n}}";
        draft.value = bytes;
        draft.headers = {{u"h"_s, QByteArray("\xff")}};
        QVERIFY(refusal(draft).contains("No single byte"_L1));
        const auto line = [&] { return models::produceCommand(u"b:1"_s, draft, u"/a b.bin"_s).line; };
        const auto arguments = [&] { return output(line().replace("kcat "_L1, "printf '%s|' "_L1)); };
        QVERIFY2(arguments().endsWith("-H|h=\xff|-k|it's 1|/a b.bin|"), arguments());
        draft.key = "";
        QVERIFY2(arguments().endsWith("-k||/a b.bin|"), arguments());
        draft.key.reset();
        QVERIFY2(arguments().endsWith("h=\xff|/a b.bin|"), arguments());
        draft.key = "\xff"; // no argument
        QVERIFY(line().isEmpty());
        draft.key.reset();
        draft.value = "number {{n}}"; // which the file does not hold
        QVERIFY2(line().startsWith("printf"_L1), qPrintable(line()));
        draft.value = "text";
        draft.repeat = 2;
        QVERIFY2(line().startsWith("seq"_L1), qPrintable(line()));
    }

    void whatKcatCannotSendIsSaidWithItsReason() {
        ProduceDraft draft;
        draft.topic = u"t"_s;
        draft.key = "k";
        draft.value = "it's";
        QCOMPARE(
            models::produceCommand(u"b:1"_s, draft).line,
            u"printf '%s\\n' 'k\tit'\\''s' | \\\n  kcat -P -b b:1 -t t -X partitioner=murmur2_random -K '\\t'"_s);
        draft.value = "";
        QCOMPARE(givenToKcat(models::produceCommand(u"b:1"_s, draft).line), QByteArray("k\t\n"));
        draft.key.reset();
        QCOMPARE(refusal(draft), u"kcat sends nothing for an empty value without a key."_s);
        draft.key = "k";
        draft.value = std::nullopt;
        QVERIFY(models::produceCommand(u"b:1"_s, draft).line.contains(" -Z"_L1));
        for (int c = 1; c < 256; ++c)
            *draft.key += char(c);
        QCOMPARE(refusal(draft), u"No single byte is left to tell kcat where the key or the record ends."_s);
        draft.key = "";
        draft.value = "v";
        QCOMPARE(givenToKcat(models::produceCommand(u"b:1"_s, draft).line), QByteArray("\tv\n"));
        draft.value.reset();
        QCOMPARE(refusal(draft), u"kcat sends an empty key as none beside a null value."_s);
        draft.key.reset();
        const QString neither = models::produceCommand(u"b:1"_s, draft).line;
        QVERIFY2(neither.contains(" -K '\\t' -Z"_L1), qPrintable(neither));
        QCOMPARE(givenToKcat(neither), QByteArray("\t\n"));
        draft.key = "k";
        draft.headers = {{u""_s, QByteArray("1")}};
        QCOMPARE(refusal(draft), u"kcat sends no header without a name."_s);
        draft.headers = {{u"a"_s, QByteArray("\xff\0", 2)}};
        QVERIFY(refusal(draft).startsWith(u"kcat takes headers from its arguments"_s));
        draft.headers = {{u"a=b"_s, QByteArray("1")}};
        QCOMPARE(refusal(draft), u"kcat ends a header's name at its first '='."_s);
        draft.headers = {{u"a"_s, QByteArray("{{uuid}}")}};
        QCOMPARE(refusal(draft), u"kcat fills in no random values."_s);
        draft.headers = {};
        draft.perSecond = 5;
        QCOMPARE(refusal(draft), u"kcat cannot send at a given rate."_s);
        draft.timestampMs = 1;
        QCOMPARE(refusal(draft), u"kcat cannot set a timestamp."_s);
    }

    void whatIsNotTextTravelsAsItsBytes() {
        ProduceDraft draft;
        draft.topic = u"t"_s;
        draft.key = QByteArray("\xfe\t%s", 4);
        draft.value = QByteArray("\xff\0'\\\n\x1e!{{n}}", 12);
        QString line = models::produceCommand(u"b:1"_s, draft).line;
        QVERIFY2(line.endsWith(u" -D '\\x01' -K '\\x1f'"_s), qPrintable(line));
        QCOMPARE(givenToKcat(line), QByteArray("\xfe\t%s\x1f\xff\0'\\\n\x1e!1\1", 14));
        draft.repeat = 2;
        QVERIFY(refusal(draft).startsWith(u"Records of several lines"_s));
        draft.value = "\xff";
        QVERIFY(refusal(draft).startsWith(u"Records that are not text"_s));
        draft.repeat = 1;
        draft.headers = {{u"h"_s, QByteArray("\xff%")}, {u"n"_s, std::nullopt}};
        line = models::produceCommand(u"b:1"_s, draft).line;
        QVERIFY2(line.contains(u" -H \"$(printf 'h=\\377%%')\" -H n -K"_s), qPrintable(line));
        QCOMPARE(output(line.section(u"-H "_s, 1, 1).prepend(u"printf %s "_s)), QByteArray("h=\xff%"));
    }

    void severalLinesAndTabsTravelBetweenOtherSigns() {
        ProduceDraft draft;
        draft.topic = u"t"_s;
        draft.key = "a\tb";
        draft.value = "one\ntwo's\n";
        const QString line = models::produceCommand(u"b:1"_s, draft).line;
        QVERIFY2(line.endsWith(u" -D '\\x1e' -K '\\x1f'"_s), qPrintable(line));
        QCOMPARE(givenToKcat(line), QByteArray("a\tb\x1fone\ntwo's\n\x1e"));
        draft.repeat = 2;
        QVERIFY(refusal(draft).startsWith(u"Records of several lines"_s));
    }

    void whatIsPackedIsPackedByTheCommandToo() {
        session::ExportDraft draft;
        draft.topic = u"t"_s;
        draft.path = u"t.jsonl.zst"_s;
        draft.packing = session::ExportPacking::Zstd;
        QVERIFY2(models::exportCommand(u"b:1"_s, draft).contains(" | zstd >"_L1),
                 qPrintable(models::exportCommand(u"b:1"_s, draft)));
        draft.packing = session::ExportPacking::None;
        QVERIFY(!models::exportCommand(u"b:1"_s, draft).contains('|'_L1));
    }

    void aRangeOfTimesSaysWhatElseKcatTakes() {
        session::ExportDraft draft;
        draft.topic = u"t"_s;
        draft.path = u"t.jsonl"_s;
        QVERIFY(!models::exportCommand(u"b:1"_s, draft).contains(u'#'));
        draft.query.untilMs = 1'700'000'000'000;
        const QString line = models::exportCommand(u"b:1"_s, draft);
        QVERIFY2(line.startsWith("# Where times do not rise"_L1), qPrintable(line));
        QVERIFY2(line.section(u'\n', 1).startsWith("kcat -C"_L1), qPrintable(line));
    }

    // The later of an offset and a time is what an export begins at.
    void kcatBeginsAtAnOffsetOrAtATime() {
        session::ExportDraft draft;
        draft.topic = u"t"_s;
        draft.path = u"t.jsonl"_s;
        draft.query.seek = session::SeekKind::Offset;
        draft.query.value = 700;
        QVERIFY(models::exportCommand(u"b:1"_s, draft).contains(" -o 700 >"_L1));
        draft.query.fromMs = 1'700'000'000'000;
        QCOMPARE(models::exportCommand(u"b:1"_s, draft), QString());
        draft.query.seek = session::SeekKind::Oldest;
        QVERIFY(models::exportCommand(u"b:1"_s, draft).contains(" -o s@1700000000000 >"_L1));
    }

    // kcat leaves out aborted and open transactions unless it is told otherwise.
    void anExportByCommandReadsTheSameTransactions() {
        session::ExportDraft draft;
        draft.topic = u"t"_s;
        draft.path = u"t.jsonl"_s;
        QVERIFY(models::exportCommand(u"b:1"_s, draft).contains(" -X isolation.level=read_uncommitted "_L1));
        draft.query.committedOnly = true;
        QVERIFY(!models::exportCommand(u"b:1"_s, draft).contains("isolation"_L1));
    }
};

QTEST_GUILESS_MAIN(CommandLinesTest)
#include "command_lines_test.moc"
