#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/live_table_model.h"
#include "models/table_proxy.h"

using namespace models;

namespace {

struct Fruit {
    QString name;
    std::optional<double> rate;
    bool operator==(const Fruit&) const = default;
};

constexpr Column<Fruit> columns[] = {
    {.id = "name",
     .title = QT_TRANSLATE_NOOP("columns", "Name"),
     .kind = CellKind::Name,
     .text = [](const Fruit& f, Zone) { return f.name; },
     .filtered = true},
    {.id = "rate",
     .title = QT_TRANSLATE_NOOP("columns", "In/s"),
     .kind = CellKind::Number,
     .text = [](const Fruit& f, Zone) { return formatRate(f.rate); },
     .value = [](const Fruit& f) { return valueOf(f.rate); }},
};

using FruitModel = LiveTableModel<Fruit, QString>;
const QString& nameOf(const Fruit& fruit) {
    return fruit.name;
}

QStringList names(const QAbstractItemModel& model) {
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row, 0).data().toString();
    return result;
}

} // namespace

class LiveTableModelTest : public QObject {
    Q_OBJECT

    FruitModel* m_model = nullptr;
    TableProxy* m_proxy = nullptr;

private slots:
    void init() {
        m_model = new FruitModel(columns, nameOf, this);
        m_proxy = new TableProxy(m_model, m_model);
        new QAbstractItemModelTester(m_model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_model);
        new QAbstractItemModelTester(m_proxy, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_model);
    }
    void cleanup() { delete m_model; }

    void anUpdateAnnouncesOnlyTheDifference() {
        m_model->update({{"apple", 1.0}, {"pear", 2.0}, {"plum", 3.0}, {"quince", 4.0}});
        QSignalSpy changed(m_model, &QAbstractItemModel::dataChanged);
        QSignalSpy removed(m_model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(m_model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(m_model, &QAbstractItemModel::modelReset);

        m_model->update({{"fig", 9.0}, {"apple", 1.0}, {"plum", 3.5}, {"quince", 4.5}});

        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1); // plum and quince stand side by side
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 2);
        QCOMPARE(names(*m_model), QStringList({"apple", "plum", "quince", "fig"}));
    }

    void theSameSnapshotSaysNothing() {
        m_model->update({{"apple", 1.0}});
        QSignalSpy changed(m_model, &QAbstractItemModel::dataChanged);
        QSignalSpy refreshed(m_model, &LiveTable::refreshed);
        m_model->update({{"apple", 1.0}});
        QCOMPARE(changed.size() + refreshed.size(), 0);
    }

    void removalOfScatteredRowsKeepsTheRest() {
        m_model->update({{"a", 1.0}, {"b", 1.0}, {"c", 1.0}, {"d", 1.0}, {"e", 1.0}, {"f", 1.0}});
        m_model->update({{"b", 1.0}, {"e", 1.0}});
        QCOMPARE(names(*m_model), QStringList({"b", "e"}));
        m_model->update({});
        QCOMPARE(m_model->rowCount(), 0);
    }

    void rowsAreFoundAgainInWhateverOrderTheyCome() {
        m_model->update({{"a", 1.0}, {"c", 1.0}});
        m_model->update({{"a", 1.0}, {"b", 1.0}, {"c", 1.0}}); // b now stands last
        QSignalSpy removed(m_model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(m_model, &QAbstractItemModel::rowsInserted);
        m_model->update({{"a", 1.0}, {"b", 2.0}, {"c", 3.0}});
        m_model->update({{"c", 3.0}, {"b", 4.0}, {"a", 5.0}});
        QCOMPARE(removed.size() + inserted.size(), 0);
        QCOMPARE(names(*m_model), QStringList({"a", "c", "b"}));
        QCOMPARE(m_model->row(0).rate, 5.0);
        QCOMPARE(m_model->row(1).rate, 3.0);
        QCOMPARE(m_model->row(2).rate, 4.0);
        m_model->update({{"c", 3.0}, {"d", 1.0}, {"a", 5.0}});
        QCOMPARE(names(*m_model), QStringList({"a", "c", "d"}));
    }

    void aNameThatStandsTwiceIsShownOnce() {
        m_model->update({{"a", 1.0}, {"a", 2.0}});
        QCOMPARE(m_model->rowCount(), 1);
    }

    void theUnknownComesLastInBothOrders() {
        m_model->update({{"none", std::nullopt}, {"low", 1.0}, {"high", 8.0}});
        m_proxy->sort(1, Qt::DescendingOrder);
        QCOMPARE(names(*m_proxy), QStringList({"high", "low", "none"}));
        m_proxy->sort(1, Qt::AscendingOrder);
        QCOMPARE(names(*m_proxy), QStringList({"low", "high", "none"}));
    }

    void theOrderFollowsALiveColumnOnceAnUpdate() {
        m_model->update({{"a", 1.0}, {"b", 2.0}, {"c", 3.0}});
        m_proxy->sort(1, Qt::DescendingOrder);
        QSignalSpy layout(m_proxy, &QAbstractItemModel::layoutChanged);
        m_model->update({{"a", 10.0}, {"b", 20.0}, {"c", 3.0}, {"d", 15.0}});
        QCOMPARE(names(*m_proxy), QStringList({"b", "d", "a", "c"}));
        QCOMPARE(layout.size(), 1);
    }

    void aChangeElsewhereDoesNotSortAgain() {
        m_model->update({{"a", 1.0}, {"b", 2.0}});
        m_proxy->sort(0);
        QSignalSpy layout(m_proxy, &QAbstractItemModel::layoutChanged);
        m_model->update({{"a", 5.0}, {"b", 6.0}});
        QCOMPARE(layout.size(), 0);
    }

    void filteringLooksAtTheFilteredColumnsWhateverTheCase() {
        m_model->update({{"Orders", 1.0}, {"orders.dlq", 2.0}, {"carts", 3.0}});
        m_proxy->sort(0);
        m_proxy->setFilterText("ORD");
        QCOMPARE(names(*m_proxy), QStringList({"Orders", "orders.dlq"}));
        m_model->update({{"Orders", 1.0}, {"carts", 3.0}, {"accords", 1.0}});
        QCOMPARE(names(*m_proxy), QStringList({"accords", "Orders"}));
    }

    void whatIsShownFollowsTheRows() {
        m_model->update({{"d", 0.0}, {"b", 2.0}, {"c", 0.0}, {"a", 4.0}});
        m_proxy->sort(0);
        m_proxy->setCondition([this](int row) { return m_model->row(row).rate.value_or(0) > 0; });
        QCOMPARE(names(*m_proxy), QStringList({"a", "b"}));
        const QPersistentModelIndex stays = m_proxy->index(1, 0);
        m_model->update({{"d", 1.0}, {"b", 3.0}, {"c", 5.0}, {"a", 0.0}});
        QCOMPARE(names(*m_proxy), QStringList({"b", "c", "d"}));
        QCOMPARE(stays.row(), 0);
        m_model->update({{"d", 1.0}, {"b", 0.0}, {"c", 0.0}, {"a", 0.0}});
        QCOMPARE(names(*m_proxy), QStringList{"d"});
        m_proxy->setCondition({});
        QCOMPARE(m_proxy->rowCount(), 4);
    }

    void whatIsTypedFollowsTheRowsToo() {
        struct Place {
            int id;
            QString words;
            bool operator==(const Place&) const = default;
        };
        static constexpr Column<Place> columns[] = {{.id = "words",
                                                     .title = QT_TRANSLATE_NOOP("columns", "Topics"),
                                                     .text = [](const Place& p, Zone) { return p.words; },
                                                     .filtered = true}};
        LiveTableModel<Place, int> model(columns, [](const Place& p) -> const int& { return p.id; });
        TableProxy proxy(&model);
        model.update({{1, "orders"}, {2, "tea"}});
        proxy.setFilterText("ord");
        model.update({{1, "tea"}, {2, "tea, orders"}});
        QCOMPARE(names(proxy), QStringList{"tea, orders"});
    }

    void whereNothingChangedNobodyLooksAgain() {
        int looks = 0;
        m_model->update({{"a", 1.0}, {"b", 2.0}});
        m_proxy->setCondition([&looks](int) { return ++looks > 0; });
        looks = 0;
        m_model->update({{"a", 1.0}, {"b", 2.0}}); // the same
        QCOMPARE(looks, 0);
        m_model->update({{"a", 1.0}, {"b", 3.0}});
        QCOMPARE(looks, 2);
        QSignalSpy layout(m_proxy, &QAbstractItemModel::layoutChanged);
        m_proxy->sort(0);
        layout.clear();
        m_model->update({{"a", 2.0}, {"b", 3.0}}); // nobody comes, and the order is of names
        QCOMPARE(layout.size(), 0);
    }
};

QTEST_GUILESS_MAIN(LiveTableModelTest)
#include "live_table_model_test.moc"
