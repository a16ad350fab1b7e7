/*
 * Plays launch tapes: lists of system calls compiled by tape.ts. Holds no policy and reads nothing but the tape.
 * Speaks: a stream socket on fd 3 (tapes in, fixed-size replies out), clone3(2), waitid(2), epoll(7), signalfd(2).
 * Needs Linux 5.11. EOF on fd 3 ends it; whatever it holds open (the gates of paused inits) ends with it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Descriptors: 0-2 stdio, 3-7 ours, 8-511 a tape's own (closed when it ends), from 512 on those a tape keeps. */
enum { CONTROL = 3, EPOLL, SIGNALS, HOME_MNT, HOME_PID, FIRST_OF_TAPE, FIRST_KEPT = 512 };
enum { MAGIC = 0x31545a56, MAX_TAPE = 256 * 1024, MAX_STEPS = 1024, NO_FAILURE_SECTION = 0 };

enum op { OP_END, OP_SYSCALL, OP_STORE, OP_ADDRESS, OP_FORMAT, OP_CLONE, OP_WAIT, OP_REPORT, OP_WATCH, OP_CHECK, OP_COUNT };
enum condition { COND_OK, COND_ANY, COND_EXACT, COND_ALLOW, COND_COUNT };
enum argument { ARG_IMMEDIATE, ARG_DATA, ARG_RESULT, ARG_LOAD32, ARG_LOAD64, ARG_COUNT };
enum reply_kind { REPLY_DONE = 1, REPLY_REPORT, REPLY_ERROR, REPLY_EXITED, REPLY_FIRED, REPLY_REJECTED };

struct header {
	uint32_t magic, length, id, steps, data, failure, reserved[2];
};

struct step {
	uint8_t op, condition, pad[2];
	uint32_t number; /* system call, report code or store size */
	uint32_t jump;   /* CLONE: where the child goes on. SYSCALL: where to go after a tolerated failure; 0 is the next step */
	uint32_t pad2;
	int64_t expect;  /* EXACT: the value. ALLOW: up to four errnos of 16 bits */
	uint8_t kind[8];
	uint64_t arg[6];
};

struct reply {
	uint32_t length, kind, id, index;
	int64_t value[4];
};

static _Alignas(16) unsigned char tape[MAX_TAPE + 16];
static struct header *const head = (struct header *)tape;
static struct step *const steps = (struct step *)(tape + sizeof(struct header));
static unsigned char *data;
static int64_t results[MAX_STEPS];
static int is_child;

static void reply(uint32_t kind, uint32_t id, uint32_t index, const int64_t value[4])
{
	struct reply r = { .length = sizeof r, .kind = kind, .id = id, .index = index };

	if (value)
		memcpy(r.value, value, sizeof r.value);
	/* One small send is one buffer of the stream, so replies of several processes never interleave. */
	while (send(CONTROL, &r, sizeof r, MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
}

/* --- validation: every index of every step, before anything is played ---------------------------------------- */

static int in_data(uint64_t offset, uint64_t size)
{
	return offset <= head->data && size <= head->data - offset;
}

static int valid_argument(const struct step *s, int i, uint32_t self)
{
	switch (s->kind[i]) {
	case ARG_IMMEDIATE:
		return 1;
	case ARG_DATA:
		return in_data(s->arg[i], 1);
	case ARG_RESULT:
		return s->arg[i] < self;
	case ARG_LOAD32:
		return in_data(s->arg[i], 4);
	case ARG_LOAD64:
		return in_data(s->arg[i], 8);
	default:
		return 0;
	}
}

static int is_offset(const struct step *s, int i, uint64_t size)
{
	return s->kind[i] == ARG_IMMEDIATE && in_data(s->arg[i], size);
}

static int valid_step(uint32_t self)
{
	const struct step *s = &steps[self];

	if (s->op >= OP_COUNT || s->condition >= COND_COUNT)
		return 0;
	if (s->jump && (s->jump <= self || s->jump >= head->steps))
		return 0;
	for (int i = 0; i < 6; i++)
		if (!valid_argument(s, i, self))
			return 0;
	switch (s->op) {
	case OP_STORE:
		return (s->number == 4 || s->number == 8) && is_offset(s, 0, s->number);
	case OP_ADDRESS:
		return is_offset(s, 0, 8) && s->kind[1] == ARG_DATA;
	case OP_FORMAT:
		return is_offset(s, 0, 24);
	case OP_CLONE:
		return s->jump && s->arg[0] % 8 == 0 && is_offset(s, 0, sizeof(struct clone_args));
	default:
		return 1;
	}
}

static int valid_tape(void)
{
	if (head->magic != MAGIC || head->steps == 0 || head->steps > MAX_STEPS || head->data > MAX_TAPE)
		return 0;
	if (head->length != sizeof *head + head->steps * sizeof(struct step) + head->data)
		return 0;
	if (head->failure >= head->steps)
		return 0;
	for (uint32_t i = 0; i < head->steps; i++)
		if (!valid_step(i))
			return 0;
	return 1;
}

/* --- playing ------------------------------------------------------------------------------------------------- */

static uint64_t value_of(const struct step *s, int i)
{
	uint32_t word;
	uint64_t wide;

	switch (s->kind[i]) {
	case ARG_DATA:
		return (uint64_t)(uintptr_t)(data + s->arg[i]);
	case ARG_RESULT:
		return (uint64_t)results[s->arg[i]];
	case ARG_LOAD32:
		memcpy(&word, data + s->arg[i], sizeof word);
		return (uint64_t)(int64_t)(int32_t)word;
	case ARG_LOAD64:
		memcpy(&wide, data + s->arg[i], sizeof wide);
		return wide;
	default:
		return s->arg[i];
	}
}

/* A failed step gives no value: -1 would mean "every process" to some calls. Reports may say that it failed. */
static int refers_to_failure(const struct step *s)
{
	if (s->op == OP_REPORT)
		return 0;
	for (int i = 0; i < 6; i++)
		if (s->kind[i] == ARG_RESULT && results[s->arg[i]] < 0)
			return 1;
	return 0;
}

static int64_t as_result(long r)
{
	return r < 0 ? -(int64_t)errno : (int64_t)r;
}

static int64_t play_clone(const struct step *s)
{
	struct clone_args *args = (struct clone_args *)(data + s->arg[0]);
	long pid;

	/* A child that shared memory, files or handlers with the player could change what it does for others. */
	if (args->flags & (CLONE_VM | CLONE_FILES | CLONE_FS | CLONE_SIGHAND | CLONE_THREAD | CLONE_SETTLS) || args->stack)
		return -EINVAL;
	pid = syscall(SYS_clone3, args, sizeof *args);
	if (pid == 0) {
		is_child = 1;
		close_range(EPOLL, HOME_PID, 0);
		close_range(FIRST_KEPT, ~0U, 0);
	}
	return as_result(pid);
}

static int64_t play_wait(const struct step *s)
{
	siginfo_t info;
	int r;

	do
		r = waitid(P_PID, (id_t)value_of(s, 0), &info, WEXITED);
	while (r < 0 && errno == EINTR);
	if (r < 0)
		return -errno;
	return info.si_code == CLD_EXITED && info.si_status == 0 ? 0 : -ECHILD;
}

static int64_t play_watch(const struct step *s)
{
	int fd = (int)value_of(s, 0);
	struct epoll_event e = { .events = EPOLLIN | EPOLLRDHUP, .data.u64 = (uint64_t)head->id << 32 | (uint32_t)fd };

	return fd < FIRST_KEPT || is_child ? -EINVAL : as_result(epoll_ctl(EPOLL, EPOLL_CTL_ADD, fd, &e));
}

static int64_t play_step(const struct step *s)
{
	uint64_t v[6];
	int64_t report[4];

	for (int i = 0; i < 6; i++)
		v[i] = value_of(s, i);
	switch (s->op) {
	case OP_SYSCALL:
		return as_result(syscall(s->number, v[0], v[1], v[2], v[3], v[4], v[5]));
	case OP_STORE:
		memcpy(data + s->arg[0], &v[1], s->number);
		return 0;
	case OP_ADDRESS:
		memcpy(data + s->arg[0], &v[1], 8);
		return 0;
	case OP_FORMAT:
		snprintf((char *)data + s->arg[0], 24, "%lld", (long long)v[1]);
		return 0;
	case OP_CLONE:
		return play_clone(s);
	case OP_WAIT:
		return play_wait(s);
	case OP_REPORT:
		for (int i = 0; i < 4; i++)
			report[i] = (int64_t)v[i];
		reply(REPLY_REPORT, head->id, s->number, report);
		return 0;
	case OP_WATCH:
		return play_watch(s);
	case OP_CHECK:
		return (v[0] & v[1]) == v[2] ? 0 : -EINVAL;
	default:
		return -EINVAL;
	}
}

static int tolerated(const struct step *s, int64_t result)
{
	if (s->condition == COND_EXACT)
		return result == s->expect;
	if (result >= 0 || s->condition == COND_ANY)
		return 1;
	if (s->condition == COND_ALLOW)
		for (int i = 0; i < 4; i++)
			if (-result == (int64_t)((uint64_t)s->expect >> (16 * i) & 0xffff))
				return 1;
	return 0;
}

/* Returns -1 after END, else the index of the step that failed. A clone gives 0 only to the child. */
static int64_t play_from(uint32_t index, int forgive)
{
	while (index < head->steps && steps[index].op != OP_END) {
		const struct step *s = &steps[index];
		int64_t result = refers_to_failure(s) ? -EBADF : play_step(s);

		results[index] = result;
		if (!forgive && !tolerated(s, result))
			return index;
		if ((s->op == OP_CLONE && result == 0) || (s->op == OP_SYSCALL && result < 0 && s->jump))
			index = s->jump;
		else
			index++;
	}
	return -1;
}

/* The player serves every container: it either comes back to its own namespaces or it ends. */
static void go_home(void)
{
	if (setns(HOME_MNT, CLONE_NEWNS) < 0 || setns(HOME_PID, CLONE_NEWPID) < 0)
		_exit(70);
	close_range(FIRST_OF_TAPE, FIRST_KEPT - 1, 0);
	umask(022);
}

static void play(void)
{
	int64_t failed;

	data = (unsigned char *)&steps[head->steps];
	for (uint32_t i = 0; i < head->steps; i++)
		results[i] = -EBADF;
	failed = play_from(0, 0);
	if (failed >= 0) {
		int64_t value[4] = { -results[failed], results[failed] };

		reply(REPLY_ERROR, head->id, (uint32_t)failed, value);
	}
	if (is_child)
		_exit(failed >= 0 ? 125 : 0);
	if (failed >= 0 && head->failure != NO_FAILURE_SECTION)
		play_from(head->failure, 1);
	go_home();
	if (failed < 0)
		reply(REPLY_DONE, head->id, 0, NULL);
}

/* --- main loop ----------------------------------------------------------------------------------------------- */

static int read_all(int fd, void *to, size_t size)
{
	for (size_t have = 0; have < size;) {
		ssize_t n = read(fd, (char *)to + have, size - have);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return 0;
		have += (size_t)n;
	}
	return 1;
}

/* 0: the other side is gone. A length that cannot be right leaves no way to find the next tape. */
static int read_tape(int fd)
{
	if (!read_all(fd, head, sizeof *head))
		return 0;
	if (head->length < sizeof *head || head->length > MAX_TAPE)
		return 0;
	return read_all(fd, tape + sizeof *head, head->length - sizeof *head);
}

static void reap(void)
{
	struct signalfd_siginfo drained;

	while (read(SIGNALS, &drained, sizeof drained) > 0)
		;
	for (;;) {
		siginfo_t info = { .si_pid = 0 };
		int64_t value[4];

		if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG) < 0 || info.si_pid == 0)
			return;
		value[0] = info.si_pid;
		value[1] = info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
		value[2] = info.si_code;
		value[3] = info.si_status;
		reply(REPLY_EXITED, 0, 0, value);
	}
}

static void fire(uint64_t token)
{
	int64_t value[4] = { (int64_t)(token & 0xffffffff) };

	/* Closed meanwhile, and a clone holds the last copy: the number may belong to another tape by now. */
	if (epoll_ctl(EPOLL, EPOLL_CTL_DEL, (int)value[0], NULL) < 0)
		return;
	reply(REPLY_FIRED, (uint32_t)(token >> 32), 0, value);
}

static int put(int fd, int at)
{
	if (fd < 0)
		return 0;
	if (fd != at && (dup3(fd, at, O_CLOEXEC) < 0 || close(fd) < 0))
		return 0;
	return 1;
}

static int listen_to(int fd)
{
	struct epoll_event e = { .events = EPOLLIN, .data.u64 = (uint64_t)fd };

	return epoll_ctl(EPOLL, EPOLL_CTL_ADD, fd, &e);
}

static int set_up(void)
{
	sigset_t chld;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	prctl(PR_SET_NAME, "vz-player");
	if (prctl(PR_SET_DUMPABLE, 0) < 0 || sigprocmask(SIG_BLOCK, &chld, NULL) < 0 || chdir("/") < 0)
		return 0;
	if (fcntl(CONTROL, F_SETFD, FD_CLOEXEC) < 0)
		return 0;
	close_range(EPOLL, ~0U, 0);
	if (!put(epoll_create1(EPOLL_CLOEXEC), EPOLL) || !put(signalfd(-1, &chld, SFD_CLOEXEC | SFD_NONBLOCK), SIGNALS))
		return 0;
	if (!put(open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC), HOME_MNT) ||
	    !put(open("/proc/self/ns/pid", O_RDONLY | O_CLOEXEC), HOME_PID))
		return 0;
	return listen_to(CONTROL) == 0 && listen_to(SIGNALS) == 0;
}

/* For fuzzing: says of each tape on standard input whether it would be played, and plays none. */
static int validate_only(void)
{
	while (read_tape(0))
		putchar(valid_tape() ? '1' : '0');
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--validate") == 0)
		return validate_only();
	if (!set_up())
		return 71;
	for (;;) {
		struct epoll_event events[16];
		int n = epoll_wait(EPOLL, events, 16, -1);

		for (int i = 0; i < n; i++) {
			uint64_t token = events[i].data.u64;

			if (token == SIGNALS)
				reap();
			else if (token != CONTROL)
				fire(token);
			else if (!read_tape(CONTROL))
				return 0;
			else if (valid_tape())
				play();
			else
				reply(REPLY_REJECTED, head->id, 0, NULL);
		}
	}
}
