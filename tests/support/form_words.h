#pragma once

#include <QApplication>
#include <QLabel>
#include <QWidget>

/// What a form tells, as it is seen.
namespace support {

/// The sentence right below the field; empty: none is shown there.
inline QString sentenceBelow(const QWidget& field) {
    const QWidget* form = QApplication::activeModalWidget();
    for (const auto* each : form->findChildren<QLabel*>()) {
        const int gap = each->mapTo(form, QPoint()).y() - field.mapTo(form, QPoint(0, field.height())).y();
        if (each->isVisible() && !each->text().isEmpty() && gap >= 0 && gap < 16)
            return each->text();
    }
    return {};
}

/// Everything in the bar below the title; empty: it is hidden.
inline QString wordsOfTheBar() {
    const auto* bar = QApplication::activeModalWidget()->findChild<QWidget*>(QStringLiteral("dialogBar"));
    QStringList words;
    if (bar && bar->isVisible())
        for (const auto* each : bar->findChildren<QLabel*>())
            words << each->text();
    return words.join(QLatin1Char(' '));
}

} // namespace support
