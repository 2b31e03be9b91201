#pragma once

#include <optional>

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QWidget>

#include "widgets/theme/theme.h"

class QAbstractButton;
class QTableView;

namespace tour {

/// Real keys and clicks on the real window, and pictures of what came of them. Every verb fails the running
/// step when it cannot be done as a person would: a button that is hidden or disabled cannot be pressed. UI
/// thread.
class Hands {
public:
    Hands(widgets::theme::Theme& theme, QString folder) : m_theme(theme), m_folder(std::move(folder)) {}

    void setWindow(QWidget* window) { m_window = window; }
    [[nodiscard]] QWidget* window() const { return m_window; }
    /// The dialog on top, or null.
    [[nodiscard]] static QWidget* dialog() { return QApplication::activeModalWidget(); }

    /// The visible widget of this name, in the dialog on top if there is one, else in the window; null: none.
    [[nodiscard]] QWidget* see(const QString& name) const;
    template <class T>
    [[nodiscard]] T* see(const QString& name) const {
        return qobject_cast<T*>(see(name));
    }
    /// Waits until it is there and enabled, then clicks its middle. False: it never was.
    bool press(const QString& button);
    /// Clicks into a field, clears it and types.
    bool type(const QString& field, const QString& text);
    /// Chooses one of a Segmented by its place.
    bool choose(const QString& segmented, int index);
    /// Selects a row of a table by the text of its first column.
    bool selectRow(const QString& table, const QString& firstCell);
    /// Double clicks that row.
    bool openRow(const QString& table, const QString& firstCell);
    /// Clicks the tab whose words begin so: a tab may tell a number behind them.
    bool clickTab(const QString& tabs, const QString& words);
    /// Clicks an entry of the menu that is open, or comes, by its words.
    bool pick(const QString& words);
    /// A key, where the focus is.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});

    /// NAME-light.png and NAME-dark.png of the window, or of the window with the dialog on top.
    void picture(const QString& name);
    [[nodiscard]] int pictures() const { return m_pictures; }

private:
    [[nodiscard]] QPixmap look() const;
    /// Waits for the row and clicks it; where it was clicked, none: it never came.
    std::optional<QPoint> clickRow(const QString& table, const QString& firstCell);

    widgets::theme::Theme& m_theme;
    QString m_folder;
    QWidget* m_window = nullptr;
    int m_pictures = 0;
};

} // namespace tour
