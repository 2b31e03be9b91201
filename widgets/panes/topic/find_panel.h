#pragma once

#include <functional>
#include <optional>

#include "session/records/saved_wishes.h"
#include "widgets/common/popup.h"

class QCheckBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace session {
class PayloadReader;
}

namespace widgets {

class Segmented;
class ToneLabel;

/// Everything that a reading may ask of a record beside the text in the bar, what it makes of transactions,
/// and the filters saved for this topic.
class FindPanel final : public Popup {
    Q_OBJECT
public:
    explicit FindPanel(QWidget* parent);
    /// The key that was asked for where records of it are shown; none: there are none, or of any key.
    using FoundKey = std::function<std::optional<QByteArray>()>;
    /// What the topic's keys are shown as is how one is typed; one that found records keeps its meaning.
    void followKeys(const session::PayloadReader& reader, const FoundKey& found);
    [[nodiscard]] const QString& keyKind() const { return m_keyKind; }
    /// With this text of the bar's.
    [[nodiscard]] session::RecordWish wish(const QString& text) const;
    void setWish(const session::RecordWish& wish);
    void setTextWish(const session::TextWish& wish);
    [[nodiscard]] bool committedOnly() const;
    [[nodiscard]] bool controlRecords() const;
    void setTransactions(bool committedOnly, bool controlRecords);
    void setSaved(const QVector<session::SavedWish>& saved);
    [[nodiscard]] const QVector<session::SavedWish>& saved() const { return m_saved; }
    /// The bar's text, to save with the rest.
    void setText(const QString& text) { m_text = text; }

signals:
    void changed();             ///< wish()
    void transactionsChanged(); ///< committedOnly() or controlRecords()
    void submitted();
    void chosen(const session::RecordWish& wish); ///< a saved one
    void savedChanged();

private:
    void buildText();
    void buildEquals();
    void buildTransactions();
    void buildSaved();
    [[nodiscard]] QCheckBox* tick(const QString& text, const QString& name, bool on);
    [[nodiscard]] QLineEdit* field(const QString& name, const QString& words);
    /// What the field means; none: any key.
    [[nodiscard]] std::optional<QByteArray> keyInField() const;
    void save();
    void removeSaved();

    Segmented *m_kind, *m_isolation;
    QCheckBox *m_inKey, *m_inValue, *m_inHeaders, *m_matchCase, *m_not, *m_tombstones, *m_keyless,
        *m_emptyKey, *m_control;
    QLineEdit *m_key, *m_headerName, *m_headerValue, *m_name;
    QListWidget* m_list;
    QPushButton *m_save, *m_remove;
    QVector<session::SavedWish> m_saved;
    QString m_text, m_keyKind;
    /// What the key field said, and the bytes that this means whatever keys are shown as by now; none: it is
    /// read as keys are shown.
    struct MeantKey {
        QString text;
        QByteArray bytes;
    };
    std::optional<MeantKey> m_meant;
};

} // namespace widgets
