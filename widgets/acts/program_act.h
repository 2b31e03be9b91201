#pragma once

#include <functional>
#include <vector>

#include <QKeySequence>
#include <QString>

class QWidget;

namespace widgets {

class PaneContext;

/// Something that can be done whichever cluster is in front: to the local broker or to the program. A plain
/// value, made after the translator.
struct ProgramAct {
    QString id;
    QString words; ///< on a button
    QString full;  ///< where nothing around it says what it is done to
    QString icon;
    QKeySequence shortcut = {};
    std::function<void(PaneContext&, QWidget* window)> run;
    std::function<QString(const PaneContext&)> whyNot = {}; ///< empty, or answers empty: it can be done
};

/// Those on the local broker, in the order in which its page shows them.
[[nodiscard]] std::vector<ProgramAct> brokerActs();

} // namespace widgets
