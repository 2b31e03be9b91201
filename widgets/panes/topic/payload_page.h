#pragma once

#include <memory>
#include <optional>

#include <QPointer>
#include <QWidget>

#include "models/cells.h"
#include "session/records/payload_reader.h"
#include "session/records/row_filter.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace widgets {

class FindLine;
class HexView;
class MessageBar;
class Segmented;
class TextView;
class ToneLabel;
class ValueTreeView;

/// The key or the value of one record: its kind, and what it holds as a tree, text or hex. Decodes off the UI
/// thread; what was shown stays until the next is there.
class PayloadPage final : public QWidget {
    Q_OBJECT
public:
    explicit PayloadPage(session::PayloadReader& reader, QWidget* parent = nullptr);
    void show(const session::RecordRow& record, session::PayloadSide side);
    void clear();
    /// What was looked for: marked in tree, text and hex. Null: nothing.
    void setMatches(std::shared_ptr<const session::RowFilter> matches);
    void stepMatch(bool backwards); ///< goes round
    void find();                    ///< opens the line to look for text
    [[nodiscard]] const session::Payload& payload() const { return m_payload; }
    [[nodiscard]] ValueTreeView* tree() const { return m_tree; }

signals:
    /// All of it, as text or as hex.
    void copyRequested(session::PayloadSide side, bool hex);
    void wholeRequested();
    void kindRequested(session::PayloadSide side, const QString& kind); ///< empty: guess
    void shown();                                                       ///< what was asked for is there

private:
    enum View { Tree, PlainText, Hex };
    /// To go through one after the other, round and round: of the view that is shown, the others are empty.
    struct Places {
        QVector<session::ValueTree::Node> inTree; ///< the fields in which
        models::TextSpans inText;
        QVector<session::MatchSpan> inHex;
        qsizetype at = -1; ///< the one gone to
        [[nodiscard]] qsizetype count() const { return inTree.size() + inText.size() + inHex.size(); }
        void step(bool backwards);
    };
    void layOut();
    void offerKinds();
    void read();
    void take(const session::Payload& payload);
    void sayReading(); ///< in place of what was shown of another record
    void empty();
    void settle();
    void settleKind();
    void settleNote();
    [[nodiscard]] QString brokenWords() const; ///< of lines in the text; empty: they are as they were
    void settleMatches();
    void tellMatches();
    [[nodiscard]] bool knowsAllMatches() const; ///< else there may be more than are gone through
    [[nodiscard]] models::TextSpans matchesIn(const QString& shown) const;
    void find(const QString& words, bool backwards);
    /// How much of it the view in front holds, and find looks at; none: all.
    [[nodiscard]] std::optional<qint64> searchedBytes() const;
    [[nodiscard]] QString searchedWords() const;
    /// Where in what is shown such words stand.
    [[nodiscard]] Places placesOf(const QString& words) const;
    void goTo(const Places& places);
    [[nodiscard]] View view() const; ///< the chosen one, or the nearest that this payload has
    [[nodiscard]] const std::optional<QByteArray>& bytes() const;
    [[nodiscard]] qint64 size() const;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

    session::PayloadReader& m_reader;
    std::optional<session::RecordRow> m_record;
    session::PayloadSide m_side = session::PayloadSide::Value;
    session::Payload m_payload;
    View m_chosen = Tree;
    QPointer<session::JobBase> m_job;
    QTimer* m_slow; ///< the job takes longer than one waits without a word
    std::shared_ptr<const session::RowFilter> m_matches;
    Places m_matching;    ///< where what was looked for in the table stands
    Places m_found;       ///< where the words of the find line stand
    QString m_foundWords; ///< empty: they are to be looked for anew
    QWidget* m_matchLine;
    ToneLabel* m_matchWords;
    QPushButton* m_kind;
    QString m_kindLabel;
    Segmented* m_views;
    ToneLabel *m_size, *m_about;
    QPushButton *m_findButton, *m_copy;
    QWidget* m_line;
    MessageBar* m_note;
    QStackedWidget* m_stack;
    ValueTreeView* m_tree;
    TextView* m_text;
    HexView* m_hex;
    FindLine* m_find;
};

} // namespace widgets
