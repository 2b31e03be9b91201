#include "series/database.h"

#include <utility>

#include <sqlite3.h>

namespace series {

namespace {

constexpr int patienceMs = 2'000; // with a reader or writer that is in the way

[[noreturn]] void failed(sqlite3* database, int code) {
    throw Database::Failure{code, database ? sqlite3_errmsg(database) : sqlite3_errstr(code)};
}

} // namespace

bool Database::Failure::isDamage() const {
    const int kind = code & 0xFF;
    return kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_FORMAT || kind == SQLITE_ERROR ||
           kind == SQLITE_MISMATCH;
}

bool Database::Failure::isBusy() const {
    const int kind = code & 0xFF;
    return kind == SQLITE_BUSY || kind == SQLITE_LOCKED;
}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

Statement::Statement(Statement&& other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_statement, other.m_statement);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        failed(sqlite3_db_handle(m_statement), code);
    return false;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() {
    sqlite3_reset(m_statement);
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view();
}

void Statement::bind(int at, std::int64_t value) {
    if (const int code = sqlite3_bind_int64(m_statement, at + 1, value); code != SQLITE_OK)
        failed(sqlite3_db_handle(m_statement), code);
}

void Statement::bind(int at, double value) {
    if (const int code = sqlite3_bind_double(m_statement, at + 1, value); code != SQLITE_OK)
        failed(sqlite3_db_handle(m_statement), code);
}

void Statement::bind(int at, std::string_view blob) {
    if (const int code = sqlite3_bind_blob64(m_statement, at + 1, blob.data(), blob.size(), SQLITE_TRANSIENT);
        code != SQLITE_OK)
        failed(sqlite3_db_handle(m_statement), code);
}

void Statement::bind(int at, const std::string& text) {
    if (const int code =
            sqlite3_bind_text64(m_statement, at + 1, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        code != SQLITE_OK)
        failed(sqlite3_db_handle(m_statement), code);
}

Database::Database(const std::filesystem::path& file, Mode mode) {
    const int flags = SQLITE_OPEN_READWRITE | (mode == Mode::Write ? SQLITE_OPEN_CREATE : 0) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &m_database, flags, nullptr);
    if (code != SQLITE_OK) {
        const Failure failure{code, m_database ? sqlite3_errmsg(m_database) : sqlite3_errstr(code)};
        sqlite3_close_v2(m_database);
        throw failure;
    }
    sqlite3_busy_timeout(m_database, patienceMs);
    if (mode == Mode::Read) {
        // The files beside it that a reader shares are written even so.
        sqlite3_exec(m_database, "PRAGMA query_only=1", nullptr, nullptr, nullptr);
    }
}

Database::~Database() {
    sqlite3_close_v2(m_database);
}

void Database::run(const char* sql) {
    if (const int code = sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
        failed(m_database, code);
}

std::int64_t Database::number(const char* sql) {
    auto statement = prepare(sql);
    return statement.step() ? statement.number(0) : 0;
}

Statement Database::prepare(std::string_view sql) {
    Statement out;
    const int code = sqlite3_prepare_v3(m_database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &out.m_statement, nullptr);
    if (code != SQLITE_OK)
        failed(m_database, code);
    return out;
}

std::int64_t Database::lastRow() const {
    return sqlite3_last_insert_rowid(m_database);
}

Transaction::~Transaction() {
    if (!m_open)
        return;
    try {
        m_database.run("ROLLBACK");
    } catch (const Database::Failure&) { // it was undone already
    }
}

} // namespace series
