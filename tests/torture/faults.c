/* Stands between a process and the system (LD_PRELOAD) and makes what writes go wrong.

   Only files below one folder count.  After `faults_begin`, every call that changes what is on the
   disk is numbered: open for writing, write, fsync, rename, link, unlink, truncate.  At number `at` the
   process is killed (half of a write is done), or that call fails, or every call from there on.  With
   `space` set, so many bytes can still be written and no more.  With a log, every call is written down, so
   that what a power cut would leave can be worked out from it.  */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { NOTHING, KILL, FAIL, FULL, ONCE };

static char folder[PATH_MAX];
static int mode, active, calls, at, failure, log_file = -1;
static long space;
static time_t ahead;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t raw_write(int fd, const void *data, size_t size) { return REAL(write)(fd, data, size); }

/* -- what the tests call ----------------------------------------------------------------------- */

void faults_begin(const char *path, int what, int number, int error, long bytes, int log) {
    snprintf(folder, sizeof folder, "%s", path);
    mode = what, at = number, failure = error, space = bytes, log_file = log;
    calls = 0, active = 1;
}

int faults_end(void) { active = 0; return calls; }

void faults_clock(long seconds) { ahead = seconds; }

/* -- which calls count ------------------------------------------------------------------------- */

static int is_ours(const char *path) {
    char full[PATH_MAX];
    if (!active || !path) return 0;
    if (path[0] == '/') snprintf(full, sizeof full, "%s", path);
    else if (!getcwd(full, sizeof full)) return 0;
    return strncmp(full, folder, strlen(folder)) == 0;
}

static const char *path_of(int fd) {
    static __thread char found[PATH_MAX];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, found, sizeof found - 1);
    found[length > 0 ? length : 0] = 0;
    return found;
}

static int is_our_file(int fd) { return active && fd != log_file && is_ours(path_of(fd)); }

static void note(const char *what, const char *path, const char *other, long offset, const void *data,
                 size_t size) {
    if (log_file < 0) return;
    char head[3 * PATH_MAX];
    int length = snprintf(head, sizeof head, "%s\t%s\t%s\t%ld\t%zu\n", what, path, other, offset, size);
    raw_write(log_file, head, length);
    if (data) raw_write(log_file, data, size);
}

/* Returns 1 if the call is to fail; `*size` is what may still be written. */
static int goes_wrong(size_t *size) {
    int number = calls++;
    if (mode == KILL && number == at) {
        if (size && *size > 1) { *size /= 2; return 0; }
        kill(getpid(), SIGKILL);
    }
    if ((mode == FAIL && number >= at) || (mode == ONCE && number == at)) {
        errno = failure;
        return 1;
    }
    if (mode == FULL && size) {
        if (space <= 0 && *size) { errno = ENOSPC; return 1; }
        if ((long)*size > space) *size = space;
        space -= *size;
    }
    return 0;
}

static void die_if_due(void) { if (mode == KILL && calls == at + 1) kill(getpid(), SIGKILL); }

/* -- the calls --------------------------------------------------------------------------------- */

#define OPENING(name)                                                                              \
    int name(const char *path, int flags, ...) {                                                   \
        va_list rest; va_start(rest, flags);                                                       \
        mode_t bits = va_arg(rest, mode_t); va_end(rest);                                          \
        int counts = (flags & (O_WRONLY | O_RDWR)) && (flags & (O_CREAT | O_TRUNC)) && is_ours(path); \
        if (counts && goes_wrong(NULL)) return -1;                                                 \
        int fd = REAL(name)(path, flags, bits);                                                    \
        if (counts && fd >= 0) note(flags & O_TRUNC ? "truncate" : "create", path, "", 0, NULL, 0); \
        return fd;                                                                                 \
    }
OPENING(open)
OPENING(open64)

ssize_t write(int fd, const void *data, size_t size) {
    if (!is_our_file(fd)) return raw_write(fd, data, size);
    if (goes_wrong(&size)) return -1;
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = raw_write(fd, data, size);
    if (done > 0) note("write", path_of(fd), "", offset, data, done);
    die_if_due();
    return done;
}

#define WRITING(name, kind)                                                                        \
    ssize_t name(int fd, const void *data, size_t size, kind offset) {                             \
        if (!is_our_file(fd)) return REAL(name)(fd, data, size, offset);                           \
        if (goes_wrong(&size)) return -1;                                                          \
        ssize_t done = REAL(name)(fd, data, size, offset);                                         \
        if (done > 0) note("write", path_of(fd), "", offset, data, done);                          \
        die_if_due();                                                                              \
        return done;                                                                               \
    }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

#define SYNCING(name)                                                                              \
    int name(int fd) {                                                                             \
        if (!is_our_file(fd)) return REAL(name)(fd);                                               \
        if (goes_wrong(NULL)) return -1;                                                           \
        note("sync", path_of(fd), "", 0, NULL, 0);                                                 \
        return REAL(name)(fd);                                                                     \
    }
SYNCING(fsync)
SYNCING(fdatasync)

#define CUTTING(name, kind)                                                                        \
    int name(int fd, kind length) {                                                                \
        if (!is_our_file(fd)) return REAL(name)(fd, length);                                       \
        if (goes_wrong(NULL)) return -1;                                                           \
        note("cut", path_of(fd), "", length, NULL, 0);                                             \
        return REAL(name)(fd, length);                                                             \
    }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    if (!is_ours(to)) return REAL(rename)(from, to);
    if (goes_wrong(NULL)) return -1;
    note("rename", from, to, 0, NULL, 0);
    return REAL(rename)(from, to);
}

#define LINKING(name, arguments, values)                                                           \
    int name arguments {                                                                           \
        if (!is_ours(to)) return REAL(name) values;                                                \
        if (goes_wrong(NULL)) return -1;                                                           \
        note("link", from, to, 0, NULL, 0);                                                        \
        return REAL(name) values;                                                                  \
    }
LINKING(link, (const char *from, const char *to), (from, to))
LINKING(linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))

int unlink(const char *path) {
    if (!is_ours(path)) return REAL(unlink)(path);
    if (goes_wrong(NULL)) return -1;
    note("unlink", path, "", 0, NULL, 0);
    return REAL(unlink)(path);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = REAL(clock_gettime)(clock, now);
    if (clock == CLOCK_REALTIME) now->tv_sec += ahead;
    return result;
}
