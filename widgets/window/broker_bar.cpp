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
    connect(m_bar, &MessageBar::closed, this, [this] {
        m_isPlaceRead = m_isPlaceRead || m_said == Said::Place;
        m_said = Said::Nothing;
    });
    connect(&workspace.localBroker(), &session::LocalBroker::changed, this, &BrokerBar::takeBroker);
    connect(&workspace.localBroker(), &session::LocalBroker::sampled, this, &BrokerBar::takeRefusal);
    connect(&workspace.clusters(), &session::Clusters::currentChanged, this, &BrokerBar::settle);
    takeBroker();
}

void BrokerBar::takeBroker() {
    session::Workspace& workspace = m_context.workspace();
    const LocalBrokerState state = workspace.localBroker().state();
    const LocalBrokerState before = std::exchange(m_before, state);
    m_said = Said::Nothing;
    m_refusal.clear();
    m_isPlaceRead = false;
    m_bar->hide();
    if (state == LocalBrokerState::Failed && workspace.localBroker().error())
        sayFailure(before == LocalBrokerState::Stopping);
    else if (state == LocalBrokerState::Running)
        sayPlace();
    settle();
    if (m_said == Said::Failure && m_bar->isHidden())
        m_context.tellFailed({},
                             before == LocalBrokerState::Stopping ? tr("Wipe the local broker")
                                                                  : tr("Start the local broker"),
                             *workspace.localBroker().error());
}

/// Said once, until nobody was refused for a while.
void BrokerBar::takeRefusal() {
    const auto& refuses = m_context.workspace().localBroker().sample().refuses;
    const std::string now = refuses ? refuses->cause : std::string();
    const std::string before = std::exchange(m_refusal, now);
    if (now == before)
        return;
    if (refuses && (before.empty() || m_said == Said::Refusal)) {
        m_said = Said::Refusal;
        m_bar->say(*refuses,
                   tr("The local broker refuses records. Producers that wait for an answer try again."));
        m_bar->offer({}, {});
        m_bar->offerOther({}, {});
    } else if (!refuses && m_said != Said::Failure) {
        m_said = Said::Nothing;
        if (!m_isPlaceRead)
            sayPlace();
    }
    settle();
}

void BrokerBar::setCurrentPane(const PaneKey& key) {
    m_inFront = key;
    settle();
}

void BrokerBar::settle() {
    const session::Clusters& clusters = m_context.workspace().clusters();
    const bool its = clusters.current() && clusters.current() == clusters.local();
    const bool noOthers =
        !clusters.current() || m_inFront.kind == PageKind::LocalBroker || m_inFront.kind == PageKind::Welcome;
    m_bar->setVisible(m_said == Said::Place                                ? its
                      : m_said == Said::Failure || m_said == Said::Refusal ? its || noOthers
                                                                           : false);
}

void BrokerBar::sayFailure(bool afterStopping) {
    session::Workspace& workspace = m_context.workspace();
    const base::Error& error = *workspace.localBroker().error();
    m_said = Said::Failure;
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
    if (!isNextFreePort(started))
        return;
    m_said = Said::Place;
    m_bar->say(models::Tone::Warn,
               tr("Port %1 is taken by another program: this broker listens on %2.")
                   .arg(QString::number(usualPort), started.bootstrap),
               tr("Clients that were set up for port %1 do not reach it.").arg(usualPort));
    m_bar->offer(tr("Copy address"),
                 [address = started.bootstrap] { QApplication::clipboard()->setText(address); });
    m_bar->offerOther({}, {});
}

} // namespace widgets
