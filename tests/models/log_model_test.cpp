#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/log_model.h"
#include "models/table_proxy.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int textColumn = 3;

std::vector<session::BrokerLogLine> lines(int first, int count) {
    std::vector<session::BrokerLogLine> result;
    for (int i = first; i < first + count; ++i)
        result.push_back({1'795'348'805'000 + i, i % 10 == 3 ? 3 : 1, u"net"_s, u"line %1"_s.arg(i)});
    return result;
}

} // namespace

class LogModelTest : public QObject {
    Q_OBJECT
private slots:
    void newLinesAreAppendedAndTheOldestFallOut() {
        models::LogModel model;
        models::TableProxy proxy(&model);
        QAbstractItemModelTester tester(&model), proxyTester(&proxy);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.take(lines(0, 4), 4);
        model.take(lines(0, models::LogModel::limit), models::LogModel::limit - 4);
        QCOMPARE(model.rowCount(), models::LogModel::limit);
        model.take(lines(7, models::LogModel::limit), 7);
        QCOMPARE(model.rowCount(), models::LogModel::limit);

        QCOMPARE(model.index(0, textColumn).data().toString(), u"line 7"_s);
        QCOMPARE(model.index(model.rowCount() - 1, textColumn).data().toString(),
                 u"line %1"_s.arg(models::LogModel::limit + 6));
        QCOMPARE(reset.count(), 0);
    }

    void moreNewLinesThanAreKeptReplaceAll() {
        models::LogModel model;
        QAbstractItemModelTester tester(&model);
        model.take(lines(0, 3), 3);
        model.take(lines(50'000, models::LogModel::limit), 49'997);
        QCOMPARE(model.rowCount(), models::LogModel::limit);
        QCOMPARE(model.index(0, textColumn).data().toString(), u"line 50000"_s);
    }

    void theFilterFindsWordsAndLevels() {
        models::LogModel model;
        models::TableProxy proxy(&model);
        QAbstractItemModelTester tester(&model), proxyTester(&proxy);
        model.take(lines(0, 20), 20);
        proxy.setFilterText(u"ERROR"_s);
        QCOMPARE(proxy.rowCount(), 2);
        model.take(lines(20, 10), 10);
        QCOMPARE(proxy.rowCount(), 3);
        proxy.setFilterText(u"line 29"_s);
        QCOMPARE(proxy.rowCount(), 1);
    }
};

QTEST_GUILESS_MAIN(LogModelTest)
#include "log_model_test.moc"
