#include "widgets/window/broker_bar.h"

#include <utility>

#include <QApplication>
#include <QClipboard>
#include <QVBoxLayout>

#include "widgets/common/message_bar.h"
#include "widgets/pane.h"
#include "widgets/panes/local_broker/usual_port.h"

namespace widgets {

using session::LocalBrokerState;

BrokerBar::BrokerBar(PaneContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_bar(new MessageBar(QStringLiteral("brokerBar")))
    , m_before(context.workspace().localBroker().state()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_bar->setClosable(true);
    session::Workspace& workspace = context.workspace();
    connect(m_bar, &MessageBar::closed, this, [this] { m_elsewhere = false; });
    connect(&workspace.localBroker(), &session::LocalBroker::changed, this, &BrokerBar::takeBroker);
    connect(&workspace.clusters(), &session::Clusters::currentChanged, this, [this, &workspace] {
        if (m_elsewhere)
            m_bar->setVisible(workspace.clusters().current() &&
                              workspace.clusters().current() == workspace.clusters().local());
    });
    takeBroker();
}

void BrokerBar::takeBroker() {
    session::Workspace& workspace = m_context.workspace();
    const LocalBrokerState state = workspace.localBroker().state();
    const LocalBrokerState before = std::exchange(m_before, state);
    m_elsewhere = false;
    m_bar->hide();
    if (state == LocalBrokerState::Failed && workspace.localBroker().error())
        sayFailure(before == LocalBrokerState::Stopping);
    else if (state == LocalBrokerState::Running)
        sayPlace();
}

void BrokerBar::sayFailure(bool afterStopping) {
    session::Workspace& workspace = m_context.workspace();
    const base::Error& error = *workspace.localBroker().error();
    if (afterStopping) {
        m_bar->say(error, tr("The data of the local broker was not removed."));
        m_bar->offer({}, {});
        m_bar->offerOther({}, {});
        return;
    }
    m_bar->say(error, tr("The local broker did not start."));
    m_bar->offer(tr("Try again"),
                 [&workspace] { workspace.localBroker().start(workspace.localBroker().options()); });
    // What keeps the folder from being opened does not touch a broker that needs none.
    const bool folder = workspace.localBroker().options().storage == session::BrokerStorage::Kept &&
                        error.name != "EADDRINUSE";
    m_bar->offerOther(folder ? tr("Start in memory") : QString(),
                      [&workspace] { workspace.localBroker().startInMemory(); });
}

void BrokerBar::sayPlace() {
    session::Workspace& workspace = m_context.workspace();
    const session::StartedBroker& started = workspace.localBroker().started();
    if (started.port == usualPort || workspace.localBroker().options().port == started.port)
        return;
    m_elsewhere = true;
    m_bar->say(models::Tone::Warn,
               tr("Port %1 is taken by another program: this broker listens on %2.")
                   .arg(QString::number(usualPort), started.bootstrap),
               tr("Clients that were set up for port %1 do not reach it.").arg(usualPort));
    m_bar->offer(tr("Copy address"),
                 [address = started.bootstrap] { QApplication::clipboard()->setText(address); });
    m_bar->offerOther({}, {});
}

} // namespace widgets
