#pragma once

#include <QObject>

#include "session/states.h"

namespace session {

/// The adder: a topic, a producer and a group that count to a known sum. Lives on the UI thread; Workspace
/// owns it.
class Adder : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Starts a local broker if none runs, makes the topic `adder` and sums. The caller asked first if the
    /// topic exists.
    virtual void play() = 0;
    virtual void cancel() = 0;
    [[nodiscard]] virtual const AdderProgress& progress() const = 0;

signals:
    void changed();
};

} // namespace session
