#pragma once

#include <functional>

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "models/palette_search.h"
#include "widgets/window/palette.h"

namespace widgets {

/// The rows of the palette: what was found, under a heading for each kind. Owned by the palette; UI thread.
class PaletteList final : public QAbstractListModel {
    Q_OBJECT
public:
    PaletteList(const models::PaletteSearch& search,
                std::function<PaletteRow(const models::Findable&)> describe, QObject* parent);

    void take(const std::vector<models::Found>& found);
    /// −1: a heading.
    [[nodiscard]] const models::Findable* at(const QModelIndex& row) const;
    [[nodiscard]] QModelIndex firstChoice() const;

    struct Row {
        int place = -1; ///< among all findables; −1: a heading
        models::FindKind kind = models::FindKind::Topic;
        QVector<int> letters;
        PaletteRow words;
    };
    [[nodiscard]] const Row& row(int at) const { return m_rows[std::size_t(at)]; }
    [[nodiscard]] QString headingOf(models::FindKind kind) const;
    [[nodiscard]] const models::PaletteSearch& search() const { return m_search; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    const models::PaletteSearch& m_search;
    std::function<PaletteRow(const models::Findable&)> m_describe;
    std::vector<Row> m_rows;
};

/// Draws them: icon, text with the matching letters in the accent, what stands aside, the figure at the
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
