#pragma once

#include "widgets/acts/act.h"

/// What can be done to topics: asks where something dies, unlocks production first, reports long work to the
/// status bar. UI thread.
namespace widgets::topic_acts {

void create(const ActTarget& target);
void clone(const ActTarget& target);
void browse(const ActTarget& target);
/// No object: the topic is chosen in the dialog.
void produce(const ActTarget& target);
void configure(const ActTarget& target);
void addPartitions(const ActTarget& target);
void editSetting(const ActTarget& target);
void empty(const ActTarget& target);
void emptyBefore(const ActTarget& target);
void remove(const ActTarget& target);

[[nodiscard]] QString whyInternal(const ActTarget& target);
/// Why their records cannot be deleted.
[[nodiscard]] QString whyKept(const ActTarget& target);
/// Why Kafka refuses to delete records of a topic: it is only compacted. Empty where that is not known.
[[nodiscard]] QString whyCompacted(const session::TopicRow& topic);

} // namespace widgets::topic_acts
