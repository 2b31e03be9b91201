#include "widgets/panes/topic/record_view.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableWidget>
#include <QVBoxLayout>

#include "models/cells.h"
#include "session/records/decoded_text.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/theme/fonts.h"

using session::RecordRow;

namespace widgets {
namespace {

/// More text than this in one view would hold the window up while it is laid out.
constexpr qsizetype kShownBytes = 512 * 1024;
constexpr int kShownHeaders = 1000;
/// Laying out one line takes the text view time that grows with the square of its length: half a megabyte,
/// most of a minute.
constexpr qsizetype kShownLine = 2000;
enum Format { Json, PlainText, Hex };
enum Page { PayloadPage, HeadersPage, DetailsPage };

QString payloadWords(const std::optional<QByteArray>& bytes) {
    return bytes ? RecordView::tr("empty: no bytes, but not null") : RecordView::tr("null");
}

session::DecodedText decoded(const QByteArray& bytes, int format) {
    switch (format) {
    case Json:
        return session::decodeJson(bytes, kShownBytes);
    case Hex:
        return session::decodeHex(bytes, kShownBytes / 4);
    default:
        return session::decodeText(bytes, kShownBytes);
    }
}

/// Whether any line was too long.
bool breakLongLines(QString& text) {
    QString result;
    qsizetype lineStart = 0, taken = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('\n')) {
            lineStart = i + 1;
        } else if (i - lineStart >= kShownLine && !text[i].isLowSurrogate()) {
            result += QStringView(text).sliced(taken, i - taken);
            result += QLatin1Char('\n');
            taken = lineStart = i;
        }
    }
    if (taken == 0)
        return false;
    result += QStringView(text).sliced(taken);
    text = std::move(result);
    return true;
}

} // namespace

RecordView::RecordView(const QString& topic, QWidget* parent)
    : QWidget(parent)
    , m_topic(topic)
    , m_place(label(Text::Body, {}))
    , m_size(label(Text::Hint, {}))
    , m_tabs(new QTabBar)
    , m_format(
          new Segmented({tr("JSON"), tr("Text"), tr("Hex")}, QStringLiteral("payloadFormat"), tr("Show as")))
    , m_note(new MessageBar(QStringLiteral("payloadNote")))
    , m_stack(new QStackedWidget)
    , m_text(new QPlainTextEdit)
    , m_headers(new QTableWidget(0, 2))
    , m_detailsBox(new QWidget)
    , m_details(new QGridLayout(m_detailsBox))
    , m_formatLine(new QWidget)
    , m_up(iconButton(tr("Record above"), QStringLiteral("recordUp"), QStringLiteral("up")))
    , m_down(iconButton(tr("Record below"), QStringLiteral("recordDown"), QStringLiteral("down")))
    , m_copy(iconButton(tr("Copy what is shown"), QStringLiteral("copyPayload"), QStringLiteral("copy"))) {
    setObjectName(QStringLiteral("recordView"));
    layOut();
    connect(m_tabs, &QTabBar::currentChanged, this, &RecordView::settle);
    connect(m_format, &Segmented::currentChanged, this, &RecordView::settlePayload);
    connect(m_up, &QPushButton::clicked, this, [this] { emit stepRequested(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { emit stepRequested(1); });
    connect(m_copy, &QPushButton::clicked, this, &RecordView::copy);
    show(nullptr);
}

void RecordView::layOut() {
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 6, 12, 2);
    head->addWidget(m_place, 1);
    head->addWidget(m_up);
    head->addWidget(m_down);
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
    auto* formatLine = new QHBoxLayout(m_formatLine);
    formatLine->setContentsMargins(16, 6, 12, 6);
    formatLine->addWidget(m_format);
    formatLine->addStretch();
    formatLine->addWidget(m_size);
    formatLine->addWidget(m_copy);
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload"));
    m_text->setReadOnly(true);
    m_text->setFont(theme::monoFont());
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->document()->setDocumentMargin(12);
    m_headers->setObjectName(QStringLiteral("headerTable"));
    m_headers->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_headers->horizontalHeader()->setStretchLastSection(true);
    m_headers->verticalHeader()->hide();
    m_headers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_headers->setShowGrid(false);
    m_headers->setFrameShape(QFrame::NoFrame);
    m_details->setContentsMargins(16, 12, 16, 12);
    m_details->setHorizontalSpacing(16);
    m_details->setVerticalSpacing(6);
    m_details->setColumnStretch(1, 1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_detailsBox);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_headers);
    m_stack->addWidget(scroll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(tabLine);
    column->addWidget(new Hairline);
    column->addWidget(m_formatLine);
    column->addWidget(m_note);
    column->addWidget(m_stack, 1);
}

void RecordView::show(const RecordRow* record) {
    if (record && m_record && record->partition == m_record->partition && record->offset == m_record->offset)
        return; // the whole record may be shown already
    m_record = record ? std::optional(*record) : std::nullopt;
    m_place->setText(
        record
            ? tr("%1  %2 at %3").arg(m_topic).arg(record->partition).arg(models::formatCount(record->offset))
            : tr("Select a record"));
    m_tabs->setTabText(Headers, record && record->headerCount > 0
                                    ? tr("Headers %1").arg(models::formatCount(qint64(record->headerCount)))
                                    : tr("Headers"));
    settle();
}

void RecordView::replace(const RecordRow& whole) {
    if (!m_record || whole.partition != m_record->partition || whole.offset != m_record->offset)
        return;
    m_record = whole;
    settle();
}

void RecordView::setZone(models::Zone zone) {
    m_zone = zone;
    settle();
}

const std::optional<QByteArray>& RecordView::payload() const {
    return m_tabs->currentIndex() == Key ? m_record->key : m_record->value;
}

void RecordView::settle() {
    const int tab = m_tabs->currentIndex();
    const bool payloadTab = tab == Key || tab == Value;
    m_formatLine->setVisible(payloadTab && m_record);
    m_stack->setCurrentIndex(tab == Headers ? HeadersPage : tab == Details ? DetailsPage : PayloadPage);
    m_note->hide();
    m_up->setEnabled(m_record.has_value());
    m_down->setEnabled(m_record.has_value());
    if (!m_record) {
        m_text->clear();
        m_headers->setRowCount(0);
        return;
    }
    if (payloadTab)
        settlePayload();
    else if (tab == Headers)
        settleHeaders();
    else
        settleDetails();
}

void RecordView::settlePayload() {
    if (!m_record)
        return;
    const auto& bytes = payload();
    const qint64 size = m_tabs->currentIndex() == Key ? m_record->keySize : m_record->valueSize;
    m_size->setText(size < 0 ? QString(models::unknownSign) : models::formatBytes(size));
    m_note->hide();
    m_text->setEnabled(bytes && !bytes->isEmpty());
    if (!bytes || bytes->isEmpty()) {
        m_text->setPlainText(payloadWords(bytes));
        return;
    }
    auto shown = decoded(*bytes, m_format->current());
    const bool broken = breakLongLines(shown.text);
    m_text->setPlainText(shown.text);
    const bool preview = bytes->size() < size;
    if (preview) {
        m_note->say(models::Tone::Warn,
                    tr("Only the first %1 of %2 were kept with the table.")
                        .arg(models::formatBytes(bytes->size()), models::formatBytes(size)));
        m_note->offer(tr("Read it whole"), [this] {
            if (m_record)
                emit wholeRequested(m_record->partition, m_record->offset);
        });
    } else if (shown.cut) {
        m_note->say(models::Tone::Warn, tr("Cut after %1 to keep the window quick; Copy takes all of it.")
                                            .arg(models::formatBytes(kShownBytes)));
    } else if (!shown.valid) {
        m_note->say(models::Tone::Accent, m_format->current() == Json
                                              ? tr("This is not JSON; it is shown as it is.")
                                              : tr("Not all of these bytes are UTF-8 text."));
    } else if (broken) {
        m_note->say(
            models::Tone::Accent,
            tr("Lines are broken after %1 characters to keep the window quick; Copy takes them whole.")
                .arg(models::formatCount(qint64(kShownLine))));
    }
}

void RecordView::settleHeaders() {
    const int count = std::min<int>(kShownHeaders, int(m_record->headers.size()));
    m_headers->setRowCount(count);
    for (int row = 0; row < count; ++row) {
        const auto& header = m_record->headers[std::size_t(row)];
        auto* name = new QTableWidgetItem(session::decodeText(header.name, 512).text);
        QString words = tr("null");
        if (header.value) {
            const auto text = session::decodeText(*header.value, 4096);
            words = header.value->isEmpty() ? tr("empty")
                    : text.valid            ? text.text
                                            : session::decodeHex(*header.value, 256).text;
        }
        auto* value = new QTableWidgetItem(words);
        for (auto* item : {name, value})
            item->setFont(theme::monoFont());
        value->setToolTip(words);
        m_headers->setItem(row, 0, name);
        m_headers->setItem(row, 1, value);
    }
    if (m_record->headerCount > count)
        m_note->say(models::Tone::Warn, tr("%1 of %2 headers are shown.")
                                            .arg(models::formatCount(qint64(count)),
                                                 models::formatCount(qint64(m_record->headerCount))));
    else if (count == 0)
        m_note->say(models::Tone::Accent, tr("This record has no headers."));
}

void RecordView::settleDetails() {
    while (auto* item = m_details->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    const auto section = [&](const QString& title) {
        m_details->addWidget(label(Text::Label, title), row++, 0, 1, 2);
    };
    const auto fact = [&](const QString& name, const QString& value) {
        m_details->addWidget(label(Text::Muted, name), row, 0);
        auto* shown = label(Text::Mono, value);
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_details->addWidget(shown, row++, 1);
    };
    const auto& r = *m_record;
    const auto number = [](qint64 value) {
        return value < 0 ? QString(models::unknownSign) : models::formatCount(value);
    };
    section(tr("Record"));
    fact(tr("Topic"), m_topic);
    fact(tr("Partition"), QString::number(r.partition));
    fact(tr("Offset"), models::formatCount(r.offset));
    fact(tr("Timestamp (%1)").arg(models::zoneName(m_zone)), models::formatTime(r.timestampMs, m_zone));
    fact(tr("Timestamp type"),
         r.logAppendTime ? QStringLiteral("LogAppendTime") : QStringLiteral("CreateTime"));
    fact(tr("Key size"), r.keySize < 0 ? tr("null") : models::formatExactBytes(r.keySize));
    fact(tr("Value size"), r.valueSize < 0 ? tr("null") : models::formatExactBytes(r.valueSize));
    section(tr("Batch"));
    fact(tr("Base offset"), number(r.batch.baseOffset));
    fact(tr("Records"), number(r.batch.records));
    fact(tr("Compression"), r.batch.codec);
    fact(tr("On the wire"), models::formatBytes(r.batch.wireBytes));
    fact(tr("CRC-32C"), QStringLiteral("0x%1  %2")
                            .arg(r.batch.crc, 8, 16, QLatin1Char('0'))
                            .arg(r.batch.crcMatches ? tr("matches") : tr("does not match")));
    fact(tr("Leader epoch"), number(r.batch.leaderEpoch));
    section(tr("Producer"));
    fact(tr("Producer id"), number(r.batch.producerId));
    fact(tr("Epoch"), number(r.batch.producerEpoch));
    fact(tr("Sequence"), number(r.batch.sequence));
    fact(tr("Transactional"), r.batch.transactional ? tr("yes") : tr("no"));
    m_details->setRowStretch(row, 1);
}

void RecordView::copy() const {
    if (!m_record || !payload())
        return;
    const auto whole = m_format->current() == Json  ? session::decodeJson(*payload(), payload()->size() * 8)
                       : m_format->current() == Hex ? session::decodeHex(*payload(), payload()->size())
                                                    : session::decodeText(*payload(), payload()->size());
    QApplication::clipboard()->setText(whole.text);
}

} // namespace widgets
