#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTest>

#include "review/rules.h"

using review::Rule;

namespace {

const QString sentence = QStringLiteral("a sentence that is longer than its place");

/// Draws its text shortened to so many pixels, wherever it stands.
class Shortened final : public QWidget {
public:
    Shortened(int width, QWidget* parent) : QWidget(parent), m_width(width) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.drawText(rect(), Qt::AlignVCenter,
                         fontMetrics().elidedText(sentence, Qt::ElideRight, m_width));
    }

private:
    int m_width;
};

} // namespace

/// Every rule is broken once on purpose, and told; what breaks none is left in peace.
class RulesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QWidget> m_page;

    QLabel* label(const QString& text, QRect place) {
        auto* label = new QLabel(text, m_page.get());
        label->setGeometry(place);
        return label;
    }
    QStringList found() {
        m_page->show();
        if (!QTest::qWaitForWindowExposed(m_page.get()))
            qFatal("the page does not show");
        QStringList out;
        for (const auto& finding : review::lookAt(*m_page))
            out << review::nameOf(finding.rule) + QLatin1Char(' ') + finding.where;
        return out;
    }

private slots:
    void init() {
        m_page = std::make_unique<QWidget>();
        m_page->setObjectName("page");
        m_page->resize(600, 300);
        QPalette plain;
        plain.setColor(QPalette::Window, Qt::white);
        plain.setColor(QPalette::WindowText, Qt::black);
        m_page->setPalette(plain);
    }

    void aPageThatIsRightHasNothingToTell() {
        label(sentence, {10, 10, 500, 20});
        label("Import…", {10, 40, 100, 20});
        auto* disabled = label("cannot be used now", {10, 70, 300, 20});
        disabled->setEnabled(false);
        QCOMPARE(found(), QStringList());
    }

    void aTextShortenedBesideFreeRoomIsTold() {
        auto* text = new Shortened(80, m_page.get());
        text->setObjectName("short");
        text->setGeometry(10, 10, 300, 20);
        QCOMPARE(found(), QStringList{"elided page/short"});
    }

    void aTextShortenedWhereNothingIsFreeIsNot() {
        auto* text = new Shortened(80, m_page.get());
        text->setGeometry(10, 10, 80, 20);
        label(sentence, {100, 10, 400, 20});
        QCOMPARE(found(), QStringList());
    }

    void aTextCutByItsWidgetIsTold() {
        label(sentence, {10, 10, 60, 20})->setObjectName("narrow");
        QCOMPARE(found(), QStringList{"cut page/narrow"});
    }

    void aControlCutByItsParentIsTold() {
        auto* box = new QWidget(m_page.get());
        box->setObjectName("box");
        box->setGeometry(10, 10, 100, 20);
        auto* button = new QPushButton(box);
        button->setObjectName("button");
        button->setGeometry(40, 0, 90, 20);
        QCOMPARE(found(), QStringList{"cut page/box/button"});
    }

    void widgetsOfOneLayoutOnEachOtherAreTold() {
        auto* row = new QHBoxLayout(m_page.get());
        auto* left = new QPushButton;
        auto* right = new QPushButton;
        left->setObjectName("left");
        row->addWidget(left);
        row->addWidget(right);
        m_page->show();
        left->resize(left->width() + 60, left->height());
        QCOMPARE(found(), QStringList{"overlap page/left"});
    }

    void textsOnEachOtherAreTold() {
        label("one text here", {10, 10, 200, 20});
        label("and another", {40, 12, 200, 20})->setObjectName("above");
        QCOMPARE(found(), QStringList{"overlap page/above"});
    }

    void whatIsLargerThanTheScreenIsTold() {
        m_page->show();
        const auto findings = review::lookAt(*m_page, {600, 299});
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings.front().rule, Rule::Cut);
        QVERIFY(review::lookAt(*m_page, {600, 300}).empty());
    }

    void paleTextIsTold() {
        auto* pale = label("pale", {10, 10, 200, 20});
        pale->setObjectName("pale");
        QPalette colours = m_page->palette();
        colours.setColor(QPalette::WindowText, QColor(0x999999));
        pale->setPalette(colours);
        QCOMPARE(found(), QStringList{"contrast page/pale"});
    }
};

QTEST_MAIN(RulesTest)
#include "rules_test.moc"
