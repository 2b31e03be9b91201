#include <algorithm>

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>

#include "session/payloads.h"
#include "session/records/key_partition.h"
#include "support/window_bench.h"
#include "widgets/common/command_block.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/prompts/confirm_dialog.h"
#include "widgets/prompts/form_dialog.h"
#include "widgets/prompts/produce_dialog.h"
#include "widgets/theme/colours.h"

using namespace widgets;
using session::PayloadKind;
using support::WindowBench;

class ProduceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    void choose(const char* segmented, int index) {
        auto* field = m_bench->see<Segmented>(segmented);
        field->setFocus();
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(field, Qt::Key_Left);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(field, Qt::Key_Right);
        QCOMPARE(field->current(), index);
    }
    void paste(const QString& text) {
        QApplication::clipboard()->setText(text);
        auto* field = m_bench->see<QPlainTextEdit>("produceValueText");
        field->setFocus();
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    }
    const session::ProduceDraft& sent() { return m_bench->fake().records().produced.last(); }
    bool isOpen() { return QApplication::activeModalWidget(); }
    bool backgroundOffered() {
        return QApplication::activeModalWidget()->findChild<QPushButton*>("sendInBackground")->isVisible();
    }
    void send() {
        m_bench->click("actButton");
        QTRY_VERIFY(!isOpen());
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("topic", "orders");
        m_bench->click("produceHere");
        QTRY_VERIFY(isOpen());
    }
    void cleanup() {
        delete QApplication::activeModalWidget();
        m_bench.reset();
    }

    void itHasItsSizeBeforeItGetsItsPlace() {
        delete QApplication::activeModalWidget();
        m_bench->click("produceHere");
        const auto* dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        const QSize shown = dialog->size();
        QVERIFY(QTest::qWaitForWindowExposed(const_cast<QWidget*>(dialog)));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(dialog->size(), shown);
    }

    void digitsTypedAmongTheWordsOfARateAreTheRate() {
        auto* rate = m_bench->see<QSpinBox>("produceRate");
        QCOMPARE(rate->text(), rate->specialValueText());
        auto* line = rate->findChild<QLineEdit*>();
        line->setFocus();
        line->setCursorPosition(3);
        QTest::keyClicks(line, "20");
        QCOMPARE(rate->value(), 20);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, "7");
        QCOMPARE(rate->value(), 7);
    }

    void closingTheWindowWhileItSendsLeavesARun() {
        m_bench->fake().answers.silent = true;
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().records().produced.size(), 1);
        QApplication::activeModalWidget()->close();
        QTRY_VERIFY(!isOpen());
        QCOMPARE(m_bench->workspace->runs().running().size(), std::size_t(1));
    }

    void escDropsWhatWasTypedOnlyThePressAfter() {
        const auto escape = [] { QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape); };
        m_bench->type("produceValueText", "worth keeping");
        escape();
        QVERIFY(isOpen());
        QTest::keyClick(m_bench->see("produceValueText"), Qt::Key_A);
        escape(); // something else came between
        QVERIFY(isOpen());
        escape();
        QTRY_VERIFY(!isOpen());
        m_bench->click("produceHere");
        QTRY_VERIFY(isOpen());
        escape(); // nothing was typed
        QTRY_VERIFY(!isOpen());
    }

    void nullEmptyTextAndHexAreDifferentValues_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("null");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("null") << int(PayloadKind::Null) << "" << true << QByteArray();
        QTest::newRow("empty") << int(PayloadKind::Empty) << "" << false << QByteArray("");
        QTest::newRow("text") << int(PayloadKind::Text) << "hello" << false << QByteArray("hello");
        QTest::newRow("hex") << int(PayloadKind::Hex) << "00 ff 10" << false << QByteArray("\x00\xff\x10", 3);
    }
    void nullEmptyTextAndHexAreDifferentValues() {
        QFETCH(int, kind);
        QFETCH(QString, typed);
        choose("produceValueKind", kind);
        if (!typed.isEmpty())
            m_bench->type("produceValueText", typed);
        send();
        QCOMPARE(sent().topic, QString("orders"));
        QVERIFY(!sent().key);
        QTEST(!sent().value.has_value(), "null");
        QTEST(sent().value.value_or(QByteArray()), "bytes");
    }

    void itOpensReadyToTypeTheValue() {
        QTRY_VERIFY(m_bench->see("produceValueText")->hasFocus());
        auto* value = m_bench->see("produceValueText");
        const auto edge = [value] { return value->grab().toImage().pixelColor(value->width() / 2, 0); };
        const QColor focused = edge();
        m_bench->see("produceValueKind")->setFocus();
        QVERIFY(edge() != focused);
        QVERIFY(isOpen());
    }

    void controlEnterSends_data() {
        QTest::addColumn<QByteArray>("field");
        for (const char* field : {"produceValueText", "produceRepeat", "produceTopic"})
            QTest::newRow(field) << QByteArray(field);
    }
    void controlEnterSends() {
        QFETCH(QByteArray, field);
        m_bench->type("produceValueText", "hello");
        m_bench->see(field.constData())->setFocus();
        QTest::keyClick(m_bench->see(field.constData()), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!isOpen());
        QCOMPARE(sent().value, std::optional<QByteArray>("hello"));
    }

    void theFormDoesNotJumpWhenThereIsACommand() {
        const auto* command = m_bench->see<CommandBlock>("commandLine");
        QVERIFY(command->text().startsWith('#'));
        QCoreApplication::processEvents(); // laid out as it is shown
        const int before = m_bench->see("produceValueText")->height();
        m_bench->type("produceValueText", "hello");
        QTRY_VERIFY(command->text().contains("kcat -P"));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(m_bench->see("produceValueText")->height(), before);
    }

    void hexThatDoesNotReadIsToldAndNotSent() {
        choose("produceValueKind", int(PayloadKind::Hex));
        m_bench->type("produceValueText", "0g");
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        QVERIFY(m_bench->see<QPushButton>("actButton")->toolTip().contains("Hex is pairs"));
    }

    void withoutATopicItSaysWhatIsMissing() {
        delete QApplication::activeModalWidget();
        auto none = support::sampleSnapshot(WindowBench::now);
        none.topics.clear();
        support::fakeOf(*m_bench->cluster).data().publish(std::move(none));
        ProduceDialog dialog(m_bench->cluster->records(), m_bench->cluster->topics(),
                             m_bench->cluster->data(), m_bench->cluster->connection(), {}, models::Zone::Utc,
                             m_bench->workspace->settings(), nullptr);
        dialog.show();
        QVERIFY(!dialog.findChild<QPushButton*>("actButton")->isEnabled());
        const auto labels = dialog.findChildren<ToneLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const ToneLabel* text) {
            return text->isVisible() && text->text().contains("no topic yet");
        }));
        QVERIFY(dialog.findChild<CommandBlock*>("commandLine")->text().startsWith("# There is no topic"));
    }

    void headersKeepOrderAndDuplicates() {
        for (const char* value : {"one", "two"}) {
            m_bench->click("addHeader");
            const auto names = QApplication::activeModalWidget()->findChildren<QLineEdit*>("headerName");
            const auto values = QApplication::activeModalWidget()->findChildren<QLineEdit*>("headerValue");
            names.last()->setFocus();
            QTest::keyClicks(names.last(), "same");
            QTest::keyClicks(values.last(), value);
        }
        send();
        QCOMPARE(sent().headers.size(), 2);
        QCOMPARE(sent().headers[0].name, QString("same"));
        QCOMPARE(sent().headers[0].value, std::optional<QByteArray>("one"));
        QCOMPARE(sent().headers[1].value, std::optional<QByteArray>("two"));
    }

    void aHeaderMayHaveAValueAndNoName() {
        m_bench->click("addHeader");
        auto* dialog = QApplication::activeModalWidget();
        const auto says = [dialog](const char* words) {
            return std::ranges::any_of(dialog->findChildren<ToneLabel*>(), [words](const ToneLabel* text) {
                return text->isVisible() && text->text() == QLatin1String(words);
            });
        };
        QVERIFY(says("A header needs a name."));
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit*>("headerValue"), "web");
        QVERIFY(says("A header is sent without a name."));
        send();
        QCOMPARE(sent().headers.size(), 1);
        QCOMPARE(sent().headers[0].name, QString());
        QCOMPARE(sent().headers[0].value, std::optional<QByteArray>("web"));
    }

    void thePartitionIsTheKeysOrTheChosenOne() {
        choose("produceKeyKind", int(PayloadKind::Text));
        m_bench->type("produceKeyText", "abc");
        QVERIFY(!QApplication::activeModalWidget()->findChildren<Badge*>().isEmpty());
        auto* partition = m_bench->see<QComboBox>("producePartition");
        QCOMPARE(partition->count(), 13); // by key, then twelve
        partition->setFocus();
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(partition, Qt::Key_Down);
        send();
        QCOMPARE(sent().key, std::optional<QByteArray>("abc"));
        QCOMPARE(sent().partition, std::optional(5));
    }

    void aCountedKeyTellsThePartitionOfItsFirstRecord() {
        choose("produceKeyKind", int(PayloadKind::Text));
        m_bench->type("produceKeyText", "cus-{{n}}");
        const int first = *session::partitionFor(QByteArray("cus-1"), 12);
        QVERIFY(first != *session::partitionFor(QByteArray("cus-{{n}}"), 12));
        const auto badges = QApplication::activeModalWidget()->findChildren<Badge*>();
        QVERIFY(std::ranges::any_of(badges, [&](const Badge* badge) {
            return badge->isVisible() && badge->accessibleName() == QString("partition %1").arg(first);
        }));
        const auto* note = m_bench->see<QLabel>("produceTarget");
        QVERIFY(note->text().contains("as Java clients"));
        m_bench->type("produceRepeat", "250");
        QVERIFY2(note->text().contains("by each key"), qPrintable(note->text()));
    }

    void noTopicIsTakenThatNobodyPicked() {
        delete QApplication::activeModalWidget();
        ProduceDialog dialog(m_bench->cluster->records(), m_bench->cluster->topics(),
                             m_bench->cluster->data(), m_bench->cluster->connection(), {}, models::Zone::Utc,
                             m_bench->workspace->settings(), nullptr);
        dialog.show();
        auto* topic = dialog.findChild<QComboBox*>("produceTopic");
        QCOMPARE(topic->currentIndex(), -1);
        QCOMPARE(topic->placeholderText(), QString("Choose a topic"));
        QVERIFY(!dialog.findChild<QPushButton*>("actButton")->isEnabled());
        topic->setCurrentIndex(0);
        QVERIFY(dialog.findChild<QPushButton*>("actButton")->isEnabled());
    }

    void aLongNameDoesNotWidenTheForm() {
        const int before = QApplication::activeModalWidget()->minimumSizeHint().width();
        delete QApplication::activeModalWidget();
        ProduceDialog dialog(m_bench->cluster->records(), m_bench->cluster->topics(),
                             m_bench->cluster->data(), m_bench->cluster->connection(),
                             QString(249, QLatin1Char('x')), models::Zone::Utc,
                             m_bench->workspace->settings(), nullptr);
        dialog.show();
        QVERIFY2(dialog.minimumSizeHint().width() <= before, qPrintable(QString::number(dialog.width())));
        Prompts::Question question;
        question.title = "Delete " + QString(249, QLatin1Char('x')) + "?";
        question.text = QString(249, QLatin1Char('x'));
        question.typedName = QString(249, QLatin1Char('x'));
        question.button = "Delete topic";
        ConfirmDialog confirm(question, nullptr);
        confirm.setAttribute(Qt::WA_DeleteOnClose, false);
        confirm.show();
        QVERIFY2(confirm.minimumSizeHint().width() <= 700, qPrintable(QString::number(confirm.width())));
    }

    void aTimeWithItsMillisecondsAndItsZoneIsSeenWhole() {
        auto* time = QApplication::activeModalWidget()->findChild<QLineEdit*>("produceTime");
        QVERIFY(!time->isVisible()); // it is that of sending
        choose("produceWhen", 1);
        m_bench->type("produceTime", "2026-11-22T12:00:05.121+05:45");
        QTRY_VERIFY(time->width() - 16 >= time->fontMetrics().horizontalAdvance(time->text()));
        QVERIFY(m_bench->see("actButton")->isEnabled());
    }

    void aTimestampAndARepeatAreTaken() {
        choose("produceWhen", 1);
        QVERIFY(!m_bench->see("actButton")->isEnabled()); // none is typed yet
        const auto* note = QApplication::activeModalWidget()->findChild<QLabel*>("produceTimeNote");
        QVERIFY(!note->isVisible());
        m_bench->type("produceTime", "not a time");
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        QVERIFY2(note->isVisible(), "what is wrong stands beside the field");
        m_bench->type("produceTime", "1700000000123");
        QVERIFY(!note->isVisible());
        m_bench->type("produceRepeat", "250");
        send();
        QCOMPARE(sent().timestampMs, std::optional<qint64>(1'700'000'000'123));
        QCOMPARE(sent().repeat, 250);
    }

    void aRepeatThatCannotBeIsToldAndNotSent_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told");
        QTest::newRow("none") << "0"
                              << "Once";
        QTest::newRow("too many") << "10000001"
                                  << "At most";
    }
    void aRepeatThatCannotBeIsToldAndNotSent() {
        QFETCH(QString, typed);
        QFETCH(QString, told);
        m_bench->type("produceValueText", "hello");
        m_bench->type("produceRepeat", "250");
        QVERIFY(m_bench->see("actButton")->isEnabled());
        const auto* command = m_bench->see<CommandBlock>("commandLine");
        QVERIFY(command->text().contains("kcat -P"));
        m_bench->type("produceRepeat", typed);
        const auto* note = m_bench->see<QLabel>("produceRepeatNote");
        QVERIFY2(note->text().startsWith(told), qPrintable(note->text()));
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        QVERIFY2(command->text().startsWith("# " + told), qPrintable(command->text()));
        QTest::keyClick(m_bench->see("produceRepeat"), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_bench->fake().records().produced.isEmpty());
    }

    void aRefusalKeepsTheDialogAndWhatWasTyped() {
        m_bench->fake().answers.refusal =
            base::Error{10, "MESSAGE_TOO_LARGE", "The record is too large.", "", false};
        m_bench->type("produceValueText", "hello");
        m_bench->click("actButton");
        QTRY_VERIFY(m_bench->see("actButton")->isEnabled());
        QVERIFY(isOpen());
        QVERIFY(QTest::qWaitFor([this] {
            for (const auto* bar : QApplication::activeModalWidget()->findChildren<MessageBar*>())
                if (bar->isVisible())
                    return true;
            return false;
        }));
        m_bench->fake().answers.refusal.reset();
        send();
        QCOMPARE(sent().value, std::optional<QByteArray>("hello"));
    }

    void aLongSendingGoesOnWithoutItsDialog() {
        m_bench->type("produceValueText", "hello {{n}}");
        m_bench->see<QSpinBox>("produceRepeat")->setValue(5'000'000);
        QVERIFY(!backgroundOffered());
        m_bench->fake().answers.silent = true;
        m_bench->click("actButton");
        QTRY_VERIFY(backgroundOffered());
        QCOMPARE(m_bench->workspace->runs().running().size(), std::size_t(1)); // from its start
        const QPointer<QWidget> dialog = QApplication::activeModalWidget();
        m_bench->click("sendInBackground");
        QTRY_VERIFY(dialog.isNull());
        const auto jobs = m_bench->workspace->runs().findChildren<session::JobBase*>();
        QCOMPARE(jobs.size(), 1);
        auto* job = dynamic_cast<session::Job<session::ProducedRecords>*>(jobs[0]);
        QVERIFY(!job->stopToken().stop_requested());
        const auto told = [this] {
            QStringList words;
            for (const auto* each : m_bench->see("jobIndicator")->findChildren<QLabel*>())
                words << each->text();
            return words.join(' ').replace(QChar(0xa0), ' ');
        };
        job->progress(1'000'000, 5'000'000);
        QTRY_VERIFY2(told().contains("Produce to orders 20 %"), qPrintable(told()));
        m_bench->click("jobStop");
        QVERIFY(job->stopToken().stop_requested());
        job->succeed({5'000'000, {{0, 0, 4'999'999}}, 0});
        QTRY_VERIFY2(told().contains("Produce to orders: 5 000 000 sent"), qPrintable(told()));
        QVERIFY(m_bench->workspace->runs().rows().front()->canRepeat);
    }

    void lineEndsAreSentAsTheyWerePasted() {
        paste("one\r\ntwo\r\n");
        QVERIFY(m_bench->see("produceValueEnds")->isVisible());
        send();
        QCOMPARE(sent().value, std::optional<QByteArray>("one\r\ntwo\r\n"));
    }

    void mixedLineEndsAreShownAsBytes() {
        paste("one\r\ntwo\nthree");
        QCOMPARE(m_bench->see<Segmented>("produceValueKind")->current(), int(PayloadKind::Hex));
        send();
        QCOMPARE(sent().value, std::optional<QByteArray>("one\r\ntwo\nthree"));
    }

    void noBlankOrSeparatorIsChanged_data() {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<PayloadKind>("as");
        QTest::newRow("no-break space") << QString::fromUtf8("a\u00a0b") << PayloadKind::Text;
        QTest::newRow("line separator") << QString::fromUtf8("a\u2028b\nc") << PayloadKind::Text;
        QTest::newRow("paragraph separator") << QString::fromUtf8("a\u2029b") << PayloadKind::Hex;
        QTest::newRow("frames") << QString(u'\xfdd0') + u'a' + u'\xfdd1' << PayloadKind::Hex;
        QTest::newRow("lone return") << "a\rb" << PayloadKind::Hex;
    }
    void noBlankOrSeparatorIsChanged() {
        QFETCH(const QString, pasted);
        paste(pasted);
        QTEST(PayloadKind(m_bench->see<Segmented>("produceValueKind")->current()), "as");
        send();
        QCOMPARE(sent().value, std::optional<QByteArray>(pasted.toUtf8()));
    }

    void bytesPastedAmongOthersStayInTheirPlace() {
        paste("one\r\ntwo");
        QTest::keyClick(m_bench->see("produceValueText"), Qt::Key_Home, Qt::ControlModifier);
        paste("a\nb\r\n");
        send();
        QCOMPARE(sent().value, std::optional<QByteArray>("a\nb\r\none\r\ntwo"));
    }

    void aByteOrderMarkIsNamedAndSent() {
        choose("produceValueKind", int(PayloadKind::Json));
        m_bench->see<QPlainTextEdit>("produceValueText")->setPlainText(QChar(0xfeff) + QString("{\"a\":1}"));
        const auto says = [this](const char* words) {
            const auto labels = m_bench->see("produceValue")->findChildren<QLabel*>();
            return std::ranges::any_of(labels,
                                       [&](const QLabel* one) { return one->text().contains(words); });
        };
        QVERIFY(says("byte order mark"));
        QVERIFY(says("valid JSON"));
        send();
        QCOMPARE(sent().value, std::optional<QByteArray>("\xef\xbb\xbf{\"a\":1}"));
    }

    void whatIsNoPlaceholderIsTold() {
        paste("{{n}} {{foo}}");
        const auto told = [](const QLabel* one) { return one->text().contains("{{foo}} is no placeholder"); };
        QVERIFY(std::ranges::any_of(m_bench->see("produceValue")->findChildren<QLabel*>(), told));
    }

    void numbersAreSentAsBytes() {
        choose("produceKeyKind", 5);
        choose("produceValueKind", 5);
        const QWidget* rate = m_bench->see("produceRate");
        QTRY_VERIFY(rate->mapTo(rate->window(), QPoint(rate->width(), 0)).x() <= rate->window()->width());
        choose("produceKeyKind", int(PayloadKind::Null));
        auto* other = m_bench->see<QComboBox>("produceValueOther");
        other->setCurrentIndex(other->findData(int(PayloadKind::Int64)));
        m_bench->type("produceValueText", "no");
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        m_bench->type("produceValueText", "1234567");
        send();
        QCOMPARE(sent().value->toHex(), QByteArray("000000000012d687"));
    }

    void aShortSendingIsWaitedFor() {
        m_bench->type("produceValueText", "hello");
        m_bench->see<QSpinBox>("produceRepeat")->setValue(1000);
        m_bench->click("actButton");
        QVERIFY(!backgroundOffered());
        QTRY_VERIFY(!isOpen());
    }

    void itFollowsTheThemeWhileItIsOpen() {
        auto* dialog = QApplication::activeModalWidget();
        m_bench->theme.choose(theme::Choice::Dark);
        QTRY_COMPARE(dialog->grab().toImage().pixelColor(2, 2), theme::colours().popup);
        QVERIFY(theme::isDark(dialog->palette()));
        m_bench->theme.choose(theme::Choice::Light);
        QTRY_COMPARE(dialog->grab().toImage().pixelColor(2, 2), theme::colours().popup);
    }

    void whereTheyWentIsTold_data() {
        QTest::addColumn<int>("repeat");
        QTest::addColumn<QVector<int>>("partitions");
        QTest::addColumn<QString>("told");
        QTest::newRow("one") << 1 << QVector<int>{2} << "partition 2, offset 40";
        QTest::newRow("several in one") << 20 << QVector<int>{2} << "partition 2, offsets 40 to 59";
        QTest::newRow("several in several") << 20 << QVector<int>{0, 2, 3} << "to 3 partitions";
    }
    void whereTheyWentIsTold() {
        QFETCH(int, repeat);
        QFETCH(QVector<int>, partitions);
        QFETCH(QString, told);
        for (const int partition : partitions)
            m_bench->fake().records().arrives.push_back({partition, 40, 39 + repeat});
        QTest::mouseClick(m_bench->see("keepOpen"), Qt::LeftButton, {}, QPoint(8, 8));
        m_bench->type("produceValueText", "hello");
        m_bench->see<QSpinBox>("produceRepeat")->setValue(repeat);
        m_bench->click("actButton");
        const auto said = [&told] {
            const auto labels = QApplication::activeModalWidget()->findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const QLabel* one) {
                return one->text().startsWith("sent ") && one->text().endsWith(told);
            });
        };
        QTRY_VERIFY(said());
    }

    void whatCannotBeSentHasNoLineForAShell() {
        choose("produceValueKind", int(PayloadKind::Base64));
        m_bench->type("produceValueText", "aGk=");
        QVERIFY(m_bench->see<CommandBlock>("commandLine")->text().contains("kcat"));
        m_bench->type("produceValueText", "***not base64***");
        const QString line = m_bench->see<CommandBlock>("commandLine")->text();
        QVERIFY2(!line.contains("kcat") && line.startsWith("# ") && line.contains("Base64"),
                 qPrintable(line));
    }

    void theFormIsKeptByANameThatIsAskedForAsElsewhere() {
        auto* when = m_bench->see<Segmented>("produceWhen");
        when->setCurrent(1);
        m_bench->type("produceTime", "-15m");
        auto* menu = m_bench->see<QPushButton>("produceDrafts")->menu();
        emit menu->aboutToShow();
        menu->actions().first()->trigger();
        const QPointer<QWidget> asking = QApplication::activeModalWidget();
        QVERIFY(asking && qobject_cast<FormDialog*>(asking));
        auto* name = asking->findChild<QLineEdit*>("draftNameField");
        QCOMPARE(name->selectedText(), QString("orders")); // the topic's, to be typed over
        auto* keep = asking->findChild<QPushButton*>("actButton");
        name->setText(" ");
        QVERIFY(!keep->isEnabled());
        name->setText("late order");
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!asking);
        QVERIFY(isOpen());
        emit menu->aboutToShow();
        auto* kept = menu->actions().at(2);
        QVERIFY(kept->text().startsWith("late order"));
        m_bench->type("produceTime", "now");
        when->setCurrent(0);
        (kept->menu() ? kept->menu()->actions().first() : kept)->trigger();
        QCOMPARE(when->current(), 1);
        QCOMPARE(m_bench->see<QLineEdit>("produceTime")->text(), QString("-15m"));
    }

    void aTopicThatKeepsNoTimesIsToldBeforeOneIsGiven() {
        m_bench->fake().topics().configRows = {{"message.timestamp.type", "LogAppendTime"}};
        auto* topics = m_bench->see<QComboBox>("produceTopic");
        topics->setCurrentText("carts");
        const auto* note = QApplication::activeModalWidget()->findChild<QLabel*>("produceTimeNote");
        QVERIFY(!note->isVisible());
        m_bench->see<Segmented>("produceWhen")->setCurrent(1);
        QTRY_VERIFY(note->isVisible());
        QVERIFY2(note->text().startsWith("The topic stamps"), qPrintable(note->text()));
    }

    void aTimeThatWasNotKeptIsTold() {
        m_bench->fake().records().notKept = 1;
        QTest::mouseClick(m_bench->see("keepOpen"), Qt::LeftButton, {}, QPoint(8, 8));
        m_bench->type("produceValueText", "hello");
        m_bench->click("actButton");
        const auto isTold = [] {
            return std::ranges::any_of(
                QApplication::activeModalWidget()->findChildren<MessageBar*>(), [](const MessageBar* bar) {
                    return bar->isVisible() &&
                           bar->accessibleName().contains("the times given were not kept");
                });
        };
        QTRY_VERIFY(isTold());
        m_bench->see<QComboBox>("produceTopic")->setCurrentText("carts");
        QVERIFY2(!isTold(), "it was of the other topic");
    }

    void itStaysOpenWhenWished() {
        QTest::mouseClick(m_bench->see("keepOpen"), Qt::LeftButton, {}, QPoint(8, 8));
        m_bench->type("produceValueText", "hello");
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().records().produced.size(), 1);
        QTRY_VERIFY(m_bench->see("actButton")->isEnabled());
        QVERIFY(isOpen());
        QTRY_COMPARE(QApplication::focusWidget(), m_bench->see("produceValueText"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->fake().records().produced.size(), 2);
        QTRY_VERIFY(m_bench->see("actButton")->isEnabled()); // while it sends, Esc stops the sending
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!isOpen());
    }
};

QTEST_MAIN(ProduceTest)
#include "produce_test.moc"
