#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>

#include "models/formats.h"
#include "support/window_bench.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_view.h"
#include "widgets/theme/colours.h"

using namespace widgets;
using support::WindowBench;

class TopicsGroupsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    TableView* table(const char* name) { return m_bench->see<TableView>(name); }
    void select(const char* name, const QString& identity, Qt::KeyboardModifiers modifiers = {}) {
        auto* view = table(name);
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const auto at = view->model()->index(row, 0);
            if (at.data(models::IdentityRole).toString() != identity)
                continue;
            view->scrollTo(at);
            QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, view->visualRect(at).center());
            return;
        }
        qFatal("no row %s", qPrintable(identity));
    }
    bool enabled(const char* button) { return m_bench->see(button)->isEnabled(); }
    QPushButton* button(const QString& words) {
        for (auto* each : m_bench->window->findChildren<QPushButton*>())
            if (each->isVisible() && each->text() == words)
                return each;
        qFatal("no button %s", qPrintable(words));
    }

    /// What a table without rows says instead.
    static QString shownIn(const QWidget* view) {
        QStringList words;
        for (const auto* each : view->findChildren<QLabel*>())
            words << each->text();
        return words.join(QLatin1Char(' '));
    }

    QWidget* typeFilter(const char* words) {
        QTest::keyClick(table("topicTable"), '/');
        QWidget* field = m_bench->see("topicFilter");
        if (!field->hasFocus())
            qFatal("the filter has no keys");
        QTest::keyClicks(field, words);
        return field;
    }
    QMenu* menuOf(TableView& view) {
        while (QApplication::activePopupWidget())
            delete QApplication::activePopupWidget();
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, view.rect().center(),
                                view.mapToGlobal(view.rect().center()));
        QApplication::sendEvent(view.viewport(), &asked);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }
    QString jobsTold() {
        QStringList words;
        for (const auto* each : m_bench->see("jobIndicator")->findChildren<QLabel*>())
            words << each->text();
        return words.join(' ');
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void internalTopicsAreHiddenOnRequestAndItIsRemembered() {
        m_bench->open("topics");
        QCOMPARE(table("topicTable")->model()->rowCount(), 23);
        auto* hide = m_bench->see<QCheckBox>("hideInternal");
        hide->setFocus();
        QTest::keyClick(hide, Qt::Key_Space);
        QCOMPARE(table("topicTable")->model()->rowCount(), 22);
        m_bench->openWindow();
        m_bench->open("topics");
        QVERIFY(m_bench->see<QCheckBox>("hideInternal")->isChecked());
        QCOMPARE(table("topicTable")->model()->rowCount(), 22);
    }

    void severalTopicsAreDeletedAtOnceAfterSayingWhatDies() {
        m_bench->open("topics");
        select("topicTable", "carts");
        select("topicTable", "orders", Qt::ControlModifier);
        m_bench->prompts.agrees = false;
        QTest::mouseClick(button(QString::fromUtf8("Delete…")), Qt::LeftButton);
        QCOMPARE(m_bench->prompts.times, 1);
        const QString text = m_bench->prompts.asked.text;
        QVERIFY2(text.contains("carts") && text.contains("orders"), qPrintable(text));
        QVERIFY(m_bench->prompts.asked.destructive);
        QVERIFY2(m_bench->prompts.asked.button.startsWith("Delete 2 "),
                 qPrintable(m_bench->prompts.asked.button));
        QVERIFY2(m_bench->prompts.asked.command.endsWith("--topic 'carts|orders'") ||
                     m_bench->prompts.asked.command.endsWith("--topic 'orders|carts'"),
                 qPrintable(m_bench->prompts.asked.command));
        QVERIFY(m_bench->fake().topics().removed.isEmpty());
        m_bench->prompts.agrees = true;
        QTest::mouseClick(button(QString::fromUtf8("Delete…")), Qt::LeftButton);
        QCOMPARE(m_bench->fake().topics().removed.size(), 1);
        QCOMPARE(QSet(m_bench->fake().topics().removed[0].begin(), m_bench->fake().topics().removed[0].end()),
                 QSet<QString>({"carts", "orders"}));
    }

    void whoIsNotConnectedWaitsForNoAnswer() {
        m_bench->fake().data().publish({});
        for (const auto& [page, table] : {std::pair("topics", "topicTable"), {"groups", "groupTable"}}) {
            m_bench->fake().connection().become(session::ConnectionState::Connecting);
            m_bench->open(page);
            const auto says = [&] {
                QStringList words;
                for (const auto* label : m_bench->see(table)->findChildren<QLabel*>())
                    if (label->isVisible())
                        words << label->text();
                return words.join(' ');
            };
            QVERIFY2(says().contains("Waiting for the first answer"), qPrintable(says()));
            m_bench->fake().connection().become(session::ConnectionState::Closed);
            QVERIFY2(says().contains("Not connected"), qPrintable(says()));
        }
    }

    void recordsGoToTheOneTopicThatIsSelectedAndToNoneOfSeveral() {
        m_bench->open("topics");
        const auto offered = [&] {
            QTest::keyClick(m_bench->window.get(), Qt::Key_P, Qt::ControlModifier);
            const QString topic = m_bench->see<QComboBox>("produceTopic")->currentText();
            delete m_bench->window->findChild<QDialog*>("produceDialog");
            return topic;
        };
        select("topicTable", "orders");
        QCOMPARE(offered(), QString("orders"));
        select("topicTable", "carts", Qt::ControlModifier);
        QCOMPARE(offered(), QString());
    }

    void theDeleteKeyAsksForTheSelectedTopics() {
        m_bench->open("topics");
        m_bench->prompts.agrees = false;
        select("topicTable", "orders");
        QTest::keyClick(table("topicTable"), Qt::Key_Delete);
        QCOMPARE(m_bench->prompts.times, 1);
        const auto& asked = m_bench->prompts.asked;
        QVERIFY2((asked.title + asked.text).contains("orders"), qPrintable(asked.title));
    }

    void downAndEnterInTheFilterChooseTheFirstRowThatIsLeft_data() {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("down") << Qt::Key_Down;
        QTest::newRow("enter") << Qt::Key_Return;
    }
    void downAndEnterInTheFilterChooseTheFirstRowThatIsLeft() {
        QFETCH(const Qt::Key, key);
        m_bench->open("topics");
        QWidget* field = typeFilter("payments");
        QVERIFY(!enabled("addPartitions"));
        QTest::keyClick(field, key); // before the pause after the last letter is over
        QCOMPARE(table("topicTable")->selectedIdentities(), QVariantList({"payments.v1"}));
        QCOMPARE(table("topicTable")->currentIdentity(), QVariant("payments.v1"));
        QVERIFY(table("topicTable")->hasFocus());
        QVERIFY(enabled("addPartitions"));
        QCOMPARE(m_bench->window->currentPane()->key().kind, widgets::PageKind::Topics); // not opened yet
        QTest::keyClick(table("topicTable"), Qt::Key_Return);
        QCOMPARE(m_bench->window->currentPane()->key().object, QString("payments.v1"));
    }

    void aFilterThatFindsNothingKeepsTheKeys() {
        m_bench->open("topics");
        QWidget* field = typeFilter("nothing-like-this");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->hasFocus());
    }

    void whatWasChosenStaysChosenBehindTheFilter() {
        m_bench->open("topics");
        select("topicTable", "orders");
        QTest::keyClick(typeFilter("o"), Qt::Key_Down);
        QCOMPARE(table("topicTable")->selectedIdentities(), QVariantList({"orders"}));
    }

    void theMenusEntriesAreThereWhenTheirButtonsAre() {
        for (const auto& [page, name] : {std::pair("topics", "topicTable"), {"groups", "groupTable"}}) {
            m_bench->open(page);
            auto* view = table(name);
            view->setFocus(); // a current row, and none chosen
            const auto entries = [&] {
                QStringList able;
                for (const auto* action : menuOf(*view)->actions())
                    if (action->isEnabled() && view->actions().contains(action))
                        able << action->text();
                return able;
            };
            QCOMPARE(entries(), QStringList());
            QTest::keyClick(view, Qt::Key_Space);
            QVERIFY(!entries().isEmpty());
            for (const auto* action : view->actions())
                for (const auto* each : m_bench->window->currentPane()->findChildren<QPushButton*>())
                    if (each->accessibleName() == action->text() || each->text() == action->text())
                        QCOMPARE(action->isEnabled(), each->isEnabled());
        }
    }

    void theRowOfTheKeysIsMarked() {
        m_bench->open("topics");
        auto* view = table("topicTable");
        view->setFocus();
        QVERIFY(view->selectedIdentities().isEmpty());
        const auto marked = [&] {
            const QRect row = view->visualRect(view->model()->index(view->currentIndex().row(), 0));
            const QColor accent = theme::colours(view->palette()).accent;
            return view->viewport()->grab().toImage().pixelColor(0, row.center().y()) == accent;
        };
        QVERIFY(marked());
        m_bench->see("topicFilter")->setFocus();
        QVERIFY(!marked());
    }

    void aClusterThatNeverAnsweredHasNoCounts() {
        support::fakeOf(*m_bench->cluster).data().publish({});
        for (const auto& [page, counts] : {std::pair("topics", "topicCounts"), {"groups", "groupCounts"}}) {
            m_bench->open(page);
            QCOMPARE(m_bench->see<QLabel>(counts)->text(), QString());
        }
        support::fakeOf(*m_bench->cluster).data().publish(support::sampleSnapshot(WindowBench::now));
        QVERIFY(m_bench->see<QLabel>("groupCounts")->text().startsWith("7 group"));
        m_bench->open("topics");
        QVERIFY(m_bench->see<QLabel>("topicCounts")->text().startsWith("23 topic"));
    }

    void theFootOfTheTopicsCountsWhatIsShownAndWhatIsSelected() {
        m_bench->open("topics");
        const auto* counts = m_bench->see<QLabel>("topicCounts");
        const QString divider = QStringLiteral(" · ");
        const auto told = [&] { return counts->text().split(divider); };
        const auto bytes = [](qint64 count) { return models::formatBytes(count); };
        QCOMPARE(told().mid(0, 2), QStringList({"23 topic(s)", "194 partition(s)"}));
        typeFilter("orders"); // and orders.dlq
        const qint64 both = 61'400'000'000 + 3'100'000;
        QTRY_COMPARE(told(), QStringList({"2 of 23 topic(s)", "13 partition(s)", bytes(both) + " in logs"}));
        select("topicTable", "orders.dlq");
        QTRY_COMPARE(told().last(), QString("1 selected"));
        select("topicTable", "orders", Qt::ControlModifier);
        QTRY_COMPARE(told().last(), "2 selected: 13 partition(s), " + bytes(both));
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        for (auto& topic : sample.topics)
            if (topic->name == "orders.dlq") {
                auto row = *topic;
                row.size = session::Reason(QStringLiteral("It did not answer."));
                topic = std::make_shared<const session::TopicRow>(row);
            }
        m_bench->fake().data().publish(sample);
        const qint64 one = 61'400'000'000;
        QTRY_COMPARE(
            told(), QStringList({"2 of 23 topic(s)", "13 partition(s)", "at least " + bytes(one) + " in logs",
                                 "2 selected: 13 partition(s), at least " + bytes(one)}));
        m_bench->see<QLineEdit>("topicFilter")->setText("nothing such");
        QTRY_COMPARE(told(), QStringList{"0 of 23 topic(s)"});
        m_bench->see<QLineEdit>("topicFilter")->clear();
        QTRY_COMPARE(told().first(), QString("23 topic(s)"));
        m_bench->see<QCheckBox>("hideInternal")->click();
        QTRY_COMPARE(told().first(), QString("22 of 23 topic(s)"));
        QCOMPARE(told().at(1), QString("144 partition(s)"));
        QCOMPARE(told().last(), QString("1 internal hidden"));
    }

    void theFootOfTheTopicsMakesNoPageWider() {
        m_bench->open("topics");
        m_bench->window->resize(1024, 700);
        typeFilter("o");
        m_bench->see<QCheckBox>("hideInternal")->click();
        table("topicTable")->selectAll();
        const auto* counts = m_bench->see<QLabel>("topicCounts");
        QTRY_VERIFY(counts->text().contains(" selected: "));
        QTRY_VERIFY(counts->toolTip().contains("from first to last offset") ||
                    m_bench->see("estimateHint")->geometry().left() > counts->geometry().right());
        QCOMPARE(m_bench->window->width(), 1024);
        QVERIFY(counts->fontMetrics().horizontalAdvance(counts->text()) <= counts->width());
    }

    void theFootOfTheGroupsCountsWhatIsShownAndWhatIsSelected() {
        m_bench->open("groups");
        const auto* counts = m_bench->see<QLabel>("groupCounts");
        const auto told = [&] { return counts->text().split(QStringLiteral(" · ")); };
        QCOMPARE(told().mid(0, 2), QStringList({"7 group(s)", "21 member(s)"}));
        m_bench->type("groupFilter", "fraud"); // by their names and topics
        const QString lag = models::formatCount(qint64(5106 + 702)) + " records of lag";
        QTRY_COMPARE(told(), QStringList({"2 of 7 group(s)", "6 member(s)", lag}));
        select("groupTable", "order-enricher");
        QTRY_COMPARE(told().last(), QString("1 selected"));
        select("groupTable", "fraud-detector", Qt::ControlModifier);
        QTRY_COMPARE(told().last(), "2 selected: 6 member(s), " + lag);
        m_bench->see<QLineEdit>("groupFilter")->clear();
        QTRY_COMPARE(told().first(), QString("7 group(s)"));
        m_bench->see<QCheckBox>("onlyWithLag")->click();
        QTRY_COMPARE(told().first(), QString("6 of 7 group(s)"));
        QCOMPARE(told().at(1), QString("18 member(s)"));
    }

    void theSignOfAnEstimateIsExplainedWhereItStands() {
        m_bench->open("topics");
        const auto* hint = m_bench->see<QLabel>("estimateHint");
        support::fakeOf(*m_bench->cluster).data().publish({.takenAtMs = WindowBench::now});
        QVERIFY(!hint->isVisible());
    }

    void endGoesToTheLastRowAndShiftTakesAllBetween() {
        m_bench->open("topics");
        auto* view = table("topicTable");
        const int rows = view->model()->rowCount();
        view->selectRow(1);
        view->setFocus();
        QTest::keyClick(view, Qt::Key_End);
        QCOMPARE(view->currentIndex().row(), rows - 1);
        QCOMPARE(view->selectedIdentities().size(), 1);
        QTest::keyClick(view, Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(view->selectedIdentities().size(), rows);
    }

    void nothingInTheBarLiesOnAnother() {
        m_bench->open("topics");
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Lost);
        for (const QSize& size : {QSize(1440, 900), QSize(1024, 700)}) {
            m_bench->window->resize(size);
            QCoreApplication::processEvents();
            QRect before;
            for (const char* name : {"topicFilter", "hideInternal", "ageBadge", "browseTopic",
                                     "produceToTopic", "configureTopic", "addPartitions", "emptyTopics",
                                     "deleteTopics", "topicColumns", "topicCsv"}) {
                const auto* part = m_bench->see(name);
                const QRect place(part->mapTo(m_bench->window.get(), QPoint()), part->size());
                QVERIFY2(before.isNull() || place.left() > before.right(), name);
                QVERIFY2(part->width() >= part->minimumSizeHint().width(), name);
                QVERIFY2(place.right() < size.width(), name);
                before = place;
            }
        }
    }

    void aLongNameIsCutInTheMiddleAndLeavesRoomForTheFigures() {
        const QString name(249, QLatin1Char('x'));
        m_bench->open("topic", name);
        for (const auto* each : m_bench->window->currentPane()->findChildren<QLabel*>())
            if (each->toolTip() == name) {
                QVERIFY(each->text().contains(QChar(0x2026)));
                QTRY_VERIFY(each->width() < m_bench->window->width() / 2);
                return;
            }
        QFAIL("no title with the whole name as its tooltip");
    }

    void aHintOfSeveralLinesIsShownWhole() {
        m_bench->open("topics");
        m_bench->click("newTopicButton");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->type("topicName", QStringLiteral("orders/bad name"));
        const auto cut = [] {
            for (const auto* words : QApplication::activeModalWidget()->findChildren<QLabel*>())
                if (words->isVisible() && words->wordWrap() &&
                    words->height() < words->heightForWidth(words->width()))
                    return words->text();
            return QString();
        };
        QTRY_COMPARE(cut(), QString());
        delete QApplication::activeModalWidget();
    }

    void nothingIsOfferedOnAClusterThatIsGone() {
        m_bench->open("topics");
        select("topicTable", "orders");
        QVERIFY(enabled("browseTopic") && enabled("deleteTopics"));
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Lost);
        for (const char* name : {"browseTopic", "produceToTopic", "emptyTopics", "deleteTopics"})
            QVERIFY2(!enabled(name), name);
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Connected);
        QVERIFY(enabled("browseTopic") && enabled("deleteTopics"));
    }

    void productionAsksForTheNameAndAnInternalTopicIsLeftAlone() {
        auto profile = m_bench->cluster->profile();
        profile.environment = session::Environment::Production;
        m_bench->workspace->clusters().saveProfile(profile);
        m_bench->open("topics");
        select("topicTable", "orders");
        QTest::mouseClick(button(QString::fromUtf8("Empty…")), Qt::LeftButton);
        QCOMPARE(m_bench->prompts.asked.typedName, QString("orders"));
        select("topicTable", "__consumer_offsets");
        QVERIFY(!button(QString::fromUtf8("Delete…"))->isEnabled());
    }

    void onlyAGroupKnownToBeEmptyCanBeDeleted() {
        using session::GroupState;
        for (const auto state :
             {GroupState::Unknown, GroupState::Stable, GroupState::Reconciling, GroupState::Empty}) {
            auto sample = support::sampleSnapshot(WindowBench::now + 1000);
            auto left = *sample.groups.front();
            left.state = state;
            left.members = session::Reason(QStringLiteral("The coordinator is away."));
            sample.groups.front() = std::make_shared<const session::GroupRow>(left);
            m_bench->fake().data().publish(std::move(sample));
            m_bench->open("groups");
            select("groupTable", left.id);
            QCOMPARE(button(QString::fromUtf8("Delete…"))->isEnabled(), state == GroupState::Empty);
            m_bench->open("group", left.id);
            auto* members = table("memberTable");
            QVERIFY(!shownIn(members).contains("Nobody"));
        }
    }

    void groupsThatCouldNotBeReadAreNotNone() {
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        sample.groups.clear();
        sample.figures.groups = session::Reason(QStringLiteral("Broker 1 names itself nowhere."));
        sample.figures.worstLag = sample.figures.groups.reason();
        sample.brokers.front().unreachable = sample.figures.groups.reason();
        m_bench->fake().data().publish(std::move(sample));
        m_bench->open("groups");
        QVERIFY(shownIn(table("groupTable")).contains("Broker 1 names itself nowhere."));
        const auto* counts = m_bench->window->findChild<QLabel*>("groupCounts");
        QVERIFY2(!counts->text().contains(QLatin1Char('0')), qPrintable(counts->text()));
        const auto bars = m_bench->window->findChildren<widgets::MessageBar*>("brokersBar");
        QVERIFY(std::ranges::any_of(bars, [](const auto* bar) { return bar->isVisible(); }));
    }

    void aLagOfWhichAPartIsUnknownIsNoSum() {
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        session::GroupRow silent;
        silent.id = QStringLiteral("silent");
        silent.members = 1;
        silent.partitionsWithoutCommit = 4;
        silent.partitionRows.resize(4); // nobody knows where they end
        const auto others = std::exchange(sample.groups, {std::make_shared<const session::GroupRow>(silent)});
        m_bench->open("groups");
        const auto told = [&] {
            m_bench->fake().data().publish(sample);
            return m_bench->see<QLabel>("groupCounts")->text();
        };
        QVERIFY2(told().endsWith("lag of 1 group(s) not known"), qPrintable(told()));
        sample.groups.insert(sample.groups.begin(), others.begin(), others.end());
        QVERIFY2(told().contains("at least ") && !told().contains("at least 0"), qPrintable(told()));
        QVERIFY(m_bench->see<QLabel>("groupCounts")->toolTip().contains("no commit"));
        sample.groups = others;
        QVERIFY2(!told().contains("at least"), qPrintable(told()));
        QVERIFY(m_bench->see<QLabel>("groupCounts")->toolTip().isEmpty());
    }

    void theFootOfANarrowPageKeepsItsTextsApart() {
        m_bench->window->resize(1024, 700);
        m_bench->open("groups");
        table("groupTable")->selectAll();
        const auto whole = [&](const char* name) {
            const auto* text = m_bench->see<QLabel>(name);
            return !text->text().isEmpty() &&
                   text->fontMetrics().horizontalAdvance(text->text()) <= text->width();
        };
        QTRY_VERIFY(whole("groupCounts") && whole("whyNotDelete"));
        QVERIFY(m_bench->see("groupCounts")->geometry().right() <
                m_bench->see("whyNotDelete")->geometry().left());
    }

    void aPageWithoutGroupsTellsNothingOfWhatWas() {
        m_bench->open("groups"); // with some
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        sample.groups.clear();
        sample.figures.groups = 0;
        m_bench->fake().data().publish(std::move(sample));
        QTRY_VERIFY(shownIn(table("groupTable")).contains("There is no group."));
        QVERIFY(!shownIn(table("groupTable")).contains("yet"));
    }

    void whatIsDoneToSeveralGroupsIsNamedSo() {
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        for (auto& row : sample.groups) {
            auto left = *row;
            left.members = 0;
            left.state = session::GroupState::Empty;
            row = std::make_shared<const session::GroupRow>(std::move(left));
        }
        support::fakeOf(*m_bench->cluster).data().publish(std::move(sample));
        m_bench->open("groups");
        select("groupTable", "billing");
        QTest::mouseClick(button(QString::fromUtf8("Delete…")), Qt::LeftButton);
        QCOMPARE(m_bench->prompts.asked.button, QString("Delete group"));
        QTRY_VERIFY(jobsTold().contains("Delete group billing"));
        select("groupTable", "lake-sink", Qt::ControlModifier);
        QTest::mouseClick(button(QString::fromUtf8("Delete…")), Qt::LeftButton);
        QVERIFY2(m_bench->prompts.asked.button.startsWith("Delete 2 "),
                 qPrintable(m_bench->prompts.asked.button));
    }

    void enterOpensATopicInATabOfItsOwn() {
        m_bench->open("topics");
        select("topicTable", "orders");
        QTest::keyClick(table("topicTable"), Qt::Key_Return);
        QTRY_COMPARE(m_bench->window->currentPane()->key().object, QString("orders"));
        QVERIFY(m_bench->see("recordTable"));
    }

    void selectionAndPlaceSurviveABeat() {
        m_bench->open("topics");
        select("topicTable", "orders");
        support::fakeOf(*m_bench->cluster).data().publish(support::sampleSnapshot(WindowBench::now + 1000));
        QCOMPARE(table("topicTable")->selectedIdentities(), QVariantList{QString("orders")});
    }

    void onlyGroupsWithLagAreShownOnRequest() {
        m_bench->open("groups");
        QCOMPARE(table("groupTable")->model()->rowCount(), 7);
        auto* only = m_bench->see<QCheckBox>("onlyWithLag");
        only->setFocus();
        QTest::keyClick(only, Qt::Key_Space);
        QCOMPARE(table("groupTable")->model()->rowCount(), 6);
        QTest::keyClick(only, Qt::Key_Space);
        QCOMPARE(table("groupTable")->model()->rowCount(), 7);
    }

    void whatOnlyWithLagShowsFollowsTheLags() {
        m_bench->open("groups");
        m_bench->see<QCheckBox>("onlyWithLag")->click();
        auto sample = support::sampleSnapshot(WindowBench::now + 1000);
        for (auto& group : sample.groups) {
            auto row = *group;
            if (row.id == "adder-workers")
                row.lag = 5; // it fell behind
            else if (row.id == "billing" || row.id == "stock-view")
                row.lag = 0; // they caught up
            else if (row.id == "lake-sink")
                row.lag = session::Reason(QStringLiteral("It did not answer."));
            if (row.id == "stock-view") {
                row.partitionRows.front().commitState = session::CommitState::NoCommit;
                row.partitionRows.front().lag.reset();
            }
            group = std::make_shared<const session::GroupRow>(row);
        }
        m_bench->fake().data().publish(sample);
        QSet<QString> shown;
        const auto* model = table("groupTable")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            shown << model->index(row, 0).data(models::IdentityRole).toString();
        QCOMPARE(shown, QSet<QString>({"adder-workers", "fraud-detector", "lake-sink", "order-enricher",
                                       "sessionizer", "stock-view"}));
    }

    void aGroupWithMembersCannotBeDeletedAndThePageSaysWhy() {
        m_bench->open("groups");
        select("groupTable", "billing");
        auto* remove = button(QString::fromUtf8("Delete…"));
        QVERIFY(!remove->isEnabled());
        QVERIFY(!remove->toolTip().isEmpty());
        QTest::keyClick(table("groupTable"), Qt::Key_Return);
        QTRY_COMPARE(m_bench->window->currentPane()->key().object, QString("billing"));
        QVERIFY(m_bench->see("offsetTree"));
    }
};

QTEST_MAIN(TopicsGroupsTest)
#include "topics_groups_test.moc"
