#pragma once

#include <memory>

#include <QObject>
#include <QTemporaryDir>

#include "session/local/load_runner.h"
#include "session/workspace.h"
#include "tour/hands.h"
#include "widgets/main_window.h"
#include "widgets/prompts/dialog_prompts.h"

namespace tour {

/// The main job, done once through the real window: start or connect, create, produce, browse, export,
/// import, send again, watch a slow group's lag rise and fall, change a setting, delete. Each slot is a step
/// and needs the ones before it.
class Tour final : public QObject {
    Q_OBJECT
public:
    /// `bootstrap` empty: on the broker inside this program, in memory.
    Tour(widgets::theme::Theme& theme, const QString& bootstrap, const QString& folder);
    ~Tour() override;

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void welcomesWithThreeDoors();
    void comesToACluster();
    void createsATopic();
    void producesAThousandRecords();
    void browsesThemNewestFirst();
    void readsFromChosenPartitions();
    void findsByAnExpressionAndSorts();
    void showsOneRecordInEveryForm();
    void exportsThem();
    void importsThemIntoAnotherTopic();
    void sendsOneAgain();
    void showsWhatRan();
    void changesASettingAfterReview();
    void startsAGroupThatKeepsUp();
    void watchesItsLagRiseAndFall();
    void showsEveryPage();
    void showsItsKeysAndSettings();
    void asksBeforeHarm();
    void addsAPartition();
    void deletesRecordsBeforeAnOffset();
    void connectsToProduction();
    void unlocksProductionFirst();
    void editsAConnection();
    void forgetsIt();
    void showsTheLocalBroker();
    void playsTheAdder();
    void asksBeforeItPlaysTheAdderAgain();
    void deletesTheGroup();
    void emptiesTheTopic();
    void deletesTheTopic();
    void wipesAKeptBroker();
    void cleanupTestCase();

private:
    [[nodiscard]] session::ClusterSession* cluster() const { return m_workspace.clusters().current(); }
    [[nodiscard]] bool openRail(const QString& title);
    /// Presses it, pictures the dialog that comes and leaves that with Esc.
    [[nodiscard]] bool lookAtDialog(const QString& button, const QString& picture);
    /// Right click on a cluster in the rail, then this entry of the menu.
    [[nodiscard]] bool pickFromCluster(const QString& name, const QString& entry);
    [[nodiscard]] std::optional<qint64> lag() const;
    [[nodiscard]] bool runBrowse(); ///< presses Run and waits until all was read
    [[nodiscard]] bool newestRunEnds();
    [[nodiscard]] QVector<qint64> logStarts() const; ///< of the topic's partitions, in their order
    [[nodiscard]] QString shownLag() const;          ///< in the Groups page's table; empty: not there
    [[nodiscard]] std::string bootstrap() const;
    /// What the group's chart draws of the topic's lag, left to right, without the gaps.
    [[nodiscard]] QVector<double> drawnLag() const;

    QTemporaryDir m_settings;
    QString m_bootstrap;
    QUuid m_home; ///< the cluster that the tour is about
    session::Workspace m_workspace;
    widgets::DialogPrompts m_prompts;
    Hands m_hands;
    std::unique_ptr<widgets::MainWindow> m_window;
    std::unique_ptr<session::LoadRunner> m_load;
    bool m_failedBefore = false;
};

} // namespace tour
