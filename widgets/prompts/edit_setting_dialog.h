#pragma once

#include <functional>

#include <QPointer>

#include "models/setting_change_model.h"
#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QHBoxLayout;
class QPushButton;

namespace widgets {

class Segmented;
class SettingField;
class SettingPanel;
class TableView;

/// Gives many topics the same value of one setting, which begins with what they have in common: nothing is to
/// be changed until somebody sets another. Shows each topic before and after, asks the brokers whether they
/// would take it, and names the topics that were refused. Emits `applied` when something has changed; stays
/// open while something has not. UI thread.
class EditSettingDialog final : public FormDialog {
    Q_OBJECT
public:
    EditSettingDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                      const QStringList& names, const session::TopicIds& meant, QWidget* parent);

signals:
    void applied();

protected:
    void act() override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< letters typed on the button look for one

private:
    void buildForm();
    void buildTable();
    void choose(const QString& setting);
    void offer(const std::optional<QString>& value); ///< in a new field; none: nothing
    void read();
    void takeValues(const std::vector<session::TopicSetting>& values);
    void askIfStill(const std::vector<session::TopicSetting>& values);
    void settle();
    void preview();
    /// While the brokers are asked nothing else can be chosen: what stands there is what they answer for.
    void hold(bool asking);
    void ask(bool validateOnly, const std::vector<std::string>& topics);
    void take(bool validateOnly, const std::vector<session::TopicOutcome>& outcomes);
    void leaveOpen(const std::vector<std::string>& topics, const base::Error& why);
    bool sayWhoIsLeft(); ///< false: nobody is, and it closes
    void readAfter();
    void settleOpen(const std::vector<session::TopicSetting>& values);
    [[nodiscard]] std::optional<base::ConfigEdit> edit() const; ///< none: not chosen, or it cannot be
    [[nodiscard]] std::vector<std::string> waiting() const;     ///< topics that are to be changed
    [[nodiscard]] QString harm() const;

    QPointer<session::Topics> m_topics;
    const session::ConnectionProfile m_profile;
    const QStringList m_names;
    const session::TopicIds m_meant;
    QString m_setting;
    models::SettingChangeModel m_model;
    QPushButton* m_choose;
    SettingPanel* m_panel;
    Segmented* m_to;
    QWidget* m_valueBox;
    QHBoxLayout* m_valueLine;
    SettingField* m_field = nullptr;
    TableView* m_table;
    ToneLabel* m_counts;
    Row *m_settingRow = nullptr, *m_valueRow = nullptr;
    bool m_set = false;     ///< somebody has, in the field
    bool m_differs = false; ///< what the topics have
    bool m_asking = false;
    QPointer<QWidget> m_hadKeys; ///< before it was held
};

} // namespace widgets
