#include "widgets/common/controls.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/formats.h"
#include "widgets/common/painting.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

const QString kFactDivider = QStringLiteral(" · ");

QFont fontOf(Text kind) {
    switch (kind) {
    case Text::Body:
    case Text::Muted:
        return theme::bodyFont();
    case Text::Hint:
        return theme::hintFont();
    case Text::Section:
        return theme::sectionFont();
    case Text::Title:
        return theme::titleFont();
    case Text::Headline:
        return theme::headlineFont();
    case Text::Label:
        return theme::labelFont();
    case Text::Mono:
        return theme::monoFont();
    case Text::Figure:
        return theme::figureFont();
    }
    return theme::bodyFont();
}

models::Tone toneOf(Text kind) {
    return kind == Text::Muted || kind == Text::Hint || kind == Text::Label ? models::Tone::Muted
                                                                            : models::Tone::Text;
}

QPushButton* button(const QString& text, const QString& objectName, const char* look,
                    const QString& icon = {}) {
    auto* made = new QPushButton(text);
    made->setObjectName(objectName);
    made->setProperty("look", QByteArray(look));
    made->setAutoDefault(false);
    if (!icon.isEmpty())
        made->setIcon(
            theme::icon(icon, qstrcmp(look, "main") == 0 ? theme::IconTint::OnFill : theme::IconTint::Text));
    return made;
}

} // namespace

ToneLabel::ToneLabel(Text kind, const QString& text, QWidget* parent)
    : QLabel(text, parent), m_tone(toneOf(kind)) {
    setTextFormat(Qt::PlainText);
    setFont(fontOf(kind));
    dress();
}

void ToneLabel::setTone(models::Tone tone) {
    m_tone = tone;
    dress();
}

void ToneLabel::dress() {
    const QColor wanted = theme::colours().tone(m_tone);
    if (palette().color(QPalette::Active, QPalette::WindowText) == wanted)
        return;
    QPalette own = palette();
    own.setColor(QPalette::Active, QPalette::WindowText, wanted);
    own.setColor(QPalette::Inactive, QPalette::WindowText, wanted);
    setPalette(own);
}

void ToneLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        dress();
}

void ToneLabel::showShortened(const QString& text, int width, Qt::TextElideMode cutAt) {
    setText(fontMetrics().elidedText(models::onOneLine(text), cutAt, width));
    setToolTip(this->text() == text ? QString() : text);
}

ToneLabel* label(Text kind, const QString& text) {
    return new ToneLabel(kind, text);
}

QPushButton* dangerButton(const QString& text, const QString& objectName) {
    return button(text, objectName, "danger");
}

QPushButton* mainButton(const QString& text, const QString& objectName) {
    return button(text, objectName, "main");
}

QPushButton* plainButton(const QString& text, const QString& objectName, const QString& icon) {
    return button(text, objectName, "plain", icon);
}

QPushButton* flatButton(const QString& text, const QString& objectName, const QString& icon) {
    return button(text, objectName, "flat", icon);
}

QPushButton* iconButton(const QString& words, const QString& objectName, const QString& icon) {
    QPushButton* made = button({}, objectName, "flat", icon);
    made->setToolTip(words);
    made->setAccessibleName(words);
    made->setFixedSize(28, 28);
    return made;
}

QPushButton* linkButton(const QString& text, const QString& objectName) {
    QPushButton* made = button(text, objectName, "link");
    made->setCursor(Qt::PointingHandCursor);
    return made;
}

void markWrong(QWidget& field, bool wrong) {
    const QByteArray look = wrong ? "bad" : "";
    if (field.property("look").toByteArray() == look)
        return;
    field.setProperty("look", look);
    field.update();
}

Hairline::Hairline(Qt::Orientation orientation, int length) {
    if (orientation == Qt::Horizontal) {
        setFixedHeight(1);
        if (length > 0)
            setFixedWidth(length);
    } else {
        setFixedWidth(1);
        if (length > 0)
            setFixedHeight(length);
    }
}

void Hairline::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), theme::colours(palette()).line);
}

RaisedStrip::RaisedStrip(Qt::Edges lines, QWidget* parent) : QWidget(parent), m_lines(lines) {}

void RaisedStrip::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.raised);
    if (m_lines & Qt::TopEdge)
        painter.fillRect(0, 0, width(), 1, c.line);
    if (m_lines & Qt::BottomEdge)
        painter.fillRect(0, height() - 1, width(), 1, c.line);
    if (m_lines & Qt::LeftEdge)
        painter.fillRect(0, 0, 1, height(), c.line);
    if (m_lines & Qt::RightEdge)
        painter.fillRect(width() - 1, 0, 1, height(), c.line);
}

FactLine::FactLine(QWidget* parent) : ToneLabel(Text::Hint, {}, parent) {}

void FactLine::setFacts(const QStringList& facts) {
    if (m_facts == facts)
        return;
    m_facts = facts;
    updateGeometry();
    fit();
}

QSize FactLine::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_facts.join(kFactDivider)) + 1, ToneLabel::sizeHint().height()};
}

void FactLine::resizeEvent(QResizeEvent* event) {
    ToneLabel::resizeEvent(event);
    fit();
}

void FactLine::fit() {
    const QString all = m_facts.join(kFactDivider);
    QString shown = all;
    for (qsizetype count = m_facts.size(); fontMetrics().horizontalAdvance(shown) > width() && count > 0;)
        shown = m_facts.mid(0, --count).join(kFactDivider);
    setText(shown);
    QStringList tip;
    if (shown != all)
        tip << all;
    if (!m_aside.isEmpty())
        tip << m_aside;
    setToolTip(tip.join(QLatin1Char('\n')));
}

void FactLine::setAside(const QString& words) {
    m_aside = words;
    fit();
}

NameLine::NameLine(Text kind, QWidget* parent) : ToneLabel(kind, {}, parent) {}

void NameLine::setName(const QString& name) {
    m_name = name;
    updateGeometry();
    showShortened(m_name, width(), m_cutAt);
}

QSize NameLine::sizeHint() const {
    return {fontMetrics().horizontalAdvance(models::onOneLine(m_name)) + 1, ToneLabel::sizeHint().height()};
}

void NameLine::resizeEvent(QResizeEvent* event) {
    ToneLabel::resizeEvent(event);
    showShortened(m_name, width(), m_cutAt);
}

Badge::Badge(const QString& text, models::Tone tone, QWidget* parent) : QWidget(parent) {
    setFont(theme::labelFont());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    say(text, tone);
}

void Badge::say(const QString& text, models::Tone tone, models::Shape shape) {
    m_text = text;
    m_tone = tone;
    m_shape = shape;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_text) + 12 + (m_shape == models::Shape::None ? 0 : 13), 18};
}

void Badge::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.ground(m_tone));
    painter.drawRoundedRect(rect(), 3, 3);
    int left = 6;
    if (m_shape != models::Shape::None) {
        paintShape(painter, m_shape, QPointF(10, 9), 8, c.tone(m_tone));
        left += 13;
    }
    painter.setPen(c.tone(m_tone));
    painter.drawText(rect().adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

StateLabel::StateLabel(QWidget* parent) : QWidget(parent) {
    setFont(theme::bodyFont());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateLabel::say(models::Shape shape, models::Tone tone, const QString& word) {
    if (m_shape == shape && m_tone == tone && m_word == word)
        return;
    m_shape = shape;
    m_tone = tone;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const {
    const int mark = m_shape == models::Shape::None ? 0 : m_word.isEmpty() ? 10 : 16;
    return {fontMetrics().horizontalAdvance(m_word) + mark, 20};
}

void StateLabel::paintEvent(QPaintEvent*) {
    const QColor colour =
        isEnabled() ? theme::colours(palette()).tone(m_tone) : theme::colours(palette()).disabled;
    QPainter painter(this);
    paintShape(painter, m_shape, QPointF(5, height() / 2.0), 10, colour);
    painter.setPen(colour);
    painter.drawText(rect().adjusted(m_shape == models::Shape::None ? 0 : 16, 0, 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeft, m_word);
}

Figure::Figure(const QString& caption, const QString& objectName, QWidget* parent)
    : QWidget(parent)
    , m_value(label(Text::Figure, QString(models::unknownSign)))
    , m_unit(label(Text::Hint, {}))
    , m_aside(new NameLine(Text::Hint))
    , m_mark(new StateLabel) {
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(label(Text::Label, caption));
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    line->addWidget(m_value, 0, Qt::AlignBaseline);
    line->addSpacing(4);
    line->addWidget(m_unit, 0, Qt::AlignBaseline);
    line->addSpacing(8);
    line->addWidget(m_aside, 0, Qt::AlignBaseline);
    line->addWidget(m_mark, 0, Qt::AlignVCenter);
    line->addStretch();
    column->addLayout(line);
    setAccessibleName(caption);
}

void Figure::setValue(const QString& value, const QString& unit, const QString& aside) {
    m_value->setText(value);
    m_unit->setText(unit);
    m_aside->setName(aside);
    setAccessibleDescription(QStringLiteral("%1 %2 %3").arg(value, unit, aside).trimmed());
}

void Figure::setStale(bool stale) {
    m_value->setTone(stale ? models::Tone::Muted : models::Tone::Text);
    m_mark->setEnabled(!stale);
}

void Figure::setAsideShown(bool shown) {
    m_aside->setVisible(shown);
}

void Figure::setUnitShown(bool shown) {
    m_unit->setVisible(shown);
}

void Figure::setMark(models::Shape shape, models::Tone tone) {
    m_mark->say(shape, tone, {});
}

QString Figure::value() const {
    return m_value->text();
}

} // namespace widgets
