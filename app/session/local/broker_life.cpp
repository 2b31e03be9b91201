#include "session/local/broker_life.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QPointer>

namespace session {

namespace {
constexpr int sampleMs = 1000;
constexpr int logBeatMs = 250; // the screen shows new lines at most four times a second
} // namespace

BrokerLife::BrokerLife(std::unique_ptr<BrokerControl> control, QObject* parent)
    : QObject(parent), m_control(std::move(control)), m_tap(std::make_shared<CounterTap>(m_control.get())) {
    m_sampler.setInterval(sampleMs);
    connect(&m_sampler, &QTimer::timeout, this, &BrokerLife::askSample);
    m_logBeat.setSingleShot(true);
    m_logBeat.setInterval(logBeatMs);
    connect(&m_logBeat, &QTimer::timeout, this, &BrokerLife::takeLog);
    // The wake-up runs on the thread that logs: it only queues.
    m_newLines = std::make_shared<base::Mailbox<BrokerLogLine>>(logLimit, [this] {
        QMetaObject::invokeMethod(&m_logBeat, qOverload<>(&QTimer::start), Qt::QueuedConnection);
    });
    if (m_control)
        m_control->setLogListener([box = m_newLines](BrokerLogLine line) { box->post(std::move(line)); });
}

BrokerLife::~BrokerLife() {
    m_tap->close();
    if (m_control)
        m_control->setLogListener({}); // no wake-up may reach the timer from here on
}

BrokerCounters BrokerLife::counters() const {
    return m_control ? m_control->counters() : BrokerCounters{};
}

std::vector<BrokerConnection> BrokerLife::connections() const {
    return m_control ? m_control->connections() : std::vector<BrokerConnection>{};
}

std::vector<BrokerSetting> BrokerLife::settings() const {
    return m_control ? m_control->settings() : std::vector<BrokerSetting>{};
}

void BrokerLife::start(const LocalBrokerOptions& options) {
    if (!stands())
        return;
    if (!m_control)
        return fail({-1, "NO_BROKER", "This program was built without a broker inside.", {}, false});
    enter(LocalBrokerState::Starting);
    m_control->start(options, [self = QPointer(this), options](base::Result<StartedBroker> result) {
        // QPointer may be copied on any thread and is asked on the UI thread only.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, options, result = std::move(result)]() mutable {
                if (!self)
                    return;
                if (!result)
                    return self->fail(std::move(result.error()));
                if (result->dataFolder != self->m_started.dataFolder)
                    self->m_history = {}; // of what another one held
                self->m_started = *std::move(result);
                self->m_started.options = options;
                self->m_sampler.start();
                ++self->m_starts;
                // What the one before did last is not what this one does now.
                self->takeSample(self->counters(), QDateTime::currentMSecsSinceEpoch());
                self->enter(LocalBrokerState::Running);
            },
            Qt::QueuedConnection);
    });
}

void BrokerLife::stop() {
    if (m_state != LocalBrokerState::Running)
        return;
    m_sampler.stop();
    enter(LocalBrokerState::Stopping);
    m_control->stop([self = QPointer(this)] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self] {
                if (!self)
                    return;
                self->enter(LocalBrokerState::Stopped);
                self->removeData();
                if (const auto options = std::exchange(self->m_startAfterStop, std::nullopt))
                    self->start(*options);
            },
            Qt::QueuedConnection);
    });
}

void BrokerLife::restart(const LocalBrokerOptions& options) {
    if (m_state != LocalBrokerState::Running)
        return;
    m_startAfterStop = options;
    stop();
}

void BrokerLife::wipe(const QString& dataFolder) {
    if (!m_control || m_state == LocalBrokerState::Starting)
        return;
    m_wipeAfterStop = dataFolder;
    if (m_state == LocalBrokerState::Running)
        stop();
    else if (m_state != LocalBrokerState::Stopping)
        removeData();
}

void BrokerLife::removeData() {
    const QString folder = std::exchange(m_wipeAfterStop, {});
    if (folder.isEmpty())
        return;
    enter(LocalBrokerState::Stopping); // nothing may start on the folder while it is being removed
    m_control->wipe(folder, [self = QPointer(this), folder](base::Status done) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, folder, done = std::move(done)]() mutable {
                if (!self)
                    return;
                if (!done)
                    return self->fail(std::move(done.error()));
                if (const QString& ran = self->m_started.dataFolder;
                    !ran.isEmpty() && QDir(ran) == QDir(folder))
                    self->m_history = {}; // of what is gone
                self->enter(LocalBrokerState::Stopped);
                emit self->wiped(folder);
            },
            Qt::QueuedConnection);
    });
}

bool BrokerLife::stands() const {
    return m_state == LocalBrokerState::Stopped || m_state == LocalBrokerState::Failed;
}

void BrokerLife::lookAt(const QString& dataFolder, std::function<void(DataFolderFacts)> found) {
    if (!m_control || m_looksAt.contains(dataFolder))
        return;
    m_looksAt.insert(dataFolder);
    const auto take = [self = QPointer(this), dataFolder, found = std::move(found)](DataFolderFacts facts) {
        if (!self)
            return;
        self->m_looksAt.remove(dataFolder);
        if (self->stands())
            found(facts);
    };
    m_control->lookAt(dataFolder, [take](DataFolderFacts facts) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), [take, facts] { take(facts); }, Qt::QueuedConnection);
    });
}

void BrokerLife::enter(LocalBrokerState state) {
    m_state = state;
    m_error.reset();
    emit changed();
}

void BrokerLife::fail(base::Error error) {
    m_state = LocalBrokerState::Failed;
    m_error = std::move(error);
    emit changed();
}

void BrokerLife::askSample() {
    if (std::exchange(m_isSampling, true))
        return;
    m_control->sample([self = QPointer(this), start = m_starts](BrokerCounters now) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, start, now = std::move(now), atMs = QDateTime::currentMSecsSinceEpoch()]() mutable {
                if (!self)
                    return;
                self->m_isSampling = false;
                if (start != self->m_starts || self->m_state != LocalBrokerState::Running)
                    return;
                self->takeSample(std::move(now), atMs);
                emit self->sampled();
            },
            Qt::QueuedConnection);
    });
}

void BrokerLife::takeSample(BrokerCounters now, qint64 atMs) {
    m_sample = std::move(now);
    m_history.take(m_sample, atMs);
}

qint64 BrokerLife::logLost() const {
    return m_logCut + qint64(m_newLines->dropped());
}

void BrokerLife::takeLog() {
    auto lines = m_newLines->take();
    if (lines.empty())
        return;
    const auto added = static_cast<int>(lines.size());
    m_log.insert(m_log.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    if (m_log.size() > logLimit) {
        m_logCut += qint64(m_log.size()) - logLimit;
        m_log.erase(m_log.begin(), m_log.end() - logLimit);
    }
    emit logged(added);
}

} // namespace session
