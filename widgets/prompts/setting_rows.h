#pragma once

#include <map>
#include <vector>

#include <QWidget>

#include "session/drafts.h"

class QCompleter;
class QVBoxLayout;

namespace widgets {

class ToneLabel;

/// Settings chosen from a long list by typing a part of a name, each with the value that it gets.
class SettingRows final : public QWidget {
    Q_OBJECT
public:
    /// `known`: what may be set, by name.
    explicit SettingRows(std::vector<session::BrokerSetting> known, QWidget* parent = nullptr);
    void add(const QString& name = {}, const QString& value = {});
    [[nodiscard]] std::map<QString, QString> values() const;
    [[nodiscard]] QString problem() const; ///< empty: all of them can be set

signals:
    void changed();

private:
    [[nodiscard]] const session::BrokerSetting* find(const QString& name) const;
    void remove(QWidget* line);
    void settle();

    const std::vector<session::BrokerSetting> m_known;
    QCompleter* m_names;
    QVBoxLayout* m_column;
    ToneLabel* m_note;
};

} // namespace widgets
