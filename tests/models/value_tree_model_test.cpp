#include <QAbstractItemModelTester>
#include <QTest>

#include "models/formats.h"
#include "models/match_spans.h"
#include "models/value_tree_model.h"
#include "session/records/payload_reader.h"

using namespace Qt::StringLiterals;
using models::ValueTreeModel;

/// A decoded value in a tree.
class ValueTreeModelTest : public QObject {
    Q_OBJECT
private slots:
    void aQuoteInAStringIsNotTakenForItsEnd() {
        ValueTreeModel model;
        QAbstractItemModelTester tester(&model);
        model.show(session::treeOf(
            {{u"plain"_s, QByteArray("C:\\dir")}, {u"quoted"_s, QByteArray("say \"hi\" \\o/")}}));
        const auto cell = [&](int row, int role = Qt::DisplayRole) {
            return model.index(row, ValueTreeModel::Value).data(role);
        };
        QCOMPARE(cell(0).toString(), QString("\"C:\\dir\""));
        QCOMPARE(cell(1).toString(), QString("\"say \\\"hi\\\" \\\\o/\""));
        model.setMatcher([](const QString& shown) { return models::wordsIn(QString("\"hi\""), shown, 10); });
        const auto found = cell(1, models::MatchesRole).value<models::TextSpans>();
        QCOMPARE(found.size(), 1);
        const auto span = found.front();
        QCOMPARE(cell(1).toString().mid(span.begin, span.end - span.begin).remove(u'\\'), QString("\"hi\""));
    }

    void whatIsShownInPartHasNoEnd() {
        ValueTreeModel model;
        model.show(session::treeOf({{u"long"_s, QByteArray(1000, 'a')}, {u"short"_s, QByteArray("a")}}));
        const auto cell = [&](int row) { return model.index(row, ValueTreeModel::Value).data().toString(); };
        QVERIFY2(cell(0).startsWith("\"aa"_L1) && cell(0).endsWith(u"a…"_s), qPrintable(cell(0)));
        QCOMPARE(cell(1), QString("\"a\""));
    }

    void whatWasNotReadToItsEndSaysSo() {
        ValueTreeModel model;
        QAbstractItemModelTester tester(&model);
        session::RecordRow record;
        record.value = R"({"whole":[1],"cut":[)" + QByteArray("7,").repeated(250'000) + R"(7],"behind":1})";
        record.valueSize = record.value->size();
        session::PayloadReader reader(u"orders"_s);
        auto* job = reader.read(record, session::PayloadSide::Value, &reader);
        job->then(
            &model, [&](const session::Payload& payload) { model.show(payload.tree); },
            [](const base::Error&) {});
        QTRY_COMPARE(model.rowCount(), 3);
        const auto cell = [](const QModelIndex& row, int column) {
            return row.siblingAtColumn(column).data().toString();
        };
        QCOMPARE(cell(model.index(0, 0), ValueTreeModel::Value), QString("[1]"));
        const auto cut = model.index(1, 0);
        const int kept = 200'000 - 4;
        QCOMPARE(cell(cut, ValueTreeModel::Value), QString("[%1+]").arg(models::formatCount(qint64(kept))));
        QCOMPARE(model.rowCount(cut), kept + 1);
        for (const auto& more : {model.index(kept, 0, cut), model.index(2, 0)}) {
            QCOMPARE(cell(more, ValueTreeModel::Field), QString(u'\u2026'));
            QCOMPARE(cell(more, ValueTreeModel::Value), QString("not read any further"));
            QCOMPARE(model.nodeOf(more), session::ValueTree::none);
            QCOMPARE(model.rowCount(more), 0);
        }
        QCOMPARE(model.index(kept, 0, cut).parent(), cut);
        QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    }
};

QTEST_GUILESS_MAIN(ValueTreeModelTest)
#include "value_tree_model_test.moc"
