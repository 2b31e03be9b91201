#include "widgets/panes/overview/adder_words.h"

#include <QCoreApplication>

#include "models/formats.h"
#include "widgets/common/message_bar.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(adder)
};

} // namespace

void tellAdder(MessageBar& bar, session::Adder& adder) {
    const session::AdderProgress& progress = adder.progress();
    using Phase = session::AdderProgress::Phase;
    if (progress.phase == Phase::Idle)
        return bar.hide();
    bar.setClosable(false);
    bar.offer(Words::tr("Stop"), [&adder] { adder.cancel(); });
    const QString counts = Words::tr("%1 of %2 sent, %3 summed")
                               .arg(models::formatCount(progress.sent), models::formatCount(progress.total),
                                    models::formatCount(progress.summed));
    switch (progress.phase) {
    case Phase::Idle:
        return;
    case Phase::Starting:
    case Phase::Creating:
        bar.say(models::Tone::Accent, Words::tr("The adder is getting ready."));
        return;
    case Phase::Running:
        bar.say(models::Tone::Accent, Words::tr("The adder plays: %1.").arg(counts));
        return;
    case Phase::Checked:
        bar.say(progress.wrongRecords == 0 ? models::Tone::Good : models::Tone::Bad,
                progress.wrongRecords == 0 ? Words::tr("The adder is done: all %1 sums are right.")
                                                 .arg(models::formatCount(progress.total))
                                           : Words::tr("The adder is done: %1 wrong records were read.")
                                                 .arg(models::formatCount(progress.wrongRecords)));
        break;
    case Phase::Failed:
        if (progress.error)
            bar.say(*progress.error, Words::tr("The adder stopped: %1.").arg(counts));
        break;
    case Phase::Cancelled:
        bar.say(models::Tone::Warn, Words::tr("The adder was stopped: %1.").arg(counts));
        break;
    }
    bar.offer({}, {});
    bar.setClosable(true);
}

} // namespace widgets
