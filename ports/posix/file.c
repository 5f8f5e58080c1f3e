/* SPDX-License-Identifier: MIT
 * file.c - files for lib/io.py. A handle is the number of an entry of a table, so that a program
 * can neither use nor close files that it did not open.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/port_file.h"
#include "ahead.h"

#define FILES 64

static int files[FILES]; /* descriptor + 1, 0 free */

static int descriptor(int32_t file)
{
    return file >= 0 && file < FILES ? files[file] - 1 : -1;
}

static int system_flags(unsigned flags)
{
    int f = O_CLOEXEC;
    if ((flags & ADPORT_READ) && (flags & ADPORT_WRITE))
        f |= O_RDWR;
    else
        f |= flags & ADPORT_WRITE ? O_WRONLY : O_RDONLY;
    if (flags & ADPORT_TRUNCATE)
        f |= O_TRUNC;
    if (flags & ADPORT_CREATE)
        f |= O_CREAT;
    if (flags & ADPORT_EXCLUSIVE)
        f |= O_EXCL;
    if (flags & ADPORT_APPEND)
        f |= O_APPEND;
    return f;
}

int32_t adport_file_open(struct adder_vm *vm, const char *name, unsigned flags)
{
    struct stat info;
    int32_t file = 0;
    int fd;
    (void)vm;
    if (adahead_stops("a file is opened"))
        return -EACCES;
    while (file < FILES && files[file])
        file++;
    if (file == FILES)
        return -EMFILE;
    fd = open(name, system_flags(flags), 0666);
    if (fd < 0)
        return -errno;
    if (!fstat(fd, &info) && S_ISDIR(info.st_mode)) {
        close(fd);
        return -EISDIR;
    }
    files[file] = fd + 1;
    return file;
}

int32_t adport_file_read(struct adder_vm *vm, int32_t file, void *to, size_t n)
{
    ssize_t got;
    (void)vm;
    do
        got = read(descriptor(file), to, n);
    while (got < 0 && errno == EINTR);
    return got < 0 ? -errno : (int32_t)got;
}

int32_t adport_file_write(struct adder_vm *vm, int32_t file, const void *from, size_t n)
{
    ssize_t done;
    (void)vm;
    do
        done = write(descriptor(file), from, n);
    while (done < 0 && errno == EINTR);
    return done < 0 ? -errno : (int32_t)done;
}

int64_t adport_file_seek(struct adder_vm *vm, int32_t file, int64_t offset, unsigned whence)
{
    static const int how[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    off_t at;
    (void)vm;
    if (whence >= AD_COUNT(how))
        return -EINVAL;
    at = lseek(descriptor(file), (off_t)offset, how[whence]);
    return at < 0 ? -errno : (int64_t)at;
}

int32_t adport_file_close(struct adder_vm *vm, int32_t file)
{
    int fd = descriptor(file);
    (void)vm;
    if (fd < 0)
        return -EBADF;
    files[file] = 0;
    return close(fd) < 0 ? -errno : 0;
}
