#include "support/fake_records.h"

#include "session/job_runner.h"
#include "session/work_pool.h"

namespace support {
namespace {

std::vector<session::RecordRow> sampleRecords(int count) {
    std::vector<session::RecordRow> rows;
    for (int i = 0; i < count; ++i) {
        session::RecordRow row;
        row.partition = i % 12;
        row.offset = 15346954 - i;
        row.timestampMs = 1795348804412 - i * 881;
        row.key = QByteArray("cus-") + QByteArray::number(11873 + i * 77);
        row.value = QByteArray("{\"total\":") + QByteArray::number(512 + i) +
                    ".90,\"status\":\"pending\",\"orderId\":\"ord-8841207\"}";
        row.keySize = row.key->size();
        row.valueSize = row.value->size();
        row.headers.push_back({"source", QByteArray("web-shop")});
        row.headerCount = 1;
        row.batch.baseOffset = row.offset;
        row.batch.records = 32;
        row.batch.codec = QStringLiteral("lz4");
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

void FakeRecordBrowser::run(const session::BrowseQuery& query) {
    asked = query;
    ++runs;
    m_earlier = wrong && !rows.empty();
    if (wrong) {
        reason = session::StopReason::Failed;
        return become(session::BrowseState::Stopped);
    }
    reason = session::StopReason::EndReached;
    m_readAtMs = 1'795'348'805'121;
    emit rowsAboutToReset();
    rows = answers.empty() ? sampleRecords(std::min(query.limit, 40)) : answers;
    m_state = endsAtOnce ? session::BrowseState::Stopped : session::BrowseState::Running;
    emit rowsReset();
    emit stateChanged();
    emit progressChanged();
}

void FakeRecordBrowser::append(const std::vector<session::RecordRow>& fresh) {
    const int first = rowCount();
    rows.insert(rows.end(), fresh.begin(), fresh.end());
    emit rowsAppended(first, rowCount() - 1);
}

void FakeRecordBrowser::prepend(const std::vector<session::RecordRow>& fresh) {
    rows.insert(rows.begin(), fresh.begin(), fresh.end());
    emit rowsPrepended(int(fresh.size()));
}

void FakeRecordBrowser::drop(int count) {
    const int last = rowCount() - 1;
    rows.resize(rows.size() - std::size_t(count));
    emit rowsDropped(last - count + 1, last);
}

session::Job<std::vector<session::RecordRow>>*
FakeRecordBrowser::readWhole(std::vector<session::RecordRow> of, QObject* owner) {
    for (auto& row : of)
        if (makeWhole)
            makeWhole(row);
    return session::runJob<std::vector<session::RecordRow>>(
        *session::workPool(), owner,
        [of = std::move(of)](session::JobContext&) -> base::Result<std::vector<session::RecordRow>> {
            return of;
        });
}

} // namespace support
