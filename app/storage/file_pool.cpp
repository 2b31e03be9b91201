#include "storage/file_pool.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "storage/storage_error.h"

namespace storage {

std::shared_ptr<File> FilePool::admit(PooledFile& owner, std::shared_ptr<File> file) {
    std::vector<std::shared_ptr<File>> closing; // closed after the locks are gone
    const base::Lock lock(m_mutex);
    {
        const base::Lock own(owner.m_mutex);
        if (owner.m_file)
            return owner.m_file; // another thread was quicker
        owner.m_file = file;
        owner.m_used = true;
    }
    while (!m_open.empty() && m_open.size() >= m_limit) {
        m_hand %= m_open.size();
        PooledFile* victim = m_open[m_hand];
        if (victim->m_used.exchange(false)) {
            ++m_hand;
            continue;
        }
        m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(m_hand));
        const base::Lock theirs(victim->m_mutex);
        closing.push_back(std::move(victim->m_file));
    }
    m_open.push_back(&owner);
    return file;
}

void FilePool::forget(PooledFile& owner) {
    const base::Lock lock(m_mutex);
    m_open.erase(std::remove(m_open.begin(), m_open.end(), &owner), m_open.end());
}

PooledFile::PooledFile(FilePool& pool, std::filesystem::path path) : m_pool(pool), m_path(std::move(path)) {}

PooledFile::~PooledFile() {
    m_pool.forget(*this);
}

base::Result<std::shared_ptr<File>> PooledFile::acquire() {
    std::filesystem::path where;
    auto mode = File::Mode::Create;
    {
        const base::Lock lock(m_mutex);
        if (m_file) {
            m_used = true;
            return m_file;
        }
        where = m_path;
        if (m_retired)
            mode = File::Mode::ReadWrite;
    }
    auto file = File::open(where, mode);
    if (!file)
        return file;
    return m_pool.admit(*this, std::move(*file));
}

base::Status PooledFile::rename(const std::filesystem::path& to) {
    const base::Lock lock(m_mutex);
    m_retired = true;
    if (std::rename(m_path.c_str(), to.c_str()) != 0)
        return base::fail(fileError("rename", m_path, errno));
    m_path = to;
    return {};
}

void PooledFile::retire() {
    const base::Lock lock(m_mutex);
    m_retired = true;
}

std::filesystem::path PooledFile::path() const {
    const base::Lock lock(m_mutex);
    return m_path;
}

} // namespace storage
