#include "widgets/panes/local_broker/local_broker_pane.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QUrl>

#include "models/connection_model.h"
#include "models/formats.h"
#include "models/unread.h"
#include "widgets/acts/broker_acts.h"
#include "widgets/common/command_block.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/page_head.h"
#include "widgets/common/table_view.h"
#include "widgets/common/words.h"
#include "widgets/panes/local_broker/broker_charts.h"
#include "widgets/panes/local_broker/broker_log.h"
#include "widgets/panes/local_broker/client_snippets.h"
#include "widgets/panes/local_broker/usual_port.h"

namespace widgets {
namespace {

using session::LocalBrokerState;

QTabBar* innerTabs(const QString& objectName, const QString& accessibleName) {
    auto* tabs = new QTabBar;
    tabs->setObjectName(objectName);
    tabs->setAccessibleName(accessibleName);
    tabs->setProperty("look", QByteArray("inner"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    return tabs;
}

} // namespace

LocalBrokerPane::LocalBrokerPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster)
    : Pane(key, context, cluster)
    , m_pages(new QStackedWidget)
    , m_connectionModel(new models::ConnectionModel(this))
    , m_log(new BrokerLog(context.workspace().localBroker(), context.settings())) {
    session::Workspace& workspace = context.workspace();
    body()->addWidget(head());
    body()->addWidget(figures());
    m_tabs = innerTabs(QStringLiteral("brokerTabs"), tr("Parts of the page"));
    m_tabs->addTab(tr("Overview"));
    m_tabs->addTab(tr("Log"));
    auto* tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(16, 0, 16, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    body()->addLayout(tabRow);
    body()->addWidget(new Hairline);
    body()->addWidget(m_pages, 1);
    m_pages->addWidget(overview());
    m_pages->addWidget(m_log);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(&workspace.localBroker(), &session::LocalBroker::changed, this, &LocalBrokerPane::takeState);
    connect(&workspace.localBroker(), &session::LocalBroker::optionsChanged, this,
            &LocalBrokerPane::takeState);
    connect(&workspace.localBroker(), &session::LocalBroker::folderInUseChanged, this,
            &LocalBrokerPane::settleUse);
    connect(&workspace.localBroker(), &session::LocalBroker::dataKeptChanged, this,
            &LocalBrokerPane::settleUse);
    connect(&workspace.localBroker(), &session::LocalBroker::sampled, this, [this] {
        if (isVisible()) {
            takeSample();
            takeHistory();
        }
    });
    takeZone();
    takeState();
}

QString LocalBrokerPane::title() const {
    return tr("Local broker");
}

FilterField* LocalBrokerPane::filterField() const {
    return m_pages->currentIndex() == 1 ? m_log->filterField() : nullptr;
}

void LocalBrokerPane::showPart(const QString& part) {
    m_tabs->setCurrentIndex(part == QLatin1String("log") ? 1 : 0);
}

QWidget* LocalBrokerPane::head() {
    auto* head = new PageHead(tr("Local broker"));
    m_state = new StateLabel;
    m_state->setObjectName(QStringLiteral("brokerState"));
    m_address = label(Text::Mono, {});
    m_copyAddress =
        iconButton(tr("Copy the address"), QStringLiteral("copyAddressButton"), QStringLiteral("copy"));
    const auto buttonOf = [&](const ProgramAct& act) {
        return act.id == QLatin1String("startButton")  ? mainButton(act.words, act.id)
               : act.id == QLatin1String("stopButton") ? plainButton(act.words, act.id, act.icon)
                                                       : flatButton(act.words, act.id, act.icon);
    };
    QPushButton** const places[] = {&m_start, &m_stop, &m_restart, &m_adder, &m_wipe, &m_settings};
    std::size_t next = 0;
    for (const ProgramAct& act : brokerActs()) {
        QPushButton* button = *places[next++] = buttonOf(act);
        connect(button, &QPushButton::clicked, this, [this, run = act.run] { run(context(), window()); });
    }
    m_openFolder =
        flatButton(tr("Open folder"), QStringLiteral("openFolderButton"), QStringLiteral("folder"));
    head->addFact(m_state);
    head->addFact(m_address);
    head->addFact(m_copyAddress);
    head->addFact(new QWidget, 1);
    for (QPushButton* button : {m_start, m_stop, m_restart, m_adder, m_wipe, m_openFolder, m_settings})
        head->addAct(button);
    connect(m_copyAddress, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_address->text()); });
    for (QPushButton* button : {m_restart, m_adder, m_wipe, m_openFolder, m_settings})
        button->setAccessibleName(button->text());
    m_restart->setToolTip(tr("Stops it and starts it with its settings"));
    m_adder->setToolTip(m_adder->text());
    m_settings->setToolTip(tr("How it starts next"));
    connect(&context(), &PaneContext::brokerSettingsKept, this, &LocalBrokerPane::saySettingsKept);
    connect(m_openFolder, &QPushButton::clicked, this, &LocalBrokerPane::openFolder);
    return head;
}

QWidget* LocalBrokerPane::figures() {
    auto* strip = new QWidget;
    auto* line = new QHBoxLayout(strip);
    line->setContentsMargins(16, 4, 16, 10);
    line->setSpacing(24);
    m_port = new Figure(tr("Port"), QStringLiteral("figurePort"));
    m_uptime = new Figure(tr("Up for"), QStringLiteral("figureUptime"));
    m_memory = new Figure(tr("Memory"), QStringLiteral("figureMemory"));
    m_connections = new Figure(tr("Connections"), QStringLiteral("figureConnections"));
    m_requests = new Figure(tr("Requests"), QStringLiteral("figureRequests"));
    m_in = new Figure(tr("In"), QStringLiteral("figureIn"));
    m_out = new Figure(tr("Out"), QStringLiteral("figureOut"));
    m_data = new Figure(tr("Data"), QStringLiteral("figureData"));
    for (Figure* figure : {m_port, m_uptime, m_memory, m_connections, m_requests, m_in, m_out, m_data})
        line->addWidget(figure);
    line->addStretch();
    return strip;
}

QWidget* LocalBrokerPane::overview() {
    auto* page = new QWidget;
    auto* halves = new QHBoxLayout(page);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    m_charts = new BrokerCharts(context().colours(key().cluster, QStringLiteral("requests")));
    left->addWidget(m_charts, 3);
    auto* caption = new QHBoxLayout;
    caption->setContentsMargins(16, 12, 16, 10);
    caption->setSpacing(8);
    m_connectionCount = label(Text::Hint, {});
    caption->addWidget(label(Text::Section, tr("Connections")));
    caption->addWidget(m_connectionCount);
    caption->addStretch();
    left->addLayout(caption);
    m_connectionTable =
        new TableView(m_connectionModel, QStringLiteral("connections"), &context().settings());
    m_connectionTable->setAccessibleName(tr("Connections"));
    m_connectionTable->sortFirstBy("requests", Qt::DescendingOrder);
    left->addWidget(m_connectionTable, 2);
    halves->addLayout(left, 1);
    halves->addWidget(new Hairline(Qt::Vertical));
    halves->addWidget(side());
    return page;
}

QWidget* LocalBrokerPane::side() {
    auto* inside = new QWidget;
    m_side = new QScrollArea; // a low window has no room for all of it
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setWidgetResizable(true);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setWidget(inside);
    auto* rows = new QVBoxLayout(inside);
    rows->setContentsMargins(20, 12, 16, 12);
    rows->setSpacing(8);
    rows->addWidget(label(Text::Section, tr("Connect a client")));
    m_clients = innerTabs(QStringLiteral("clientTabs"), tr("Kind of client"));
    for (const ClientSnippet& snippet : clientSnippets({}, {}))
        m_clients->addTab(snippet.client);
    rows->addWidget(m_clients);
    rows->addWidget(new Hairline);
    m_snippet = new CommandBlock(QStringLiteral("clientSnippet"));
    rows->addWidget(m_snippet);
    rows->addWidget(label(Text::Label, tr("Any other client")));
    m_anyClient = new CommandBlock(QStringLiteral("anyClient"));
    rows->addWidget(m_anyClient);
    rows->addSpacing(16);
    rows->addWidget(label(Text::Section, tr("Data")));
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(6);
    grid->setHorizontalSpacing(12);
    grid->setColumnMinimumWidth(0, 124);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](const QString& name, Text kind) {
        const int row = grid->rowCount();
        ToneLabel* value = label(kind, {});
        value->setWordWrap(true); // the column is as wide as there is room
        grid->addWidget(label(Text::Muted, name), row, 0, Qt::AlignTop);
        grid->addWidget(value, row, 1);
        return value;
    };
    m_folder = new NameLine(Text::Mono);
    m_folder->setObjectName(QStringLiteral("dataFolder"));
    grid->addWidget(label(Text::Muted, tr("Data folder")), 0, 0, Qt::AlignTop);
    grid->addWidget(m_folder, 0, 1);
    m_survives = add(tr("Kept"), Text::Body);
    add(tr("Listens on"), Text::Body)->setText(tr("this computer only"));
    m_firstUse = add(tr("Topics on first use"), Text::Body);
    m_free = add(tr("Free on the disk"), Text::Mono);
    rows->addLayout(grid);
    rows->addStretch();
    connect(m_clients, &QTabBar::currentChanged, this, &LocalBrokerPane::takeSnippets);
    return m_side;
}

void LocalBrokerPane::sayState(LocalBrokerState state) {
    if (context().workspace().localBroker().folderInUse())
        return m_state->say(models::Shape::Ring, models::Tone::Warn, tr("In use by another program"));
    switch (state) {
    case LocalBrokerState::Stopped:
        m_state->say(models::Shape::Ring, models::Tone::Muted, tr("Stopped"));
        break;
    case LocalBrokerState::Starting:
        m_state->say(models::Shape::Ring, models::Tone::Warn, tr("Starting"));
        break;
    case LocalBrokerState::Running:
        m_state->say(models::Shape::Disc, models::Tone::Good, tr("Running"));
        break;
    case LocalBrokerState::Stopping:
        m_state->say(models::Shape::Ring, models::Tone::Warn, tr("Stopping"));
        break;
    case LocalBrokerState::Failed:
        m_state->say(models::Shape::Cross, models::Tone::Bad, tr("Failed"));
        break;
    }
}

void LocalBrokerPane::settleUse() {
    const LocalBrokerState state = context().workspace().localBroker().state();
    sayState(state);
    const QString whyNotStart = broker_acts::whyNotStart(context());
    m_start->setEnabled(whyNotStart.isEmpty());
    m_start->setToolTip(whyNotStart);
    const QString whyNotWipe = broker_acts::whyNotWipe(context());
    m_wipe->setEnabled(whyNotWipe.isEmpty());
    m_wipe->setToolTip(whyNotWipe.isEmpty() ? tr("Removes all topics, records and groups") : whyNotWipe);
    m_connectionTable->setEmptyReason(state == LocalBrokerState::Running
                                          ? tr("No client is connected. The lines at the right attach one.")
                                          : whyStill());
}

void LocalBrokerPane::takeState() {
    session::Workspace& workspace = context().workspace();
    const LocalBrokerState state = workspace.localBroker().state();
    const bool running = state == LocalBrokerState::Running;
    const bool standing = state == LocalBrokerState::Stopped || state == LocalBrokerState::Failed;
    settleUse();
    const session::StartedBroker& started = workspace.localBroker().started();
    const auto options = running ? started.options : workspace.localBroker().options();
    const bool kept =
        running ? !started.dataFolder.isEmpty() : options.storage == session::BrokerStorage::Kept;
    m_start->setVisible(standing);
    m_stop->setVisible(!standing);
    m_stop->setEnabled(running);
    m_restart->setVisible(!standing);
    m_restart->setEnabled(running);
    m_adder->setEnabled(running);
    m_address->setText(running ? started.bootstrap : QString());
    m_copyAddress->setVisible(running);
    const QString place = kept ? broker_acts::folder(context()) : tr("none, in memory");
    m_openFolder->setVisible(kept);
    m_openFolder->setEnabled(kept && QFileInfo::exists(place));
    m_openFolder->setToolTip(kept ? place : QString());
    m_folder->setName(shortPath(place));
    m_survives->setText(kept ? tr("outlives this window") : tr("gone when it stops"));
    m_firstUse->setText(
        options.autoCreate
            ? models::counted(tr("created, %n partition(s)", nullptr, options.partitions), options.partitions)
            : tr("not created"));
    if (running && !started.recovery.isEmpty())
        messages()->say(models::Tone::Warn, tr("The last stop was not clean; the data was checked."),
                        started.recovery.join(QLatin1Char('\n')));
    else
        messages()->hide();
    if (!running)
        m_lastUptimeMs.reset();
    takeSnippets();
    takeSample();
    takeHistory();
}

/// Empty while it runs.
QString LocalBrokerPane::whyStill() const {
    using enum session::LocalBrokerState;
    const auto state = context().workspace().localBroker().state();
    return state == Running    ? QString()
           : state == Starting ? tr("The broker is starting.")
           : state == Stopping ? tr("The broker is stopping.")
           : context().workspace().localBroker().folderInUse()
               ? tr("Another program's broker uses the data folder.")
               : tr("The broker stands still.");
}

void LocalBrokerPane::takeHistory() {
    const session::LocalBroker& broker = context().workspace().localBroker();
    const bool running = broker.state() == session::LocalBrokerState::Running;
    m_charts->take(broker.history(), broker.sample().memoryLimit > 0, whyStill());
    // The chart's own figure: two that are taken apart never agree.
    const auto requests = running ? broker.history().requestsNow() : std::nullopt;
    if (requests)
        m_requests->setValue(models::formatRate(*requests), tr("/s"));
    else
        m_requests->setValue(QString(models::unknownSign));
    m_requests->setToolTip(running ? tr("This window's own are among them.") : QString());
}

void LocalBrokerPane::takeSnippets() {
    const session::LocalBroker& broker = context().workspace().localBroker();
    // While it stands still another program may listen where it did, and where it will.
    if (broker.state() != LocalBrokerState::Running || broker.started().bootstrap.isEmpty()) {
        m_snippet->say(
            tr("Once the broker runs, its address and the lines that attach a client stand here."));
        m_anyClient->say(tr("Once the broker runs."));
        return;
    }
    const QString& bootstrap = broker.started().bootstrap;
    QString topic = QStringLiteral("my-topic");
    if (cluster())
        for (const auto& row : cluster()->data().snapshot()->topics)
            if (!row->internal) {
                topic = row->name;
                break;
            }
    m_snippet->setText(clientSnippets(bootstrap, topic).value(std::max(0, m_clients->currentIndex())).lines);
    m_anyClient->setText(QStringLiteral("bootstrap.servers=%1\nsecurity.protocol=PLAINTEXT").arg(bootstrap));
}

void LocalBrokerPane::takeSnapshot() {
    takeSnippets();
    takeSample();
}

void LocalBrokerPane::takeSample() {
    session::Workspace& workspace = context().workspace();
    const bool running = workspace.localBroker().state() == LocalBrokerState::Running;
    const session::BrokerCounters& now = workspace.localBroker().sample();
    const QString unknown(models::unknownSign);
    if (!running) {
        for (Figure* figure : {m_port, m_uptime, m_memory, m_connections, m_in, m_out, m_data}) {
            figure->setValue(unknown);
            figure->setToolTip({});
        }
        m_connectionModel->take({}, 0);
        m_connectionCount->setText({});
        m_free->setText(unknown);
        return;
    }
    const session::StartedBroker& started = workspace.localBroker().started();
    m_port->setValue(QString::number(started.port));
    m_port->setToolTip(
        isNextFreePort(started)
            ? tr("Port %1 was taken by another program: this is the next free one.").arg(usualPort)
            : QString());
    m_uptime->setValue(models::formatDuration(now.uptimeMs / 1000 * 1000));
    const auto split = [](Figure* figure, const QString& text) {
        const qsizetype gap = text.lastIndexOf(QChar(0xa0));
        figure->setValue(text.left(gap), text.mid(gap + 1));
    };
    const bool memory = now.memoryLimit > 0;
    m_memory->setVisible(memory);
    if (memory) {
        split(m_memory, models::formatBytes(now.memoryUsed));
        m_memory->setToolTip(
            tr("of %1; above it the broker refuses to take more").arg(models::formatBytes(now.memoryLimit)));
    }
    split(m_data, models::formatBytes(memory ? now.memoryUsed : now.dataBytes));
    m_data->setToolTip(models::formatExactBytes(memory ? now.memoryUsed : now.dataBytes));
    m_free->setText(now.freeBytes >= 0 ? models::formatBytes(now.freeBytes) : unknown);
    takeTraffic();
    // The page asks when it comes on screen too: shorter than half a second says nothing about a rate.
    if (!m_lastUptimeMs || now.uptimeMs - *m_lastUptimeMs >= 500) {
        m_lastUptimeMs = now.uptimeMs;
        const auto connections = workspace.localBroker().connections();
        m_connectionModel->take(connections, now.uptimeMs);
        const QString count = models::formatCount(qint64(connections.size()));
        m_connectionCount->setText(count);
        m_connections->setValue(count); // of the same look
    }
}

/// The same as on the other pages, so that one cluster has one rate at a time.
void LocalBrokerPane::takeTraffic() {
    const auto snapshot = cluster() ? cluster()->data().snapshot() : nullptr;
    const auto figures = snapshot ? snapshot->figures : session::ClusterFigures();
    m_in->setValue(models::partialRate(figures.inPerSecond), tr("msg/s"), models::incomingBytes(figures));
    m_in->setToolTip(models::incomingTip(figures));
    m_out->setValue(models::formatRate(figures.outPerSecond), tr("msg/s"),
                    models::formatByteRate(figures.bytesOutPerSecond));
    m_out->setToolTip(models::outgoingTip(figures.outPerSecond, true, figures.meanMs));
}

void LocalBrokerPane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    const bool wide = width() >= 1040;
    m_side->setFixedWidth(wide ? 400 : 320);
    // Their icons tell where there is no room for words.
    for (QPushButton* button : {m_restart, m_adder, m_wipe, m_openFolder, m_settings})
        button->setText(wide ? button->accessibleName() : QString());
    for (Figure* figure : {m_in, m_out})
        figure->setAsideShown(wide);
}

void LocalBrokerPane::takeZone() {
    m_charts->setZone(context().zone());
    m_connectionModel->setZone(context().zone());
    m_log->setZone(context().zone());
}

void LocalBrokerPane::openFolder() {
    const QString place = broker_acts::folder(context());
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(place)))
        messages()->say(models::Tone::Warn,
                        tr("No program here opens folders. The data is in %1.").arg(place));
}

void LocalBrokerPane::saySettingsKept() {
    takeState();
    if (context().workspace().localBroker().state() != LocalBrokerState::Running)
        return;
    messages()->say(models::Tone::Accent, tr("The settings are kept; they act when the broker starts next."));
    messages()->offer(tr("Restart"), [this] { broker_acts::restart(context(), this); });
}

} // namespace widgets
