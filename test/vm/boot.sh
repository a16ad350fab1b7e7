# First process of the guest in its root: the command, its status on the share, then off.
B=/run/rig/busybox
. /rig/env
ulimit -n 1048576
# What udev makes of the modules' static nodes: opening one loads its module.
$B mkdir -p /dev/net
for node in loop-control:237 btrfs-control:234 fuse:229 net/tun:200; do
  [ -e "/dev/${node%:*}" ] || $B mknod "/dev/${node%:*}" c 10 "${node#*:}"
done
[ -e /dev/ppp ] || $B mknod /dev/ppp c 108 0
# Other disks are mounted by who needs them: each file system's module takes a second without KVM.
[ -z "$RIG_DISKS" ] || modprobe virtio_blk
for label in $RIG_DISKS; do
  case $label in
  swap) swapon LABEL=swap ;;
  # Roots of suites are made there.
  scratch) modprobe ext4 && mount -o noatime LABEL=scratch /var/tmp && $B chmod 1777 /var/tmp ;;
  esac
done
[ ! -d /run/rig/cwd ] || { $B mkdir -p "$RIG_CWD" && $B mount --move /run/rig/cwd "$RIG_CWD"; }
cd "$RIG_CWD" || cd /
read -r up _ </proc/uptime
echo "$up" >/rig/up
if [ -n "$RIG_SHELL" ]; then
  $B setsid $B cttyhack /bin/bash
else
  $B setsid /bin/bash /rig/command </dev/null >"$RIG_OUT" 2>&1
  echo $? >/rig/status
fi
$B sync
$B poweroff -f
