#include "widgets/panes/topic/record_view.h"

#include <utility>

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include "session/records/record_identity.h"
#include "widgets/common/clipboard.h"
#include "widgets/common/controls.h"
#include "widgets/panes/topic/details_page.h"
#include "widgets/panes/topic/headers_page.h"
#include "widgets/panes/topic/payload_page.h"

using session::PayloadSide;
using session::RecordRow;

namespace widgets {
namespace {

/// Whatever a record holds: with a width of its own it would push the table at each step, px.
constexpr int kLeast = 320;
/// A key that is held down passes by records at this pace or faster; each look before one reads it whole, ms.
constexpr int kRest = 150;

} // namespace

RecordView::RecordView(const QString& topic, session::PayloadReader& reader, QWidget* parent)
    : QWidget(parent)
    , m_reader(reader)
    , m_topic(topic)
    , m_place(label(Text::Body, {}))
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_payload(new PayloadPage(reader))
    , m_headers(new HeadersPage)
    , m_details(new DetailsPage)
    , m_askBefore(new QTimer(this))
    , m_up(iconButton(tr("Record above"), QStringLiteral("recordUp"), QStringLiteral("up")))
    , m_down(iconButton(tr("Record below"), QStringLiteral("recordDown"), QStringLiteral("down")))
    , m_window(iconButton(tr("Open in a window of its own (Shift+Enter)"), QStringLiteral("recordWindow"),
                          QStringLiteral("detach")))
    , m_save(iconButton(tr("Save the bytes to a file (Ctrl+S)"), QStringLiteral("recordSave"),
                        QStringLiteral("export"))) {
    setObjectName(QStringLiteral("recordView"));
    setMinimumWidth(kLeast);
    layOut();
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordView::settle);
    connect(m_up, &QPushButton::clicked, this, [this] { emit stepRequested(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { emit stepRequested(1); });
    connect(m_window, &QPushButton::clicked, this, &RecordView::windowRequested);
    connect(m_save, &QPushButton::clicked, this, &RecordView::save);
    const auto wantWhole = [this] {
        if (m_record)
            emit wholeRequested(*m_record);
    };
    connect(m_payload, &PayloadPage::wholeRequested, this, wantWhole);
    connect(m_payload, &PayloadPage::copyRequested, this,
            [this](PayloadSide side, bool hex) { hex ? copyHex(side) : copy(side); });
    connect(m_headers, &HeadersPage::wholeRequested, this, wantWhole);
    connect(m_payload, &PayloadPage::kindRequested, this, &RecordView::kindRequested);
    m_askBefore->setSingleShot(true);
    m_askBefore->setInterval(kRest);
    connect(m_askBefore, &QTimer::timeout, this, [this] {
        m_askedBefore = true;
        emit beforeRequested(*m_record);
    });
    show(nullptr);
}

void RecordView::layOut() {
    // A long name gives way; it never asks for width that the table needs.
    m_place->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_place->setObjectName(QStringLiteral("recordPlace"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 6, 12, 2);
    head->addWidget(m_place, 1);
    for (auto* button : {m_up, m_down, m_save, m_window})
        head->addWidget(button);
    m_tabs->setObjectName(QStringLiteral("recordTabs"));
    m_tabs->setProperty("look", QByteArray("inner"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString& title : {tr("Key"), tr("Value"), tr("Headers"), tr("Details")})
        m_tabs->addTab(title);
    m_tabs->setCurrentIndex(Value);
    auto* tabLine = new QHBoxLayout;
    tabLine->setContentsMargins(16, 0, 16, 0);
    tabLine->addWidget(m_tabs);
    tabLine->addStretch();
    for (auto* page : {static_cast<QWidget*>(m_payload), static_cast<QWidget*>(m_headers),
                       static_cast<QWidget*>(m_details)})
        m_stack->addWidget(page);
    QSizePolicy kept = m_stack->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the head stays at the top
    m_stack->setSizePolicy(kept);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(tabLine);
    column->addWidget(new Hairline);
    column->addWidget(m_stack, 1);
}

QString RecordView::place() const {
    return m_record ? tr("%1  %2 at %3")
                          .arg(m_topic)
                          .arg(m_record->partition)
                          .arg(models::formatCount(m_record->offset))
                    : tr("Select a record");
}

void RecordView::settlePlace() {
    if (!m_record) {
        m_place->showShortened(place(), m_place->width());
        return;
    }
    // The partition and offset stay whole: they say which record this is.
    const QString which =
        tr("%1  %2 at %3").arg(QString()).arg(m_record->partition).arg(models::formatCount(m_record->offset));
    const auto metrics = m_place->fontMetrics();
    const int room = m_place->width() - metrics.horizontalAdvance(which);
    const QString name = metrics.elidedText(m_topic, Qt::ElideMiddle, std::max(room, 40));
    m_place->setText(name + which);
    m_place->setToolTip(name == m_topic ? QString() : place());
}

void RecordView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    settlePlace();
}

void RecordView::show(const RecordRow* record) {
    if (record && m_record && isSameRecord(*record, *m_record)) {
        takeMark(*record);
        return; // the whole record may be shown already
    }
    m_record = record ? std::optional(*record) : std::nullopt;
    m_whenWhole = nullptr;
    m_before.reset();
    m_askedBefore = false;
    m_askBefore->stop();
    m_tabs->setTabText(Headers, record && record->headerCount > 0
                                    ? tr("Headers %1").arg(models::formatCount(qint64(record->headerCount)))
                                    : tr("Headers"));
    settlePlace();
    settle();
}

void RecordView::replace(const RecordRow& whole) {
    if (!m_record || !isSameRecord(whole, *m_record))
        return;
    m_record = whole;
    settle();
    if (const auto act = std::exchange(m_whenWhole, nullptr))
        act(whole);
}

void RecordView::giveUp(int partition, qint64 offset) {
    if (m_record && m_record->partition == partition && m_record->offset == offset)
        m_whenWhole = nullptr;
}

void RecordView::takeMark(const RecordRow& read) {
    if (!m_record || read.mark == m_record->mark || !isSameRecord(read, *m_record))
        return;
    m_record->mark = read.mark;
    if (m_tabs->currentIndex() == Details)
        settle();
}

void RecordView::setZone(models::Zone zone) {
    m_zone = zone;
    settle();
}

void RecordView::setAlone() {
    for (auto* button : {m_up, m_down, m_window})
        button->hide();
}

PayloadSide RecordView::side() const {
    return m_tabs->currentIndex() == Key ? PayloadSide::Key : PayloadSide::Value;
}

ValueTreeView* RecordView::tree() const {
    return m_payload->tree();
}

void RecordView::settle() {
    const int tab = m_tabs->currentIndex();
    m_stack->setCurrentIndex(tab == Headers ? 1 : tab == Details ? 2 : 0);
    for (auto* button : {m_up, m_down, m_window, m_save})
        button->setEnabled(m_record.has_value());
    m_stack->setVisible(m_record.has_value()); // else a click would put a text cursor into nothing
    if (!m_record) {
        m_payload->clear();
        m_headers->show(nullptr);
        m_details->show(m_topic, nullptr, m_zone);
        return;
    }
    if (tab == Headers)
        m_headers->show(&*m_record);
    else if (tab == Details)
        m_details->show(m_topic, &*m_record, m_zone, m_before);
    else
        m_payload->show(*m_record, side());
    if (tab != Details)
        m_askBefore->stop();
    else if (!m_before && !m_askedBefore)
        m_askBefore->start();
}

void RecordView::tellBefore(const RecordRow& record, session::RecordBefore before) {
    if (!m_record || !isSameRecord(record, *m_record) || m_before == before)
        return;
    m_before = before;
    if (m_tabs->currentIndex() == Details)
        settle();
}

void RecordView::setMatches(std::shared_ptr<const session::RowFilter> matches) {
    m_matches = std::move(matches);
    m_payload->setMatches(m_matches);
    m_headers->setMatches(m_matches);
}

bool RecordView::readsJson() const {
    const auto& layers = m_payload->payload().layers;
    return layers.size() == 1 && layers.front().kind.endsWith(QLatin1String("json"));
}

void RecordView::stepMatch(bool backwards) {
    if (m_record && m_stack->currentIndex() == 0)
        m_payload->stepMatch(backwards);
}

void RecordView::find() {
    if (!m_record)
        return;
    if (m_stack->currentIndex() != 0)
        m_tabs->setCurrentIndex(Value);
    m_payload->find();
}

void RecordView::withWhole(PayloadSide side, std::function<void(const RecordRow&)> act) {
    if (!m_record)
        return;
    const auto& bytes = side == PayloadSide::Key ? m_record->key : m_record->value;
    if (!bytes || bytes->size() == (side == PayloadSide::Key ? m_record->keySize : m_record->valueSize)) {
        act(*m_record);
        return;
    }
    m_whenWhole = std::move(act);
    emit wholeRequested(*m_record);
}

void RecordView::copy(PayloadSide side) {
    withWhole(side, [this, side](const RecordRow& record) {
        copyWhenDone(m_reader.copy(record, side, this), this,
                     [this](const base::Error& error) { emit failed(error, tr("It could not be copied.")); });
    });
}

void RecordView::copyHex(PayloadSide side) {
    withWhole(side, [this, side](const RecordRow& record) {
        const auto& bytes = side == PayloadSide::Key ? record.key : record.value;
        copyWhenDone(session::copyHex(bytes.value_or(QByteArray()), this), this,
                     [this](const base::Error& error) { emit failed(error, tr("It could not be copied.")); });
    });
}

void RecordView::save() {
    withWhole(side(), [this, of = side()](const RecordRow& record) { emit saveRequested(record, of); });
}

} // namespace widgets
