#include <QTest>

#include "models/palette_search.h"

using namespace models;

namespace {

std::vector<Findable> some() {
    const QUuid cluster = QUuid::createUuid();
    return {{FindKind::Topic, "orders.dlq", "topic", cluster, "orders.dlq"},
            {FindKind::Topic, "order-events.enriched", "topic", cluster, "order-events.enriched"},
            {FindKind::Topic, "backorders", "topic", cluster, "backorders"},
            {FindKind::Topic, "orders", "topic", cluster, "orders"},
            {FindKind::Topic, "one-record-daily", "topic", cluster, "one-record-daily"},
            {FindKind::Topic, "payments", "topic", cluster, "payments"},
            {FindKind::Group, "order-enricher", "group", cluster, "order-enricher"},
            {FindKind::Action, "Delete topics: orders", "trash", cluster, "deleteTopics"}};
}

QStringList texts(const PaletteSearch& search, const std::vector<Found>& found) {
    QStringList result;
    for (const Found& one : found)
        result << search.all()[std::size_t(one.place)].text;
    return result;
}

} // namespace

class PaletteSearchTest : public QObject {
    Q_OBJECT
private slots:
    void beginningsComeFirstThenWordsThenLetters() {
        PaletteSearch search;
        search.setFindables(some());
        const auto found = search.find("ord", 10);
        QCOMPARE(texts(search, found),
                 QStringList({"orders", "orders.dlq", "order-events.enriched", "backorders",
                              "one-record-daily", "order-enricher", "Delete topics: orders"}));
        QCOMPARE(search.matches(FindKind::Topic), 5);
        QCOMPARE(found[0].letters, QVector<int>({0, 1, 2}));
        QCOMPARE(found[3].letters, QVector<int>({4, 5, 6}));
    }

    void aLongerTextLooksAmongWhatMatched() {
        PaletteSearch search;
        search.setFindables(some());
        static_cast<void>(search.find("o", 10));
        QCOMPARE(texts(search, search.find("ordersdl", 10)), QStringList({"orders.dlq"}));
        QCOMPARE(texts(search, search.find("pay", 10)), QStringList({"payments"})); // typed anew
        QCOMPARE(search.find("", 10).size(), std::size_t(8));
    }

    void objectsAreFoundBesideWhatIsLookedFor() {
        PaletteSearch search;
        search.setFindables(some());
        static_cast<void>(search.find("delete o", 10));
        QCOMPARE(texts(search, search.findObjects("o", 10)).size(), 6);
        QCOMPARE(search.matches(FindKind::Action), 1); // of find() still
        QCOMPARE(texts(search, search.findObjects("ord", 2)),
                 QStringList({"orders", "orders.dlq", "order-enricher"}));
        QCOMPARE(texts(search, search.find("delete orders", 10)), QStringList({"Delete topics: orders"}));
        QCOMPARE(texts(search, search.findObjects("pay", 10)), QStringList({"payments"})); // typed anew
    }

    void scatteredLettersComeAfterWhatIsMeant() {
        PaletteSearch search;
        search.setFindables({{FindKind::Topic, "dead-letters-of-telemetry"},
                             {FindKind::Group, "telemetry"},
                             {FindKind::Action, "Delete topics"},
                             {FindKind::Recent, "delete-me"}});
        QCOMPARE(texts(search, search.find("delet", 10)),
                 QStringList({"Delete topics", "delete-me", "dead-letters-of-telemetry"}));
    }

    void actsKeepTheirOrder() {
        PaletteSearch search;
        search.setFindables({{FindKind::Action, "Delete topics: team-payments.orders"},
                             {FindKind::Action, "Delete groups…"}});
        QCOMPARE(texts(search, search.find(">delete", 10)).first(),
                 QString("Delete topics: team-payments.orders"));
    }

    void beforeAnythingIsTypedWhatWasRecentIsFirst() {
        PaletteSearch search;
        search.setFindables({{FindKind::Topic, "a"},
                             {FindKind::Action, "b"},
                             {FindKind::Recent, "newest"},
                             {FindKind::Recent, "d"}});
        QCOMPARE(texts(search, search.find("", 10)), QStringList({"newest", "d", "b", "a"}));
    }

    void whatWasRecentStandsThereOnce() {
        PaletteSearch search;
        search.setFindables({{FindKind::Topic, "orders", {}, {}, "orders"},
                             {FindKind::Group, "orders", {}, {}, "orders"},
                             {FindKind::Topic, "orders.dlq", {}, {}, "orders.dlq"},
                             {FindKind::Recent, "orders", {}, {}, "orders", {}, FindKind::Group}});
        QCOMPARE(texts(search, search.find("", 10)), QStringList({"orders", "orders", "orders.dlq"}));
        QCOMPARE(search.matches(FindKind::Group), 0);
        QCOMPARE(texts(search, search.find("ord", 10)), QStringList({"orders", "orders.dlq", "orders"}));
        QCOMPARE(search.matches(FindKind::Recent), 0);
        QCOMPARE(search.matches(FindKind::Group), 1);
    }

    void marksChooseAKind() {
        PaletteSearch search;
        search.setFindables(some());
        QCOMPARE(texts(search, search.find("@ord", 10)), QStringList({"order-enricher"}));
        QCOMPARE(texts(search, search.find(">del", 10)), QStringList({"Delete topics: orders"}));
        QCOMPARE(search.find("#", 10).size(), std::size_t(6));
    }

    void fewAreShownOfMany() {
        std::vector<Findable> all;
        for (int i = 0; i < 50'000; ++i)
            all.push_back({FindKind::Topic, QString("team-%1-events").arg(i), "topic", {}, {}});
        PaletteSearch search;
        search.setFindables(std::move(all));
        QCOMPARE(search.find("team", 8).size(), std::size_t(8));
        QCOMPARE(search.matches(FindKind::Topic), 50'000);
        QCOMPARE(texts(search, search.find("team-4999-", 8)).first(), QString("team-4999-events"));
    }

    void aKeyStroke() { // at most 16 ms with 40 000 names
        std::vector<Findable> all;
        for (int i = 0; i < 40'000; ++i)
            all.push_back({FindKind::Topic, QString("team-%1-orders-events").arg(i), "topic", {}, {}});
        PaletteSearch search;
        search.setFindables(std::move(all));
        QBENCHMARK {
            static_cast<void>(search.find("", 8));
            static_cast<void>(search.find("tev", 8));
        }
    }
};

QTEST_MAIN(PaletteSearchTest)
#include "palette_search_test.moc"
