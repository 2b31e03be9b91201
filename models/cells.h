#pragma once

#include <QMetaType>
#include <QString>
#include <QVector>
#include <Qt>

/// What a cell says besides its text. Facts with a meaning; the delegate chooses colours and draws.
namespace models {

/// How a cell is drawn.
enum class CellKind {
    Name,      ///< the row's own name, with its icon
    Text,      ///< plain text in the muted colour
    Number,    ///< monospace, right-aligned
    Mono,      ///< monospace, left-aligned
    Sparkline, ///< SparklineRole
    Chips,     ///< ChipsRole
    State,     ///< ShapeRole and text in ToneRole's colour
    Share,     ///< ShareRole: a bar, then the text
};

/// How serious a fact is; the theme has a colour for each.
enum class Tone { Text, Muted, Accent, Good, Warn, Bad, Disabled };

/// A form that says the state without colour.
enum class Shape { None, Disc, Triangle, Square, Cross, Diamond, Ring };

struct Chip {
    QString text;
    Shape shape = Shape::None;
    Tone tone = Tone::Muted;
    bool operator==(const Chip&) const = default;
};
using Chips = QVector<Chip>;

/// Characters [begin, end) of a cell's text.
struct TextSpan {
    int begin = 0, end = 0;
    bool operator==(const TextSpan&) const = default;
};
using TextSpans = QVector<TextSpan>;
using Sparkline = QVector<float>; ///< a fixed span, oldest first; NaN: not known

enum Role {
    SortRole = Qt::UserRole + 1, ///< for sorting; invalid: not known
    PlainRole,                   ///< for copying and CSV, of headers too; invalid: SortRole serves
    IdentityRole,                ///< what names the row; survives sorting and updates
    KindRole,                    ///< int of CellKind
    ToneRole,                    ///< int of Tone
    ShapeRole,                   ///< int of Shape
    IconRole,                    ///< name of an icon
    StrongRole,                  ///< bool: semibold
    SparklineRole,
    ChipsRole,
    MatchesRole,  ///< TextSpans: what was looked for
    ShareRole,    ///< double 0…1
    LiteralRole,  ///< bool: a number or word of a language, in a colour of its own
    GroundRole,   ///< int of Tone: a tinted ground
    ItalicRole,   ///< bool: says what is not there, or as it was last known, not what is
    BadgeRole,    ///< a letter before the text, of headers too; empty: room for one
    EndTellsRole, ///< bool, of headers: the end of the title tells it apart, so it is cut at its front
    RoleCount
};

} // namespace models

Q_DECLARE_METATYPE(models::Chips)
Q_DECLARE_METATYPE(models::TextSpans)
