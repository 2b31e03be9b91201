#include "widgets/prompts/produce_target.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "widgets/common/controls.h"
#include "widgets/prompts/produce_words.h"

using models::Tone;

namespace widgets {
namespace {

/// The words that need the most room have counts of so many digits.
constexpr int kManyPartitions = 9'999;
constexpr int kGap = 8;

QString badgeWords(int partition) {
    return ProduceTarget::tr("partition %1").arg(partition);
}

/// Of the longest that can stand beside the choice, px.
int widestWords(const ToneLabel& note) {
    session::ProduceDraft keyless, keyed;
    keyless.topic = keyed.topic = QStringLiteral("t");
    keyed.key = QByteArray("k");
    const auto widthOf = [&note](const QString& words) {
        return note.fontMetrics().horizontalAdvance(words) + kGap;
    };
    const Badge badge(badgeWords(kManyPartitions), Tone::Accent);
    return std::max(widthOf(produce_words::target(keyless, kManyPartitions)),
                    badge.sizeHint().width() + kGap + widthOf(produce_words::target(keyed, kManyPartitions)));
}

} // namespace

ProduceTarget::ProduceTarget(session::ClusterData& known, QObject* parent)
    : QObject(parent)
    , m_known(&known)
    , m_choice(new QComboBox)
    , m_badge(new Badge({}, Tone::Accent))
    , m_note(label(Text::Hint, {})) {
    m_choice->setObjectName(QStringLiteral("producePartition"));
    m_choice->setAccessibleName(tr("Partition"));
    m_choice->setMinimumWidth(170);
    m_note->setObjectName(QStringLiteral("produceTarget"));
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        m_wanted = chosen();
        emit changed();
    });
    // Also the one that stands there already, in place of one that this topic has not got.
    connect(m_choice, &QComboBox::activated, this, [this] { m_wanted = chosen(); });
    connect(&known, &session::ClusterData::snapshotChanged, this, &ProduceTarget::follow);
    setTopic({});
}

void ProduceTarget::addTo(QHBoxLayout& line) {
    line.addWidget(label(Text::Body, tr("Partition")));
    line.addWidget(m_choice);
    auto* words = new QWidget;
    auto* inside = new QHBoxLayout(words);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(kGap);
    inside->addWidget(m_badge);
    inside->addWidget(m_note, 1);
    line.addWidget(words, 1);
    words->setMinimumWidth(widestWords(*m_note));
}

int ProduceTarget::partitions() const {
    const auto* row = m_known ? m_known->topic(m_topic) : nullptr;
    return row ? row->partitions : 0;
}

void ProduceTarget::setTopic(const QString& topic) {
    m_topic = topic;
    const int count = partitions();
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    m_choice->addItem(tr("By key, murmur2"), -1);
    for (int id = 0; id < count; ++id)
        m_choice->addItem(tr("Partition %1").arg(id), id);
    showWanted();
}

void ProduceTarget::follow() {
    if (partitions() == m_choice->count() - 1 || m_choice->view()->isVisible())
        return; // nothing moves under the pointer; the next news is not far
    setTopic(m_topic);
    emit changed();
}

std::optional<int> ProduceTarget::chosen() const {
    const int id = m_choice->currentData().toInt();
    return id >= 0 ? std::optional(id) : std::nullopt;
}

void ProduceTarget::choose(std::optional<int> partition) {
    m_wanted = partition;
    {
        const QSignalBlocker quiet(m_choice); // what shows in place of it is not what is wanted
        showWanted();
    }
    emit changed();
}

void ProduceTarget::showWanted() {
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(m_wanted.value_or(-1))));
}

void ProduceTarget::tell(const session::ProduceDraft& draft, const QString& problem) {
    const int count = m_choice->count() - 1;
    m_told = count > 0 ? produce_words::partition(draft, count) : std::nullopt;
    m_badge->setVisible(m_told.has_value());
    if (m_told)
        m_badge->say(badgeWords(*m_told), Tone::Accent);
    m_note->setTone(problem.isEmpty() ? Tone::Muted : Tone::Bad);
    m_note->setText(problem.isEmpty() ? produce_words::target(draft, count) : problem);
}

} // namespace widgets
