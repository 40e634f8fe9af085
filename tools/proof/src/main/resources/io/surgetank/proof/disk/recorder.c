/* Records every change that a process makes to the files below one folder, and makes chosen calls fail.
 *
 *   LD_PRELOAD=recorder.so
 *   SURGETANK_DISK_ROOT    the folder
 *   SURGETANK_DISK_LOG     the file that the records are appended to
 *   SURGETANK_DISK_NOTES   what the process writes to this file becomes a record, in order with the others;
 *                          text that begins with '!' is a command instead: see command()
 *
 * A call and its record are one step for all threads, so the order of the records is the order of the effects.
 * Only a sync runs without the lock, between two records: writes during a sync may be part of it or not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* Both are also in RecorderLogReader.java. */
enum { OPENED = 1, CLOSED, DUPLICATED, WRITTEN, RESIZED, SYNC_BEGUN, SYNC_ENDED, RENAMED, REMOVED, FOLDER, MAPPED, NOTED };
struct header {
  int32_t type;
  int32_t error; /* errno of a failed call, or 0 */
  int32_t fd;
  int32_t other; /* second file descriptor, or flags of open */
  int64_t position;
  int32_t length;  /* of the first text or data that follows */
  int32_t length2; /* of the second */
};

enum { ON_OPEN = 1, ON_READ, ON_WRITE, ON_SYNC, ON_RESIZE, ON_REMOVE, CLASSES };
static const char *const classes[CLASSES] = {"", "open", "read", "write", "sync", "resize", "remove"};
enum { ONCE, ALWAYS, SHORT, DELAY };

enum { MAX_FD = 4096 };
enum { OTHER, TRACKED, NOTES };
static unsigned char kind[MAX_FD];
static char *paths[MAX_FD]; /* of tracked files */
static int unreported[MAX_FD]; /* the error of a sync of the same file through another descriptor, or 0 */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER; /* a call is held or released */
static const char *root, *notes;
static int log_fd = -1;
static int is_recording = 1;
static int64_t syncs, failures;
enum { MAX_NAME = 64, MAX_HOLDS = 2, MAX_HELD_SECONDS = 300 };
static struct { int class, error, mode; long left; char file[MAX_NAME]; } fault;
static struct hold { int class, is_held; char file[MAX_NAME]; } holds[MAX_HOLDS];
static int is_stopped;
static pthread_t stopper;

#define REAL(type, name, ...) \
  static type (*real_##name)(__VA_ARGS__); \
  static void find_##name(void) { if (!real_##name) *(void **)&real_##name = dlsym(RTLD_NEXT, #name); }
REAL(int, open64, const char *, int, ...)
REAL(int, openat64, int, const char *, int, ...)
REAL(int, close, int)
REAL(int, dup, int)
REAL(int, dup2, int, int)
REAL(int, dup3, int, int, int)
REAL(ssize_t, read, int, void *, size_t)
REAL(ssize_t, pread64, int, void *, size_t, off64_t)
REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, writev, int, const struct iovec *, int)
REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)
REAL(ssize_t, pwritev64, int, const struct iovec *, int, off64_t)
REAL(int, ftruncate64, int, off64_t)
REAL(int, fallocate64, int, int, off64_t, off64_t)
REAL(int, posix_fallocate64, int, off64_t, off64_t)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, sync_file_range, int, off64_t, off64_t, unsigned)
REAL(int, rename, const char *, const char *)
REAL(int, renameat, int, const char *, int, const char *)
REAL(int, unlink, const char *)
REAL(int, unlinkat, int, const char *, int)
REAL(int, rmdir, const char *)
REAL(int, mkdir, const char *, mode_t)
REAL(void *, mmap64, void *, size_t, int, int, int, off64_t)
REAL(ssize_t, copy_file_range, int, off64_t *, int, off64_t *, size_t, unsigned)
REAL(ssize_t, sendfile64, int, int, off64_t *, size_t)

__attribute__((constructor)) static void begin(void) {
  find_open64(); find_openat64(); find_close(); find_dup(); find_dup2(); find_dup3(); find_read(); find_pread64(); find_write(); find_writev();
  find_pwrite64(); find_pwritev64(); find_ftruncate64(); find_fallocate64(); find_posix_fallocate64(); find_fsync();
  find_fdatasync(); find_sync_file_range(); find_rename(); find_renameat(); find_unlink(); find_unlinkat();
  find_rmdir(); find_mkdir(); find_mmap64(); find_copy_file_range(); find_sendfile64();
  const char *file = getenv("SURGETANK_DISK_LOG");
  root = getenv("SURGETANK_DISK_ROOT");
  notes = getenv("SURGETANK_DISK_NOTES");
  if (!root || !file) { root = NULL; return; }
  int fd = real_open64(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  /* Away from the low numbers that the process uses. */
  log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 900);
  if (fd < 0 || log_fd < 0) { fprintf(stderr, "recorder: cannot write %s\n", file); _exit(70); }
  real_close(fd);
}

static int is_below(const char *path) {
  size_t n = root ? strlen(root) : 0;
  return n && !strncmp(path, root, n) && (path[n] == 0 || path[n] == '/');
}

static int is_tracked(int fd) { return fd >= 0 && fd < MAX_FD && kind[fd] == TRACKED; }

static void record(struct header h, const void *data, size_t n, const void *data2, size_t n2) {
  if (!is_recording) return;
  h.length = (int32_t)n;
  h.length2 = (int32_t)n2;
  struct iovec parts[3] = {{&h, sizeof h}, {(void *)data, n}, {(void *)data2, n2}};
  if (real_writev(log_fd, parts, 3) != (ssize_t)(sizeof h + n + n2)) {
    fprintf(stderr, "recorder: the record was not written\n");
    _exit(70);
  }
}

static int class_of(const char *name) {
  for (int c = 1; c < CLASSES; c++) if (!strcmp(name, classes[c])) return c;
  return 0;
}

static void answer(int fd, int64_t number) {
  char digits[20];
  size_t n = (size_t)snprintf(digits, sizeof digits, "%019lld", (long long)number);
  if (real_pwrite64(fd, digits, n, 0) != (ssize_t)n) _exit(70);
}

static int held(void) {
  int n = 0;
  for (int i = 0; i < MAX_HOLDS; i++) n += holds[i].is_held;
  return n;
}

/* Waits until this number of calls is held. Requires the lock. Returns 0 after a time limit. */
static int await_held(int calls, long millis) {
  struct timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += millis / 1000;
  end.tv_nsec += millis % 1000 * 1000000;
  if (end.tv_nsec >= 1000000000) { end.tv_sec++; end.tv_nsec -= 1000000000; }
  while (held() < calls) if (pthread_cond_timedwait(&changed, &lock, &end)) break;
  return held() >= calls;
}

/* !record on|off: whether calls are recorded.
 * !fail CLASS N ERRNO once|always FILE: the N-th call of the class fails, or it and all later ones, of those to files
 *   with this name, which may have wildcards.
 * !fail CLASS N 0 short FILE: the N-th write writes half of its bytes. !fail CLASS N MILLIS delay FILE: it takes longer.
 * !fail none 0 0 once *: no call fails.
 * !hold CLASS FILE: the next call waits before its effect until it is released.
 * !await N MILLIS: waits until N calls are held, and answers whether they are.
 * !release FILE: no calls to the file are held any more.
 * !stop: calls of other threads wait until !continue, as if the process had died.
 * !count: answers how many calls have failed.
 * An answer is a number of 19 digits in the file for notes. */
static void command(int fd, const char *text, size_t n) {
  char line[128], class[16], mode[16], file[MAX_NAME];
  snprintf(line, sizeof line, "%.*s", (int)n, text);
  long at;
  int error;
  if (!strncmp(line, "!record ", 8)) is_recording = !strncmp(line + 8, "on", 2);
  else if (!strcmp(line, "!count")) answer(fd, failures);
  else if (sscanf(line, "!fail %15s %ld %d %15s %63s", class, &at, &error, mode, file) == 5) {
    fault.class = class_of(class);
    fault.left = at;
    fault.error = error;
    fault.mode = !strcmp(mode, "always") ? ALWAYS : !strcmp(mode, "short") ? SHORT : !strcmp(mode, "delay") ? DELAY : ONCE;
    strcpy(fault.file, file);
  } else if (sscanf(line, "!hold %15s %63s", class, file) == 2) {
    int i = 0;
    while (i < MAX_HOLDS && holds[i].class) i++;
    if (i == MAX_HOLDS) { fprintf(stderr, "recorder: too many calls are held\n"); _exit(70); }
    holds[i].class = class_of(class);
    strcpy(holds[i].file, file);
  } else if (sscanf(line, "!await %d %ld", &error, &at) == 2) answer(fd, await_held(error, at));
  else if (sscanf(line, "!release %63s", file) == 1) {
    for (int i = 0; i < MAX_HOLDS; i++)
      if (!strcmp(holds[i].file, file)) holds[i].class = holds[i].is_held = 0;
    pthread_cond_broadcast(&changed);
  }
  else if (!strcmp(line, "!stop")) { is_stopped = 1; stopper = pthread_self(); }
  else if (!strcmp(line, "!continue")) { is_stopped = 0; pthread_cond_broadcast(&changed); }
  else { fprintf(stderr, "recorder: unknown command %s\n", line); _exit(70); }
}

static int is_of(const char *file, const char *path) {
  const char *name = path ? strrchr(path, '/') : NULL;
  return !fnmatch(file, name ? name + 1 : "", 0);
}

/* Requires the lock. */
static void await_release(struct hold *hold) {
  struct timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += MAX_HELD_SECONDS;
  hold->is_held = 1;
  pthread_cond_broadcast(&changed);
  while (hold->is_held)
    if (pthread_cond_timedwait(&changed, &lock, &end)) {
      fprintf(stderr, "recorder: a call was not released\n");
      _exit(70);
    }
}

/* The error that this call must fail with, or 0. Requires the lock. `n`: the bytes to write, or NULL. */
static int failure(int class, const char *path, size_t *n) {
  while (is_stopped && !pthread_equal(stopper, pthread_self())) pthread_cond_wait(&changed, &lock);
  for (int i = 0; i < MAX_HOLDS; i++)
    if (holds[i].class == class && !holds[i].is_held && is_of(holds[i].file, path)) await_release(&holds[i]);
  if (fault.class != class || !is_of(fault.file, path) || --fault.left > 0) return 0;
  failures++;
  if (fault.mode != ALWAYS) fault.class = 0;
  if (fault.mode == DELAY) {
    useconds_t micros = (useconds_t)fault.error * 1000;
    pthread_mutex_unlock(&lock);
    usleep(micros);
    pthread_mutex_lock(&lock);
    return 0;
  }
  if (fault.mode == SHORT) { if (n && *n > 1) *n /= 2; return 0; }
  return fault.error;
}

#define HEADER(...) ((struct header){__VA_ARGS__})

/* --- open and close --- */

static void set_path(int fd, const char *path) {
  free(paths[fd]);
  paths[fd] = path ? strdup(path) : NULL;
  unreported[fd] = 0;
}

static int open_any(int dir, const char *path, int flags, mode_t mode) {
  if (!root || path[0] != '/' || (!is_below(path) && (!notes || strcmp(path, notes))))
    return real_openat64(dir, path, flags, mode);
  pthread_mutex_lock(&lock);
  int is_note = notes && !strcmp(path, notes);
  int error = is_note ? 0 : failure(ON_OPEN, path, NULL);
  int is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
  int fd = error ? -1 : real_openat64(dir, path, flags, mode);
  if (!error) error = fd < 0 ? errno : 0;
  if (fd >= MAX_FD) { fprintf(stderr, "recorder: too many files\n"); _exit(70); }
  if (fd >= 0) { kind[fd] = is_note ? NOTES : TRACKED; set_path(fd, path); }
  if (!is_note) record(HEADER(OPENED, error, fd, flags, is_new), path, strlen(path), NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return fd;
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE_OF(flags) return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return open_any(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE_OF(flags) return open_any(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE_OF(flags) return open_any(dir, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_any(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_any(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int fd) {
  if (fd < 0 || fd >= MAX_FD || !kind[fd]) return real_close(fd);
  pthread_mutex_lock(&lock);
  if (kind[fd] == TRACKED) record(HEADER(CLOSED, 0, fd), NULL, 0, NULL, 0);
  kind[fd] = OTHER;
  set_path(fd, NULL);
  int result = real_close(fd), error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

static int duplicated(int fd, int copy) {
  if (copy >= 0 && copy < MAX_FD && fd >= 0 && fd < MAX_FD && (kind[fd] || kind[copy])) {
    pthread_mutex_lock(&lock);
    if (kind[copy] == TRACKED) record(HEADER(CLOSED, 0, copy), NULL, 0, NULL, 0);
    kind[copy] = kind[fd];
    if (copy != fd) set_path(copy, paths[fd]);
    if (kind[fd] == TRACKED) record(HEADER(DUPLICATED, 0, fd, copy), NULL, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return copy;
}
int dup(int fd) { return duplicated(fd, real_dup(fd)); }
int dup2(int fd, int copy) { return duplicated(fd, real_dup2(fd, copy)); }
int dup3(int fd, int copy, int flags) { return duplicated(fd, real_dup3(fd, copy, flags)); }

/* --- contents --- */

static int read_failure(int fd) {
  if (!is_tracked(fd)) return 0;
  pthread_mutex_lock(&lock);
  int error = failure(ON_READ, paths[fd], NULL);
  pthread_mutex_unlock(&lock);
  return errno = error;
}
ssize_t read(int fd, void *to, size_t n) { return read_failure(fd) ? -1 : real_read(fd, to, n); }
ssize_t pread(int fd, void *to, size_t n, off_t at) { return read_failure(fd) ? -1 : real_pread64(fd, to, n, at); }
ssize_t pread64(int fd, void *to, size_t n, off64_t at) { return read_failure(fd) ? -1 : real_pread64(fd, to, n, at); }

static ssize_t write_any(int fd, const void *data, size_t n, off64_t position) {
  if (fd < 0 || fd >= MAX_FD || !kind[fd]) return position < 0 ? real_write(fd, data, n) : real_pwrite64(fd, data, n, position);
  pthread_mutex_lock(&lock);
  ssize_t result;
  int error = 0;
  if (kind[fd] == NOTES) {
    if (n && *(const char *)data == '!') command(fd, data, n);
    else record(HEADER(NOTED, 0, fd), data, n, NULL, 0);
    result = (ssize_t)n;
  } else {
    error = failure(ON_WRITE, paths[fd], &n);
    off64_t at = position;
    if (at < 0) at = lseek64(fd, 0, (fcntl(fd, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR);
    result = error ? -1 : position < 0 ? real_write(fd, data, n) : real_pwrite64(fd, data, n, position);
    if (!error && result < 0) error = errno;
    record(HEADER(WRITTEN, error, fd, 0, at), data, result < 0 ? 0 : (size_t)result, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
ssize_t write(int fd, const void *data, size_t n) { return write_any(fd, data, n, -1); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return write_any(fd, data, n, at); }
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) { return write_any(fd, data, n, at); }

/* As a write of the first part: callers continue after a short write. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (fd < 0 || fd >= MAX_FD || !kind[fd] || count < 1) return real_writev(fd, parts, count);
  return write_any(fd, parts[0].iov_base, parts[0].iov_len, -1);
}
static ssize_t pwritev_any(int fd, const struct iovec *parts, int count, off64_t at) {
  if (fd < 0 || fd >= MAX_FD || !kind[fd] || count < 1) return real_pwritev64(fd, parts, count, at);
  return write_any(fd, parts[0].iov_base, parts[0].iov_len, at);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev_any(fd, parts, count, at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return pwritev_any(fd, parts, count, at); }

/* Callers copy by read and write instead. */
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t n, unsigned flags) {
  if (is_tracked(out)) { errno = ENOSYS; return -1; }
  return real_copy_file_range(in, from, out, to, n, flags);
}
ssize_t sendfile(int out, int in, off_t *from, size_t n) {
  if (is_tracked(out)) { errno = EINVAL; return -1; }
  return real_sendfile64(out, in, from, n);
}
ssize_t sendfile64(int out, int in, off64_t *from, size_t n) { return sendfile(out, in, from, n); }

int ftruncate64(int fd, off64_t size) {
  if (!is_tracked(fd)) return real_ftruncate64(fd, size);
  pthread_mutex_lock(&lock);
  int error = failure(ON_RESIZE, paths[fd], NULL);
  int result = error ? -1 : real_ftruncate64(fd, size);
  if (!error && result < 0) error = errno;
  record(HEADER(RESIZED, error, fd, 0, size), NULL, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

/* Recorded as a change of the size, which is all that the store needs of it. */
static int allocated(int fd, int result, off64_t end) {
  struct stat now;
  if (!result && is_tracked(fd) && !fstat(fd, &now) && now.st_size == end)
    record(HEADER(RESIZED, 0, fd, 0, end), NULL, 0, NULL, 0);
  return result;
}
int fallocate64(int fd, int mode, off64_t from, off64_t n) {
  pthread_mutex_lock(&lock);
  int result = allocated(fd, real_fallocate64(fd, mode, from, n), from + n);
  pthread_mutex_unlock(&lock);
  return result;
}
int fallocate(int fd, int mode, off_t from, off_t n) { return fallocate64(fd, mode, from, n); }
int posix_fallocate64(int fd, off64_t from, off64_t n) {
  pthread_mutex_lock(&lock);
  int result = allocated(fd, real_posix_fallocate64(fd, from, n), from + n);
  pthread_mutex_unlock(&lock);
  return result;
}
int posix_fallocate(int fd, off_t from, off_t n) { return posix_fallocate64(fd, from, n); }

/* Linux reports a failed sync once to each descriptor of the file. Requires the lock. */
static int sync_failure(int fd) {
  int error = failure(ON_SYNC, paths[fd], NULL);
  if (error)
    for (int other = 0; other < MAX_FD; other++)
      if (other != fd && paths[other] && paths[fd] && !strcmp(paths[other], paths[fd])) unreported[other] = error;
  if (!error) error = unreported[fd];
  unreported[fd] = 0;
  return error;
}

static int sync_any(int fd, int (*real)(int)) {
  if (!is_tracked(fd)) return real(fd);
  pthread_mutex_lock(&lock);
  int error = sync_failure(fd);
  int64_t token = ++syncs;
  record(HEADER(SYNC_BEGUN, 0, fd, 0, token), NULL, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  int result = error ? -1 : real(fd);
  if (!error && result < 0) error = errno;
  pthread_mutex_lock(&lock);
  record(HEADER(SYNC_ENDED, error, fd, 0, token), NULL, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int fsync(int fd) { return sync_any(fd, real_fsync); }
int fdatasync(int fd) { return sync_any(fd, real_fdatasync); }
/* It promises nothing about a power failure, so it is not recorded. */
int sync_file_range(int fd, off64_t from, off64_t n, unsigned flags) { return real_sync_file_range(fd, from, n, flags); }

void *mmap64(void *at, size_t n, int protection, int flags, int fd, off64_t from) {
  if (is_tracked(fd) && (protection & PROT_WRITE) && (flags & MAP_SHARED)) {
    pthread_mutex_lock(&lock);
    record(HEADER(MAPPED, 0, fd), NULL, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return real_mmap64(at, n, protection, flags, fd, from);
}
void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t from) {
  return mmap64(at, n, protection, flags, fd, from);
}

/* --- names --- */

static int name_changed(int type, int class, const char *path, const char *to, int (*real)(const char *, const char *)) {
  if (!is_below(path)) return real(path, to);
  pthread_mutex_lock(&lock);
  int error = class ? failure(class, path, NULL) : 0;
  int result = error ? -1 : real(path, to);
  if (!error && result < 0) error = errno;
  record(HEADER(type, error, -1), path, strlen(path), to, to ? strlen(to) : 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
static int renaming(const char *from, const char *to) { return real_rename(from, to); }
static int unlinking(const char *path, const char *none) { (void)none; return real_unlink(path); }
static int removing(const char *path, const char *none) { (void)none; return real_rmdir(path); }

int rename(const char *from, const char *to) { return name_changed(RENAMED, 0, from, to, renaming); }
int renameat(int dir, const char *from, int dir2, const char *to) {
  return from[0] == '/' && to[0] == '/' ? rename(from, to) : real_renameat(dir, from, dir2, to);
}
int unlink(const char *path) { return name_changed(REMOVED, ON_REMOVE, path, NULL, unlinking); }
int rmdir(const char *path) { return name_changed(REMOVED, ON_REMOVE, path, NULL, removing); }
int unlinkat(int dir, const char *path, int flags) {
  if (path[0] != '/') return real_unlinkat(dir, path, flags);
  return flags & AT_REMOVEDIR ? rmdir(path) : unlink(path);
}
int mkdir(const char *path, mode_t mode) {
  if (!is_below(path)) return real_mkdir(path, mode);
  pthread_mutex_lock(&lock);
  int result = real_mkdir(path, mode), error = result < 0 ? errno : 0;
  record(HEADER(FOLDER, error, -1), path, strlen(path), NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
