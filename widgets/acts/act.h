#pragma once

#include <functional>
#include <vector>

#include <QKeySequence>
#include <QStringList>

#include "session/cluster_session.h"

class QWidget;

namespace widgets {

class PaneContext;

/// What an act is done to: a cluster, and the topics or groups on it that are chosen.
struct ActTarget {
    PaneContext& context;
    session::ClusterSession& cluster;
    QWidget* window; ///< for dialogs
    QStringList objects = {};
};

/// Acts on the target at once, or after production was unlocked; not at all when the cluster is gone by then.
void whenUnlocked(const ActTarget& target, const std::function<void(const ActTarget&)>& act);

/// How many of which objects an act applies to.
enum class ActOn { Cluster, OneTopic, Topics, OneGroup, Groups };

/// Something that can be done. Buttons, row menus, the tool bar and lists of all that there is are made from
/// it. A plain value, made after the translator.
struct Act {
    QString id; ///< of its buttons, unless a page has two of it
    ActOn on = ActOn::Cluster;
    QString words; ///< on a button or in a menu: "Delete…"
    QString full;  ///< where nothing around it says what it is done to: "Delete topics"
    QString icon;
    QKeySequence shortcut = {};
    bool danger = false; ///< something is gone for good afterwards
    bool onBar = false;  ///< the tool bar offers it
    bool rare = false;   ///< on pages in the row menu and behind "More", not a button of its own
    std::function<void(const ActTarget&)> run;
    std::function<QString(const ActTarget&)> whyNot = {}; ///< empty, or answers empty: it can be done
};

/// Every act, in the order in which menus show them.
[[nodiscard]] std::vector<Act> allActs();
/// The one of this id, which exists.
[[nodiscard]] Act actOf(const char* id);

/// Whether so many chosen objects are what the act wants.
[[nodiscard]] bool fits(const Act& act, qsizetype chosen);

} // namespace widgets
