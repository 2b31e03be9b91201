#include <QApplication>
#include <QCommandLineParser>
#include <QTranslator>

#include "tour/tour.h"

/// milena-tour [--connect BOOTSTRAP] [DIR]: does the main job through the window and leaves a picture of
/// every page and dialog in DIR. Its exit status is the number of failed steps.
int main(int argc, char** argv) {
    // Nothing of the tour may touch what the person keeps.
    QTemporaryDir home;
    qputenv("XDG_DATA_HOME", home.filePath(QStringLiteral("data")).toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", home.filePath(QStringLiteral("config")).toLocal8Bit());
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("milena"));
    QTranslator translator;
    if (translator.load(QStringLiteral(":/translations/milena_en.qm")))
        QApplication::installTranslator(&translator);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption connect(QStringLiteral("connect"), QStringLiteral("Tour this cluster instead."),
                                     QStringLiteral("BOOTSTRAP"));
    parser.addOption(connect);
    parser.addPositionalArgument(QStringLiteral("DIR"), QStringLiteral("Where the pictures go."));
    parser.process(application);
    const QString folder = parser.positionalArguments().value(0, QStringLiteral("."));
    QDir().mkpath(folder);
    widgets::theme::Theme theme(application);
    theme.choose(widgets::theme::Choice::Light);
    tour::Tour tour(theme, parser.value(connect), folder);
    return QTest::qExec(&tour, {QString::fromLocal8Bit(argv[0])});
}
