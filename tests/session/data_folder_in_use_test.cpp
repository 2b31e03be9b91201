#include <future>

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "embedded_broker.h"
#include "session/workspace.h"
#include "support/fake_server.h"

/// Two programs of one user, whose local brokers keep their data in the same folder.
class DataFolderInUseTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    const QString m_folder = m_home.filePath(QStringLiteral("broker"));
    EmbeddedBroker m_first, m_second;

    base::Result<session::StartedBroker> start(EmbeddedBroker& broker) {
        session::LocalBrokerOptions options;
        options.dataFolder = m_folder;
        options.port = support::freePort();
        std::promise<base::Result<session::StartedBroker>> answer;
        broker.start(options, [&](auto started) { answer.set_value(std::move(started)); });
        return answer.get_future().get();
    }
    static void stop(EmbeddedBroker& broker) {
        std::promise<void> answer;
        broker.stop([&] { answer.set_value(); });
        answer.get_future().get();
    }
    base::Status wipe(EmbeddedBroker& broker) {
        std::promise<base::Status> answer;
        broker.wipe(m_folder, [&](base::Status done) { answer.set_value(std::move(done)); });
        return answer.get_future().get();
    }
    QStringList held() const {
        return QDir(m_folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    }

private slots:
    void whatTheOtherServesIsNotWiped() {
        QVERIFY(start(m_first));
        QVERIFY(QDir(m_folder).mkpath(QStringLiteral("orders-0"))); // as a partition that is being made
        const QStringList before = held();
        QVERIFY(before.contains(QStringLiteral(".lock")));
        const auto refused = wipe(m_second);
        QVERIFY(!refused);
        const QString cause = QString::fromStdString(refused.error().cause);
        QVERIFY2(cause.contains("is in use by another broker; nothing was deleted"), qPrintable(cause));
        QVERIFY2(refused.error().remedy.starts_with("Stop that broker first"),
                 refused.error().remedy.c_str());
        QCOMPARE(held(), before);

        stop(m_first);
        const auto wiped = wipe(m_second);
        QVERIFY2(wiped, wiped ? "" : wiped.error().cause.c_str());
        QVERIFY(!QDir(m_folder).exists());
    }

    void whatWasWipedByHandIsNotOfferedAgain() {
        session::Workspace workspace(std::make_unique<EmbeddedBroker>(),
                                     m_home.filePath(QStringLiteral("settings")));
        session::LocalBroker& broker = workspace.localBroker();
        session::LocalBrokerOptions options;
        options.dataFolder = m_folder;
        broker.setOptions(options);
        QTRY_VERIFY(broker.dataKept() == false);
        QVERIFY(start(m_first));
        stop(m_first);
        QTRY_VERIFY(broker.dataKept() == true);
        QVERIFY(QDir(m_folder).removeRecursively());
        QTRY_VERIFY(broker.dataKept() == false);
    }

    void whatCannotBeReadIsNotCalledEmpty() {
        const QString loop = m_home.filePath(QStringLiteral("loop"));
        QVERIFY(QFile::link(loop, loop)); // root may read what permissions forbid, but not this
        std::promise<session::DataFolderFacts> answer;
        m_first.lookAt(loop, [&](session::DataFolderFacts facts) { answer.set_value(facts); });
        QCOMPARE(answer.get_future().get().holdsData, std::optional<bool>());
        std::promise<base::Status> wiped;
        m_first.wipe(loop, [&](base::Status done) { wiped.set_value(std::move(done)); });
        QVERIFY2(!wiped.get_future().get(), "nothing there could be looked at");
    }

    void itIsKnownWhileTheOwnBrokerStandsStill() {
        session::Workspace workspace(std::make_unique<EmbeddedBroker>(),
                                     m_home.filePath(QStringLiteral("settings")));
        session::LocalBroker& broker = workspace.localBroker();
        session::LocalBrokerOptions options;
        options.dataFolder = m_folder;
        options.port = support::freePort();
        broker.setOptions(options);
        QSignalSpy changes(&broker, &session::LocalBroker::folderInUseChanged);
        QVERIFY(start(m_first));
        QTRY_VERIFY(broker.folderInUse());
        QCOMPARE(changes.size(), 1);
        stop(m_first);
        QTRY_VERIFY(!broker.folderInUse());
        broker.start(options);
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Running);
        QVERIFY(!broker.folderInUse()); // its own use is not another's
        QCOMPARE(changes.size(), 2);
    }
};

QTEST_GUILESS_MAIN(DataFolderInUseTest)
#include "data_folder_in_use_test.moc"
