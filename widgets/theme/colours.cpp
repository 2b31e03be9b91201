#include "widgets/theme/colours.h"

#include <QGuiApplication>

namespace widgets::theme {
namespace {

Colours makeLight() {
    Colours c;
    c.dark = false;
    c.surface = 0xFFFFFF;
    c.raised = 0xF4F5F7;
    c.popup = 0xFFFFFF;
    c.line = 0xE1E4E9;
    c.grid = 0xECEEF1;
    c.edge = 0xC2C7D0;
    c.text = 0x1A1D23;
    c.muted = 0x5A626F;
    c.accent = 0x1D5FD1;
    c.fill = 0x1D5FD1;
    c.onFill = 0xFFFFFF;
    c.good = 0x15754A;
    c.warn = 0x8F5500;
    c.bad = 0xC0282E;
    c.selection = 0xE1EBFB;
    c.match = 0xFBE9B7;
    c.goodGround = 0xE9F5EF;
    c.warnGround = 0xFDF5E3;
    c.badGround = 0xFCEDED;
    c.accentGround = 0xEDF3FD;
    c.disabled = 0x9AA1AC;
    c.series = {0x3B6DC7, 0xA75C0F, 0x035548, 0x863988, 0x1C1478,
                0x604C03, 0x4D3191, 0x6A0410, 0x00424C, 0x5F6B76};
    return c;
}

Colours makeDark() {
    Colours c;
    c.dark = true;
    c.surface = 0x17191E;
    c.raised = 0x1F2228;
    c.popup = 0x24282F;
    c.line = 0x2E323B;
    c.grid = 0x24282F;
    c.edge = 0x454B57;
    c.text = 0xE3E6EB;
    c.muted = 0x9CA4B1;
    c.accent = 0x74ABFF;
    c.fill = 0x2A66D6;
    c.onFill = 0xFFFFFF;
    c.good = 0x4CC38A;
    c.warn = 0xE5A83B;
    c.bad = 0xFF8380;
    c.selection = 0x22375A;
    c.match = 0x5A4710;
    c.goodGround = 0x192B24;
    c.warnGround = 0x2E2718;
    c.badGround = 0x33201F;
    c.accentGround = 0x1D2838;
    c.disabled = 0x6A7280;
    c.series = {0x3998D8, 0xEDB561, 0x84F0BC, 0xD26A7F, 0xBACDFF,
                0xF8DB7A, 0xBCA7FD, 0xE98774, 0x84CAC8, 0x9AA4B0};
    return c;
}

} // namespace

QColor Colours::tone(Tone tone) const {
    switch (tone) {
    case Tone::Text:
        return text;
    case Tone::Muted:
        return muted;
    case Tone::Accent:
        return accent;
    case Tone::Good:
        return good;
    case Tone::Warn:
        return warn;
    case Tone::Bad:
        return bad;
    case Tone::Disabled:
        return disabled;
    }
    return text;
}

QColor Colours::ground(Tone tone) const {
    switch (tone) {
    case Tone::Accent:
        return accentGround;
    case Tone::Good:
        return goodGround;
    case Tone::Warn:
        return warnGround;
    case Tone::Bad:
        return badGround;
    case Tone::Text:
    case Tone::Muted:
    case Tone::Disabled:
        return raised;
    }
    return raised;
}

const Colours& lightColours() {
    static const Colours set = makeLight();
    return set;
}

const Colours& darkColours() {
    static const Colours set = makeDark();
    return set;
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const Colours& colours(const QPalette& palette) {
    return isDark(palette) ? darkColours() : lightColours();
}

const Colours& colours() {
    return colours(QGuiApplication::palette());
}

QPalette paletteOf(const Colours& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.surface);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.raised);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::Button, c.raised);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.onFill);
    p.setColor(QPalette::Highlight, c.selection);
    p.setColor(QPalette::HighlightedText, c.text);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::ToolTipBase, c.popup);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Light, c.raised);
    p.setColor(QPalette::Midlight, c.line);
    p.setColor(QPalette::Mid, c.edge);
    p.setColor(QPalette::Dark, c.edge);
    p.setColor(QPalette::Shadow, c.line);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, c.disabled);
    p.setColor(QPalette::Disabled, QPalette::Base, c.raised);
    return p;
}

} // namespace widgets::theme
