#include <gtest/gtest.h>

#include "browse/record_store.h"

namespace {

browse::RecordPtr recordOf(std::int64_t offset, std::size_t valueBytes) {
    auto record = std::make_shared<browse::Record>();
    record->offset = base::Offset(offset);
    record->value = base::Buffer(base::Bytes(valueBytes));
    record->valueBytes = static_cast<std::int64_t>(valueBytes);
    return record;
}

TEST(RecordStore, DropsTheFirstRowsAboveItsCountAndSaysHowMany) {
    browse::RecordStore store(3, 1 << 20);
    EXPECT_EQ(store.append({recordOf(0, 1), recordOf(1, 1)}), 0u);
    EXPECT_EQ(store.append({recordOf(2, 1), recordOf(3, 1), recordOf(4, 1)}), 2u);
    ASSERT_EQ(store.rows().size(), 3u);
    EXPECT_EQ(store.rows().front()->offset, base::Offset(2));
    EXPECT_EQ(store.evicted(), 2u);
}

TEST(RecordStore, KeepsWithinItsBytesButNeverDropsTheOnlyRow) {
    browse::RecordStore store(1000, 100'000);
    store.append({recordOf(0, 60'000), recordOf(1, 60'000)});
    ASSERT_EQ(store.rows().size(), 1u);
    EXPECT_EQ(store.rows().front()->offset, base::Offset(1));
    EXPECT_LE(store.bytes(), 100'000u);
    store.append({recordOf(2, 500'000)});
    ASSERT_EQ(store.rows().size(), 1u);
    EXPECT_EQ(store.rows().front()->offset, base::Offset(2));
    store.clear();
    EXPECT_EQ(store.bytes(), 0u);
    EXPECT_EQ(store.evicted(), 0u);
}

} // namespace
