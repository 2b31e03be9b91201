#pragma once

#include <functional>

#include <QPointer>

#include "session/ports/cluster_data.h"
#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace widgets {

class Segmented;
class TopicSettingRows;
class UnitPicker;

/// Creates one topic, from nothing or like another one: checks while one types, asks the brokers without
/// creating, asks them again before the act. Emits `created` and closes when it exists; stays open, with
/// everything typed, when it fails. UI thread.
class CreateTopicDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `known`: of the same cluster, for the names and brokers there are. `like`: the topic whose partitions,
    /// replication and own settings are filled in; its records are not copied.
    CreateTopicDialog(session::Topics& topics, session::ClusterData& known,
                      const session::ConnectionProfile& profile, QWidget* parent,
                      const session::TopicRow* like = nullptr);
    [[nodiscard]] base::NewTopic topic() const; ///< as typed so far

signals:
    void created(const QString& topic);

protected:
    void act() override;

private:
    enum Cleanup { Default, Delete, Compact, Both };
    // Settings with a field of their own.
    static constexpr auto kCleanup = "cleanup.policy", kKeepFor = "retention.ms",
                          kKeepAtMost = "retention.bytes", kLargest = "max.message.bytes",
                          kLeastInSync = "min.insync.replicas";
    [[nodiscard]] static QStringList ownFields();
    void buildForm();
    void buildSettings();
    void takeDefaults(const std::vector<session::ConfigRow>& rows);
    void copyFrom(const session::TopicRow& like);
    void copySettings(const std::vector<session::ConfigRow>& rows);
    [[nodiscard]] bool
    copyField(const session::ConfigRow& row); ///< false: no field is for it, or can hold it
    [[nodiscard]] QWidget* fieldOf(const QString& setting) const; ///< null: there is none
    [[nodiscard]] QString freeName(const QString& like) const;
    void buildRetention();
    void buildFoot();
    void check();
    void settleCommand();
    void checkName();
    void checkPartitions();
    void checkReplicas();
    void checkOnly();
    void ask(const base::NewTopic& topic, bool validateOnly, const QString& refused,
             std::function<void()> done);

    QPointer<session::Topics> m_topics;
    QPointer<session::ClusterData> m_data;
    QString m_bootstrap;
    QLineEdit* m_name;
    QSpinBox *m_partitions, *m_replication, *m_minInSync;
    Segmented* m_cleanup;
    ToneLabel* m_cleanupDefault; ///< what the brokers do unless told otherwise
    UnitPicker *m_retention, *m_retentionBytes, *m_maxMessage;
    Row *m_nameRow = nullptr, *m_partitionsRow = nullptr, *m_replicationRow = nullptr,
        *m_minInSyncRow = nullptr, *m_retentionRow = nullptr, *m_bytesRow = nullptr, *m_messageRow = nullptr;
    TopicSettingRows* m_settings;
    ToneLabel* m_copied;    ///< what was filled in from another topic
    const QString m_like;   ///< that topic; empty: none
    bool m_copying = false; ///< its settings are not here yet, or could not be read
    QPushButton* m_check;
    ToneLabel* m_verdict;
    bool m_touchedName = false;
    bool m_asking = false;
};

} // namespace widgets
