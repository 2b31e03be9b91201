#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace series {

/// One statement of a Database, prepared once and run many times. Parameters and columns count from 0.
class Statement {
public:
    Statement() = default;
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;

    template <class... T>
    Statement& with(const T&... values) {
        reset();
        int at = 0;
        (bind(at++, values), ...);
        return *this;
    }
    /// True: there is a row, whose columns hold until the next step. Throws Database::Failure.
    bool step();
    /// To the end; throws Database::Failure.
    void run();
    void reset();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;

private:
    friend class Database;
    void bind(int at, std::int64_t value);
    void bind(int at, int value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, double value);
    void bind(int at, std::string_view blob);
    void bind(int at, const std::string& text);
    sqlite3_stmt* m_statement = nullptr;
};

/// A connection to an SQLite file. For one thread at a time.
class Database {
public:
    /// SQLite's word for what went wrong; stays inside this room.
    struct Failure {
        int code;
        std::string words;
        /// The file is not what it should be, and no trying again will help.
        [[nodiscard]] bool isDamage() const;
        /// Another connection has the lock.
        [[nodiscard]] bool isBusy() const;
    };
    enum class Mode { Write, Read };

    Database(const std::filesystem::path& file, Mode mode); ///< throws Failure
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql);
    [[nodiscard]] std::int64_t number(const char* sql); ///< the first column of the first row; 0: no row
    [[nodiscard]] Statement prepare(std::string_view sql);
    [[nodiscard]] std::int64_t lastRow() const;

private:
    sqlite3* m_database = nullptr;
};

/// Undone unless committed.
class Transaction {
public:
    explicit Transaction(Database& database) : m_database(database) { m_database.run("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        m_database.run("COMMIT");
        m_open = false;
    }

private:
    Database& m_database;
    bool m_open = true;
};

} // namespace series
