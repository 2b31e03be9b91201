#include "widgets/panes/welcome/welcome_pane.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>

#include "session/workspace.h"
#include "widgets/acts/broker_acts.h"
#include "widgets/common/controls.h"
#include "widgets/common/key_hint.h"
#include "widgets/common/words.h"
#include "widgets/panes/welcome/adder_start.h"
#include "widgets/panes/welcome/door.h"
#include "widgets/theme/icons.h"
#include "widgets/window/connections.h"

namespace widgets {

WelcomePane::WelcomePane(const PaneKey& key, PaneContext& context) : Pane(key, context, nullptr) {
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(16, 0, 16, 0);
    auto* centre = new QWidget;
    centre->setMaximumWidth(984);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addStretch(5);
    column->addWidget(label(Text::Headline, tr("No cluster is connected")));
    column->addSpacing(8);
    column->addWidget(label(Text::Muted, tr("Start one here, connect to one, or watch one work.")));
    column->addSpacing(32);
    auto* doors = new QHBoxLayout;
    doors->setSpacing(24);
    for (QWidget* door : {brokerDoor(), connectDoor(), adderDoor()})
        doors->addWidget(door, 1);
    column->addLayout(doors);
    column->addStretch(8);
    middle->addStretch(1);
    middle->addWidget(centre, 100);
    middle->addStretch(1);
    body()->addLayout(middle, 1);

    for (const auto& [keys, button] :
         {std::pair{Qt::Key_1, m_start},
          std::pair{Qt::Key_2, findChild<QPushButton*>(QStringLiteral("connectDoorButton"))},
          std::pair{Qt::Key_3, m_play}})
        connect(new QShortcut(QKeySequence(Qt::ALT | keys), this), &QShortcut::activated, button,
                [button = button] { button->animateClick(); });
    connect(&context.workspace().localBroker(), &session::LocalBroker::changed, this,
            &WelcomePane::takeBroker);
    connect(&context.workspace().localBroker(), &session::LocalBroker::dataKeptChanged, this,
            &WelcomePane::takeBroker);
    connect(&context.workspace().localBroker(), &session::LocalBroker::optionsChanged, this,
            &WelcomePane::takeBroker);
    connect(&context, &PaneContext::brokerSettingsKept, this, &WelcomePane::takeBroker);
    takeBroker();
}

QString WelcomePane::title() const {
    return tr("Welcome");
}

QWidget* WelcomePane::brokerDoor() {
    auto* door = new Door(
        QStringLiteral("broker"), tr("Start a local broker"),
        tr("A Kafka-compatible broker inside this window. Any Kafka client on this computer can use it."));
    door->setObjectName(QStringLiteral("brokerDoor"));
    m_port = door->addFact(QStringLiteral("plug"), {});
    m_place = door->addName(QStringLiteral("folder"));
    m_survives = door->addFact(QStringLiteral("info"), {});
    m_start = mainButton(tr("Start broker"), QStringLiteral("startBrokerButton"));
    m_storage = flatButton({}, QStringLiteral("storageButton"), {});
    m_storage->setAccessibleName(tr("Where the data is kept"));
    m_storage->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the words
    m_storage->setIcon(theme::icon(QStringLiteral("down")));
    door->foot()->addWidget(m_start);
    door->foot()->addWidget(m_storage);
    door->foot()->addStretch();
    door->foot()->addWidget(new KeyHint(QStringLiteral("Alt+1")));
    connect(m_start, &QPushButton::clicked, this, [this] {
        session::Workspace& workspace = context().workspace();
        workspace.localBroker().start(workspace.localBroker().options());
    });
    connect(m_storage, &QPushButton::clicked, this, [this] {
        auto* menu = new QMenu(this);
        menu->setObjectName(QStringLiteral("storageMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        const auto now = context().workspace().localBroker().options().storage;
        for (const auto& [storage, words] :
             {std::pair{session::BrokerStorage::Kept, tr("Keep data on disk")},
              std::pair{session::BrokerStorage::Memory, tr("In memory only")}}) {
            QAction* action = menu->addAction(words);
            action->setCheckable(true);
            action->setChecked(storage == now);
            connect(action, &QAction::triggered, this, [this, storage = storage] { chooseStorage(storage); });
        }
        menu->addSeparator();
        menu->addAction(tr("Port, folder and more…"), this,
                        [this] { broker_acts::editSettings(context(), window()); });
        menu->popup(m_storage->mapToGlobal(QPoint(0, m_storage->height())));
    });
    return door;
}

QWidget* WelcomePane::connectDoor() {
    auto* door = new Door(QStringLiteral("plug"), tr("Connect to a cluster…"),
                          tr("One bootstrap address is enough; the other brokers are learnt from it."));
    door->setObjectName(QStringLiteral("connectDoor"));
    door->addFact(QStringLiteral("okc"), tr("The address is tested first"));
    door->addFact(QStringLiteral("db"), tr("Remembered for the next start"));
    door->addFact(QStringLiteral("lock"), tr("Production opens read-only"));
    auto* button = plainButton(tr("Connect…"), QStringLiteral("connectDoorButton"));
    door->foot()->addWidget(button);
    door->foot()->addStretch();
    door->foot()->addWidget(new KeyHint(QStringLiteral("Alt+2")));
    connect(button, &QPushButton::clicked, this, [this] { connections::add(this->context(), window()); });
    return door;
}

QWidget* WelcomePane::adderDoor() {
    auto* door =
        new Door(QStringLiteral("sigma"), tr("Play the adder"),
                 tr("Ten thousand sums go through a broker while two consumers of one group add them up."));
    door->setObjectName(QStringLiteral("adderDoor"));
    door->addFact(QStringLiteral("topic"), tr("Topic adder, 2 partitions, gzip"));
    door->addFact(QStringLiteral("send"), QStringLiteral("{\"op1\":17,\"op2\":25}"), true);
    door->addFact(QStringLiteral("check"), tr("The total is checked at the end"));
    m_play = plainButton(tr("Play"), QStringLiteral("playAdderButton"));
    door->foot()->addWidget(m_play);
    door->foot()->addStretch();
    door->foot()->addWidget(new KeyHint(QStringLiteral("Alt+3")));
    connect(m_play, &QPushButton::clicked, this, [this] { startAdder(context(), this); });
    return door;
}

void WelcomePane::showEvent(QShowEvent* event) {
    Pane::showEvent(event);
    takeBroker();
}

void WelcomePane::chooseStorage(session::BrokerStorage storage) {
    session::LocalBroker& broker = context().workspace().localBroker();
    broker.readOptions();
    auto options = broker.options();
    options.storage = storage;
    broker.setOptions(options);
    takeBroker();
}

void WelcomePane::takeBroker() {
    session::Workspace& workspace = context().workspace();
    const auto options = workspace.localBroker().options();
    const bool kept = options.storage == session::BrokerStorage::Kept;
    const bool again = kept && workspace.localBroker().dataKept() == true;
    m_port->setText(options.port > 0 ? tr("127.0.0.1:%1").arg(options.port)
                                     : tr("127.0.0.1:9092, or the next free port"));
    m_place->setName(kept ? tr("Kept in %1").arg(shortPath(workspace.localBroker().keptDataFolder()))
                          : tr("Data in memory only"));
    m_survives->setText(!kept   ? tr("Nothing outlives the broker")
                        : again ? tr("Topics and groups of last time are there")
                                : tr("Topics and groups outlive a restart"));
    m_storage->setText(kept ? tr("Keep data") : tr("In memory"));
    const bool starting = workspace.localBroker().state() == session::LocalBrokerState::Starting;
    m_start->setText(starting ? tr("Starting…") : again ? tr("Start it again") : tr("Start broker"));
    m_start->setAccessibleName(m_start->text());
    m_start->setEnabled(!starting);
    m_play->setEnabled(!starting);
}

} // namespace widgets
