#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "session/records/payload_reader.h"
#include "session/records/row_text.h"

using namespace Qt::StringLiterals;
using session::Payload;
using session::PayloadReader;
using session::PayloadSide;
using session::RecordRow;
using session::ShortText;

namespace {

RecordRow record(std::optional<QByteArray> key, std::optional<QByteArray> value) {
    RecordRow row;
    row.keySize = key ? key->size() : -1;
    row.valueSize = value ? value->size() : -1;
    row.key = std::move(key);
    row.value = std::move(value);
    return row;
}

template <class T>
T resultOf(session::Job<T>* job) {
    QSignalSpy finished(job, &session::JobBase::finished), failed(job, &session::JobBase::failed);
    if (!QTest::qWaitFor([&] { return finished.count() + failed.count() > 0; }, 60'000) || failed.count() > 0)
        return {};
    const T result = job->result();
    delete job;
    return result;
}

} // namespace

class PayloadTest : public QObject {
    Q_OBJECT

    Payload read(PayloadReader& reader, const QByteArray& value) {
        return resultOf(reader.read(record(std::nullopt, value), PayloadSide::Value, this));
    }

private slots:
    void aPayloadIsReadAsWhatItLooksLike() {
        PayloadReader reader(u"orders"_s);
        const auto json = read(reader, R"({"b":1.50,"a":12345678901234567890,"b":2})");
        QCOMPARE(json.layers.back().kind, u"json"_s);
        QVERIFY(json.text.contains("1.50") && json.text.contains("12345678901234567890"));
        QCOMPARE(json.text.count("\"b\""), 2);
        const auto second = json.tree.find(u"$.b#2"_s);
        QCOMPARE(json.tree.text(second, 10), u"2"_s);
        QCOMPARE(json.tree.path(second), u"$.b#2"_s);
        QCOMPARE(read(reader, QByteArray::fromHex("000000000012d687")).text, u"1234567"_s);
        QVERIFY(read(reader, QByteArray("")).layers.empty());
    }

    void aKindChosenByHandWinsAndARefusalIsTold() {
        PayloadReader reader(u"orders"_s);
        QSignalSpy changed(&reader, &PayloadReader::kindChanged);
        reader.choose(PayloadSide::Value, u"json"_s);
        QCOMPARE(changed.count(), 1);
        const auto plain = read(reader, "plain");
        QCOMPARE(plain.layers.back().kind, u"text"_s);
        QVERIFY(plain.refusal && QString::fromStdString(plain.refusal->cause).contains("not JSON"));
        QVERIFY(!read(reader, "{}").refusal);
    }

    void aValueOf64MiBNeverHoldsTheUiThreadUp() {
        PayloadReader reader(u"orders"_s);
        QByteArray giant = "[";
        while (giant.size() < (64 << 20))
            giant += R"({"name":"a value among many","number":1234567.25},)";
        giant += "0]";
        const auto row = record(std::nullopt, giant);
        // Every turn of the event loop is one in which the window could have painted.
        const auto turnsDuring = [this](auto* job) {
            int turns = 0;
            QTimer turning;
            connect(&turning, &QTimer::timeout, this, [&turns] { ++turns; });
            turning.start(1);
            resultOf(job);
            return turns;
        };
        QVERIFY(turnsDuring(reader.read(row, PayloadSide::Value, this)) >= 5);
        QVERIFY(turnsDuring(reader.copy(row, PayloadSide::Value, this)) >= 5);
    }

    void whatIsCopiedIsWhole() {
        PayloadReader reader(u"orders"_s);
        const QByteArray giant(10 << 20, 'x');
        QCOMPARE(resultOf(reader.copy(record(std::nullopt, giant), PayloadSide::Value, this)), giant);
        reader.choose(PayloadSide::Value, u"int64"_s);
        const auto number = record(std::nullopt, QByteArray::fromHex("ff00000000000000"));
        QCOMPARE(resultOf(reader.copy(number, PayloadSide::Value, this)), QByteArray("-72057594037927936"));
        const auto json = read(reader, R"({"o":{ "x" : 1.10 }})");
        QCOMPARE(resultOf(PayloadReader::copy(json.tree, json.tree.find(u"$.o"_s), this)),
                 QByteArray(R"({ "x" : 1.10 })"));
    }

    void aPartIsNotCopiedForTheWhole() {
        PayloadReader reader(u"orders"_s);
        reader.choose(PayloadSide::Value, u"messagepack"_s);
        constexpr int fields = 300'000; // more than a tree holds
        const QByteArray array = QByteArray::fromHex("dd000493e0") + QByteArray(fields, '\x07');
        const auto shown = read(reader, array);
        QVERIFY(shown.tree.isCut());
        auto* part = PayloadReader::copy(shown.tree, shown.tree.root(), this);
        QSignalSpy failed(part, &session::JobBase::failed);
        QTRY_COMPARE(failed.count(), 1);
        const auto whole = resultOf(reader.copy(record(std::nullopt, array), PayloadSide::Value, this));
        QCOMPARE(whole.count('7'), qsizetype(fields));
    }

    void rowsAreCopiedWholeAndNullIsNotTheWordNull() {
        PayloadReader reader(u"orders"_s);
        const auto row = [](std::optional<QByteArray> key, std::optional<QByteArray> value) {
            return session::CopiedRow{
                {u"7"_s, {}, {}, u"a\tb"_s}, 1, 2, record(std::move(key), std::move(value))};
        };
        const QByteArray longText(3008, 'v');
        QCOMPARE(resultOf(session::copyRows(
                     {row("k", longText), row(std::nullopt, "null"), row("", "two\nlines\tand \"quotes\"")},
                     reader, this)),
                 "7\tk\t" + longText +
                     "\t\"a\tb\"\n"
                     "7\tnull\t\"null\"\t\"a\tb\"\n"
                     "7\t\"\"\t\"two\nlines\tand \"\"quotes\"\"\"\t\"a\tb\"");
    }

    void fieldsAreCopiedWholeAndNullAndMissingAreToldApart() {
        PayloadReader reader(u"orders"_s);
        const session::FieldColumn note{PayloadSide::Value, u"$.note"_s}, id{PayloadSide::Key, u"$.id"_s};
        const auto row = [&](std::optional<QByteArray> value) {
            return session::CopiedRow{
                {u"7"_s, {}, {}}, -1, -1, record(R"({"id":1.50})", std::move(value)), {{1, note}, {2, id}}};
        };
        const auto copied = [&](const session::CopiedRow& one) {
            return resultOf(session::copyRows({one}, reader, this));
        };
        const QByteArray longText(5000, 'n');
        QCOMPARE(copied(row("{\"note\":\"" + longText + "\"}")), "7\t" + longText + "\t1.50");
        QCOMPARE(copied(row(R"({"note":{ "x" : "y" }})")),
                 QByteArray("7\t\"{ \"\"x\"\" : \"\"y\"\" }\"\t1.50"));
        QCOMPARE(copied(row(R"({"note":null})")), QByteArray("7\tnull\t1.50"));
        QCOMPARE(copied(row(R"({"note":"null"})")), QByteArray("7\t\"null\"\t1.50"));
        QCOMPARE(copied(row(R"({"note":""})")), QByteArray("7\t\"\"\t1.50"));
        QCOMPARE(copied(row("{}")), QByteArray("7\t\t1.50"));
        QCOMPARE(copied(row(std::nullopt)), QByteArray("7\t\t1.50"));
        auto cut = row(R"({"id":1})");
        cut.record.valueSize = 1 << 20; // it could not be read whole
        QCOMPARE(copied(cut), QByteArray("7\t…\t1.50"));
    }

    void fewBytesAreToldApart() {
        const auto kind = [](std::optional<QByteArray> bytes) { return session::shortText(bytes, 100).kind; };
        QCOMPARE(kind(std::nullopt), ShortText::Kind::Null);
        QCOMPARE(kind(""), ShortText::Kind::Empty);
        QCOMPARE(kind("null"), ShortText::Kind::Text);
        QCOMPARE(kind(QByteArray::fromHex("ff00")), ShortText::Kind::Hex);
        QCOMPARE(session::shortText(QByteArray::fromHex("ff00"), 100).text, u"ff 00"_s);
        QVERIFY(session::shortText(QByteArray(1000, 'x'), 100).cut);
        QCOMPARE(session::quotedField(std::nullopt), u"null"_s);
        QCOMPARE(session::quotedField("null"), u"\"null\""_s);
        QCOMPARE(session::quotedField(""), u"\"\""_s);
    }

    void aByteOrderMarkIsCopiedToo() {
        const QByteArray mark = QByteArray::fromHex("efbbbf");
        for (const QByteArray& marked : {mark + "a", mark + mark})
            QCOMPARE(session::quotedField(marked).toUtf8(), marked);
    }

    void bytesAreSavedAsTheyAre() {
        const QTemporaryDir folder;
        const QByteArray bytes = QByteArray::fromHex("00ff0d0a1a");
        const QString path = folder.filePath(u"value"_s);
        resultOf(session::saveBytes(bytes, path, this));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
        auto* job = session::saveBytes(bytes, folder.filePath(u"no/such/folder"_s), this);
        QSignalSpy failed(job, &session::JobBase::failed);
        QTRY_COMPARE(failed.count(), 1);
    }

    void fieldsAreFoundByNameAndTextInAnyCase() {
        PayloadReader reader(u"orders"_s);
        const auto tree = read(reader, R"({"name":"Anna","b":["x","ANNABEL","\u00c4HRE"],"Annas":1})").tree;
        QStringList paths;
        for (const auto node : tree.holding(u"anna"_s, 10))
            paths += tree.path(node);
        QCOMPARE(paths, (QStringList{u"$.name"_s, u"$.b[1]"_s, u"$.Annas"_s}));
        QCOMPARE(tree.holding(u"anna"_s, 2).size(), 2);
        QCOMPARE(tree.path(tree.holding(u"\u00e4hre"_s, 10).value(0)), u"$.b[2]"_s);
        QVERIFY(tree.holding(u"nobody"_s, 10).isEmpty());
        QVERIFY(session::ValueTree().holding(u"anna"_s, 10).isEmpty());
    }
};

QTEST_GUILESS_MAIN(PayloadTest)
#include "payload_test.moc"
