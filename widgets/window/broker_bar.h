#pragma once

#include <QWidget>

#include "session/workspace.h"
#include "widgets/pane_key.h"

namespace widgets {

class MessageBar;
class PaneContext;

/// What concerns the broker inside this program: why it did not start, with the ways out, that it refuses
/// records, which its clients do not tell, and that it listens elsewhere than clients expect. Said over its
/// own pages and where no cluster is in front; a failure is told in the status bar too where another
/// cluster's page is. Without height while there is nothing to say. Owned by the window.
class BrokerBar final : public QWidget {
    Q_OBJECT
public:
    explicit BrokerBar(PaneContext& context, QWidget* parent = nullptr);
    void setCurrentPane(const PaneKey& key);

private:
    void takeBroker();
    void sayFailure(bool afterStopping);
    void takeRefusal(); ///< its disk or memory takes no records, or does again
    void sayPlace();    ///< the port, when it is not the usual one
    void settle();      ///< whether what is said concerns the page in front

    PaneContext& m_context;
    MessageBar* m_bar;
    session::LocalBrokerState m_before; ///< until it changed last
    enum class Said { Nothing, Failure, Refusal, Place } m_said = Said::Nothing;
    std::string m_refusal; ///< why records are refused, as last seen; empty: they are not
    bool m_isPlaceRead = false;
    PaneKey m_inFront;
};

} // namespace widgets
