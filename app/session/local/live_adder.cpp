#include "session/local/live_adder.h"

#include <mutex>

#include <QThreadPool>

#include "client/reaper.h"
#include "session/clusters/connect_to.h"
#include "session/work_pool.h"
#include "workload/adder.h"

namespace session {

namespace {

constexpr int beatMs = 250;
constexpr double recordsPerSecond = 1'000; // slow enough to see the charts move

AdderProgress::Phase phaseOf(workload::AdderStep step) {
    using Phase = AdderProgress::Phase;
    switch (step) {
    case workload::AdderStep::MakingTopic:
    case workload::AdderStep::StartingConsumers:
        return Phase::Creating;
    case workload::AdderStep::Sending:
    case workload::AdderStep::Checking:
    case workload::AdderStep::Done: // its verdict comes with the result
        return Phase::Running;
    }
    return Phase::Running;
}

AdderProgress progressOf(const workload::AdderProgress& from) {
    AdderProgress out;
    out.phase = phaseOf(from.step);
    out.sent = from.sent;
    out.summed = from.summed;
    return out;
}

AdderProgress progressOf(const workload::AdderResult& result) {
    AdderProgress out = progressOf(result.progress);
    out.error = result.error;
    if (result.cancelled) {
        out.phase = AdderProgress::Phase::Cancelled;
    } else if (result.error) {
        out.phase = AdderProgress::Phase::Failed;
    } else {
        out.phase = AdderProgress::Phase::Checked;
        out.wrongRecords = result.wrong;
    }
    return out;
}

} // namespace

/// What the playing thread leaves for the screen. The newest state is all that counts.
struct LiveAdder::Run {
    std::mutex mutex; // guards latest
    std::optional<AdderProgress> latest;
    client::Reaper reaper;
    QThreadPool thread; // destroyed first: the play uses the reaper

    void put(AdderProgress progress) {
        const std::lock_guard lock(mutex);
        latest = std::move(progress);
    }
};

LiveAdder::LiveAdder(LocalBroker& broker) : m_broker(broker) {
    m_beat.setSingleShot(true);
    m_beat.setInterval(beatMs);
    connect(&m_beat, &QTimer::timeout, this, &LiveAdder::take);
    m_wake = std::make_shared<UiWake>(this, [this] {
        if (!m_beat.isActive())
            m_beat.start();
    });
    connect(&broker, &LocalBroker::changed, this, [this] {
        if (m_progress.phase == AdderProgress::Phase::Starting)
            playOnceRunning();
        else if (isOver() && m_broker.state() == LocalBrokerState::Starting)
            enter({}); // it was played on what another start held
    });
    connect(&broker, &LocalBroker::wiped, this, [this] {
        if (isOver())
            enter({});
    });
    connect(&broker, &LocalBroker::leaving, this, &LiveAdder::cancel);
}

LiveAdder::~LiveAdder() {
    m_wake->detach();
    cancel();
    if (m_run)
        workPool()->start([run = std::move(m_run)] {});
}

bool LiveAdder::isPlaying() const {
    using Phase = AdderProgress::Phase;
    return m_progress.phase == Phase::Starting || m_progress.phase == Phase::Creating ||
           m_progress.phase == Phase::Running;
}

bool LiveAdder::isOver() const {
    return m_progress.phase != AdderProgress::Phase::Idle && !isPlaying();
}

void LiveAdder::announce() {
    AdderProgress starting;
    starting.phase = AdderProgress::Phase::Starting;
    enter(std::move(starting));
}

void LiveAdder::play() {
    if (isPlaying())
        return;
    announce();
    if (m_broker.state() == LocalBrokerState::Stopped || m_broker.state() == LocalBrokerState::Failed)
        m_broker.start(m_broker.options());
    else
        playOnceRunning();
}

void LiveAdder::playOnceRunning() {
    if (m_broker.state() == LocalBrokerState::Running) {
        playAt(m_broker.started().bootstrap);
    } else if (m_broker.state() == LocalBrokerState::Failed && m_broker.error()) {
        AdderProgress failed;
        failed.phase = AdderProgress::Phase::Failed;
        failed.error = m_broker.error();
        enter(std::move(failed));
    }
}

void LiveAdder::playAt(const QString& bootstrap) {
    if (m_run) // of an earlier play, which is over
        workPool()->start([run = std::move(m_run)] {});
    m_run = std::make_shared<Run>();
    m_stop = std::stop_source();
    workload::AdderOptions options;
    options.connect = connectOptions(bootstrap.toStdString());
    options.recordsPerSecond = recordsPerSecond;
    options.reuseTopic = true; // whoever asked for the play asked about the topic
    announce();
    m_run->thread.start([run = m_run.get(), wake = m_wake, options, stop = m_stop.get_token()] {
        const auto result = workload::playAdder(
            options, run->reaper,
            [&](const workload::AdderProgress& progress) {
                run->put(progressOf(progress));
                wake->wake();
            },
            stop);
        run->put(progressOf(result));
        wake->wake();
    });
}

void LiveAdder::cancel() {
    m_stop.request_stop();
}

void LiveAdder::take() {
    std::optional<AdderProgress> latest;
    if (m_run) {
        const std::lock_guard lock(m_run->mutex);
        latest = std::exchange(m_run->latest, std::nullopt);
    }
    if (latest)
        enter(*std::move(latest));
}

void LiveAdder::enter(AdderProgress progress) {
    m_progress = std::move(progress);
    emit changed();
}

} // namespace session
