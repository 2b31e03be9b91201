#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "session/workspace.h"
#include "support/cluster_under_test.h"
#include "support/fake_server.h"
#include "widgets/common/message_bar.h"
#include "widgets/prompts/connect_dialog.h"

using support::FakeServer;
using widgets::ConnectDialog;
using Peer = FakeServer::Peer;

Q_DECLARE_METATYPE(std::function<void(Peer&)>)

/// The dialog tests addresses over real sockets.
class ConnectDialogTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<session::Workspace> m_workspace;
    ConnectDialog* m_dialog = nullptr;

    void show(const std::string& address) {
        m_dialog = new ConnectDialog(m_workspace->clusters(), {}, nullptr);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
        QTest::keyClicks(m_dialog->findChild<QLineEdit*>("bootstrap"), QString::fromStdString(address));
    }
    void open(const std::string& address) {
        show(address);
        QTest::mouseClick(testButton(), Qt::LeftButton);
    }
    QPushButton* testButton() { return m_dialog->findChild<QPushButton*>("testButton"); }
    QRect placeOf(const QWidget* button) const { return {button->mapTo(m_dialog, QPoint()), button->size()}; }
    QString told() {
        for (const auto* bar : m_dialog->findChildren<widgets::MessageBar*>())
            if (bar->isVisible())
                return bar->accessibleName() + ' ' + wordsOf(*bar);
        return {};
    }
    static QString wordsOf(const QWidget& bar) {
        QStringList words;
        for (const auto* label : bar.findChildren<QLabel*>())
            words << label->text();
        return words.join(' ');
    }

private slots:
    void initTestCase() {
        m_workspace = std::make_unique<session::Workspace>(nullptr, m_folder.filePath("settings.ini"));
    }
    void cleanup() {
        delete m_dialog;
        m_dialog = nullptr;
    }
    void cleanupTestCase() { m_workspace.reset(); }

    void whatIsNoKafkaIsSaidInASentence_data() {
        QTest::addColumn<std::function<void(Peer&)>>("behave");
        QTest::addColumn<QString>("says");
        const auto answers = [](std::string text) -> std::function<void(Peer&)> {
            return [text](Peer& peer) {
                peer.readFrame();
                peer.send(text);
                peer.waitForEnd();
            };
        };
        QTest::newRow("web server") << answers("HTTP/1.1 400 Bad Request\r\n\r\n") << "a web server";
        QTest::newRow("TLS") << answers(std::string("\x15\x03\x03\x00\x02\x02\x46", 7)) << "speaks TLS";
        QTest::newRow("dies midway") << std::function<void(Peer&)>([](Peer& peer) { peer.readFrame(); })
                                     << "connection";
        QTest::newRow("dies in the middle of an answer") << std::function<void(Peer&)>([](Peer& peer) {
            peer.readFrame();
            peer.send(std::string_view("\x00\x00\x00\x40\x00\x00", 6));
        }) << "connection";
    }
    void whatIsNoKafkaIsSaidInASentence() {
        QFETCH(std::function<void(Peer&)>, behave);
        QFETCH(QString, says);
        FakeServer server(behave);
        open(server.address());
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(says), 30'000);
        QVERIFY2(told().contains("cannot be reached"), qPrintable(told()));
        QCOMPARE(testButton()->text(), QString("Test again"));
        QVERIFY(m_dialog->isVisible());
        QCOMPARE(m_dialog->findChild<QLineEdit*>("bootstrap")->text(),
                 QString::fromStdString(server.address()));
    }

    void aClusterThatAnswersIsDescribed() {
        const support::ClusterUnderTest cluster;
        open(cluster.bootstrap());
        QTRY_VERIFY_WITH_TIMEOUT(told().contains("It answers: 1 broker"), 30'000);
    }

    void aServerThatRefusesIsSaidInASentence() {
        open("127.0.0.1:" + std::to_string(support::freePort()));
        QTRY_VERIFY_WITH_TIMEOUT(told().contains("refused the connection"), 30'000);
    }

    void connectingTestsFirstAndKeepsTheFormOnFailure() {
        const std::string address = "127.0.0.1:" + std::to_string(support::freePort());
        show(address);
        QSignalSpy chosen(m_dialog, &ConnectDialog::chosen);
        QTest::keyClick(m_dialog->findChild<QLineEdit*>("bootstrap"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(told().contains("refused the connection"), 30'000);
        QVERIFY(m_dialog->isVisible());
        QCOMPARE(chosen.count(), 0);
        auto* anyway = m_dialog->findChild<QPushButton*>("dialogBarAct");
        QCOMPARE(anyway->text(), QString("Connect anyway"));
        QSignalSpy gone(m_dialog, &QObject::destroyed);
        QTest::mouseClick(anyway, Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        const auto made = chosen[0][0].value<session::ConnectionProfile>();
        QCOMPARE(made.name, QString::fromStdString(address)); // not Kafka's port: part of the name
        QTRY_COMPARE(gone.count(), 1);
        m_dialog = nullptr;
    }

    void connectingToAClusterThatAnswersTakesIt() {
        const support::ClusterUnderTest cluster;
        show(cluster.bootstrap());
        QSignalSpy chosen(m_dialog, &ConnectDialog::chosen);
        QSignalSpy gone(m_dialog, &QObject::destroyed);
        QTest::mouseClick(m_dialog->findChild<QPushButton*>("actButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 30'000);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(!chosen[0][0].value<session::ConnectionProfile>().clusterId.isEmpty());
        m_dialog = nullptr;
    }

    void aTestMovesNoButton() {
        show("127.0.0.1:" + std::to_string(support::freePort()));
        const QRect before = placeOf(testButton());
        QTest::mouseClick(testButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(testButton()->text(), QString("Test again"), 30'000);
        QCoreApplication::processEvents();
        QVERIFY(!told().isEmpty());
        QCOMPARE(placeOf(testButton()), before);
    }

    void aServerThatHangsCanBeLeft() {
        FakeServer server([](Peer& peer) { peer.waitForEnd(); });
        open(server.address());
        QTRY_VERIFY(server.connections() > 0);
        QCOMPARE(testButton()->text(), QString::fromUtf8("Testing…"));
        QVERIFY(!testButton()->isEnabled());
        QVERIFY(!m_dialog->findChild<QPushButton*>("cancelButton")->hasFocus());
        QSignalSpy gone(m_dialog, &QObject::destroyed);
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QTRY_COMPARE(gone.count(), 1);
        m_dialog = nullptr;
    }
};

QTEST_MAIN(ConnectDialogTest)
#include "connect_dialog_test.moc"
