#include "widgets/panes/topic/topic_pane.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/unread.h"
#include "widgets/acts/act_buttons.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/page_head.h"
#include "widgets/panes/topic/configuration_part.h"
#include "widgets/panes/topic/groups_part.h"
#include "widgets/panes/topic/messages_part.h"
#include "widgets/panes/topic/partitions_part.h"

namespace widgets {
namespace {

struct PartKind {
    const char *id, *title;
    TopicPart* (*make)(PaneContext& context, session::ClusterSession* cluster, const QString& topic);
};

template <class Part>
TopicPart* made(PaneContext& context, session::ClusterSession* cluster, const QString& topic) {
    return new Part(context, cluster, topic);
}

constexpr PartKind kParts[] = {
    {"messages", QT_TRANSLATE_NOOP("widgets::TopicPane", "Messages"), made<MessagesPart>},
    {"partitions", QT_TRANSLATE_NOOP("widgets::TopicPane", "Partitions"), made<PartitionsPart>},
    {"groups", QT_TRANSLATE_NOOP("widgets::TopicPane", "Groups"), made<GroupsPart>},
    {"configuration", QT_TRANSLATE_NOOP("widgets::TopicPane", "Configuration"), made<ConfigurationPart>},
};

/// −1: there is none of this name.
int indexOf(const QString& part) {
    const auto* const found =
        std::ranges::find_if(kParts, [&](const PartKind& kind) { return part == QLatin1String(kind.id); });
    return found == std::end(kParts) ? -1 : int(found - std::begin(kParts));
}

} // namespace

TopicPane::TopicPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster)
    : Pane(key, context, cluster)
    , m_figures(new FactLine)
    , m_badge(new Badge({}, models::Tone::Warn))
    , m_acts(new ActButtons([this] { return actTarget({this->key().object}); }, this))
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget) {
    buildHead();
    buildTabs();
    open(0);
}

QString TopicPane::title() const {
    return key().object;
}

void TopicPane::buildHead() {
    auto* head = new PageHead(key().object);
    m_badge->setObjectName(QStringLiteral("topicHealth"));
    m_badge->hide();
    head->addFact(m_badge);
    head->addFact(m_figures, 1);
    for (const auto& [id, button] :
         {std::pair("produceToTopic", "produceHere"), std::pair("importRecords", "importHere"),
          std::pair("addPartitions", "addPartitionsHere"), std::pair("emptyTopics", "emptyHere"),
          std::pair("deleteTopics", "deleteHere")})
        head->addAct(m_acts->add(actOf(id), QString::fromLatin1(button)));
    for (const char* id : {"cloneTopic", "emptyBefore"})
        m_acts->addRare(actOf(id));
    head->addAct(m_acts->more(QStringLiteral("moreHere")));
    body()->addWidget(head);
}

void TopicPane::buildTabs() {
    m_tabs->setObjectName(QStringLiteral("topicTabs"));
    m_tabs->setAccessibleName(tr("Parts of the topic"));
    m_tabs->setProperty("look", QByteArray("inner"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const PartKind& part : kParts)
        m_tabs->addTab(tr(part.title));
    m_parts.resize(std::size(kParts));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(16, 0, 16, 0);
    line->addWidget(m_tabs);
    line->addStretch();
    body()->addLayout(line);
    body()->addWidget(new Hairline);
    body()->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &TopicPane::open);
}

TopicPart* TopicPane::shown() const {
    return m_parts[std::size_t(m_tabs->currentIndex())];
}

void TopicPane::open(int part) {
    auto*& page = m_parts[std::size_t(part)];
    if (!page) {
        page = kParts[part].make(context(), cluster(), key().object);
        m_stack->addWidget(page);
        serveTables();
        page->takeZone(context().zone());
    }
    m_tabs->setCurrentIndex(part);
    m_stack->setCurrentWidget(page);
    page->setStale(isStale() || m_gone);
    page->take(cluster() ? cluster()->data().topic(key().object) : nullptr);
}

void TopicPane::showPart(const QString& part) {
    if (const int index = indexOf(part); index >= 0)
        open(index);
}

FilterField* TopicPane::filterField() const {
    return shown()->filterField();
}

void TopicPane::refresh() {
    Pane::refresh();
    shown()->refresh();
}

void TopicPane::takeSnapshot() {
    const auto* topic = cluster()->data().topic(key().object);
    if (isVisible())
        cluster()->data().setInterest(this, {key().object});
    if (cluster()->data().snapshot()->takenAtMs > 0)
        settlePresence(topic != nullptr);
    m_acts->settle(topic && !isStale());
    for (auto* button : m_acts->all())
        button->setToolTip(!m_gone || !m_seen     ? ActButtons::whyNot(button)
                           : m_seen.isElsewhere() ? tr("Another cluster answers here now.")
                                                  : tr("%1 was deleted.").arg(key().object));
    if (topic)
        settleHead(*topic);
    shown()->setStale(isStale() || m_gone);
    shown()->take(topic);
}

void TopicPane::takeZone() {
    for (auto* part : m_parts)
        if (part)
            part->takeZone(context().zone());
}

void TopicPane::settlePresence(bool here) {
    const bool before = bool(m_seen), elsewhere = !here && m_seen.isElsewhere();
    if (here)
        m_seen.see(cluster());
    if (here == !m_gone && elsewhere == m_elsewhere)
        return;
    m_gone = !here;
    m_elsewhere = elsewhere;
    if (here) {
        messages()->hide();
        return;
    }
    messages()->say(models::Tone::Warn,
                    !before ? tr("There is no topic %1 on this cluster.").arg(key().object)
                    : elsewhere
                        ? tr("Another cluster answers here now, which has no topic %1. What was read "
                             "before is still here.")
                              .arg(key().object)
                        : tr("%1 was deleted. What was read before is still here.").arg(key().object));
    m_figures->setFacts({}); // they were of now
    m_badge->hide();
    offerToClose();
}

QString TopicPane::keptWords(const session::TopicRow& topic) const {
    if (!topic.retentionMs || !topic.cleanup)
        return {};
    if (topic.cleanup->isEmpty()) // Kafka takes an empty list since 4.2
        return tr("kept for ever");
    if (!topic.cleanup->contains(QLatin1String("delete"))) // its retention then does not act
        return cluster()->profile().localBroker ? tr("kept for ever, not compacted yet")
                                                : tr("kept until compacted");
    if (!topic.retentionBytes)
        return {};
    const QString time = models::formatRetention(topic.retentionMs);
    const bool isTimed = *topic.retentionMs >= 0;
    if (*topic.retentionBytes < 0)
        return isTimed ? tr("kept %1").arg(time) : tr("kept for ever");
    const QString size = models::formatBytes(*topic.retentionBytes);
    return isTimed ? tr("kept %1, at most %2 a partition").arg(time, size)
                   : tr("kept at most %1 a partition").arg(size);
}

/// A partition without a leader can be neither read nor written: that is told before replicas that lack.
void TopicPane::settleHealth(const session::TopicRow& topic) {
    const auto offline = int(
        std::ranges::count_if(topic.partitionRows, [](const auto& partition) { return !partition.leader; }));
    m_badge->setVisible(offline > 0 || topic.underReplicated > 0);
    const QString lacking =
        topic.underReplicated > 0
            ? models::counted(tr("%n partition(s) under-replicated", nullptr, topic.underReplicated),
                              topic.underReplicated)
            : QString();
    m_badge->setToolTip(offline > 0 ? lacking : QString());
    if (offline > 0)
        m_badge->say(models::counted(tr("%n partition(s) without a leader", nullptr, offline), offline),
                     models::Tone::Bad, models::Shape::Cross);
    else if (topic.underReplicated > 0)
        m_badge->say(lacking, models::Tone::Warn, models::Shape::Triangle);
}

void TopicPane::settleHead(const session::TopicRow& topic) {
    QStringList words;
    if (topic.messages) {
        const QString count = tr("%1 message(s)", nullptr, models::pluralOf(*topic.messages))
                                  .arg(models::formatCount(*topic.messages));
        words += topic.countKind == session::CountKind::Span ? models::estimateSign + QLatin1Char(' ') + count
                                                             : count;
    }
    if (topic.size)
        words += models::sizeWords(topic.size);
    words += tr("replication %1").arg(topic.replication);
    if (const QString kept = keptWords(topic); !kept.isEmpty())
        words += kept;
    if (topic.inPerSecond && !isStale()) // else it is a rate of before
        words += tr("%1 msg/s in").arg(models::formatRate(topic.inPerSecond));
    m_figures->setFacts(words);
    settleHealth(topic);
    m_tabs->setTabText(indexOf(QStringLiteral("partitions")), tr("Partitions %1").arg(topic.partitions));
    m_tabs->setTabText(indexOf(QStringLiteral("groups")),
                       topic.groups.isEmpty() ? tr("Groups") : tr("Groups %1").arg(topic.groups.size()));
}

} // namespace widgets
