#include <future>

#include <QTest>

#include "embedded_broker.h"

using Started = base::Result<session::StartedBroker>;

/// Where another program listens already.
class TakenPortTest : public QObject {
    Q_OBJECT

    static Started start(EmbeddedBroker& broker, int port) {
        session::LocalBrokerOptions options;
        options.storage = session::BrokerStorage::Memory;
        options.port = port;
        std::promise<Started> answer;
        broker.start(options, [&](Started started) { answer.set_value(std::move(started)); });
        return answer.get_future().get();
    }

private slots:
    void theWindowsWayToAnotherPortIsNamed() {
        EmbeddedBroker other, broker;
        const auto there = start(other, 0);
        QVERIFY(there);
        const auto refused = start(broker, there->port);
        QVERIFY(!refused);
        QCOMPARE(refused.error().name, std::string("EADDRINUSE"));
        const QString remedy = QString::fromStdString(refused.error().remedy);
        QVERIFY2(remedy.contains("settings of the local broker") && !remedy.contains("--"),
                 qPrintable(remedy));
    }
};

QTEST_GUILESS_MAIN(TakenPortTest)
#include "taken_port_test.moc"
