#pragma once

#include <vector>

#include <QRect>
#include <QSize>
#include <QString>

class QWidget;

namespace review {

enum class Rule {
    Elided,  ///< a text is shortened though there is room for it beside
    Cut,     ///< an edge cuts a text or a control
    Overlap, ///< two texts, or two widgets of one layout, lie on each other
    Contrast ///< a text stands out from its ground by less than 4.5 : 1
};

struct Finding {
    Rule rule;
    QString where; ///< the widget, by object names and classes from the top down
    QString what;
    QRect rect;
};

[[nodiscard]] QString nameOf(Rule rule);

/// Looks at a widget that is shown, and at everything in it. All of it is to fit on the screen.
std::vector<Finding> lookAt(QWidget& top, const QSize& screen = {4096, 4096});

} // namespace review
