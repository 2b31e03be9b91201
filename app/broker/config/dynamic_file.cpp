#include "broker/config/dynamic_file.h"

#include "storage/checkpoint.h"

namespace broker::config {

namespace {

constexpr std::string_view BrokerScope = "broker/", ClusterScope = "cluster/", GroupScope = "group/";

std::filesystem::path fileIn(const std::filesystem::path& folder) {
    return folder / "milena-dynamic.properties";
}

void put(std::string_view scope, const Values& values, storage::Properties& out) {
    for (const auto& [key, value] : values)
        out[std::string(scope) + key] = value;
}

bool acceptable(std::span<const Key> table, std::string_view name, std::string_view value) {
    const auto* key = find(table, name);
    return key && validate(*key, value).has_value();
}

void take(std::string_view name, const std::string& value, Dynamic& out) {
    // A group's name may hold anything, a key's no slash.
    const auto slash = name.rfind('/');
    if (slash == std::string_view::npos)
        return;
    const auto scope = name.substr(0, slash + 1);
    const auto key = name.substr(slash + 1);
    if (scope == BrokerScope || scope == ClusterScope) {
        if (acceptable(brokerKeys(), key, value))
            (scope == BrokerScope ? out.broker : out.clusterDefault)[std::string(key)] = value;
    } else if (scope.starts_with(GroupScope) && acceptable(groupKeys(), key, value)) {
        const auto group = scope.substr(GroupScope.size(), scope.size() - GroupScope.size() - 1);
        out.groups[std::string(group)][std::string(key)] = value;
    }
}

} // namespace

base::Status saveDynamic(const std::filesystem::path& folder, const Dynamic& dynamic) {
    storage::Properties values;
    put(BrokerScope, dynamic.broker, values);
    put(ClusterScope, dynamic.clusterDefault, values);
    for (const auto& [group, overrides] : dynamic.groups)
        put(std::string(GroupScope) + group + "/", overrides, values);
    return storage::writeProperties(fileIn(folder), values);
}

base::Result<Dynamic> loadDynamic(const std::filesystem::path& folder) {
    const auto values = storage::readProperties(fileIn(folder));
    if (!values)
        return base::fail(values.error());
    Dynamic out;
    for (const auto& [name, value] : *values)
        take(name, value, out);
    return out;
}

} // namespace broker::config
