#include "widgets/prompts/payload_field.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "models/formats.h"
#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/common/segmented.h"
#include "widgets/theme/fonts.h"

using session::PayloadKind;

namespace widgets {

PayloadField::PayloadField(const QString& title, const QString& objectName, int lines, QWidget* parent)
    : QWidget(parent)
    , m_kind(new Segmented({tr("Null"), tr("Empty"), tr("Text"), tr("Hex")},
                           objectName + QStringLiteral("Kind"), title))
    , m_text(new QPlainTextEdit)
    , m_note(label(Text::Hint, {})) {
    setObjectName(objectName);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setAccessibleName(title);
    m_text->setFont(theme::monoFont());
    m_text->setTabChangesFocus(true);
    setFocusProxy(m_text);
    const int height = QFontMetrics(theme::monoFont()).lineSpacing() * lines + 16;
    lines == 1 ? m_text->setFixedHeight(height) : m_text->setMinimumHeight(height);
    auto* head = new QHBoxLayout;
    auto* name = label(Text::Section, title);
    name->setMinimumWidth(44);
    head->addWidget(name);
    head->addWidget(m_kind);
    head->addStretch();
    head->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_text, 1);
    m_kind->setCurrent(int(PayloadKind::Text));
    connect(m_kind, &Segmented::currentChanged, this, &PayloadField::settle);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PayloadField::settle);
    settle();
}

void PayloadField::set(PayloadKind kind, const QString& text) {
    m_kind->setCurrent(int(kind));
    m_text->setPlainText(text);
    settle();
}

PayloadKind PayloadField::kind() const {
    return PayloadKind(m_kind->current());
}
QString PayloadField::text() const {
    return m_text->toPlainText();
}

bool PayloadField::isValid() const {
    return kind() != PayloadKind::Hex || session::parseHex(text()).has_value();
}

std::optional<QByteArray> PayloadField::bytes() const {
    switch (kind()) {
    case PayloadKind::Null:
        return std::nullopt;
    case PayloadKind::Empty:
        return QByteArray("");
    case PayloadKind::Text:
        return text().isEmpty() ? QByteArray("") : text().toUtf8();
    case PayloadKind::Hex:
        return session::parseHex(text()).value_or(QByteArray(""));
    }
    return std::nullopt;
}

void PayloadField::settle() {
    const bool typed = kind() == PayloadKind::Text || kind() == PayloadKind::Hex;
    m_text->setEnabled(typed);
    markWrong(*m_text, !isValid());
    m_note->setTone(isValid() ? models::Tone::Muted : models::Tone::Bad);
    if (!isValid())
        m_note->setText(tr("Hex is pairs of 0–9 and a–f."));
    else if (kind() == PayloadKind::Null)
        m_note->setText(tr("no bytes at all"));
    else
        m_note->setText(models::formatBytes(bytes()->size()));
    emit changed();
}

} // namespace widgets
