#pragma once

#include <memory>
#include <stop_token>

#include <QObject>
#include <QTimer>

#include "session/ui_wake.h"
#include "session/workspace.h"

namespace session {

/// Plays the adder on a thread of its own and tells how far it is. Lives on the UI thread, owned by
/// Workspace.
class AdderPlayer : public QObject {
    Q_OBJECT
public:
    explicit AdderPlayer(QObject* parent);
    ~AdderPlayer() override;

    [[nodiscard]] const AdderProgress& progress() const { return m_progress; }
    [[nodiscard]] bool isPlaying() const;
    /// The local broker is being started for it: `play` or `fail` follows.
    void announce();
    void play(const QString& bootstrap);
    void fail(base::Error error);
    void cancel();

signals:
    void changed();

private:
    struct Run;
    void take();
    void enter(AdderProgress progress);

    AdderProgress m_progress;
    std::shared_ptr<Run> m_run;
    std::shared_ptr<UiWake> m_wake;
    std::stop_source m_stop;
    QTimer m_beat;
};

} // namespace session
