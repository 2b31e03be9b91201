#pragma once

#include <QObject>

class QSocketNotifier;

/// SIGTERM, SIGINT and SIGHUP end the event loop as if by exit(0), so that everything is destroyed in order
/// and the local broker stops cleanly; nobody is asked. A second signal ends the program at once. One per
/// program, made after the application; lives on the UI thread.
class QuitSignals final : public QObject {
    Q_OBJECT
public:
    explicit QuitSignals(QObject* parent = nullptr);
    ~QuitSignals() override;

private:
    QSocketNotifier* m_notifier = nullptr;
};
