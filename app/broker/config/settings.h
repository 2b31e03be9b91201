#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/thread_safety.h"
#include "broker/config/keys.h"
#include "storage/log_config.h"

namespace broker::config {

using Values = std::map<std::string, std::string, std::less<>>;

struct Synonym {
    std::string name;
    std::optional<std::string> value;
    Source source;
};

/// One line of DescribeConfigs.
struct Entry {
    const Key* key;
    std::optional<std::string> value;
    Source source;
    std::vector<Synonym> synonyms; ///< the first one gives the value
};

/// What changes at runtime and outlives a restart of a kept broker.
struct Dynamic {
    Values broker;         ///< this broker only
    Values clusterDefault; ///< every broker (resource name "")
    std::map<std::string, Values, std::less<>> groups;
};

/// Kafka's three layers of broker configuration over the key tables: dynamic, static (command line), default;
/// and what topics and groups inherit from them. Thread-safe.
class Settings {
public:
    /// Unknown keys are taken and reported in `warnings`; a bad value of a known key is an error that names
    /// it.
    static base::Result<std::unique_ptr<Settings>> load(const std::map<std::string, std::string>& statics,
                                                        std::vector<std::string>& warnings);

    /// Facts that the facade knows better than any file: addresses, folder, ids. Shown as static values.
    void setFact(const std::string& name, std::string value);

    /// Effective broker values. Precondition: `name` stands in the table, with that type and not null.
    [[nodiscard]] std::int64_t number(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;
    /// Empty for null.
    [[nodiscard]] std::string text(std::string_view name) const;

    /// `retention.ms` and the like for a topic with these overrides.
    [[nodiscard]] std::string topicValue(std::string_view key,
                                         const std::map<std::string, std::string>& overrides) const;
    [[nodiscard]] storage::LogConfig logConfig(const std::map<std::string, std::string>& overrides) const;

    [[nodiscard]] std::vector<Entry> describeTopic(const std::map<std::string, std::string>& overrides) const;
    [[nodiscard]] std::vector<Entry> describeBroker() const;
    /// Only what was set for all brokers, as Kafka answers for the resource "".
    [[nodiscard]] std::vector<Entry> describeClusterDefault() const;
    [[nodiscard]] std::vector<Entry> describeGroup(const std::string& group) const;

    [[nodiscard]] Dynamic dynamic() const;
    /// Lets `edit` change a copy of what is dynamic; when it agrees the copy is kept, saved and followed. One
    /// change at a time. With `validateOnly` nothing happens beyond asking `edit`.
    [[nodiscard]] base::Status change(bool validateOnly, const std::function<base::Status(Dynamic&)>& edit);
    /// Writes dynamic settings where they outlive a restart; an error undoes the change. Set once at the
    /// start.
    void onSave(std::function<base::Status(const Dynamic&)> call) { m_onSave = std::move(call); }
    /// Takes what was saved; before there is traffic.
    void restore(Dynamic dynamic);
    /// Called after each change, on the changing thread. Set once before there is traffic.
    void onChange(std::function<void()> call) { m_onChange = std::move(call); }

    /// Whether every override is a topic key with a good value: INVALID_CONFIG otherwise.
    [[nodiscard]] static base::Status validateTopic(const std::map<std::string, std::string>& overrides);

private:
    Settings() = default;
    void appendBrokerSynonyms(const Key& key, bool withDefault, std::vector<Synonym>& out) const
        REQUIRES_SHARED(m_mutex);
    [[nodiscard]] Entry inheritedEntry(const Key& key, Source own, const std::string* override) const
        REQUIRES_SHARED(m_mutex);
    [[nodiscard]] Entry brokerEntry(const Key& key) const REQUIRES_SHARED(m_mutex);
    /// With min.insync.replicas, which Kafka's controller writes down for the cluster as soon as there is one
    /// (KIP-966); here it is shown, and stored only if somebody sets it.
    [[nodiscard]] Values clusterDefaults() const REQUIRES_SHARED(m_mutex);
    [[nodiscard]] std::optional<std::string> brokerValue(std::string_view name) const
        REQUIRES_SHARED(m_mutex);

    base::Mutex m_changes; // held over a whole change

    mutable base::SharedMutex m_mutex;
    Values m_static GUARDED_BY(m_mutex);
    Dynamic m_dynamic GUARDED_BY(m_mutex);

    std::function<void()> m_onChange;
    std::function<base::Status(const Dynamic&)> m_onSave;
};

} // namespace broker::config
