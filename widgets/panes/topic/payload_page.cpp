#include "widgets/panes/topic/payload_page.h"

#include <algorithm>
#include <chrono>

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "models/formats.h"
#include "models/match_spans.h"
#include "models/payload_words.h"
#include "widgets/common/controls.h"
#include "widgets/common/find_line.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/common/value_tree_view.h"
#include "widgets/common/yielding.h"
#include "widgets/panes/topic/hex_view.h"
#include "widgets/panes/topic/kind_menu.h"
#include "widgets/panes/topic/text_view.h"
#include "widgets/theme/icons.h"

using session::Payload;
using session::PayloadReader;
using session::PayloadSide;

namespace widgets {
namespace {

/// Of the kind's name, px: a long one takes no room from the data.
constexpr int kKindWidth = 96, kLeastKind = 24;
constexpr std::chrono::milliseconds kMoment{200};
constexpr qsizetype kMostMatches = 100; ///< marked and gone through

} // namespace

PayloadPage::PayloadPage(PayloadReader& reader, QWidget* parent)
    : QWidget(parent)
    , m_reader(reader)
    , m_slow(new QTimer(this))
    , m_matchLine(new QWidget)
    , m_matchWords(label(Text::Hint, {}))
    , m_kind(plainButton({}, QStringLiteral("payloadKind")))
    , m_views(
          new Segmented({tr("Tree"), tr("Text"), tr("Hex")}, QStringLiteral("payloadFormat"), tr("Show as")))
    , m_size(label(Text::Hint, {}))
    , m_about(label(Text::Hint, {}))
    , m_findButton(iconButton(tr("Find in this record (Ctrl+F)"), QStringLiteral("findInRecord"),
                              QStringLiteral("search")))
    , m_copy(iconButton(tr("Copy all of it"), QStringLiteral("copyPayload"), QStringLiteral("copy")))
    , m_line(new QWidget)
    , m_note(new MessageBar(QStringLiteral("payloadNote")))
    , m_stack(new QStackedWidget)
    , m_tree(new ValueTreeView)
    , m_text(new TextView)
    , m_hex(new HexView)
    , m_find(new FindLine) {
    layOut();
    m_slow->setObjectName(QStringLiteral("payloadMoment"));
    m_slow->setSingleShot(true);
    m_slow->setInterval(kMoment);
    connect(m_slow, &QTimer::timeout, this, &PayloadPage::sayReading);
    connect(m_views, &Segmented::currentChanged, this, [this](int view) {
        m_chosen = View(view);
        settle();
    });
    connect(m_kind, &QPushButton::clicked, this, &PayloadPage::offerKinds);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { emit copyRequested(m_side, m_stack->currentIndex() == Hex); });
    connect(m_findButton, &QPushButton::clicked, this, qOverload<>(&PayloadPage::find));
    connect(m_find, &FindLine::requested, this, qOverload<const QString&, bool>(&PayloadPage::find));
    connect(m_find, &FindLine::closed, this, [this] { m_stack->currentWidget()->setFocus(); });
    connect(m_tree, &ValueTreeView::copyFailed, this,
            [this](const base::Error& error) { m_note->say(error, tr("It could not be copied.")); });
    connect(&m_reader, &PayloadReader::kindChanged, this, [this](PayloadSide side) {
        if (side == m_side)
            read();
    });
}

void PayloadPage::layOut() {
    m_line->setObjectName(QStringLiteral("payloadLine"));
    m_kind->setToolTip(tr("What the bytes are read as"));
    m_kind->setIcon(theme::icon(QStringLiteral("down")));
    m_kind->setLayoutDirection(Qt::RightToLeft); // the arrow stands after the word
    auto* line = new QHBoxLayout(m_line);
    line->setContentsMargins(16, 6, 12, 6);
    line->setSpacing(4);
    line->addWidget(m_kind);
    m_views->setMinimumWidth(m_views->sizeHint().width()); // a cut word is none to choose by
    line->addWidget(m_views);
    line->addWidget(new Yielding(m_size), 1);
    line->addWidget(m_findButton);
    line->addWidget(m_copy);
    m_matchLine->setObjectName(QStringLiteral("matchLine"));
    auto* before =
        iconButton(tr("The match before (Shift+F3)"), QStringLiteral("matchBefore"), QStringLiteral("up"));
    auto* next = iconButton(tr("The next match (F3)"), QStringLiteral("matchNext"), QStringLiteral("down"));
    connect(before, &QPushButton::clicked, this, [this] { stepMatch(true); });
    connect(next, &QPushButton::clicked, this, [this] { stepMatch(false); });
    auto* matches = new QHBoxLayout(m_matchLine);
    matches->setContentsMargins(16, 0, 12, 4);
    matches->addWidget(m_matchWords);
    matches->addStretch();
    matches->addWidget(before);
    matches->addWidget(next);
    m_matchLine->hide();
    m_about->setObjectName(QStringLiteral("payloadAbout"));
    m_about->setContentsMargins(16, 0, 12, 6);
    m_about->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload"));
    m_hex->setObjectName(QStringLiteral("payloadHex"));
    m_hex->setAccessibleName(tr("Payload as hex"));
    for (auto* page :
         {static_cast<QWidget*>(m_tree), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_hex)})
        m_stack->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_about);
    column->addWidget(m_matchLine);
    column->addWidget(m_note);
    column->addWidget(m_stack, 1);
    column->addWidget(m_find);
}

const std::optional<QByteArray>& PayloadPage::bytes() const {
    return m_side == PayloadSide::Key ? m_record->key : m_record->value;
}

qint64 PayloadPage::size() const {
    return m_side == PayloadSide::Key ? m_record->keySize : m_record->valueSize;
}

void PayloadPage::show(const session::RecordRow& record, PayloadSide side) {
    m_record = record;
    m_side = side;
    read();
}

void PayloadPage::clear() {
    delete m_job;
    m_slow->stop();
    m_record.reset();
    m_line->hide();
    m_note->hide();
    m_find->hide();
    empty();
}

void PayloadPage::empty() {
    m_payload = {};
    m_matching = m_found = {};
    m_foundWords.clear();
    m_about->hide();
    m_matchLine->hide();
    m_tree->show({});
    m_text->show({});
    m_hex->show({});
}

void PayloadPage::sayReading() {
    if (!m_job)
        return;
    empty();
    m_note->offer({}, {});
    m_note->say(models::Tone::Accent, tr("Being read…"));
}

void PayloadPage::read() {
    delete m_job;
    if (!m_record)
        return;
    auto* job = m_reader.read(*m_record, m_side, this);
    m_job = job;
    m_slow->start();
    job->then(
        this,
        [this, job](const Payload& payload) {
            job->deleteLater();
            take(payload);
        },
        [this, job](const base::Error& error) {
            job->deleteLater();
            m_slow->stop();
            empty();
            m_find->askAgain();
            m_note->say(error, tr("It could not be read."));
        });
}

void PayloadPage::take(const Payload& payload) {
    m_slow->stop();
    m_payload = payload;
    m_tree->show(payload.tree);
    settle();
    emit shown();
}

PayloadPage::View PayloadPage::view() const {
    if (m_chosen != Tree || m_payload.tree.isStructure())
        return m_chosen;
    const bool raw = !m_payload.tree.isEmpty() &&
                     m_payload.tree.kind(m_payload.tree.root()) == session::ValueTree::Kind::Bytes;
    return raw ? Hex : PlainText;
}

void PayloadPage::settle() {
    if (!m_record)
        return;
    const bool any = bytes() && !bytes()->isEmpty();
    m_line->show();
    m_size->setText(size() < 0 ? QString(models::unknownSign) : models::formatBytes(size()));
    m_size->setToolTip(size() < 0 ? QString() : models::formatExactBytes(size()));
    const QString kind = m_reader.kind(m_side);
    const QString read = m_payload.layers.empty() ? kind : m_payload.layers.front().kind;
    m_kindLabel = read.isEmpty() ? tr("Kind") : models::kindLabel(read);
    settleKind();
    m_kind->setAccessibleName(tr("Read as %1").arg(read.isEmpty() ? tr("Kind") : models::kindName(read)));
    m_kind->setToolTip(m_reader.chosen(m_side).isEmpty()
                           ? models::whyGuessed(m_reader.guess(m_side))
                           : tr("Chosen by hand for this topic: %1").arg(models::kindName(kind)));
    const bool plain = m_payload.layers.size() == 1 && m_payload.layers[0].skipped.isEmpty() &&
                       m_payload.layers[0].schema.isEmpty();
    m_about->setText(plain ? QString() : models::readAs(m_payload));
    m_about->setVisible(any && !m_about->text().isEmpty());
    m_text->setEnabled(any);
    m_text->show(any ? m_payload.text : bytes() ? tr("empty: no bytes, but not null") : tr("null"));
    const auto shown = any ? view() : PlainText;
    m_hex->show(shown == Hex ? *bytes() : QByteArray());
    m_stack->setCurrentIndex(shown);
    m_foundWords.clear();
    if (any) { // what is seen, where the chosen form is none that this payload has
        const QSignalBlocker quiet(m_views);
        m_views->setCurrent(shown);
    }
    m_copy->setEnabled(any);
    m_copy->setToolTip(shown == Hex ? tr("Copy all of it, as hex") : tr("Copy all of it"));
    m_findButton->setEnabled(any);
    settleNote();
    settleMatches();
    m_find->askAgain();
}

/// What does not fit into the line beside the other parts is cut off the kind's name.
void PayloadPage::settleKind() {
    const auto letters = m_kind->fontMetrics();
    const auto shown = [&](int room) { return letters.elidedText(m_kindLabel, Qt::ElideRight, room); };
    m_kind->setText(shown(kKindWidth));
    m_line->layout()->invalidate();
    const int beyond = m_line->minimumSizeHint().width() - width();
    if (beyond > 0)
        m_kind->setText(shown(std::max(kLeastKind, letters.horizontalAdvance(m_kind->text()) - beyond)));
}

void PayloadPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    settleKind();
}

models::TextSpans PayloadPage::matchesIn(const QString& shown) const {
    if (!m_matches)
        return {};
    return models::matchesIn(
        *m_matches, shown, m_side == PayloadSide::Key ? models::MatchPlace::Key : models::MatchPlace::Value);
}

void PayloadPage::setMatches(std::shared_ptr<const session::RowFilter> matches) {
    m_matches = std::move(matches);
    if (m_matches)
        m_tree->setMatcher([this](const QString& shown) { return matchesIn(shown); });
    else
        m_tree->setMatcher({});
    settleMatches();
}

void PayloadPage::settleMatches() {
    const bool any = m_record && bytes() && !bytes()->isEmpty();
    m_matching = {};
    if (any && view() == Tree) {
        m_matching.inTree = m_tree->matching(kMostMatches);
    } else if (any && view() == PlainText) {
        m_matching.inText = models::acrossBreaks(m_text->text(), m_payload.breaks,
                                                 [this](const QString& text) { return matchesIn(text); });
    } else if (any && m_matches) {
        const auto shown = QByteArrayView(*bytes()).first(std::min(bytes()->size(), HexView::shownBytes));
        m_matching.inHex = m_side == PayloadSide::Key ? m_matches->inKey(shown) : m_matches->inValue(shown);
    }
    m_text->mark(m_matching.inText);
    m_hex->mark(m_matching.inHex);
    tellMatches();
}

bool PayloadPage::knowsAllMatches() const {
    return m_matching.count() < kMostMatches && !searchedBytes() &&
           (view() != Tree || m_tree->matchesInAll());
}

void PayloadPage::tellMatches() {
    const auto count = m_matching.count();
    m_matchLine->setVisible(count > 0);
    const bool isAll = knowsAllMatches();
    const QString all = models::matchCount(count, isAll ? kMostMatches : count);
    if (m_matching.at >= 0)
        m_matchWords->setText(tr("match %1 of %2").arg(models::formatCount(qint64(m_matching.at + 1)), all));
    else
        m_matchWords->setText(isAll ? models::counted(tr("%n match(es)", nullptr, int(count)), qint64(count))
                                    : tr("%1 matches").arg(all));
}

void PayloadPage::Places::step(bool backwards) {
    if (const auto all = count(); all > 0)
        at = backwards ? (at <= 0 ? all - 1 : at - 1) : (at + 1) % all;
}

void PayloadPage::goTo(const Places& places) {
    if (places.at < 0)
        return;
    if (!places.inTree.isEmpty()) {
        m_tree->goTo(places.inTree[places.at]);
    } else if (!places.inHex.isEmpty()) {
        m_hex->goTo(places.inHex[places.at]);
    } else {
        m_text->goTo(places.inText[places.at]);
    }
}

void PayloadPage::stepMatch(bool backwards) {
    m_matching.step(backwards);
    goTo(m_matching);
    tellMatches();
}

void PayloadPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        settleMatches(); // marks have the theme's colour
}

void PayloadPage::settleNote() {
    m_note->hide();
    m_note->offer({}, {});
    if (!bytes() || bytes()->isEmpty())
        return;
    const auto shown = view();
    if (bytes()->size() < size()) {
        m_note->say(models::Tone::Warn,
                    tr("Only the first %1 of %2 were kept with the table.")
                            .arg(models::formatBytes(bytes()->size()), models::formatBytes(size())) +
                        brokenWords());
        m_note->offer(tr("Read it whole"), [this] {
            if (m_record)
                emit wholeRequested();
        });
    } else if (m_payload.refusal) {
        m_note->say(models::Tone::Warn,
                    tr("It is not %1: shown as %2.")
                        .arg(models::kindName(m_reader.kind(m_side)), models::readAs(m_payload)),
                    QString::fromStdString(m_payload.refusal->cause));
    } else if ((shown == PlainText && m_payload.cut) ||
               (shown == Hex && bytes()->size() > HexView::shownBytes)) {
        m_note->say(models::Tone::Warn, tr("Cut after %1 to keep the window quick; Copy takes all of it.")
                                                .arg(models::formatBytes(shown == Hex ? HexView::shownBytes
                                                                                      : Payload::shownText)) +
                                            brokenWords());
    } else if (shown == Tree && m_payload.tree.isCut()) {
        m_note->say(models::Tone::Warn, tr("The first %1 fields are shown; Copy takes all of it.")
                                            .arg(models::formatCount(qint64(m_payload.tree.nodeCount()))));
    } else if (const QString broken = brokenWords(); !broken.isEmpty()) {
        m_note->say(models::Tone::Accent, broken.trimmed());
    }
}

QString PayloadPage::brokenWords() const {
    return view() == PlainText && !m_payload.breaks.empty()
               ? QLatin1Char(' ') + tr("Lines are broken after %1 characters to keep the window quick; Copy "
                                       "takes them whole.")
                                        .arg(models::formatCount(qint64(Payload::shownLine)))
               : QString();
}

void PayloadPage::offerKinds() {
    auto* menu = makeKindMenu(
        m_reader, m_side, [this](const QString& kind) { emit kindRequested(m_side, kind); }, this);
    menu->popup(m_kind->mapToGlobal(QPoint(0, m_kind->height())));
}

} // namespace widgets
