#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "embedded_broker.h"
#include "session/workspace.h"

using namespace session;

namespace {

/// Takes connections and never says a word.
class SilentServer {
public:
    SilentServer() : m_socket(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        if (bind(m_socket, reinterpret_cast<sockaddr*>(&at), size) != 0 || listen(m_socket, 64) != 0 ||
            getsockname(m_socket, reinterpret_cast<sockaddr*>(&at), &size) != 0)
            qFatal("no socket to be had");
        m_port = ntohs(at.sin_port);
    }
    ~SilentServer() { close(m_socket); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;
    [[nodiscard]] QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }

private:
    int m_socket;
    int m_port = 0;
};

} // namespace

/// What many clusters cost one program, on the broker of the program itself: it serves them all.
class ThreadsTest : public QObject {
    Q_OBJECT

    static constexpr int clusterCount = 10;
    /// Of the console with all of them open: the screen's, the loop, the timetable and its workers, requests,
    /// the reaper, what gives memory back, what writes settings.
    static constexpr int mostThreads = 12;

    QTemporaryDir m_folder;
    EmbeddedBroker m_broker;
    std::atomic<bool> m_running = false;
    QString m_bootstrap;

    static int threads() {
        return int(
            QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
    }
    std::unique_ptr<Workspace> openAll() {
        auto workspace =
            std::make_unique<Workspace>(nullptr, m_folder.filePath(QUuid::createUuid().toString()));
        for (int i = 0; i < clusterCount; ++i) {
            ConnectionProfile profile;
            profile.id = QUuid::createUuid();
            profile.name = QStringLiteral("cluster %1").arg(i);
            profile.bootstrap = m_bootstrap;
            workspace->clusters().saveProfile(profile);
            workspace->clusters().open(profile.id);
        }
        return workspace;
    }
    static bool allAre(const Workspace& workspace, ConnectionState state) {
        const auto& profiles = workspace.clusters().profiles();
        return std::all_of(profiles.begin(), profiles.end(), [&](const ConnectionProfile& profile) {
            return workspace.clusters().find(profile.id)->state() == state;
        });
    }

private slots:
    void initTestCase() {
        LocalBrokerOptions options;
        options.storage = BrokerStorage::Memory;
        m_broker.start(options, [this](base::Result<StartedBroker> started) {
            if (started)
                m_bootstrap = started->bootstrap;
            m_running = true;
        });
        QTRY_VERIFY(m_running);
        QVERIFY(!m_bootstrap.isEmpty());
    }

    void theirNumberDoesNotGrowWithTheClusters() {
        const int before = threads() - 1; // the broker's; the screen's is the console's
        const auto workspace = openAll();
        QTRY_VERIFY(allAre(*workspace, ConnectionState::Connected));
        QVERIFY2(threads() - before <= mostThreads, qPrintable(QString::number(threads() - before)));
    }

    void clustersThatDoNotAnswerHoldUpNoOther() {
        const SilentServer nobody;
        auto workspace =
            std::make_unique<Workspace>(nullptr, m_folder.filePath(QUuid::createUuid().toString()));
        for (int i = 0; i < clusterCount; ++i) {
            ConnectionProfile silent;
            silent.id = QUuid::createUuid();
            silent.name = QStringLiteral("silent %1").arg(i);
            silent.bootstrap = nobody.address(); // each try takes its whole time
            workspace->clusters().saveProfile(silent);
            workspace->clusters().open(silent.id);
        }
        ConnectionProfile healthy;
        healthy.id = QUuid::createUuid();
        healthy.name = QStringLiteral("healthy");
        healthy.bootstrap = m_bootstrap;
        workspace->clusters().saveProfile(healthy);
        const auto* session = workspace->clusters().open(healthy.id);
        QTRY_COMPARE_WITH_TIMEOUT(session->state(), ConnectionState::Connected, 4'000);
    }

    void theirThreadsGoWithThem() {
        auto workspace = openAll();
        QTRY_VERIFY(allAre(*workspace, ConnectionState::Connected));
        const int with = threads();
        workspace = nullptr;
        QTRY_VERIFY(threads() < with);
    }

    void cleanupTestCase() {
        std::atomic<bool> stopped = false;
        m_broker.stop([&] { stopped = true; });
        QTRY_VERIFY(stopped);
    }
};

QTEST_GUILESS_MAIN(ThreadsTest)
#include "threads_test.moc"
