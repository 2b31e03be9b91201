#include "widgets/panes/topic/scan_strip.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/cells.h"
#include "models/run_words.h"
#include "widgets/common/controls.h"
#include "widgets/panes/topic/messages_words.h"

using models::formatCount;
using models::Shape;
using models::Tone;
using session::BrowseState;
using session::StopReason;

namespace widgets {
namespace {

constexpr int kMargin = 16, kSpacing = 16;

struct Look {
    Shape shape;
    Tone tone;
    QString words;
};

/// The brokers tell where it ends, as kcat's -o e@…: an exact end would cost all that lies behind it.
bool endsByTime(const session::BrowseQuery& query) {
    return query.untilMs && !query.toEnds && query.seek != session::SeekKind::Live;
}

bool isBackwards(const session::BrowseQuery& query) {
    return query.seek == session::SeekKind::Newest || query.seek == session::SeekKind::LastN;
}

Look lookOfStop(const session::RecordBrowser& browser) {
    switch (browser.stopReason()) {
    case StopReason::None:
        return {Shape::Ring, Tone::Muted, ScanStrip::tr("Not read yet")};
    case StopReason::EndReached:
        if (browser.progress().deleted > 0)
            return {Shape::Triangle, Tone::Warn, ScanStrip::tr("Read what was left")};
        if (browser.progress().damaged > 0)
            return {Shape::Triangle, Tone::Warn, ScanStrip::tr("Read what could be read")};
        if (browser.progress().behindOpen > 0)
            return {Shape::Triangle, Tone::Warn, ScanStrip::tr("Read up to open transactions")};
        return {Shape::Disc, Tone::Good,
                endsByTime(browser.query()) ? ScanStrip::tr("Read up to the first later record")
                                            : ScanStrip::tr("Read to the end")};
    case StopReason::LimitReached:
        if (browser.query().seek == session::SeekKind::LastN)
            return {Shape::Triangle, Tone::Warn,
                    ScanStrip::tr("Stopped at %1 rows: not all of the last %2")
                        .arg(formatCount(browser.progress().matched), formatCount(browser.query().value))};
        return {Shape::Disc, Tone::Good,
                ScanStrip::tr("Stopped at the limit of %1").arg(formatCount(qint64(browser.query().limit)))};
    case StopReason::Cancelled:
        return {Shape::Square, Tone::Muted, ScanStrip::tr("Stopped by you")};
    case StopReason::Failed:
        return {Shape::Cross, Tone::Bad, ScanStrip::tr("Stopped by an error")};
    case StopReason::MemoryLimit:
        return {Shape::Square, Tone::Warn, ScanStrip::tr("Stopped: as many rows as memory allows")};
    case StopReason::TopicDeleted:
        return {Shape::Cross, Tone::Warn, ScanStrip::tr("The topic was deleted")};
    case StopReason::TopicReplaced:
        return {Shape::Cross, Tone::Warn, ScanStrip::tr("Another topic has this name by now")};
    }
    return {};
}

Look lookOf(const session::RecordBrowser& browser) {
    const bool live = browser.query().seek == session::SeekKind::Live;
    switch (browser.state()) {
    case BrowseState::Running:
        if (browser.progress().awaitsCluster)
            return {Shape::Triangle, Tone::Warn, ScanStrip::tr("Live: waiting for the cluster")};
        return {Shape::Disc, Tone::Accent, live ? ScanStrip::tr("Live") : ScanStrip::tr("Reading…")};
    case BrowseState::Paused:
        return {Shape::Triangle, Tone::Warn,
                ScanStrip::tr("Paused: %1 new wait").arg(formatCount(browser.progress().waiting))};
    case BrowseState::Idle:
    case BrowseState::Stopped:
        break;
    }
    return lookOfStop(browser);
}

/// How far it is, and what it passed over on the way.
QStringList figuresOf(const session::RecordBrowser& browser) {
    const auto& progress = browser.progress();
    QStringList words;
    if (progress.scanned == 0 && browser.state() == BrowseState::Idle)
        return words;
    // At the end nothing is left to estimate, which counts offsets where some have no record.
    const bool whole =
        browser.state() == BrowseState::Stopped && browser.stopReason() == StopReason::EndReached;
    words += progress.toScan > 0 && !whole
                 ? ScanStrip::tr("%1 of %2 %3 read")
                       .arg(formatCount(progress.scanned), QString(models::estimateSign),
                            formatCount(progress.toScan))
                 : ScanStrip::tr("%1 read").arg(formatCount(progress.scanned));
    if (browser.query().isSet())
        words += ScanStrip::tr("%1 match", nullptr, int(progress.matched)).arg(formatCount(progress.matched));
    if (progress.deleted > 0)
        words += models::deletedBeforeRead(progress.deleted);
    if (progress.damaged > 0)
        words += messages_words::unreadable(progress.damaged);
    // Whoever reads backwards passed them at the beginning.
    if (progress.behindOpen > 0 && (whole || isBackwards(browser.query())))
        words += messages_words::behindOpen(progress.behindOpen);
    if (progress.inPart > 0)
        words += messages_words::inPart(progress.inPart);
    words += ScanStrip::tr("%1 fetched").arg(models::formatBytes(progress.bytes));
    words += models::formatDuration(progress.elapsedMs);
    if (progress.dropped > 0)
        words += ScanStrip::tr("%1 older rows let go").arg(formatCount(progress.dropped));
    return words;
}

} // namespace

ScanStrip::ScanStrip(QWidget* parent)
    : QWidget(parent)
    , m_state(new StateLabel)
    , m_figures(label(Text::Hint, {}))
    , m_order(label(Text::Hint, {}))
    , m_news(label(Text::Hint, {}))
    , m_bar(new QProgressBar)
    , m_again(linkButton(tr("Read again"), QStringLiteral("readAgain")))
    , m_toEnds(linkButton(tr("Read on to the end"), QStringLiteral("readToEnds")))
    , m_top(plainButton({}, QStringLiteral("newAbove"), QStringLiteral("up")))
    , m_more(plainButton(tr("More"), QStringLiteral("moreRecords"), QStringLiteral("play")))
    , m_export(iconButton(tr("Export…"), QStringLiteral("exportMessages"), QStringLiteral("export"))) {
    setObjectName(QStringLiteral("scanStrip"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(2);
    m_order->setTone(Tone::Warn);
    m_figures->setToolTip(tr(
        "Fetched: what the brokers sent, as they keep it. An answer may end in the midst of a batch, so it "
        "can be a little more than the topic holds."));
    m_figures->setMinimumWidth(1); // they give way to what is new
    m_figures->installEventFilter(this);
    m_news->setObjectName(QStringLiteral("sinceRead"));
    m_news->setTone(Tone::Accent);
    m_news->setMinimumWidth(1); // before it moves the splitter
    m_state->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_toEnds->hide();
    m_toEnds->setToolTip(
        tr("Looks at every record behind the first later one too: as much as the partitions hold."));
    m_top->setToolTip(tr("What is in view stands still. Goes to the newest and follows them (Home)"));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kMargin, 6, kMargin, 6);
    line->setSpacing(kSpacing);
    line->addStrut(m_more->sizeHint().height()); // the table keeps its height as buttons come and go
    line->addWidget(m_state);
    line->addWidget(m_toEnds);
    line->addWidget(m_figures, 1);
    line->addWidget(m_order);
    line->addWidget(m_news);
    line->addWidget(m_again);
    line->addWidget(m_top);
    line->addWidget(m_more);
    line->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Hairline);
    column->addWidget(m_bar);
    column->addLayout(line);
    connect(m_more, &QPushButton::clicked, this, &ScanStrip::moreRequested);
    connect(m_export, &QPushButton::clicked, this, &ScanStrip::exportRequested);
    connect(m_again, &QPushButton::clicked, this, &ScanStrip::againRequested);
    connect(m_top, &QPushButton::clicked, this, &ScanStrip::topRequested);
    connect(m_toEnds, &QPushButton::clicked, this, [this] {
        auto query = m_read; // which changes as it begins
        query.toEnds = true;
        emit runRequested(query);
    });
    tell({});
    tellAbove(0);
}

bool ScanStrip::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        settleFigures();
    return QWidget::eventFilter(watched, event);
}

void ScanStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    settleRoom();
}

/// In a narrow page what is new comes before how the reading ended and before exporting.
void ScanStrip::settleRoom() {
    const bool news = !m_news->isHidden();
    int needed = 2 * kMargin;
    for (const QWidget* one :
         std::initializer_list<const QWidget*>{m_toEnds, m_order, m_news, m_again, m_top, m_more})
        if (!one->isHidden())
            needed += kSpacing + one->sizeHint().width();
    for (QWidget* one : std::initializer_list<QWidget*>{m_export, m_state}) {
        needed += kSpacing + one->sizeHint().width();
        one->setVisible(!news || needed <= width());
    }
}

void ScanStrip::settleFigures() {
    QStringList words = m_words;
    const auto text = [&words] { return words.join(QStringLiteral("  ·  ")); };
    while (!words.isEmpty() && m_figures->fontMetrics().horizontalAdvance(text()) > m_figures->width())
        words.removeLast();
    m_figures->setText(text());
}

void ScanStrip::tell(const QString& news) {
    m_news->setText(news);
    m_news->setToolTip(news);
    m_news->setVisible(!news.isEmpty());
    m_again->setVisible(!news.isEmpty());
    settleRoom();
}

void ScanStrip::setGone(const QString& why) {
    m_more->setEnabled(why.isEmpty());
    m_more->setToolTip(why);
}

void ScanStrip::tellAbove(int newRows) {
    m_top->setText(tr("%1 new above").arg(formatCount(qint64(newRows))));
    m_top->setVisible(newRows > 0);
}

void ScanStrip::show(const session::RecordBrowser& browser, models::Zone zone) {
    const auto look = lookOf(browser);
    const auto& progress = browser.progress();
    m_state->say(look.shape, look.tone, look.words);
    m_state->setToolTip(
        endsByTime(browser.query())
            ? tr("In each partition up to its first record that is later than the range. Where "
                 "times do not rise, some behind that one may be of the range too: they are not "
                 "read.")
            : QString());
    m_read = browser.query();
    m_toEnds->setVisible(browser.state() == BrowseState::Stopped &&
                         browser.stopReason() == StopReason::EndReached && endsByTime(m_read));
    QStringList words = figuresOf(browser);
    if (browser.showsEarlier()) {
        const qint64 age = std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch() - browser.readAtMs());
        words = {tr("the records shown are of %1, %2 old")
                     .arg(models::formatClock(browser.readAtMs(), zone),
                          models::formatDuration(age / 1000 * 1000))};
    }
    m_words = words;
    settleFigures();
    const bool running = browser.state() == BrowseState::Running;
    m_bar->setVisible(running && progress.toScan > 0);
    m_bar->setRange(0, 1000);
    m_bar->setValue(progress.toScan > 0 ? int(progress.scanned * 1000 / progress.toScan) : 0);
    m_order->setText(browser.orderIsApproximate() ? tr("order by time is approximate") : QString());
    m_order->setVisible(browser.orderIsApproximate());
    m_order->setToolTip(
        tr("Timestamps do not rise within a partition: rows stand by offset inside each partition, and the "
           "partitions are merged by the time of their next row."));
    // Of the last of each partition no more are kept than it stopped at.
    m_more->setVisible(browser.stopReason() == StopReason::LimitReached &&
                       browser.state() == BrowseState::Stopped &&
                       browser.query().seek != session::SeekKind::LastN);
    settleRoom();
}

} // namespace widgets
