#include <cstdio>
#include <cstdlib>
#include <memory>

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QTimer>
#include <QTranslator>

#include "base/heap.h"
#include "embedded_broker.h"
#include "quit_signals.h"
#include "session/profile_colours.h"
#include "session/workspace.h"
#include "widgets/main_window.h"
#include "widgets/prompts/dialog_prompts.h"
#include "widgets/theme/theme.h"

namespace {

struct Wishes {
    QString bootstrap;
    bool startBroker = false;
};

Wishes readArguments() {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "A console for Apache Kafka with a broker inside."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption connect(
        QStringLiteral("connect"),
        QCoreApplication::translate("main", "Connect to the cluster at BOOTSTRAP, e.g. localhost:9092."),
        QStringLiteral("BOOTSTRAP"));
    const QCommandLineOption start(
        QStringLiteral("start-broker"),
        QCoreApplication::translate("main",
                                    "Start the local broker, with its data kept unless chosen otherwise."));
    parser.addOption(connect);
    parser.addOption(start);
    parser.process(QCoreApplication::arguments());
    if (const QStringList others = parser.positionalArguments(); !others.isEmpty()) {
        const QString words = QCoreApplication::translate(
            "main", "%1 is no option; --connect %1 connects to a cluster, --help names the options.");
        std::fprintf(stderr, "%s\n", qPrintable(words.arg(others.first())));
        std::exit(EXIT_FAILURE);
    }
    return {parser.value(connect), parser.isSet(start)};
}

/// Help and version need no display, and there may be none.
bool asksOnlyForWords(int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        for (const char* word : {"-h", "--help", "-v", "--version"})
            if (qstrcmp(argv[i], word) == 0)
                return true;
    return false;
}

/// The clusters that were open when the window was last closed come back; what the command line asks for
/// comes on top.
void openWhatWasOpen(session::Workspace& workspace, const Wishes& wishes) {
    for (const QString& id : workspace.settings().value(QStringLiteral("openClusters")).toStringList())
        workspace.clusters().open(QUuid::fromString(id));
    if (!wishes.bootstrap.isEmpty()) {
        session::ConnectionProfile wanted;
        for (const auto& known : workspace.clusters().profiles())
            if (!known.localBroker && known.bootstrap == wishes.bootstrap)
                wanted = known;
        if (wanted.id.isNull()) {
            wanted.id = QUuid::createUuid();
            wanted.name = wishes.bootstrap.section(QLatin1Char(','), 0, 0);
            wanted.bootstrap = wishes.bootstrap;
            wanted.colour = session::freeColour(workspace.clusters().profiles());
            workspace.clusters().saveProfile(wanted);
        }
        workspace.clusters().open(wanted.id);
    }
    if (wishes.startBroker)
        workspace.localBroker().start(workspace.localBroker().options());
}

} // namespace

int main(int argc, char** argv) {
    base::shareHeap();
    base::giveBackFreeMemory();
    QCoreApplication::setApplicationName(QStringLiteral("milena"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MILENA_VERSION));
    if (asksOnlyForWords(argc, argv)) {
        const QCoreApplication wordsOnly(argc, argv);
        readArguments(); // answers and ends the program
    }
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Milena"));
    QGuiApplication::setDesktopFileName(QStringLiteral("milena"));
    // English too: its file holds the plurals.
    QTranslator translator;
    if (translator.load(QStringLiteral(":/translations/milena_en.qm")))
        QApplication::installTranslator(&translator);
    const Wishes wishes = readArguments();
    const QuitSignals quitSignals;

    widgets::theme::Theme theme(application);
    session::Workspace workspace(std::make_unique<EmbeddedBroker>(), {});
    theme.choose(widgets::theme::choiceOf(workspace.settings().value(QStringLiteral("theme")).toString()));
    widgets::DialogPrompts prompts;
    widgets::MainWindow window(workspace, prompts, theme, widgets::PaneRegistry::standard());
    window.show();
    // After the first painting: nothing of this is needed to see the window.
    QTimer::singleShot(0, &window, [&workspace, wishes] { openWhatWasOpen(workspace, wishes); });
    return QApplication::exec();
}
