// What one system call, one page, one packet costs: a worker that measures on command, the same binary on the bare host and in a container.
// usage: overhead [--filter] CPU DIR   pinned to CPU, working in DIR by relative names. With --filter under a system call filter
// of one instruction, "allow". Reads "TEST COUNT" lines, answers each with nanoseconds for all of COUNT.
// Tests of processor, memory, calls and network take the processor time of all processes that take part: who else runs on
// this machine is left out. Those of the disk take the clock. `overhead --nop` ends at once: what fork+exec starts.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MIB = 1 << 20, PAGE = 4096, CHASE = 16 * MIB, COPY = 8 * MIB, STREAM = 64 * 1024 };

static void die(const char *what) {
  perror(what);
  exit(1);
}

static uint64_t clock_of(clockid_t id) {
  struct timespec t;
  if (clock_gettime(id, &t)) die("clock_gettime");
  return (uint64_t)t.tv_sec * 1000000000u + t.tv_nsec;
}

// The other end of a ping-pong or a stream: a child that lives as long as the worker.
static clockid_t peer_clock = -1;

static uint64_t processor_time(void) {
  struct rusage ended;
  getrusage(RUSAGE_CHILDREN, &ended);
  uint64_t children = (ended.ru_utime.tv_sec + ended.ru_stime.tv_sec) * 1000000000ull +
                      (ended.ru_utime.tv_usec + ended.ru_stime.tv_usec) * 1000ull;
  return clock_of(CLOCK_PROCESS_CPUTIME_ID) + children + (peer_clock == -1 ? 0 : clock_of(peer_clock));
}

static pid_t start_peer(void) {
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) prctl(PR_SET_PDEATHSIG, SIGKILL);
  return pid;
}

static volatile uint64_t sink;
static char *buffer, *other;

static void integers(long n) {
  uint64_t x = 88172645463325252u;
  for (long i = 0; i < n; i++) x ^= x << 13, x ^= x >> 7, x ^= x << 17;
  sink = x;
}

static void floats(long n) {
  volatile double seed = 1.0000001;
  double x = seed, y = 0.5;
  for (long i = 0; i < n; i++) x = x * 0.9999999 + y / (x + 1.5);
  sink = (uint64_t)x;
}

static void need_buffers(void) {
  if (buffer != NULL) return;
  buffer = mmap(NULL, CHASE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  other = mmap(NULL, CHASE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffer == MAP_FAILED || other == MAP_FAILED) die("mmap");
  memset(other, 1, CHASE);
  // A cycle through all cache lines in an order that no prefetcher follows (Sattolo's shuffle).
  uint32_t lines = CHASE / 64, *order = malloc(lines * sizeof *order);
  for (uint32_t i = 0; i < lines; i++) order[i] = i;
  uint64_t x = 88172645463325252u;
  for (uint32_t i = lines - 1; i > 0; i--) {
    x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    uint32_t k = x % i, t = order[i];
    order[i] = order[k], order[k] = t;
  }
  for (uint32_t i = 0; i < lines; i++) *(uint32_t *)(buffer + 64ul * order[i]) = order[(i + 1) % lines];
  free(order);
}

static void chase(long n) {
  uint32_t at = 0;
  for (long i = 0; i < n; i++) at = *(volatile uint32_t *)(buffer + 64ul * at);
  sink = at;
}

static void copy(long n) {
  for (long i = 0; i < n; i++) memcpy(other, other + COPY, MIB);
}

static void fault(long n) {
  enum { BATCH = 256 };
  for (long i = 0; i < n; i += BATCH) {
    char *pages = mmap(NULL, BATCH * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) die("mmap");
    madvise(pages, BATCH * PAGE, MADV_NOHUGEPAGE);
    for (int page = 0; page < BATCH; page++) pages[page * PAGE] = 1;
    munmap(pages, BATCH * PAGE);
  }
}

static void call_getppid(long n) {
  for (long i = 0; i < n; i++) syscall(SYS_getppid);
}

// Reaches the part of a filter that looks at arguments: its verdict cannot be remembered by the kernel.
static void call_ioctl(long n) {
  for (long i = 0; i < n; i++) ioctl(-1, FIONREAD, NULL);
}

static int zero = -1, file = -1;

static void need_zero(void) {
  if (zero < 0 && (zero = open("/dev/zero", O_RDONLY | O_CLOEXEC)) < 0) die("/dev/zero");
}

static void call_read(long n) {
  char byte;
  for (long i = 0; i < n; i++)
    if (read(zero, &byte, 1) != 1) die("read");
}

static void need_file(void) {
  if (file >= 0) return;
  need_buffers();
  file = open("file", O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0 || pwrite(file, other, MIB, 0) != MIB || fsync(file)) die("file");
}

static int shm = -1;

// Reached by a descriptor: the way there would lead over the root.
static void need_shm(void) {
  if (shm >= 0) return;
  shm = open("/dev/shm", O_PATH | O_DIRECTORY | O_CLOEXEC);
  int fd = openat(shm, "overhead-file", O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) die("/dev/shm");
  close(fd);
}

static void stat_in(int dir, const char *name, long n) {
  struct stat s;
  for (long i = 0; i < n; i++)
    if (fstatat(dir, name, &s, 0)) die(name);
}

static void open_in(int dir, const char *name, long n) {
  for (long i = 0; i < n; i++) {
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || close(fd)) die(name);
  }
}

static void stat_file(long n) { stat_in(AT_FDCWD, "file", n); }
static void open_file(long n) { open_in(AT_FDCWD, "file", n); }
static void stat_shm(long n) { stat_in(shm, "overhead-file", n); }
static void open_shm(long n) { open_in(shm, "overhead-file", n); }

static void read_file(long n) {
  for (long i = 0; i < n; i++)
    if (pread(file, buffer + CHASE - PAGE, PAGE, (i * PAGE) % MIB) != PAGE) die("pread");
}

static void write_file(long n) {
  for (long i = 0; i < n; i++)
    if (pwrite(file, other, PAGE, (i * PAGE) % MIB) != PAGE) die("pwrite");
}

static void create(long n) {
  for (long i = 0; i < n; i++) {
    int fd = open("new", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0 || close(fd) || unlink("new")) die("create");
  }
}

static void write_through(long n) {
  for (long i = 0; i < n; i++)
    if (pwrite(file, other, PAGE, (i * PAGE) % MIB) != PAGE || fdatasync(file)) die("fdatasync");
}

static void write_stream(long n) {
  int fd = open("stream", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  for (long i = 0; i < n; i++)
    if (write(fd, other, MIB) != MIB) die("write");
  if (fdatasync(fd) || close(fd)) die("fdatasync");
}

static void read_disk(long n) {
  for (long i = 0; i < n; i++) {
    if (posix_fadvise(file, 0, MIB, POSIX_FADV_DONTNEED)) die("fadvise");
    if (pread(file, other, MIB, 0) != MIB) die("pread");
  }
}

static void just_fork(long n) {
  for (long i = 0; i < n; i++) {
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    if (pid < 0 || waitpid(pid, NULL, 0) != pid) die("fork");
  }
}

static char *self;

static void fork_exec(long n) {
  char *argv[] = {self, "--nop", NULL}, *envp[] = {NULL};
  for (long i = 0; i < n; i++) {
    int status;
    pid_t pid = vfork();
    if (pid == 0) {
      execve(self, argv, envp);
      _exit(1);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) die("fork+exec");
  }
}

static void echo(int in, int out) {
  char byte;
  while (read(in, &byte, 1) == 1 && write(out, &byte, 1) == 1)
    ;
  _exit(0);
}

static void ping(int out, int in, long n) {
  char byte = 1;
  for (long i = 0; i < n; i++)
    if (write(out, &byte, 1) != 1 || read(in, &byte, 1) != 1) die("ping");
}

struct peer {
  pid_t pid;
  int in, out;
};

static void use(const struct peer *peer) {
  if (clock_getcpuclockid(peer->pid, &peer_clock)) die("clock_getcpuclockid");
}

static struct peer pipes, pong, stream;

static void need_pipes(void) {
  if (pipes.pid == 0) {
    int there[2], back[2];
    if (pipe(there) || pipe(back)) die("pipe");
    if ((pipes.pid = start_peer()) == 0) {
      close(there[1]), close(back[0]);
      echo(there[0], back[1]);
    }
    close(there[0]), close(back[1]);
    pipes.out = there[1], pipes.in = back[0];
  }
  use(&pipes);
}

static void ping_pipes(long n) { ping(pipes.out, pipes.in, n); }

static int connected(int *server) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof at;
  int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, (void *)&at, sizeof at) || listen(listener, 1) || getsockname(listener, (void *)&at, &size)) die("listen");
  if (connect(fd, (void *)&at, sizeof at) || (*server = accept(listener, NULL, NULL)) < 0) die("connect");
  close(listener);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt(*server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static void need_pong(void) {
  if (pong.pid == 0) {
    int server, fd = connected(&server);
    if ((pong.pid = start_peer()) == 0) {
      close(fd);
      echo(server, server);
    }
    close(server);
    pong.in = pong.out = fd;
  }
  use(&pong);
}

static void ping_tcp(long n) { ping(pong.out, pong.in, n); }

// The peer takes STREAM bytes at a time and says so after each whole one: nothing is left in flight when the time is taken.
static void need_stream(void) {
  need_buffers();
  if (stream.pid == 0) {
    int server, fd = connected(&server);
    if ((stream.pid = start_peer()) == 0) {
      char byte = 1;
      close(fd);
      while (recv(server, buffer, STREAM, MSG_WAITALL) == STREAM && write(server, &byte, 1) == 1)
        ;
      _exit(0);
    }
    close(server);
    stream.in = stream.out = fd;
  }
  use(&stream);
}

static void stream_tcp(long n) {
  char byte;
  for (long i = 0; i < n; i++)
    if (write(stream.out, other, STREAM) != STREAM || read(stream.in, &byte, 1) != 1) die("stream");
}

static void nothing(void) {}

static const struct test {
  const char *name;
  void (*prepare)(void);
  void (*run)(long);
  int by_clock;
} tests[] = {
    {"integers", nothing, integers, 0},
    {"floats", nothing, floats, 0},
    {"chase", need_buffers, chase, 0},
    {"copy", need_buffers, copy, 0},
    {"fault", nothing, fault, 0},
    {"getppid", nothing, call_getppid, 0},
    {"ioctl", nothing, call_ioctl, 0},
    {"read", need_zero, call_read, 0},
    {"stat-tmpfs", need_shm, stat_shm, 0},
    {"open-tmpfs", need_shm, open_shm, 0},
    {"stat", need_file, stat_file, 0},
    {"open", need_file, open_file, 0},
    {"fork", nothing, just_fork, 0},
    {"exec", nothing, fork_exec, 0},
    {"pipe", need_pipes, ping_pipes, 0},
    {"file-read", need_file, read_file, 0},
    {"file-write", need_file, write_file, 0},
    {"create", nothing, create, 0},
    {"sync-write", need_file, write_through, 1},
    {"disk-write", need_buffers, write_stream, 1},
    {"disk-read", need_file, read_disk, 1},
    {"tcp-ping", need_pong, ping_tcp, 0},
    {"tcp-stream", need_stream, stream_tcp, 0},
};

static void filter_nothing(void) {
  struct sock_filter allow = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW};
  struct sock_fprog program = {1, &allow};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program)) die("seccomp");
}

static void answer(const char *name, long count) {
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
    if (strcmp(tests[i].name, name) != 0) continue;
    peer_clock = -1;
    tests[i].prepare();
    uint64_t begun = tests[i].by_clock ? clock_of(CLOCK_MONOTONIC) : processor_time();
    tests[i].run(count);
    uint64_t ended = tests[i].by_clock ? clock_of(CLOCK_MONOTONIC) : processor_time();
    printf("%llu\n", (unsigned long long)(ended - begun));
    return;
  }
  printf("0\n");
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--nop") == 0) return 0;
  int filtered = argc == 4 && strcmp(argv[1], "--filter") == 0;
  if (argc != 3 + filtered) return 2;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(atoi(argv[1 + filtered]), &set);
  if (sched_setaffinity(0, sizeof set, &set)) die("sched_setaffinity");
  self = realpath("/proc/self/exe", NULL);
  if (self == NULL || chdir(argv[2 + filtered])) die(argv[2 + filtered]);
  if (filtered) filter_nothing();
  char line[128], name[64];
  long count;
  setvbuf(stdout, NULL, _IOLBF, 0);
  while (fgets(line, sizeof line, stdin) != NULL && sscanf(line, "%63s %ld", name, &count) == 2) answer(name, count);
  return 0;
}
