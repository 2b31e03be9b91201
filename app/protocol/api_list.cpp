#include "protocol/api_list.h"

#include <algorithm>
#include <vector>

#include "protocol/api_types.h"

namespace protocol {
namespace {

std::vector<ApiInfo> makeList() {
    std::vector<ApiInfo> list;
    AllApis::forEach([&]<class A>(A) {
        using Request = typename A::Request;
        std::string_view name = Request::messageName;
        name.remove_suffix(std::string_view("Request").size());
        list.push_back({Request::apiKey, name, Request::versions, Request::firstFlexible});
    });
    std::ranges::sort(list, {}, &ApiInfo::key);
    return list;
}

} // namespace

std::span<const ApiInfo> apis() {
    static const std::vector<ApiInfo> list = makeList();
    return list;
}

const ApiInfo* findApi(ApiKey key) {
    const auto list = apis();
    const auto at = std::ranges::lower_bound(list, key, {}, &ApiInfo::key);
    return at != list.end() && at->key == key ? &*at : nullptr;
}

std::string_view apiName(ApiKey key) {
    const auto* info = findApi(key);
    return info ? info->name : "unknown API";
}

std::int16_t requestHeaderVersion(ApiKey key, std::int16_t version) {
    const auto* info = findApi(key);
    return info && info->flexible(version) ? 2 : 1;
}

std::int16_t responseHeaderVersion(ApiKey key, std::int16_t version) {
    const auto* info = findApi(key);
    return info && info->flexible(version) && key != ApiKey::ApiVersions ? 1 : 0;
}

} // namespace protocol
