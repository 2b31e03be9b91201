#include <gtest/gtest.h>

#include "broker/storage_refusals.h"

using namespace std::chrono_literals;

namespace broker {
namespace {

TEST(StorageRefusals, AreToldAsLongAsClientsAreRefused) {
    StorageRefusals refusals;
    const StorageRefusals::Time begin{1h};
    EXPECT_FALSE(refusals.at(begin));
    refusals.add({.cause = "no room"}, begin);
    EXPECT_EQ(refusals.at(begin + 9s).value().cause, "no room");
    refusals.add({.cause = "a broken disk"}, begin + 9s);
    EXPECT_EQ(refusals.at(begin + 18s).value().cause, "a broken disk");
    EXPECT_FALSE(refusals.at(begin + 19s));
}

} // namespace
} // namespace broker
