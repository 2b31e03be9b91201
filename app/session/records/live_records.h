#pragma once

#include <optional>

#include <QPointer>

#include "session/clusters/requests.h"
#include "session/ports/records.h"
#include "session/records/live_record_browser.h"
#include "session/records/produce_job.h"

namespace session {

/// Reads and sends a cluster's records, over connections of their own.
class LiveRecords final : public Records {
    Q_OBJECT
public:
    explicit LiveRecords(Requests& requests) : m_requests(requests) {}

    RecordBrowser* browse(const QString& topic, QObject* owner) override {
        auto* browser = new LiveRecordBrowser(m_requests.connectTo(), topic, owner);
        browser->refuseWith([records = QPointer(this)] {
            return records && !records->m_requests.isClosed() ? std::nullopt
                                                              : std::optional(Requests::notConnected());
        });
        connect(browser, &RecordBrowser::clusterReached, this, &LiveRecords::clusterReached);
        return browser;
    }
    Job<ProducedRecords>* produce(const ProduceDraft& draft, QObject* owner) override {
        return m_requests.runApart<ProducedRecords>(
            owner, [connectTo = m_requests.connectTo(), draft](SessionCore& core, JobContext& context) {
                return produceRecords(connectTo, core.workers->reaper(), draft, context,
                                      core.stopping.get_token());
            });
    }

signals:
    void clusterReached(); ///< by a reading

private:
    Requests& m_requests;
};

} // namespace session
