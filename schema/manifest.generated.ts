// Generated from manifest.schema.json by schema/build/compile.ts. Do not edit.

/**
 * One document of a vzreconcile repository: a Container, a Profile, the Defaults of a folder, a Template, a Node, a Policy, a Window or an Approval.
 */
export type Manifest =
  | ContainerManifest
  | ProfileManifest
  | DefaultsManifest
  | TemplateManifest
  | NodeManifest
  | PolicyManifest
  | WindowManifest
  | ApprovalManifest
  | RolloutManifest;
/**
 * A host name.
 */
export type HostName = string;
/**
 * An IPv4 or IPv6 address without a prefix length.
 */
export type Address = string;
/**
 * Bits per second: 512Kbit, 10Mbit or 1Gbit (powers of 1000), or "unlimited".
 */
export type Rate = string;
/**
 * A switch: true or false, or OpenVZ's on and off.
 */
export type OnOff = boolean | ('on' | 'off');
/**
 * A size, or "unlimited".
 */
export type SizeOrUnlimited = string;
/**
 * A beancounter: one value or barrier:limit.
 */
export type Beancounter = number | string;
/**
 * A container's settings but for those that tell one container from another.
 */
export type SharedSpec = ContainerSpec;
/**
 * A size: 512M or 2.2G (OpenVZ, powers of 1024), 512MiB (binary) or 2GB (decimal).
 */
export type Size = string;
/**
 * An IPv4 or IPv6 network with its prefix length.
 */
export type Network = string;

/**
 * One system container.
 */
export interface ContainerManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document describes a container.
   */
  kind: 'Container';
  /**
   * Who the container is.
   */
  metadata: {
    /**
     * What people type. Lower-case letters, digits and dashes, not digits alone; unique among containers.
     */
    name: string;
    /**
     * The OpenVZ number everything on the host is derived from (control group, host interface, ids); unique. 101 to 65534, or up to 2147483644 together with spec.idmap.base.
     */
    ctid: number;
    /**
     * Ctids that the container had before. One that is still there is stopped, and its files and limits go on under metadata.ctid, instead of being deleted and made anew. Nothing happens once that is done.
     *
     * @maxItems 16
     *
     * Items: A former ctid.
     */
    movedFrom?: number[];
    /**
     * Words to select and group by. Free keys, text values; they change nothing on the host.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes for people and tools. Free keys, text values; they change nothing on the host.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  spec: ContainerSpec;
}
/**
 * What the container shall be.
 */
export interface ContainerSpec {
  /**
   * The Profile documents it starts from, in order: a later one wins over an earlier one, the container over all of them.
   *
   * @maxItems 16
   *
   * Items: The name of a Profile.
   */
  profiles?: string[];
  /**
   * The name of the Template document its root file system starts from: here, in a profile or in the defaults of a folder (no Default: every container needs one). Changing it recreates the container.
   */
  template?: string;
  /**
   * How its root file system lies on disk, OpenVZ's simfs (overlay, btrfs) or ploop (image). All containers of a node share one pool and so one layout. Default: the pool's.
   */
  layout?: 'overlay' | 'btrfs' | 'image';
  /**
   * How the file system of an image is mounted: data=ordered, data=journal or data=writeback, and barrier or nobarrier, with commas between. Another data mode restarts the container. Default: what ext4 does, data=ordered,barrier; other layouts have none.
   */
  mountOpts?: string;
  /**
   * Whether it shall run. A stopped container keeps its files and their quota.
   */
  state?: 'running' | 'stopped';
  /**
   * The host name, or a list of host names, this container belongs to. Default: every node.
   */
  node?: HostName | HostName[];
  /**
   * Containers of the same node, by name, that have to run before this one is started; where both are stopped it is stopped before them. One that runs is not stopped when they are.
   *
   * @maxItems 64
   *
   * Items: The metadata.name of a Container.
   */
  dependsOn?: string[];
  /**
   * The host name inside. Default: metadata.name.
   */
  hostname?: string;
  /**
   * Its addresses, IPv4 and IPv6, without a prefix length: each is routed to the container (venet style), and it can send from no other.
   *
   * @maxItems 256
   */
  ips?: Address[];
  /**
   * How fast it may send and receive through venet, in bits per second. A rate alone is for what it sends. A list sets rates for networks by their class (spec.networkClasses of the Node); the entry without a class is for all others. Default: no limit.
   */
  rate?:
    | Rate
    | {
        /**
         * What the container sends. Default: no limit.
         */
        outgoing?: Rate;
        /**
         * What the container receives. Default: no limit.
         */
        incoming?: Rate;
      }
    | {
        /**
         * A class of spec.networkClasses of the Node. Default: everything that is in no class of this list.
         */
        class?: number;
        /**
         * What the container sends there. Default: no limit.
         */
        outgoing?: Rate;
        /**
         * What the container receives from there. Default: no limit.
         */
        incoming?: Rate;
      }[];
  /**
   * Ethernet devices beside venet, veth pairs: what is inside is set up by the container itself.
   *
   * @maxItems 9
   *
   * Items: A device.
   */
  netifs?: {
    /**
     * Its name inside. Not lo, venet0, all or default.
     */
    name: string;
    /**
     * Its MAC address. Default: 00:18:51 and a hash of name and ctid.
     */
    mac?: string;
    /**
     * The bridge of the host its other end is attached to; it must be there. Default: none.
     */
    bridge?: string;
    /**
     * The only VLAN it is in, untagged inside; the bridge must keep VLANs apart (vlan_filtering). Default: what the bridge gives its ports.
     */
    vlan?: number;
    /**
     * Whether frames from another MAC address than its own are dropped.
     */
    macFilter?: OnOff & boolean;
  }[];
  /**
   * Interfaces of the host that the container has while it runs, by their names there; set up by the container itself. Not lo, venet*, veth*, vz*, ifb*, tun*, tap*.
   *
   * @maxItems 64
   *
   * Items: The name of an interface.
   */
  netdevs?: string[];
  /**
   * Addresses written to /etc/resolv.conf inside. Default: the file is left alone.
   *
   * @maxItems 16
   */
  nameservers?: Address[];
  /**
   * Domains tried for short names, written to /etc/resolv.conf inside. Default: the file is left alone.
   *
   * @maxItems 32
   *
   * Items: A domain name.
   */
  searchdomains?: string[];
  /**
   * Memory limits, OpenVZ VSwap: ram and, beside it, swap.
   */
  vswap?: {
    /**
     * Memory the container may use, rounded up to whole pages of 4096 bytes; "unlimited" for no limit.
     */
    ram?: SizeOrUnlimited;
    /**
     * Swap the container may use beside ram (not the sum); 0 for none, "unlimited" for no limit.
     */
    swap?: SizeOrUnlimited | 0;
  };
  /**
   * Memory that is taken from it only when nobody else has any to give: a size or percent of ram, at most ram; "auto" for none. Needs cgroup v2.
   */
  memguarantee?: string | 0;
  /**
   * The CPUs it may run on, as in cpuset: numbers and ranges, "all", or "auto" for those of its nodemask.
   */
  cpumask?: string | number;
  /**
   * The memory nodes (NUMA) its memory may come from: numbers and ranges, or "all". What it has elsewhere moves when this changes.
   */
  nodemask?: string | number;
  /**
   * Its share when CPUs are scarce, relative to the other containers.
   */
  cpuunits?: number;
  /**
   * Bytes per second it may read from, and as many it may write to, each disk its files lie on: a size; 0 or "unlimited" for no limit.
   */
  iolimit?: SizeOrUnlimited | 0;
  /**
   * Reads per second, and as many writes, on each disk its files lie on. 0 or "unlimited": no limit.
   */
  iopslimit?: number | 'unlimited';
  /**
   * Its share of the disks its files lie on when they are busy, beside the other containers: 7 gets twice as much as 0. Another value than 4 needs a disk that schedules by weight (BFQ, or iocost).
   */
  ioprio?: number;
  /**
   * How many CPUs' time it may use in all: the same as a cpulimit of 100 for each; the smaller of both holds. Default: "unlimited", no limit.
   */
  cpus?: number | 'unlimited';
  /**
   * The most CPU time it may use: percent of one CPU (150 is one and a half), or with a percent sign percent of the whole machine ("50%"). 0 or "unlimited": no limit.
   */
  cpulimit?: number | string;
  /**
   * What it may do beyond the default profile. Changing nesting restarts the container.
   */
  features?: {
    /**
     * Start containers inside: user namespaces in it may mount proc and sysfs of their own, and the new mount interface is there.
     */
    nesting?: OnOff & boolean;
    /**
     * Mount file systems that are programs: /dev/fuse. The host needs the module.
     */
    fuse?: OnOff & boolean;
    /**
     * Make network devices that are programs, for VPNs: /dev/net/tun. The host needs the module.
     */
    tun?: OnOff & boolean;
    /**
     * Make point-to-point links: /dev/ppp. The host needs the module.
     */
    ppp?: OnOff & boolean;
  };
  /**
   * Capabilities it has beside the default set (true), or not (false). Changing one restarts the container.
   */
  capabilities?: {
    [k: string]: OnOff;
  };
  /**
   * What of the kernel's packet filter (iptables, nft) it can use. Changing it restarts the container; stateless and stateful are refused, no vanilla kernel can keep them.
   */
  netfilter?: 'disabled' | 'stateless' | 'stateful' | 'full';
  /**
   * PCI devices as OpenVZ names them, [domain:]bus:slot.function: it may open the device nodes that their drivers make, live; of a network card it has the interface, as by netdevs. A device that has neither is refused.
   *
   * @maxItems 32
   *
   * Items: A PCI address.
   */
  pci?: string[];
  /**
   * Devices of the host it may open: a node of /dev, or OpenVZ's c|b:major:minor|all:rw. Each appears in its /dev and on its device list, live.
   *
   * @maxItems 64
   *
   * Items: A device: a path, a rule, or a path with its access and the name inside.
   */
  devices?: (
    | string
    | {
        /**
         * The node on the host.
         */
        path: string;
        /**
         * What it may do with it: read, write or both.
         */
        access?: 'r' | 'w' | 'rw';
        /**
         * Its name below /dev inside. Default: as on the host.
         */
        name?: string;
      }
  )[];
  /**
   * Whom the OOM killer takes first, -1000 (never) to 1000, as oom_score_adj: one number for every process, or rules of which the first that fits is a process's own (OpenVZ's oom-groups.conf). New processes get theirs at the next pass. Default: 0 for all.
   */
  oomAdjust?:
    | number
    | {
        /**
         * The command, as ps -o comm shows it (15 letters); * is any text.
         */
        command: string;
        /**
         * The command of its parent. Default: any.
         */
        parent?: string;
        /**
         * Its user inside, or "<N" for all users below N. Default: any.
         */
        uid?: number | string;
        /**
         * What it gets.
         */
        adjust: number;
      }[];
  /**
   * Kernel settings of its own network, ipc and uts namespaces, as the kernel shows them. What is written here is corrected when somebody inside changes it; what is removed goes back to what it was.
   */
  sysctls?: {
    [k: string]: number | string;
  };
  /**
   * What is mounted in it beside its root file system, from its start on. Changing it restarts the container, except that nfs is added while it runs.
   *
   * @maxItems 64
   *
   * Items: One mount.
   */
  mounts?: {
    /**
     * bind: a directory of the host. tmpfs: a file system in memory, which counts as the container's. nfs: a directory of a server, whose ids are those of the host: a container with base 6619136 has user 0 as 6619136 there.
     */
    type: 'bind' | 'tmpfs' | 'nfs';
    /**
     * Where it is inside: an absolute path, which is made where it is missing.
     */
    target: string;
    /**
     * Of a bind: a directory of the host, an absolute path without symbolic links. Of nfs: server:/export. Default: none.
     */
    source?: string;
    /**
     * Of a bind or nfs: whether nothing may be written.
     */
    readOnly?: boolean;
    /**
     * Of a tmpfs: the most it holds. Default: none, it must be written.
     */
    size?: string;
    /**
     * Of a tmpfs: the mode of its root, three or four octal digits in quotes.
     */
    mode?: string;
    /**
     * Of nfs, as in fstab: vers=4.0|4.1|4.2, softerr, soft, hard, timeo=N, retrans=N, port=N, noac, noresvport. Default: vers=4.2,softerr,timeo=50,retrans=2.
     */
    options?: string;
  }[];
  /**
   * The most processes and threads; "unlimited" for no limit.
   */
  numproc?: number | 'unlimited';
  /**
   * OpenVZ's user beancounters: one value or "barrier:limit" in their own units (pages, bytes or a count; with a suffix K, M, G, T bytes, P pages), or "unlimited". One that no mechanism of this host enforces is refused, unless --allow-unenforced names it.
   */
  ubc?: {
    /**
     * Kernel memory, bytes. No kernel without OpenVZ limits it apart from ram.
     */
    kmemsize?: Beancounter & string;
    /**
     * Pages one process may lock in memory (RLIMIT_MEMLOCK); ram bounds them all. It does not follow ram.
     */
    lockedpages?: Beancounter & string;
    /**
     * Private memory one process may allocate, pages (RLIMIT_DATA), at least 64; the kernel cannot limit the sum.
     */
    privvmpages?: Beancounter & string;
    /**
     * Shared memory, pages: what System V segments may take together, and as much for /dev/shm; their sum and anonymous shared memory are not limited apart from ram.
     */
    shmpages?: Beancounter & string;
    /**
     * Processes and threads: the same as spec.numproc. Default: what that says.
     */
    numproc?: Beancounter;
    /**
     * Resident memory, pages: its limit is the same as spec.vswap.ram. Default: what that says.
     */
    physpages?: Beancounter;
    /**
     * Memory whose allocation is guaranteed, pages; a barrier alone.
     */
    vmguarpages?: Beancounter & number;
    /**
     * Memory up to which nothing is killed when the host is out of it, pages; a barrier alone.
     */
    oomguarpages?: Beancounter & number;
    /**
     * TCP sockets.
     */
    numtcpsock?: Beancounter & string;
    /**
     * File locks. Counted only.
     */
    numflock?: Beancounter & string;
    /**
     * Pseudo terminals; not unlimited.
     */
    numpty?: Beancounter & number;
    /**
     * Queued signals. Changing it restarts the container.
     */
    numsiginfo?: Beancounter & string;
    /**
     * TCP send buffers, bytes. Their memory counts as ram.
     */
    tcpsndbuf?: Beancounter & string;
    /**
     * TCP receive buffers, bytes. Their memory counts as ram.
     */
    tcprcvbuf?: Beancounter & string;
    /**
     * Send buffers of other sockets, bytes. Their memory counts as ram.
     */
    othersockbuf?: Beancounter & string;
    /**
     * Receive buffers of datagram sockets, bytes. Their memory counts as ram.
     */
    dgramrcvbuf?: Beancounter & string;
    /**
     * Sockets other than TCP.
     */
    numothersock?: Beancounter & string;
    /**
     * Memory of cached directory entries and inodes, bytes. It counts as ram.
     */
    dcachesize?: Beancounter & string;
    /**
     * Files one process may have open (RLIMIT_NOFILE), at least 16 and not unlimited; the kernel cannot limit the sum.
     */
    numfile?: Beancounter & number;
    /**
     * Packet filter rules. No kernel limits them.
     */
    numiptent?: Beancounter & string;
    /**
     * Swap, pages: its limit is the same as spec.vswap.swap. Default: what that says.
     */
    swappages?: Beancounter;
  };
  /**
   * How many times ram + swap a process may allocate: it is privvmpages, so spec.ubc must not say that, and ram and swap must be limited. 0: no limit.
   */
  vmOvercommit?: number;
  /**
   * Disk space: one value, or soft:hard.
   */
  diskspace?: string;
  /**
   * How many users and groups inside may have a quota of their own (second-level quota), those included that root inside gives one; 0 turns them off. Between 0 and more it restarts the container. Image layout only.
   */
  quotaugidlimit?: number;
  /**
   * Seconds for which a soft disk limit may be exceeded before it holds like a hard one. With project quotas the file system has one such time for all, and it must be the node's pool.quotatime; in an image it is that of spec.quotas. Default: what the file system has, 7 days.
   */
  quotatime?: number;
  /**
   * Quotas of users and groups, by their number inside the container; spec.quotaugidlimit says how many there may be. Those of others are root's inside: quota, repquota and setquota work there.
   */
  quotas?: {
    /**
     * By user id.
     */
    users?: UgidQuotas;
    /**
     * By group id.
     */
    groups?: UgidQuotas;
  };
  /**
   * Number of files and directories: one value, or soft:hard.
   */
  diskinodes?: number | string;
  /**
   * The user and group ids of the container on the host. Changing them restarts the container.
   */
  idmap?: {
    /**
     * First of its 65,536 host ids. Default: metadata.ctid * 65536.
     */
    base?: number;
  };
  /**
   * The program that becomes process 1, with its arguments; an absolute path inside the container. Default: the template's.
   *
   * @minItems 1
   * @maxItems 64
   */
  init?: string[];
  /**
   * How far the manifest is carried out, and what becomes of changes made by hand. Default: everything is applied and corrected.
   */
  reconcile?: {
    /**
     * observe: the container is compared and shown, and never changed.
     */
    mode?: 'apply' | 'observe';
    /**
     * What becomes of a field that somebody changed by hand: correct it, show it only (warn), or leave it alone (ignore). A change of the manifest is applied in any case. Default: that of the node, else correct.
     */
    drift?: 'correct' | 'warn' | 'ignore';
    /**
     * The same for single fields, by the names plans print.
     */
    fields?: {
      /**
       * What becomes of drift of this field.
       */
      [k: string]: 'correct' | 'warn' | 'ignore';
    };
    /**
     * What plans do not tell of settings that no manifest declares: patterns with * of the name (memory.high), or of name and value (address 172.17.0.1/16 dev docker0), as plans print them. Beside those of the node.
     *
     * @maxItems 64
     */
    ignoreUndeclared?: string[];
    /**
     * What becomes of the container when its manifest goes: orphan leaves it as it is. It is remembered with the container. Default: that of the node, else delete.
     */
    onDelete?: 'delete' | 'orphan';
  };
  /**
   * How one finds out whether it works: exactly one of exec, tcp and http, asked from inside. After a change it has to become healthy; else the node goes back to the last good revision. Those that depend on it are started when it is healthy, and it is asked as long as it runs. Default: a change that was applied is good.
   */
  health?: {
    /**
     * A command in the container, confined as init is; healthy when its status is 0. Its output is thrown away. Default: none.
     */
    exec?: {
      /**
       * The program and its arguments.
       *
       * @minItems 1
       * @maxItems 64
       *
       * Items: A word.
       */
      command: string[];
    };
    /**
     * Healthy when a connection to this port is accepted, from the container's own network. Default: none.
     */
    tcp?: {
      /**
       * The port.
       */
      port: number;
      /**
       * The address to connect to; no names, nothing is asked of a resolver.
       */
      host?: string;
    };
    /**
     * Healthy when a GET is answered with the expected status, from the container's own network. Default: none.
     */
    http?: {
      /**
       * The port.
       */
      port: number;
      /**
       * The address to connect to; no names, nothing is asked of a resolver.
       */
      host?: string;
      /**
       * What is asked for: a path, and a query where there is one.
       */
      path?: string;
      /**
       * The only good status. Default: 200 to 399.
       */
      status?: number;
    };
    /**
     * Time between two probes. Seconds, or a duration such as "30s".
     */
    interval?: number | string;
    /**
     * How long one may take. Seconds, or a duration such as "30s".
     */
    timeout?: number | string;
    /**
     * Failures in a row, after startPeriod, that make it unhealthy.
     */
    retries?: number;
    /**
     * Successes in a row that make it healthy, after its start, a change or when it was unhealthy. Until then a success does not take failures back.
     */
    successThreshold?: number;
    /**
     * Time after a change in which failures do not count. Seconds, or a duration such as "30s".
     */
    startPeriod?: number | string;
    /**
     * When it becomes unhealthy while no revision is on trial. report: it is told, and nothing is done. restart: it is restarted as well, at most 5 times in a row with growing pauses, as windows, policies and suspensions allow.
     */
    onFailure?: 'report' | 'restart';
  };
  /**
   * How long it may take to halt before it is killed: seconds, or a duration such as "90s", "2m", "1h30m". 0 kills at once.
   */
  stopTimeout?: number | string;
}
/**
 * Limits by numeric id.
 */
export interface UgidQuotas {
  /**
   * What one user or group may have; what is not named is not limited.
   */
  [k: string]: {
    /**
     * Disk space: one value, or soft:hard. Default: no limit.
     */
    space?: string;
    /**
     * Files and directories: one value, or soft:hard. Default: no limit.
     */
    inodes?: number | string;
  };
}
/**
 * Settings that containers share by naming it in spec.profiles.
 */
export interface ProfileManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document describes a profile.
   */
  kind: 'Profile';
  /**
   * Which profile this is.
   */
  metadata: {
    /**
     * What containers call it by. Lower-case letters, digits and dashes, not digits alone; unique among profiles.
     */
    name: string;
  };
  /**
   * What a container that names it shall be, unless a later profile or the container says otherwise.
   */
  spec: SharedSpec;
}
/**
 * Settings of every container whose file is in this folder or below it, under those of its profiles.
 */
export interface DefaultsManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document describes the defaults of its folder.
   */
  kind: 'Defaults';
  /**
   * What the containers shall be, unless an inner folder, a profile or the container says otherwise.
   */
  spec: SharedSpec;
}
/**
 * Where root file systems come from. Unpacked once per source, shared by every container that names it.
 */
export interface TemplateManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document describes a template.
   */
  kind: 'Template';
  /**
   * Which template this is.
   */
  metadata: {
    /**
     * The name containers use. Lower-case letters, digits and dashes, not digits alone; unique among templates.
     */
    name: string;
    /**
     * Words to select and group by. Free keys, text values; they change nothing on the host.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes for people and tools. Free keys, text values; they change nothing on the host.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * How it is made, how it boots and how it stops.
   */
  spec: {
    /**
     * Exactly one of tarball, directory, debian and busybox.
     */
    source: {
      /**
       * An archive of a root file system (gz, xz or zst). Exactly one of path and url.
       */
      tarball?: {
        /**
         * Absolute path on the node.
         */
        path?: string;
        /**
         * Address to fetch it from, https.
         */
        url?: string;
        /**
         * The digest of the archive, 64 lower-case hexadecimal digits.
         */
        sha256: string;
      };
      /**
       * The name of a directory below templates/ of --root, where a root file system lies unpacked.
       */
      directory?: string;
      /**
       * A Debian system built with mmdebstrap.
       */
      debian?: {
        /**
         * The Debian release.
         */
        suite: string;
        /**
         * Packages beside the minimal system; their order does not matter.
         *
         * @maxItems 256
         *
         * Items: A package name.
         */
        packages?: string[];
      };
      /**
       * A tiny system made of the host's static busybox.
       */
      busybox?: {};
    };
    /**
     * The program that becomes process 1, with its arguments; an absolute path inside the container.
     *
     * @minItems 1
     * @maxItems 64
     */
    init?: string[];
    /**
     * The signal that asks process 1 to halt. Default: SIGUSR2 for busybox (its init powers off), SIGRTMIN+3 for debian (systemd; SIGINT when sysvinit-core is among its packages), SIGPWR for tarball and directory (SysV init and most others).
     */
    haltSignal?: string;
  };
}
/**
 * The host itself.
 */
export interface NodeManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document describes a host.
   */
  kind: 'Node';
  /**
   * Which host this is.
   */
  metadata: {
    /**
     * The host name it applies to.
     */
    name: string;
    /**
     * Words to select and group by. Free keys, text values; they change nothing on the host.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes for people and tools. Free keys, text values; they change nothing on the host.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What the host offers.
   */
  spec: {
    /**
     * Where unpacked templates and private areas live.
     */
    pool?: {
      /**
       * How roots are stored and limited; auto takes the best one the host offers.
       */
      backend?: 'auto' | 'btrfs' | 'image' | 'overlay';
      /**
       * Absolute path of the pool. Default: below --root.
       */
      path?: string;
      /**
       * Seconds for which soft disk limits may be exceeded, for every project of the pool's file system (overlay back end). Default: what the file system has, 7 days.
       */
      quotatime?: number;
      /**
       * Size of the pool file where one has to be made, at least 45M. Default: chosen from the free space.
       */
      size?: Size;
    };
    /**
     * Which machine this is: another one of the same name, or with a copy of its disk, applies nothing. An id derived of machine-id(5), as vzreconcile doctor shows it. Default: any machine of this name.
     */
    machineId?: string;
    /**
     * The interface towards the outside, on which the containers' addresses are answered for. Default: none; they are then reachable from this host and its containers only.
     */
    uplink?: string;
    /**
     * Networks by class, for spec.rate of containers: OpenVZ's traffic classes, numbered 1 to 15. The longest prefix decides.
     */
    networkClasses?: {
      /**
       * The networks of this class.
       *
       * @minItems 1
       * @maxItems 255
       *
       * This interface was referenced by `undefined`'s JSON-Schema definition
       * via the `patternProperty` "^([1-9]|1[0-5])$".
       */
      [k: string]: Network[];
    };
    /**
     * Networks the containers' addresses must come from. Empty: any.
     *
     * @maxItems 256
     */
    addressPools?: Network[];
    /**
     * How much may be promised, as a factor of what the host has.
     */
    overcommit?: {
      /**
       * The sum of all vswap.ram. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.
       */
      ram?: number;
      /**
       * The sum of all vswap.ram and vswap.swap. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.
       */
      ramSwap?: number;
      /**
       * The sum of all diskspace. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.
       */
      disk?: number;
      /**
       * The sum of the processors that every cpumask narrower than the host names. A factor: 1 is all of them, each for one container. Default: not checked.
       */
      cpus?: number;
      /**
       * The sum of all numproc; the host's is kernel.pid_max or kernel.threads-max, whichever is less. A factor: 1 is all of it. Default: not checked.
       */
      processes?: number;
    };
    /**
     * How far manifests are carried out on this node, and what becomes of changes made by hand. Default: everything is applied and corrected.
     */
    reconcile?: {
      /**
       * observe: every container of the node is compared and shown, and never changed.
       */
      mode?: 'apply' | 'observe';
      /**
       * What becomes of a field that somebody changed by hand: correct it, show it only (warn), or leave it alone (ignore). A change of the manifest is applied in any case. For containers that do not say.
       */
      drift?: 'correct' | 'warn' | 'ignore';
      /**
       * The same for single fields, by the names plans print.
       */
      fields?: {
        /**
         * What becomes of drift of this field.
         */
        [k: string]: 'correct' | 'warn' | 'ignore';
      };
      /**
       * What plans do not tell of settings that no manifest declares: patterns with * of the name (memory.high), or of name and value (address 172.17.0.1/16 dev docker0), as plans print them. Of all containers.
       *
       * @maxItems 64
       */
      ignoreUndeclared?: string[];
      /**
       * What becomes of a container when its manifest goes: orphan leaves it as it is. For containers that do not say.
       */
      onDelete?: 'delete' | 'orphan';
    };
    /**
     * In which order a new revision is applied: canaries first, then batches, each when the one before is done and healthy; what fails stops it. What died is started and what drifted is put back at once. Default: everything at once.
     */
    rollout?: {
      /**
       * Containers that go first: names, ctids, or labels as key=value.
       *
       * @maxItems 1000
       *
       * Items: A name, a ctid or a label.
       */
      canaries?: string[];
      /**
       * How many of the others at a time: a number, or percent of those that the revision changes, at least one.
       */
      batch?: number | string;
      /**
       * Time between two batches. Seconds, or a duration such as "30s".
       */
      pause?: number | string;
    };
    /**
     * Containers that are never removed or recreated, by ctid.
     *
     * @maxItems 65536
     *
     * Items: A ctid.
     */
    protected?: number[];
  };
}
/**
 * Rules over plans: what they may not do, do only with approval, or have to warn of.
 */
export interface PolicyManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document limits what plans may do.
   */
  kind: 'Policy';
  /**
   * Which policy this is.
   */
  metadata: {
    /**
     * What plans and messages call it.
     */
    name: string;
    /**
     * Words to select and group by. Free keys, text values; they change nothing on the host.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes for people and tools. Free keys, text values; they change nothing on the host.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What plans are held to.
   */
  spec: {
    /**
     * Names of hosts it is for, with * for any characters. Default: every host.
     *
     * @minItems 1
     * @maxItems 256
     */
    nodes?: string[];
    /**
     * Most containers that one plan may delete: a number, or a percentage of those that are there (then at least one). Default: any number.
     */
    maxDeletes?: number | string;
    /**
     * Most containers that one plan may recreate: a number, or a percentage of those that are there (then at least one). Default: any number.
     */
    maxRecreates?: number | string;
    /**
     * Most containers that one plan may restart: a number, or a percentage of those that are there (then at least one). Default: any number.
     */
    maxRestarts?: number | string;
    /**
     * How much may be promised, as a factor of what a host has; the lowest of all policies and the Node counts.
     */
    overcommit?: {
      /**
       * The sum of all vswap.ram. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.
       */
      ram?: number;
      /**
       * The sum of all vswap.ram and vswap.swap. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.
       */
      ramSwap?: number;
      /**
       * The sum of all diskspace. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.
       */
      disk?: number;
      /**
       * The sum of the processors that every cpumask narrower than the host names. A factor: 1 is all of them, each for one container. Default: not checked.
       */
      cpus?: number;
      /**
       * The sum of all numproc; the host's is kernel.pid_max or kernel.threads-max, whichever is less. A factor: 1 is all of it. Default: not checked.
       */
      processes?: number;
    };
    /**
     * Every rule that fits is applied.
     *
     * @maxItems 256
     */
    rules?: {
      /**
       * What messages call it.
       */
      name: string;
      /**
       * What the rule is about; all of what is given must fit. Default: everything that a plan does.
       */
      match?: {
        /**
         * What would be done to the container. Default: anything.
         *
         * @minItems 1
         * @maxItems 256
         */
        actions?: ('create' | 'start' | 'stop' | 'live' | 'restart' | 'recreate' | 'delete')[];
        /**
         * What the change of a field takes. Default: anything.
         *
         * @minItems 1
         * @maxItems 256
         */
        classes?: ('live' | 'restart' | 'recreate')[];
        /**
         * Fields that would change, by the names plans give them or by JSON Pointers, with * for any characters. Default: any.
         *
         * @minItems 1
         * @maxItems 256
         */
        fields?: string[];
        /**
         * Only values above this, where they are numbers: a size such as 4G, or the number itself; unlimited is above everything. Default: any value.
         */
        above?: number | string;
        /**
         * Only values below this, where they are numbers: a size such as 4G, or the number itself; unlimited is above everything. Default: any value.
         */
        below?: number | string;
        /**
         * Which containers, by name and label; all of what is given must fit. Default: all.
         */
        containers?: {
          /**
           * Names, with * for any characters. Default: any.
           *
           * @minItems 1
           * @maxItems 256
           */
          names?: string[];
          /**
           * Labels with their values; * stands for any characters. Default: any.
           */
          labels?: {
            [k: string]: string;
          };
        };
        /**
         * Names of hosts it is for, with * for any characters. Default: every host.
         *
         * @minItems 1
         * @maxItems 256
         */
        nodes?: string[];
      };
      /**
       * forbid: nothing is done to the container. requireApproval: nothing until the effect is approved. warn: it is only told.
       */
      then: 'forbid' | 'requireApproval' | 'warn';
      /**
       * Why, in a sentence for those who meet it. Default: none.
       */
      message?: string;
    }[];
  };
}
/**
 * A time in which things are done, or are not.
 */
export interface WindowManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document says when things are done.
   */
  kind: 'Window';
  /**
   * Which window this is.
   */
  metadata: {
    /**
     * What plans and messages call it.
     */
    name: string;
    /**
     * Words to select and group by. Free keys, text values; they change nothing on the host.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes for people and tools. Free keys, text values; they change nothing on the host.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * When, and what.
   */
  spec: {
    /**
     * allow: what it names is only done while such a window is open. deny: not while it is. deny beats allow.
     */
    kind: 'allow' | 'deny';
    /**
     * When it opens, crontab(5): minute, hour, day of month, month, day of week.
     */
    schedule: string;
    /**
     * How long it stays open.
     */
    duration: string;
    /**
     * The time zone of the schedule, by its name in the tz database. Default: UTC.
     */
    timeZone?: string;
    /**
     * What it is about: live are changes that disturb no process. Everything else is done at any time.
     *
     * @minItems 1
     * @maxItems 256
     */
    classes: ('create' | 'start' | 'stop' | 'live' | 'restart' | 'recreate' | 'delete')[];
    /**
     * Which containers, by name and label; all of what is given must fit. Default: all.
     */
    containers?: {
      /**
       * Names, with * for any characters. Default: any.
       *
       * @minItems 1
       * @maxItems 256
       */
      names?: string[];
      /**
       * Labels with their values; * stands for any characters. Default: any.
       */
      labels?: {
        [k: string]: string;
      };
    };
    /**
     * Names of hosts it is for, with * for any characters. Default: every host.
     *
     * @minItems 1
     * @maxItems 256
     */
    nodes?: string[];
  };
}
/**
 * Somebody's yes to what a plan does, by the hash of its effect.
 */
export interface ApprovalManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document approves an effect.
   */
  kind: 'Approval';
  /**
   * Which approval this is.
   */
  metadata: {
    /**
     * What plans and messages call it.
     */
    name: string;
    /**
     * Words to select and group by. Free keys, text values; they change nothing on the host.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes for people and tools. Free keys, text values; they change nothing on the host.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What is approved.
   */
  spec: {
    /**
     * The hash of a whole plan, at least its first 32 digits. Default: no whole plan.
     */
    plan?: string;
    /**
     * Hashes of what is done to single containers, at least their first 32 digits. Default: none.
     *
     * @minItems 1
     * @maxItems 256
     */
    containers?: string[];
    /**
     * Why, for those who read it later. Default: none.
     */
    reason?: string;
    /**
     * When it ends, in UTC: the same may be asked for again.
     */
    expires: string;
  };
}
/**
 * In which order nodes take a new revision: those of a stage when all of the stages before it have it and are healthy.
 */
export interface RolloutManifest {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document orders nodes.
   */
  kind: 'Rollout';
  /**
   * Which rollout this is.
   */
  metadata: {
    /**
     * What plans and messages call it.
     */
    name: string;
    /**
     * Words to select and group by. Free keys, text values; they change nothing on the host.
     */
    labels?: {
      [k: string]: string;
    };
    /**
     * Notes for people and tools. Free keys, text values; they change nothing on the host.
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * The stages. A host that none of them names is not held up.
   */
  spec: {
    /**
     * In the order in which they take a revision.
     *
     * @minItems 1
     * @maxItems 64
     *
     * Items: Hosts that take it at the same time.
     */
    stages: {
      /**
       * Names of hosts, with * for any characters: then those that have a Node document. A host is in the first stage that names it.
       *
       * @minItems 1
       * @maxItems 256
       */
      nodes: string[];
      /**
       * For how long each of them has to be healthy before the next stage begins. Seconds, or a duration such as "10m".
       */
      soak?: number | string;
      /**
       * How many of them may take it at a time, in the order of their names. Default: all.
       */
      maxUnavailable?: number;
    }[];
    /**
     * Hosts that the others do not wait for, nor listen to: a machine that is gone, or in repair. That of the newest revision counts, so that one commit lets it through everywhere.
     *
     * @maxItems 256
     */
    skip?: string[];
    /**
     * For how long a host waits for those before it until it calls the rollout stopped. It goes on waiting. Seconds, or a duration such as "30m".
     */
    timeout?: number | string;
  };
}
