/*
 * Answers quotactl(2) for the processes of one container, whose filter passes it on: the kernel asks for CAP_SYS_ADMIN in the
 * initial user namespace, and this has it. What is allowed is what the kernel would allow if the file system belonged to the
 * container. Speaks: seccomp_unotify(2), quotactl_fd(2), proc(5). Needs Linux 5.19.
 * Descriptors: 3 brings, by SCM_RIGHTS, the container's user namespace with its first id, then the filter's listener; 4 is its
 * own image, the only file system that is ever asked. It ends with the last process that has the filter.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/dqblk_xfs.h>
#include <linux/filter.h>
#include <linux/quota.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

enum { INBOX = 3, IMAGE, LISTENER, FIRST_FREE, PROC = INBOX };
enum { IDS = 65536, LOOP_MAJOR = 7, ROOM = 256 };
/* NGROUPS_MAX supplementary groups of ten digits, and the rest. */
enum { STATUS = 65536 * 11 + 8192 };

/* How many ids may have limits: written by the quota driver on the image's root, where nothing of the container gets. */
static const char MOST[] = "trusted.vzreconcile.quotaugidlimit";

static struct stat space; /* the container's user namespace */
static uint32_t base;     /* its first id */
static char device[32];   /* what its file system is called in /proc/mounts */

struct caller {
	int dir, memory;
	uint32_t uid, gid;
	int is_root; /* CAP_SYS_ADMIN in the container's own namespace */
	char status[STATUS];
};

/* --- who asks ------------------------------------------------------------------------------------------------ */

static const char *line_of(const char *status, const char *name)
{
	const char *at = strstr(status, name);

	return at ? at + strlen(name) : NULL;
}

/* The second number of a line of Uid: or Gid: is the effective one. */
static int effective(const char *status, const char *name, uint32_t *id)
{
	char *at = (char *)line_of(status, name);

	if (!at)
		return 0;
	strtoul(at, &at, 10);
	*id = (uint32_t)strtoul(at, NULL, 10) - base;
	return 1;
}

/* By its thread's number, which the kernel keeps for it as long as the notification is valid: that is asked afterwards. */
static int look_at(struct caller *who, pid_t pid)
{
	char path[32] = "", *end = path + sizeof path - 1;
	const char *capabilities;
	struct stat ns;
	size_t length = 0;
	ssize_t size;
	int fd;

	for (*--end = 0; pid; pid /= 10)
		*--end = (char)('0' + pid % 10);
	who->dir = openat(PROC, end, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (who->dir < 0)
		return 0;
	if (fstatat(who->dir, "ns/user", &ns, 0) < 0 || ns.st_ino != space.st_ino || ns.st_dev != space.st_dev)
		return 0;
	fd = openat(who->dir, "status", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	/* A page at a time. */
	while ((size = read(fd, who->status + length, STATUS - 1 - length)) > 0)
		length += (size_t)size;
	close(fd);
	if (size < 0 || length == 0)
		return 0;
	who->status[length] = 0;
	capabilities = line_of(who->status, "\nCapEff:");
	if (!effective(who->status, "\nUid:", &who->uid) || !effective(who->status, "\nGid:", &who->gid) || !capabilities)
		return 0;
	who->is_root = strtoull(capabilities, NULL, 16) >> CAP_SYS_ADMIN & 1;
	who->memory = openat(who->dir, "mem", O_RDWR | O_CLOEXEC);
	return who->memory >= 0;
}

static int is_member(const struct caller *who, uint32_t gid)
{
	const char *at = line_of(who->status, "\nGroups:");

	if (gid == who->gid)
		return 1;
	while (at && *at && *at != '\n') {
		char *next;
		uint32_t group = (uint32_t)strtoul(at, &next, 10);

		if (next == at)
			return 0;
		if (group - base == gid)
			return 1;
		at = next;
		while (*at == ' ' || *at == '\t')
			at++;
	}
	return 0;
}

/* --- what is asked ------------------------------------------------------------------------------------------- */

struct request {
	uint32_t command, type, id;
	uint64_t address;
	size_t in, out; /* bytes read from the caller and written to it */
	int is_roots;
	_Alignas(8) unsigned char data[ROOM];
};

/* The list is short on purpose: what is not in it has no meaning for ext4, or is no business of a container's. */
static int describe(struct request *r)
{
	switch (r->command) {
	case Q_GETFMT:
		return r->out = 4, 1;
	case Q_GETINFO:
		return r->out = sizeof(struct if_dqinfo), 1;
	case Q_SETINFO:
		return r->in = sizeof(struct if_dqinfo), r->is_roots = 1;
	case Q_GETQUOTA:
		return r->out = sizeof(struct if_dqblk), 1;
	case Q_SETQUOTA:
		return r->in = sizeof(struct if_dqblk), r->is_roots = 1;
	case Q_GETNEXTQUOTA:
		return r->out = sizeof(struct if_nextdqblk), r->is_roots = 1;
	case Q_XGETQSTAT:
		return r->out = sizeof(struct fs_quota_stat), 1;
	case Q_XGETQSTATV:
		return r->in = 1, r->out = sizeof(struct fs_quota_statv), 1;
	case Q_SYNC:
		return 1;
	case Q_QUOTAON:
	case Q_QUOTAOFF:
		return r->is_roots = 1;
	default:
		return 0;
	}
}

/* As check_quotactl_permission() of fs/quota/quota.c. */
static int may(const struct request *r, const struct caller *who)
{
	if (who->is_root)
		return 1;
	if (r->command == Q_GETQUOTA)
		return r->type == USRQUOTA ? r->id == who->uid : is_member(who, r->id);
	return !r->is_roots;
}

static long ask(uint32_t command, uint32_t type, uint32_t id, void *data)
{
	return syscall(SYS_quotactl_fd, IMAGE, QCMD(command, type), id, data) < 0 ? -errno : 0;
}

static int has_limits(const struct if_dqblk *b)
{
	return b->dqb_bhardlimit || b->dqb_bsoftlimit || b->dqb_ihardlimit || b->dqb_isoftlimit;
}

/* OpenVZ's quotaugidlimit: when so many have limits, another gets none. */
static int is_full(void)
{
	char text[16] = "";
	unsigned long most, count = 0;

	if (fgetxattr(IMAGE, MOST, text, sizeof text - 1) <= 0)
		return 1;
	most = strtoul(text, NULL, 10);
	for (uint32_t type = USRQUOTA; type <= GRPQUOTA; type++)
		for (uint32_t id = 0; count < most; id++) {
			struct if_nextdqblk next;

			if (ask(Q_GETNEXTQUOTA, type, id, &next) < 0)
				break;
			id = next.dqb_id;
			count += (unsigned long)has_limits((const struct if_dqblk *)&next);
		}
	return count >= most;
}

static long set_quota(struct request *r)
{
	struct if_dqblk *wanted = (struct if_dqblk *)r->data, now;
	long result;

	/* What is used is the kernel's to say. */
	if (wanted->dqb_valid & QIF_USAGE)
		return -EPERM;
	/* Commands that are run inside have a daemon of their own, which counts as well. */
	flock(IMAGE, LOCK_EX);
	result = ask(Q_GETQUOTA, r->type, r->id, &now);
	if (result == 0 && wanted->dqb_valid & QIF_LIMITS && has_limits(wanted) && !has_limits(&now) && is_full())
		result = -ENOSPC;
	if (result == 0)
		result = ask(Q_SETQUOTA, r->type, r->id, wanted);
	flock(IMAGE, LOCK_UN);
	return result;
}

static long perform(struct request *r)
{
	long result;

	switch (r->command) {
	case Q_SETQUOTA:
		return set_quota(r);
	case Q_GETNEXTQUOTA:
		result = ask(r->command, r->type, r->id, r->data);
		/* Others cannot own a file in there, but for what a mount brings from elsewhere. */
		return result == 0 && ((struct if_nextdqblk *)r->data)->dqb_id >= IDS ? -ENOENT : result;
	case Q_QUOTAON:
		/* They are on, in files that have no name; the host says whether they are. */
		return -EBUSY;
	case Q_QUOTAOFF:
		return -EPERM;
	default:
		return ask(r->command, r->type, r->id, r->data);
	}
}

/* The name is compared and never followed. 1, or an errno. */
static long is_ours(const struct seccomp_notif *n, const struct caller *who, uint32_t command)
{
	char name[sizeof device] = "";
	ssize_t size = (ssize_t)strlen(device) + 1;

	/* Q_SYNC of every file system: there is one. */
	if (n->data.args[1] == 0)
		return command == Q_SYNC ? 1 : -ENODEV;
	if (pread(who->memory, name, (size_t)size, (off_t)n->data.args[1]) < 0)
		return -EFAULT;
	return memcmp(name, device, (size_t)size) == 0 ? 1 : -ENODEV;
}

/* In the order of the kernel's own questions. */
static long decide(const struct seccomp_notif *n, const struct caller *who)
{
	struct request r = {
		.command = (uint32_t)n->data.args[0] >> SUBCMDSHIFT,
		.type = (uint32_t)n->data.args[0] & SUBCMDMASK,
		.id = (uint32_t)n->data.args[2],
	};
	off_t address = (off_t)n->data.args[3];
	long result;

	if (!describe(&r))
		return -EINVAL;
	result = is_ours(n, who, r.command);
	if (result < 0)
		return result;
	/* Of projects the image knows nothing. */
	if (r.type > GRPQUOTA)
		return r.type == PRJQUOTA ? -ESRCH : -EINVAL;
	if (!may(&r, who))
		return -EPERM;
	if (r.id >= IDS)
		return -EINVAL;
	if (r.in && pread(who->memory, r.data, r.in, address) != (ssize_t)r.in)
		return -EFAULT;
	result = perform(&r);
	if (result == 0 && r.out && pwrite(who->memory, r.data, r.out, address) != (ssize_t)r.out)
		return -EFAULT;
	return result;
}

/* A caller of another namespace, one made inside, is told what the kernel would tell it. */
static void serve(void)
{
	static union { struct seccomp_notif n; char room[512]; } in;
	static union { struct seccomp_notif_resp r; char room[512]; } out;
	static struct caller who;
	int known;

	memset(&in, 0, sizeof in);
	/* ENOENT: whoever asked is gone. */
	if (ioctl(LISTENER, SECCOMP_IOCTL_NOTIF_RECV, &in) < 0)
		return;
	who.dir = who.memory = -1;
	known = look_at(&who, (pid_t)in.n.pid);
	/* Only now is it sure that what has been opened belongs to who asks. */
	if (ioctl(LISTENER, SECCOMP_IOCTL_NOTIF_ID_VALID, &in.n.id) == 0) {
		memset(&out, 0, sizeof out);
		out.r.id = in.n.id;
		out.r.error = (int32_t)(known ? decide(&in.n, &who) : -EPERM);
		ioctl(LISTENER, SECCOMP_IOCTL_NOTIF_SEND, &out);
	}
	if (who.memory >= 0)
		close(who.memory);
	if (who.dir >= 0)
		close(who.dir);
}

static int64_t clock_of(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/*
 * Its time is the host's and no container's: after the first second of it, it takes an eighth of what passes. Who asks more
 * than that waits.
 */
static void pace(void)
{
	enum { SHARE = 8 };
	static const int64_t credit = 1000000000;
	static int64_t began;
	int64_t now = clock_of(CLOCK_MONOTONIC), used = clock_of(CLOCK_PROCESS_CPUTIME_ID) * SHARE, ahead;

	/* Time that was not used is not saved up beyond the credit. */
	if (began == 0 || now - began - used > SHARE * credit)
		began = now - used - SHARE * credit;
	ahead = used - (now - began);
	/* The end of the container is not slept through: it would keep the image. */
	if (ahead > 0)
		ppoll(&(struct pollfd){ LISTENER, 0, 0 }, 1, &(struct timespec){ ahead / 1000000000, ahead % 1000000000 }, NULL);
}

/* --- setting up ---------------------------------------------------------------------------------------------- */

/* The descriptor of one message and its number; -1 when the other side is gone. */
static int receive(uint32_t *number)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
	struct iovec part = { number, sizeof *number };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
	struct cmsghdr *c;
	int fd = -1;

	if (recvmsg(INBOX, &message, MSG_CMSG_CLOEXEC) <= 0)
		return -1;
	c = CMSG_FIRSTHDR(&message);
	if (c && c->cmsg_type == SCM_RIGHTS)
		memcpy(&fd, CMSG_DATA(c), sizeof fd);
	return fd;
}

static void name_device(void)
{
	struct stat image;
	unsigned number;
	char digits[12], *at = digits + sizeof digits - 1;

	if (fstat(IMAGE, &image) < 0 || major(image.st_dev) != LOOP_MAJOR)
		_exit(72);
	number = minor(image.st_dev);
	*at = 0;
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	strcpy(device, "/dev/loop");
	strcat(device, at);
}

/* What it needs: the kernel's question about quotas, /proc/PID of others, and their files there. */
static int keep_capabilities(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	uint32_t kept = 1 << CAP_SYS_ADMIN | 1 << CAP_SYS_PTRACE | 1 << CAP_DAC_OVERRIDE;
	struct __user_cap_data_struct sets[2] = { { .effective = kept, .permitted = kept } };

	return syscall(SYS_capset, &header, sets);
}

#define ALLOW(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#else
#error "which architecture is this?"
#endif

static int confine(void)
{
	static struct sock_filter calls[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		ALLOW(ioctl), ALLOW(openat), ALLOW(read), ALLOW(pread64), ALLOW(pwrite64), ALLOW(close), ALLOW(newfstatat),
		ALLOW(ppoll), ALLOW(quotactl_fd), ALLOW(fgetxattr), ALLOW(flock), ALLOW(clock_gettime),
		ALLOW(restart_syscall), ALLOW(exit_group),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	};
	struct sock_fprog program = { sizeof calls / sizeof *calls, calls };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

static int set_up(void)
{
	uint32_t unused;
	int fd;

	prctl(PR_SET_NAME, "vz-quotad");
	close_range(LISTENER, ~0U, 0);
	if (prctl(PR_SET_DUMPABLE, 0) < 0 || chdir("/") < 0)
		return 0;
	name_device();
	fd = receive(&base);
	if (fd < 0 || fstat(fd, &space) < 0 || close(fd) < 0)
		return 0;
	fd = receive(&unused);
	if (fd < 0 || (fd != LISTENER && dup2(fd, LISTENER) < 0) || close(INBOX) < 0)
		return 0;
	if (openat(AT_FDCWD, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC) != PROC)
		return 0;
	close_range(FIRST_FREE, ~0U, 0);
	return keep_capabilities() == 0 && confine() == 0;
}

int main(void)
{
	struct pollfd listener = { LISTENER, POLLIN, 0 };

	if (!set_up())
		return 71;
	for (;;) {
		if (ppoll(&listener, 1, NULL, NULL) < 0)
			continue;
		if (listener.revents & POLLIN) {
			serve();
			pace();
		} else if (listener.revents & (POLLHUP | POLLERR | POLLNVAL)) {
			return 0;
		}
	}
}
