#include "widgets/acts/broker_acts.h"

#include <QCoreApplication>

#include "session/workspace.h"
#include "widgets/acts/broker_questions.h"
#include "widgets/pane.h"
#include "widgets/panes/welcome/adder_start.h"
#include "widgets/prompts/broker_settings_dialog.h"

using session::LocalBrokerState;

namespace widgets {
namespace broker_acts {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(localBroker)
};

session::LocalBroker& brokerOf(const PaneContext& context) {
    return context.workspace().localBroker();
}

bool stands(const PaneContext& context) {
    const LocalBrokerState state = brokerOf(context).state();
    return state == LocalBrokerState::Stopped || state == LocalBrokerState::Failed;
}

bool runs(const PaneContext& context) {
    return brokerOf(context).state() == LocalBrokerState::Running;
}

QString whyInUse(const PaneContext& context) {
    return brokerOf(context).folderInUse() ? Words::tr("another program's broker uses the data folder")
                                           : QString();
}

/// Why what was asked about `meant` cannot be done by now; empty: it can.
QString whyNoLonger(const PaneContext& context, const QString& meant) {
    const QString now = folder(context);
    if (now.isEmpty())
        return Words::tr("By now it is set to keep nothing: there is nothing to wipe.");
    if (now != meant)
        return Words::tr("By now its data folder is %1.").arg(now);
    const QString why = whyNotWipe(context);
    return why.isEmpty() ? QString() : Words::tr("It cannot be wiped: %1.").arg(why);
}

void end(PaneContext& context, QWidget* window, Leaving leaving) {
    session::LocalBroker& broker = brokerOf(context);
    const auto act = [&broker, leaving] { leaving == Leaving::Restart ? broker.restart() : broker.stop(); };
    if (const auto question = stopQuestion(context.workspace(), leaving))
        context.prompts().confirm(window, *question, act);
    else
        act();
}

} // namespace

void start(PaneContext& context, QWidget*) {
    brokerOf(context).start(brokerOf(context).options());
}

void stop(PaneContext& context, QWidget* window) {
    end(context, window, Leaving::Broker);
}

void restart(PaneContext& context, QWidget* window) {
    end(context, window, Leaving::Restart);
}

void wipe(PaneContext& context, QWidget* window) {
    const QString meant = folder(context);
    auto question = wipeQuestion(context.workspace(), meant);
    question.whyNot = [&context, meant] { return whyNoLonger(context, meant); };
    context.prompts().confirm(window, question, [&broker = brokerOf(context), meant] { broker.wipe(meant); });
}

void editSettings(PaneContext& context, QWidget* window) {
    session::LocalBroker& broker = brokerOf(context);
    broker.readOptions();
    auto* dialog =
        new BrokerSettingsDialog(broker.options(), broker.usualDataFolder(), broker.settings(), window);
    QObject::connect(dialog, &BrokerSettingsDialog::chosen, &context,
                     [&context](const session::LocalBrokerOptions& options) {
                         brokerOf(context).setOptions(options);
                         emit context.brokerSettingsKept();
                     });
    dialog->open();
}

void play(PaneContext& context, QWidget* window) {
    startAdder(context, window);
}

QString whyNotStart(const PaneContext& context) {
    switch (brokerOf(context).state()) {
    case LocalBrokerState::Running:
        return Words::tr("it runs already");
    case LocalBrokerState::Starting:
        return Words::tr("it is starting");
    case LocalBrokerState::Stopping:
        return Words::tr("it is stopping");
    case LocalBrokerState::Stopped:
    case LocalBrokerState::Failed:
        break;
    }
    return whyInUse(context);
}

QString whyNotPlay(const PaneContext& context) {
    const bool comes = runs(context) || brokerOf(context).state() == LocalBrokerState::Starting;
    return comes ? QString() : whyNotStart(context); // which it does first
}

QString whyNotStop(const PaneContext& context) {
    return runs(context) ? QString() : Words::tr("it does not run");
}

QString whyNotWipe(const PaneContext& context) {
    const bool running = runs(context);
    if (folder(context).isEmpty())
        return running ? Words::tr("In memory there is nothing to wipe: all of it goes when it stops.")
                       : Words::tr("in memory nothing is kept");
    if (!running && !stands(context))
        return Words::tr("it is about to start or to stop");
    if (const QString why = whyInUse(context); !why.isEmpty())
        return why;
    const auto kept = brokerOf(context).dataKept();
    return running || kept == true ? QString()
           : kept                  ? Words::tr("nothing is kept yet")
                                   : Words::tr("it is not known what the data folder holds");
}

QString folder(const PaneContext& context) {
    return brokerOf(context).dataFolder();
}

} // namespace broker_acts

std::vector<ProgramAct> brokerActs() {
    namespace on = broker_acts;
    using on::Words;
    const auto icon = [](const char* name) { return QString::fromLatin1(name); };
    // clang-format off
    return {
        {.id = QStringLiteral("startButton"), .words = Words::tr("Start"), .full = Words::tr("Start the local broker"), .icon = icon("play"), .run = on::start, .whyNot = on::whyNotStart},
        {.id = QStringLiteral("stopButton"), .words = Words::tr("Stop"), .full = Words::tr("Stop the local broker"), .icon = icon("stop"), .run = on::stop, .whyNot = on::whyNotStop},
        {.id = QStringLiteral("restartButton"), .words = Words::tr("Restart"), .full = Words::tr("Restart the local broker"), .icon = icon("refresh"), .run = on::restart, .whyNot = on::whyNotStop},
        {.id = QStringLiteral("playAdderButton"), .words = Words::tr("Play the adder"), .full = Words::tr("Play the adder"), .icon = icon("sigma"), .run = on::play, .whyNot = on::whyNotPlay},
        {.id = QStringLiteral("wipeButton"), .words = Words::tr("Wipe…"), .full = Words::tr("Wipe the local broker"), .icon = icon("erase"), .run = on::wipe, .whyNot = on::whyNotWipe},
        {.id = QStringLiteral("brokerSettingsButton"), .words = Words::tr("Settings…"), .full = Words::tr("Settings of the local broker"), .icon = icon("gear"), .run = on::editSettings},
    };
    // clang-format on
}

} // namespace widgets
