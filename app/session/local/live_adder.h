#pragma once

#include <memory>
#include <stop_token>

#include <QTimer>

#include "session/ports/adder.h"
#include "session/ports/local_broker.h"
#include "session/ui_wake.h"

namespace session {

/// Plays the adder on a thread of its own and tells how far it is. Lives on the UI thread; `broker` outlives
/// it.
class LiveAdder final : public Adder {
    Q_OBJECT
public:
    explicit LiveAdder(LocalBroker& broker);
    ~LiveAdder() override;

    void play() override;
    void cancel() override;
    [[nodiscard]] const AdderProgress& progress() const override { return m_progress; }

private:
    struct Run;
    [[nodiscard]] bool isPlaying() const;
    [[nodiscard]] bool isOver() const; ///< it was played and told what came of it
    void announce();                   ///< what follows may take a while
    void playOnceRunning();
    void playAt(const QString& bootstrap);
    void take();
    void enter(AdderProgress progress);

    LocalBroker& m_broker;
    AdderProgress m_progress;
    std::shared_ptr<Run> m_run;
    std::shared_ptr<UiWake> m_wake;
    std::stop_source m_stop;
    QTimer m_beat;
};

} // namespace session
