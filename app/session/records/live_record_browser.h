#pragma once

#include <functional>
#include <memory>

#include "client/connect_options.h"
#include "session/ports/record_browser.h"

namespace browse {
struct Decision;
struct ScanResult;
} // namespace browse

namespace session {

/// Reads a topic over connections of its own. Lives on the UI thread; the reading runs on workers, which it
/// leaves to their end when it dies.
class LiveRecordBrowser final : public RecordBrowser {
    Q_OBJECT
public:
    LiveRecordBrowser(const client::ConnectOptions& connect, const QString& topic, QObject* parent);
    ~LiveRecordBrowser() override;
    /// Asked before each reading: why there can be none.
    void refuseWith(std::function<std::optional<base::Error>()> why);

    [[nodiscard]] BrowseState state() const override;
    [[nodiscard]] StopReason stopReason() const override;
    [[nodiscard]] const std::optional<base::Error>& error() const override;
    [[nodiscard]] const BrowseProgress& progress() const override;
    [[nodiscard]] bool orderIsApproximate() const override;
    [[nodiscard]] const BrowseQuery& query() const override;
    void run(const BrowseQuery& query) override;
    void more() override;
    void refilter(const RecordWish& wish) override;
    void pause() override;
    void resume() override;
    void stop() override;
    [[nodiscard]] bool showsEarlier() const override;
    [[nodiscard]] qint64 readAtMs() const override;
    [[nodiscard]] QString topicId() const override;
    [[nodiscard]] const std::vector<HeldRange>& held() const override;
    [[nodiscard]] int rowCount() const override;
    [[nodiscard]] const RecordRow& row(int index) const override;
    void loadWhole(const RecordRow& was) override;
    Job<std::vector<RecordRow>>* readWhole(std::vector<RecordRow> rows, QObject* owner) override;
    void lookBefore(const RecordRow& was) override;

private:
    void start();
    void takeNews();
    void addRows(std::vector<RecordRow> rows, const std::vector<int>& filters);
    void addCaught(std::vector<RecordRow> rows, const std::vector<int>& filters);
    void decide(const std::vector<browse::Decision>& decisions);
    void finish(const browse::ScanResult& result, bool full);
    void letGoOfEarlier();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace session
