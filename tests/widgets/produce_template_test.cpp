#include <algorithm>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include "support/window_bench.h"
#include "widgets/prompts/payload_field.h"

using session::PayloadKind;
using support::WindowBench;
using widgets::PayloadField;

/// Templates of numbers and UUIDs in Produce.
class ProduceTemplateTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    PayloadField* key() { return m_bench->see<PayloadField>("produceKey"); }
    bool says(const char* words) {
        const auto labels = key()->findChildren<QLabel*>();
        return std::ranges::any_of(labels,
                                   [words](const QLabel* one) { return one->text().contains(words); });
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("topic", "orders");
        m_bench->click("produceHere");
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    void cleanup() {
        delete QApplication::activeModalWidget();
        m_bench.reset();
    }

    void aNumberCountsUp() {
        key()->set(PayloadKind::Int64, "{{n}}");
        QVERIFY2(key()->isValid(), qPrintable(key()->problem()));
        QVERIFY(says("the first is 1"));
        m_bench->type("produceRepeat", "3");
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().records().produced.size(), 1);
        const auto& sent = m_bench->fake().records().produced.last();
        QCOMPARE(sent.key, std::optional<QByteArray>("{{n}}"));
        QCOMPARE(sent.keyKind, PayloadKind::Int64);
        QCOMPARE(sent.valueKind, PayloadKind::Text);
    }

    void whatCannotBeCountedToIsToldBefore() {
        key()->set(PayloadKind::Int8, "{{n}}");
        auto* act = m_bench->see<QPushButton>("actButton");
        m_bench->type("produceRepeat", "127");
        QVERIFY(act->isEnabled());
        m_bench->type("produceRepeat", "128");
        QVERIFY(!act->isEnabled());
        QVERIFY2(act->toolTip().contains("record 128"), qPrintable(act->toolTip()));
        key()->set(PayloadKind::Int8, "x{{n}}");
        QVERIFY(!key()->isValid());
        key()->set(PayloadKind::Int8, "7"); // no template: its byte
        QCOMPARE(key()->bytes(), std::optional<QByteArray>("\7"));
    }
};

QTEST_MAIN(ProduceTemplateTest)
#include "produce_template_test.moc"
