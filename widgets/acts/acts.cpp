#include <algorithm>

#include <QCoreApplication>
#include <QPointer>

#include "widgets/acts/act.h"
#include "widgets/acts/group_acts.h"
#include "widgets/acts/record_acts.h"
#include "widgets/acts/topic_acts.h"
#include "widgets/pane.h"
#include "widgets/prompts/unlock.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(acts)
};

QString icon(const char* name) {
    return QString::fromLatin1(name);
}

} // namespace

void whenUnlocked(const ActTarget& target, const std::function<void(const ActTarget&)>& act) {
    whenUnlocked(target.context.prompts(), target.cluster, target.window,
                 [&context = target.context, guard = QPointer(&target.cluster), window = target.window,
                  objects = target.objects, act] {
                     if (guard)
                         act({context, *guard, window, objects});
                 });
}

std::vector<Act> allActs() {
    using On = ActOn;
    namespace topics = topic_acts;
    namespace groups = group_acts;
    // clang-format off
    return {
        {.id = QStringLiteral("newTopicButton"), .on = On::Cluster, .words = Words::tr("Topic"), .full = Words::tr("Create a topic"), .icon = icon("plus"), .shortcut = Qt::CTRL | Qt::Key_T, .onBar = true, .run = topics::create},
        {.id = QStringLiteral("produceButton"), .on = On::Cluster, .words = Words::tr("Produce"), .full = Words::tr("Produce records"), .icon = icon("send"), .shortcut = Qt::CTRL | Qt::Key_P, .onBar = true, .run = topics::produce},
        {.id = QStringLiteral("browseTopic"), .on = On::OneTopic, .words = Words::tr("Browse"), .full = Words::tr("Browse messages"), .icon = icon("search"), .run = topics::browse},
        {.id = QStringLiteral("produceToTopic"), .on = On::OneTopic, .words = Words::tr("Produce"), .full = Words::tr("Produce to the topic"), .icon = icon("send"), .run = topics::produce, .whyNot = topics::whyInternal},
        {.id = QStringLiteral("importRecords"), .on = On::OneTopic, .words = Words::tr("Import…"), .full = Words::tr("Import records into the topic"), .icon = icon("import"), .run = record_acts::importFile, .whyNot = topics::whyInternal},
        {.id = QStringLiteral("configureTopic"), .on = On::OneTopic, .words = Words::tr("Configuration…"), .full = Words::tr("Configure the topic"), .icon = icon("edit"), .run = topics::configure},
        {.id = QStringLiteral("addPartitions"), .on = On::OneTopic, .words = Words::tr("Add partitions…"), .full = Words::tr("Add partitions to the topic"), .icon = icon("split"), .run = topics::addPartitions, .whyNot = topics::whyInternal},
        {.id = QStringLiteral("cloneTopic"), .on = On::OneTopic, .words = Words::tr("Clone…"), .full = Words::tr("Clone the topic"), .icon = icon("copy"), .rare = true, .run = topics::clone, .whyNot = topics::whyInternal},
        {.id = QStringLiteral("editSetting"), .on = On::Topics, .words = Words::tr("Edit a setting…"), .full = Words::tr("Edit a setting of topics"), .icon = icon("gear"), .rare = true, .run = topics::editSetting, .whyNot = topics::whyInternal},
        {.id = QStringLiteral("emptyTopics"), .on = On::Topics, .words = Words::tr("Empty…"), .full = Words::tr("Empty topics"), .icon = icon("erase"), .danger = true, .run = topics::empty, .whyNot = topics::whyKept},
        {.id = QStringLiteral("emptyBefore"), .on = On::Topics, .words = Words::tr("Delete older records…"), .full = Words::tr("Delete records of topics before a time"), .icon = icon("clock"), .danger = true, .rare = true, .run = topics::emptyBefore, .whyNot = topics::whyKept},
        {.id = QStringLiteral("deleteTopics"), .on = On::Topics, .words = Words::tr("Delete…"), .full = Words::tr("Delete topics"), .icon = icon("trash"), .shortcut = QKeySequence::Delete, .danger = true, .run = topics::remove, .whyNot = topics::whyInternal},
        {.id = QStringLiteral("openGroup"), .on = On::OneGroup, .words = Words::tr("Open"), .full = Words::tr("Open the group"), .icon = icon("right"), .run = groups::open},
        {.id = QStringLiteral("deleteGroups"), .on = On::Groups, .words = Words::tr("Delete…"), .full = Words::tr("Delete groups"), .icon = icon("trash"), .shortcut = QKeySequence::Delete, .danger = true, .run = groups::remove, .whyNot = groups::whyMembers},
    };
    // clang-format on
}

Act actOf(const char* id) {
    const auto acts = allActs();
    return *std::ranges::find(acts, QLatin1String(id), &Act::id);
}

bool fits(const Act& act, qsizetype chosen) {
    switch (act.on) {
    case ActOn::Cluster:
        return true;
    case ActOn::OneTopic:
    case ActOn::OneGroup:
        return chosen == 1;
    case ActOn::Topics:
    case ActOn::Groups:
        return chosen > 0;
    }
    return false;
}

} // namespace widgets
