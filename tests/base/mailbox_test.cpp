#include <algorithm>
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "base/mailbox.h"

namespace {

struct Item {
    int sender, number;
};

/// Takes what comes, as the UI thread does: when it is woken, and at the end.
class Reader {
public:
    explicit Reader(std::size_t limit) : m_box(limit, [this] { wake(); }) {}

    base::Mailbox<Item>& box() { return m_box; }
    std::vector<Item> readUntil(const std::atomic<int>& sending) {
        std::vector<Item> all;
        while (true) {
            const bool last = sending == 0;
            if (const int calls = m_calls.exchange(0); calls > 0 || last)
                for (const Item& item : m_box.take())
                    all.push_back(item);
            if (last)
                return all;
            std::this_thread::yield();
        }
    }
    [[nodiscard]] int wakeUps() const { return m_wakeUps; }

private:
    void wake() {
        ++m_calls;
        ++m_wakeUps;
    }

    std::atomic<int> m_calls{0}, m_wakeUps{0};
    base::Mailbox<Item> m_box;
};

constexpr int senders = 8, each = 5'000;

/// What came of items that many threads sent at once.
std::vector<Item> sendFromMany(Reader& reader) {
    std::atomic<int> sending{senders};
    std::vector<std::thread> threads;
    for (int sender = 0; sender < senders; ++sender)
        threads.emplace_back([&, sender] {
            for (int number = 0; number < each; ++number)
                reader.box().post({sender, number});
            --sending;
        });
    auto all = reader.readUntil(sending);
    for (auto& thread : threads)
        thread.join();
    return all;
}

/// Whether the items of every sender are there in the order in which it sent them.
bool inOrder(const std::vector<Item>& items) {
    std::vector<int> last(senders, -1);
    return std::ranges::all_of(items, [&](const Item& item) {
        return item.number > std::exchange(last[static_cast<std::size_t>(item.sender)], item.number);
    });
}

TEST(Mailbox, ManySendersLoseNothingWhileThereIsRoom) {
    Reader reader(senders * each);
    const auto all = sendFromMany(reader);
    EXPECT_EQ(all.size(), std::size_t(senders * each));
    EXPECT_TRUE(inOrder(all));
    EXPECT_EQ(reader.box().dropped(), 0U);
}

TEST(Mailbox, AFullBoxDropsTheOldestAndCountsThem) {
    Reader reader(100);
    const auto all = sendFromMany(reader);
    EXPECT_TRUE(inOrder(all));
    EXPECT_EQ(all.size() + reader.box().dropped(), std::size_t(senders * each));
}

TEST(Mailbox, OneWakeUpAnnouncesAllThatWaits) {
    Reader reader(10);
    for (int i = 0; i < 5; ++i)
        reader.box().post({0, i});
    EXPECT_EQ(reader.wakeUps(), 1);
    EXPECT_EQ(reader.box().take().size(), 5U);
    reader.box().post({0, 5});
    EXPECT_EQ(reader.wakeUps(), 2);
}

} // namespace
