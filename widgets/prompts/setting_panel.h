#pragma once

#include "models/known_setting_model.h"
#include "widgets/common/popup.h"

namespace widgets {

class FilterField;
class TableView;
class ToneLabel;

/// Every setting that a topic can have, found by a part of its name or description: Enter or a double click
/// chooses one and closes.
class SettingPanel final : public Popup {
    Q_OBJECT
public:
    explicit SettingPanel(QWidget* parent);
    void search(const QString& letters); ///< once it is open
    void setSettings(std::vector<session::ConfigRow> settings);
    [[nodiscard]] const session::ConfigRow* find(const QString& name) const { return m_model.find(name); }

signals:
    void chosen(const QString& name);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void choose(const QString& name);
    void describe();

    models::KnownSettingModel m_model;
    FilterField* m_filter;
    TableView* m_table;
    ToneLabel* m_description;
};

} // namespace widgets
