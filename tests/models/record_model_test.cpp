#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QtEndian>
#include <QtNumeric>

#include "models/cells.h"
#include "models/formats.h"
#include "models/record_model.h"
#include "support/fake_session.h"

using namespace Qt::StringLiterals;
using models::RecordModel;

namespace {

session::RecordRow record(qint64 offset, std::optional<QByteArray> value) {
    session::RecordRow row;
    row.offset = offset;
    row.timestampMs = 1'795'348'805'000 + offset;
    row.valueSize = value ? value->size() : -1;
    row.value = std::move(value);
    return row;
}

/// As Kafka's serializers write it.
template <class T>
QByteArray bytesOf(T number) {
    const T big = qToBigEndian(number);
    return {reinterpret_cast<const char*>(&big), sizeof big};
}

} // namespace

class RecordModelTest : public QObject {
    Q_OBJECT

    support::FakeSession m_cluster;
    session::RecordBrowser* m_browser = nullptr;

    QString valueOf(RecordModel& model, int row) {
        return model.index(row, RecordModel::Value).data().toString();
    }

    /// With fields as columns, over rows that were read.
    struct Fields {
        Fields(session::RecordBrowser* browser, std::vector<session::RecordRow> rows)
            : columns(browser, &reader) {
            model.setReader(&reader);
            model.setFields(&columns);
            support::fakeOf(*browser).answers = std::move(rows);
            model.setBrowser(browser);
            browser->run({});
        }
        ~Fields() { model.setBrowser(nullptr); }
        QModelIndex at(int row, int field) { return model.index(row, RecordModel::ColumnCount + field); }

        RecordModel model;
        session::PayloadReader reader{u"orders"_s};
        session::FieldColumns columns;
    };

private slots:
    void init() { m_browser = m_cluster.records().browse(u"orders"_s, this); }
    void cleanup() { delete m_browser; }

    void rowsComeAndGoAtBothEnds() {
        RecordModel model;
        QAbstractItemModelTester tester(&model);
        support::fakeOf(*m_browser).answers = {record(5, "five"), record(4, "four")};
        model.setBrowser(m_browser);
        m_browser->run({});
        QCOMPARE(model.rowCount(), 2);
        support::fakeOf(*m_browser).append({record(3, "three"), record(2, "two")});
        support::fakeOf(*m_browser).prepend({record(6, "six")});
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(valueOf(model, 0), u"six"_s);
        QCOMPARE(valueOf(model, 4), u"two"_s);
        support::fakeOf(*m_browser).drop(2);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.rowOf(0, 4), 2);
        QCOMPARE(model.rowOf(0, 2), -1);
        m_browser->run({});
        QCOMPARE(model.rowCount(), 2);
        model.setBrowser(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void everyKindOfPayloadHasItsWords() {
        RecordModel model;
        QAbstractItemModelTester tester(&model);
        support::fakeOf(*m_browser).answers = {record(0, std::nullopt), record(1, ""),
                                               record(2, "two\nlines\tand"),
                                               record(3, QByteArray("\xff\xfe\x00\x80\x17", 5)),
                                               record(4, QByteArray::fromHex("000000000012d687"))};
        model.setBrowser(m_browser);
        m_browser->run({});
        QCOMPARE(valueOf(model, 0), u"null"_s);
        QCOMPARE(valueOf(model, 1), u"empty"_s);
        QCOMPARE(valueOf(model, 2), u"two lines and"_s);
        QCOMPARE(valueOf(model, 3), u"ff fe 00 80 17"_s);
        QCOMPARE(valueOf(model, 4), u"1234567"_s);
    }

    void onlyOthersThatAreComparedChangeTheRows() {
        RecordModel model;
        QAbstractItemModelTester tester(&model);
        support::fakeOf(*m_browser).answers = {record(2, "two"), record(1, "one")};
        model.setBrowser(m_browser);
        m_browser->run({});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setCompared({record(2, "two"), record(1, "one")});
        QCOMPARE(changed.size(), 1);
        model.setCompared({record(2, "two"), record(1, "one")});
        QCOMPARE(changed.size(), 1);
        model.setCompared({record(1, "one"), record(2, "two")});
        QCOMPARE(changed.size(), 2);
        QCOMPARE(model.index(0, RecordModel::Timestamp).data(models::BadgeRole).toString(), u"B"_s);
        model.setCompared({});
        QCOMPARE(changed.size(), 3);
    }

    void whatIsCopiedIsPlain() {
        RecordModel model;
        auto row = record(29'887, "value");
        row.timestampMs = 1'795'348'805'121;
        row.headerCount = 20'000;
        auto timeless = record(1, std::nullopt);
        timeless.timestampMs = -1;
        support::fakeOf(*m_browser).answers = {row, timeless};
        model.setBrowser(m_browser);
        m_browser->run({});
        const auto plain = [&](int line, int column) {
            return model.index(line, column).data(models::PlainRole);
        };
        QCOMPARE(plain(0, RecordModel::Timestamp), u"2026-11-22 12:00:05.121"_s);
        QCOMPARE(plain(0, RecordModel::Offset), qint64(29'887));
        QCOMPARE(plain(0, RecordModel::Value), u"value"_s);
        QCOMPARE(plain(0, RecordModel::Size), qint64(5));
        QCOMPARE(plain(0, RecordModel::Headers), 20'000);
        QCOMPARE(plain(1, RecordModel::Timestamp), QString());
    }

    void aKindThatIsChosenChangesTheCells() {
        RecordModel model;
        QAbstractItemModelTester tester(&model);
        session::PayloadReader reader(u"orders"_s);
        model.setReader(&reader);
        support::fakeOf(*m_browser).answers = {record(0, QByteArray::fromHex("00000041"))};
        model.setBrowser(m_browser);
        m_browser->run({});
        QCOMPARE(valueOf(model, 0), u"65"_s);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        reader.choose(session::PayloadSide::Value, u"hex"_s);
        QCOMPARE(valueOf(model, 0), u"00 00 00 41"_s);
        QCOMPARE(changed.count(), 1);
    }

    void fieldsBecomeColumnsAndFollowTheRows() {
        RecordModel model;
        QAbstractItemModelTester tester(&model);
        session::PayloadReader reader(u"orders"_s);
        session::FieldColumns fields(m_browser, &reader);
        model.setReader(&reader);
        model.setFields(&fields);
        support::fakeOf(*m_browser).answers = {record(2, R"({"a":{"b":1.10},"s":"x"})"),
                                               record(1, R"({"s":""})"), record(0, std::nullopt)};
        model.setBrowser(m_browser);
        m_browser->run({});
        const session::FieldColumn number{session::PayloadSide::Value, u"$.a.b"_s},
            text{session::PayloadSide::Value, u"$.s"_s};
        fields.set({number, text});
        QCOMPARE(model.columnCount(), RecordModel::ColumnCount + 2);
        const auto cell = [&](int row, int field) {
            return model.index(row, RecordModel::ColumnCount + field).data().toString();
        };
        QTRY_COMPARE(cell(0, 0), u"1.10"_s);
        QCOMPARE(cell(0, 1), u"x"_s);
        QCOMPARE(cell(1, 0), QString(models::unknownSign));
        QCOMPARE(cell(1, 1), u"empty"_s);
        QCOMPARE(cell(2, 1), QString(models::unknownSign));
        const auto heading = [&](int role) {
            return model.headerData(RecordModel::ColumnCount, Qt::Horizontal, role);
        };
        QCOMPARE(heading(Qt::DisplayRole), u"a.b"_s);
        QCOMPARE(heading(models::PlainRole), u"value.a.b"_s);
        QVERIFY(heading(Qt::ToolTipRole).toString().endsWith(u"$.a.b"_s));
        QVERIFY(model.headerData(RecordModel::ColumnCount, Qt::Horizontal, models::EndTellsRole).toBool());
        QVERIFY(!model.headerData(RecordModel::Value, Qt::Horizontal, models::EndTellsRole).toBool());
        QCOMPARE(model.index(0, RecordModel::ColumnCount).data(models::KindRole),
                 int(models::CellKind::Number));
        support::fakeOf(*m_browser).prepend({record(3, R"({"s":"new"})")});
        QTRY_COMPARE(cell(0, 1), u"new"_s);
        QCOMPARE(cell(1, 1), u"x"_s);
        fields.set({text});
        QCOMPARE(model.columnCount(), RecordModel::ColumnCount + 1);
        QTRY_COMPARE(cell(0, 0), u"new"_s);
        QCOMPARE(model.field(RecordModel::ColumnCount)->path, u"$.s"_s);
        model.setBrowser(nullptr);
    }

    void aFieldBehindWhatIsKeptIsNotCalledMissing() {
        auto cut = record(0, "{\"s\":\"x\",\"pad\":\"aaaa");
        cut.valueSize = 1 << 20;
        Fields shown(m_browser, {cut, record(1, R"({"s":"y"})")});
        shown.columns.set(
            {{session::PayloadSide::Value, u"$.s"_s}, {session::PayloadSide::Value, u"$.last"_s}});
        QTRY_COMPARE(shown.at(1, 0).data().toString(), u"y"_s);
        QCOMPARE(shown.at(0, 1).data().toString(), u"…"_s);
        QVERIFY(shown.at(0, 1).data(Qt::ToolTipRole).toString().contains("first part"));
        QVERIFY(shown.at(1, 1).data(Qt::ToolTipRole).toString().contains("has no $.last"));
    }

    void aFieldInWhatWasNotReadIsNotCalledMissing() {
        const QByteArray deep = R"({"x":1,"deep":)" + QByteArray(600, '[') + QByteArray(600, ']') + '}';
        Fields shown(m_browser, {record(0, deep), record(1, R"({"x":2})"), record(2, "plain")});
        shown.columns.set({{session::PayloadSide::Value, u"$.x"_s}});
        QTRY_COMPARE(shown.at(1, 0).data().toString(), u"2"_s);
        QCOMPARE(shown.at(0, 0).data().toString(), u"…"_s);
        QVERIFY(shown.at(0, 0).data(Qt::ToolTipRole).toString().contains("nested too deep"));
        QVERIFY(shown.at(2, 0).data(Qt::ToolTipRole).toString().contains("has no $.x"));
    }

    void aFieldThatIsCutSaysSo() {
        const QByteArray most(session::FieldColumns::longestText, 'n');
        Fields shown(m_browser,
                     {record(0, "{\"note\":\"" + most + "\"}"), record(1, "{\"note\":\"" + most + "n\"}"),
                      record(2, "{\"note\":[\"" + most + "\"]}")});
        shown.columns.set({{session::PayloadSide::Value, u"$.note"_s}});
        QTRY_COMPARE(shown.at(0, 0).data().toString(), QString(most));
        QCOMPARE(shown.at(1, 0).data().toString(), QString(most) + u"…"_s);
        QVERIFY(shown.at(2, 0).data().toString().endsWith(u"n…"_s));
    }

    void aCellShowsTheHeadOfAGiantValueAndItsTrueSize() {
        RecordModel model;
        QAbstractItemModelTester tester(&model);
        auto giant = record(0, QByteArray(1 << 20, 'x'));
        giant.valueSize = 10 << 20; // cut to a preview already
        giant.headerCount = 100'000;
        support::fakeOf(*m_browser).answers = {giant};
        model.setBrowser(m_browser);
        m_browser->run({});
        QCOMPARE(valueOf(model, 0).size(), qsizetype(RecordModel::kPreviewLength));
        QCOMPARE(model.index(0, RecordModel::Size).data().toString(), models::formatBytes(qint64(10) << 20));
        QCOMPARE(model.index(0, RecordModel::Headers).data().toString(),
                 models::formatCount(qint64(100'000)));
    }

    void fieldsOfManyDigitsAreOrderedExactly() {
        const QStringList ids{u"9300000000000000005"_s,
                              u"9300000000000000003"_s,
                              u"-9300000000000000003"_s,
                              u"12"_s,
                              u"-9300000000000000005"_s,
                              u"9300000000000000004"_s,
                              u"0.10000000000000000555"_s,
                              u"0.1"_s,
                              u"-0.1"_s,
                              u"-0.10000000000000000555"_s};
        std::vector<session::RecordRow> rows;
        for (int i = 0; i < ids.size(); ++i)
            rows.push_back(record(i, "{\"id\":" + ids[i].toUtf8() + '}'));
        Fields shown(m_browser, std::move(rows));
        shown.columns.set({{session::PayloadSide::Value, u"$.id"_s}});
        QTRY_COMPARE(shown.at(0, 0).data().toString(), ids[0]);
        const auto order = [&] {
            QStringList out;
            for (int row = 0; row < shown.model.rowCount(); ++row)
                out += shown.at(row, 0).data().toString();
            return out;
        };
        shown.model.sort(RecordModel::ColumnCount, Qt::AscendingOrder);
        QTRY_COMPARE(order(), (QStringList{ids[4], ids[2], ids[9], ids[8], ids[7], ids[6], ids[3], ids[1],
                                           ids[5], ids[0]}));
    }

    void rowsAreOrderedByAColumnAndKeepWhatIsSelected() {
        RecordModel model;
        QAbstractItemModelTester tester(&model);
        support::fakeOf(*m_browser).answers = {record(5, "b"), record(4, std::nullopt), record(3, "c"),
                                               record(2, "a")};
        model.setBrowser(m_browser);
        m_browser->run({});
        const QPersistentModelIndex selected = model.index(2, RecordModel::Offset);
        QCOMPARE(selected.data(models::PlainRole), qint64(3));
        model.sort(RecordModel::Value, Qt::AscendingOrder);
        const auto offsets = [&] {
            QList<qint64> out;
            for (int row = 0; row < model.rowCount(); ++row)
                out += model.record(row)->offset;
            return out;
        };
        QTRY_COMPARE(offsets(), (QList<qint64>{2, 5, 3, 4})); // what has no value comes last
        QCOMPARE(selected.row(), 2);
        QCOMPARE(selected.data(models::PlainRole), qint64(3));
        QCOMPARE(model.rowOf(0, 5), 1);
        model.sort(RecordModel::Value, Qt::DescendingOrder);
        QTRY_COMPARE(offsets(), (QList<qint64>{3, 5, 2, 4}));
        QCOMPARE(selected.row(), 0);
        support::fakeOf(*m_browser).append({record(1, "bb")});
        QCOMPARE(model.record(4)->offset, qint64(1)); // at the end at first
        QTRY_COMPARE(offsets(), (QList<qint64>{3, 1, 5, 2, 4}));
        model.sort(-1);
        QTRY_COMPARE(offsets(), (QList<qint64>{5, 4, 3, 2, 1}));
        m_browser->run({});
        QCOMPARE(model.rowCount(), 4);
    }

    void payloadsShownAsNumbersAreOrderedAsShown() {
        std::vector<session::RecordRow> rows;
        for (const qint64 one : {900LL, -3LL, 9'007'199'254'740'993LL, 0LL, -100LL, 9'007'199'254'740'992LL})
            rows.push_back(record(qint64(rows.size()), bytesOf(one)));
        rows.push_back(record(6, "text"));
        rows.push_back(record(7, std::nullopt));
        Fields shown(m_browser, std::move(rows));
        shown.reader.choose(session::PayloadSide::Value, u"int64"_s);
        const auto order = [&] {
            QStringList out;
            for (int row = 0; row < shown.model.rowCount(); ++row)
                out += valueOf(shown.model, row);
            return out;
        };
        shown.model.sort(RecordModel::Value, Qt::AscendingOrder);
        QTRY_COMPARE(order(), (QStringList{u"-100"_s, u"-3"_s, u"0"_s, u"900"_s, u"9007199254740992"_s,
                                           u"9007199254740993"_s, u"text"_s, u"null"_s}));
        // The same bytes as another kind stand anew.
        shown.reader.choose(session::PayloadSide::Value, u"hex"_s);
        QTRY_COMPARE(shown.model.record(0)->offset, qint64(3));
        QCOMPARE(shown.model.record(6)->offset, qint64(1));
    }

    void whatIsNotANumberComesLastEitherWay() {
        std::vector<session::RecordRow> rows;
        for (const double one : {2.5, qQNaN(), -0.5, qInf(), -qInf(), 10.25})
            rows.push_back(record(qint64(rows.size()), bytesOf(one)));
        Fields shown(m_browser, std::move(rows));
        shown.reader.choose(session::PayloadSide::Value, u"float64"_s);
        const auto offsets = [&] {
            QList<qint64> out;
            for (int row = 0; row < shown.model.rowCount(); ++row)
                out += shown.model.record(row)->offset;
            return out;
        };
        shown.model.sort(RecordModel::Value, Qt::AscendingOrder);
        QTRY_COMPARE(offsets(), (QList<qint64>{4, 2, 0, 5, 3, 1}));
        shown.model.sort(RecordModel::Value, Qt::DescendingOrder);
        QTRY_COMPARE(offsets(), (QList<qint64>{3, 5, 0, 2, 4, 1}));
    }

    void numbersAreOrderedAsNumbers() {
        RecordModel model;
        support::fakeOf(*m_browser).answers = {record(10, "v"), record(9, "v"), record(100, "v")};
        model.setBrowser(m_browser);
        m_browser->run({});
        model.sort(RecordModel::Offset, Qt::AscendingOrder);
        QTRY_COMPARE(model.record(0)->offset, qint64(9));
        QCOMPARE(model.record(2)->offset, qint64(100));
    }

    void sizeIsOfKeyValueAndHeadersAndTheTipTellsEach() {
        RecordModel model;
        auto row = record(0, "12345678");
        row.headerCount = 5000;
        row.headerSize = 60'000;
        support::fakeOf(*m_browser).answers = {row};
        model.setBrowser(m_browser);
        m_browser->run({});
        const auto size = model.index(0, RecordModel::Size);
        QCOMPARE(size.data().toString(), models::formatBytes(60'008));
        QCOMPARE(size.data(models::PlainRole), qint64(60'008));
        const QString tip = size.data(Qt::ToolTipRole).toString();
        for (const QString& part : {u"null"_s, models::formatExactBytes(8), models::formatExactBytes(60'000)})
            QVERIFY2(tip.contains(part), qPrintable(tip));
    }
};

QTEST_GUILESS_MAIN(RecordModelTest)
#include "record_model_test.moc"
