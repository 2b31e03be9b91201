#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/connection_model.h"

using namespace Qt::StringLiterals;

namespace {

session::BrokerConnection connection(qint64 id, const QString& client, qint64 requests) {
    session::BrokerConnection result;
    result.id = id;
    result.clientId = client;
    result.requests = requests;
    result.address = u"127.0.0.1:5%1"_s.arg(id);
    return result;
}

QString cell(const models::ConnectionModel& model, int row, const char* column) {
    return model.index(row, model.columnOf(column)).data().toString();
}

} // namespace

class ConnectionModelTest : public QObject {
    Q_OBJECT
private slots:
    void clientsComeAndGoWithoutAReset() {
        models::ConnectionModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.take({connection(1, u"a"_s, 0), connection(2, u"b"_s, 0), connection(3, u"c"_s, 0)}, 1000);
        model.take({connection(1, u"a"_s, 0), connection(3, u"c"_s, 0), connection(4, u"d"_s, 0)}, 2000);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(cell(model, 0, "client"), u"a"_s);
        QCOMPARE(cell(model, 1, "client"), u"c"_s);
        QCOMPARE(cell(model, 2, "client"), u"d"_s);
        model.take({}, 3000);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(reset.count(), 0);
    }

    void ratesAreDifferencesAndUnknownAtFirst() {
        models::ConnectionModel model;
        QAbstractItemModelTester tester(&model);
        model.take({connection(1, u"a"_s, 10)}, 1000);
        QCOMPARE(cell(model, 0, "requests"), QString(models::unknownSign));
        model.take({connection(1, u"a"_s, 60), connection(2, u"b"_s, 5)}, 3000);
        QCOMPARE(cell(model, 0, "requests"), u"25"_s);
        QCOMPARE(cell(model, 1, "requests"), QString(models::unknownSign));
    }

    void eachClientIsNamedByIdSoftwareAndAddress() {
        models::ConnectionModel model;
        QAbstractItemModelTester tester(&model);
        auto java = connection(1, u"billing-1"_s, 0), own = connection(2, u"milena"_s, 0);
        java.software = u"apache-kafka-java 4.3.1"_s;
        own.ofThisConsole = true;
        model.take({java, own, connection(3, {}, 0)}, 1000);
        QCOMPARE(cell(model, 0, "client"), u"billing-1"_s);
        QCOMPARE(cell(model, 0, "software"), u"apache-kafka-java 4.3.1"_s);
        QCOMPARE(cell(model, 0, "address"), u"127.0.0.1:51"_s);
        QCOMPARE(cell(model, 1, "software"), u"this console"_s);
        QCOMPARE(cell(model, 2, "client"), QString(models::unknownSign));
        QCOMPARE(cell(model, 2, "software"), QString(models::unknownSign));
    }
};

QTEST_GUILESS_MAIN(ConnectionModelTest)
#include "connection_model_test.moc"
