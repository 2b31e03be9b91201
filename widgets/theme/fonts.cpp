#include "widgets/theme/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace widgets::theme {
namespace {

/// Every sign as it is: in names and data "<=>" is three of them and no arrow, and "0x10" no product.
void keepSigns(QFont& font) {
    font.setStyleStrategy(QFont::PreferNoShaping);
}

QFont sans(int pixels, QFont::Weight weight) {
    static const QString system = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), system});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    keepSigns(font);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont mono(int pixels, QFont::Weight weight) {
    static const QString system = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    QFont font;
    font.setFamilies({QStringLiteral("JetBrains Mono"), system});
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setWordSpacing(pixels > 14 ? -4 : -2);
    keepSigns(font);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

QFont bodyFont() {
    return sans(13, QFont::Normal);
}
QFont sectionFont() {
    return sans(13, QFont::DemiBold);
}
QFont titleFont() {
    return sans(16, QFont::DemiBold);
}
QFont headlineFont() {
    return sans(22, QFont::DemiBold);
}
QFont labelFont() {
    return sans(11, QFont::Medium);
}
QFont hintFont() {
    return sans(12, QFont::Normal);
}
QFont monoFont() {
    return mono(12, QFont::Normal);
}
QFont smallMonoFont() {
    return mono(11, QFont::Normal);
}
QFont figureFont() {
    return mono(18, QFont::Medium);
}

} // namespace widgets::theme
