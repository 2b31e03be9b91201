#pragma once

#include <map>
#include <string>
#include <vector>

#include <QStringList>
#include <QWidget>

#include "session/snapshots.h"

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace widgets {

class SettingField;
class SettingPanel;
class ToneLabel;

/// Settings of a new topic beside those that its form has fields for: found in a list of all there are, each
/// a row with a field of its kind that can be taken away again.
class TopicSettingRows final : public QWidget {
    Q_OBJECT
public:
    /// `elsewhere`: settings that the form has fields for; one that is chosen here is only told by
    /// elsewhereChosen.
    explicit TopicSettingRows(QStringList elsewhere, QWidget* parent = nullptr);
    /// What there is to choose from.
    void setKnown(const std::vector<session::ConfigRow>& settings);
    void add(const session::ConfigRow& setting, const QString& value);
    [[nodiscard]] std::map<std::string, std::string> values() const;
    [[nodiscard]] QString problem() const; ///< empty: all of them can be set

signals:
    void changed();
    void elsewhereChosen(const QString& name);

private:
    struct Line {
        session::ConfigRow setting;
        QWidget* box;
        SettingField* field;
    };
    void choose(const QString& name);
    void remove(const QString& name);
    void settle();

    const QStringList m_elsewhere;
    std::vector<Line> m_lines;
    QPushButton* m_more;
    SettingPanel* m_panel;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    ToneLabel* m_note;
};

} // namespace widgets
