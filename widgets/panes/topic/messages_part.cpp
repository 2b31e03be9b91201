#include "widgets/panes/topic/messages_part.h"

#include <algorithm>
#include <utility>

#include <QDateTime>
#include <QKeyEvent>
#include <QShortcut>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include "models/formats.h"
#include "session/records/since_read.h"
#include "session/workspace.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/header_view.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_look.h"
#include "widgets/common/words.h"
#include "widgets/panes/topic/browse_bar.h"
#include "widgets/panes/topic/browse_memory.h"
#include "widgets/panes/topic/kept_choice.h"
#include "widgets/panes/topic/messages_words.h"
#include "widgets/panes/topic/record_columns.h"
#include "widgets/panes/topic/record_desk.h"
#include "widgets/panes/topic/record_menu.h"
#include "widgets/panes/topic/record_out.h"
#include "widgets/panes/topic/record_table.h"
#include "widgets/panes/topic/scan_strip.h"
#include "widgets/panes/topic/wish_line.h"

using session::BrowseState;
using session::ConnectionState;
using session::RecordBrowser;
using session::StopReason;

namespace widgets {
namespace {

constexpr auto kSplitterKey = "messages/splitter";

} // namespace

MessagesPart::MessagesPart(PaneContext& partContext, session::ClusterSession* clusterSession,
                           const QString& topic)
    : TopicPart(partContext, clusterSession, topic)
    , m_browser(clusterSession ? clusterSession->records().browse(topic, this) : nullptr)
    , m_bar(new BrowseBar)
    , m_message(new MessageBar(QStringLiteral("messagesBar")))
    , m_table(new RecordTable)
    , m_delegate(new CellDelegate(m_table))
    , m_empty(nullptr)
    , m_desk(nullptr)
    , m_strip(new ScanStrip) {
    if (m_browser) // before the model hears of it
        connect(m_browser, &RecordBrowser::rowsDropped, m_table, &RecordTable::letGo);
    m_model.setBrowser(m_browser);
    buildTable();
    buildDesk();
    m_message->setClosable(true);
    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addWidget(m_table, 1);
    leftColumn->addWidget(m_strip);
    auto* splitter = new QSplitter;
    splitter->setObjectName(QStringLiteral("messagesSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(m_desk->widget());
    splitter->setStretchFactor(0, 1);
    if (!splitter->restoreState(context().settings().value(QString::fromLatin1(kSplitterKey)).toByteArray()))
        splitter->setSizes({860, 350});
    connect(splitter, &QSplitter::splitterMoved, this, [this, splitter] {
        context().settings().setValue(QString::fromLatin1(kSplitterKey), splitter->saveState());
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_message);
    column->addWidget(splitter, 1);

    connect(m_bar, &BrowseBar::runRequested, this, &MessagesPart::run);
    connect(m_bar, &BrowseBar::zonePicked, &context(), &PaneContext::setZone);
    // A shortcut: the table takes letters to look for, and the focus may be outside the page.
    connect(new QShortcut(Qt::Key_Slash, this), &QShortcut::activated, m_bar, &BrowseBar::focusFilter);
    connect(m_table, &RecordTable::newAboveChanged, this,
            [this] { m_strip->tellAbove(m_table->newAbove()); });
    connect(m_strip, &ScanStrip::topRequested, this, [this] {
        m_table->follow();
        m_table->setFocus();
    });
    connect(m_strip, &ScanStrip::againRequested, this, &MessagesPart::readAgain);
    if (m_browser)
        connectBrowser();
    const auto* menu = new RecordMenu(m_table, &m_model, m_bar, this);
    connect(menu, &RecordMenu::copyRowsRequested, m_desk, &RecordDesk::copyRows);
    connect(menu, &RecordMenu::copyRequested, m_desk, &RecordDesk::copy);
    m_bar->find().followKeys(m_desk->reader(), [this] { return m_desk->foundKey(); });
    new BrowseMemory(context().settings(), clusterId(), topic, m_bar->find().panel(), this);
}

void MessagesPart::connectBrowser() {
    connect(m_bar, &BrowseBar::liveRequested, this, &MessagesPart::live);
    connect(m_bar, &BrowseBar::pauseRequested, m_browser, &RecordBrowser::pause);
    connect(m_bar, &BrowseBar::resumeRequested, m_browser, &RecordBrowser::resume);
    connect(m_bar, &BrowseBar::stopRequested, m_browser, &RecordBrowser::stop);
    connect(m_strip, &ScanStrip::moreRequested, m_browser, &RecordBrowser::more);
    connect(m_strip, &ScanStrip::runRequested, this, &MessagesPart::start);
    const auto isOther = [this](const session::TopicRow& topic) { return isAnother(topic); };
    auto* out = new RecordOut(context(), cluster(), topicName(), m_browser, isOther, &m_model, m_table, this);
    connect(m_strip, &ScanStrip::exportRequested, out, &RecordOut::exportAll);
    connect(out, &RecordOut::refused, this, [this](auto& why) { m_message->say(models::Tone::Warn, why); });
    connect(out, &RecordOut::failed, this,
            [this](const base::Error& error, const QString& what) { m_message->say(error, what); });
    connect(m_browser, &RecordBrowser::stateChanged, this, [this] {
        if (m_browser->state() == BrowseState::Stopped)
            m_kept->endReading();
        settle();
    });
    connect(m_browser, &RecordBrowser::progressChanged, this, [this] {
        settleStrip();
        settlePause();
        settleEmpty();
    });
    connect(&context(), &PaneContext::recordsSent, this,
            [this](const QUuid& id, const QString& topic, const session::ProducedRecords& records) {
                if (id == cluster()->id() && topic == topicName())
                    noteSent(records);
            });
    connect(&cluster()->connection(), &session::Connection::lockChanged, this, &MessagesPart::settle);
    connect(&cluster()->connection(), &session::Connection::stateChanged, this, &MessagesPart::takeState);
    auto* second = new QTimer(this);
    connect(second, &QTimer::timeout, this, [this] {
        const bool timeRuns = m_browser->showsEarlier() || m_browser->state() == BrowseState::Running;
        if (isVisible() && timeRuns)
            settleStrip();
    });
    second->start(1000);
    connect(m_browser, &RecordBrowser::recordFailed, this,
            [this](int, qint64 offset, const base::Error& error) {
                m_message->say(
                    error, tr("The record at %1 could not be read again.").arg(models::formatCount(offset)));
            });
    settle();
}

void MessagesPart::buildTable() {
    m_table->setObjectName(QStringLiteral("recordTable"));
    m_table->setAccessibleName(tr("Records"));
    m_table->setModel(&m_model);
    dressTable(*m_table, m_delegate);
    new RecordColumns(m_table, &m_model, context().settings(), clusterId(), topicName());
    m_empty = new EmptyState(m_table->viewport());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MessagesPart::showCurrent);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_desk->show(nullptr);
        settle();
    });
    m_kept = new KeptChoice(m_table, &m_model); // after what lets go of the record shown
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &MessagesPart::settle);
}

void MessagesPart::buildDesk() {
    const RecordDesk::Place place{context(), clusterId(), topicName(), m_browser, m_model, *m_table};
    m_desk = new RecordDesk(place, this);
    connect(m_desk, &RecordDesk::failed, this,
            [this](const base::Error& error, const QString& what) { m_message->say(error, what); });
    connect(m_desk, &RecordDesk::told, m_message, &MessageBar::sayDone);
    connect(m_desk, &RecordDesk::nothingChosen, this, &MessagesPart::sayNothingChosen);
    connect(m_desk, &RecordDesk::wished, this, [this](const session::RecordWish& wish) {
        m_bar->setWish(wish);
        run();
    });
    connect(m_desk, &RecordDesk::stepRequested, this, [this](int rows) {
        const int last = m_model.rowCount() - 1;
        const int now = m_table->currentIndex().row();
        // Of none, when Live has let the record go: then what is left next to it.
        m_table->selectRow(now < 0 ? last : std::clamp(now + rows, 0, std::max(0, last)));
    });
}

QUuid MessagesPart::clusterId() const {
    return cluster() ? cluster()->profile().id : QUuid();
}

const session::TopicRow* MessagesPart::topicNow() const {
    return cluster() ? cluster()->data().topic(topicName()) : nullptr;
}

/// A reading knows best which it read: the round that tells of it may come later.
bool MessagesPart::isAnother(const session::TopicRow& topic) const {
    const QString read = m_browser ? m_browser->topicId() : QString();
    const QString& known = shown().topicId;
    const bool isTold = !topic.id.isEmpty() && !(read.isEmpty() && known.isEmpty());
    return isTold ? topic.id != read && topic.id != known : shown().on.isElsewhere();
}

bool MessagesPart::isUnderWay() const {
    return m_browser &&
           (m_browser->state() == BrowseState::Running || m_browser->state() == BrowseState::Paused);
}

bool MessagesPart::isTailing() const {
    return isUnderWay() && m_browser->query().seek == session::SeekKind::Live;
}

void MessagesPart::run() {
    if (!m_browser)
        return;
    if (isTailing())
        return goOnLive();
    if (!m_gone.isEmpty())
        return m_message->say(models::Tone::Warn, m_gone);
    if (const auto query = m_bar->query())
        start(*query);
    else
        m_message->say(models::Tone::Bad, m_bar->problem());
}

/// With what is asked for now. Another filter lets nothing go of what was caught.
void MessagesPart::goOnLive() {
    const auto wanted = m_bar->liveQuery();
    const auto& now = m_browser->query();
    if (const QString problem = m_bar->find().problem(); !problem.isEmpty())
        m_message->say(models::Tone::Bad, m_bar->problem());
    else if (wanted.partitions == now.partitions && wanted.committedOnly == now.committedOnly &&
             wanted.controlRecords == now.controlRecords)
        m_browser->refilter(wanted);
    else
        live();
}

void MessagesPart::live() {
    m_table->follow();
    start(m_bar->liveQuery());
}

void MessagesPart::readAgain() {
    if (m_browser->query().seek == session::SeekKind::Live)
        run();
    else
        start(m_browser->query());
}

void MessagesPart::start(const session::BrowseQuery& query) {
    const auto* topic = topicNow();
    if (!m_browser->showsEarlier())
        m_before = m_last;
    m_last.topicId = topic ? topic->id : QString();
    m_last.on.see(cluster());
    sayNothing();
    m_browser->run(query);
}

void MessagesPart::take(const session::TopicRow* topic) {
    const bool known = cluster() && cluster()->data().snapshot()->takenAtMs > 0;
    m_gone = isClosed()        ? notRunningWords()
             : topic || !known ? QString()
                               : messages_words::gone(topicName(), m_started, m_last.on.isElsewhere());
    m_bar->setGone(m_gone);
    m_strip->setGone(m_gone);
    if (topic)
        m_bar->setPartitions(topic->partitions);
    if (!topic || isClosed())
        return;
    if (!std::exchange(m_started, true))
        run();
    else if (m_browser &&
             (session::wantsReading(*m_browser, *topic, QDateTime::currentMSecsSinceEpoch()) ||
              (isAnother(*topic) && m_model.rowCount() == 0 && m_browser->state() == BrowseState::Stopped &&
               m_browser->stopReason() != StopReason::Cancelled)))
        start(m_browser->query());
    settleNews();
}

void MessagesPart::settleNews() {
    const auto* topic = topicNow();
    const QString read = m_browser ? m_browser->topicId() : QString();
    const bool isSame = topic && (read.isEmpty() || topic->id.isEmpty() || read == topic->id);
    QString news;
    if (topic && isAnother(*topic) && m_model.rowCount() > 0)
        news = messages_words::another(topicName(), shown().on.isElsewhere());
    else if (isSame && m_browser)
        news = messages_words::sinceRead(session::sinceRead(*m_browser, *topic), m_model.rowCount());
    m_strip->tell(news);
}

void MessagesPart::takeZone(models::Zone zone) {
    m_model.setZone(zone);
    m_bar->setZone(zone);
    m_desk->setZone(zone);
    m_zone = zone;
    settleStrip();
}

void MessagesPart::takeState() {
    const bool back = cluster() && cluster()->state() == ConnectionState::Connected;
    if (isClosed() && isUnderWay())
        m_browser->stop();
    if (isClosed())
        take(topicNow());
    const bool failed =
        m_browser->state() == BrowseState::Stopped && m_browser->stopReason() == StopReason::Failed;
    if (back && failed && m_model.rowCount() == 0)
        run();
    else
        settle();
}

void MessagesPart::settleStrip() {
    if (m_browser)
        m_strip->show(*m_browser, m_zone);
}

void MessagesPart::settlePause() {
    const bool paused = m_browser->state() == BrowseState::Paused;
    if (paused) {
        m_message->say(models::Tone::Warn,
                       tr("Paused: %1 new wait.").arg(models::formatCount(m_browser->progress().waiting)),
                       tr("The table stands still; reading goes on."));
        m_message->offer(tr("Show them"), [this] { m_browser->resume(); });
    } else if (m_saysPaused) {
        sayNothing();
    }
    m_saysPaused = paused;
}

void MessagesPart::sayNothing() {
    m_message->offer({}, {});
    m_message->hide();
}

void MessagesPart::sayNothingChosen() {
    m_message->say(models::Tone::Warn, tr("Choose a record first."));
}

void MessagesPart::noteSent(const session::ProducedRecords& records) {
    if (!m_browser)
        return;
    const auto& asked = m_browser->query();
    const bool readNow = asked.seek == session::SeekKind::Newest && m_model.rowCount() == 0 &&
                         !asked.isSet() && asked.partitions.isEmpty() && !asked.fromMs && !asked.untilMs;
    if (readNow)
        run();
    const QString sent = messages_words::sent(records, topicName());
    if (readNow || isTailing())
        return m_message->sayDone(sent);
    m_message->say(models::Tone::Good, sent);
    m_message->offer(tr("Show them"), [this, parts = records.parts] {
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        m_bar->seekSent(session::fromFirst(parts));
        run();
    });
}

void MessagesPart::showEvent(QShowEvent* event) {
    TopicPart::showEvent(event);
    // Once the window has settled who is shown: it gives the focus to the first button otherwise.
    if (!std::exchange(m_focused, true))
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (isVisible() && isActiveWindow())
                    m_table->setFocus();
            },
            Qt::QueuedConnection);
}

void MessagesPart::settle() {
    if (!m_browser)
        return;
    m_bar->show(m_browser->state(), m_browser->query());
    m_table->setLive(isTailing());
    m_model.setWish(m_browser->query());
    m_desk->setWish(m_browser->query());
    settleStrip();
    settleNews();
    const bool old = m_browser->state() == BrowseState::Stopped && m_browser->showsEarlier();
    m_delegate->setStale(m_stale || old);
    m_table->viewport()->update();
    settlePause();
    if (m_browser->state() == BrowseState::Stopped && m_browser->error())
        m_message->say(*m_browser->error(),
                       old ? tr("This could not be read. The records below were read before.")
                           : tr("Reading stopped."));
    settleEmpty();
}

void MessagesPart::settleEmpty() {
    m_empty->setVisible(m_model.rowCount() == 0);
    if (m_empty->isVisibleTo(m_table->viewport()))
        sayWhyEmpty();
}

void MessagesPart::sayWhyEmpty() {
    const bool connected = cluster() && cluster()->state() == ConnectionState::Connected;
    const auto state = m_browser->state();
    if (!m_gone.isEmpty() && state != BrowseState::Running)
        m_empty->say(m_gone);
    else if (state == BrowseState::Idle || (state == BrowseState::Running && !connected))
        m_empty->say(connected || !cluster()
                         ? tr("Not read yet.")
                         : tr("%1 cannot be read: it does not answer.").arg(cluster()->profile().name));
    else if (state != BrowseState::Stopped)
        m_empty->say(messages_words::underWay(*m_browser));
    else if (m_browser->error())
        m_empty->say(tr("The records cannot be read."), tr("Try again"), [this] { run(); });
    else if (m_browser->stopReason() == StopReason::Cancelled)
        m_empty->say(tr("Stopped before a record was found."), tr("Read on"), [this] { run(); });
    else if (m_browser->query().isSet())
        m_empty->say(messages_words::noMatch(*m_browser, m_desk->reader()));
    else if (const QString unread = messages_words::notRead(m_browser->progress()); !unread.isEmpty())
        m_empty->say(tr("No record was found.") + QLatin1Char('\n') + unread);
    else if (const QString held = messages_words::heldElsewhere(*m_browser); !held.isEmpty())
        m_empty->say(held);
    else
        m_empty->say(tr("There are no records here."), canSend() ? tr("Produce one") : QString(), [this] {
            if (cluster())
                topic_acts::produce({context(), *cluster(), window(), {topicName()}});
        });
}

void MessagesPart::showCurrent() {
    m_desk->show(m_model.record(m_table->currentIndex().row()));
}

void MessagesPart::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        m_desk->copyRows();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::ControlModifier) {
        run();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_browser && m_browser->state() == BrowseState::Running) {
        m_browser->stop();
        return;
    }
    TopicPart::keyPressEvent(event);
}

} // namespace widgets
