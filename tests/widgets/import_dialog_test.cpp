#include <algorithm>

#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QLabel>
#include <QPushButton>

#include "support/form_words.h"
#include "support/window_bench.h"
#include "widgets/prompts/import_dialog.h"

using support::WindowBench;
using widgets::ImportDialog;

/// What the import of a file says before one sends.
class ImportDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;
    std::unique_ptr<ImportDialog> m_dialog;

    void open(const QByteArray& lines) {
        QFile file(m_bench->path("lines.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines) == lines.size());
        file.close();
        m_dialog = std::make_unique<ImportDialog>(m_bench->workspace->runs(), m_bench->cluster, "orders",
                                                  file.fileName(), nullptr);
        m_dialog->show();
    }
    bool says(const char* words) const {
        const auto labels = m_dialog->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [words](const QLabel* one) {
            return one->isVisible() && models::withPlainBlanks(one->text()).contains(QLatin1String(words));
        });
    }
    bool canSend() const { return m_dialog->findChild<QPushButton*>("actButton")->isEnabled(); }
    static QByteArray lineOf(qint64 ms) {
        return R"({"payload":"a","partition":12,"ts":)" + QByteArray::number(ms) + "}\n";
    }
    void keepFor(const char* ms, const char* policy = "delete") {
        m_bench->fake().topics().configRows = {{"retention.ms", ms}, {"cleanup.policy", policy}};
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() {
        m_dialog.reset();
        m_bench.reset();
    }

    void recordsThatWillBeDeletedAreToldOfBefore() {
        keepFor("604800000");
        open(lineOf(QDateTime::currentMSecsSinceEpoch()) + lineOf(1'700'000'000'000));
        QTRY_VERIFY(says("The topic keeps records for 7 d"));
        m_dialog->findChild<QComboBox*>("sendTime")->setCurrentIndex(1);
        QVERIFY(!says("The topic keeps records"));
    }

    void recordsThatStayAreNot() {
        keepFor("604800000");
        open(lineOf(QDateTime::currentMSecsSinceEpoch()));
        QTRY_VERIFY(says("; the first came from"));
        QVERIFY(!says("The topic keeps records"));
        for (const auto& [ms, policy] : {std::pair("-1", "delete"), std::pair("604800000", "compact")}) {
            keepFor(ms, policy);
            open(lineOf(1'700'000'000'000));
            QTRY_VERIFY(says("; the first came from"));
            QVERIFY(!says("The topic keeps records"));
        }
    }

    void partitionsThatAreAddedAreSeen() {
        open(lineOf(1'700'000'000'000));
        QTRY_VERIFY(says("Partition 12 is named, and the topic has 12"));
        QVERIFY(!canSend());
        auto fresh = *m_bench->fake().data().snapshot();
        for (auto& row : fresh.topics)
            if (row->name == "orders") {
                auto more = *row;
                more.partitions = 13;
                row = std::make_shared<const session::TopicRow>(more);
            }
        m_bench->fake().data().publish(std::move(fresh));
        QTRY_VERIFY(canSend());
        QVERIFY(!says("is named"));
    }
};

QTEST_MAIN(ImportDialogTest)
#include "import_dialog_test.moc"
