#pragma once

#include <optional>

#include <QPointer>
#include <QWidget>

#include "session/records/payload_reader.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace widgets {

class FindLine;
class MessageBar;
class Segmented;
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
    void find();      ///< opens the line to look for text
    void copyWhole(); ///< all of the payload, as text
    void copyShown(); ///< as the view shows it, whole
    [[nodiscard]] const session::Payload& payload() const { return m_payload; }
    [[nodiscard]] ValueTreeView* tree() const { return m_tree; }

signals:
    void wholeRequested(int partition, qint64 offset);
    void kindRequested(session::PayloadSide side, const QString& kind); ///< empty: guess
    void shown();                                                       ///< what was asked for is there

private:
    enum View { Tree, PlainText, Hex };
    void layOut();
    void offerKinds();
    void read();
    void take(const session::Payload& payload);
    void settle();
    void settleHex();
    void settleNote();
    bool findNext(const QString& words, bool backwards);
    [[nodiscard]] View view() const; ///< the chosen one, or the nearest that this payload has
    [[nodiscard]] const std::optional<QByteArray>& bytes() const;
    [[nodiscard]] qint64 size() const;
    void resizeEvent(QResizeEvent* event) override;

    session::PayloadReader& m_reader;
    std::optional<session::RecordRow> m_record;
    session::PayloadSide m_side = session::PayloadSide::Value;
    session::Payload m_payload;
    View m_chosen = Tree;
    QPointer<session::JobBase> m_job;
    QPushButton* m_kind;
    Segmented* m_views;
    ToneLabel *m_size, *m_about;
    QPushButton *m_findButton, *m_copy;
    QWidget* m_line;
    MessageBar* m_note;
    QStackedWidget* m_stack;
    ValueTreeView* m_tree;
    QPlainTextEdit *m_text, *m_hex;
    FindLine* m_find;
};

} // namespace widgets
