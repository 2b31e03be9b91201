#include <set>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QRegularExpression>
#include <QTabBar>
#include <QTranslator>
#include <QXmlStreamReader>

#include "support/window_bench.h"
#include "widgets/acts/group_acts.h"
#include "widgets/acts/topic_acts.h"

namespace {

using Key = std::pair<QString, QString>; ///< context, source

/// Puts «» around every text and notes what it was asked for.
class MarkingTranslator final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override {
        // Qt's own contexts are its classes, that of a tab's cross among them.
        if (context[0] == 'Q' || qstrcmp(context, "CloseButton") == 0)
            return {};
        asked.insert({QString::fromUtf8(context), QString::fromUtf8(source)});
        return QStringLiteral("«%1»").arg(QString::fromUtf8(source));
    }
    mutable std::set<Key> asked;
};

/// What a translator is given to translate.
std::set<Key> listedByLupdate() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("all.ts");
    QProcess lupdate;
    lupdate.setWorkingDirectory(SOURCES);
    lupdate.start(LUPDATE, {"-silent", "-I", ".", "widgets", "models", "-ts", file});
    if (!lupdate.waitForFinished() || lupdate.exitCode() != 0)
        qFatal("lupdate failed: %s", lupdate.readAllStandardError().constData());
    QFile ts(file);
    if (!ts.open(QIODevice::ReadOnly))
        qFatal("lupdate wrote nothing");
    std::set<Key> listed;
    QString context;
    for (QXmlStreamReader xml(&ts); !xml.atEnd(); xml.readNext()) {
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"source")
            listed.insert({context, xml.readElementText()});
    }
    return listed;
}

/// Words of the sample, of Kafka or of a file format, which no language changes.
bool isData(const support::WindowBench& bench, const QString& text) {
    static const QRegularExpression letters("\\pL{3,}");
    if (text.contains(u'«') || !text.contains(letters))
        return true;
    static const QStringList names{"staging", "Milena", "kcat", "Java", "Python", "librdkafka"};
    // Keys, paths, addresses, settings.
    static const QRegularExpression technical("^\\S+[+/:=]\\S+(\n\\S+[+/:=]\\S+)*$");
    if (names.contains(text) || technical.match(text).hasMatch())
        return true;
    const auto snapshot = bench.cluster->data().snapshot();
    for (const auto& topic : snapshot->topics)
        if (text.contains(topic->name))
            return true;
    for (const auto& group : snapshot->groups)
        if (text.contains(group->id))
            return true;
    return false;
}

} // namespace

class TranslationTest : public QObject {
    Q_OBJECT

    MarkingTranslator m_translator;
    QStringList m_bare; ///< texts on screen that no translator was asked for

    void look(const support::WindowBench& bench, const QString& where, const QString& text) {
        if (!isData(bench, text))
            m_bare << where + ": " + text;
    }
    void lookAtModel(const support::WindowBench& bench, const QAbstractItemView& view) {
        QAbstractItemModel* model = view.model();
        if (!model)
            return;
        for (int column = 0; column < model->columnCount(); ++column) {
            look(bench, view.objectName() + " header", model->headerData(column, Qt::Horizontal).toString());
            for (int row = 0; row < std::min(model->rowCount(), 30); ++row)
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                    model->index(row, column).data(role);
        }
    }
    void lookAt(const support::WindowBench& bench, const QWidget& root) {
        for (const auto* widget : root.findChildren<QWidget*>()) {
            const QWidget* owner = widget->parentWidget();
            if (qobject_cast<const QTabBar*>(owner) && qobject_cast<const QAbstractButton*>(widget))
                continue; // Qt's own, with Qt's words
            if (widget->objectName().startsWith("qt_calendar"))
                continue; // the months are the locale's
            const QString where = widget->objectName() + " (" + widget->metaObject()->className() + ")";
            look(bench, where, widget->toolTip());
            look(bench, where, widget->accessibleName());
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                look(bench, where, label->text());
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
                look(bench, where, button->text());
            if (const auto* field = qobject_cast<const QLineEdit*>(widget))
                look(bench, where, field->placeholderText());
            if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
                for (int i = 0; i < tabs->count(); ++i)
                    look(bench, where, tabs->tabText(i));
            if (const auto* view = qobject_cast<const QAbstractItemView*>(widget))
                lookAtModel(bench, *view);
        }
    }
    void lookAtDialogs(support::WindowBench& bench) {
        using namespace widgets;
        const QStringList topics{bench.cluster->data().snapshot()->topics.front()->name};
        PaneContext& context = bench.window->context();
        const ActTarget target{context, *bench.cluster, bench.window.get(), topics};
        topic_acts::remove(target);
        topic_acts::empty(target);
        group_acts::remove({context, *bench.cluster, bench.window.get(), {"nobody"}});
        for (const auto open : {&topic_acts::produce, &topic_acts::addPartitions}) {
            open(target);
            QTRY_VERIFY(QApplication::activeModalWidget());
            lookAt(bench, *QApplication::activeModalWidget());
            QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
            QTRY_VERIFY(!QApplication::activeModalWidget());
        }
        for (const Qt::Key key : {Qt::Key_F1, Qt::Key_Comma}) {
            QTest::keyClick(bench.window.get(), key,
                            key == Qt::Key_F1 ? Qt::NoModifier : Qt::ControlModifier);
            QTRY_VERIFY(QApplication::activeModalWidget());
            lookAt(bench, *QApplication::activeModalWidget());
            QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
            QTRY_VERIFY(!QApplication::activeModalWidget());
        }
        topic_acts::create(target);
        QTRY_VERIFY(QApplication::activeModalWidget());
        lookAt(bench, *QApplication::activeModalWidget());
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }

private slots:
    void initTestCase() { QCoreApplication::installTranslator(&m_translator); }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_translator); }

    /// Walks over the pages and dialogs: what is looked up is what lupdate finds, and what is written was
    /// looked up.
    void everyTextOnScreenCanBeTranslated() {
        support::WindowBench bench;
        const QString topic = bench.cluster->data().snapshot()->topics.front()->name;
        const QString group = bench.cluster->data().snapshot()->groups.front()->id;
        for (const char* kind : {"overview", "topics", "groups"})
            bench.open(kind);
        for (const char* part : {"messages", "partitions", "groups", "configuration"}) {
            bench.open("topic", topic, part);
            lookAt(bench, *bench.window);
        }
        bench.open("group", group);
        lookAt(bench, *bench.window);
        bench.window->openPane({widgets::PageKind::Welcome, {}, {}});
        lookAt(bench, *bench.window);
        bench.workspace->localBroker().start(bench.workspace->localBroker().options());
        QTRY_VERIFY(bench.workspace->clusters().local());
        bench.window->openPane(
            {widgets::PageKind::LocalBroker, bench.workspace->clusters().local()->profile().id, {}});
        lookAt(bench, *bench.window);
        bench.workspace->clusters().open(bench.cluster->profile().id);
        lookAtDialogs(bench);
        support::fakeOf(*bench.cluster).connection().become(session::ConnectionState::Lost);
        lookAt(bench, *bench.window);

        const std::set<Key> listed = listedByLupdate();
        QVERIFY2(m_translator.asked.size() > 300, "the walk asks for most of the texts");
        QStringList unknown;
        for (const auto& [context, source] : m_translator.asked)
            if (!listed.contains({context, source}))
                unknown << context + ": " + source;
        QVERIFY2(unknown.isEmpty(), qPrintable("lupdate does not find\n" + unknown.join('\n')));
        m_bare.removeDuplicates();
        QVERIFY2(m_bare.isEmpty(), qPrintable("nobody can translate\n" + m_bare.join('\n')));
    }
};

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
