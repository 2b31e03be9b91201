#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "session/clusters/profile_store.h"
#include "session/produce_drafts.h"
#include "session/settings_store.h"
#include "session/ui_wake.h"
#include "support/file_limit.h"

using namespace session;

namespace {

class StoreSettings final : public Settings {
public:
    explicit StoreSettings(SettingsStore& store) : m_store(store) {}
    QVariant value(const QString& key, const QVariant& fallback) const override {
        return m_store.value(key, fallback);
    }
    QVariant fresh(const QString& key) override { return m_store.fresh(key); }
    void setValue(const QString& key, const QVariant& value) override { m_store.setValue(key, value); }
    QString problem() const override { return m_store.problem(); }
    QString file() const override { return m_store.file(); }

private:
    SettingsStore& m_store;
};

} // namespace

/// What is kept in a file between two lives of the program.
class SettingsStoreTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) { return m_folder.filePath(QString::fromLatin1(name)); }

private slots:
    void whatIsAskedForTogetherComesOutInItsOrder() {
        const QString file = path("order.ini");
        {
            SettingsStore store(file);
            for (int i = 0; i < 2000; ++i)
                store.setValue(QStringLiteral("many/%1").arg(i), i);
            store.setValue("many", "itself");
            store.remove("many/7");
            store.remove("many/8");
            store.setValue("many/8", "again");
            store.setValue("many/9", "before");
            store.remove("many/9");
        }
        const SettingsStore store(file);
        QCOMPARE(store.value("many/1999").toInt(), 1999);
        QCOMPARE(store.value("many").toString(), QString("itself"));
        QVERIFY(!store.value("many/7").isValid());
        QCOMPARE(store.value("many/8").toString(), QString("again"));
        QVERIFY(!store.value("many/9").isValid());
    }

    void aDamagedFileIsKeptBeside() {
        const QString file = path("damaged.ini");
        const QByteArray content("[run]\nno equals sign here\na=1\n");
        {
            QFile made(file);
            QVERIFY(made.open(QIODevice::WriteOnly));
            made.write(content);
        }
        {
            SettingsStore store(file);
            QCOMPARE(store.damagedCopy().value(), file + ".damaged");
            store.setValue("b", 2);
        }
        QVERIFY(!SettingsStore(file).damagedCopy());
        QFile copy(file + ".damaged");
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), content);
        QCOMPARE(copy.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(SettingsStore(file).value("b").toInt(), 2);
    }

    void aWritingThatFailsIsToldOnceAndAgainOnlyAfterOneThatDidNot() {
        int told = 0;
        QObject receiver;
        const auto wake = std::make_shared<UiWake>(&receiver, [&] { ++told; });
        SettingsStore store(path("full.ini"));
        store.tellProblems(wake);
        {
            const support::FileLimit full(0);
            store.setValue("a", 1);
            QTRY_COMPARE(told, 1);
            QVERIFY(!store.problem().isEmpty());
            store.setValue("b", 2);
            QTest::qWait(100); // it would be told by now
            QCOMPARE(told, 1);
        }
        store.setValue("c", 3);
        QTRY_COMPARE(told, 2);
        QCOMPARE(store.problem(), QString());
        {
            const support::FileLimit full(0);
            store.setValue("d", 4);
            QTRY_COMPARE(told, 3);
        }
        QVERIFY(!store.problem().isEmpty());
        wake->detach();
    }

    void aFolderThatIsNoneIsNamedByTheSystem() {
        QFile file(path("file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        SettingsStore store(path("file/settings.ini"));
        store.setValue("a", 1);
        QTRY_VERIFY2(store.problem().contains("directory"), qPrintable(store.problem()));
    }

    void aFormThatAnotherProgramKeptStays() {
        SettingsStore store(path("drafts.ini")), other(path("drafts.ini"));
        StoreSettings mine(store), theirs(other);
        ProduceDrafts here(mine), there(theirs);
        QVERIFY(here.save("one", {}));
        QTRY_COMPARE(there.names(), QStringList{"one"});
        QVERIFY(there.save("two", {}));
        QTRY_COMPARE(here.names(), (QStringList{"one", "two"}));
        QVERIFY(here.save("three", {}));
        QTRY_COMPARE(there.names().size(), 3);
        there.remove("one");
        QTRY_COMPARE(here.names(), (QStringList{"three", "two"}));
    }

    void whatSomebodyChoseIsWrittenOverWhatAnotherProgramDid() {
        const QString file = path("chosen.ini");
        SettingsStore(file).setValue("storage", "kept");
        {
            SettingsStore store(file);
            SettingsStore(file).setValue("storage", "memory");
            store.setValue("storage", "kept"); // nothing new here
            QCOMPARE(store.fresh("storage").toString(), QString("memory"));
        }
        SettingsStore(file).setValue("storage", "kept");
        {
            SettingsStore store(file);
            SettingsStore(file).setValue("storage", "memory");
            store.keep("storage", "kept");
        }
        QCOMPARE(SettingsStore(file).value("storage").toString(), QString("kept"));
    }

    void whatAFullDiskRefusedIsStillHere() {
        SettingsStore store(path("refused.ini"));
        store.setValue("a", 1);
        QCOMPARE(store.fresh("a").toInt(), 1);
        const support::FileLimit full(0);
        store.setValue("a", 2);
        QCOMPARE(store.fresh("a").toInt(), 2);
        QTRY_VERIFY(!store.problem().isEmpty());
    }

    void aClusterThatAnotherWindowKeptIsThere() {
        const QString file = path("clusters.ini");
        const auto profile = [](const char* name) {
            ConnectionProfile out;
            out.id = QUuid::createUuid();
            out.name = QString::fromLatin1(name);
            out.bootstrap = QStringLiteral("h:1");
            return out;
        };
        const auto one = profile("one"), other = profile("other");
        {
            SettingsStore mine(file), theirs(file); // two programs that began together
            ProfileStore(mine).save(one);
            ProfileStore(theirs).save(other);
        }
        SettingsStore store(file);
        ProfileStore profiles(store);
        QVERIFY(profiles.find(one.id) && profiles.find(other.id));
        QVERIFY(profiles.remove(one.id));
        QVERIFY(!ProfileStore(store).find(one.id));
    }
};

QTEST_GUILESS_MAIN(SettingsStoreTest)
#include "settings_store_test.moc"
