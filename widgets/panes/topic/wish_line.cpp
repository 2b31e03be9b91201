#include "widgets/panes/topic/wish_line.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include "session/input_checks.h"
#include "session/records/row_filter.h"
#include "widgets/common/controls.h"
#include "widgets/panes/topic/find_panel.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

using session::RecordWish;
using session::TextWish;

namespace widgets {
namespace {

constexpr int kClearButton = 28; ///< its room inside the field

/// How many things are asked beside the text.
int beside(const RecordWish& wish) {
    const RecordWish plain;
    const bool elsewhere = wish.inKey != plain.inKey || wish.inValue != plain.inValue ||
                           wish.inHeaders != plain.inHeaders || wish.caseSensitive;
    // How and where is asked of a text only.
    const int ofText = int(wish.isRegex) + int(wish.isHex) + int(wish.isNot) + int(elsewhere);
    return int(wish.key.has_value()) + int(!wish.headerName.isEmpty()) + int(wish.tombstonesOnly) +
           int(wish.keylessOnly) + (wish.filter.isEmpty() ? 0 : ofText);
}

/// Where the text is looked for: "key, value or headers".
QString places(const RecordWish& wish) {
    QStringList all;
    if (wish.inKey)
        all += WishLine::tr("key");
    if (wish.inValue)
        all += WishLine::tr("value");
    if (wish.inHeaders)
        all += WishLine::tr("headers");
    const QString last = all.isEmpty() ? WishLine::tr("nothing") : all.takeLast();
    return all.isEmpty() ? last : WishLine::tr("%1 or %2").arg(all.join(QStringLiteral(", ")), last);
}

} // namespace

WishLine::WishLine(QWidget* parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_hint(label(Text::Hint, tr("Enter to apply")))
    , m_more(plainButton({}, QStringLiteral("filterWhere"), QStringLiteral("filter")))
    , m_panel(new FindPanel(this)) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_field, 1);
    line->addWidget(m_more);
    build();
    connectPanel();
    settle();
}

void WishLine::build() {
    m_field->setObjectName(QStringLiteral("recordFilter"));
    m_field->setAccessibleName(tr("Find text"));
    m_field->setClearButtonEnabled(true);
    m_field->setFont(theme::monoFont());
    m_field->addAction(theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_more->setAccessibleName(tr("What else to find"));
    m_hint->setObjectName(QStringLiteral("filterHint"));
    m_hint->setTone(models::Tone::Accent);
    // The field would lend it its own.
    m_hint->setForegroundRole(QPalette::WindowText);
    QFont font = m_hint->font();
    font.setWordSpacing(0);
    m_hint->setFont(font);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* inside = new QHBoxLayout(m_field);
    inside->setContentsMargins(0, 0, kClearButton, 0);
    inside->addStretch();
    inside->addWidget(m_hint);
    connect(m_field, &QLineEdit::textChanged, this, &WishLine::takeText);
    connect(m_field, &QLineEdit::returnPressed, this, &WishLine::submitted);
}

void WishLine::connectPanel() {
    connect(m_more, &QPushButton::clicked, this, [this] { m_panel->openBelow(m_more); });
    connect(m_panel, &FindPanel::changed, this, &WishLine::settle);
    connect(m_panel, &FindPanel::transactionsChanged, this, [this] {
        settle();
        emit transactionsChanged();
    });
    connect(m_panel, &FindPanel::submitted, this, [this] {
        m_panel->close();
        emit submitted();
    });
    connect(m_panel, &FindPanel::chosen, this, [this](const RecordWish& chosen) {
        setWish(chosen);
        m_panel->close();
        emit submitted();
    });
}

RecordWish WishLine::wish() const {
    return m_panel->wish(m_field->text());
}

void WishLine::followKeys(const session::PayloadReader& reader, const FindPanel::FoundKey& found) {
    m_panel->followKeys(reader, found);
}

void WishLine::findAll() {
    setWish({});
    if (m_panel->committedOnly())
        m_panel->setTransactions(false, m_panel->controlRecords());
}

void WishLine::setWish(const RecordWish& wish) {
    TextWish before = this->wish();
    if (m_put && m_put->its == before)
        before = m_put->before;
    m_put.reset();
    m_field->setText(wish.filter);
    m_panel->setWish(wish);
    if (!wish.filter.isEmpty())
        m_put = {before, wish};
    settle();
}

void WishLine::takeText() {
    if (m_put && m_field->text().isEmpty()) {
        const Put put = *m_put;
        m_put.reset();
        if (TextWish(wish()) == put.its) // else somebody has chosen since
            m_panel->setTextWish(put.before);
    }
    settle();
}

QString WishLine::problem() const {
    const RecordWish now = wish();
    if (now.isHex)
        return session::parseHex(now.filter) ? QString()
                                             : tr("Bytes are read from hex digits in pairs: 0a ff.");
    const QString wrong = session::RowFilter::problem(now);
    return wrong.isEmpty() ? QString() : tr("The regular expression cannot be read: %1.").arg(wrong);
}

void WishLine::settle() {
    const RecordWish now = wish();
    m_panel->setText(now.filter);
    const int more = beside(now) + int(m_panel->committedOnly()) + int(m_panel->controlRecords());
    m_more->setText(more > 0 ? QString::number(more) : QString());
    m_more->setToolTip(
        tr("What else to find: expressions, keys, headers, tombstones, transactions, saved filters"));
    const QString what = now.isRegex ? tr("Regular expression for %1")
                         : now.isHex ? tr("Bytes to find in %1, in hex: 0a ff")
                         : now.isNot ? tr("Text that must not be in %1")
                                     : tr("Find text in %1");
    m_field->setPlaceholderText(what.arg(places(now)));
    const QString wrong = problem();
    markWrong(*m_field, !wrong.isEmpty());
    m_field->setToolTip(wrong);
    emit changed();
}

void WishLine::setPending(bool pending) {
    m_hint->setVisible(pending);
    m_field->setTextMargins(0, 0, pending ? m_hint->sizeHint().width() + 12 : 0, 0);
    m_field->setAccessibleDescription(pending ? tr("Enter to apply") : QString());
}

void WishLine::focusField() {
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

} // namespace widgets
