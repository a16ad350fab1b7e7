#!/bin/busybox sh
# First process of the guest: the host's root by 9p, read-only, under a tmpfs that takes the writes; then boot.sh in it.
B=/bin/busybox
m() { $B mount "$@"; }
m -t proc proc /proc
m -t devtmpfs devtmpfs /dev
m -t sysfs sysfs /sys
for module in $($B cat /lib/order); do $B insmod "/lib/$module"; done
$B mkdir -p /host /writes /new /rig
share=trans=virtio,version=9p2000.L,msize=512000
m -t 9p -o $share,cache=none rig /rig || $B poweroff -f
. /rig/env
m -t 9p -o $share,cache=loose,ro host /host || $B poweroff -f
m -t tmpfs -o size=75%,mode=755 tmpfs /writes
$B mkdir -p /writes/upper/rig /writes/upper/sys /writes/work
m -t overlay overlay -o lowerdir=/host,upperdir=/writes/upper,workdir=/writes/work /new
cd /new
$B mkdir -p proc sys dev run tmp var/tmp srv mnt
m -t cgroup2 -o nsdelegate,memory_recursiveprot cgroup2 /sys/fs/cgroup
m -t securityfs securityfs /sys/kernel/security
m -t debugfs debugfs /sys/kernel/debug
m -t tracefs tracefs /sys/kernel/tracing
m -t bpf bpf /sys/fs/bpf
$B mkdir -p /dev/pts /dev/shm /dev/mqueue
$B ln -s /proc/self/fd /dev/fd
m -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /dev/pts
m -t tmpfs tmpfs /dev/shm
m -t mqueue mqueue /dev/mqueue
m -t tmpfs -o mode=755 tmpfs /new/run
m -t tmpfs -o mode=1777 tmpfs /new/tmp
$B mkdir -p /new/run/lock /new/run/rig
# What the command works in may lie where the guest has something of its own.
case $RIG_CWD in
/tmp/* | /var/tmp/* | /run/*)
  $B mkdir -p /writes/cwd /writes/cwd-work /new/run/rig/cwd
  m -t overlay overlay -o "lowerdir=/host$RIG_CWD,upperdir=/writes/cwd,workdir=/writes/cwd-work" /new/run/rig/cwd
  ;;
esac
$B cp $B /new/run/rig/busybox
# The kernel's own helper program must find modules too.
$B mkdir -p /new/usr/lib/modules
$B ln -sfn "$RIG_MODULES" "/new/usr/lib/modules/$($B uname -r)"
$B ip link set lo up
$B hostname rig
for dir in proc sys dev rig; do m --move /$dir /new/$dir; done
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8
exec $B switch_root /new /run/rig/busybox sh /rig/boot.sh
