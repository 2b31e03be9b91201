#pragma once

#include <functional>

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "models/palette_search.h"
#include "widgets/common/palette.h"

namespace widgets {

/// The rows of the palette: what was found, under a heading for each kind. Owned by the palette; UI thread.
class PaletteList final : public QAbstractListModel {
    Q_OBJECT
public:
    using ActsOn = std::function<std::vector<models::Findable>(const models::Findable&)>;
    PaletteList(std::function<PaletteRow(const models::Findable&)> describe, QObject* parent);

    /// `actsOn` is asked about what was found first, if that is a topic or a group. `named`: other acts to
    /// offer.
    void take(const models::PaletteSearch& search, const std::vector<models::Found>& found,
              const ActsOn& actsOn, const std::vector<models::Findable>& named, bool headings);
    [[nodiscard]] const models::Findable* at(const QModelIndex& row) const; ///< null: a heading
    [[nodiscard]] QModelIndex firstChoice() const;
    [[nodiscard]] QModelIndex find(const models::Findable& what) const; ///< invalid: it is not listed
    [[nodiscard]] int choices() const;                                  ///< rows that are no headings

    struct Row {
        bool heading = false;
        models::Findable what; ///< of a heading only the kind
        QVector<int> letters = {};
        PaletteRow words = {};
        int count = 0; ///< of a heading: how many match
    };
    [[nodiscard]] const Row& row(int at) const { return m_rows[std::size_t(at)]; }
    [[nodiscard]] QString headingOf(models::FindKind kind) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    void offer(const std::vector<models::Findable>& acts, const models::Findable& on,
               const QVector<int>& letters);

    std::function<PaletteRow(const models::Findable&)> m_describe;
    std::vector<Row> m_rows;
};

/// Draws them: icon, text with the matching letters in the accent, what stands aside, figure and keys at the
/// right.
class PaletteDelegate final : public QStyledItemDelegate {
public:
    static constexpr int kRow = 32, kHeading = 28;
    PaletteDelegate(const PaletteList& rows, QObject* parent) : QStyledItemDelegate(parent), m_rows(rows) {}
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const PaletteList& m_rows;
};

} // namespace widgets
