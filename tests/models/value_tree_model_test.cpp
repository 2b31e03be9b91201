#include <QAbstractItemModelTester>
#include <QTest>

#include "models/match_spans.h"
#include "models/value_tree_model.h"

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
};

QTEST_GUILESS_MAIN(ValueTreeModelTest)
#include "value_tree_model_test.moc"
