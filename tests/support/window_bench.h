#pragma once

#include <QTemporaryDir>
#include <QTest>

#include "session/workspace.h"
#include "support/fake_session.h"
#include "widgets/main_window.h"
#include "widgets/prompts/prompts.h"

/// What tests of the window need besides it.
namespace support {

/// Answers as the test wishes and remembers what it was asked.
class AnsweringPrompts final : public widgets::Prompts {
public:
    void confirm(QWidget*, const Question& question, std::function<void()> yes) override {
        asked = question;
        ++times;
        if (meanwhile)
            meanwhile();
        if (agrees)
            yes();
    }
    void saveFile(QWidget*, const QString&, const QString& suggested, const QString&,
                  std::function<void(const QString&)> chosen) override {
        suggestedFile = suggested;
        chosen(path);
    }
    void editConnection(QWidget*, session::Clusters&, const session::ConnectionProfile& profile,
                        std::function<void(const session::ConnectionProfile&)> done) override {
        session::ConnectionProfile edited = profile;
        edited.id = QUuid::createUuid();
        edited.name = QStringLiteral("typed");
        edited.bootstrap = QStringLiteral("typed:9092");
        done(edited);
    }
    bool agrees = true;
    std::function<void()> meanwhile; ///< happens while a question stands
    QString path;                    ///< where files go
    QString suggestedFile;
    Question asked;
    int times = 0; ///< that something was to be confirmed
};

class FakeBroker final : public session::BrokerControl {
public:
    void start(session::LocalBrokerOptions options,
               std::function<void(base::Result<session::StartedBroker>)> done) override {
        asked = options;
        const bool kept = options.storage == session::BrokerStorage::Kept;
        if (refusal)
            return done(base::fail(*refusal));
        if (kept)
            written << options.dataFolder;
        done(session::StartedBroker{address, address.section(QLatin1Char(':'), -1).toInt(),
                                    kept ? options.dataFolder : QString(), recovery});
    }
    void stop(std::function<void()> done) override { done(); }
    void wipe(QString folder, std::function<void(base::Status)> done) override {
        wiped << folder;
        if (refusal)
            return done(base::fail(*refusal));
        written.removeAll(folder);
        done({});
    }
    void lookAt(QString folder, std::function<void(session::DataFolderFacts)> done) override {
        done({inUse, written.contains(folder)});
    }
    session::BrokerCounters counters() const override { return figures; }
    std::vector<session::BrokerConnection> connections() const override { return attached; }
    std::vector<session::BrokerSetting> settings() const override {
        return {{QStringLiteral("log.retention.ms"), QStringLiteral("604800000"), true},
                {QStringLiteral("log.segment.bytes"), QStringLiteral("1073741824"), true,
                 [](const QString& value) {
                     bool isNumber = false;
                     static_cast<void>(value.toInt(&isNumber));
                     return isNumber ? QString() : QStringLiteral("A whole number is wanted.");
                 }},
                {QStringLiteral("log.cleaner.threads"), QStringLiteral("1"), false},
                {QStringLiteral("num.partitions"), QStringLiteral("1"), true}};
    }
    void setLogListener(std::function<void(session::BrokerLogLine)> listener) override {
        m_listener = std::move(listener);
    }
    void say(const QString& words) { m_listener({1'795'348'805'121, 1, QStringLiteral("storage"), words}); }
    QString address = QStringLiteral("127.0.0.1:9093");
    std::optional<base::Error> refusal;
    session::LocalBrokerOptions asked; ///< with the last start
    std::vector<session::BrokerConnection> attached;
    session::BrokerCounters figures;
    bool inUse = false;   ///< the data folder, by another program
    QStringList wiped;    ///< folders, newest last
    QStringList written;  ///< folders that hold data
    QStringList recovery; ///< told by every start

private:
    std::function<void(session::BrokerLogLine)> m_listener;
};

/// The real window on a cluster that is not one: the sample of support/fake_session.h. One at a time.
class WindowBench {
public:
    static constexpr qint64 now = 1'795'348'805'121;

    WindowBench() : theme(*qApp) {
        theme.choose(widgets::theme::Choice::Light);
        openWorkspace();
        session::ConnectionProfile profile;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("staging");
        profile.bootstrap = QStringLiteral("staging:9092");
        workspace->clusters().saveProfile(profile);
        cluster = workspace->clusters().open(profile.id);
        fillWithSample(*cluster, now);
    }
    /// As if the program had ended and was started again: nothing is open.
    void restart() {
        const QStringList written = broker->written;
        window.reset();
        workspace.reset();
        cluster = nullptr;
        openWorkspace(written);
    }
    /// A new window on the same workspace.
    void openWindow() {
        window.reset();
        window = std::make_unique<widgets::MainWindow>(*workspace, prompts, theme,
                                                       widgets::PaneRegistry::standard());
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window never became active");
    }
    void open(const char* kind, const QString& object = {}, const char* part = nullptr) {
        window->openPane({*widgets::pageKindOf(QString::fromLatin1(kind)), cluster->profile().id, object},
                         QString::fromLatin1(part));
    }
    [[nodiscard]] FakeSession& fake() const { return fakeOf(*cluster); }
    /// The visible widget of this name: in the dialog on top if there is one, else in the window.
    template <class W = QWidget>
    [[nodiscard]] W* see(const char* name) const {
        QWidget* where = QApplication::activeModalWidget() ? QApplication::activeModalWidget() : window.get();
        for (W* widget : where->findChildren<W*>(QString::fromLatin1(name)))
            if (widget->isVisible())
                return widget;
        qFatal("no %s to be seen", name);
    }
    void click(const char* name) const { QTest::mouseClick(see(name), Qt::LeftButton); }
    /// Clicks a field, clears it and types.
    void type(const char* name, const QString& text) const {
        QWidget* field = see(name);
        QTest::mouseClick(field, Qt::LeftButton);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }
    [[nodiscard]] QString path(const char* file) const {
        return m_folder.filePath(QString::fromLatin1(file));
    }

private:
    void openWorkspace(const QStringList& written = {}) {
        auto control = std::make_unique<FakeBroker>();
        control->written = written;
        broker = control.get();
        workspace = std::make_unique<session::Workspace>(
            std::move(control), path("settings.ini"), std::make_shared<base::SystemClock>(), makeFakeSession);
        openWindow();
    }

    QTemporaryDir m_folder;

public:
    widgets::theme::Theme theme;
    AnsweringPrompts prompts;
    FakeBroker* broker = nullptr; ///< the workspace's
    std::unique_ptr<session::Workspace> workspace;
    session::ClusterSession* cluster = nullptr; ///< the workspace's
    std::unique_ptr<widgets::MainWindow> window;
};

} // namespace support
