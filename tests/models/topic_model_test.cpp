#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/topic_model.h"

using namespace Qt::StringLiterals;
using session::TopicPtr;
using session::TopicRow;

namespace {

TopicPtr topic(const QString& name, std::optional<qint64> messages = {}) {
    TopicRow row;
    row.name = name;
    row.partitions = 3;
    row.messages = messages;
    return std::make_shared<const TopicRow>(row);
}

QString textOf(const models::LiveTable& model, int row, int column) {
    return model.index(row, column).data().toString();
}

} // namespace

class TopicModelTest : public QObject {
    Q_OBJECT
private slots:
    void recordsOutAreNamedAfterWhatTheyAre() {
        models::TopicModel model;
        const int out = model.columnOf("out");
        const auto title = [&] { return model.headerData(out, Qt::Horizontal, Qt::DisplayRole).toString(); };
        QCOMPARE(title(), u"Committed/s"_s);
        session::TopicRow unread;
        unread.outPerSecond = session::Reason(u"The groups are secret."_s);
        model.update({std::make_shared<const session::TopicRow>(unread)});
        QCOMPARE(model.index(0, out).data().toString(), QString(models::unknownSign));
        QVERIFY(model.index(0, out).data(Qt::ToolTipRole).toString().contains(u"secret"_s));
        unread.outPerSecond = 27.0;
        unread.outPerSecond.fail(session::Reason(u"Some commits are the first."_s));
        model.update({std::make_shared<const session::TopicRow>(unread)});
        QCOMPARE(model.index(0, out).data().toString(), models::leastSign + u"27"_s);
        QVERIFY(model.index(0, out).data(Qt::ToolTipRole).toString().contains(u"are the first"_s));
        model.setOutIsSent(true);
        QCOMPARE(title(), u"Out/s"_s);
    }

    void theLastRecordIsNotToldForMoreThanItIs() {
        TopicRow now = *topic(u"now"_s, 5), old = *topic(u"old"_s, 5), empty = *topic(u"empty"_s, 0);
        now.lastRecordMs = old.lastRecordMs = 1'795'348'805'121;
        old.lastRecordAsOfMs = 1'795'348'900'000;
        models::TopicModel model;
        std::vector<TopicPtr> rows{topic(u"unknown"_s, 5)};
        for (const auto& row : {now, old, empty})
            rows.push_back(std::make_shared<const TopicRow>(row));
        model.update(rows);
        const int last = model.columnOf("last"), muted = int(models::Tone::Muted);
        const auto tone = [&](int row) { return model.index(row, last).data(models::ToneRole); };
        QCOMPARE(textOf(model, 0, last), QString(models::unknownSign));
        QCOMPARE(textOf(model, 1, last), textOf(model, 2, last));
        QVERIFY(!tone(1).isValid());
        QVERIFY(model.index(1, last).data(Qt::ToolTipRole).toString().contains(u"greatest timestamp"_s));
        QCOMPARE(tone(2).toInt(), muted);
        QVERIFY(model.index(2, last)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(models::formatTime(old.lastRecordAsOfMs, models::Zone::Utc)));
        const auto plain = [&](int row) { return model.index(row, last).data(models::PlainRole).toString(); };
        QVERIFY2(plain(2).startsWith(plain(1)) && plain(2).contains(u"as of 2026"_s), qPrintable(plain(2)));
        QCOMPARE(textOf(model, 3, last), u"empty"_s);
        QCOMPARE(tone(3).toInt(), muted);
        const QString whole = textOf(model, 1, last);
        now.lastRecordMs.fail(session::Reason(u"Nobody leads one."_s));
        rows[1] = std::make_shared<const TopicRow>(now);
        model.update(rows);
        QCOMPARE(textOf(model, 1, last), whole);
        QCOMPARE(tone(1).toInt(), muted);
        const QString tip = model.index(1, last).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.startsWith(u"A later one may be there"_s) && tip.contains(u"Nobody leads one."_s),
                 qPrintable(tip));
    }

    void unchangedRowsAreNotAnnounced() {
        models::TopicModel model;
        QAbstractItemModelTester tester(&model);
        const auto a = topic(u"a"_s, 1), b = topic(u"b"_s, 2);
        model.update({a, b});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.update({a, topic(u"b"_s, 3)});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(reset.count(), 0);
    }

    void unknownCountsAreADashAndSpansAreEstimates() {
        models::TopicModel model;
        QAbstractItemModelTester tester(&model);
        TopicRow exact;
        exact.name = u"exact"_s;
        exact.messages = 1204;
        exact.countKind = session::CountKind::Exact;
        model.update({topic(u"unknown"_s), topic(u"span"_s, 5), std::make_shared<const TopicRow>(exact)});
        const int column = model.columnOf("messages");
        QCOMPARE(textOf(model, 0, column), QString(models::unknownSign));
        QVERIFY(!model.index(0, column).data(models::SortRole).isValid());
        QVERIFY(textOf(model, 1, column).startsWith(models::estimateSign));
        QCOMPARE(textOf(model, 2, column), models::formatCount(qint64(1204)));
    }

    void lackingReplicasAreMarkedByShapeAndWord() {
        models::TopicModel model;
        TopicRow sick;
        sick.name = u"sick"_s;
        sick.replication = 3;
        sick.underReplicated = 2;
        sick.partitionRows.resize(3);
        for (auto& partition : sick.partitionRows)
            partition.inSyncReplicas = {1, 2, 3};
        sick.partitionRows[1].inSyncReplicas = {1, 2};
        sick.partitionRows[2].inSyncReplicas = {2};
        TopicRow well;
        well.name = u"well"_s;
        well.replication = 3;
        model.update({std::make_shared<const TopicRow>(sick), std::make_shared<const TopicRow>(well)});
        const auto at = model.index(0, model.columnOf("replication"));
        QCOMPARE(at.data().toString(), u"1 of 3"_s);
        QCOMPARE(at.data(models::ShapeRole).toInt(), int(models::Shape::Triangle));
        QVERIFY(at.data(Qt::ToolTipRole).toString().contains(u"2 "_s));
        QCOMPARE(textOf(model, 1, model.columnOf("replication")), u"3"_s);
        QVERIFY(!at.siblingAtRow(1).data(models::ShapeRole).isValid());
    }

    void retentionIsToldWhereItActs() {
        models::TopicModel model;
        TopicRow kept, compacted;
        kept.name = u"kept"_s;
        kept.cleanup = u"compact,delete"_s;
        kept.retentionMs = 604'800'000;
        compacted = kept;
        compacted.name = u"compacted"_s;
        compacted.cleanup = u"compact"_s;
        model.update({std::make_shared<const TopicRow>(kept), std::make_shared<const TopicRow>(compacted)});
        const int column = model.columnOf("retention");
        QCOMPARE(textOf(model, 0, column), models::formatRetention(604'800'000));
        QCOMPARE(textOf(model, 1, column), QString(models::infinitySign));
        QVERIFY(model.index(1, column)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(models::formatRetention(604'800'000)));
    }

    void whatIsCutBySizeAloneIsNotKeptForEver() {
        models::TopicModel model;
        TopicRow row;
        row.name = u"cut"_s;
        row.cleanup = u"delete"_s;
        row.retentionMs = -1;
        row.retentionBytes = 1'048'576;
        const int column = model.columnOf("retention");
        const auto told = [&] {
            model.update({std::make_shared<const TopicRow>(row)});
            return textOf(model, 0, column);
        };
        QCOMPARE(told(), models::formatBytes(1'048'576));
        QVERIFY(
            model.index(0, column).data(Qt::ToolTipRole).toString().contains(models::formatBytes(1'048'576)));
        row.retentionMs = 604'800'000; // the tooltip tells the size
        QCOMPARE(told(), models::formatRetention(604'800'000));
        row.retentionMs = row.retentionBytes = -1;
        QCOMPARE(told(), QString(models::infinitySign));
    }
};

QTEST_GUILESS_MAIN(TopicModelTest)
#include "topic_model_test.moc"
