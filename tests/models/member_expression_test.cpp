#include <QTest>

#include "models/member_expression.h"
#include "session/records/payload_reader.h"
#include "session/records/row_filter.h"

using namespace Qt::StringLiterals;

/// What finds a member must find the record that it was made from, and not one with a longer value.
class MemberExpressionTest : public QObject {
    Q_OBJECT

    session::ValueTree read(const QByteArray& json) {
        session::RecordRow row;
        row.value = json;
        row.valueSize = json.size();
        session::PayloadReader reader(u"orders"_s);
        session::ValueTree tree;
        auto* job = reader.read(row, session::PayloadSide::Value, this);
        job->then(
            this, [&](const session::Payload& payload) { tree = payload.tree; }, [](const base::Error&) {});
        if (!QTest::qWaitFor([&] { return !tree.isEmpty(); }))
            QTest::qFail("it is not read", __FILE__, __LINE__);
        return tree;
    }
    static bool finds(const QString& expression, const QByteArray& value) {
        session::RecordWish wish;
        wish.filter = expression;
        wish.isRegex = wish.caseSensitive = true;
        return session::RowFilter::problem(wish).isEmpty() &&
               !session::RowFilter(wish).inValue(value).isEmpty();
    }

private slots:
    void aMemberIsFoundWithItsValueOnly() {
        const QByteArray json = R"({"status":"ne.w Žofie","n":12,"ok":true,"none":null,"in":{"n":7}})";
        const auto tree = read(json);
        const auto of = [&](const QString& path) { return models::memberExpression(tree, tree.find(path)); };
        for (const QString& path : {u"$.status"_s, u"$.n"_s, u"$.ok"_s, u"$.none"_s, u"$.in.n"_s})
            QVERIFY2(finds(of(path), json), qPrintable(path + u": "_s + of(path)));
        QVERIFY(finds(of(u"$.n"_s), "{ \"n\" : 12 }"));
        QVERIFY(finds(of(u"$.status"_s), "{\"status\":\"ne.w \\u017Dofie\"}"));
        QVERIFY(!finds(of(u"$.n"_s), R"({"n":123})"));
        QVERIFY(!finds(of(u"$.n"_s), R"({"m":12})"));
        QVERIFY(!finds(of(u"$.status"_s), R"({"status":"ne-w Žofie"})"));
    }

    void whatCanBeWrittenInSeveralWaysIsNotOffered() {
        const auto tree = read("{\"a\":{\"b\":1},\"l\":[1],\"quoted\":\"say \\\"hi\\\"\",\"url\":\"a/b\"}");
        for (const QString& path : {u"$"_s, u"$.a"_s, u"$.l"_s, u"$.l[0]"_s, u"$.quoted"_s, u"$.url"_s})
            QVERIFY2(models::memberExpression(tree, tree.find(path)).isEmpty(), qPrintable(path));
    }
};

QTEST_GUILESS_MAIN(MemberExpressionTest)
#include "member_expression_test.moc"
