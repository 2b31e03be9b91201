#include <QAbstractItemModelTester>
#include <QTest>

#include "models/formats.h"
#include "models/group_model.h"

using namespace Qt::StringLiterals;

namespace {

QString textOf(const models::LiveTable& model, int row, int column) {
    return model.index(row, column).data().toString();
}

} // namespace

class GroupModelTest : public QObject {
    Q_OBJECT
private slots:
    void everyGroupStateHasAWordAndAMeaning() {
        using session::GroupState;
        for (auto state : {GroupState::Unknown, GroupState::Empty, GroupState::PreparingRebalance,
                           GroupState::CompletingRebalance, GroupState::Stable, GroupState::Dead,
                           GroupState::Assigning, GroupState::Reconciling}) {
            const auto look = models::lookOf(state);
            QVERIFY(!look.word.isEmpty());
            QVERIFY(!look.meaning.isEmpty());
            QVERIFY(look.shape != models::Shape::None);
        }
    }

    void aGroupWithoutCommitsHasNoLag() {
        models::GroupModel model;
        QAbstractItemModelTester tester(&model);
        session::GroupRow none, some;
        none.id = u"none"_s;
        none.partitionsWithoutCommit = 2;
        some.id = u"some"_s;
        some.lag = 0;
        model.update({std::make_shared<const session::GroupRow>(none),
                      std::make_shared<const session::GroupRow>(some)});
        const int lag = model.columnOf("lag");
        QCOMPARE(textOf(model, 0, lag), QString(models::unknownSign));
        QCOMPARE(textOf(model, 1, lag), u"0"_s);
    }
};

QTEST_GUILESS_MAIN(GroupModelTest)
#include "group_model_test.moc"
