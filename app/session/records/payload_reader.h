#pragma once

#include <QObject>
#include <QStringList>
#include <QVariant>

#include "session/job.h"
#include "session/ports/record_browser.h"
#include "session/records/payload.h"

namespace decode {
class Decoder;
struct Input;
} // namespace decode

namespace session {

/// As text, in bytes, at once.
inline constexpr qsizetype mostCopied = qsizetype(256) << 20;

/// Makes the payloads of one topic readable: guesses the kind of each side from some records, or takes the
/// one that was chosen by hand. Lives on the UI thread; reading runs on the pool of the program.
class PayloadReader final : public QObject {
    Q_OBJECT
public:
    explicit PayloadReader(const QString& topic, QObject* parent = nullptr);

    /// All kinds there are, in the order in which a guess tries them.
    static QStringList kinds();

    void choose(PayloadSide side, const QString& kind); ///< empty: guess
    [[nodiscard]] QString chosen(PayloadSide side) const;
    /// What a side is read as: the chosen or the guessed; empty: each record by itself.
    [[nodiscard]] QString kind(PayloadSide side) const;
    [[nodiscard]] const KindGuess& guess(PayloadSide side) const;
    /// Guesses anew, from the first records of a reading; told by `kindChanged`. Not of keys where they are
    /// all one: a single one looks like much, and what is typed for it is read as the kind is.
    void sample(const RecordBrowser& browser);

    /// Decodes one side; the job dies with `owner`.
    Job<Payload>* read(const RecordRow& record, PayloadSide side, QObject* owner) const;
    /// What is copied of a side, as UTF-8, whole; more than mostCopied is an error. A null has none: an
    /// error.
    Job<QByteArray>* copy(const RecordRow& record, PayloadSide side, QObject* owner) const;
    /// What is copied of a node and all it holds, as UTF-8; an error where there is more than the tree has.
    static Job<QByteArray>* copy(const ValueTree& tree, ValueTree::Node node, QObject* owner);
    /// One line of at most about `limit` characters, at a cost that does not grow with the payload.
    [[nodiscard]] QString cell(const RecordRow& record, PayloadSide side, int limit) const;

    /// A side that is read as a number: a qint64 or a double; invalid: it is none. For thousands of rows.
    [[nodiscard]] QVariant number(const RecordRow& record, PayloadSide side) const;

    /// For those who work on payloads elsewhere in this room: null: each record by itself.
    [[nodiscard]] const decode::Decoder* decoderOf(PayloadSide side) const;
    [[nodiscard]] decode::Input inputOf(const RecordRow& record, PayloadSide side) const;
    [[nodiscard]] const std::string& topic() const { return m_topic; }

signals:
    void kindChanged(session::PayloadSide side);

private:
    struct Side {
        QString chosen;
        KindGuess guess;
        JobBase* guessing = nullptr;
    };
    [[nodiscard]] Side& of(PayloadSide side) { return m_sides[side == PayloadSide::Key ? 0 : 1]; }
    [[nodiscard]] const Side& of(PayloadSide side) const { return m_sides[side == PayloadSide::Key ? 0 : 1]; }
    void sampleSide(PayloadSide side, const RecordBrowser& browser);

    const std::string m_topic;
    Side m_sides[2];
};

/// One side of a record as a decoder takes it, sharing its bytes; on any thread.
decode::Input inputOf(const std::string& topic, PayloadSide side, const std::optional<QByteArray>& key,
                      const std::optional<QByteArray>& value, bool isCut);

/// All of them as pairs of hex digits without blanks; off the UI thread.
Job<QByteArray>* copyHex(const QByteArray& bytes, QObject* owner);

/// Writes bytes to a file, whole or not at all, off the UI thread.
Job<Nothing>* saveBytes(const QByteArray& bytes, const QString& path, QObject* owner);

} // namespace session
