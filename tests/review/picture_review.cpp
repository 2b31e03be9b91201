/// picture_review [--all] [--save DIR] [--only SCENE]: opens every page and dialog of the
/// window in the states that a person may meet, looks at each and fails when a rule is broken. Without --all
/// a few states of them all; the scale is the platform's (QT_SCALE_FACTOR).

#include <algorithm>
#include <cstdio>
#include <set>

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QTranslator>

#include "review/rules.h"
#include "review/scenes.h"

namespace {

using widgets::theme::Choice;

struct State {
    Choice theme;
    QSize size;
    review::ClusterWord cluster;
};

std::vector<State> statesToLookAt(bool all) {
    using review::Cluster;
    const QSize small(1024, 700), usual(1440, 900), large(2560, 1440);
    if (!all)
        return {{Choice::Light, small, review::clusters[int(Cluster::Sample)]},
                {Choice::Dark, usual, review::clusters[int(Cluster::LongNames)]},
                {Choice::Light, usual, review::clusters[int(Cluster::Empty)]},
                {Choice::Dark, small, review::clusters[int(Cluster::Dead)]}};
    std::vector<State> out;
    for (const auto& cluster : review::clusters)
        for (const QSize& size : {small, usual, large})
            for (const Choice theme : {Choice::Light, Choice::Dark})
                out.push_back({theme, size, cluster});
    return out;
}

/// Until nothing changes any more: layouts, timers of the pages, their painting.
void settle() {
    QTest::qWait(30);
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

/// What is wrong today and may stay until its page is mended: "scene: rule at widget", or how that begins.
std::set<QString> knownFaults() {
    QFile file(QStringLiteral(KNOWN_FAULTS));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no %s", KNOWN_FAULTS);
    std::set<QString> out;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (!line.isEmpty())
            out.insert(QString::fromUtf8(line));
    return out;
}

/// What a person would look at: a menu or panel, else a dialog, else a window beside the main one, else that.
QWidget& onTop(QWidget& window) {
    if (QWidget* popup = QApplication::activePopupWidget())
        return *popup;
    if (QWidget* dialog = QApplication::activeModalWidget())
        return *dialog;
    for (QWidget* other : QApplication::topLevelWidgets())
        if (other != &window && other->isVisible() && other->windowType() == Qt::Window)
            return *other;
    return window;
}

void closeWhatIsOpen(QWidget& window) {
    for (QWidget* open = &onTop(window); open != &window; open = &onTop(window)) {
        open->close();
        settle();
    }
}

class Review {
public:
    Review(QString only, QString folder) : m_only(std::move(only)), m_folder(std::move(folder)) {}

    void lookAt(const State& state) {
        review::Stage stage(state.cluster.cluster);
        stage.bench.theme.choose(state.theme);
        stage.bench.window->resize(state.size);
        for (const auto& scene : review::scenes()) {
            if (!m_only.isEmpty() && m_only != QLatin1String(scene.name))
                continue;
            scene.open(stage.bench, stage.topic, stage.group);
            settle();
            tell(state, scene.name, onTop(*stage.bench.window));
            closeWhatIsOpen(*stage.bench.window);
        }
    }
    [[nodiscard]] int findings() const { return m_findings; }

private:
    void tell(const State& state, const char* scene, QWidget& seen) {
        const QString where = QStringLiteral("%1 %2x%3 %4")
                                  .arg(widgets::theme::nameOf(state.theme))
                                  .arg(state.size.width())
                                  .arg(state.size.height())
                                  .arg(QLatin1String(state.cluster.word));
        if (!m_folder.isEmpty())
            seen.grab().save(QStringLiteral("%1/%2 %3.png").arg(m_folder, QLatin1String(scene), where));
        for (const auto& finding : review::lookAt(seen, state.size)) {
            const QString fault = QStringLiteral("%1: %2 at %3")
                                      .arg(QLatin1String(scene), review::nameOf(finding.rule), finding.where);
            const bool known = std::ranges::any_of(
                m_known, [&fault](const QString& line) { return fault.startsWith(line); });
            m_findings += known ? 0 : 1;
            // The same in every state is told once.
            if (m_told.insert(fault + finding.what).second)
                std::printf("%s%s: %s [%s, %d,%d %dx%d]\n", known ? "known: " : "", qPrintable(fault),
                            qPrintable(finding.what.left(120)), qPrintable(where), finding.rect.x(),
                            finding.rect.y(), finding.rect.width(), finding.rect.height());
        }
    }

    const QString m_only, m_folder;
    const std::set<QString> m_known = knownFaults();
    std::set<QString> m_told;
    int m_findings = 0;
};

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption all(QStringLiteral("all"), QStringLiteral("Every theme, size and cluster."));
    const QCommandLineOption save(QStringLiteral("save"), QStringLiteral("Leaves the pictures in DIR."),
                                  QStringLiteral("DIR"));
    const QCommandLineOption only(QStringLiteral("only"), QStringLiteral("One page or dialog."),
                                  QStringLiteral("SCENE"));
    parser.addOptions({all, save, only});
    parser.process(application);
    // As the program does it: plurals and digits as a person reads them.
    QTranslator translator;
    if (!translator.load(QStringLiteral(":/translations/milena_en.qm")) ||
        !QApplication::installTranslator(&translator))
        qFatal("no translation is built in");
    if (parser.isSet(save))
        QDir().mkpath(parser.value(save));
    Review review(parser.value(only), parser.value(save));
    for (const State& state : statesToLookAt(parser.isSet(all)))
        review.lookAt(state);
    return review.findings() == 0 ? 0 : 1;
}
