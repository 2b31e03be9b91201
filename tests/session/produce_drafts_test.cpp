#include <QTest>

#include "session/produce_drafts.h"
#include "session/runs/run_drafts.h"
#include "support/memory_settings.h"

using namespace session;
using support::MemorySettings;

class ProduceDraftsTest : public QObject {
    Q_OBJECT
private slots:
    void aFormComesBackAsItWas() {
        MemorySettings settings;
        SavedDraft saved;
        saved.draft.topic = "orders";
        saved.draft.partition = 3;
        saved.draft.headers = {
            {"a", QByteArray("\xff"), PayloadKind::Hex}, {"a", std::nullopt}, {"b", QByteArray("")}};
        saved.draft.codec = "lz4";
        saved.draft.acks = 1;
        saved.draft.repeat = 50;
        saved.draft.perSecond = 5;
        saved.keyKind = PayloadKind::Int64;
        saved.keyText = "7";
        saved.valueKind = PayloadKind::Json;
        saved.valueText = "{\"n\": {{n}}}\r\n";
        saved.timeText = "-15m";
        QVERIFY(ProduceDrafts(settings).save("mine", saved));
        const auto back = ProduceDrafts(settings).find("mine").value();
        QCOMPARE(back.draft.topic, saved.draft.topic);
        QCOMPARE(back.draft.partition, saved.draft.partition);
        QCOMPARE(back.draft.headers.size(), 3);
        QCOMPARE(back.draft.headers[0].value, std::optional<QByteArray>("\xff"));
        QCOMPARE(back.draft.headers[0].kind, PayloadKind::Hex);
        QCOMPARE(back.draft.headers[2].kind, PayloadKind::Text);
        QVERIFY(!back.draft.headers[1].value);
        QVERIFY(back.draft.headers[2].value && !back.draft.headers[2].value->isNull());
        QCOMPARE(back.draft.acks, 1);
        QCOMPARE(back.draft.repeat, 50);
        QCOMPARE(back.draft.perSecond, 5.0);
        QCOMPARE(back.keyKind, PayloadKind::Int64);
        QCOMPARE(back.valueKind, PayloadKind::Json);
        QCOMPARE(back.valueText, saved.valueText);
        QCOMPARE(back.timeText, saved.timeText);
        ProduceDrafts(settings).remove("mine");
        QVERIFY(!ProduceDrafts(settings).find("mine"));
    }

    void onlySoManyAndSoMuchIsKept() {
        MemorySettings settings;
        ProduceDrafts drafts(settings);
        for (int i = 0; i < ProduceDrafts::mostKept; ++i)
            QVERIFY(drafts.save(QString::number(i), {}));
        QVERIFY(!drafts.save("one more", {}));
        QVERIFY(drafts.save("7", {}));
        SavedDraft large;
        large.valueText = QString(ProduceDrafts::mostCharacters + 1, QLatin1Char('x'));
        QVERIFY(!drafts.save("7", large));
    }

    void whatNoTextStandsForIsNotKept() {
        MemorySettings settings;
        SavedDraft bytes;
        bytes.isTyped = false;
        QVERIFY(!ProduceDrafts(settings).save("mine", bytes));
        QVERIFY(!ProduceDrafts(settings).find("mine"));
    }

    void whatIsDamagedReadsAsAnEmptyForm() {
        MemorySettings settings;
        settings.setValue("produce/drafts", QVariantMap{{"x", QByteArray("not json")}});
        QCOMPARE(ProduceDrafts(settings).find("x")->draft.repeat, 1);
    }

    void aTypedTemplateIsKeptAsOne() {
        ProduceDraft draft{.topic = "t", .key = "{{n}}", .keyKind = PayloadKind::Int64, .repeat = 5};
        const auto back = readDraft(writtenDraft({"h:1", draft}));
        QVERIFY(back);
        const auto& kept = std::get<ProduceDraft>(back->draft);
        QCOMPARE(kept.keyKind, PayloadKind::Int64);
        QCOMPARE(kept.valueKind, PayloadKind::Text);
        QCOMPARE(kept.repeat, 5);
    }

    void aKeptDraftThatIsNoneIsNotRead() {
        const QByteArray good = writtenDraft({"h:1", ImportDraft{"f", "t", {}}});
        QCOMPARE(std::get<ImportDraft>(readDraft(good)->draft).topic, QString("t"));
        QVERIFY(!readDraft({}));
        QVERIFY(!readDraft("AAAA"));
        for (qsizetype size = 0; size < good.size() - 8; size += 4)
            QVERIFY(!readDraft(good.left(size)));
    }
};

QTEST_GUILESS_MAIN(ProduceDraftsTest)
#include "produce_drafts_test.moc"
