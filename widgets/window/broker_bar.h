#pragma once

#include <QWidget>

#include "session/workspace.h"

namespace widgets {

class MessageBar;
class PaneContext;

/// What concerns the broker inside this program, said whatever page is in front: why it did not start, with
/// the ways out, and that it listens elsewhere than clients expect. Without height while there is nothing to
/// say. Owned by the window.
class BrokerBar final : public QWidget {
    Q_OBJECT
public:
    explicit BrokerBar(PaneContext& context, QWidget* parent = nullptr);

private:
    void takeBroker();
    void sayFailure(bool afterStopping);
    void sayPlace(); ///< the port, when it is not the usual one

    PaneContext& m_context;
    MessageBar* m_bar;
    session::LocalBrokerState m_before; ///< until it changed last
    bool m_elsewhere = false;           ///< what is said is the port, which only its own cluster is told
};

} // namespace widgets
