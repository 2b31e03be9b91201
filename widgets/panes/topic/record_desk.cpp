#include "widgets/panes/topic/record_desk.h"

#include <algorithm>

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "models/cells.h"
#include "models/formats.h"
#include "models/match_spans.h"
#include "session/records/row_text.h"
#include "widgets/common/clipboard.h"
#include "widgets/common/csv.h"
#include "widgets/common/text_file.h"
#include "widgets/common/value_tree_view.h"
#include "widgets/pane.h"
#include "widgets/panes/topic/record_compare.h"
#include "widgets/panes/topic/record_view.h"
#include "widgets/panes/topic/record_window.h"
#include "widgets/panes/topic/whole_records.h"
#include "widgets/prompts/prompts.h"
#include "widgets/theme/icons.h"

using models::RecordModel;
using session::PayloadSide;
using session::RecordBrowser;
using session::RecordRow;

namespace widgets {
namespace {

constexpr int kEnoughSamples = 20;

const QString kFields = QStringLiteral("fields");

QString kindSetting(PayloadSide side) {
    return side == PayloadSide::Key ? QStringLiteral("keyKind") : QStringLiteral("valueKind");
}

session::FieldColumn fieldOf(const QString& text) {
    const bool key = text.startsWith(QLatin1String("key:"));
    return {key ? PayloadSide::Key : PayloadSide::Value, text.section(QLatin1Char(':'), 1)};
}

} // namespace

RecordDesk::RecordDesk(const Place& place, QWidget* page)
    : QObject(page)
    , m_place(place)
    , m_page(page)
    , m_memory(place.context.settings(), place.cluster, place.topic)
    , m_reader(place.topic)
    , m_fields(place.browser, &m_reader)
    , m_stack(new QStackedWidget)
    , m_view(new RecordView(place.topic, m_reader))
    , m_compare(new RecordCompare(place.topic, m_reader)) {
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_compare);
    for (const auto side : {PayloadSide::Key, PayloadSide::Value})
        m_reader.choose(side, m_memory.value(kindSetting(side)).toString());
    std::vector<session::FieldColumn> fields;
    for (const QString& one : m_memory.value(kFields).toStringList())
        fields.push_back(fieldOf(one));
    m_fields.set(fields);
    place.model.setReader(&m_reader);
    place.model.setFields(&m_fields);
    connectView(m_view);
    connect(m_view, &RecordView::stepRequested, this, &RecordDesk::stepRequested);
    connect(m_view, &RecordView::windowRequested, this, &RecordDesk::openWindow);
    connect(m_compare, &RecordCompare::closed, this, &RecordDesk::endCompare);
    connect(m_compare, &RecordCompare::swapped, this, &RecordDesk::showCompared);
    auto* header = place.table.horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &RecordDesk::offerColumnMenu);
    connect(&place.model, &QAbstractItemModel::columnsInserted, this, &RecordDesk::takeFields);
    takeFields();
    followBrowser();
    bindKeys(page);
}

QWidget* RecordDesk::widget() const {
    return m_stack;
}

/// Actions of the page stand in the menu of its rows as well.
void RecordDesk::bindKeys(QWidget* page) {
    page->setFocusPolicy(Qt::ClickFocus); // a click beside its fields keeps its keys
    const auto bind = [&](const QString& words, const QString& icon, const QList<QKeySequence>& keys,
                          auto act) {
        auto* action = new QAction(theme::icon(icon), words, page);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        page->addAction(action);
    };
    bind(tr("Compare with another"), QStringLiteral("compare"), {Qt::CTRL | Qt::Key_D},
         [this] { compare(); });
    bind(tr("Save its bytes…"), QStringLiteral("export"), {Qt::CTRL | Qt::Key_S},
         [this] { m_view->record() ? m_view->save() : emit nothingChosen(); });
    bind(tr("Open in a window"), QStringLiteral("detach"),
         {Qt::SHIFT | Qt::Key_Enter, Qt::SHIFT | Qt::Key_Return}, [this] { openWindow(); });
    bind(tr("Find in the record"), QStringLiteral("search"), {Qt::CTRL | Qt::Key_F},
         [this] { m_view->find(); });
    for (const bool backwards : {false, true}) {
        auto* step = new QShortcut(backwards ? Qt::SHIFT | Qt::Key_F3 : QKeyCombination(Qt::Key_F3), page);
        step->setContext(Qt::WidgetWithChildrenShortcut);
        connect(step, &QShortcut::activated, this, [this, backwards] { m_view->stepMatch(backwards); });
    }
    // Only while there is something to close: Esc stops a scan and leaves fields as well.
    m_endCompare = new QShortcut(Qt::Key_Escape, page);
    m_endCompare->setContext(Qt::WidgetWithChildrenShortcut);
    m_endCompare->setEnabled(false);
    connect(m_endCompare, &QShortcut::activated, this, &RecordDesk::endCompare);
    auto* copyKeys = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C, page);
    copyKeys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(copyKeys, &QShortcut::activated, this, [this] { copy(PayloadSide::Value); });
}

void RecordDesk::connectView(RecordView* view) {
    connect(view, &RecordView::kindRequested, this, &RecordDesk::chooseKind);
    connect(view, &RecordView::saveRequested, this, &RecordDesk::save);
    connect(view, &RecordView::failed, this, &RecordDesk::failed);
    view->tree()->setColumnTest([this, view](const QString& path) {
        return std::ranges::find(m_fields.columns(), session::FieldColumn{view->side(), path}) !=
               m_fields.columns().end();
    });
    connect(view->tree(), &ValueTreeView::columnToggled, this, [this, view](const QString& path) {
        toggleField({view->side(), path});
    });
    view->tree()->setJsonTest([view] { return view->readsJson(); });
    connect(view->tree(), &ValueTreeView::filterRequested, this, [this, view](const QString& expression) {
        session::RecordWish wish;
        wish.filter = expression;
        wish.isRegex = wish.caseSensitive = true;
        wish.inKey = view->side() == PayloadSide::Key;
        wish.inValue = !wish.inKey;
        wish.inHeaders = false;
        emit wished(wish);
    });
    if (!m_place.browser)
        return;
    connect(view, &RecordView::wholeRequested, m_place.browser, &RecordBrowser::loadWhole);
    connect(m_place.browser, &RecordBrowser::recordLoaded, view, &RecordView::replace);
    connect(view, &RecordView::beforeRequested, m_place.browser, &RecordBrowser::lookBefore);
    connect(m_place.browser, &RecordBrowser::beforeKnown, view, &RecordView::tellBefore);
    connect(m_place.browser, &RecordBrowser::recordFailed, view, &RecordView::giveUp);
    followMarks(view);
}

/// The records shown apart from the table get what became of their transactions too.
template <class View>
void RecordDesk::followMarks(View* view) {
    const auto take = [view, browser = m_place.browser](int first, int last) {
        for (int i = first; i <= last; ++i)
            view->takeMark(browser->row(i));
    };
    connect(m_place.browser, &RecordBrowser::rowsChanged, view, take);
    connect(m_place.browser, &RecordBrowser::rowsAppended, view, take); // read again, they may be decided
}

void RecordDesk::followBrowser() {
    if (!m_place.browser)
        return;
    connect(m_place.browser, &RecordBrowser::rowsReset, this, [this] {
        m_sampledAll = false; // another reading may find other records
        sample();
    });
    connect(m_place.browser, &RecordBrowser::rowsAppended, this, &RecordDesk::sample);
    connect(m_place.browser, &RecordBrowser::rowsPrepended, this, &RecordDesk::sample);
    followMarks(m_compare);
    sample();
}

std::optional<QByteArray> RecordDesk::foundKey() const {
    const auto* browser = m_place.browser;
    const bool any = browser && browser->rowCount() > 0 && !browser->showsEarlier();
    return any ? browser->query().key : std::nullopt;
}

void RecordDesk::sample() {
    const bool enough = m_sampledAll && m_reader.guess(PayloadSide::Key).samples >= kEnoughSamples &&
                        m_reader.guess(PayloadSide::Value).samples >= kEnoughSamples;
    const int rows = m_place.browser->rowCount();
    if (enough || rows == 0)
        return;
    m_reader.sample(*m_place.browser);
    m_sampledAll = rows >= kEnoughSamples;
}

void RecordDesk::chooseKind(PayloadSide side, const QString& kind) {
    m_reader.choose(side, kind);
    m_memory.setValue(kindSetting(side), kind);
}

void RecordDesk::toggleField(const session::FieldColumn& field) {
    auto columns = m_fields.columns();
    if (const auto at = std::ranges::find(columns, field); at != columns.end())
        columns.erase(at);
    else if (columns.size() < std::size_t(session::FieldColumns::most))
        columns.push_back(field);
    else
        return;
    m_fields.set(columns);
    QStringList texts;
    for (const auto& one : columns)
        texts += writtenField(one);
    m_memory.setValue(kFields, texts);
}

/// What was chosen before new columns came is chosen in them too.
void RecordDesk::takeFields() {
    auto* chosen = m_place.table.selectionModel();
    chosen->select(chosen->selection(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void RecordDesk::offerColumnMenu(const QPoint& at) {
    auto* header = m_place.table.horizontalHeader();
    const auto* field = m_place.model.field(header->logicalIndexAt(at));
    if (!field)
        return;
    auto* menu = new QMenu(header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Remove this column"), this, [this, one = *field] { toggleField(one); });
    menu->popup(header->mapToGlobal(at));
}

QList<int> RecordDesk::chosenRows() const {
    QList<int> rows;
    for (const auto& index : m_place.table.selectionModel()->selectedRows())
        rows += index.row();
    if (const auto current = m_place.table.currentIndex(); rows.isEmpty() && current.isValid())
        rows += current.row(); // the keys came to the table: its record is shown
    std::ranges::sort(rows);
    return rows;
}

void RecordDesk::show(const RecordRow* record) {
    m_view->show(record);
    if (record && m_stack->currentWidget() == m_compare) {
        m_compare->setSecond(*record);
        compareWhole(*record);
    }
    showCompared();
}

void RecordDesk::setZone(models::Zone zone) {
    m_zone = zone;
    m_view->setZone(zone);
    m_compare->setZone(zone);
}

void RecordDesk::compare() {
    const auto rows = chosenRows();
    if (rows.isEmpty()) {
        emit nothingChosen();
        return;
    }
    const auto& first = *m_place.model.record(rows.first());
    m_compare->setFirst(first);
    compareWhole(first);
    m_stack->setCurrentWidget(m_compare);
    m_endCompare->setEnabled(true);
    if (rows.size() > 1) {
        const auto& second = *m_place.model.record(rows[1]);
        m_compare->setSecond(second);
        compareWhole(second);
    }
    showCompared();
}

void RecordDesk::compareWhole(const RecordRow& record) {
    if (record.isCut())
        whole_records::with(
            m_place.browser, {record}, this,
            [this](const base::Error& error) { emit failed(error, tr("It could not be read whole.")); },
            [this](const std::vector<RecordRow>& whole) { m_compare->replace(whole.front()); });
}

void RecordDesk::endCompare() {
    m_stack->setCurrentWidget(m_view);
    m_endCompare->setEnabled(false);
    showCompared();
    m_place.table.setFocus();
}

void RecordDesk::openWindow() {
    if (!m_view->record()) {
        emit nothingChosen();
        return;
    }
    auto* view = new RecordView(m_place.topic, m_reader);
    connectView(view);
    view->setZone(m_zone);
    view->setMatches(m_view->matches());
    view->show(&*m_view->record());
    auto* window = new RecordWindow(view, m_page);
    window->show();
}

void RecordDesk::save(const RecordRow& record, PayloadSide side) {
    const bool key = side == PayloadSide::Key;
    const auto& bytes = key ? record.key : record.value;
    if (!bytes) {
        emit failed({.name = "NULL", .cause = "It is null: there are no bytes to save."},
                    tr("Nothing was saved."));
        return;
    }
    const QString name = QStringLiteral("%1-%2-%3%4")
                             .arg(fileStem(m_place.topic))
                             .arg(record.partition)
                             .arg(record.offset)
                             .arg(key ? QStringLiteral("-key") : QString());
    m_place.context.prompts().saveFile(m_page, key ? tr("Save the key") : tr("Save the value"), name,
                                       tr("All files (*)"), [this, bytes = *bytes](const QString& path) {
                                           auto* job = session::saveBytes(bytes, path, this);
                                           job->then(
                                               this,
                                               [this, job, path](const session::Nothing&) {
                                                   emit told(tr("Saved to %1.").arg(path));
                                                   job->deleteLater();
                                               },
                                               [this, job, path](const base::Error& error) {
                                                   emit failed(error,
                                                               tr("%1 could not be written.").arg(path));
                                                   job->deleteLater();
                                               });
                                       });
}

void RecordDesk::copy(PayloadSide side) {
    m_view->copy(side);
}

void RecordDesk::copyRows() {
    const auto* header = m_place.table.horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual)
        if (const int column = header->logicalIndex(visual); !header->isSectionHidden(column))
            columns += column;
    std::vector<session::CopiedRow> rows;
    for (const int row : chosenRows()) {
        const auto* record = m_place.model.record(row);
        if (!record)
            continue;
        auto& copied = rows.emplace_back();
        copied.record = *record;
        for (const int column : columns) {
            if (column == RecordModel::Key)
                copied.keyAt = int(copied.cells.size());
            if (column == RecordModel::Value)
                copied.valueAt = int(copied.cells.size());
            const auto* field = m_place.model.field(column);
            if (field)
                copied.fields.emplace_back(int(copied.cells.size()), *field);
            const bool payload = field || column == RecordModel::Key || column == RecordModel::Value;
            copied.cells += payload ? QString() : plainValue(m_place.model.index(row, column));
        }
    }
    if (rows.empty()) {
        emit nothingChosen();
        return;
    }
    std::vector<RecordRow> records;
    for (auto& row : rows)
        records.push_back(std::move(row.record));
    const auto wrong = [this](const base::Error& error) {
        emit failed(error, tr("The rows could not be copied."));
    };
    whole_records::with(m_place.browser, std::move(records), this, wrong,
                        [this, wrong, rows = std::move(rows)](std::vector<RecordRow> read) mutable {
                            for (std::size_t i = 0; i < rows.size(); ++i)
                                rows[i].record = std::move(read[i]);
                            copyWhenDone(session::copyRows(rows, m_reader, this), this, wrong);
                        });
}

void RecordDesk::setWish(const session::RecordWish& wish) {
    if (m_wish == wish)
        return;
    m_wish = wish;
    m_view->setMatches(models::marksMatches(wish) ? std::make_shared<const session::RowFilter>(wish)
                                                  : nullptr);
}

void RecordDesk::showCompared() {
    std::vector<RecordRow> compared;
    if (m_stack->currentWidget() == m_compare)
        for (const auto& one : m_compare->records())
            if (one)
                compared.push_back(*one);
    m_place.model.setCompared(std::move(compared));
}

} // namespace widgets
