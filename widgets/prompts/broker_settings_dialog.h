#pragma once

#include <vector>

#include "session/drafts.h"
#include "widgets/prompts/form_dialog.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace widgets {

class Segmented;
class SettingRows;

/// How the local broker starts next: where its records are, its port, new topics, any setting of it. Emits
/// `chosen` and closes. UI thread.
class BrokerSettingsDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `usualFolder`: where kept data goes unless a folder is chosen. `known`: the broker's settings.
    BrokerSettingsDialog(const session::LocalBrokerOptions& now, const QString& usualFolder,
                         const std::vector<session::BrokerSetting>& known, QWidget* parent);
    [[nodiscard]] session::LocalBrokerOptions options() const;

signals:
    void chosen(const session::LocalBrokerOptions& options);

protected:
    void act() override;

private:
    void buildForm();
    void chooseFolder();
    void check();

    const session::LocalBrokerOptions m_before;
    Segmented *m_storage, *m_firstUse;
    QLineEdit* m_folder;
    QPushButton* m_chooseFolder;
    QSpinBox *m_port, *m_partitions;
    SettingRows* m_settings;
    Row *m_storageRow = nullptr, *m_folderRow = nullptr, *m_portRow = nullptr, *m_firstUseRow = nullptr,
        *m_partitionsRow = nullptr;
};

} // namespace widgets
