#pragma once

#include <optional>

#include <QWidget>

#include "session/payloads.h"

class QComboBox;
class QPushButton;

namespace session {
class Settings;
}

namespace widgets {

class PayloadEdit;
class Segmented;
class NameLine;

/// A key or a value: null, empty and the kinds of bytes are choices of their own, so that an empty field
/// never means two things. Line ends are sent as they were pasted; a file's bytes as they are. UI thread.
class PayloadField final : public QWidget {
    Q_OBJECT
public:
    PayloadField(const QString& title, const QString& objectName, int lines, QWidget* parent = nullptr);
    void set(session::PayloadKind kind, const QString& text);
    /// As a text where it can be edited as one without changing a byte, else as hex.
    void setBytes(const QByteArray& bytes);
    [[nodiscard]] session::PayloadKind kind() const;
    /// Whose bytes it has as they are; empty: of no file, or changed since.
    [[nodiscard]] QString file() const;
    [[nodiscard]] QString text() const; ///< with the line ends that are sent
    /// Bytes that are too many to be edited: text() is empty and says nothing of them.
    [[nodiscard]] bool holdsBytes() const { return m_bytes.has_value(); }
    [[nodiscard]] bool isValid() const;    ///< false: it does not read as what it is said to be
    [[nodiscard]] QString problem() const; ///< why it is not valid
    /// None is null; of a typed template its text, see session::ProduceDraft. Precondition: isValid().
    [[nodiscard]] std::optional<QByteArray> bytes() const;
    /// The kind of a typed template; Text where placeholders are filled in; else Hex: sent as they are.
    [[nodiscard]] session::PayloadKind templateKind() const;
    /// Files are chosen where the last one was, also by another form; the settings outlive this.
    void rememberFolder(session::Settings& settings) { m_settings = &settings; }
    void sendAsWritten();            ///< placeholders are not filled in
    void warn(const QString& doubt); ///< told beside the size; empty: there is none

signals:
    void changed();

private:
    void layOut(const QString& title, int lines);
    void takePasted(const QString& before, const QString& pasted, const QString& after);
    [[nodiscard]] QString withEnds(QString lines) const;
    void chooseFile();
    void takeFile(const QString& path);
    void format();
    void settle();
    void settleNote();
    [[nodiscard]] bool fillsIn(const QByteArray& text) const;
    [[nodiscard]] QByteArray first(const QByteArray& pattern) const; ///< of the records that it makes
    [[nodiscard]] session::ParsedPayload parsed() const;             ///< of a template its first record
    [[nodiscard]] QString strangeIn(const QString& pattern) const;   ///< empty: every placeholder is one
    [[nodiscard]] QString sizeWords(const QByteArray& pattern) const;

    Segmented* m_kind;
    QComboBox* m_other;
    PayloadEdit* m_text;
    NameLine* m_note;
    QPushButton *m_ends, *m_format, *m_file;
    QString m_doubt;
    session::Settings* m_settings = nullptr; ///< null: no folder is remembered
    bool m_filled = true;                    ///< placeholders are, record by record
    bool m_crlf = false;                     ///< every line end is sent as CR LF
    QString m_path;                          ///< of the file taken last
    QByteArray m_content;                    ///< its own
    std::optional<QByteArray> m_bytes;       ///< too many to be edited: sent as they are
};

} // namespace widgets
