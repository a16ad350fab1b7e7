// The floor: what the kernel alone costs to start N containers one after the other. Clones every namespace with an id map,
// mounts an overlay root and proc, pivots and execs a static busybox that sleeps. No cgroups, no network, no error recovery.
// usage: floor N LOWER SCRATCH  ->  prints the milliseconds for all N; then kills them.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void put(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, text, strlen(text)) < 0) die(path);
  close(fd);
}

static void child(int gate, const char *lower, const char *dir) {
  char byte, options[16384];
  if (read(gate, &byte, 1) != 1) _exit(1);
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)) die("private");
  snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s/upper,workdir=%s/work,userxattr", lower, dir, dir);
  char root[4200];
  snprintf(root, sizeof root, "%s/root", dir);
  if (mount("overlay", root, "overlay", 0, options)) die("overlay");
  if (chdir(root)) die("chdir");
  if (mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL)) die("proc");
  if (syscall(SYS_pivot_root, ".", ".")) die("pivot_root");
  if (umount2(".", MNT_DETACH)) die("umount");
  char *argv[] = {"sleep", "100000", NULL}, *envp[] = {NULL};
  execve("/bin/busybox", argv, envp);
  die("execve");
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  int n = atoi(argv[1]);
  pid_t *pids = calloc(n, sizeof *pids);
  char dir[4096], path[8300];
  for (int i = 0; i < n; i++) {
    snprintf(dir, sizeof dir, "%s/%d", argv[3], i);
    mkdir(dir, 0755);
    const char *names[] = {"upper", "work", "root"};
    for (int k = 0; k < 3; k++) {
      snprintf(path, sizeof path, "%s/%s", dir, names[k]);
      mkdir(path, 0755);
    }
  }
  struct timespec t0, t1;
  clock_gettime(CLOCK_MONOTONIC, &t0);
  for (int i = 0; i < n; i++) {
    int gate[2], done[2];
    char byte = 1;
    if (pipe2(gate, O_CLOEXEC) || pipe2(done, O_CLOEXEC)) die("pipe");
    snprintf(dir, sizeof dir, "%s/%d", argv[3], i);
    struct clone_args args = {.flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC |
                                       CLONE_NEWUTS | CLONE_NEWCGROUP,
                              .exit_signal = SIGCHLD};
    pids[i] = syscall(SYS_clone3, &args, sizeof args);
    if (pids[i] < 0) die("clone3");
    if (pids[i] == 0) {
      close(gate[1]);
      child(gate[0], argv[2], dir);
    }
    snprintf(path, sizeof path, "/proc/%d/uid_map", pids[i]);
    put(path, "0 0 65536\n");
    snprintf(path, sizeof path, "/proc/%d/gid_map", pids[i]);
    put(path, "0 0 65536\n");
    if (write(gate[1], &byte, 1) != 1) die("gate");
    close(done[1]);
    if (read(done[0], &byte, 1) != 0) die("done");
    close(gate[0]), close(gate[1]), close(done[0]);
  }
  clock_gettime(CLOCK_MONOTONIC, &t1);
  printf("%.3f\n", (t1.tv_sec - t0.tv_sec) * 1e3 + (t1.tv_nsec - t0.tv_nsec) / 1e6);
  for (int i = 0; i < n; i++) kill(pids[i], SIGKILL);
  for (int i = 0; i < n; i++) waitpid(pids[i], NULL, 0);
  return 0;
}
