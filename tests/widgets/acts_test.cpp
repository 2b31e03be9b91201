#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include "support/fake_session.h"
#include "support/window_bench.h"
#include "widgets/acts/act.h"

using namespace widgets;

/// Every act by its line in the list, on plain fakes of the ports.
class ActsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<support::WindowBench> m_bench;

    ActTarget on(const QStringList& objects) {
        return {m_bench->window->context(), *m_bench->cluster, m_bench->window.get(), objects};
    }

private slots:
    void init() { m_bench = std::make_unique<support::WindowBench>(); }
    void cleanup() { m_bench = nullptr; }

    void everyActIsNamedOnceAndCanBeTold() {
        QSet<QString> ids;
        for (const Act& act : allActs()) {
            QVERIFY2(!ids.contains(act.id), qPrintable(act.id));
            ids << act.id;
            QVERIFY2(!act.words.isEmpty() && !act.full.isEmpty() && !act.icon.isEmpty(), qPrintable(act.id));
            QVERIFY2(act.run != nullptr, qPrintable(act.id));
        }
    }

    void anActWantsAsManyObjectsAsItSays() {
        QVERIFY(fits(actOf("newTopicButton"), 0));
        QVERIFY(!fits(actOf("addPartitions"), 0));
        QVERIFY(fits(actOf("addPartitions"), 1));
        QVERIFY(!fits(actOf("addPartitions"), 2));
        QVERIFY(!fits(actOf("deleteTopics"), 0));
        QVERIFY(fits(actOf("deleteTopics"), 2));
    }

    void producingPresetsNoInternalTopic() {
        actOf("produceButton").run(on({"__consumer_offsets"}));
        auto* topic = m_bench->see<QComboBox>("produceTopic");
        QCOMPARE(topic->currentText(), QString());
        topic->setCurrentText("__consumer_offsets");
        QVERIFY(!m_bench->see<QPushButton>("actButton")->isEnabled());
        QVERIFY(m_bench->see<QLabel>("produceTarget")->text().contains("Kafka itself"));
        topic->setCurrentText("orders");
        m_bench->type("produceValueText", "x");
        QVERIFY(m_bench->see<QPushButton>("actButton")->isEnabled());
    }

    void oneMessageThatDiesIsToldAsOne() {
        /// Notes the count that a sentence on messages is asked for with.
        class Counts final : public QTranslator {
        public:
            bool isEmpty() const override { return false; }
            QString translate(const char*, const char* source, const char*, int count) const override {
                if (QByteArray(source).startsWith("About %1 message(s)"))
                    told << count;
                return {};
            }
            mutable QVector<int> told;
        } counts;
        QCoreApplication::installTranslator(&counts);
        auto snapshot = support::sampleSnapshot(support::WindowBench::now);
        auto topic = std::make_shared<session::TopicRow>();
        topic->name = "small";
        topic->messages = 1;
        topic->size = 71;
        snapshot.topics = {topic};
        support::fakeOf(*m_bench->cluster).data().publish(snapshot);
        m_bench->prompts.agrees = false;
        actOf("deleteTopics").run(on({"small"}));
        QCoreApplication::removeTranslator(&counts);
        QCOMPARE(counts.told, QVector<int>{1});
    }

    void onlyOfWhatIsEmptyNowNothingIsLost() {
        auto snapshot = support::sampleSnapshot(support::WindowBench::now);
        auto now = std::make_shared<session::TopicRow>();
        now->name = "now";
        now->messages = 0;
        auto before = std::make_shared<session::TopicRow>(*now);
        before->name = "before";
        before->messages.fail(session::Reason(QString("There is no leader.")));
        snapshot.topics = {before, now};
        support::fakeOf(*m_bench->cluster).data().publish(snapshot);
        m_bench->prompts.agrees = false;
        const auto isToldEmpty = [this](const char* topic) {
            actOf("deleteTopics").run(on({topic}));
            return m_bench->prompts.asked.text.contains("no messages to lose");
        };
        QVERIFY(isToldEmpty("now"));
        QVERIFY(!isToldEmpty("before"));
        QVERIFY(!isToldEmpty("unheard-of"));
    }

    void whatIsDangerousAsksBeforeThePortIsTold() {
        m_bench->prompts.agrees = false;
        actOf("deleteTopics").run(on({"orders", "payments.v1"}));
        actOf("emptyTopics").run(on({"orders"}));
        actOf("deleteGroups").run(on({"billing"}));
        QCOMPARE(m_bench->prompts.times, 3);
        QVERIFY(m_bench->fake().topics().removed.isEmpty());
        QVERIFY(m_bench->fake().topics().emptied.isEmpty());
        QVERIFY(m_bench->fake().groups().removed.isEmpty());

        m_bench->prompts.agrees = true;
        QSignalSpy jobs(&m_bench->window->context(), &widgets::PaneContext::jobStarted);
        actOf("deleteTopics").run(on({"orders", "payments.v1"}));
        actOf("emptyTopics").run(on({"orders"}));
        actOf("deleteGroups").run(on({"billing"}));
        QCOMPARE(m_bench->fake().topics().removed, (QVector<QStringList>{{"orders", "payments.v1"}}));
        QCOMPARE(m_bench->fake().topics().emptied, (QVector<QStringList>{{"orders"}}));
        QVERIFY(m_bench->fake().groups().removed == QVector<base::GroupDeletion>{{{"billing"}}});
        QCOMPARE(jobs.size(), 3);
        for (const auto& job : jobs) // told as of this one, whatever is in front by now
            QCOMPARE(job.at(1).toUuid(), m_bench->cluster->id());
    }

    void theTopicThatWasAskedAboutIsMeant() {
        auto topic = std::make_shared<session::TopicRow>();
        topic->name = "orders";
        const auto become = [&](const char* id) {
            auto snapshot = support::sampleSnapshot(support::WindowBench::now);
            topic->id = id;
            snapshot.topics = {std::make_shared<const session::TopicRow>(*topic)};
            m_bench->fake().data().publish(std::move(snapshot));
        };
        become("first");
        m_bench->prompts.meanwhile = [&] { become("second"); };
        actOf("deleteTopics").run(on({"orders"}));
        become("first");
        actOf("emptyTopics").run(on({"orders"}));
        const session::TopicIds first{{"orders", "first"}};
        QCOMPARE(m_bench->fake().topics().meant, (QVector<session::TopicIds>{first, first}));
    }

    void theGroupThatWasAskedAboutIsMeant() {
        const auto become = [&](const char* type, int members) {
            auto snapshot = support::sampleSnapshot(support::WindowBench::now);
            session::GroupRow group;
            group.id = "billing";
            group.type = type;
            group.members = members;
            group.state = members > 0 ? session::GroupState::Stable : session::GroupState::Empty;
            snapshot.groups.clear();
            if (*type)
                snapshot.groups.push_back(std::make_shared<const session::GroupRow>(group));
            m_bench->fake().data().publish(std::move(snapshot));
        };
        become("share", 0);
        m_bench->prompts.meanwhile = [&] { become("simple", 0); };
        actOf("deleteGroups").run(on({"billing"}));
        QCOMPARE(m_bench->fake().groups().meant, QVector<session::GroupTypes>({{{"billing", "share"}}}));
        const auto whyNot = m_bench->prompts.asked.whyNot;
        QVERIFY2(whyNot().startsWith("billing is of type simple now, not share"), qPrintable(whyNot()));
        become("share", 1);
        QVERIFY2(whyNot().startsWith("billing has 1 member"), qPrintable(whyNot()));
        become("", 0);
        QCOMPARE(whyNot(), QString("billing is not there any more."));
        become("share", 0);
        QCOMPARE(whyNot(), QString());
    }

    void eachTypeOfGroupStartsAgainByItsOwnSetting() {
        auto snapshot = support::sampleSnapshot(support::WindowBench::now);
        for (const char* type : {"consumer", "share", "streams"}) {
            session::GroupRow group;
            group.id = QString("a ") + type;
            group.type = type;
            group.state = session::GroupState::Empty;
            snapshot.groups.push_back(std::make_shared<const session::GroupRow>(group));
        }
        m_bench->fake().data().publish(std::move(snapshot));
        m_bench->prompts.agrees = false;
        const auto told = [&](const QStringList& groups) {
            actOf("deleteGroups").run(on(groups));
            return m_bench->prompts.asked.text;
        };
        QVERIFY(told({"a consumer"}).contains(": consumers start again where auto.offset.reset says."));
        QVERIFY(told({"a share"}).contains(": share groups start again where their share.auto.offset.reset"));
        QVERIFY(told({"a streams"}).contains("reset of each source"));
        QVERIFY(!told({"a streams"}).contains("share."));
        const QString all = told({"a streams", "a share", "a consumer"});
        for (const char* part : {"consumers start", "share.auto.offset.reset", "each source"})
            QVERIFY2(all.contains(part), qPrintable(all));
        QVERIFY(m_bench->prompts.asked.command.contains("kafka-share-groups.sh"));
    }

    void recordsOfATopicThatIsOnlyCompactedAreNotDeleted() {
        // "prices" is only compacted, "carts" is compacted and deleted, and of "unread" it is not known.
        auto snapshot = support::sampleSnapshot(support::WindowBench::now);
        session::TopicRow unread;
        unread.name = "unread";
        snapshot.topics.push_back(std::make_shared<const session::TopicRow>(unread));
        m_bench->fake().data().publish(std::move(snapshot));
        for (const char* act : {"emptyTopics", "emptyBefore"}) {
            QVERIFY(actOf(act).whyNot(on({"orders", "carts", "unread"})).isEmpty());
            const QString why = actOf(act).whyNot(on({"carts", "prices"}));
            QVERIFY2(why.startsWith("prices is only compacted") && why.contains("cleanup.policy"),
                     qPrintable(why));
        }
        QVERIFY(actOf("deleteTopics").whyNot(on({"prices"})).isEmpty());
    }

    void anActSaysWhyItCannotBeDone() {
        auto snapshot = support::sampleSnapshot(support::WindowBench::now);
        session::TopicRow internal;
        internal.name = "__consumer_offsets";
        internal.internal = true;
        snapshot.topics.push_back(std::make_shared<const session::TopicRow>(internal));
        session::GroupRow held;
        held.id = "held";
        held.members = 2;
        snapshot.groups.push_back(std::make_shared<const session::GroupRow>(held));
        m_bench->fake().data().publish(std::move(snapshot));
        QVERIFY(actOf("deleteTopics").whyNot(on({"orders"})).isEmpty());
        QVERIFY(actOf("deleteTopics").whyNot(on({"orders", "__consumer_offsets"})).contains("internal"));
        QVERIFY(actOf("deleteGroups").whyNot(on({"held"})).contains("held has 2 member"));
    }
};

QTEST_MAIN(ActsTest)
#include "acts_test.moc"
