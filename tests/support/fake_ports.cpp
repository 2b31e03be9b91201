#include "support/fake_ports.h"

#include <algorithm>

namespace support {

void FakeData::publish(session::ClusterSnapshot snapshot) {
    // As they come from a cluster; a bench's are in order, and its time is not for the fake.
    const auto order = [](auto& rows, auto by) {
        if (!std::ranges::is_sorted(rows, {}, by))
            std::ranges::sort(rows, {}, by);
    };
    order(snapshot.topics, [](const auto& row) -> const QString& { return row->name; });
    order(snapshot.groups, [](const auto& row) -> const QString& { return row->id; });
    m_snapshot = std::make_shared<const session::ClusterSnapshot>(std::move(snapshot));
    emit snapshotChanged();
}

void FakeData::tell(const QVector<session::ClusterEvent>& events) {
    m_events = events;
    emit eventsChanged();
}

session::Job<std::vector<session::TopicSetting>>*
FakeTopics::setting(const QString& setting, const QStringList& names, QObject* owner) {
    std::vector<session::TopicSetting> out;
    for (const QString& name : names) {
        if (const auto why = unread.find(name); why != unread.end()) {
            out.push_back({name, session::Reason(why->second)});
            continue;
        }
        const auto known = std::ranges::find(configRows, setting, &session::ConfigRow::name);
        if (known == configRows.end()) {
            out.push_back({name, {}});
            continue;
        }
        session::ConfigRow row = *known;
        if (const auto own = ownValues.find(name); own != ownValues.end()) {
            row.value = own->second;
            row.overridden = true;
        }
        out.push_back({name, row});
    }
    return m_answers.give(owner, std::move(out));
}

session::Job<std::vector<session::TopicOutcome>>* FakeTopics::editConfig(const base::TopicConfigEdit& edit,
                                                                         const session::TopicIds& ids,
                                                                         bool validateOnly, QObject* owner) {
    (validateOnly ? checkedEdits : configEdits) << edit;
    meant << ids;
    std::vector<session::TopicOutcome> out;
    for (const auto& topic : edit.topics) {
        const QString name = QString::fromStdString(topic);
        const auto refused = refuses.find(name);
        const bool fails = refused != refuses.end() && !(validateOnly && refused->second.unanswered);
        out.push_back({name, fails ? std::optional(refused->second) : std::nullopt});
        if (!validateOnly && doneUnheard.contains(name))
            ownValues[name] = QString::fromStdString(edit.edits.front().value.value_or(""));
    }
    if (!validateOnly && whenEdited)
        whenEdited();
    if (!validateOnly && !m_answers.refusal && refuses.empty())
        for (const auto& one : edit.edits)
            for (auto& row : configRows)
                if (row.name == QString::fromStdString(one.name)) {
                    row.value = one.value ? QString::fromStdString(*one.value) : row.defaultValue;
                    row.overridden = one.value.has_value();
                }
    return m_answers.give(owner, std::move(out));
}

} // namespace support
