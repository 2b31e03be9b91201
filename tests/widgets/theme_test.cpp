#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>
#include <QTextLayout>

#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/theme.h"

using widgets::theme::Choice;
using widgets::theme::Theme;

namespace {

const QPalette night{QColor(40, 40, 40)}, day{QColor(230, 230, 230)};

bool looksDark() {
    const QLabel label;
    return label.palette().color(QPalette::Window) == widgets::theme::darkColours().surface;
}

QList<quint32> signsOf(const QString& text, const QFont& font) {
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QList<quint32> signs;
    for (const QGlyphRun& run : layout.glyphRuns())
        signs << run.glyphIndexes();
    return signs;
}

/// What Qt 6.4 does when a platform plugin reports a new theme: the style is shown the new base palette.
void platformReports(QPalette palette) {
    QApplication::style()->polish(palette);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void aNameIsShownWithTheSignsThatItHas() {
        for (const QFont& font : {widgets::theme::bodyFont(), widgets::theme::monoFont()})
            for (const QString name : {"0x10", "a->b", "<=>", "-->", "10x20", "fi", "(C)", "a:b"}) {
                QList<quint32> each;
                for (const QChar sign : name)
                    each << signsOf(sign, font);
                QCOMPARE(signsOf(name, font), each);
            }
    }

    void aDarkDesktopMakesADarkWindow() {
        QApplication::setPalette(night);
        const Theme theme(*qApp);
        QCOMPARE(theme.choice(), Choice::System);
        QVERIFY(theme.isDark());
        QVERIFY(looksDark());
    }

    void aLightDesktopMakesALightWindow() {
        QApplication::setPalette(day);
        const Theme theme(*qApp);
        QVERIFY(!theme.isDark());
        QVERIFY(!looksDark());
    }

    void itFollowsAPlatformThatSetsThePalette() {
        QApplication::setPalette(day);
        const Theme theme(*qApp);
        QSignalSpy changed(&theme, &Theme::changed);
        QApplication::setPalette(night);
        QTRY_VERIFY(looksDark());
        QCOMPARE(changed.size(), 1);
        QApplication::setPalette(day);
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(!looksDark());
    }

    void itFollowsAPlatformThatReportsATheme() {
        QApplication::setPalette(day);
        const Theme theme(*qApp);
        platformReports(day);
        platformReports(night);
        QTRY_VERIFY(looksDark());
        QVERIFY(theme.isDark());
        platformReports(day);
        QTRY_VERIFY(!looksDark());
    }

    void ourOwnPaletteIsNotThePlatforms() {
        QApplication::setPalette(day);
        Theme theme(*qApp);
        theme.choose(Choice::Dark);
        QVERIFY(looksDark());
        theme.choose(Choice::System);
        QCoreApplication::processEvents();
        QVERIFY(!looksDark());
    }

    void aChoiceOutlastsTheDesktop() {
        QApplication::setPalette(day);
        Theme theme(*qApp);
        theme.choose(Choice::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        QApplication::setPalette(night);
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(!looksDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), widgets::theme::lightColours().surface);
        theme.choose(Choice::System);
        QVERIFY2(looksDark(), "the desktop turned dark meanwhile");
    }

    void aChoiceIsRememberedByName() {
        for (const Choice choice : widgets::theme::choices)
            QCOMPARE(widgets::theme::choiceOf(widgets::theme::nameOf(choice)), choice);
        QCOMPARE(widgets::theme::choiceOf(QString()), Choice::System);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
