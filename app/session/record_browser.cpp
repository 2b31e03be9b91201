#include "session/record_browser.h"

#include "session/cluster_session.h"

namespace session {

struct RecordBrowser::Private {
    BrowseState state = BrowseState::Idle;
    StopReason reason = StopReason::None;
    std::optional<base::Error> error;
    BrowseProgress progress;
    BrowseQuery query;
    std::vector<RecordRow> rows;
};

RecordBrowser::RecordBrowser(std::unique_ptr<Private> state, QObject* parent)
    : QObject(parent), d(std::move(state)) {}
RecordBrowser::~RecordBrowser() = default;

RecordBrowser* ClusterSession::browse(const QString&, QObject* owner) {
    return new RecordBrowser(std::make_unique<RecordBrowser::Private>(), owner);
}

BrowseState RecordBrowser::state() const {
    return d->state;
}
StopReason RecordBrowser::stopReason() const {
    return d->reason;
}
const std::optional<base::Error>& RecordBrowser::error() const {
    return d->error;
}
const BrowseProgress& RecordBrowser::progress() const {
    return d->progress;
}
bool RecordBrowser::orderIsApproximate() const {
    return false;
}
const BrowseQuery& RecordBrowser::query() const {
    return d->query;
}
void RecordBrowser::run(const BrowseQuery& query) {
    d->query = query;
    emit rowsReset();
}
void RecordBrowser::more() {}
void RecordBrowser::pause() {}
void RecordBrowser::resume() {}
void RecordBrowser::stop() {}
int RecordBrowser::rowCount() const {
    return static_cast<int>(d->rows.size());
}
const RecordRow& RecordBrowser::row(int index) const {
    return d->rows[static_cast<std::size_t>(index)];
}
void RecordBrowser::loadWhole(int, qint64) {}

} // namespace session
