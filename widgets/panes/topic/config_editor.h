#pragma once

#include <QWidget>

#include "models/config_model.h"

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace widgets {

class SettingField;
class ToneLabel;

/// The panel beside the settings: what one key is, where its value comes from, and a field of the right kind
/// to edit it. An edit is only proposed; nothing is sent from here.
class ConfigEditor final : public QWidget {
    Q_OBJECT
public:
    explicit ConfigEditor(QWidget* parent = nullptr);
    /// Null: no key is chosen. The field is rebuilt only when another key is shown, its edit was taken
    /// back or its value changed on the cluster.
    void show(const models::ConfigLine* line, bool editable);
    void focusField();
    /// What was typed into the field does not count any more: the next show() builds it anew.
    void dropTyped() { m_dropped = true; }
    /// Why nothing can be taken from the field as it was typed; empty: it reads, or nobody typed.
    [[nodiscard]] QString unreadable() const;
    /// Whether that was typed for this setting.
    [[nodiscard]] bool isTypedInto(const QString& name) const { return m_unread && m_name == name; }

signals:
    void edited(const base::ConfigEdit& edit);
    void undone(const QString& name);
    void unread(const QString& name); ///< what is typed is no value: no edit before it counts either

private:
    void takeBack();
    void settleFacts(const models::ConfigLine& line);
    void settleSynonyms(const models::ConfigLine& line);
    void buildField(const models::ConfigLine& line);

    QString m_name;
    bool m_hadEdit = false;
    bool m_unread = false;          ///< what was typed is no value
    bool m_dropped = false;         ///< see dropTyped()
    std::optional<QString> m_built; ///< the cluster's value when the field was built
    ToneLabel *m_title, *m_type, *m_documentation, *m_now, *m_edited, *m_default, *m_problem;
    QWidget* m_fieldBox;
    SettingField* m_field = nullptr;
    QGridLayout* m_synonyms;
    QPushButton *m_reset, *m_undo;
};

} // namespace widgets
