#include "widgets/panes/topic/whole_records.h"

#include "session/records/row_text.h"

namespace widgets::whole_records {

using session::RecordRow;

void with(session::RecordBrowser* browser, std::vector<RecordRow> records, QObject* owner,
          std::function<void(const base::Error&)> wrong, std::function<void(std::vector<RecordRow>)> act) {
    std::vector<RecordRow> cut;
    std::vector<std::size_t> places;
    qint64 bytes = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i].isCut())
            continue;
        cut.push_back(records[i]);
        places.push_back(i);
        bytes += records[i].size();
    }
    if (cut.empty() || !browser) {
        act(std::move(records));
        return;
    }
    if (bytes > session::mostCopied) {
        wrong({.name = "TOO_MUCH_TO_COPY",
               .cause = "These records are more bytes than can be copied at once.",
               .remedy = "Copy fewer of them, or export them."});
        return;
    }
    auto* job = browser->readWhole(std::move(cut), owner);
    job->then(
        owner,
        [job, records = std::move(records), places = std::move(places),
         act = std::move(act)](std::vector<RecordRow> read) mutable {
            job->deleteLater();
            for (std::size_t i = 0; i < read.size(); ++i)
                records[places[i]] = std::move(read[i]);
            act(std::move(records));
        },
        [job, wrong = std::move(wrong)](const base::Error& error) {
            job->deleteLater();
            wrong(error);
        });
}

} // namespace widgets::whole_records
