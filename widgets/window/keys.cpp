#include "widgets/window/keys.h"

#include <QCoreApplication>
#include <QShortcut>
#include <QWidget>

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(keys)
};

QString nameOf(QKeyCombination key) {
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

std::vector<KeyLine> keysOfPages() {
    const QString enter = nameOf(Qt::Key_Enter), escape = nameOf(Qt::Key_Escape);
    const QString ctrlEnter = nameOf(Qt::CTRL | Qt::Key_Enter);
    const QString tables = Words::tr("Tables"), messages = Words::tr("Messages");
    const QString overview = Words::tr("Overview"), topics = Words::tr("Topics");
    const QString record = Words::tr("A record");
    const QString welcome = Words::tr("Welcome"), dialogs = Words::tr("Dialogs");
    return {
        {tables, {QStringLiteral("/"), Words::tr("a letter")}, Words::tr("Filter")},
        {tables, {escape}, Words::tr("Clear the filter")},
        {tables, {enter}, Words::tr("Open the row")},
        {tables, {nameOf(Qt::CTRL | Qt::Key_C)}, Words::tr("Copy the selected rows")},
        {topics, {nameOf(Qt::Key_Delete)}, Words::tr("Delete the selected topics")},
        {messages, {ctrlEnter}, Words::tr("Read again")},
        {messages, {escape}, Words::tr("Stop reading")},
        {messages,
         {nameOf(Qt::Key_F3), nameOf(Qt::SHIFT | Qt::Key_F3)},
         Words::tr("The next match in the record, the one before")},
        {record, {nameOf(Qt::SHIFT | Qt::Key_Enter)}, Words::tr("Open it in a window")},
        {record, {nameOf(Qt::CTRL | Qt::Key_D)}, Words::tr("Compare it with another")},
        {record, {nameOf(Qt::CTRL | Qt::Key_F)}, Words::tr("Find in it")},
        {record, {nameOf(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, Words::tr("Copy its value")},
        {record, {nameOf(Qt::CTRL | Qt::Key_S)}, Words::tr("Save its bytes")},
        {record, {nameOf(Qt::CTRL | Qt::Key_R)}, Words::tr("Send it again")},
        {overview, {nameOf(Qt::Key_Space)}, Words::tr("Hold the charts, go on")},
        {welcome, {nameOf(Qt::ALT | Qt::Key_1) + QStringLiteral(" … 3")}, Words::tr("Open a door")},
        {dialogs, {enter}, Words::tr("Do what the main button says, unless it deletes")},
        {dialogs, {ctrlEnter}, Words::tr("Send, when producing")},
        {dialogs, {escape}, Words::tr("Leave")},
    };
}

WindowKeys::WindowKeys(QWidget& window) : m_window(window) {}

void WindowKeys::bind(const QKeySequence& keys, const QString& words, std::function<void()> act) {
    QObject::connect(new QShortcut(keys, &m_window), &QShortcut::activated, &m_window, std::move(act));
    m_lines.push_back({Words::tr("Everywhere"), {keys.toString(QKeySequence::NativeText)}, words});
}

void WindowKeys::bindPages(const QString& words, std::function<void(int)> open) {
    for (int number = 1; number <= 9; ++number)
        QObject::connect(new QShortcut(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number), &m_window),
                         &QShortcut::activated, &m_window, [open, number] { open(number); });
    m_lines.push_back(
        {Words::tr("Everywhere"), {nameOf(Qt::CTRL | Qt::Key_1) + QStringLiteral(" … 9")}, words});
}

std::vector<KeyLine> WindowKeys::lines() const {
    std::vector<KeyLine> all = m_lines;
    for (const KeyLine& line : keysOfPages())
        all.push_back(line);
    return all;
}

} // namespace widgets
