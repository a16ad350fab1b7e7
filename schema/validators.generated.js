// Generated from manifest.schema.json by schema/build/compile.ts. Do not edit.
"use strict";
export const validateContainer = validate15;
const schema12 = {"description":"One system container.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Container","metadata":{"name":"web","ctid":101},"spec":{"template":"tiny","ips":["10.20.0.101"]}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes a container.","examples":["Container"],"type":"string","const":"Container"},"metadata":{"description":"Who the container is.","examples":[{"name":"web","ctid":101}],"type":"object","additionalProperties":false,"required":["name","ctid"],"properties":{"name":{"description":"What people type. Lower-case letters, digits and dashes, not digits alone; unique among containers.","examples":["web","db-01"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},"ctid":{"description":"The OpenVZ number everything on the host is derived from (control group, host interface, ids); unique. 101 to 65534, or up to 2147483644 together with spec.idmap.base.","examples":[101,7001],"type":"integer","minimum":101,"maximum":2147483644},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"What the container shall be.","examples":[{"template":"tiny","vswap":{"ram":"512M","swap":"1G"},"cpumask":"0-3"}],"type":"object","additionalProperties":false,"required":["template"],"properties":{"template":{"description":"The name of the Template document its root file system starts from. Changing it recreates the container.","examples":["tiny","debian-13"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},"layout":{"description":"How its root file system lies on disk, OpenVZ's simfs (overlay, btrfs) or ploop (image). All containers of a node share one pool and so one layout. Default: the pool's.","examples":["image"],"type":"string","enum":["overlay","btrfs","image"]},"mountOpts":{"description":"How the file system of an image is mounted: data=ordered, data=journal or data=writeback, and barrier or nobarrier, with commas between. Another data mode restarts the container. Default: what ext4 does, data=ordered,barrier; other layouts have none.","examples":["data=journal","data=writeback,nobarrier"],"type":"string","maxLength":64,"pattern":"^[a-z0-9=]+(,[a-z0-9=]+)*$"},"state":{"description":"Whether it shall run. A stopped container keeps its files and their quota.","examples":["running","stopped"],"default":"running","type":"string","enum":["running","stopped"]},"node":{"description":"The host name, or a list of host names, this container belongs to. Default: every node.","examples":["node1",["node1","node2"]],"anyOf":[{"$ref":"#/definitions/hostName"},{"type":"array","minItems":1,"maxItems":256,"items":{"$ref":"#/definitions/hostName"}}]},"hostname":{"description":"The host name inside. Default: metadata.name.","examples":["web.example.org"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},"ips":{"description":"Its addresses, IPv4 and IPv6, without a prefix length: each is routed to the container (venet style), and it can send from no other.","examples":[["10.20.0.101","2001:db8::101"]],"default":[],"type":"array","maxItems":256,"items":{"$ref":"#/definitions/address"}},"rate":{"description":"How fast it may send and receive through venet, in bits per second. A rate alone is for what it sends. A list sets rates for networks by their class (spec.networkClasses of the Node); the entry without a class is for all others. Default: no limit.","examples":["10Mbit",{"outgoing":"10Mbit","incoming":"50Mbit"},[{"class":1,"outgoing":"1Gbit"},{"outgoing":"10Mbit"}]],"default":"unlimited","anyOf":[{"$ref":"#/definitions/rate"},{"description":"Rates for each direction.","examples":[{"outgoing":"10Mbit","incoming":"50Mbit"}],"type":"object","additionalProperties":false,"minProperties":1,"properties":{"outgoing":{"description":"What the container sends. Default: no limit.","examples":["10Mbit"],"allOf":[{"$ref":"#/definitions/rate"}]},"incoming":{"description":"What the container receives. Default: no limit.","examples":["50Mbit"],"allOf":[{"$ref":"#/definitions/rate"}]}}},{"type":"array","maxItems":16,"items":{"description":"Rates for the networks of one class, or for all others.","examples":[{"class":1,"outgoing":"1Gbit"}],"type":"object","additionalProperties":false,"properties":{"class":{"description":"A class of spec.networkClasses of the Node. Default: everything that is in no class of this list.","examples":[1],"type":"integer","minimum":1,"maximum":15},"outgoing":{"description":"What the container sends there. Default: no limit.","examples":["1Gbit"],"allOf":[{"$ref":"#/definitions/rate"}]},"incoming":{"description":"What the container receives from there. Default: no limit.","examples":["1Gbit"],"allOf":[{"$ref":"#/definitions/rate"}]}}}}]},"netifs":{"description":"Ethernet devices beside venet, veth pairs: what is inside is set up by the container itself.","examples":[[{"name":"eth0","bridge":"br0"}]],"default":[],"type":"array","maxItems":9,"items":{"description":"A device.","examples":[{"name":"eth0","bridge":"br0","vlan":10}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"Its name inside. Not lo, venet0, all or default.","examples":["eth0"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},"mac":{"description":"Its MAC address. Default: 00:18:51 and a hash of name and ctid.","examples":["00:18:51:0a:0b:0c"],"type":"string","maxLength":17,"pattern":"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$"},"bridge":{"description":"The bridge of the host its other end is attached to; it must be there. Default: none.","examples":["br0"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},"vlan":{"description":"The only VLAN it is in, untagged inside; the bridge must keep VLANs apart (vlan_filtering). Default: what the bridge gives its ports.","examples":[10],"type":"integer","minimum":1,"maximum":4094},"macFilter":{"description":"Whether frames from another MAC address than its own are dropped.","examples":[true],"default":true,"allOf":[{"$ref":"#/definitions/onOff"}]}}}},"netdevs":{"description":"Interfaces of the host that the container has while it runs, by their names there; set up by the container itself. Not lo, venet*, veth*, vz*, ifb*, tun*, tap*.","examples":[["eth1"]],"default":[],"type":"array","maxItems":64,"items":{"description":"The name of an interface.","examples":["eth1"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"}},"nameservers":{"description":"Addresses written to /etc/resolv.conf inside. Default: the file is left alone.","examples":[["10.20.0.1","2001:db8::53"]],"type":"array","maxItems":16,"items":{"$ref":"#/definitions/address"}},"searchdomains":{"description":"Domains tried for short names, written to /etc/resolv.conf inside. Default: the file is left alone.","examples":[["example.org"]],"type":"array","maxItems":32,"items":{"description":"A domain name.","examples":["example.org"],"type":"string","maxLength":253,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"}},"vswap":{"description":"Memory limits, OpenVZ VSwap: ram and, beside it, swap.","examples":[{"ram":"512M","swap":"1G"}],"type":"object","additionalProperties":false,"default":{},"properties":{"ram":{"description":"Memory the container may use, rounded up to whole pages of 4096 bytes; \"unlimited\" for no limit.","examples":["256M","2.2G","512MiB"],"default":"256M","allOf":[{"$ref":"#/definitions/sizeOrUnlimited"}]},"swap":{"description":"Swap the container may use beside ram (not the sum); 0 for none, \"unlimited\" for no limit.","examples":["512M",0,"1GiB"],"default":"512M","anyOf":[{"$ref":"#/definitions/sizeOrUnlimited"},{"type":"integer","const":0}]}}},"memguarantee":{"description":"Memory that is taken from it only when nobody else has any to give: a size or percent of ram, at most ram; \"auto\" for none. Needs cgroup v2.","examples":["128M","50%","auto"],"default":"auto","anyOf":[{"type":"string","maxLength":48,"pattern":"^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},{"type":"integer","const":0}]},"cpumask":{"description":"The CPUs it may run on, as in cpuset: numbers and ranges, \"all\", or \"auto\" for those of its nodemask.","examples":["0-3,7","all",0,"auto"],"default":"all","anyOf":[{"type":"string","maxLength":1024,"pattern":"^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},{"type":"integer","minimum":0,"maximum":4095}]},"nodemask":{"description":"The memory nodes (NUMA) its memory may come from: numbers and ranges, or \"all\". What it has elsewhere moves when this changes.","examples":["0,1","all",0],"default":"all","anyOf":[{"type":"string","maxLength":1024,"pattern":"^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},{"type":"integer","minimum":0,"maximum":1023}]},"cpuunits":{"description":"Its share when CPUs are scarce, relative to the other containers.","examples":[1000,2000],"default":1000,"type":"integer","minimum":8,"maximum":500000},"iolimit":{"description":"Bytes per second it may read from, and as many it may write to, each disk its files lie on: a size; 0 or \"unlimited\" for no limit.","examples":["10M","1G",0],"default":0,"anyOf":[{"$ref":"#/definitions/sizeOrUnlimited"},{"type":"integer","const":0}]},"iopslimit":{"description":"Reads per second, and as many writes, on each disk its files lie on. 0 or \"unlimited\": no limit.","examples":[500,0,"unlimited"],"default":0,"anyOf":[{"type":"integer","minimum":0,"maximum":4294967295},{"type":"string","const":"unlimited"}]},"ioprio":{"description":"Its share of the disks its files lie on when they are busy, beside the other containers: 7 gets twice as much as 0. Another value than 4 needs a disk that schedules by weight (BFQ, or iocost).","examples":[4,7],"default":4,"type":"integer","minimum":0,"maximum":7},"cpus":{"description":"How many CPUs' time it may use in all: the same as a cpulimit of 100 for each; the smaller of both holds. Default: \"unlimited\", no limit.","examples":[2],"anyOf":[{"type":"integer","minimum":1,"maximum":4096},{"type":"string","const":"unlimited"}]},"cpulimit":{"description":"The most CPU time it may use: percent of one CPU (150 is one and a half), or with a percent sign percent of the whole machine (\"50%\"). 0 or \"unlimited\": no limit.","examples":[150,"150","50%",0],"default":0,"anyOf":[{"type":"number","minimum":0,"maximum":409600},{"type":"string","maxLength":16,"pattern":"^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$"}]},"features":{"description":"What it may do beyond the default profile. Changing nesting restarts the container.","examples":[{"nesting":true},{"fuse":true,"tun":true}],"default":{},"type":"object","additionalProperties":false,"properties":{"nesting":{"description":"Start containers inside: user namespaces in it may mount proc and sysfs of their own, and the new mount interface is there.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]},"fuse":{"description":"Mount file systems that are programs: /dev/fuse. The host needs the module.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]},"tun":{"description":"Make network devices that are programs, for VPNs: /dev/net/tun. The host needs the module.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]},"ppp":{"description":"Make point-to-point links: /dev/ppp. The host needs the module.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]}}},"capabilities":{"description":"Capabilities it has beside the default set (true), or not (false). Changing one restarts the container.","examples":[{"sys_ptrace":false},{"net_raw":"off","checkpoint_restore":"on"}],"default":{},"type":"object","maxProperties":41,"additionalProperties":{"$ref":"#/definitions/onOff"}},"netfilter":{"description":"What of the kernel's packet filter (iptables, nft) it can use. Changing it restarts the container; stateless and stateful are refused, no vanilla kernel can keep them.","examples":["full","disabled"],"default":"full","type":"string","enum":["disabled","stateless","stateful","full"]},"pci":{"description":"PCI devices as OpenVZ names them, [domain:]bus:slot.function: it may open the device nodes that their drivers make, live; of a network card it has the interface, as by netdevs. A device that has neither is refused.","examples":[["00:1f.3","0000:01:00.0"]],"default":[],"type":"array","maxItems":32,"items":{"description":"A PCI address.","examples":["00:1f.3"],"type":"string","maxLength":16}},"devices":{"description":"Devices of the host it may open: a node of /dev, or OpenVZ's c|b:major:minor|all:rw. Each appears in its /dev and on its device list, live.","examples":[["/dev/ttyS0","c:10:229:rw",{"path":"/dev/sdb","access":"r","name":"backup"}]],"default":[],"type":"array","maxItems":64,"items":{"description":"A device: a path, a rule, or a path with its access and the name inside.","examples":["/dev/ttyS0","b:8:all:r"],"anyOf":[{"type":"string","minLength":1,"maxLength":256},{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"description":"The node on the host.","examples":["/dev/ttyS0"],"type":"string","maxLength":256},"access":{"description":"What it may do with it: read, write or both.","examples":["r"],"default":"rw","type":"string","enum":["r","w","rw"]},"name":{"description":"Its name below /dev inside. Default: as on the host.","examples":["serial/one"],"type":"string","maxLength":128}}}]}},"oomAdjust":{"description":"Whom the OOM killer takes first, -1000 (never) to 1000, as oom_score_adj: one number for every process, or rules of which the first that fits is a process's own (OpenVZ's oom-groups.conf). New processes get theirs at the next pass. Default: 0 for all.","examples":[300,[{"command":"sshd","adjust":-500},{"command":"httpd*","parent":"httpd","uid":33,"adjust":300}]],"default":[],"anyOf":[{"type":"integer","minimum":-1000,"maximum":1000},{"type":"array","maxItems":64,"items":{"description":"A rule.","examples":[{"command":"sshd","adjust":-500}],"type":"object","additionalProperties":false,"required":["command","adjust"],"properties":{"command":{"description":"The command, as ps -o comm shows it (15 letters); * is any text.","examples":["sshd","httpd*"],"type":"string","minLength":1,"maxLength":64},"parent":{"description":"The command of its parent. Default: any.","examples":["init"],"type":"string","minLength":1,"maxLength":64},"uid":{"description":"Its user inside, or \"<N\" for all users below N. Default: any.","examples":[33,"<1000"],"anyOf":[{"type":"integer","minimum":0,"maximum":65535},{"type":"string","maxLength":6,"pattern":"^<[1-9][0-9]{0,4}$"}]},"adjust":{"description":"What it gets.","examples":[-500],"type":"integer","minimum":-1000,"maximum":1000}}}}]},"sysctls":{"description":"Kernel settings of its own network, ipc and uts namespaces, as the kernel shows them. What is written here is corrected when somebody inside changes it; what is removed goes back to what it was.","examples":[{"net.ipv4.ip_forward":1,"net.ipv4.ip_local_port_range":"10000 20000"}],"default":{},"type":"object","maxProperties":64,"additionalProperties":{"anyOf":[{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},{"type":"string","maxLength":1024}]}},"mounts":{"description":"What is mounted in it beside its root file system, from its start on. Changing it restarts the container, except that nfs is added while it runs.","examples":[[{"type":"bind","source":"/srv/data","target":"/srv/data","readOnly":true},{"type":"tmpfs","target":"/scratch","size":"64M","mode":"0755"}]],"default":[],"type":"array","maxItems":64,"items":{"description":"One mount.","examples":[{"type":"tmpfs","target":"/scratch","size":"64M"}],"type":"object","additionalProperties":false,"required":["type","target"],"properties":{"type":{"description":"bind: a directory of the host. tmpfs: a file system in memory, which counts as the container's. nfs: a directory of a server, whose ids are those of the host: a container with base 6619136 has user 0 as 6619136 there.","examples":["bind","tmpfs"],"type":"string","enum":["bind","tmpfs","nfs"]},"target":{"description":"Where it is inside: an absolute path, which is made where it is missing.","examples":["/srv/data"],"type":"string","maxLength":1024},"source":{"description":"Of a bind: a directory of the host, an absolute path without symbolic links. Of nfs: server:/export. Default: none.","examples":["/srv/data"],"type":"string","maxLength":1024},"readOnly":{"description":"Of a bind or nfs: whether nothing may be written.","examples":[true],"default":false,"type":"boolean"},"size":{"description":"Of a tmpfs: the most it holds. Default: none, it must be written.","examples":["64M"],"type":"string","maxLength":64},"mode":{"description":"Of a tmpfs: the mode of its root, three or four octal digits in quotes.","examples":["0755"],"default":"1777","type":"string","maxLength":4,"pattern":"^[0-7]{3,4}$"},"options":{"description":"Of nfs, as in fstab: vers=4.0|4.1|4.2, softerr, soft, hard, timeo=N, retrans=N, port=N, noac, noresvport. Default: vers=4.2,softerr,timeo=50,retrans=2.","examples":["vers=4.2"],"type":"string","maxLength":256}}}},"numproc":{"description":"The most processes and threads; \"unlimited\" for no limit.","examples":[4096,"unlimited"],"default":4096,"anyOf":[{"type":"integer","minimum":1,"maximum":4194304},{"type":"string","const":"unlimited"}]},"ubc":{"description":"OpenVZ's user beancounters: one value or \"barrier:limit\" in their own units (pages, bytes or a count; with a suffix K, M, G, T bytes, P pages), or \"unlimited\". One that no mechanism of this host enforces is refused, unless --allow-unenforced names it.","examples":[{"numpty":16,"privvmpages":"65536:69632"}],"default":{},"type":"object","additionalProperties":false,"properties":{"kmemsize":{"description":"Kernel memory, bytes. No kernel without OpenVZ limits it apart from ram.","examples":["14372700:14790164"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"lockedpages":{"description":"Pages one process may lock in memory (RLIMIT_MEMLOCK); ram bounds them all. It does not follow ram.","examples":[2048,"64M"],"default":"64M","allOf":[{"$ref":"#/definitions/beancounter"}]},"privvmpages":{"description":"Private memory one process may allocate, pages (RLIMIT_DATA), at least 64; the kernel cannot limit the sum.","examples":["65536:69632","2G"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"shmpages":{"description":"Shared memory, pages: what System V segments may take together, and as much for /dev/shm; their sum and anonymous shared memory are not limited apart from ram.","examples":[21504],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numproc":{"description":"Processes and threads: the same as spec.numproc. Default: what that says.","examples":[240],"allOf":[{"$ref":"#/definitions/beancounter"}]},"physpages":{"description":"Resident memory, pages: its limit is the same as spec.vswap.ram. Default: what that says.","examples":["0:256M","0:unlimited"],"allOf":[{"$ref":"#/definitions/beancounter"}]},"vmguarpages":{"description":"Memory whose allocation is guaranteed, pages; a barrier alone.","examples":["33792:unlimited"],"default":0,"allOf":[{"$ref":"#/definitions/beancounter"}]},"oomguarpages":{"description":"Memory up to which nothing is killed when the host is out of it, pages; a barrier alone.","examples":["26112:unlimited"],"default":0,"allOf":[{"$ref":"#/definitions/beancounter"}]},"numtcpsock":{"description":"TCP sockets.","examples":[360],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numflock":{"description":"File locks. Counted only.","examples":["188:206"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numpty":{"description":"Pseudo terminals; not unlimited.","examples":[16],"default":1024,"allOf":[{"$ref":"#/definitions/beancounter"}]},"numsiginfo":{"description":"Queued signals. Changing it restarts the container.","examples":[256],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"tcpsndbuf":{"description":"TCP send buffers, bytes. Their memory counts as ram.","examples":["1720320:2703360"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"tcprcvbuf":{"description":"TCP receive buffers, bytes. Their memory counts as ram.","examples":["1720320:2703360"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"othersockbuf":{"description":"Send buffers of other sockets, bytes. Their memory counts as ram.","examples":["1126080:2097152"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"dgramrcvbuf":{"description":"Receive buffers of datagram sockets, bytes. Their memory counts as ram.","examples":[262144],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numothersock":{"description":"Sockets other than TCP.","examples":[360],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"dcachesize":{"description":"Memory of cached directory entries and inodes, bytes. It counts as ram.","examples":["3409920:3624960"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numfile":{"description":"Files one process may have open (RLIMIT_NOFILE), at least 16 and not unlimited; the kernel cannot limit the sum.","examples":[9312],"default":524288,"allOf":[{"$ref":"#/definitions/beancounter"}]},"numiptent":{"description":"Packet filter rules. No kernel limits them.","examples":[128],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"swappages":{"description":"Swap, pages: its limit is the same as spec.vswap.swap. Default: what that says.","examples":["0:512M"],"allOf":[{"$ref":"#/definitions/beancounter"}]}}},"vmOvercommit":{"description":"How many times ram + swap a process may allocate: it is privvmpages, so spec.ubc must not say that, and ram and swap must be limited. 0: no limit.","examples":[1.5,0],"default":0,"type":"number","minimum":0,"maximum":1000},"diskspace":{"description":"Disk space: one value, or soft:hard.","examples":["2G","2G:2.2G","10GiB"],"default":"2G","type":"string","maxLength":64,"pattern":"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$"},"quotaugidlimit":{"description":"How many users and groups inside may have a quota of their own (second-level quota), those included that root inside gives one; 0 turns them off. Between 0 and more it restarts the container. Image layout only.","examples":[100],"default":0,"type":"integer","minimum":0,"maximum":131072},"quotatime":{"description":"Seconds for which a soft disk limit may be exceeded before it holds like a hard one. With project quotas the file system has one such time for all, and it must be the node's pool.quotatime; in an image it is that of spec.quotas. Default: what the file system has, 7 days.","examples":[259200],"type":"integer","minimum":0,"maximum":31536000},"quotas":{"description":"Quotas of users and groups, by their number inside the container; spec.quotaugidlimit says how many there may be. Those of others are root's inside: quota, repquota and setquota work there.","examples":[{"users":{"33":{"space":"1G:1.2G","inodes":20000}}}],"default":{},"type":"object","additionalProperties":false,"properties":{"users":{"description":"By user id.","examples":[{"33":{"space":"1G"}}],"default":{},"allOf":[{"$ref":"#/definitions/ugidQuotas"}]},"groups":{"description":"By group id.","examples":[{"100":{"inodes":"5000:6000"}}],"default":{},"allOf":[{"$ref":"#/definitions/ugidQuotas"}]}}},"diskinodes":{"description":"Number of files and directories: one value, or soft:hard.","examples":[131072,"131072:144179","unlimited"],"default":"unlimited","anyOf":[{"type":"integer","minimum":1,"maximum":9007199254740991},{"type":"string","maxLength":64,"pattern":"^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$"}]},"idmap":{"description":"The user and group ids of the container on the host. Changing them restarts the container.","examples":[{"base":327680000}],"type":"object","additionalProperties":false,"default":{},"properties":{"base":{"description":"First of its 65,536 host ids. Default: metadata.ctid * 65536.","examples":[6619136,327680000],"type":"integer","minimum":65536,"maximum":4294901759}}},"init":{"description":"The program that becomes process 1, with its arguments; an absolute path inside the container. Default: the template's.","examples":[["/sbin/init"],["/lib/systemd/systemd","--log-target=console"]],"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":4096}},"stopTimeout":{"description":"How long it may take to halt before it is killed: seconds, or a duration such as \"90s\", \"2m\", \"1h30m\". 0 kills at once.","examples":[60,"90s","2m"],"default":60,"anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$","minLength":1}]}}}}};
const schema13 = {"description":"A host name.","examples":["node1"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"};
const schema15 = {"description":"An IPv4 or IPv6 address without a prefix length.","examples":["10.20.0.101","2001:db8::101"],"type":"string","maxLength":45,"pattern":"^[0-9A-Fa-f.:]{2,45}$"};
const schema16 = {"description":"Bits per second: 512Kbit, 10Mbit or 1Gbit (powers of 1000), or \"unlimited\".","examples":["10Mbit","unlimited"],"type":"string","maxLength":32,"pattern":"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"};
const schema21 = {"description":"A switch: true or false, or OpenVZ's on and off.","examples":[true,"off"],"anyOf":[{"type":"boolean"},{"type":"string","enum":["on","off"]}]};
const schema23 = {"description":"A size, or \"unlimited\".","examples":["512M","unlimited"],"type":"string","maxLength":48,"pattern":"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"};
const schema31 = {"description":"A beancounter: one value or barrier:limit.","examples":["65536:69632",360,"unlimited"],"anyOf":[{"type":"integer","minimum":0,"maximum":9007199254740991},{"type":"string","maxLength":64,"pattern":"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"}]};
const schema52 = {"description":"Limits by numeric id.","examples":[{"33":{"space":"1G:1.2G","inodes":20000}}],"type":"object","maxProperties":4096,"propertyNames":{"description":"write the number it has inside, 0 to 65535: names are known only in there","type":"string","maxLength":5,"pattern":"^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},"additionalProperties":{"description":"What one user or group may have; what is not named is not limited.","examples":[{"space":"1G:1.2G","inodes":20000}],"type":"object","additionalProperties":false,"properties":{"space":{"description":"Disk space: one value, or soft:hard. Default: no limit.","examples":["1G","1G:1.2G"],"type":"string","maxLength":64},"inodes":{"description":"Files and directories: one value, or soft:hard. Default: no limit.","examples":[20000,"5000:6000"],"anyOf":[{"type":"integer","minimum":1,"maximum":9007199254740991},{"type":"string","maxLength":64}]}}}};
const func2 = (text) => [...text].length;
const func7 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "u");
const pattern1 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$", "u");
const pattern4 = new RegExp("^[a-z0-9=]+(,[a-z0-9=]+)*$", "u");
const pattern5 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$", "u");
const pattern8 = new RegExp("^[0-9A-Fa-f.:]{2,45}$", "u");
const pattern9 = new RegExp("^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$", "u");
const pattern14 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$", "u");
const pattern15 = new RegExp("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$", "u");
const pattern20 = new RegExp("^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$", "u");
const pattern22 = new RegExp("^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$", "u");
const pattern23 = new RegExp("^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$", "u");
const pattern24 = new RegExp("^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$", "u");
const pattern26 = new RegExp("^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$", "u");
const pattern27 = new RegExp("^<[1-9][0-9]{0,4}$", "u");
const pattern28 = new RegExp("^[0-7]{3,4}$", "u");
const pattern29 = new RegExp("^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$", "u");
const pattern50 = new RegExp("^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$", "u");
const pattern51 = new RegExp("^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$", "u");
const pattern53 = new RegExp("^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$", "u");
const pattern54 = new RegExp("^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$", "u");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema12.properties.apiVersion.type,parentSchema:schema12.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema12.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema12.properties.kind.type,parentSchema:schema12.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Container" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Container"},schema:"Container",parentSchema:schema12.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema12.properties.metadata.required,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data2.ctid === undefined){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "ctid"},schema:schema12.properties.metadata.required,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key1 in data2){
if(!((((key1 === "name") || (key1 === "ctid")) || (key1 === "labels")) || (key1 === "annotations"))){
const err11 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func2(data3) > 63){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern0.test(data3)){
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.name.type,parentSchema:schema12.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.ctid !== undefined){
let data4 = data2.ctid;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err15 = {instancePath:instancePath+"/metadata/ctid",schemaPath:"#/properties/metadata/properties/ctid/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.metadata.properties.ctid.type,parentSchema:schema12.properties.metadata.properties.ctid,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 2147483644 || isNaN(data4)){
const err16 = {instancePath:instancePath+"/metadata/ctid",schemaPath:"#/properties/metadata/properties/ctid/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483644},schema:2147483644,parentSchema:schema12.properties.metadata.properties.ctid,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4 < 101 || isNaN(data4)){
const err17 = {instancePath:instancePath+"/metadata/ctid",schemaPath:"#/properties/metadata/properties/ctid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 101},schema:101,parentSchema:schema12.properties.metadata.properties.ctid,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 64){
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema12.properties.metadata.properties.labels,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
for(const key2 in data5){
const _errs15 = errors;
if(typeof key2 === "string"){
if(func2(key2) > 128){
const err19 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema12.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!pattern1.test(key2)){
const err20 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema12.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema12.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var valid2 = _errs15 === errors;
if(!valid2){
const err22 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema12.properties.metadata.properties.labels.propertyNames,parentSchema:schema12.properties.metadata.properties.labels,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
for(const key3 in data5){
let data6 = data5[key3];
if(typeof data6 === "string"){
if(func2(data6) > 256){
const err23 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema12.properties.metadata.properties.labels.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema12.properties.metadata.properties.labels.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema12.properties.metadata.properties.labels.type,parentSchema:schema12.properties.metadata.properties.labels,data:data5};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length > 64){
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema12.properties.metadata.properties.annotations,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key4 in data7){
const _errs22 = errors;
if(typeof key4 === "string"){
if(func2(key4) > 128){
const err27 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema12.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern1.test(key4)){
const err28 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema12.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema12.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var valid4 = _errs22 === errors;
if(!valid4){
const err30 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema12.properties.metadata.properties.annotations.propertyNames,parentSchema:schema12.properties.metadata.properties.annotations,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
for(const key5 in data7){
let data8 = data7[key5];
if(typeof data8 === "string"){
if(func2(data8) > 16384){
const err31 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema12.properties.metadata.properties.annotations.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema12.properties.metadata.properties.annotations.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema12.properties.metadata.properties.annotations.type,parentSchema:schema12.properties.metadata.properties.annotations,data:data7};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema12.properties.metadata.type,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.spec !== undefined){
let data9 = data.spec;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.template === undefined){
const err35 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "template"},schema:schema12.properties.spec.required,parentSchema:schema12.properties.spec,data:data9};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
for(const key6 in data9){
if(!(func7.call(schema12.properties.spec.properties, key6))){
const err36 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema12.properties.spec,data:data9};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data9.template !== undefined){
let data10 = data9.template;
if(typeof data10 === "string"){
if(func2(data10) > 63){
const err37 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema12.properties.spec.properties.template,data:data10};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!pattern0.test(data10)){
const err38 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema12.properties.spec.properties.template,data:data10};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/spec/template",schemaPath:"#/properties/spec/properties/template/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.template.type,parentSchema:schema12.properties.spec.properties.template,data:data10};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data9.layout !== undefined){
let data11 = data9.layout;
if(typeof data11 !== "string"){
const err40 = {instancePath:instancePath+"/spec/layout",schemaPath:"#/properties/spec/properties/layout/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.layout.type,parentSchema:schema12.properties.spec.properties.layout,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!(((data11 === "overlay") || (data11 === "btrfs")) || (data11 === "image"))){
const err41 = {instancePath:instancePath+"/spec/layout",schemaPath:"#/properties/spec/properties/layout/enum",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.layout.enum},schema:schema12.properties.spec.properties.layout.enum,parentSchema:schema12.properties.spec.properties.layout,data:data11};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data9.mountOpts !== undefined){
let data12 = data9.mountOpts;
if(typeof data12 === "string"){
if(func2(data12) > 64){
const err42 = {instancePath:instancePath+"/spec/mountOpts",schemaPath:"#/properties/spec/properties/mountOpts/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.mountOpts,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(!pattern4.test(data12)){
const err43 = {instancePath:instancePath+"/spec/mountOpts",schemaPath:"#/properties/spec/properties/mountOpts/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9=]+(,[a-z0-9=]+)*$"},schema:"^[a-z0-9=]+(,[a-z0-9=]+)*$",parentSchema:schema12.properties.spec.properties.mountOpts,data:data12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/spec/mountOpts",schemaPath:"#/properties/spec/properties/mountOpts/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mountOpts.type,parentSchema:schema12.properties.spec.properties.mountOpts,data:data12};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data9.state !== undefined){
let data13 = data9.state;
if(typeof data13 !== "string"){
const err45 = {instancePath:instancePath+"/spec/state",schemaPath:"#/properties/spec/properties/state/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.state.type,parentSchema:schema12.properties.spec.properties.state,data:data13};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!((data13 === "running") || (data13 === "stopped"))){
const err46 = {instancePath:instancePath+"/spec/state",schemaPath:"#/properties/spec/properties/state/enum",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.state.enum},schema:schema12.properties.spec.properties.state.enum,parentSchema:schema12.properties.spec.properties.state,data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data9.node !== undefined){
let data14 = data9.node;
const _errs39 = errors;
let valid7 = false;
const _errs40 = errors;
if(typeof data14 === "string"){
if(func2(data14) > 64){
const err47 = {instancePath:instancePath+"/spec/node",schemaPath:"#/definitions/hostName/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(!pattern5.test(data14)){
const err48 = {instancePath:instancePath+"/spec/node",schemaPath:"#/definitions/hostName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema13,data:data14};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/spec/node",schemaPath:"#/definitions/hostName/type",keyword:"type",params:{type: "string"},schema:schema13.type,parentSchema:schema13,data:data14};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
var _valid0 = _errs40 === errors;
valid7 = valid7 || _valid0;
if(!valid7){
const _errs43 = errors;
if(Array.isArray(data14)){
if(data14.length > 256){
const err50 = {instancePath:instancePath+"/spec/node",schemaPath:"#/properties/spec/properties/node/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema12.properties.spec.properties.node.anyOf[1],data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data14.length < 1){
const err51 = {instancePath:instancePath+"/spec/node",schemaPath:"#/properties/spec/properties/node/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.node.anyOf[1],data:data14};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
let data15 = data14[i0];
if(typeof data15 === "string"){
if(func2(data15) > 64){
const err52 = {instancePath:instancePath+"/spec/node/" + i0,schemaPath:"#/definitions/hostName/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13,data:data15};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!pattern5.test(data15)){
const err53 = {instancePath:instancePath+"/spec/node/" + i0,schemaPath:"#/definitions/hostName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema13,data:data15};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/spec/node/" + i0,schemaPath:"#/definitions/hostName/type",keyword:"type",params:{type: "string"},schema:schema13.type,parentSchema:schema13,data:data15};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/spec/node",schemaPath:"#/properties/spec/properties/node/anyOf/1/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.node.anyOf[1].type,parentSchema:schema12.properties.spec.properties.node.anyOf[1],data:data14};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
var _valid0 = _errs43 === errors;
valid7 = valid7 || _valid0;
}
if(!valid7){
const err56 = {instancePath:instancePath+"/spec/node",schemaPath:"#/properties/spec/properties/node/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.node.anyOf,parentSchema:schema12.properties.spec.properties.node,data:data14};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
else {
errors = _errs39;
if(vErrors !== null){
if(_errs39){
vErrors.length = _errs39;
}
else {
vErrors = null;
}
}
}
}
if(data9.hostname !== undefined){
let data16 = data9.hostname;
if(typeof data16 === "string"){
if(func2(data16) > 64){
const err57 = {instancePath:instancePath+"/spec/hostname",schemaPath:"#/properties/spec/properties/hostname/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.hostname,data:data16};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!pattern5.test(data16)){
const err58 = {instancePath:instancePath+"/spec/hostname",schemaPath:"#/properties/spec/properties/hostname/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema12.properties.spec.properties.hostname,data:data16};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/spec/hostname",schemaPath:"#/properties/spec/properties/hostname/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.hostname.type,parentSchema:schema12.properties.spec.properties.hostname,data:data16};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data9.ips !== undefined){
let data17 = data9.ips;
if(Array.isArray(data17)){
if(data17.length > 256){
const err60 = {instancePath:instancePath+"/spec/ips",schemaPath:"#/properties/spec/properties/ips/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema12.properties.spec.properties.ips,data:data17};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
if(typeof data18 === "string"){
if(func2(data18) > 45){
const err61 = {instancePath:instancePath+"/spec/ips/" + i1,schemaPath:"#/definitions/address/maxLength",keyword:"maxLength",params:{limit: 45},schema:45,parentSchema:schema15,data:data18};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(!pattern8.test(data18)){
const err62 = {instancePath:instancePath+"/spec/ips/" + i1,schemaPath:"#/definitions/address/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}$"},schema:"^[0-9A-Fa-f.:]{2,45}$",parentSchema:schema15,data:data18};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/spec/ips/" + i1,schemaPath:"#/definitions/address/type",keyword:"type",params:{type: "string"},schema:schema15.type,parentSchema:schema15,data:data18};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
else {
const err64 = {instancePath:instancePath+"/spec/ips",schemaPath:"#/properties/spec/properties/ips/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.ips.type,parentSchema:schema12.properties.spec.properties.ips,data:data17};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data9.rate !== undefined){
let data19 = data9.rate;
const _errs56 = errors;
let valid15 = false;
const _errs57 = errors;
if(typeof data19 === "string"){
if(func2(data19) > 32){
const err65 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema16,data:data19};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(!pattern9.test(data19)){
const err66 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema16,data:data19};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema16.type,parentSchema:schema16,data:data19};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
var _valid1 = _errs57 === errors;
valid15 = valid15 || _valid1;
if(!valid15){
const _errs60 = errors;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(Object.keys(data19).length < 1){
const err68 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/properties/spec/properties/rate/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.rate.anyOf[1],data:data19};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
for(const key7 in data19){
if(!((key7 === "outgoing") || (key7 === "incoming"))){
const err69 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/properties/spec/properties/rate/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema12.properties.spec.properties.rate.anyOf[1],data:data19};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data19.outgoing !== undefined){
let data20 = data19.outgoing;
if(typeof data20 === "string"){
if(func2(data20) > 32){
const err70 = {instancePath:instancePath+"/spec/rate/outgoing",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema16,data:data20};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(!pattern9.test(data20)){
const err71 = {instancePath:instancePath+"/spec/rate/outgoing",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema16,data:data20};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/spec/rate/outgoing",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema16.type,parentSchema:schema16,data:data20};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data19.incoming !== undefined){
let data21 = data19.incoming;
if(typeof data21 === "string"){
if(func2(data21) > 32){
const err73 = {instancePath:instancePath+"/spec/rate/incoming",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema16,data:data21};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(!pattern9.test(data21)){
const err74 = {instancePath:instancePath+"/spec/rate/incoming",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema16,data:data21};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
else {
const err75 = {instancePath:instancePath+"/spec/rate/incoming",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema16.type,parentSchema:schema16,data:data21};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/properties/spec/properties/rate/anyOf/1/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.rate.anyOf[1].type,parentSchema:schema12.properties.spec.properties.rate.anyOf[1],data:data19};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
var _valid1 = _errs60 === errors;
valid15 = valid15 || _valid1;
if(!valid15){
const _errs71 = errors;
if(Array.isArray(data19)){
if(data19.length > 16){
const err77 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/properties/spec/properties/rate/anyOf/2/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema12.properties.spec.properties.rate.anyOf[2],data:data19};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len2 = data19.length;
for(let i2=0; i2<len2; i2++){
let data22 = data19[i2];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key8 in data22){
if(!(((key8 === "class") || (key8 === "outgoing")) || (key8 === "incoming"))){
const err78 = {instancePath:instancePath+"/spec/rate/" + i2,schemaPath:"#/properties/spec/properties/rate/anyOf/2/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema12.properties.spec.properties.rate.anyOf[2].items,data:data22};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data22.class !== undefined){
let data23 = data22.class;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err79 = {instancePath:instancePath+"/spec/rate/" + i2+"/class",schemaPath:"#/properties/spec/properties/rate/anyOf/2/items/properties/class/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.rate.anyOf[2].items.properties.class.type,parentSchema:schema12.properties.spec.properties.rate.anyOf[2].items.properties.class,data:data23};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 15 || isNaN(data23)){
const err80 = {instancePath:instancePath+"/spec/rate/" + i2+"/class",schemaPath:"#/properties/spec/properties/rate/anyOf/2/items/properties/class/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},schema:15,parentSchema:schema12.properties.spec.properties.rate.anyOf[2].items.properties.class,data:data23};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data23 < 1 || isNaN(data23)){
const err81 = {instancePath:instancePath+"/spec/rate/" + i2+"/class",schemaPath:"#/properties/spec/properties/rate/anyOf/2/items/properties/class/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.rate.anyOf[2].items.properties.class,data:data23};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
if(data22.outgoing !== undefined){
let data24 = data22.outgoing;
if(typeof data24 === "string"){
if(func2(data24) > 32){
const err82 = {instancePath:instancePath+"/spec/rate/" + i2+"/outgoing",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema16,data:data24};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(!pattern9.test(data24)){
const err83 = {instancePath:instancePath+"/spec/rate/" + i2+"/outgoing",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema16,data:data24};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
else {
const err84 = {instancePath:instancePath+"/spec/rate/" + i2+"/outgoing",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema16.type,parentSchema:schema16,data:data24};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data22.incoming !== undefined){
let data25 = data22.incoming;
if(typeof data25 === "string"){
if(func2(data25) > 32){
const err85 = {instancePath:instancePath+"/spec/rate/" + i2+"/incoming",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema16,data:data25};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!pattern9.test(data25)){
const err86 = {instancePath:instancePath+"/spec/rate/" + i2+"/incoming",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema16,data:data25};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/spec/rate/" + i2+"/incoming",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema16.type,parentSchema:schema16,data:data25};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/spec/rate/" + i2,schemaPath:"#/properties/spec/properties/rate/anyOf/2/items/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.rate.anyOf[2].items.type,parentSchema:schema12.properties.spec.properties.rate.anyOf[2].items,data:data22};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
}
else {
const err89 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/properties/spec/properties/rate/anyOf/2/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.rate.anyOf[2].type,parentSchema:schema12.properties.spec.properties.rate.anyOf[2],data:data19};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
var _valid1 = _errs71 === errors;
valid15 = valid15 || _valid1;
}
}
if(!valid15){
const err90 = {instancePath:instancePath+"/spec/rate",schemaPath:"#/properties/spec/properties/rate/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.rate.anyOf,parentSchema:schema12.properties.spec.properties.rate,data:data19};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
else {
errors = _errs56;
if(vErrors !== null){
if(_errs56){
vErrors.length = _errs56;
}
else {
vErrors = null;
}
}
}
}
if(data9.netifs !== undefined){
let data26 = data9.netifs;
if(Array.isArray(data26)){
if(data26.length > 9){
const err91 = {instancePath:instancePath+"/spec/netifs",schemaPath:"#/properties/spec/properties/netifs/maxItems",keyword:"maxItems",params:{limit: 9},schema:9,parentSchema:schema12.properties.spec.properties.netifs,data:data26};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
const len3 = data26.length;
for(let i3=0; i3<len3; i3++){
let data27 = data26[i3];
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(data27.name === undefined){
const err92 = {instancePath:instancePath+"/spec/netifs/" + i3,schemaPath:"#/properties/spec/properties/netifs/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema12.properties.spec.properties.netifs.items.required,parentSchema:schema12.properties.spec.properties.netifs.items,data:data27};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
for(const key9 in data27){
if(!(((((key9 === "name") || (key9 === "mac")) || (key9 === "bridge")) || (key9 === "vlan")) || (key9 === "macFilter"))){
const err93 = {instancePath:instancePath+"/spec/netifs/" + i3,schemaPath:"#/properties/spec/properties/netifs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},schema:false,parentSchema:schema12.properties.spec.properties.netifs.items,data:data27};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data27.name !== undefined){
let data28 = data27.name;
if(typeof data28 === "string"){
if(func2(data28) > 15){
const err94 = {instancePath:instancePath+"/spec/netifs/" + i3+"/name",schemaPath:"#/properties/spec/properties/netifs/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema12.properties.spec.properties.netifs.items.properties.name,data:data28};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(!pattern14.test(data28)){
const err95 = {instancePath:instancePath+"/spec/netifs/" + i3+"/name",schemaPath:"#/properties/spec/properties/netifs/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema12.properties.spec.properties.netifs.items.properties.name,data:data28};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/spec/netifs/" + i3+"/name",schemaPath:"#/properties/spec/properties/netifs/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.netifs.items.properties.name.type,parentSchema:schema12.properties.spec.properties.netifs.items.properties.name,data:data28};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data27.mac !== undefined){
let data29 = data27.mac;
if(typeof data29 === "string"){
if(func2(data29) > 17){
const err97 = {instancePath:instancePath+"/spec/netifs/" + i3+"/mac",schemaPath:"#/properties/spec/properties/netifs/items/properties/mac/maxLength",keyword:"maxLength",params:{limit: 17},schema:17,parentSchema:schema12.properties.spec.properties.netifs.items.properties.mac,data:data29};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(!pattern15.test(data29)){
const err98 = {instancePath:instancePath+"/spec/netifs/" + i3+"/mac",schemaPath:"#/properties/spec/properties/netifs/items/properties/mac/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$"},schema:"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$",parentSchema:schema12.properties.spec.properties.netifs.items.properties.mac,data:data29};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
else {
const err99 = {instancePath:instancePath+"/spec/netifs/" + i3+"/mac",schemaPath:"#/properties/spec/properties/netifs/items/properties/mac/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.netifs.items.properties.mac.type,parentSchema:schema12.properties.spec.properties.netifs.items.properties.mac,data:data29};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data27.bridge !== undefined){
let data30 = data27.bridge;
if(typeof data30 === "string"){
if(func2(data30) > 15){
const err100 = {instancePath:instancePath+"/spec/netifs/" + i3+"/bridge",schemaPath:"#/properties/spec/properties/netifs/items/properties/bridge/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema12.properties.spec.properties.netifs.items.properties.bridge,data:data30};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(!pattern14.test(data30)){
const err101 = {instancePath:instancePath+"/spec/netifs/" + i3+"/bridge",schemaPath:"#/properties/spec/properties/netifs/items/properties/bridge/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema12.properties.spec.properties.netifs.items.properties.bridge,data:data30};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
else {
const err102 = {instancePath:instancePath+"/spec/netifs/" + i3+"/bridge",schemaPath:"#/properties/spec/properties/netifs/items/properties/bridge/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.netifs.items.properties.bridge.type,parentSchema:schema12.properties.spec.properties.netifs.items.properties.bridge,data:data30};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data27.vlan !== undefined){
let data31 = data27.vlan;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
const err103 = {instancePath:instancePath+"/spec/netifs/" + i3+"/vlan",schemaPath:"#/properties/spec/properties/netifs/items/properties/vlan/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.netifs.items.properties.vlan.type,parentSchema:schema12.properties.spec.properties.netifs.items.properties.vlan,data:data31};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 4094 || isNaN(data31)){
const err104 = {instancePath:instancePath+"/spec/netifs/" + i3+"/vlan",schemaPath:"#/properties/spec/properties/netifs/items/properties/vlan/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4094},schema:4094,parentSchema:schema12.properties.spec.properties.netifs.items.properties.vlan,data:data31};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data31 < 1 || isNaN(data31)){
const err105 = {instancePath:instancePath+"/spec/netifs/" + i3+"/vlan",schemaPath:"#/properties/spec/properties/netifs/items/properties/vlan/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.netifs.items.properties.vlan,data:data31};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
if(data27.macFilter !== undefined){
let data32 = data27.macFilter;
const _errs102 = errors;
let valid34 = false;
const _errs103 = errors;
if(typeof data32 !== "boolean"){
const err106 = {instancePath:instancePath+"/spec/netifs/" + i3+"/macFilter",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema21.anyOf[0].type,parentSchema:schema21.anyOf[0],data:data32};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
var _valid2 = _errs103 === errors;
valid34 = valid34 || _valid2;
if(!valid34){
const _errs105 = errors;
if(typeof data32 !== "string"){
const err107 = {instancePath:instancePath+"/spec/netifs/" + i3+"/macFilter",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema21.anyOf[1].type,parentSchema:schema21.anyOf[1],data:data32};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(!((data32 === "on") || (data32 === "off"))){
const err108 = {instancePath:instancePath+"/spec/netifs/" + i3+"/macFilter",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema21.anyOf[1].enum},schema:schema21.anyOf[1].enum,parentSchema:schema21.anyOf[1],data:data32};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
var _valid2 = _errs105 === errors;
valid34 = valid34 || _valid2;
}
if(!valid34){
const err109 = {instancePath:instancePath+"/spec/netifs/" + i3+"/macFilter",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema21.anyOf,parentSchema:schema21,data:data32};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
else {
errors = _errs102;
if(vErrors !== null){
if(_errs102){
vErrors.length = _errs102;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err110 = {instancePath:instancePath+"/spec/netifs/" + i3,schemaPath:"#/properties/spec/properties/netifs/items/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.netifs.items.type,parentSchema:schema12.properties.spec.properties.netifs.items,data:data27};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/spec/netifs",schemaPath:"#/properties/spec/properties/netifs/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.netifs.type,parentSchema:schema12.properties.spec.properties.netifs,data:data26};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data9.netdevs !== undefined){
let data33 = data9.netdevs;
if(Array.isArray(data33)){
if(data33.length > 64){
const err112 = {instancePath:instancePath+"/spec/netdevs",schemaPath:"#/properties/spec/properties/netdevs/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.netdevs,data:data33};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
const len4 = data33.length;
for(let i4=0; i4<len4; i4++){
let data34 = data33[i4];
if(typeof data34 === "string"){
if(func2(data34) > 15){
const err113 = {instancePath:instancePath+"/spec/netdevs/" + i4,schemaPath:"#/properties/spec/properties/netdevs/items/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema12.properties.spec.properties.netdevs.items,data:data34};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(!pattern14.test(data34)){
const err114 = {instancePath:instancePath+"/spec/netdevs/" + i4,schemaPath:"#/properties/spec/properties/netdevs/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema12.properties.spec.properties.netdevs.items,data:data34};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
else {
const err115 = {instancePath:instancePath+"/spec/netdevs/" + i4,schemaPath:"#/properties/spec/properties/netdevs/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.netdevs.items.type,parentSchema:schema12.properties.spec.properties.netdevs.items,data:data34};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
else {
const err116 = {instancePath:instancePath+"/spec/netdevs",schemaPath:"#/properties/spec/properties/netdevs/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.netdevs.type,parentSchema:schema12.properties.spec.properties.netdevs,data:data33};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data9.nameservers !== undefined){
let data35 = data9.nameservers;
if(Array.isArray(data35)){
if(data35.length > 16){
const err117 = {instancePath:instancePath+"/spec/nameservers",schemaPath:"#/properties/spec/properties/nameservers/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema12.properties.spec.properties.nameservers,data:data35};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
const len5 = data35.length;
for(let i5=0; i5<len5; i5++){
let data36 = data35[i5];
if(typeof data36 === "string"){
if(func2(data36) > 45){
const err118 = {instancePath:instancePath+"/spec/nameservers/" + i5,schemaPath:"#/definitions/address/maxLength",keyword:"maxLength",params:{limit: 45},schema:45,parentSchema:schema15,data:data36};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(!pattern8.test(data36)){
const err119 = {instancePath:instancePath+"/spec/nameservers/" + i5,schemaPath:"#/definitions/address/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}$"},schema:"^[0-9A-Fa-f.:]{2,45}$",parentSchema:schema15,data:data36};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
else {
const err120 = {instancePath:instancePath+"/spec/nameservers/" + i5,schemaPath:"#/definitions/address/type",keyword:"type",params:{type: "string"},schema:schema15.type,parentSchema:schema15,data:data36};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
else {
const err121 = {instancePath:instancePath+"/spec/nameservers",schemaPath:"#/properties/spec/properties/nameservers/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.nameservers.type,parentSchema:schema12.properties.spec.properties.nameservers,data:data35};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data9.searchdomains !== undefined){
let data37 = data9.searchdomains;
if(Array.isArray(data37)){
if(data37.length > 32){
const err122 = {instancePath:instancePath+"/spec/searchdomains",schemaPath:"#/properties/spec/properties/searchdomains/maxItems",keyword:"maxItems",params:{limit: 32},schema:32,parentSchema:schema12.properties.spec.properties.searchdomains,data:data37};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
const len6 = data37.length;
for(let i6=0; i6<len6; i6++){
let data38 = data37[i6];
if(typeof data38 === "string"){
if(func2(data38) > 253){
const err123 = {instancePath:instancePath+"/spec/searchdomains/" + i6,schemaPath:"#/properties/spec/properties/searchdomains/items/maxLength",keyword:"maxLength",params:{limit: 253},schema:253,parentSchema:schema12.properties.spec.properties.searchdomains.items,data:data38};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(!pattern5.test(data38)){
const err124 = {instancePath:instancePath+"/spec/searchdomains/" + i6,schemaPath:"#/properties/spec/properties/searchdomains/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema12.properties.spec.properties.searchdomains.items,data:data38};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
else {
const err125 = {instancePath:instancePath+"/spec/searchdomains/" + i6,schemaPath:"#/properties/spec/properties/searchdomains/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.searchdomains.items.type,parentSchema:schema12.properties.spec.properties.searchdomains.items,data:data38};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
else {
const err126 = {instancePath:instancePath+"/spec/searchdomains",schemaPath:"#/properties/spec/properties/searchdomains/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.searchdomains.type,parentSchema:schema12.properties.spec.properties.searchdomains,data:data37};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data9.vswap !== undefined){
let data39 = data9.vswap;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
for(const key10 in data39){
if(!((key10 === "ram") || (key10 === "swap"))){
const err127 = {instancePath:instancePath+"/spec/vswap",schemaPath:"#/properties/spec/properties/vswap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema12.properties.spec.properties.vswap,data:data39};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data39.ram !== undefined){
let data40 = data39.ram;
if(typeof data40 === "string"){
if(func2(data40) > 48){
const err128 = {instancePath:instancePath+"/spec/vswap/ram",schemaPath:"#/definitions/sizeOrUnlimited/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema23,data:data40};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(!pattern20.test(data40)){
const err129 = {instancePath:instancePath+"/spec/vswap/ram",schemaPath:"#/definitions/sizeOrUnlimited/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema23,data:data40};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/spec/vswap/ram",schemaPath:"#/definitions/sizeOrUnlimited/type",keyword:"type",params:{type: "string"},schema:schema23.type,parentSchema:schema23,data:data40};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data39.swap !== undefined){
let data41 = data39.swap;
const _errs128 = errors;
let valid45 = false;
const _errs129 = errors;
if(typeof data41 === "string"){
if(func2(data41) > 48){
const err131 = {instancePath:instancePath+"/spec/vswap/swap",schemaPath:"#/definitions/sizeOrUnlimited/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema23,data:data41};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(!pattern20.test(data41)){
const err132 = {instancePath:instancePath+"/spec/vswap/swap",schemaPath:"#/definitions/sizeOrUnlimited/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema23,data:data41};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
else {
const err133 = {instancePath:instancePath+"/spec/vswap/swap",schemaPath:"#/definitions/sizeOrUnlimited/type",keyword:"type",params:{type: "string"},schema:schema23.type,parentSchema:schema23,data:data41};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
var _valid3 = _errs129 === errors;
valid45 = valid45 || _valid3;
if(!valid45){
const _errs132 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err134 = {instancePath:instancePath+"/spec/vswap/swap",schemaPath:"#/properties/spec/properties/vswap/properties/swap/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.vswap.properties.swap.anyOf[1].type,parentSchema:schema12.properties.spec.properties.vswap.properties.swap.anyOf[1],data:data41};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(0 !== data41){
const err135 = {instancePath:instancePath+"/spec/vswap/swap",schemaPath:"#/properties/spec/properties/vswap/properties/swap/anyOf/1/const",keyword:"const",params:{allowedValue: 0},schema:0,parentSchema:schema12.properties.spec.properties.vswap.properties.swap.anyOf[1],data:data41};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
var _valid3 = _errs132 === errors;
valid45 = valid45 || _valid3;
}
if(!valid45){
const err136 = {instancePath:instancePath+"/spec/vswap/swap",schemaPath:"#/properties/spec/properties/vswap/properties/swap/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.vswap.properties.swap.anyOf,parentSchema:schema12.properties.spec.properties.vswap.properties.swap,data:data41};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
else {
errors = _errs128;
if(vErrors !== null){
if(_errs128){
vErrors.length = _errs128;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err137 = {instancePath:instancePath+"/spec/vswap",schemaPath:"#/properties/spec/properties/vswap/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.vswap.type,parentSchema:schema12.properties.spec.properties.vswap,data:data39};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data9.memguarantee !== undefined){
let data42 = data9.memguarantee;
const _errs135 = errors;
let valid47 = false;
const _errs136 = errors;
if(typeof data42 === "string"){
if(func2(data42) > 48){
const err138 = {instancePath:instancePath+"/spec/memguarantee",schemaPath:"#/properties/spec/properties/memguarantee/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema12.properties.spec.properties.memguarantee.anyOf[0],data:data42};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
if(!pattern22.test(data42)){
const err139 = {instancePath:instancePath+"/spec/memguarantee",schemaPath:"#/properties/spec/properties/memguarantee/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema12.properties.spec.properties.memguarantee.anyOf[0],data:data42};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
else {
const err140 = {instancePath:instancePath+"/spec/memguarantee",schemaPath:"#/properties/spec/properties/memguarantee/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.memguarantee.anyOf[0].type,parentSchema:schema12.properties.spec.properties.memguarantee.anyOf[0],data:data42};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
var _valid4 = _errs136 === errors;
valid47 = valid47 || _valid4;
if(!valid47){
const _errs138 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err141 = {instancePath:instancePath+"/spec/memguarantee",schemaPath:"#/properties/spec/properties/memguarantee/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.memguarantee.anyOf[1].type,parentSchema:schema12.properties.spec.properties.memguarantee.anyOf[1],data:data42};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(0 !== data42){
const err142 = {instancePath:instancePath+"/spec/memguarantee",schemaPath:"#/properties/spec/properties/memguarantee/anyOf/1/const",keyword:"const",params:{allowedValue: 0},schema:0,parentSchema:schema12.properties.spec.properties.memguarantee.anyOf[1],data:data42};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
var _valid4 = _errs138 === errors;
valid47 = valid47 || _valid4;
}
if(!valid47){
const err143 = {instancePath:instancePath+"/spec/memguarantee",schemaPath:"#/properties/spec/properties/memguarantee/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.memguarantee.anyOf,parentSchema:schema12.properties.spec.properties.memguarantee,data:data42};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
else {
errors = _errs135;
if(vErrors !== null){
if(_errs135){
vErrors.length = _errs135;
}
else {
vErrors = null;
}
}
}
}
if(data9.cpumask !== undefined){
let data43 = data9.cpumask;
const _errs141 = errors;
let valid48 = false;
const _errs142 = errors;
if(typeof data43 === "string"){
if(func2(data43) > 1024){
const err144 = {instancePath:instancePath+"/spec/cpumask",schemaPath:"#/properties/spec/properties/cpumask/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema12.properties.spec.properties.cpumask.anyOf[0],data:data43};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(!pattern23.test(data43)){
const err145 = {instancePath:instancePath+"/spec/cpumask",schemaPath:"#/properties/spec/properties/cpumask/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},schema:"^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$",parentSchema:schema12.properties.spec.properties.cpumask.anyOf[0],data:data43};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
else {
const err146 = {instancePath:instancePath+"/spec/cpumask",schemaPath:"#/properties/spec/properties/cpumask/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.cpumask.anyOf[0].type,parentSchema:schema12.properties.spec.properties.cpumask.anyOf[0],data:data43};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
var _valid5 = _errs142 === errors;
valid48 = valid48 || _valid5;
if(!valid48){
const _errs144 = errors;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
const err147 = {instancePath:instancePath+"/spec/cpumask",schemaPath:"#/properties/spec/properties/cpumask/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.cpumask.anyOf[1].type,parentSchema:schema12.properties.spec.properties.cpumask.anyOf[1],data:data43};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 4095 || isNaN(data43)){
const err148 = {instancePath:instancePath+"/spec/cpumask",schemaPath:"#/properties/spec/properties/cpumask/anyOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095},schema:4095,parentSchema:schema12.properties.spec.properties.cpumask.anyOf[1],data:data43};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data43 < 0 || isNaN(data43)){
const err149 = {instancePath:instancePath+"/spec/cpumask",schemaPath:"#/properties/spec/properties/cpumask/anyOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.cpumask.anyOf[1],data:data43};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
var _valid5 = _errs144 === errors;
valid48 = valid48 || _valid5;
}
if(!valid48){
const err150 = {instancePath:instancePath+"/spec/cpumask",schemaPath:"#/properties/spec/properties/cpumask/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.cpumask.anyOf,parentSchema:schema12.properties.spec.properties.cpumask,data:data43};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
else {
errors = _errs141;
if(vErrors !== null){
if(_errs141){
vErrors.length = _errs141;
}
else {
vErrors = null;
}
}
}
}
if(data9.nodemask !== undefined){
let data44 = data9.nodemask;
const _errs147 = errors;
let valid49 = false;
const _errs148 = errors;
if(typeof data44 === "string"){
if(func2(data44) > 1024){
const err151 = {instancePath:instancePath+"/spec/nodemask",schemaPath:"#/properties/spec/properties/nodemask/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema12.properties.spec.properties.nodemask.anyOf[0],data:data44};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(!pattern24.test(data44)){
const err152 = {instancePath:instancePath+"/spec/nodemask",schemaPath:"#/properties/spec/properties/nodemask/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},schema:"^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$",parentSchema:schema12.properties.spec.properties.nodemask.anyOf[0],data:data44};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
else {
const err153 = {instancePath:instancePath+"/spec/nodemask",schemaPath:"#/properties/spec/properties/nodemask/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.nodemask.anyOf[0].type,parentSchema:schema12.properties.spec.properties.nodemask.anyOf[0],data:data44};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
var _valid6 = _errs148 === errors;
valid49 = valid49 || _valid6;
if(!valid49){
const _errs150 = errors;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err154 = {instancePath:instancePath+"/spec/nodemask",schemaPath:"#/properties/spec/properties/nodemask/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.nodemask.anyOf[1].type,parentSchema:schema12.properties.spec.properties.nodemask.anyOf[1],data:data44};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 > 1023 || isNaN(data44)){
const err155 = {instancePath:instancePath+"/spec/nodemask",schemaPath:"#/properties/spec/properties/nodemask/anyOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1023},schema:1023,parentSchema:schema12.properties.spec.properties.nodemask.anyOf[1],data:data44};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(data44 < 0 || isNaN(data44)){
const err156 = {instancePath:instancePath+"/spec/nodemask",schemaPath:"#/properties/spec/properties/nodemask/anyOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.nodemask.anyOf[1],data:data44};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
var _valid6 = _errs150 === errors;
valid49 = valid49 || _valid6;
}
if(!valid49){
const err157 = {instancePath:instancePath+"/spec/nodemask",schemaPath:"#/properties/spec/properties/nodemask/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.nodemask.anyOf,parentSchema:schema12.properties.spec.properties.nodemask,data:data44};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
else {
errors = _errs147;
if(vErrors !== null){
if(_errs147){
vErrors.length = _errs147;
}
else {
vErrors = null;
}
}
}
}
if(data9.cpuunits !== undefined){
let data45 = data9.cpuunits;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
const err158 = {instancePath:instancePath+"/spec/cpuunits",schemaPath:"#/properties/spec/properties/cpuunits/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.cpuunits.type,parentSchema:schema12.properties.spec.properties.cpuunits,data:data45};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 500000 || isNaN(data45)){
const err159 = {instancePath:instancePath+"/spec/cpuunits",schemaPath:"#/properties/spec/properties/cpuunits/maximum",keyword:"maximum",params:{comparison: "<=", limit: 500000},schema:500000,parentSchema:schema12.properties.spec.properties.cpuunits,data:data45};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(data45 < 8 || isNaN(data45)){
const err160 = {instancePath:instancePath+"/spec/cpuunits",schemaPath:"#/properties/spec/properties/cpuunits/minimum",keyword:"minimum",params:{comparison: ">=", limit: 8},schema:8,parentSchema:schema12.properties.spec.properties.cpuunits,data:data45};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
}
if(data9.iolimit !== undefined){
let data46 = data9.iolimit;
const _errs155 = errors;
let valid50 = false;
const _errs156 = errors;
if(typeof data46 === "string"){
if(func2(data46) > 48){
const err161 = {instancePath:instancePath+"/spec/iolimit",schemaPath:"#/definitions/sizeOrUnlimited/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema23,data:data46};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(!pattern20.test(data46)){
const err162 = {instancePath:instancePath+"/spec/iolimit",schemaPath:"#/definitions/sizeOrUnlimited/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema23,data:data46};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
else {
const err163 = {instancePath:instancePath+"/spec/iolimit",schemaPath:"#/definitions/sizeOrUnlimited/type",keyword:"type",params:{type: "string"},schema:schema23.type,parentSchema:schema23,data:data46};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
var _valid7 = _errs156 === errors;
valid50 = valid50 || _valid7;
if(!valid50){
const _errs159 = errors;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
const err164 = {instancePath:instancePath+"/spec/iolimit",schemaPath:"#/properties/spec/properties/iolimit/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.iolimit.anyOf[1].type,parentSchema:schema12.properties.spec.properties.iolimit.anyOf[1],data:data46};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(0 !== data46){
const err165 = {instancePath:instancePath+"/spec/iolimit",schemaPath:"#/properties/spec/properties/iolimit/anyOf/1/const",keyword:"const",params:{allowedValue: 0},schema:0,parentSchema:schema12.properties.spec.properties.iolimit.anyOf[1],data:data46};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
var _valid7 = _errs159 === errors;
valid50 = valid50 || _valid7;
}
if(!valid50){
const err166 = {instancePath:instancePath+"/spec/iolimit",schemaPath:"#/properties/spec/properties/iolimit/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.iolimit.anyOf,parentSchema:schema12.properties.spec.properties.iolimit,data:data46};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
else {
errors = _errs155;
if(vErrors !== null){
if(_errs155){
vErrors.length = _errs155;
}
else {
vErrors = null;
}
}
}
}
if(data9.iopslimit !== undefined){
let data47 = data9.iopslimit;
const _errs162 = errors;
let valid52 = false;
const _errs163 = errors;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
const err167 = {instancePath:instancePath+"/spec/iopslimit",schemaPath:"#/properties/spec/properties/iopslimit/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.iopslimit.anyOf[0].type,parentSchema:schema12.properties.spec.properties.iopslimit.anyOf[0],data:data47};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 > 4294967295 || isNaN(data47)){
const err168 = {instancePath:instancePath+"/spec/iopslimit",schemaPath:"#/properties/spec/properties/iopslimit/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},schema:4294967295,parentSchema:schema12.properties.spec.properties.iopslimit.anyOf[0],data:data47};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(data47 < 0 || isNaN(data47)){
const err169 = {instancePath:instancePath+"/spec/iopslimit",schemaPath:"#/properties/spec/properties/iopslimit/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.iopslimit.anyOf[0],data:data47};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
var _valid8 = _errs163 === errors;
valid52 = valid52 || _valid8;
if(!valid52){
const _errs165 = errors;
if(typeof data47 !== "string"){
const err170 = {instancePath:instancePath+"/spec/iopslimit",schemaPath:"#/properties/spec/properties/iopslimit/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.iopslimit.anyOf[1].type,parentSchema:schema12.properties.spec.properties.iopslimit.anyOf[1],data:data47};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if("unlimited" !== data47){
const err171 = {instancePath:instancePath+"/spec/iopslimit",schemaPath:"#/properties/spec/properties/iopslimit/anyOf/1/const",keyword:"const",params:{allowedValue: "unlimited"},schema:"unlimited",parentSchema:schema12.properties.spec.properties.iopslimit.anyOf[1],data:data47};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
var _valid8 = _errs165 === errors;
valid52 = valid52 || _valid8;
}
if(!valid52){
const err172 = {instancePath:instancePath+"/spec/iopslimit",schemaPath:"#/properties/spec/properties/iopslimit/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.iopslimit.anyOf,parentSchema:schema12.properties.spec.properties.iopslimit,data:data47};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
else {
errors = _errs162;
if(vErrors !== null){
if(_errs162){
vErrors.length = _errs162;
}
else {
vErrors = null;
}
}
}
}
if(data9.ioprio !== undefined){
let data48 = data9.ioprio;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
const err173 = {instancePath:instancePath+"/spec/ioprio",schemaPath:"#/properties/spec/properties/ioprio/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.ioprio.type,parentSchema:schema12.properties.spec.properties.ioprio,data:data48};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 7 || isNaN(data48)){
const err174 = {instancePath:instancePath+"/spec/ioprio",schemaPath:"#/properties/spec/properties/ioprio/maximum",keyword:"maximum",params:{comparison: "<=", limit: 7},schema:7,parentSchema:schema12.properties.spec.properties.ioprio,data:data48};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(data48 < 0 || isNaN(data48)){
const err175 = {instancePath:instancePath+"/spec/ioprio",schemaPath:"#/properties/spec/properties/ioprio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.ioprio,data:data48};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
}
if(data9.cpus !== undefined){
let data49 = data9.cpus;
const _errs170 = errors;
let valid53 = false;
const _errs171 = errors;
if(!(((typeof data49 == "number") && (!(data49 % 1) && !isNaN(data49))) && (isFinite(data49)))){
const err176 = {instancePath:instancePath+"/spec/cpus",schemaPath:"#/properties/spec/properties/cpus/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.cpus.anyOf[0].type,parentSchema:schema12.properties.spec.properties.cpus.anyOf[0],data:data49};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 > 4096 || isNaN(data49)){
const err177 = {instancePath:instancePath+"/spec/cpus",schemaPath:"#/properties/spec/properties/cpus/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},schema:4096,parentSchema:schema12.properties.spec.properties.cpus.anyOf[0],data:data49};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if(data49 < 1 || isNaN(data49)){
const err178 = {instancePath:instancePath+"/spec/cpus",schemaPath:"#/properties/spec/properties/cpus/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.cpus.anyOf[0],data:data49};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
var _valid9 = _errs171 === errors;
valid53 = valid53 || _valid9;
if(!valid53){
const _errs173 = errors;
if(typeof data49 !== "string"){
const err179 = {instancePath:instancePath+"/spec/cpus",schemaPath:"#/properties/spec/properties/cpus/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.cpus.anyOf[1].type,parentSchema:schema12.properties.spec.properties.cpus.anyOf[1],data:data49};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if("unlimited" !== data49){
const err180 = {instancePath:instancePath+"/spec/cpus",schemaPath:"#/properties/spec/properties/cpus/anyOf/1/const",keyword:"const",params:{allowedValue: "unlimited"},schema:"unlimited",parentSchema:schema12.properties.spec.properties.cpus.anyOf[1],data:data49};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
var _valid9 = _errs173 === errors;
valid53 = valid53 || _valid9;
}
if(!valid53){
const err181 = {instancePath:instancePath+"/spec/cpus",schemaPath:"#/properties/spec/properties/cpus/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.cpus.anyOf,parentSchema:schema12.properties.spec.properties.cpus,data:data49};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
else {
errors = _errs170;
if(vErrors !== null){
if(_errs170){
vErrors.length = _errs170;
}
else {
vErrors = null;
}
}
}
}
if(data9.cpulimit !== undefined){
let data50 = data9.cpulimit;
const _errs176 = errors;
let valid54 = false;
const _errs177 = errors;
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 > 409600 || isNaN(data50)){
const err182 = {instancePath:instancePath+"/spec/cpulimit",schemaPath:"#/properties/spec/properties/cpulimit/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 409600},schema:409600,parentSchema:schema12.properties.spec.properties.cpulimit.anyOf[0],data:data50};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
if(data50 < 0 || isNaN(data50)){
const err183 = {instancePath:instancePath+"/spec/cpulimit",schemaPath:"#/properties/spec/properties/cpulimit/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.cpulimit.anyOf[0],data:data50};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
else {
const err184 = {instancePath:instancePath+"/spec/cpulimit",schemaPath:"#/properties/spec/properties/cpulimit/anyOf/0/type",keyword:"type",params:{type: "number"},schema:schema12.properties.spec.properties.cpulimit.anyOf[0].type,parentSchema:schema12.properties.spec.properties.cpulimit.anyOf[0],data:data50};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
var _valid10 = _errs177 === errors;
valid54 = valid54 || _valid10;
if(!valid54){
const _errs179 = errors;
if(typeof data50 === "string"){
if(func2(data50) > 16){
const err185 = {instancePath:instancePath+"/spec/cpulimit",schemaPath:"#/properties/spec/properties/cpulimit/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema12.properties.spec.properties.cpulimit.anyOf[1],data:data50};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(!pattern26.test(data50)){
const err186 = {instancePath:instancePath+"/spec/cpulimit",schemaPath:"#/properties/spec/properties/cpulimit/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$"},schema:"^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$",parentSchema:schema12.properties.spec.properties.cpulimit.anyOf[1],data:data50};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
else {
const err187 = {instancePath:instancePath+"/spec/cpulimit",schemaPath:"#/properties/spec/properties/cpulimit/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.cpulimit.anyOf[1].type,parentSchema:schema12.properties.spec.properties.cpulimit.anyOf[1],data:data50};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
var _valid10 = _errs179 === errors;
valid54 = valid54 || _valid10;
}
if(!valid54){
const err188 = {instancePath:instancePath+"/spec/cpulimit",schemaPath:"#/properties/spec/properties/cpulimit/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.cpulimit.anyOf,parentSchema:schema12.properties.spec.properties.cpulimit,data:data50};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
else {
errors = _errs176;
if(vErrors !== null){
if(_errs176){
vErrors.length = _errs176;
}
else {
vErrors = null;
}
}
}
}
if(data9.features !== undefined){
let data51 = data9.features;
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
for(const key11 in data51){
if(!((((key11 === "nesting") || (key11 === "fuse")) || (key11 === "tun")) || (key11 === "ppp"))){
const err189 = {instancePath:instancePath+"/spec/features",schemaPath:"#/properties/spec/properties/features/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},schema:false,parentSchema:schema12.properties.spec.properties.features,data:data51};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data51.nesting !== undefined){
let data52 = data51.nesting;
const _errs187 = errors;
let valid58 = false;
const _errs188 = errors;
if(typeof data52 !== "boolean"){
const err190 = {instancePath:instancePath+"/spec/features/nesting",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema21.anyOf[0].type,parentSchema:schema21.anyOf[0],data:data52};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
var _valid11 = _errs188 === errors;
valid58 = valid58 || _valid11;
if(!valid58){
const _errs190 = errors;
if(typeof data52 !== "string"){
const err191 = {instancePath:instancePath+"/spec/features/nesting",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema21.anyOf[1].type,parentSchema:schema21.anyOf[1],data:data52};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if(!((data52 === "on") || (data52 === "off"))){
const err192 = {instancePath:instancePath+"/spec/features/nesting",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema21.anyOf[1].enum},schema:schema21.anyOf[1].enum,parentSchema:schema21.anyOf[1],data:data52};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
var _valid11 = _errs190 === errors;
valid58 = valid58 || _valid11;
}
if(!valid58){
const err193 = {instancePath:instancePath+"/spec/features/nesting",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema21.anyOf,parentSchema:schema21,data:data52};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
else {
errors = _errs187;
if(vErrors !== null){
if(_errs187){
vErrors.length = _errs187;
}
else {
vErrors = null;
}
}
}
}
if(data51.fuse !== undefined){
let data53 = data51.fuse;
const _errs195 = errors;
let valid61 = false;
const _errs196 = errors;
if(typeof data53 !== "boolean"){
const err194 = {instancePath:instancePath+"/spec/features/fuse",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema21.anyOf[0].type,parentSchema:schema21.anyOf[0],data:data53};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
var _valid12 = _errs196 === errors;
valid61 = valid61 || _valid12;
if(!valid61){
const _errs198 = errors;
if(typeof data53 !== "string"){
const err195 = {instancePath:instancePath+"/spec/features/fuse",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema21.anyOf[1].type,parentSchema:schema21.anyOf[1],data:data53};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
if(!((data53 === "on") || (data53 === "off"))){
const err196 = {instancePath:instancePath+"/spec/features/fuse",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema21.anyOf[1].enum},schema:schema21.anyOf[1].enum,parentSchema:schema21.anyOf[1],data:data53};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
var _valid12 = _errs198 === errors;
valid61 = valid61 || _valid12;
}
if(!valid61){
const err197 = {instancePath:instancePath+"/spec/features/fuse",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema21.anyOf,parentSchema:schema21,data:data53};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
else {
errors = _errs195;
if(vErrors !== null){
if(_errs195){
vErrors.length = _errs195;
}
else {
vErrors = null;
}
}
}
}
if(data51.tun !== undefined){
let data54 = data51.tun;
const _errs203 = errors;
let valid64 = false;
const _errs204 = errors;
if(typeof data54 !== "boolean"){
const err198 = {instancePath:instancePath+"/spec/features/tun",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema21.anyOf[0].type,parentSchema:schema21.anyOf[0],data:data54};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
var _valid13 = _errs204 === errors;
valid64 = valid64 || _valid13;
if(!valid64){
const _errs206 = errors;
if(typeof data54 !== "string"){
const err199 = {instancePath:instancePath+"/spec/features/tun",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema21.anyOf[1].type,parentSchema:schema21.anyOf[1],data:data54};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
if(!((data54 === "on") || (data54 === "off"))){
const err200 = {instancePath:instancePath+"/spec/features/tun",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema21.anyOf[1].enum},schema:schema21.anyOf[1].enum,parentSchema:schema21.anyOf[1],data:data54};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
var _valid13 = _errs206 === errors;
valid64 = valid64 || _valid13;
}
if(!valid64){
const err201 = {instancePath:instancePath+"/spec/features/tun",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema21.anyOf,parentSchema:schema21,data:data54};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
else {
errors = _errs203;
if(vErrors !== null){
if(_errs203){
vErrors.length = _errs203;
}
else {
vErrors = null;
}
}
}
}
if(data51.ppp !== undefined){
let data55 = data51.ppp;
const _errs211 = errors;
let valid67 = false;
const _errs212 = errors;
if(typeof data55 !== "boolean"){
const err202 = {instancePath:instancePath+"/spec/features/ppp",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema21.anyOf[0].type,parentSchema:schema21.anyOf[0],data:data55};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
var _valid14 = _errs212 === errors;
valid67 = valid67 || _valid14;
if(!valid67){
const _errs214 = errors;
if(typeof data55 !== "string"){
const err203 = {instancePath:instancePath+"/spec/features/ppp",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema21.anyOf[1].type,parentSchema:schema21.anyOf[1],data:data55};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
if(!((data55 === "on") || (data55 === "off"))){
const err204 = {instancePath:instancePath+"/spec/features/ppp",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema21.anyOf[1].enum},schema:schema21.anyOf[1].enum,parentSchema:schema21.anyOf[1],data:data55};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
var _valid14 = _errs214 === errors;
valid67 = valid67 || _valid14;
}
if(!valid67){
const err205 = {instancePath:instancePath+"/spec/features/ppp",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema21.anyOf,parentSchema:schema21,data:data55};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
else {
errors = _errs211;
if(vErrors !== null){
if(_errs211){
vErrors.length = _errs211;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err206 = {instancePath:instancePath+"/spec/features",schemaPath:"#/properties/spec/properties/features/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.features.type,parentSchema:schema12.properties.spec.properties.features,data:data51};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data9.capabilities !== undefined){
let data56 = data9.capabilities;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(Object.keys(data56).length > 41){
const err207 = {instancePath:instancePath+"/spec/capabilities",schemaPath:"#/properties/spec/properties/capabilities/maxProperties",keyword:"maxProperties",params:{limit: 41},schema:41,parentSchema:schema12.properties.spec.properties.capabilities,data:data56};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
for(const key12 in data56){
let data57 = data56[key12];
const _errs221 = errors;
let valid70 = false;
const _errs222 = errors;
if(typeof data57 !== "boolean"){
const err208 = {instancePath:instancePath+"/spec/capabilities/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema21.anyOf[0].type,parentSchema:schema21.anyOf[0],data:data57};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
var _valid15 = _errs222 === errors;
valid70 = valid70 || _valid15;
if(!valid70){
const _errs224 = errors;
if(typeof data57 !== "string"){
const err209 = {instancePath:instancePath+"/spec/capabilities/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema21.anyOf[1].type,parentSchema:schema21.anyOf[1],data:data57};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if(!((data57 === "on") || (data57 === "off"))){
const err210 = {instancePath:instancePath+"/spec/capabilities/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema21.anyOf[1].enum},schema:schema21.anyOf[1].enum,parentSchema:schema21.anyOf[1],data:data57};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
var _valid15 = _errs224 === errors;
valid70 = valid70 || _valid15;
}
if(!valid70){
const err211 = {instancePath:instancePath+"/spec/capabilities/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema21.anyOf,parentSchema:schema21,data:data57};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
else {
errors = _errs221;
if(vErrors !== null){
if(_errs221){
vErrors.length = _errs221;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err212 = {instancePath:instancePath+"/spec/capabilities",schemaPath:"#/properties/spec/properties/capabilities/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.capabilities.type,parentSchema:schema12.properties.spec.properties.capabilities,data:data56};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data9.netfilter !== undefined){
let data58 = data9.netfilter;
if(typeof data58 !== "string"){
const err213 = {instancePath:instancePath+"/spec/netfilter",schemaPath:"#/properties/spec/properties/netfilter/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.netfilter.type,parentSchema:schema12.properties.spec.properties.netfilter,data:data58};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
if(!((((data58 === "disabled") || (data58 === "stateless")) || (data58 === "stateful")) || (data58 === "full"))){
const err214 = {instancePath:instancePath+"/spec/netfilter",schemaPath:"#/properties/spec/properties/netfilter/enum",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.netfilter.enum},schema:schema12.properties.spec.properties.netfilter.enum,parentSchema:schema12.properties.spec.properties.netfilter,data:data58};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data9.pci !== undefined){
let data59 = data9.pci;
if(Array.isArray(data59)){
if(data59.length > 32){
const err215 = {instancePath:instancePath+"/spec/pci",schemaPath:"#/properties/spec/properties/pci/maxItems",keyword:"maxItems",params:{limit: 32},schema:32,parentSchema:schema12.properties.spec.properties.pci,data:data59};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
const len7 = data59.length;
for(let i7=0; i7<len7; i7++){
let data60 = data59[i7];
if(typeof data60 === "string"){
if(func2(data60) > 16){
const err216 = {instancePath:instancePath+"/spec/pci/" + i7,schemaPath:"#/properties/spec/properties/pci/items/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema12.properties.spec.properties.pci.items,data:data60};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
else {
const err217 = {instancePath:instancePath+"/spec/pci/" + i7,schemaPath:"#/properties/spec/properties/pci/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.pci.items.type,parentSchema:schema12.properties.spec.properties.pci.items,data:data60};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
}
else {
const err218 = {instancePath:instancePath+"/spec/pci",schemaPath:"#/properties/spec/properties/pci/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.pci.type,parentSchema:schema12.properties.spec.properties.pci,data:data59};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data9.devices !== undefined){
let data61 = data9.devices;
if(Array.isArray(data61)){
if(data61.length > 64){
const err219 = {instancePath:instancePath+"/spec/devices",schemaPath:"#/properties/spec/properties/devices/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.devices,data:data61};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
const len8 = data61.length;
for(let i8=0; i8<len8; i8++){
let data62 = data61[i8];
const _errs235 = errors;
let valid75 = false;
const _errs236 = errors;
if(typeof data62 === "string"){
if(func2(data62) > 256){
const err220 = {instancePath:instancePath+"/spec/devices/" + i8,schemaPath:"#/properties/spec/properties/devices/items/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[0],data:data62};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
if(func2(data62) < 1){
const err221 = {instancePath:instancePath+"/spec/devices/" + i8,schemaPath:"#/properties/spec/properties/devices/items/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[0],data:data62};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
else {
const err222 = {instancePath:instancePath+"/spec/devices/" + i8,schemaPath:"#/properties/spec/properties/devices/items/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.devices.items.anyOf[0].type,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[0],data:data62};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
var _valid16 = _errs236 === errors;
valid75 = valid75 || _valid16;
if(!valid75){
const _errs238 = errors;
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.path === undefined){
const err223 = {instancePath:instancePath+"/spec/devices/" + i8,schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/required",keyword:"required",params:{missingProperty: "path"},schema:schema12.properties.spec.properties.devices.items.anyOf[1].required,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1],data:data62};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
for(const key13 in data62){
if(!(((key13 === "path") || (key13 === "access")) || (key13 === "name"))){
const err224 = {instancePath:instancePath+"/spec/devices/" + i8,schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},schema:false,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1],data:data62};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
if(data62.path !== undefined){
let data63 = data62.path;
if(typeof data63 === "string"){
if(func2(data63) > 256){
const err225 = {instancePath:instancePath+"/spec/devices/" + i8+"/path",schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/properties/path/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.path,data:data63};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
else {
const err226 = {instancePath:instancePath+"/spec/devices/" + i8+"/path",schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/properties/path/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.path.type,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.path,data:data63};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
if(data62.access !== undefined){
let data64 = data62.access;
if(typeof data64 !== "string"){
const err227 = {instancePath:instancePath+"/spec/devices/" + i8+"/access",schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/properties/access/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.access.type,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.access,data:data64};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
if(!(((data64 === "r") || (data64 === "w")) || (data64 === "rw"))){
const err228 = {instancePath:instancePath+"/spec/devices/" + i8+"/access",schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/properties/access/enum",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.devices.items.anyOf[1].properties.access.enum},schema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.access.enum,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.access,data:data64};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data62.name !== undefined){
let data65 = data62.name;
if(typeof data65 === "string"){
if(func2(data65) > 128){
const err229 = {instancePath:instancePath+"/spec/devices/" + i8+"/name",schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/properties/name/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.name,data:data65};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
else {
const err230 = {instancePath:instancePath+"/spec/devices/" + i8+"/name",schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/properties/name/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.name.type,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1].properties.name,data:data65};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
}
else {
const err231 = {instancePath:instancePath+"/spec/devices/" + i8,schemaPath:"#/properties/spec/properties/devices/items/anyOf/1/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.devices.items.anyOf[1].type,parentSchema:schema12.properties.spec.properties.devices.items.anyOf[1],data:data62};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
var _valid16 = _errs238 === errors;
valid75 = valid75 || _valid16;
}
if(!valid75){
const err232 = {instancePath:instancePath+"/spec/devices/" + i8,schemaPath:"#/properties/spec/properties/devices/items/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.devices.items.anyOf,parentSchema:schema12.properties.spec.properties.devices.items,data:data62};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
else {
errors = _errs235;
if(vErrors !== null){
if(_errs235){
vErrors.length = _errs235;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err233 = {instancePath:instancePath+"/spec/devices",schemaPath:"#/properties/spec/properties/devices/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.devices.type,parentSchema:schema12.properties.spec.properties.devices,data:data61};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
if(data9.oomAdjust !== undefined){
let data66 = data9.oomAdjust;
const _errs248 = errors;
let valid77 = false;
const _errs249 = errors;
if(!(((typeof data66 == "number") && (!(data66 % 1) && !isNaN(data66))) && (isFinite(data66)))){
const err234 = {instancePath:instancePath+"/spec/oomAdjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[0].type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[0],data:data66};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
if((typeof data66 == "number") && (isFinite(data66))){
if(data66 > 1000 || isNaN(data66)){
const err235 = {instancePath:instancePath+"/spec/oomAdjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[0],data:data66};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
if(data66 < -1000 || isNaN(data66)){
const err236 = {instancePath:instancePath+"/spec/oomAdjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000},schema:-1000,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[0],data:data66};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
var _valid17 = _errs249 === errors;
valid77 = valid77 || _valid17;
if(!valid77){
const _errs251 = errors;
if(Array.isArray(data66)){
if(data66.length > 64){
const err237 = {instancePath:instancePath+"/spec/oomAdjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1],data:data66};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
const len9 = data66.length;
for(let i9=0; i9<len9; i9++){
let data67 = data66[i9];
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
if(data67.command === undefined){
const err238 = {instancePath:instancePath+"/spec/oomAdjust/" + i9,schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/required",keyword:"required",params:{missingProperty: "command"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.required,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items,data:data67};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
if(data67.adjust === undefined){
const err239 = {instancePath:instancePath+"/spec/oomAdjust/" + i9,schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/required",keyword:"required",params:{missingProperty: "adjust"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.required,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items,data:data67};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
for(const key14 in data67){
if(!((((key14 === "command") || (key14 === "parent")) || (key14 === "uid")) || (key14 === "adjust"))){
const err240 = {instancePath:instancePath+"/spec/oomAdjust/" + i9,schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},schema:false,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items,data:data67};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
if(data67.command !== undefined){
let data68 = data67.command;
if(typeof data68 === "string"){
if(func2(data68) > 64){
const err241 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/command",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/command/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.command,data:data68};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
if(func2(data68) < 1){
const err242 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/command",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/command/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.command,data:data68};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
else {
const err243 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/command",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/command/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.command.type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.command,data:data68};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
if(data67.parent !== undefined){
let data69 = data67.parent;
if(typeof data69 === "string"){
if(func2(data69) > 64){
const err244 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/parent",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/parent/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.parent,data:data69};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
if(func2(data69) < 1){
const err245 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/parent",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/parent/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.parent,data:data69};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
else {
const err246 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/parent",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/parent/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.parent.type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.parent,data:data69};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
if(data67.uid !== undefined){
let data70 = data67.uid;
const _errs261 = errors;
let valid81 = false;
const _errs262 = errors;
if(!(((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70))) && (isFinite(data70)))){
const err247 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/uid",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0].type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0],data:data70};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
if((typeof data70 == "number") && (isFinite(data70))){
if(data70 > 65535 || isNaN(data70)){
const err248 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/uid",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},schema:65535,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0],data:data70};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
if(data70 < 0 || isNaN(data70)){
const err249 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/uid",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0],data:data70};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
var _valid18 = _errs262 === errors;
valid81 = valid81 || _valid18;
if(!valid81){
const _errs264 = errors;
if(typeof data70 === "string"){
if(func2(data70) > 6){
const err250 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/uid",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 6},schema:6,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1],data:data70};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
if(!pattern27.test(data70)){
const err251 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/uid",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^<[1-9][0-9]{0,4}$"},schema:"^<[1-9][0-9]{0,4}$",parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1],data:data70};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
else {
const err252 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/uid",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1].type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1],data:data70};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
var _valid18 = _errs264 === errors;
valid81 = valid81 || _valid18;
}
if(!valid81){
const err253 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/uid",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.uid,data:data70};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
else {
errors = _errs261;
if(vErrors !== null){
if(_errs261){
vErrors.length = _errs261;
}
else {
vErrors = null;
}
}
}
}
if(data67.adjust !== undefined){
let data71 = data67.adjust;
if(!(((typeof data71 == "number") && (!(data71 % 1) && !isNaN(data71))) && (isFinite(data71)))){
const err254 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/adjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/adjust/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.adjust.type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.adjust,data:data71};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
if((typeof data71 == "number") && (isFinite(data71))){
if(data71 > 1000 || isNaN(data71)){
const err255 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/adjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/adjust/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.adjust,data:data71};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
if(data71 < -1000 || isNaN(data71)){
const err256 = {instancePath:instancePath+"/spec/oomAdjust/" + i9+"/adjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/properties/adjust/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000},schema:-1000,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.properties.adjust,data:data71};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
}
}
else {
const err257 = {instancePath:instancePath+"/spec/oomAdjust/" + i9,schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/items/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items.type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1].items,data:data67};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
}
else {
const err258 = {instancePath:instancePath+"/spec/oomAdjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf/1/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.oomAdjust.anyOf[1].type,parentSchema:schema12.properties.spec.properties.oomAdjust.anyOf[1],data:data66};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
var _valid17 = _errs251 === errors;
valid77 = valid77 || _valid17;
}
if(!valid77){
const err259 = {instancePath:instancePath+"/spec/oomAdjust",schemaPath:"#/properties/spec/properties/oomAdjust/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.oomAdjust.anyOf,parentSchema:schema12.properties.spec.properties.oomAdjust,data:data66};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
else {
errors = _errs248;
if(vErrors !== null){
if(_errs248){
vErrors.length = _errs248;
}
else {
vErrors = null;
}
}
}
}
if(data9.sysctls !== undefined){
let data72 = data9.sysctls;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
if(Object.keys(data72).length > 64){
const err260 = {instancePath:instancePath+"/spec/sysctls",schemaPath:"#/properties/spec/properties/sysctls/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.sysctls,data:data72};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
for(const key15 in data72){
let data73 = data72[key15];
const _errs272 = errors;
let valid83 = false;
const _errs273 = errors;
if(!(((typeof data73 == "number") && (!(data73 % 1) && !isNaN(data73))) && (isFinite(data73)))){
const err261 = {instancePath:instancePath+"/spec/sysctls/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/sysctls/additionalProperties/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf[0].type,parentSchema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf[0],data:data73};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
if((typeof data73 == "number") && (isFinite(data73))){
if(data73 > 9007199254740991 || isNaN(data73)){
const err262 = {instancePath:instancePath+"/spec/sysctls/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/sysctls/additionalProperties/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf[0],data:data73};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
if(data73 < -9007199254740991 || isNaN(data73)){
const err263 = {instancePath:instancePath+"/spec/sysctls/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/sysctls/additionalProperties/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},schema:-9007199254740991,parentSchema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf[0],data:data73};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
}
var _valid19 = _errs273 === errors;
valid83 = valid83 || _valid19;
if(!valid83){
const _errs275 = errors;
if(typeof data73 === "string"){
if(func2(data73) > 1024){
const err264 = {instancePath:instancePath+"/spec/sysctls/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/sysctls/additionalProperties/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf[1],data:data73};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
else {
const err265 = {instancePath:instancePath+"/spec/sysctls/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/sysctls/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf[1].type,parentSchema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf[1],data:data73};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
var _valid19 = _errs275 === errors;
valid83 = valid83 || _valid19;
}
if(!valid83){
const err266 = {instancePath:instancePath+"/spec/sysctls/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/sysctls/additionalProperties/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.sysctls.additionalProperties.anyOf,parentSchema:schema12.properties.spec.properties.sysctls.additionalProperties,data:data73};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
else {
errors = _errs272;
if(vErrors !== null){
if(_errs272){
vErrors.length = _errs272;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err267 = {instancePath:instancePath+"/spec/sysctls",schemaPath:"#/properties/spec/properties/sysctls/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.sysctls.type,parentSchema:schema12.properties.spec.properties.sysctls,data:data72};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data9.mounts !== undefined){
let data74 = data9.mounts;
if(Array.isArray(data74)){
if(data74.length > 64){
const err268 = {instancePath:instancePath+"/spec/mounts",schemaPath:"#/properties/spec/properties/mounts/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.mounts,data:data74};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
const len10 = data74.length;
for(let i10=0; i10<len10; i10++){
let data75 = data74[i10];
if(data75 && typeof data75 == "object" && !Array.isArray(data75)){
if(data75.type === undefined){
const err269 = {instancePath:instancePath+"/spec/mounts/" + i10,schemaPath:"#/properties/spec/properties/mounts/items/required",keyword:"required",params:{missingProperty: "type"},schema:schema12.properties.spec.properties.mounts.items.required,parentSchema:schema12.properties.spec.properties.mounts.items,data:data75};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
if(data75.target === undefined){
const err270 = {instancePath:instancePath+"/spec/mounts/" + i10,schemaPath:"#/properties/spec/properties/mounts/items/required",keyword:"required",params:{missingProperty: "target"},schema:schema12.properties.spec.properties.mounts.items.required,parentSchema:schema12.properties.spec.properties.mounts.items,data:data75};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
for(const key16 in data75){
if(!(((((((key16 === "type") || (key16 === "target")) || (key16 === "source")) || (key16 === "readOnly")) || (key16 === "size")) || (key16 === "mode")) || (key16 === "options"))){
const err271 = {instancePath:instancePath+"/spec/mounts/" + i10,schemaPath:"#/properties/spec/properties/mounts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},schema:false,parentSchema:schema12.properties.spec.properties.mounts.items,data:data75};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
if(data75.type !== undefined){
let data76 = data75.type;
if(typeof data76 !== "string"){
const err272 = {instancePath:instancePath+"/spec/mounts/" + i10+"/type",schemaPath:"#/properties/spec/properties/mounts/items/properties/type/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mounts.items.properties.type.type,parentSchema:schema12.properties.spec.properties.mounts.items.properties.type,data:data76};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
if(!(((data76 === "bind") || (data76 === "tmpfs")) || (data76 === "nfs"))){
const err273 = {instancePath:instancePath+"/spec/mounts/" + i10+"/type",schemaPath:"#/properties/spec/properties/mounts/items/properties/type/enum",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.mounts.items.properties.type.enum},schema:schema12.properties.spec.properties.mounts.items.properties.type.enum,parentSchema:schema12.properties.spec.properties.mounts.items.properties.type,data:data76};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data75.target !== undefined){
let data77 = data75.target;
if(typeof data77 === "string"){
if(func2(data77) > 1024){
const err274 = {instancePath:instancePath+"/spec/mounts/" + i10+"/target",schemaPath:"#/properties/spec/properties/mounts/items/properties/target/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema12.properties.spec.properties.mounts.items.properties.target,data:data77};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
else {
const err275 = {instancePath:instancePath+"/spec/mounts/" + i10+"/target",schemaPath:"#/properties/spec/properties/mounts/items/properties/target/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mounts.items.properties.target.type,parentSchema:schema12.properties.spec.properties.mounts.items.properties.target,data:data77};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
if(data75.source !== undefined){
let data78 = data75.source;
if(typeof data78 === "string"){
if(func2(data78) > 1024){
const err276 = {instancePath:instancePath+"/spec/mounts/" + i10+"/source",schemaPath:"#/properties/spec/properties/mounts/items/properties/source/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema12.properties.spec.properties.mounts.items.properties.source,data:data78};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
}
else {
const err277 = {instancePath:instancePath+"/spec/mounts/" + i10+"/source",schemaPath:"#/properties/spec/properties/mounts/items/properties/source/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mounts.items.properties.source.type,parentSchema:schema12.properties.spec.properties.mounts.items.properties.source,data:data78};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
}
if(data75.readOnly !== undefined){
let data79 = data75.readOnly;
if(typeof data79 !== "boolean"){
const err278 = {instancePath:instancePath+"/spec/mounts/" + i10+"/readOnly",schemaPath:"#/properties/spec/properties/mounts/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"},schema:schema12.properties.spec.properties.mounts.items.properties.readOnly.type,parentSchema:schema12.properties.spec.properties.mounts.items.properties.readOnly,data:data79};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
if(data75.size !== undefined){
let data80 = data75.size;
if(typeof data80 === "string"){
if(func2(data80) > 64){
const err279 = {instancePath:instancePath+"/spec/mounts/" + i10+"/size",schemaPath:"#/properties/spec/properties/mounts/items/properties/size/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.mounts.items.properties.size,data:data80};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
else {
const err280 = {instancePath:instancePath+"/spec/mounts/" + i10+"/size",schemaPath:"#/properties/spec/properties/mounts/items/properties/size/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mounts.items.properties.size.type,parentSchema:schema12.properties.spec.properties.mounts.items.properties.size,data:data80};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
if(data75.mode !== undefined){
let data81 = data75.mode;
if(typeof data81 === "string"){
if(func2(data81) > 4){
const err281 = {instancePath:instancePath+"/spec/mounts/" + i10+"/mode",schemaPath:"#/properties/spec/properties/mounts/items/properties/mode/maxLength",keyword:"maxLength",params:{limit: 4},schema:4,parentSchema:schema12.properties.spec.properties.mounts.items.properties.mode,data:data81};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
if(!pattern28.test(data81)){
const err282 = {instancePath:instancePath+"/spec/mounts/" + i10+"/mode",schemaPath:"#/properties/spec/properties/mounts/items/properties/mode/pattern",keyword:"pattern",params:{pattern: "^[0-7]{3,4}$"},schema:"^[0-7]{3,4}$",parentSchema:schema12.properties.spec.properties.mounts.items.properties.mode,data:data81};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
else {
const err283 = {instancePath:instancePath+"/spec/mounts/" + i10+"/mode",schemaPath:"#/properties/spec/properties/mounts/items/properties/mode/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mounts.items.properties.mode.type,parentSchema:schema12.properties.spec.properties.mounts.items.properties.mode,data:data81};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
}
if(data75.options !== undefined){
let data82 = data75.options;
if(typeof data82 === "string"){
if(func2(data82) > 256){
const err284 = {instancePath:instancePath+"/spec/mounts/" + i10+"/options",schemaPath:"#/properties/spec/properties/mounts/items/properties/options/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema12.properties.spec.properties.mounts.items.properties.options,data:data82};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
else {
const err285 = {instancePath:instancePath+"/spec/mounts/" + i10+"/options",schemaPath:"#/properties/spec/properties/mounts/items/properties/options/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.mounts.items.properties.options.type,parentSchema:schema12.properties.spec.properties.mounts.items.properties.options,data:data82};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
}
else {
const err286 = {instancePath:instancePath+"/spec/mounts/" + i10,schemaPath:"#/properties/spec/properties/mounts/items/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.mounts.items.type,parentSchema:schema12.properties.spec.properties.mounts.items,data:data75};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
}
}
else {
const err287 = {instancePath:instancePath+"/spec/mounts",schemaPath:"#/properties/spec/properties/mounts/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.mounts.type,parentSchema:schema12.properties.spec.properties.mounts,data:data74};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
if(data9.numproc !== undefined){
let data83 = data9.numproc;
const _errs297 = errors;
let valid87 = false;
const _errs298 = errors;
if(!(((typeof data83 == "number") && (!(data83 % 1) && !isNaN(data83))) && (isFinite(data83)))){
const err288 = {instancePath:instancePath+"/spec/numproc",schemaPath:"#/properties/spec/properties/numproc/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.numproc.anyOf[0].type,parentSchema:schema12.properties.spec.properties.numproc.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
if((typeof data83 == "number") && (isFinite(data83))){
if(data83 > 4194304 || isNaN(data83)){
const err289 = {instancePath:instancePath+"/spec/numproc",schemaPath:"#/properties/spec/properties/numproc/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4194304},schema:4194304,parentSchema:schema12.properties.spec.properties.numproc.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
if(data83 < 1 || isNaN(data83)){
const err290 = {instancePath:instancePath+"/spec/numproc",schemaPath:"#/properties/spec/properties/numproc/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.numproc.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
var _valid20 = _errs298 === errors;
valid87 = valid87 || _valid20;
if(!valid87){
const _errs300 = errors;
if(typeof data83 !== "string"){
const err291 = {instancePath:instancePath+"/spec/numproc",schemaPath:"#/properties/spec/properties/numproc/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.numproc.anyOf[1].type,parentSchema:schema12.properties.spec.properties.numproc.anyOf[1],data:data83};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
if("unlimited" !== data83){
const err292 = {instancePath:instancePath+"/spec/numproc",schemaPath:"#/properties/spec/properties/numproc/anyOf/1/const",keyword:"const",params:{allowedValue: "unlimited"},schema:"unlimited",parentSchema:schema12.properties.spec.properties.numproc.anyOf[1],data:data83};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
var _valid20 = _errs300 === errors;
valid87 = valid87 || _valid20;
}
if(!valid87){
const err293 = {instancePath:instancePath+"/spec/numproc",schemaPath:"#/properties/spec/properties/numproc/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.numproc.anyOf,parentSchema:schema12.properties.spec.properties.numproc,data:data83};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
else {
errors = _errs297;
if(vErrors !== null){
if(_errs297){
vErrors.length = _errs297;
}
else {
vErrors = null;
}
}
}
}
if(data9.ubc !== undefined){
let data84 = data9.ubc;
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
for(const key17 in data84){
if(!(func7.call(schema12.properties.spec.properties.ubc.properties, key17))){
const err294 = {instancePath:instancePath+"/spec/ubc",schemaPath:"#/properties/spec/properties/ubc/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},schema:false,parentSchema:schema12.properties.spec.properties.ubc,data:data84};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
if(data84.kmemsize !== undefined){
let data85 = data84.kmemsize;
const _errs308 = errors;
let valid91 = false;
const _errs309 = errors;
if(!(((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85))) && (isFinite(data85)))){
const err295 = {instancePath:instancePath+"/spec/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
if((typeof data85 == "number") && (isFinite(data85))){
if(data85 > 9007199254740991 || isNaN(data85)){
const err296 = {instancePath:instancePath+"/spec/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
if(data85 < 0 || isNaN(data85)){
const err297 = {instancePath:instancePath+"/spec/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
}
var _valid21 = _errs309 === errors;
valid91 = valid91 || _valid21;
if(!valid91){
const _errs311 = errors;
if(typeof data85 === "string"){
if(func2(data85) > 64){
const err298 = {instancePath:instancePath+"/spec/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
if(!pattern29.test(data85)){
const err299 = {instancePath:instancePath+"/spec/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
else {
const err300 = {instancePath:instancePath+"/spec/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
var _valid21 = _errs311 === errors;
valid91 = valid91 || _valid21;
}
if(!valid91){
const err301 = {instancePath:instancePath+"/spec/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data85};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
else {
errors = _errs308;
if(vErrors !== null){
if(_errs308){
vErrors.length = _errs308;
}
else {
vErrors = null;
}
}
}
}
if(data84.lockedpages !== undefined){
let data86 = data84.lockedpages;
const _errs316 = errors;
let valid94 = false;
const _errs317 = errors;
if(!(((typeof data86 == "number") && (!(data86 % 1) && !isNaN(data86))) && (isFinite(data86)))){
const err302 = {instancePath:instancePath+"/spec/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
if((typeof data86 == "number") && (isFinite(data86))){
if(data86 > 9007199254740991 || isNaN(data86)){
const err303 = {instancePath:instancePath+"/spec/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
if(data86 < 0 || isNaN(data86)){
const err304 = {instancePath:instancePath+"/spec/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
}
var _valid22 = _errs317 === errors;
valid94 = valid94 || _valid22;
if(!valid94){
const _errs319 = errors;
if(typeof data86 === "string"){
if(func2(data86) > 64){
const err305 = {instancePath:instancePath+"/spec/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
if(!pattern29.test(data86)){
const err306 = {instancePath:instancePath+"/spec/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
else {
const err307 = {instancePath:instancePath+"/spec/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
var _valid22 = _errs319 === errors;
valid94 = valid94 || _valid22;
}
if(!valid94){
const err308 = {instancePath:instancePath+"/spec/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data86};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
else {
errors = _errs316;
if(vErrors !== null){
if(_errs316){
vErrors.length = _errs316;
}
else {
vErrors = null;
}
}
}
}
if(data84.privvmpages !== undefined){
let data87 = data84.privvmpages;
const _errs324 = errors;
let valid97 = false;
const _errs325 = errors;
if(!(((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87))) && (isFinite(data87)))){
const err309 = {instancePath:instancePath+"/spec/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data87};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
if((typeof data87 == "number") && (isFinite(data87))){
if(data87 > 9007199254740991 || isNaN(data87)){
const err310 = {instancePath:instancePath+"/spec/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data87};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
if(data87 < 0 || isNaN(data87)){
const err311 = {instancePath:instancePath+"/spec/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data87};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
}
var _valid23 = _errs325 === errors;
valid97 = valid97 || _valid23;
if(!valid97){
const _errs327 = errors;
if(typeof data87 === "string"){
if(func2(data87) > 64){
const err312 = {instancePath:instancePath+"/spec/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data87};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
if(!pattern29.test(data87)){
const err313 = {instancePath:instancePath+"/spec/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data87};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
else {
const err314 = {instancePath:instancePath+"/spec/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data87};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
var _valid23 = _errs327 === errors;
valid97 = valid97 || _valid23;
}
if(!valid97){
const err315 = {instancePath:instancePath+"/spec/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data87};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
else {
errors = _errs324;
if(vErrors !== null){
if(_errs324){
vErrors.length = _errs324;
}
else {
vErrors = null;
}
}
}
}
if(data84.shmpages !== undefined){
let data88 = data84.shmpages;
const _errs332 = errors;
let valid100 = false;
const _errs333 = errors;
if(!(((typeof data88 == "number") && (!(data88 % 1) && !isNaN(data88))) && (isFinite(data88)))){
const err316 = {instancePath:instancePath+"/spec/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data88};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
if((typeof data88 == "number") && (isFinite(data88))){
if(data88 > 9007199254740991 || isNaN(data88)){
const err317 = {instancePath:instancePath+"/spec/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data88};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
if(data88 < 0 || isNaN(data88)){
const err318 = {instancePath:instancePath+"/spec/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data88};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
}
var _valid24 = _errs333 === errors;
valid100 = valid100 || _valid24;
if(!valid100){
const _errs335 = errors;
if(typeof data88 === "string"){
if(func2(data88) > 64){
const err319 = {instancePath:instancePath+"/spec/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data88};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
if(!pattern29.test(data88)){
const err320 = {instancePath:instancePath+"/spec/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data88};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
}
else {
const err321 = {instancePath:instancePath+"/spec/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data88};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
var _valid24 = _errs335 === errors;
valid100 = valid100 || _valid24;
}
if(!valid100){
const err322 = {instancePath:instancePath+"/spec/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data88};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
else {
errors = _errs332;
if(vErrors !== null){
if(_errs332){
vErrors.length = _errs332;
}
else {
vErrors = null;
}
}
}
}
if(data84.numproc !== undefined){
let data89 = data84.numproc;
const _errs340 = errors;
let valid103 = false;
const _errs341 = errors;
if(!(((typeof data89 == "number") && (!(data89 % 1) && !isNaN(data89))) && (isFinite(data89)))){
const err323 = {instancePath:instancePath+"/spec/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
if((typeof data89 == "number") && (isFinite(data89))){
if(data89 > 9007199254740991 || isNaN(data89)){
const err324 = {instancePath:instancePath+"/spec/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
if(data89 < 0 || isNaN(data89)){
const err325 = {instancePath:instancePath+"/spec/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
}
var _valid25 = _errs341 === errors;
valid103 = valid103 || _valid25;
if(!valid103){
const _errs343 = errors;
if(typeof data89 === "string"){
if(func2(data89) > 64){
const err326 = {instancePath:instancePath+"/spec/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
if(!pattern29.test(data89)){
const err327 = {instancePath:instancePath+"/spec/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
}
else {
const err328 = {instancePath:instancePath+"/spec/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
var _valid25 = _errs343 === errors;
valid103 = valid103 || _valid25;
}
if(!valid103){
const err329 = {instancePath:instancePath+"/spec/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data89};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
else {
errors = _errs340;
if(vErrors !== null){
if(_errs340){
vErrors.length = _errs340;
}
else {
vErrors = null;
}
}
}
}
if(data84.physpages !== undefined){
let data90 = data84.physpages;
const _errs348 = errors;
let valid106 = false;
const _errs349 = errors;
if(!(((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90))) && (isFinite(data90)))){
const err330 = {instancePath:instancePath+"/spec/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data90};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
if((typeof data90 == "number") && (isFinite(data90))){
if(data90 > 9007199254740991 || isNaN(data90)){
const err331 = {instancePath:instancePath+"/spec/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data90};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
if(data90 < 0 || isNaN(data90)){
const err332 = {instancePath:instancePath+"/spec/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data90};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
var _valid26 = _errs349 === errors;
valid106 = valid106 || _valid26;
if(!valid106){
const _errs351 = errors;
if(typeof data90 === "string"){
if(func2(data90) > 64){
const err333 = {instancePath:instancePath+"/spec/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data90};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
if(!pattern29.test(data90)){
const err334 = {instancePath:instancePath+"/spec/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data90};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
else {
const err335 = {instancePath:instancePath+"/spec/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data90};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
var _valid26 = _errs351 === errors;
valid106 = valid106 || _valid26;
}
if(!valid106){
const err336 = {instancePath:instancePath+"/spec/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data90};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
else {
errors = _errs348;
if(vErrors !== null){
if(_errs348){
vErrors.length = _errs348;
}
else {
vErrors = null;
}
}
}
}
if(data84.vmguarpages !== undefined){
let data91 = data84.vmguarpages;
const _errs356 = errors;
let valid109 = false;
const _errs357 = errors;
if(!(((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91))) && (isFinite(data91)))){
const err337 = {instancePath:instancePath+"/spec/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data91};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
if((typeof data91 == "number") && (isFinite(data91))){
if(data91 > 9007199254740991 || isNaN(data91)){
const err338 = {instancePath:instancePath+"/spec/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data91};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
if(data91 < 0 || isNaN(data91)){
const err339 = {instancePath:instancePath+"/spec/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data91};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
}
var _valid27 = _errs357 === errors;
valid109 = valid109 || _valid27;
if(!valid109){
const _errs359 = errors;
if(typeof data91 === "string"){
if(func2(data91) > 64){
const err340 = {instancePath:instancePath+"/spec/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data91};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
if(!pattern29.test(data91)){
const err341 = {instancePath:instancePath+"/spec/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data91};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
}
else {
const err342 = {instancePath:instancePath+"/spec/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data91};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
var _valid27 = _errs359 === errors;
valid109 = valid109 || _valid27;
}
if(!valid109){
const err343 = {instancePath:instancePath+"/spec/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data91};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
else {
errors = _errs356;
if(vErrors !== null){
if(_errs356){
vErrors.length = _errs356;
}
else {
vErrors = null;
}
}
}
}
if(data84.oomguarpages !== undefined){
let data92 = data84.oomguarpages;
const _errs364 = errors;
let valid112 = false;
const _errs365 = errors;
if(!(((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92))) && (isFinite(data92)))){
const err344 = {instancePath:instancePath+"/spec/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data92};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
if((typeof data92 == "number") && (isFinite(data92))){
if(data92 > 9007199254740991 || isNaN(data92)){
const err345 = {instancePath:instancePath+"/spec/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data92};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
if(data92 < 0 || isNaN(data92)){
const err346 = {instancePath:instancePath+"/spec/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data92};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
var _valid28 = _errs365 === errors;
valid112 = valid112 || _valid28;
if(!valid112){
const _errs367 = errors;
if(typeof data92 === "string"){
if(func2(data92) > 64){
const err347 = {instancePath:instancePath+"/spec/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data92};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
if(!pattern29.test(data92)){
const err348 = {instancePath:instancePath+"/spec/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data92};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
else {
const err349 = {instancePath:instancePath+"/spec/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data92};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
var _valid28 = _errs367 === errors;
valid112 = valid112 || _valid28;
}
if(!valid112){
const err350 = {instancePath:instancePath+"/spec/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data92};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
else {
errors = _errs364;
if(vErrors !== null){
if(_errs364){
vErrors.length = _errs364;
}
else {
vErrors = null;
}
}
}
}
if(data84.numtcpsock !== undefined){
let data93 = data84.numtcpsock;
const _errs372 = errors;
let valid115 = false;
const _errs373 = errors;
if(!(((typeof data93 == "number") && (!(data93 % 1) && !isNaN(data93))) && (isFinite(data93)))){
const err351 = {instancePath:instancePath+"/spec/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data93};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
if((typeof data93 == "number") && (isFinite(data93))){
if(data93 > 9007199254740991 || isNaN(data93)){
const err352 = {instancePath:instancePath+"/spec/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data93};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
if(data93 < 0 || isNaN(data93)){
const err353 = {instancePath:instancePath+"/spec/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data93};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
}
var _valid29 = _errs373 === errors;
valid115 = valid115 || _valid29;
if(!valid115){
const _errs375 = errors;
if(typeof data93 === "string"){
if(func2(data93) > 64){
const err354 = {instancePath:instancePath+"/spec/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
if(!pattern29.test(data93)){
const err355 = {instancePath:instancePath+"/spec/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
else {
const err356 = {instancePath:instancePath+"/spec/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
var _valid29 = _errs375 === errors;
valid115 = valid115 || _valid29;
}
if(!valid115){
const err357 = {instancePath:instancePath+"/spec/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data93};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
else {
errors = _errs372;
if(vErrors !== null){
if(_errs372){
vErrors.length = _errs372;
}
else {
vErrors = null;
}
}
}
}
if(data84.numflock !== undefined){
let data94 = data84.numflock;
const _errs380 = errors;
let valid118 = false;
const _errs381 = errors;
if(!(((typeof data94 == "number") && (!(data94 % 1) && !isNaN(data94))) && (isFinite(data94)))){
const err358 = {instancePath:instancePath+"/spec/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data94};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
if((typeof data94 == "number") && (isFinite(data94))){
if(data94 > 9007199254740991 || isNaN(data94)){
const err359 = {instancePath:instancePath+"/spec/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data94};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
if(data94 < 0 || isNaN(data94)){
const err360 = {instancePath:instancePath+"/spec/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data94};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
}
var _valid30 = _errs381 === errors;
valid118 = valid118 || _valid30;
if(!valid118){
const _errs383 = errors;
if(typeof data94 === "string"){
if(func2(data94) > 64){
const err361 = {instancePath:instancePath+"/spec/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data94};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
if(!pattern29.test(data94)){
const err362 = {instancePath:instancePath+"/spec/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data94};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
}
else {
const err363 = {instancePath:instancePath+"/spec/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data94};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
var _valid30 = _errs383 === errors;
valid118 = valid118 || _valid30;
}
if(!valid118){
const err364 = {instancePath:instancePath+"/spec/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data94};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
else {
errors = _errs380;
if(vErrors !== null){
if(_errs380){
vErrors.length = _errs380;
}
else {
vErrors = null;
}
}
}
}
if(data84.numpty !== undefined){
let data95 = data84.numpty;
const _errs388 = errors;
let valid121 = false;
const _errs389 = errors;
if(!(((typeof data95 == "number") && (!(data95 % 1) && !isNaN(data95))) && (isFinite(data95)))){
const err365 = {instancePath:instancePath+"/spec/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data95};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
if((typeof data95 == "number") && (isFinite(data95))){
if(data95 > 9007199254740991 || isNaN(data95)){
const err366 = {instancePath:instancePath+"/spec/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data95};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
if(data95 < 0 || isNaN(data95)){
const err367 = {instancePath:instancePath+"/spec/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data95};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
}
var _valid31 = _errs389 === errors;
valid121 = valid121 || _valid31;
if(!valid121){
const _errs391 = errors;
if(typeof data95 === "string"){
if(func2(data95) > 64){
const err368 = {instancePath:instancePath+"/spec/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data95};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
if(!pattern29.test(data95)){
const err369 = {instancePath:instancePath+"/spec/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data95};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
}
else {
const err370 = {instancePath:instancePath+"/spec/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data95};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
var _valid31 = _errs391 === errors;
valid121 = valid121 || _valid31;
}
if(!valid121){
const err371 = {instancePath:instancePath+"/spec/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data95};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
else {
errors = _errs388;
if(vErrors !== null){
if(_errs388){
vErrors.length = _errs388;
}
else {
vErrors = null;
}
}
}
}
if(data84.numsiginfo !== undefined){
let data96 = data84.numsiginfo;
const _errs396 = errors;
let valid124 = false;
const _errs397 = errors;
if(!(((typeof data96 == "number") && (!(data96 % 1) && !isNaN(data96))) && (isFinite(data96)))){
const err372 = {instancePath:instancePath+"/spec/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
if((typeof data96 == "number") && (isFinite(data96))){
if(data96 > 9007199254740991 || isNaN(data96)){
const err373 = {instancePath:instancePath+"/spec/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
if(data96 < 0 || isNaN(data96)){
const err374 = {instancePath:instancePath+"/spec/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
}
var _valid32 = _errs397 === errors;
valid124 = valid124 || _valid32;
if(!valid124){
const _errs399 = errors;
if(typeof data96 === "string"){
if(func2(data96) > 64){
const err375 = {instancePath:instancePath+"/spec/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
if(!pattern29.test(data96)){
const err376 = {instancePath:instancePath+"/spec/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
}
else {
const err377 = {instancePath:instancePath+"/spec/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
var _valid32 = _errs399 === errors;
valid124 = valid124 || _valid32;
}
if(!valid124){
const err378 = {instancePath:instancePath+"/spec/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data96};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
else {
errors = _errs396;
if(vErrors !== null){
if(_errs396){
vErrors.length = _errs396;
}
else {
vErrors = null;
}
}
}
}
if(data84.tcpsndbuf !== undefined){
let data97 = data84.tcpsndbuf;
const _errs404 = errors;
let valid127 = false;
const _errs405 = errors;
if(!(((typeof data97 == "number") && (!(data97 % 1) && !isNaN(data97))) && (isFinite(data97)))){
const err379 = {instancePath:instancePath+"/spec/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data97};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
if((typeof data97 == "number") && (isFinite(data97))){
if(data97 > 9007199254740991 || isNaN(data97)){
const err380 = {instancePath:instancePath+"/spec/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data97};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
if(data97 < 0 || isNaN(data97)){
const err381 = {instancePath:instancePath+"/spec/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data97};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
}
var _valid33 = _errs405 === errors;
valid127 = valid127 || _valid33;
if(!valid127){
const _errs407 = errors;
if(typeof data97 === "string"){
if(func2(data97) > 64){
const err382 = {instancePath:instancePath+"/spec/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data97};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
if(!pattern29.test(data97)){
const err383 = {instancePath:instancePath+"/spec/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data97};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
else {
const err384 = {instancePath:instancePath+"/spec/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data97};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
var _valid33 = _errs407 === errors;
valid127 = valid127 || _valid33;
}
if(!valid127){
const err385 = {instancePath:instancePath+"/spec/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data97};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
else {
errors = _errs404;
if(vErrors !== null){
if(_errs404){
vErrors.length = _errs404;
}
else {
vErrors = null;
}
}
}
}
if(data84.tcprcvbuf !== undefined){
let data98 = data84.tcprcvbuf;
const _errs412 = errors;
let valid130 = false;
const _errs413 = errors;
if(!(((typeof data98 == "number") && (!(data98 % 1) && !isNaN(data98))) && (isFinite(data98)))){
const err386 = {instancePath:instancePath+"/spec/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data98};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
if((typeof data98 == "number") && (isFinite(data98))){
if(data98 > 9007199254740991 || isNaN(data98)){
const err387 = {instancePath:instancePath+"/spec/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data98};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
if(data98 < 0 || isNaN(data98)){
const err388 = {instancePath:instancePath+"/spec/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data98};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
}
var _valid34 = _errs413 === errors;
valid130 = valid130 || _valid34;
if(!valid130){
const _errs415 = errors;
if(typeof data98 === "string"){
if(func2(data98) > 64){
const err389 = {instancePath:instancePath+"/spec/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data98};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
if(!pattern29.test(data98)){
const err390 = {instancePath:instancePath+"/spec/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data98};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
}
else {
const err391 = {instancePath:instancePath+"/spec/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data98};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
var _valid34 = _errs415 === errors;
valid130 = valid130 || _valid34;
}
if(!valid130){
const err392 = {instancePath:instancePath+"/spec/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data98};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
else {
errors = _errs412;
if(vErrors !== null){
if(_errs412){
vErrors.length = _errs412;
}
else {
vErrors = null;
}
}
}
}
if(data84.othersockbuf !== undefined){
let data99 = data84.othersockbuf;
const _errs420 = errors;
let valid133 = false;
const _errs421 = errors;
if(!(((typeof data99 == "number") && (!(data99 % 1) && !isNaN(data99))) && (isFinite(data99)))){
const err393 = {instancePath:instancePath+"/spec/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data99};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
if((typeof data99 == "number") && (isFinite(data99))){
if(data99 > 9007199254740991 || isNaN(data99)){
const err394 = {instancePath:instancePath+"/spec/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data99};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
if(data99 < 0 || isNaN(data99)){
const err395 = {instancePath:instancePath+"/spec/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data99};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
}
var _valid35 = _errs421 === errors;
valid133 = valid133 || _valid35;
if(!valid133){
const _errs423 = errors;
if(typeof data99 === "string"){
if(func2(data99) > 64){
const err396 = {instancePath:instancePath+"/spec/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data99};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
if(!pattern29.test(data99)){
const err397 = {instancePath:instancePath+"/spec/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data99};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
}
else {
const err398 = {instancePath:instancePath+"/spec/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data99};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
var _valid35 = _errs423 === errors;
valid133 = valid133 || _valid35;
}
if(!valid133){
const err399 = {instancePath:instancePath+"/spec/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data99};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
else {
errors = _errs420;
if(vErrors !== null){
if(_errs420){
vErrors.length = _errs420;
}
else {
vErrors = null;
}
}
}
}
if(data84.dgramrcvbuf !== undefined){
let data100 = data84.dgramrcvbuf;
const _errs428 = errors;
let valid136 = false;
const _errs429 = errors;
if(!(((typeof data100 == "number") && (!(data100 % 1) && !isNaN(data100))) && (isFinite(data100)))){
const err400 = {instancePath:instancePath+"/spec/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data100};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
if((typeof data100 == "number") && (isFinite(data100))){
if(data100 > 9007199254740991 || isNaN(data100)){
const err401 = {instancePath:instancePath+"/spec/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data100};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
if(data100 < 0 || isNaN(data100)){
const err402 = {instancePath:instancePath+"/spec/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data100};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
}
var _valid36 = _errs429 === errors;
valid136 = valid136 || _valid36;
if(!valid136){
const _errs431 = errors;
if(typeof data100 === "string"){
if(func2(data100) > 64){
const err403 = {instancePath:instancePath+"/spec/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data100};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
if(!pattern29.test(data100)){
const err404 = {instancePath:instancePath+"/spec/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data100};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
}
else {
const err405 = {instancePath:instancePath+"/spec/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data100};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
var _valid36 = _errs431 === errors;
valid136 = valid136 || _valid36;
}
if(!valid136){
const err406 = {instancePath:instancePath+"/spec/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data100};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
else {
errors = _errs428;
if(vErrors !== null){
if(_errs428){
vErrors.length = _errs428;
}
else {
vErrors = null;
}
}
}
}
if(data84.numothersock !== undefined){
let data101 = data84.numothersock;
const _errs436 = errors;
let valid139 = false;
const _errs437 = errors;
if(!(((typeof data101 == "number") && (!(data101 % 1) && !isNaN(data101))) && (isFinite(data101)))){
const err407 = {instancePath:instancePath+"/spec/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data101};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
if((typeof data101 == "number") && (isFinite(data101))){
if(data101 > 9007199254740991 || isNaN(data101)){
const err408 = {instancePath:instancePath+"/spec/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data101};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
if(data101 < 0 || isNaN(data101)){
const err409 = {instancePath:instancePath+"/spec/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data101};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
}
var _valid37 = _errs437 === errors;
valid139 = valid139 || _valid37;
if(!valid139){
const _errs439 = errors;
if(typeof data101 === "string"){
if(func2(data101) > 64){
const err410 = {instancePath:instancePath+"/spec/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data101};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
if(!pattern29.test(data101)){
const err411 = {instancePath:instancePath+"/spec/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data101};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
}
else {
const err412 = {instancePath:instancePath+"/spec/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data101};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
var _valid37 = _errs439 === errors;
valid139 = valid139 || _valid37;
}
if(!valid139){
const err413 = {instancePath:instancePath+"/spec/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data101};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
else {
errors = _errs436;
if(vErrors !== null){
if(_errs436){
vErrors.length = _errs436;
}
else {
vErrors = null;
}
}
}
}
if(data84.dcachesize !== undefined){
let data102 = data84.dcachesize;
const _errs444 = errors;
let valid142 = false;
const _errs445 = errors;
if(!(((typeof data102 == "number") && (!(data102 % 1) && !isNaN(data102))) && (isFinite(data102)))){
const err414 = {instancePath:instancePath+"/spec/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data102};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
if((typeof data102 == "number") && (isFinite(data102))){
if(data102 > 9007199254740991 || isNaN(data102)){
const err415 = {instancePath:instancePath+"/spec/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data102};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
if(data102 < 0 || isNaN(data102)){
const err416 = {instancePath:instancePath+"/spec/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data102};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
}
var _valid38 = _errs445 === errors;
valid142 = valid142 || _valid38;
if(!valid142){
const _errs447 = errors;
if(typeof data102 === "string"){
if(func2(data102) > 64){
const err417 = {instancePath:instancePath+"/spec/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data102};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
if(!pattern29.test(data102)){
const err418 = {instancePath:instancePath+"/spec/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data102};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
else {
const err419 = {instancePath:instancePath+"/spec/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data102};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
var _valid38 = _errs447 === errors;
valid142 = valid142 || _valid38;
}
if(!valid142){
const err420 = {instancePath:instancePath+"/spec/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data102};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
else {
errors = _errs444;
if(vErrors !== null){
if(_errs444){
vErrors.length = _errs444;
}
else {
vErrors = null;
}
}
}
}
if(data84.numfile !== undefined){
let data103 = data84.numfile;
const _errs452 = errors;
let valid145 = false;
const _errs453 = errors;
if(!(((typeof data103 == "number") && (!(data103 % 1) && !isNaN(data103))) && (isFinite(data103)))){
const err421 = {instancePath:instancePath+"/spec/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data103};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
if((typeof data103 == "number") && (isFinite(data103))){
if(data103 > 9007199254740991 || isNaN(data103)){
const err422 = {instancePath:instancePath+"/spec/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data103};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
if(data103 < 0 || isNaN(data103)){
const err423 = {instancePath:instancePath+"/spec/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data103};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
}
var _valid39 = _errs453 === errors;
valid145 = valid145 || _valid39;
if(!valid145){
const _errs455 = errors;
if(typeof data103 === "string"){
if(func2(data103) > 64){
const err424 = {instancePath:instancePath+"/spec/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data103};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
if(!pattern29.test(data103)){
const err425 = {instancePath:instancePath+"/spec/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data103};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
}
else {
const err426 = {instancePath:instancePath+"/spec/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data103};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
var _valid39 = _errs455 === errors;
valid145 = valid145 || _valid39;
}
if(!valid145){
const err427 = {instancePath:instancePath+"/spec/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data103};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
else {
errors = _errs452;
if(vErrors !== null){
if(_errs452){
vErrors.length = _errs452;
}
else {
vErrors = null;
}
}
}
}
if(data84.numiptent !== undefined){
let data104 = data84.numiptent;
const _errs460 = errors;
let valid148 = false;
const _errs461 = errors;
if(!(((typeof data104 == "number") && (!(data104 % 1) && !isNaN(data104))) && (isFinite(data104)))){
const err428 = {instancePath:instancePath+"/spec/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data104};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
if((typeof data104 == "number") && (isFinite(data104))){
if(data104 > 9007199254740991 || isNaN(data104)){
const err429 = {instancePath:instancePath+"/spec/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data104};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
if(data104 < 0 || isNaN(data104)){
const err430 = {instancePath:instancePath+"/spec/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data104};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
}
var _valid40 = _errs461 === errors;
valid148 = valid148 || _valid40;
if(!valid148){
const _errs463 = errors;
if(typeof data104 === "string"){
if(func2(data104) > 64){
const err431 = {instancePath:instancePath+"/spec/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data104};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
if(!pattern29.test(data104)){
const err432 = {instancePath:instancePath+"/spec/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data104};
if(vErrors === null){
vErrors = [err432];
}
else {
vErrors.push(err432);
}
errors++;
}
}
else {
const err433 = {instancePath:instancePath+"/spec/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data104};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
var _valid40 = _errs463 === errors;
valid148 = valid148 || _valid40;
}
if(!valid148){
const err434 = {instancePath:instancePath+"/spec/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data104};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
else {
errors = _errs460;
if(vErrors !== null){
if(_errs460){
vErrors.length = _errs460;
}
else {
vErrors = null;
}
}
}
}
if(data84.swappages !== undefined){
let data105 = data84.swappages;
const _errs468 = errors;
let valid151 = false;
const _errs469 = errors;
if(!(((typeof data105 == "number") && (!(data105 % 1) && !isNaN(data105))) && (isFinite(data105)))){
const err435 = {instancePath:instancePath+"/spec/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema31.anyOf[0].type,parentSchema:schema31.anyOf[0],data:data105};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
if((typeof data105 == "number") && (isFinite(data105))){
if(data105 > 9007199254740991 || isNaN(data105)){
const err436 = {instancePath:instancePath+"/spec/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema31.anyOf[0],data:data105};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
if(data105 < 0 || isNaN(data105)){
const err437 = {instancePath:instancePath+"/spec/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema31.anyOf[0],data:data105};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
var _valid41 = _errs469 === errors;
valid151 = valid151 || _valid41;
if(!valid151){
const _errs471 = errors;
if(typeof data105 === "string"){
if(func2(data105) > 64){
const err438 = {instancePath:instancePath+"/spec/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema31.anyOf[1],data:data105};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
if(!pattern29.test(data105)){
const err439 = {instancePath:instancePath+"/spec/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema31.anyOf[1],data:data105};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
}
else {
const err440 = {instancePath:instancePath+"/spec/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema31.anyOf[1].type,parentSchema:schema31.anyOf[1],data:data105};
if(vErrors === null){
vErrors = [err440];
}
else {
vErrors.push(err440);
}
errors++;
}
var _valid41 = _errs471 === errors;
valid151 = valid151 || _valid41;
}
if(!valid151){
const err441 = {instancePath:instancePath+"/spec/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema31.anyOf,parentSchema:schema31,data:data105};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
else {
errors = _errs468;
if(vErrors !== null){
if(_errs468){
vErrors.length = _errs468;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err442 = {instancePath:instancePath+"/spec/ubc",schemaPath:"#/properties/spec/properties/ubc/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.ubc.type,parentSchema:schema12.properties.spec.properties.ubc,data:data84};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
}
if(data9.vmOvercommit !== undefined){
let data106 = data9.vmOvercommit;
if((typeof data106 == "number") && (isFinite(data106))){
if(data106 > 1000 || isNaN(data106)){
const err443 = {instancePath:instancePath+"/spec/vmOvercommit",schemaPath:"#/properties/spec/properties/vmOvercommit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema12.properties.spec.properties.vmOvercommit,data:data106};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
if(data106 < 0 || isNaN(data106)){
const err444 = {instancePath:instancePath+"/spec/vmOvercommit",schemaPath:"#/properties/spec/properties/vmOvercommit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.vmOvercommit,data:data106};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
}
else {
const err445 = {instancePath:instancePath+"/spec/vmOvercommit",schemaPath:"#/properties/spec/properties/vmOvercommit/type",keyword:"type",params:{type: "number"},schema:schema12.properties.spec.properties.vmOvercommit.type,parentSchema:schema12.properties.spec.properties.vmOvercommit,data:data106};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
if(data9.diskspace !== undefined){
let data107 = data9.diskspace;
if(typeof data107 === "string"){
if(func2(data107) > 64){
const err446 = {instancePath:instancePath+"/spec/diskspace",schemaPath:"#/properties/spec/properties/diskspace/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.diskspace,data:data107};
if(vErrors === null){
vErrors = [err446];
}
else {
vErrors.push(err446);
}
errors++;
}
if(!pattern50.test(data107)){
const err447 = {instancePath:instancePath+"/spec/diskspace",schemaPath:"#/properties/spec/properties/diskspace/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$",parentSchema:schema12.properties.spec.properties.diskspace,data:data107};
if(vErrors === null){
vErrors = [err447];
}
else {
vErrors.push(err447);
}
errors++;
}
}
else {
const err448 = {instancePath:instancePath+"/spec/diskspace",schemaPath:"#/properties/spec/properties/diskspace/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.diskspace.type,parentSchema:schema12.properties.spec.properties.diskspace,data:data107};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
}
if(data9.quotaugidlimit !== undefined){
let data108 = data9.quotaugidlimit;
if(!(((typeof data108 == "number") && (!(data108 % 1) && !isNaN(data108))) && (isFinite(data108)))){
const err449 = {instancePath:instancePath+"/spec/quotaugidlimit",schemaPath:"#/properties/spec/properties/quotaugidlimit/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.quotaugidlimit.type,parentSchema:schema12.properties.spec.properties.quotaugidlimit,data:data108};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
if((typeof data108 == "number") && (isFinite(data108))){
if(data108 > 131072 || isNaN(data108)){
const err450 = {instancePath:instancePath+"/spec/quotaugidlimit",schemaPath:"#/properties/spec/properties/quotaugidlimit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 131072},schema:131072,parentSchema:schema12.properties.spec.properties.quotaugidlimit,data:data108};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
if(data108 < 0 || isNaN(data108)){
const err451 = {instancePath:instancePath+"/spec/quotaugidlimit",schemaPath:"#/properties/spec/properties/quotaugidlimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.quotaugidlimit,data:data108};
if(vErrors === null){
vErrors = [err451];
}
else {
vErrors.push(err451);
}
errors++;
}
}
}
if(data9.quotatime !== undefined){
let data109 = data9.quotatime;
if(!(((typeof data109 == "number") && (!(data109 % 1) && !isNaN(data109))) && (isFinite(data109)))){
const err452 = {instancePath:instancePath+"/spec/quotatime",schemaPath:"#/properties/spec/properties/quotatime/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.quotatime.type,parentSchema:schema12.properties.spec.properties.quotatime,data:data109};
if(vErrors === null){
vErrors = [err452];
}
else {
vErrors.push(err452);
}
errors++;
}
if((typeof data109 == "number") && (isFinite(data109))){
if(data109 > 31536000 || isNaN(data109)){
const err453 = {instancePath:instancePath+"/spec/quotatime",schemaPath:"#/properties/spec/properties/quotatime/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},schema:31536000,parentSchema:schema12.properties.spec.properties.quotatime,data:data109};
if(vErrors === null){
vErrors = [err453];
}
else {
vErrors.push(err453);
}
errors++;
}
if(data109 < 0 || isNaN(data109)){
const err454 = {instancePath:instancePath+"/spec/quotatime",schemaPath:"#/properties/spec/properties/quotatime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.quotatime,data:data109};
if(vErrors === null){
vErrors = [err454];
}
else {
vErrors.push(err454);
}
errors++;
}
}
}
if(data9.quotas !== undefined){
let data110 = data9.quotas;
if(data110 && typeof data110 == "object" && !Array.isArray(data110)){
for(const key18 in data110){
if(!((key18 === "users") || (key18 === "groups"))){
const err455 = {instancePath:instancePath+"/spec/quotas",schemaPath:"#/properties/spec/properties/quotas/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},schema:false,parentSchema:schema12.properties.spec.properties.quotas,data:data110};
if(vErrors === null){
vErrors = [err455];
}
else {
vErrors.push(err455);
}
errors++;
}
}
if(data110.users !== undefined){
let data111 = data110.users;
if(data111 && typeof data111 == "object" && !Array.isArray(data111)){
if(Object.keys(data111).length > 4096){
const err456 = {instancePath:instancePath+"/spec/quotas/users",schemaPath:"#/definitions/ugidQuotas/maxProperties",keyword:"maxProperties",params:{limit: 4096},schema:4096,parentSchema:schema52,data:data111};
if(vErrors === null){
vErrors = [err456];
}
else {
vErrors.push(err456);
}
errors++;
}
for(const key19 in data111){
const _errs488 = errors;
if(typeof key19 === "string"){
if(func2(key19) > 5){
const err457 = {instancePath:instancePath+"/spec/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames/maxLength",keyword:"maxLength",params:{limit: 5},schema:5,parentSchema:schema52.propertyNames,data:key19,propertyName:key19};
if(vErrors === null){
vErrors = [err457];
}
else {
vErrors.push(err457);
}
errors++;
}
if(!pattern51.test(key19)){
const err458 = {instancePath:instancePath+"/spec/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},schema:"^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",parentSchema:schema52.propertyNames,data:key19,propertyName:key19};
if(vErrors === null){
vErrors = [err458];
}
else {
vErrors.push(err458);
}
errors++;
}
}
else {
const err459 = {instancePath:instancePath+"/spec/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema52.propertyNames.type,parentSchema:schema52.propertyNames,data:key19,propertyName:key19};
if(vErrors === null){
vErrors = [err459];
}
else {
vErrors.push(err459);
}
errors++;
}
var valid155 = _errs488 === errors;
if(!valid155){
const err460 = {instancePath:instancePath+"/spec/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames",keyword:"propertyNames",params:{propertyName: key19},schema:schema52.propertyNames,parentSchema:schema52,data:data111};
if(vErrors === null){
vErrors = [err460];
}
else {
vErrors.push(err460);
}
errors++;
}
}
for(const key20 in data111){
let data112 = data111[key20];
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
for(const key21 in data112){
if(!((key21 === "space") || (key21 === "inodes"))){
const err461 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},schema:false,parentSchema:schema52.additionalProperties,data:data112};
if(vErrors === null){
vErrors = [err461];
}
else {
vErrors.push(err461);
}
errors++;
}
}
if(data112.space !== undefined){
let data113 = data112.space;
if(typeof data113 === "string"){
if(func2(data113) > 64){
const err462 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema52.additionalProperties.properties.space,data:data113};
if(vErrors === null){
vErrors = [err462];
}
else {
vErrors.push(err462);
}
errors++;
}
}
else {
const err463 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/type",keyword:"type",params:{type: "string"},schema:schema52.additionalProperties.properties.space.type,parentSchema:schema52.additionalProperties.properties.space,data:data113};
if(vErrors === null){
vErrors = [err463];
}
else {
vErrors.push(err463);
}
errors++;
}
}
if(data112.inodes !== undefined){
let data114 = data112.inodes;
const _errs497 = errors;
let valid158 = false;
const _errs498 = errors;
if(!(((typeof data114 == "number") && (!(data114 % 1) && !isNaN(data114))) && (isFinite(data114)))){
const err464 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema52.additionalProperties.properties.inodes.anyOf[0].type,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[0],data:data114};
if(vErrors === null){
vErrors = [err464];
}
else {
vErrors.push(err464);
}
errors++;
}
if((typeof data114 == "number") && (isFinite(data114))){
if(data114 > 9007199254740991 || isNaN(data114)){
const err465 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[0],data:data114};
if(vErrors === null){
vErrors = [err465];
}
else {
vErrors.push(err465);
}
errors++;
}
if(data114 < 1 || isNaN(data114)){
const err466 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[0],data:data114};
if(vErrors === null){
vErrors = [err466];
}
else {
vErrors.push(err466);
}
errors++;
}
}
var _valid42 = _errs498 === errors;
valid158 = valid158 || _valid42;
if(!valid158){
const _errs500 = errors;
if(typeof data114 === "string"){
if(func2(data114) > 64){
const err467 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[1],data:data114};
if(vErrors === null){
vErrors = [err467];
}
else {
vErrors.push(err467);
}
errors++;
}
}
else {
const err468 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema52.additionalProperties.properties.inodes.anyOf[1].type,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[1],data:data114};
if(vErrors === null){
vErrors = [err468];
}
else {
vErrors.push(err468);
}
errors++;
}
var _valid42 = _errs500 === errors;
valid158 = valid158 || _valid42;
}
if(!valid158){
const err469 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf",keyword:"anyOf",params:{},schema:schema52.additionalProperties.properties.inodes.anyOf,parentSchema:schema52.additionalProperties.properties.inodes,data:data114};
if(vErrors === null){
vErrors = [err469];
}
else {
vErrors.push(err469);
}
errors++;
}
else {
errors = _errs497;
if(vErrors !== null){
if(_errs497){
vErrors.length = _errs497;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err470 = {instancePath:instancePath+"/spec/quotas/users/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/type",keyword:"type",params:{type: "object"},schema:schema52.additionalProperties.type,parentSchema:schema52.additionalProperties,data:data112};
if(vErrors === null){
vErrors = [err470];
}
else {
vErrors.push(err470);
}
errors++;
}
}
}
else {
const err471 = {instancePath:instancePath+"/spec/quotas/users",schemaPath:"#/definitions/ugidQuotas/type",keyword:"type",params:{type: "object"},schema:schema52.type,parentSchema:schema52,data:data111};
if(vErrors === null){
vErrors = [err471];
}
else {
vErrors.push(err471);
}
errors++;
}
}
if(data110.groups !== undefined){
let data115 = data110.groups;
if(data115 && typeof data115 == "object" && !Array.isArray(data115)){
if(Object.keys(data115).length > 4096){
const err472 = {instancePath:instancePath+"/spec/quotas/groups",schemaPath:"#/definitions/ugidQuotas/maxProperties",keyword:"maxProperties",params:{limit: 4096},schema:4096,parentSchema:schema52,data:data115};
if(vErrors === null){
vErrors = [err472];
}
else {
vErrors.push(err472);
}
errors++;
}
for(const key22 in data115){
const _errs506 = errors;
if(typeof key22 === "string"){
if(func2(key22) > 5){
const err473 = {instancePath:instancePath+"/spec/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames/maxLength",keyword:"maxLength",params:{limit: 5},schema:5,parentSchema:schema52.propertyNames,data:key22,propertyName:key22};
if(vErrors === null){
vErrors = [err473];
}
else {
vErrors.push(err473);
}
errors++;
}
if(!pattern51.test(key22)){
const err474 = {instancePath:instancePath+"/spec/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},schema:"^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",parentSchema:schema52.propertyNames,data:key22,propertyName:key22};
if(vErrors === null){
vErrors = [err474];
}
else {
vErrors.push(err474);
}
errors++;
}
}
else {
const err475 = {instancePath:instancePath+"/spec/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema52.propertyNames.type,parentSchema:schema52.propertyNames,data:key22,propertyName:key22};
if(vErrors === null){
vErrors = [err475];
}
else {
vErrors.push(err475);
}
errors++;
}
var valid161 = _errs506 === errors;
if(!valid161){
const err476 = {instancePath:instancePath+"/spec/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames",keyword:"propertyNames",params:{propertyName: key22},schema:schema52.propertyNames,parentSchema:schema52,data:data115};
if(vErrors === null){
vErrors = [err476];
}
else {
vErrors.push(err476);
}
errors++;
}
}
for(const key23 in data115){
let data116 = data115[key23];
if(data116 && typeof data116 == "object" && !Array.isArray(data116)){
for(const key24 in data116){
if(!((key24 === "space") || (key24 === "inodes"))){
const err477 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},schema:false,parentSchema:schema52.additionalProperties,data:data116};
if(vErrors === null){
vErrors = [err477];
}
else {
vErrors.push(err477);
}
errors++;
}
}
if(data116.space !== undefined){
let data117 = data116.space;
if(typeof data117 === "string"){
if(func2(data117) > 64){
const err478 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema52.additionalProperties.properties.space,data:data117};
if(vErrors === null){
vErrors = [err478];
}
else {
vErrors.push(err478);
}
errors++;
}
}
else {
const err479 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/type",keyword:"type",params:{type: "string"},schema:schema52.additionalProperties.properties.space.type,parentSchema:schema52.additionalProperties.properties.space,data:data117};
if(vErrors === null){
vErrors = [err479];
}
else {
vErrors.push(err479);
}
errors++;
}
}
if(data116.inodes !== undefined){
let data118 = data116.inodes;
const _errs515 = errors;
let valid164 = false;
const _errs516 = errors;
if(!(((typeof data118 == "number") && (!(data118 % 1) && !isNaN(data118))) && (isFinite(data118)))){
const err480 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema52.additionalProperties.properties.inodes.anyOf[0].type,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[0],data:data118};
if(vErrors === null){
vErrors = [err480];
}
else {
vErrors.push(err480);
}
errors++;
}
if((typeof data118 == "number") && (isFinite(data118))){
if(data118 > 9007199254740991 || isNaN(data118)){
const err481 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[0],data:data118};
if(vErrors === null){
vErrors = [err481];
}
else {
vErrors.push(err481);
}
errors++;
}
if(data118 < 1 || isNaN(data118)){
const err482 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[0],data:data118};
if(vErrors === null){
vErrors = [err482];
}
else {
vErrors.push(err482);
}
errors++;
}
}
var _valid43 = _errs516 === errors;
valid164 = valid164 || _valid43;
if(!valid164){
const _errs518 = errors;
if(typeof data118 === "string"){
if(func2(data118) > 64){
const err483 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[1],data:data118};
if(vErrors === null){
vErrors = [err483];
}
else {
vErrors.push(err483);
}
errors++;
}
}
else {
const err484 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema52.additionalProperties.properties.inodes.anyOf[1].type,parentSchema:schema52.additionalProperties.properties.inodes.anyOf[1],data:data118};
if(vErrors === null){
vErrors = [err484];
}
else {
vErrors.push(err484);
}
errors++;
}
var _valid43 = _errs518 === errors;
valid164 = valid164 || _valid43;
}
if(!valid164){
const err485 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf",keyword:"anyOf",params:{},schema:schema52.additionalProperties.properties.inodes.anyOf,parentSchema:schema52.additionalProperties.properties.inodes,data:data118};
if(vErrors === null){
vErrors = [err485];
}
else {
vErrors.push(err485);
}
errors++;
}
else {
errors = _errs515;
if(vErrors !== null){
if(_errs515){
vErrors.length = _errs515;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err486 = {instancePath:instancePath+"/spec/quotas/groups/" + key23.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/type",keyword:"type",params:{type: "object"},schema:schema52.additionalProperties.type,parentSchema:schema52.additionalProperties,data:data116};
if(vErrors === null){
vErrors = [err486];
}
else {
vErrors.push(err486);
}
errors++;
}
}
}
else {
const err487 = {instancePath:instancePath+"/spec/quotas/groups",schemaPath:"#/definitions/ugidQuotas/type",keyword:"type",params:{type: "object"},schema:schema52.type,parentSchema:schema52,data:data115};
if(vErrors === null){
vErrors = [err487];
}
else {
vErrors.push(err487);
}
errors++;
}
}
}
else {
const err488 = {instancePath:instancePath+"/spec/quotas",schemaPath:"#/properties/spec/properties/quotas/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.quotas.type,parentSchema:schema12.properties.spec.properties.quotas,data:data110};
if(vErrors === null){
vErrors = [err488];
}
else {
vErrors.push(err488);
}
errors++;
}
}
if(data9.diskinodes !== undefined){
let data119 = data9.diskinodes;
const _errs521 = errors;
let valid165 = false;
const _errs522 = errors;
if(!(((typeof data119 == "number") && (!(data119 % 1) && !isNaN(data119))) && (isFinite(data119)))){
const err489 = {instancePath:instancePath+"/spec/diskinodes",schemaPath:"#/properties/spec/properties/diskinodes/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.diskinodes.anyOf[0].type,parentSchema:schema12.properties.spec.properties.diskinodes.anyOf[0],data:data119};
if(vErrors === null){
vErrors = [err489];
}
else {
vErrors.push(err489);
}
errors++;
}
if((typeof data119 == "number") && (isFinite(data119))){
if(data119 > 9007199254740991 || isNaN(data119)){
const err490 = {instancePath:instancePath+"/spec/diskinodes",schemaPath:"#/properties/spec/properties/diskinodes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema12.properties.spec.properties.diskinodes.anyOf[0],data:data119};
if(vErrors === null){
vErrors = [err490];
}
else {
vErrors.push(err490);
}
errors++;
}
if(data119 < 1 || isNaN(data119)){
const err491 = {instancePath:instancePath+"/spec/diskinodes",schemaPath:"#/properties/spec/properties/diskinodes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.diskinodes.anyOf[0],data:data119};
if(vErrors === null){
vErrors = [err491];
}
else {
vErrors.push(err491);
}
errors++;
}
}
var _valid44 = _errs522 === errors;
valid165 = valid165 || _valid44;
if(!valid165){
const _errs524 = errors;
if(typeof data119 === "string"){
if(func2(data119) > 64){
const err492 = {instancePath:instancePath+"/spec/diskinodes",schemaPath:"#/properties/spec/properties/diskinodes/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.diskinodes.anyOf[1],data:data119};
if(vErrors === null){
vErrors = [err492];
}
else {
vErrors.push(err492);
}
errors++;
}
if(!pattern53.test(data119)){
const err493 = {instancePath:instancePath+"/spec/diskinodes",schemaPath:"#/properties/spec/properties/diskinodes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$"},schema:"^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$",parentSchema:schema12.properties.spec.properties.diskinodes.anyOf[1],data:data119};
if(vErrors === null){
vErrors = [err493];
}
else {
vErrors.push(err493);
}
errors++;
}
}
else {
const err494 = {instancePath:instancePath+"/spec/diskinodes",schemaPath:"#/properties/spec/properties/diskinodes/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.diskinodes.anyOf[1].type,parentSchema:schema12.properties.spec.properties.diskinodes.anyOf[1],data:data119};
if(vErrors === null){
vErrors = [err494];
}
else {
vErrors.push(err494);
}
errors++;
}
var _valid44 = _errs524 === errors;
valid165 = valid165 || _valid44;
}
if(!valid165){
const err495 = {instancePath:instancePath+"/spec/diskinodes",schemaPath:"#/properties/spec/properties/diskinodes/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.diskinodes.anyOf,parentSchema:schema12.properties.spec.properties.diskinodes,data:data119};
if(vErrors === null){
vErrors = [err495];
}
else {
vErrors.push(err495);
}
errors++;
}
else {
errors = _errs521;
if(vErrors !== null){
if(_errs521){
vErrors.length = _errs521;
}
else {
vErrors = null;
}
}
}
}
if(data9.idmap !== undefined){
let data120 = data9.idmap;
if(data120 && typeof data120 == "object" && !Array.isArray(data120)){
for(const key25 in data120){
if(!(key25 === "base")){
const err496 = {instancePath:instancePath+"/spec/idmap",schemaPath:"#/properties/spec/properties/idmap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},schema:false,parentSchema:schema12.properties.spec.properties.idmap,data:data120};
if(vErrors === null){
vErrors = [err496];
}
else {
vErrors.push(err496);
}
errors++;
}
}
if(data120.base !== undefined){
let data121 = data120.base;
if(!(((typeof data121 == "number") && (!(data121 % 1) && !isNaN(data121))) && (isFinite(data121)))){
const err497 = {instancePath:instancePath+"/spec/idmap/base",schemaPath:"#/properties/spec/properties/idmap/properties/base/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.idmap.properties.base.type,parentSchema:schema12.properties.spec.properties.idmap.properties.base,data:data121};
if(vErrors === null){
vErrors = [err497];
}
else {
vErrors.push(err497);
}
errors++;
}
if((typeof data121 == "number") && (isFinite(data121))){
if(data121 > 4294901759 || isNaN(data121)){
const err498 = {instancePath:instancePath+"/spec/idmap/base",schemaPath:"#/properties/spec/properties/idmap/properties/base/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294901759},schema:4294901759,parentSchema:schema12.properties.spec.properties.idmap.properties.base,data:data121};
if(vErrors === null){
vErrors = [err498];
}
else {
vErrors.push(err498);
}
errors++;
}
if(data121 < 65536 || isNaN(data121)){
const err499 = {instancePath:instancePath+"/spec/idmap/base",schemaPath:"#/properties/spec/properties/idmap/properties/base/minimum",keyword:"minimum",params:{comparison: ">=", limit: 65536},schema:65536,parentSchema:schema12.properties.spec.properties.idmap.properties.base,data:data121};
if(vErrors === null){
vErrors = [err499];
}
else {
vErrors.push(err499);
}
errors++;
}
}
}
}
else {
const err500 = {instancePath:instancePath+"/spec/idmap",schemaPath:"#/properties/spec/properties/idmap/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.properties.idmap.type,parentSchema:schema12.properties.spec.properties.idmap,data:data120};
if(vErrors === null){
vErrors = [err500];
}
else {
vErrors.push(err500);
}
errors++;
}
}
if(data9.init !== undefined){
let data122 = data9.init;
if(Array.isArray(data122)){
if(data122.length > 64){
const err501 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema12.properties.spec.properties.init,data:data122};
if(vErrors === null){
vErrors = [err501];
}
else {
vErrors.push(err501);
}
errors++;
}
if(data122.length < 1){
const err502 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.init,data:data122};
if(vErrors === null){
vErrors = [err502];
}
else {
vErrors.push(err502);
}
errors++;
}
const len11 = data122.length;
for(let i11=0; i11<len11; i11++){
let data123 = data122[i11];
if(typeof data123 === "string"){
if(func2(data123) > 4096){
const err503 = {instancePath:instancePath+"/spec/init/" + i11,schemaPath:"#/properties/spec/properties/init/items/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema12.properties.spec.properties.init.items,data:data123};
if(vErrors === null){
vErrors = [err503];
}
else {
vErrors.push(err503);
}
errors++;
}
}
else {
const err504 = {instancePath:instancePath+"/spec/init/" + i11,schemaPath:"#/properties/spec/properties/init/items/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.init.items.type,parentSchema:schema12.properties.spec.properties.init.items,data:data123};
if(vErrors === null){
vErrors = [err504];
}
else {
vErrors.push(err504);
}
errors++;
}
}
}
else {
const err505 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/type",keyword:"type",params:{type: "array"},schema:schema12.properties.spec.properties.init.type,parentSchema:schema12.properties.spec.properties.init,data:data122};
if(vErrors === null){
vErrors = [err505];
}
else {
vErrors.push(err505);
}
errors++;
}
}
if(data9.stopTimeout !== undefined){
let data124 = data9.stopTimeout;
const _errs536 = errors;
let valid169 = false;
const _errs537 = errors;
if(!(((typeof data124 == "number") && (!(data124 % 1) && !isNaN(data124))) && (isFinite(data124)))){
const err506 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.spec.properties.stopTimeout.anyOf[0].type,parentSchema:schema12.properties.spec.properties.stopTimeout.anyOf[0],data:data124};
if(vErrors === null){
vErrors = [err506];
}
else {
vErrors.push(err506);
}
errors++;
}
if((typeof data124 == "number") && (isFinite(data124))){
if(data124 > 86400 || isNaN(data124)){
const err507 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema12.properties.spec.properties.stopTimeout.anyOf[0],data:data124};
if(vErrors === null){
vErrors = [err507];
}
else {
vErrors.push(err507);
}
errors++;
}
if(data124 < 0 || isNaN(data124)){
const err508 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema12.properties.spec.properties.stopTimeout.anyOf[0],data:data124};
if(vErrors === null){
vErrors = [err508];
}
else {
vErrors.push(err508);
}
errors++;
}
}
var _valid45 = _errs537 === errors;
valid169 = valid169 || _valid45;
if(!valid169){
const _errs539 = errors;
if(typeof data124 === "string"){
if(func2(data124) > 16){
const err509 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema12.properties.spec.properties.stopTimeout.anyOf[1],data:data124};
if(vErrors === null){
vErrors = [err509];
}
else {
vErrors.push(err509);
}
errors++;
}
if(func2(data124) < 1){
const err510 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf/1/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema12.properties.spec.properties.stopTimeout.anyOf[1],data:data124};
if(vErrors === null){
vErrors = [err510];
}
else {
vErrors.push(err510);
}
errors++;
}
if(!pattern54.test(data124)){
const err511 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$"},schema:"^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$",parentSchema:schema12.properties.spec.properties.stopTimeout.anyOf[1],data:data124};
if(vErrors === null){
vErrors = [err511];
}
else {
vErrors.push(err511);
}
errors++;
}
}
else {
const err512 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema12.properties.spec.properties.stopTimeout.anyOf[1].type,parentSchema:schema12.properties.spec.properties.stopTimeout.anyOf[1],data:data124};
if(vErrors === null){
vErrors = [err512];
}
else {
vErrors.push(err512);
}
errors++;
}
var _valid45 = _errs539 === errors;
valid169 = valid169 || _valid45;
}
if(!valid169){
const err513 = {instancePath:instancePath+"/spec/stopTimeout",schemaPath:"#/properties/spec/properties/stopTimeout/anyOf",keyword:"anyOf",params:{},schema:schema12.properties.spec.properties.stopTimeout.anyOf,parentSchema:schema12.properties.spec.properties.stopTimeout,data:data124};
if(vErrors === null){
vErrors = [err513];
}
else {
vErrors.push(err513);
}
errors++;
}
else {
errors = _errs536;
if(vErrors !== null){
if(_errs536){
vErrors.length = _errs536;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err514 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema12.properties.spec.type,parentSchema:schema12.properties.spec,data:data9};
if(vErrors === null){
vErrors = [err514];
}
else {
vErrors.push(err514);
}
errors++;
}
}
}
else {
const err515 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema12.type,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err515];
}
else {
vErrors.push(err515);
}
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}

export const validateTemplate = validate16;
const schema54 = {"description":"Where root file systems come from. Unpacked once per source, shared by every container that names it.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Template","metadata":{"name":"tiny"},"spec":{"source":{"busybox":{}}}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes a template.","examples":["Template"],"type":"string","const":"Template"},"metadata":{"description":"Which template this is.","examples":[{"name":"tiny"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"The name containers use. Lower-case letters, digits and dashes, not digits alone; unique among templates.","examples":["tiny","debian-13"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"How it is made, how it boots and how it stops.","examples":[{"source":{"debian":{"suite":"trixie","packages":["systemd-sysv"]}}}],"type":"object","additionalProperties":false,"required":["source"],"properties":{"source":{"description":"Exactly one of tarball, directory, debian and busybox.","examples":[{"busybox":{}},{"directory":"alpine"}],"type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"tarball":{"description":"An archive of a root file system (gz, xz or zst). Exactly one of path and url.","examples":[{"path":"/srv/templates/debian-13.tar.zst","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"type":"object","additionalProperties":false,"required":["sha256"],"minProperties":2,"maxProperties":2,"properties":{"path":{"description":"Absolute path on the node.","examples":["/srv/templates/debian-13.tar.zst"],"type":"string","maxLength":4096,"pattern":"^/."},"url":{"description":"Address to fetch it from, https.","examples":["https://images.example.org/debian-13.tar.xz"],"type":"string","maxLength":2048,"pattern":"^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$"},"sha256":{"description":"The digest of the archive, 64 lower-case hexadecimal digits.","examples":["0000000000000000000000000000000000000000000000000000000000000000"],"type":"string","maxLength":64,"pattern":"^[0-9a-f]{64}$"}}},"directory":{"description":"The name of a directory below templates/ of --root, where a root file system lies unpacked.","examples":["alpine"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"debian":{"description":"A Debian system built with mmdebstrap.","examples":[{"suite":"trixie","packages":["systemd-sysv","openssh-server"]}],"type":"object","additionalProperties":false,"required":["suite"],"properties":{"suite":{"description":"The Debian release.","examples":["trixie","bookworm"],"type":"string","maxLength":40,"pattern":"^[a-z][a-z0-9-]{0,39}$"},"packages":{"description":"Packages beside the minimal system; their order does not matter.","examples":[["systemd-sysv","openssh-server"]],"default":[],"type":"array","maxItems":256,"items":{"description":"A package name.","examples":["openssh-server"],"type":"string","maxLength":100,"pattern":"^[a-z0-9][a-z0-9+.-]{1,99}$"}}}},"busybox":{"description":"A tiny system made of the host's static busybox.","examples":[{}],"type":"object","additionalProperties":false,"properties":{}}}},"init":{"description":"The program that becomes process 1, with its arguments; an absolute path inside the container.","examples":[["/sbin/init"],["/lib/systemd/systemd","--log-target=console"]],"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":4096},"default":["/sbin/init"]},"haltSignal":{"description":"The signal that asks process 1 to halt. Default: SIGUSR2 for busybox (its init powers off), SIGRTMIN+3 for debian (systemd; SIGINT when sysvinit-core is among its packages), SIGPWR for tarball and directory (SysV init and most others).","examples":["SIGRTMIN+3","SIGUSR2","SIGPWR"],"type":"string","maxLength":16,"pattern":"^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$"}}}}};
const pattern58 = new RegExp("^/.", "u");
const pattern59 = new RegExp("^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$", "u");
const pattern60 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern61 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");
const pattern62 = new RegExp("^[a-z][a-z0-9-]{0,39}$", "u");
const pattern63 = new RegExp("^[a-z0-9][a-z0-9+.-]{1,99}$", "u");
const pattern64 = new RegExp("^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$", "u");

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema54.required,parentSchema:schema54,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema54.required,parentSchema:schema54,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema54.required,parentSchema:schema54,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema54.required,parentSchema:schema54,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema54,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema54.properties.apiVersion.type,parentSchema:schema54.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema54.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema54.properties.kind.type,parentSchema:schema54.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Template" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Template"},schema:"Template",parentSchema:schema54.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema54.properties.metadata.required,parentSchema:schema54.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(((key1 === "name") || (key1 === "labels")) || (key1 === "annotations"))){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema54.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func2(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema54.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema54.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema54.properties.metadata.properties.name.type,parentSchema:schema54.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.labels !== undefined){
let data4 = data2.labels;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length > 64){
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema54.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key2 in data4){
const _errs13 = errors;
if(typeof key2 === "string"){
if(func2(key2) > 128){
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema54.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema54.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema54.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema54.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var valid2 = _errs13 === errors;
if(!valid2){
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema54.properties.metadata.properties.labels.propertyNames,parentSchema:schema54.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
for(const key3 in data4){
let data5 = data4[key3];
if(typeof data5 === "string"){
if(func2(data5) > 256){
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema54.properties.metadata.properties.labels.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema54.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema54.properties.metadata.properties.labels.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema54.properties.metadata.properties.labels.type,parentSchema:schema54.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data6 = data2.annotations;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 64){
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema54.properties.metadata.properties.annotations,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key4 in data6){
const _errs20 = errors;
if(typeof key4 === "string"){
if(func2(key4) > 128){
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema54.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema54.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema54.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema54.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var valid4 = _errs20 === errors;
if(!valid4){
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema54.properties.metadata.properties.annotations.propertyNames,parentSchema:schema54.properties.metadata.properties.annotations,data:data6};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
for(const key5 in data6){
let data7 = data6[key5];
if(typeof data7 === "string"){
if(func2(data7) > 16384){
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema54.properties.metadata.properties.annotations.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema54.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema54.properties.metadata.properties.annotations.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema54.properties.metadata.properties.annotations.type,parentSchema:schema54.properties.metadata.properties.annotations,data:data6};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema54.properties.metadata.type,parentSchema:schema54.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.spec !== undefined){
let data8 = data.spec;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.source === undefined){
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "source"},schema:schema54.properties.spec.required,parentSchema:schema54.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key6 in data8){
if(!(((key6 === "source") || (key6 === "init")) || (key6 === "haltSignal"))){
const err32 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema54.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data8.source !== undefined){
let data9 = data8.source;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 1){
const err33 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/maxProperties",keyword:"maxProperties",params:{limit: 1},schema:1,parentSchema:schema54.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(Object.keys(data9).length < 1){
const err34 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema54.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key7 in data9){
if(!((((key7 === "tarball") || (key7 === "directory")) || (key7 === "debian")) || (key7 === "busybox"))){
const err35 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema54.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data9.tarball !== undefined){
let data10 = data9.tarball;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 2){
const err36 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/maxProperties",keyword:"maxProperties",params:{limit: 2},schema:2,parentSchema:schema54.properties.spec.properties.source.properties.tarball,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(Object.keys(data10).length < 2){
const err37 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/minProperties",keyword:"minProperties",params:{limit: 2},schema:2,parentSchema:schema54.properties.spec.properties.source.properties.tarball,data:data10};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data10.sha256 === undefined){
const err38 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/required",keyword:"required",params:{missingProperty: "sha256"},schema:schema54.properties.spec.properties.source.properties.tarball.required,parentSchema:schema54.properties.spec.properties.source.properties.tarball,data:data10};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
for(const key8 in data10){
if(!(((key8 === "path") || (key8 === "url")) || (key8 === "sha256"))){
const err39 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema54.properties.spec.properties.source.properties.tarball,data:data10};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data10.path !== undefined){
let data11 = data10.path;
if(typeof data11 === "string"){
if(func2(data11) > 4096){
const err40 = {instancePath:instancePath+"/spec/source/tarball/path",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.path,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!pattern58.test(data11)){
const err41 = {instancePath:instancePath+"/spec/source/tarball/path",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/path/pattern",keyword:"pattern",params:{pattern: "^/."},schema:"^/.",parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.path,data:data11};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/spec/source/tarball/path",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/path/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.source.properties.tarball.properties.path.type,parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.path,data:data11};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data10.url !== undefined){
let data12 = data10.url;
if(typeof data12 === "string"){
if(func2(data12) > 2048){
const err43 = {instancePath:instancePath+"/spec/source/tarball/url",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.url,data:data12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(!pattern59.test(data12)){
const err44 = {instancePath:instancePath+"/spec/source/tarball/url",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/url/pattern",keyword:"pattern",params:{pattern: "^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$"},schema:"^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$",parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.url,data:data12};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/spec/source/tarball/url",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/url/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.source.properties.tarball.properties.url.type,parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.url,data:data12};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data10.sha256 !== undefined){
let data13 = data10.sha256;
if(typeof data13 === "string"){
if(func2(data13) > 64){
const err46 = {instancePath:instancePath+"/spec/source/tarball/sha256",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/sha256/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.sha256,data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(!pattern60.test(data13)){
const err47 = {instancePath:instancePath+"/spec/source/tarball/sha256",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},schema:"^[0-9a-f]{64}$",parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.sha256,data:data13};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/spec/source/tarball/sha256",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/sha256/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.source.properties.tarball.properties.sha256.type,parentSchema:schema54.properties.spec.properties.source.properties.tarball.properties.sha256,data:data13};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/type",keyword:"type",params:{type: "object"},schema:schema54.properties.spec.properties.source.properties.tarball.type,parentSchema:schema54.properties.spec.properties.source.properties.tarball,data:data10};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data9.directory !== undefined){
let data14 = data9.directory;
if(typeof data14 === "string"){
if(func2(data14) > 64){
const err50 = {instancePath:instancePath+"/spec/source/directory",schemaPath:"#/properties/spec/properties/source/properties/directory/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema54.properties.spec.properties.source.properties.directory,data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(!pattern61.test(data14)){
const err51 = {instancePath:instancePath+"/spec/source/directory",schemaPath:"#/properties/spec/properties/source/properties/directory/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",parentSchema:schema54.properties.spec.properties.source.properties.directory,data:data14};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/spec/source/directory",schemaPath:"#/properties/spec/properties/source/properties/directory/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.source.properties.directory.type,parentSchema:schema54.properties.spec.properties.source.properties.directory,data:data14};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data9.debian !== undefined){
let data15 = data9.debian;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.suite === undefined){
const err53 = {instancePath:instancePath+"/spec/source/debian",schemaPath:"#/properties/spec/properties/source/properties/debian/required",keyword:"required",params:{missingProperty: "suite"},schema:schema54.properties.spec.properties.source.properties.debian.required,parentSchema:schema54.properties.spec.properties.source.properties.debian,data:data15};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key9 in data15){
if(!((key9 === "suite") || (key9 === "packages"))){
const err54 = {instancePath:instancePath+"/spec/source/debian",schemaPath:"#/properties/spec/properties/source/properties/debian/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},schema:false,parentSchema:schema54.properties.spec.properties.source.properties.debian,data:data15};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data15.suite !== undefined){
let data16 = data15.suite;
if(typeof data16 === "string"){
if(func2(data16) > 40){
const err55 = {instancePath:instancePath+"/spec/source/debian/suite",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/suite/maxLength",keyword:"maxLength",params:{limit: 40},schema:40,parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.suite,data:data16};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(!pattern62.test(data16)){
const err56 = {instancePath:instancePath+"/spec/source/debian/suite",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/suite/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,39}$"},schema:"^[a-z][a-z0-9-]{0,39}$",parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.suite,data:data16};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/spec/source/debian/suite",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/suite/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.source.properties.debian.properties.suite.type,parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.suite,data:data16};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data15.packages !== undefined){
let data17 = data15.packages;
if(Array.isArray(data17)){
if(data17.length > 256){
const err58 = {instancePath:instancePath+"/spec/source/debian/packages",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.packages,data:data17};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
const len0 = data17.length;
for(let i0=0; i0<len0; i0++){
let data18 = data17[i0];
if(typeof data18 === "string"){
if(func2(data18) > 100){
const err59 = {instancePath:instancePath+"/spec/source/debian/packages/" + i0,schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/items/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.packages.items,data:data18};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(!pattern63.test(data18)){
const err60 = {instancePath:instancePath+"/spec/source/debian/packages/" + i0,schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/items/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9+.-]{1,99}$"},schema:"^[a-z0-9][a-z0-9+.-]{1,99}$",parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.packages.items,data:data18};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/spec/source/debian/packages/" + i0,schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/items/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.source.properties.debian.properties.packages.items.type,parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.packages.items,data:data18};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/spec/source/debian/packages",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/type",keyword:"type",params:{type: "array"},schema:schema54.properties.spec.properties.source.properties.debian.properties.packages.type,parentSchema:schema54.properties.spec.properties.source.properties.debian.properties.packages,data:data17};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath:instancePath+"/spec/source/debian",schemaPath:"#/properties/spec/properties/source/properties/debian/type",keyword:"type",params:{type: "object"},schema:schema54.properties.spec.properties.source.properties.debian.type,parentSchema:schema54.properties.spec.properties.source.properties.debian,data:data15};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data9.busybox !== undefined){
let data19 = data9.busybox;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key10 in data19){
const err64 = {instancePath:instancePath+"/spec/source/busybox",schemaPath:"#/properties/spec/properties/source/properties/busybox/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema54.properties.spec.properties.source.properties.busybox,data:data19};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/spec/source/busybox",schemaPath:"#/properties/spec/properties/source/properties/busybox/type",keyword:"type",params:{type: "object"},schema:schema54.properties.spec.properties.source.properties.busybox.type,parentSchema:schema54.properties.spec.properties.source.properties.busybox,data:data19};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/type",keyword:"type",params:{type: "object"},schema:schema54.properties.spec.properties.source.type,parentSchema:schema54.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data8.init !== undefined){
let data20 = data8.init;
if(Array.isArray(data20)){
if(data20.length > 64){
const err67 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema54.properties.spec.properties.init,data:data20};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data20.length < 1){
const err68 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema54.properties.spec.properties.init,data:data20};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
let data21 = data20[i1];
if(typeof data21 === "string"){
if(func2(data21) > 4096){
const err69 = {instancePath:instancePath+"/spec/init/" + i1,schemaPath:"#/properties/spec/properties/init/items/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema54.properties.spec.properties.init.items,data:data21};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/spec/init/" + i1,schemaPath:"#/properties/spec/properties/init/items/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.init.items.type,parentSchema:schema54.properties.spec.properties.init.items,data:data21};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/type",keyword:"type",params:{type: "array"},schema:schema54.properties.spec.properties.init.type,parentSchema:schema54.properties.spec.properties.init,data:data20};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data8.haltSignal !== undefined){
let data22 = data8.haltSignal;
if(typeof data22 === "string"){
if(func2(data22) > 16){
const err72 = {instancePath:instancePath+"/spec/haltSignal",schemaPath:"#/properties/spec/properties/haltSignal/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema54.properties.spec.properties.haltSignal,data:data22};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(!pattern64.test(data22)){
const err73 = {instancePath:instancePath+"/spec/haltSignal",schemaPath:"#/properties/spec/properties/haltSignal/pattern",keyword:"pattern",params:{pattern: "^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$"},schema:"^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$",parentSchema:schema54.properties.spec.properties.haltSignal,data:data22};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/spec/haltSignal",schemaPath:"#/properties/spec/properties/haltSignal/type",keyword:"type",params:{type: "string"},schema:schema54.properties.spec.properties.haltSignal.type,parentSchema:schema54.properties.spec.properties.haltSignal,data:data22};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema54.properties.spec.type,parentSchema:schema54.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema54.type,parentSchema:schema54,data};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

export const validateNode = validate17;
const schema55 = {"description":"The host itself.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Node","metadata":{"name":"node1"},"spec":{"addressPools":["10.20.0.0/24"]}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes a host.","examples":["Node"],"type":"string","const":"Node"},"metadata":{"description":"Which host this is.","examples":[{"name":"node1"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"The host name it applies to.","examples":["node1","node1.example.org"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"What the host offers.","examples":[{"pool":{"backend":"btrfs","size":"100G"},"addressPools":["10.20.0.0/24"],"protected":[101]}],"type":"object","additionalProperties":false,"properties":{"pool":{"description":"Where unpacked templates and private areas live.","examples":[{"backend":"auto","path":"/var/lib/vz/pool"}],"type":"object","additionalProperties":false,"default":{},"properties":{"backend":{"description":"How roots are stored and limited; auto takes the best one the host offers.","examples":["auto","btrfs"],"default":"auto","type":"string","enum":["auto","btrfs","image","overlay"]},"path":{"description":"Absolute path of the pool. Default: below --root.","examples":["/var/lib/vz/pool"],"type":"string","maxLength":4096,"pattern":"^/."},"quotatime":{"description":"Seconds for which soft disk limits may be exceeded, for every project of the pool's file system (overlay back end). Default: what the file system has, 7 days.","examples":[259200],"type":"integer","minimum":0,"maximum":31536000},"size":{"description":"Size of the pool file where one has to be made, at least 45M. Default: chosen from the free space.","examples":["20G","100GiB"],"allOf":[{"$ref":"#/definitions/size"}]}}},"uplink":{"description":"The interface towards the outside, on which the containers' addresses are answered for. Default: none; they are then reachable from this host and its containers only.","examples":["eth0"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},"networkClasses":{"description":"Networks by class, for spec.rate of containers: OpenVZ's traffic classes, numbered 1 to 15. The longest prefix decides.","examples":[{"1":["10.0.0.0/8","2001:db8::/32"]}],"type":"object","additionalProperties":false,"default":{},"patternProperties":{"^([1-9]|1[0-5])$":{"description":"The networks of this class.","examples":[["10.0.0.0/8"]],"type":"array","minItems":1,"maxItems":255,"items":{"$ref":"#/definitions/network"}}}},"addressPools":{"description":"Networks the containers' addresses must come from. Empty: any.","examples":[["10.20.0.0/24","2001:db8:20::/64"]],"default":[],"type":"array","maxItems":256,"items":{"$ref":"#/definitions/network"}},"overcommit":{"description":"How much may be promised, as a factor of what the host has.","examples":[{"ram":1,"ramSwap":1.5,"disk":2}],"type":"object","additionalProperties":false,"default":{},"properties":{"ram":{"description":"The sum of all vswap.ram. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000},"ramSwap":{"description":"The sum of all vswap.ram and vswap.swap. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[1.5],"type":"number","exclusiveMinimum":0,"maximum":1000},"disk":{"description":"The sum of all diskspace. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[2],"type":"number","exclusiveMinimum":0,"maximum":1000},"cpus":{"description":"The sum of the processors that every cpumask narrower than the host names. A factor: 1 is all of them, each for one container. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000},"processes":{"description":"The sum of all numproc; the host's is kernel.pid_max or kernel.threads-max, whichever is less. A factor: 1 is all of it. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000}}},"protected":{"description":"Containers that are never removed or recreated, by ctid.","examples":[[101,102]],"default":[],"type":"array","maxItems":65536,"items":{"description":"A ctid.","examples":[101],"type":"integer","minimum":101,"maximum":2147483644}}}}}};
const schema56 = {"description":"A size: 512M or 2.2G (OpenVZ, powers of 1024), 512MiB (binary) or 2GB (decimal).","examples":["512M","2.2G","512MiB","2GB"],"type":"string","maxLength":48,"pattern":"^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"};
const schema57 = {"description":"An IPv4 or IPv6 network with its prefix length.","examples":["10.20.0.0/24","2001:db8:20::/64"],"type":"string","maxLength":49,"pattern":"^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$"};
const pattern69 = new RegExp("^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$", "u");
const pattern71 = new RegExp("^([1-9]|1[0-5])$", "u");
const pattern73 = new RegExp("^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$", "u");

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema55.properties.apiVersion.type,parentSchema:schema55.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema55.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema55.properties.kind.type,parentSchema:schema55.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Node" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Node"},schema:"Node",parentSchema:schema55.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema55.properties.metadata.required,parentSchema:schema55.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(((key1 === "name") || (key1 === "labels")) || (key1 === "annotations"))){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema55.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func2(data3) > 64){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema55.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern5.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema55.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema55.properties.metadata.properties.name.type,parentSchema:schema55.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.labels !== undefined){
let data4 = data2.labels;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length > 64){
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema55.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key2 in data4){
const _errs13 = errors;
if(typeof key2 === "string"){
if(func2(key2) > 128){
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema55.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema55.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema55.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema55.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var valid2 = _errs13 === errors;
if(!valid2){
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema55.properties.metadata.properties.labels.propertyNames,parentSchema:schema55.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
for(const key3 in data4){
let data5 = data4[key3];
if(typeof data5 === "string"){
if(func2(data5) > 256){
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema55.properties.metadata.properties.labels.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema55.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema55.properties.metadata.properties.labels.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema55.properties.metadata.properties.labels.type,parentSchema:schema55.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data6 = data2.annotations;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 64){
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema55.properties.metadata.properties.annotations,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key4 in data6){
const _errs20 = errors;
if(typeof key4 === "string"){
if(func2(key4) > 128){
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema55.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema55.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema55.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema55.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var valid4 = _errs20 === errors;
if(!valid4){
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema55.properties.metadata.properties.annotations.propertyNames,parentSchema:schema55.properties.metadata.properties.annotations,data:data6};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
for(const key5 in data6){
let data7 = data6[key5];
if(typeof data7 === "string"){
if(func2(data7) > 16384){
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema55.properties.metadata.properties.annotations.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema55.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema55.properties.metadata.properties.annotations.additionalProperties,data:data7};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema55.properties.metadata.properties.annotations.type,parentSchema:schema55.properties.metadata.properties.annotations,data:data6};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema55.properties.metadata.type,parentSchema:schema55.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.spec !== undefined){
let data8 = data.spec;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key6 in data8){
if(!((((((key6 === "pool") || (key6 === "uplink")) || (key6 === "networkClasses")) || (key6 === "addressPools")) || (key6 === "overcommit")) || (key6 === "protected"))){
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema55.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data8.pool !== undefined){
let data9 = data8.pool;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key7 in data9){
if(!((((key7 === "backend") || (key7 === "path")) || (key7 === "quotatime")) || (key7 === "size"))){
const err32 = {instancePath:instancePath+"/spec/pool",schemaPath:"#/properties/spec/properties/pool/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema55.properties.spec.properties.pool,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data9.backend !== undefined){
let data10 = data9.backend;
if(typeof data10 !== "string"){
const err33 = {instancePath:instancePath+"/spec/pool/backend",schemaPath:"#/properties/spec/properties/pool/properties/backend/type",keyword:"type",params:{type: "string"},schema:schema55.properties.spec.properties.pool.properties.backend.type,parentSchema:schema55.properties.spec.properties.pool.properties.backend,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!((((data10 === "auto") || (data10 === "btrfs")) || (data10 === "image")) || (data10 === "overlay"))){
const err34 = {instancePath:instancePath+"/spec/pool/backend",schemaPath:"#/properties/spec/properties/pool/properties/backend/enum",keyword:"enum",params:{allowedValues: schema55.properties.spec.properties.pool.properties.backend.enum},schema:schema55.properties.spec.properties.pool.properties.backend.enum,parentSchema:schema55.properties.spec.properties.pool.properties.backend,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data9.path !== undefined){
let data11 = data9.path;
if(typeof data11 === "string"){
if(func2(data11) > 4096){
const err35 = {instancePath:instancePath+"/spec/pool/path",schemaPath:"#/properties/spec/properties/pool/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema55.properties.spec.properties.pool.properties.path,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(!pattern58.test(data11)){
const err36 = {instancePath:instancePath+"/spec/pool/path",schemaPath:"#/properties/spec/properties/pool/properties/path/pattern",keyword:"pattern",params:{pattern: "^/."},schema:"^/.",parentSchema:schema55.properties.spec.properties.pool.properties.path,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/spec/pool/path",schemaPath:"#/properties/spec/properties/pool/properties/path/type",keyword:"type",params:{type: "string"},schema:schema55.properties.spec.properties.pool.properties.path.type,parentSchema:schema55.properties.spec.properties.pool.properties.path,data:data11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data9.quotatime !== undefined){
let data12 = data9.quotatime;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err38 = {instancePath:instancePath+"/spec/pool/quotatime",schemaPath:"#/properties/spec/properties/pool/properties/quotatime/type",keyword:"type",params:{type: "integer"},schema:schema55.properties.spec.properties.pool.properties.quotatime.type,parentSchema:schema55.properties.spec.properties.pool.properties.quotatime,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 31536000 || isNaN(data12)){
const err39 = {instancePath:instancePath+"/spec/pool/quotatime",schemaPath:"#/properties/spec/properties/pool/properties/quotatime/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},schema:31536000,parentSchema:schema55.properties.spec.properties.pool.properties.quotatime,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err40 = {instancePath:instancePath+"/spec/pool/quotatime",schemaPath:"#/properties/spec/properties/pool/properties/quotatime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema55.properties.spec.properties.pool.properties.quotatime,data:data12};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
if(data9.size !== undefined){
let data13 = data9.size;
if(typeof data13 === "string"){
if(func2(data13) > 48){
const err41 = {instancePath:instancePath+"/spec/pool/size",schemaPath:"#/definitions/size/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema56,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(!pattern69.test(data13)){
const err42 = {instancePath:instancePath+"/spec/pool/size",schemaPath:"#/definitions/size/pattern",keyword:"pattern",params:{pattern: "^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema56,data:data13};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/spec/pool/size",schemaPath:"#/definitions/size/type",keyword:"type",params:{type: "string"},schema:schema56.type,parentSchema:schema56,data:data13};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/spec/pool",schemaPath:"#/properties/spec/properties/pool/type",keyword:"type",params:{type: "object"},schema:schema55.properties.spec.properties.pool.type,parentSchema:schema55.properties.spec.properties.pool,data:data9};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data8.uplink !== undefined){
let data14 = data8.uplink;
if(typeof data14 === "string"){
if(func2(data14) > 15){
const err45 = {instancePath:instancePath+"/spec/uplink",schemaPath:"#/properties/spec/properties/uplink/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema55.properties.spec.properties.uplink,data:data14};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!pattern14.test(data14)){
const err46 = {instancePath:instancePath+"/spec/uplink",schemaPath:"#/properties/spec/properties/uplink/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema55.properties.spec.properties.uplink,data:data14};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/spec/uplink",schemaPath:"#/properties/spec/properties/uplink/type",keyword:"type",params:{type: "string"},schema:schema55.properties.spec.properties.uplink.type,parentSchema:schema55.properties.spec.properties.uplink,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data8.networkClasses !== undefined){
let data15 = data8.networkClasses;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key8 in data15){
if(!(pattern71.test(key8))){
const err48 = {instancePath:instancePath+"/spec/networkClasses",schemaPath:"#/properties/spec/properties/networkClasses/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema55.properties.spec.properties.networkClasses,data:data15};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
for(const key9 in data15){
if(pattern71.test(key9)){
let data16 = data15[key9];
if(Array.isArray(data16)){
if(data16.length > 255){
const err49 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/networkClasses/patternProperties/%5E(%5B1-9%5D%7C1%5B0-5%5D)%24/maxItems",keyword:"maxItems",params:{limit: 255},schema:255,parentSchema:schema55.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"],data:data16};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data16.length < 1){
const err50 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/networkClasses/patternProperties/%5E(%5B1-9%5D%7C1%5B0-5%5D)%24/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema55.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"],data:data16};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
const len0 = data16.length;
for(let i0=0; i0<len0; i0++){
let data17 = data16[i0];
if(typeof data17 === "string"){
if(func2(data17) > 49){
const err51 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/definitions/network/maxLength",keyword:"maxLength",params:{limit: 49},schema:49,parentSchema:schema57,data:data17};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!pattern73.test(data17)){
const err52 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/definitions/network/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$"},schema:"^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$",parentSchema:schema57,data:data17};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/definitions/network/type",keyword:"type",params:{type: "string"},schema:schema57.type,parentSchema:schema57,data:data17};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/networkClasses/patternProperties/%5E(%5B1-9%5D%7C1%5B0-5%5D)%24/type",keyword:"type",params:{type: "array"},schema:schema55.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"].type,parentSchema:schema55.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"],data:data16};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
}
else {
const err55 = {instancePath:instancePath+"/spec/networkClasses",schemaPath:"#/properties/spec/properties/networkClasses/type",keyword:"type",params:{type: "object"},schema:schema55.properties.spec.properties.networkClasses.type,parentSchema:schema55.properties.spec.properties.networkClasses,data:data15};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data8.addressPools !== undefined){
let data18 = data8.addressPools;
if(Array.isArray(data18)){
if(data18.length > 256){
const err56 = {instancePath:instancePath+"/spec/addressPools",schemaPath:"#/properties/spec/properties/addressPools/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema55.properties.spec.properties.addressPools,data:data18};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
if(typeof data19 === "string"){
if(func2(data19) > 49){
const err57 = {instancePath:instancePath+"/spec/addressPools/" + i1,schemaPath:"#/definitions/network/maxLength",keyword:"maxLength",params:{limit: 49},schema:49,parentSchema:schema57,data:data19};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!pattern73.test(data19)){
const err58 = {instancePath:instancePath+"/spec/addressPools/" + i1,schemaPath:"#/definitions/network/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$"},schema:"^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$",parentSchema:schema57,data:data19};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/spec/addressPools/" + i1,schemaPath:"#/definitions/network/type",keyword:"type",params:{type: "string"},schema:schema57.type,parentSchema:schema57,data:data19};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/spec/addressPools",schemaPath:"#/properties/spec/properties/addressPools/type",keyword:"type",params:{type: "array"},schema:schema55.properties.spec.properties.addressPools.type,parentSchema:schema55.properties.spec.properties.addressPools,data:data18};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data8.overcommit !== undefined){
let data20 = data8.overcommit;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key10 in data20){
if(!(((((key10 === "ram") || (key10 === "ramSwap")) || (key10 === "disk")) || (key10 === "cpus")) || (key10 === "processes"))){
const err61 = {instancePath:instancePath+"/spec/overcommit",schemaPath:"#/properties/spec/properties/overcommit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema55.properties.spec.properties.overcommit,data:data20};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data20.ram !== undefined){
let data21 = data20.ram;
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 1000 || isNaN(data21)){
const err62 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema55.properties.spec.properties.overcommit.properties.ram,data:data21};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data21 <= 0 || isNaN(data21)){
const err63 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema55.properties.spec.properties.overcommit.properties.ram,data:data21};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/type",keyword:"type",params:{type: "number"},schema:schema55.properties.spec.properties.overcommit.properties.ram.type,parentSchema:schema55.properties.spec.properties.overcommit.properties.ram,data:data21};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data20.ramSwap !== undefined){
let data22 = data20.ramSwap;
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 1000 || isNaN(data22)){
const err65 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema55.properties.spec.properties.overcommit.properties.ramSwap,data:data22};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(data22 <= 0 || isNaN(data22)){
const err66 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema55.properties.spec.properties.overcommit.properties.ramSwap,data:data22};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/type",keyword:"type",params:{type: "number"},schema:schema55.properties.spec.properties.overcommit.properties.ramSwap.type,parentSchema:schema55.properties.spec.properties.overcommit.properties.ramSwap,data:data22};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data20.disk !== undefined){
let data23 = data20.disk;
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 1000 || isNaN(data23)){
const err68 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema55.properties.spec.properties.overcommit.properties.disk,data:data23};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data23 <= 0 || isNaN(data23)){
const err69 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema55.properties.spec.properties.overcommit.properties.disk,data:data23};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/type",keyword:"type",params:{type: "number"},schema:schema55.properties.spec.properties.overcommit.properties.disk.type,parentSchema:schema55.properties.spec.properties.overcommit.properties.disk,data:data23};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data20.cpus !== undefined){
let data24 = data20.cpus;
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 1000 || isNaN(data24)){
const err71 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema55.properties.spec.properties.overcommit.properties.cpus,data:data24};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data24 <= 0 || isNaN(data24)){
const err72 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema55.properties.spec.properties.overcommit.properties.cpus,data:data24};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/type",keyword:"type",params:{type: "number"},schema:schema55.properties.spec.properties.overcommit.properties.cpus.type,parentSchema:schema55.properties.spec.properties.overcommit.properties.cpus,data:data24};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data20.processes !== undefined){
let data25 = data20.processes;
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000 || isNaN(data25)){
const err74 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema55.properties.spec.properties.overcommit.properties.processes,data:data25};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data25 <= 0 || isNaN(data25)){
const err75 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema55.properties.spec.properties.overcommit.properties.processes,data:data25};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
else {
const err76 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/type",keyword:"type",params:{type: "number"},schema:schema55.properties.spec.properties.overcommit.properties.processes.type,parentSchema:schema55.properties.spec.properties.overcommit.properties.processes,data:data25};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/spec/overcommit",schemaPath:"#/properties/spec/properties/overcommit/type",keyword:"type",params:{type: "object"},schema:schema55.properties.spec.properties.overcommit.type,parentSchema:schema55.properties.spec.properties.overcommit,data:data20};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data8.protected !== undefined){
let data26 = data8.protected;
if(Array.isArray(data26)){
if(data26.length > 65536){
const err78 = {instancePath:instancePath+"/spec/protected",schemaPath:"#/properties/spec/properties/protected/maxItems",keyword:"maxItems",params:{limit: 65536},schema:65536,parentSchema:schema55.properties.spec.properties.protected,data:data26};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
const len2 = data26.length;
for(let i2=0; i2<len2; i2++){
let data27 = data26[i2];
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err79 = {instancePath:instancePath+"/spec/protected/" + i2,schemaPath:"#/properties/spec/properties/protected/items/type",keyword:"type",params:{type: "integer"},schema:schema55.properties.spec.properties.protected.items.type,parentSchema:schema55.properties.spec.properties.protected.items,data:data27};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 2147483644 || isNaN(data27)){
const err80 = {instancePath:instancePath+"/spec/protected/" + i2,schemaPath:"#/properties/spec/properties/protected/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483644},schema:2147483644,parentSchema:schema55.properties.spec.properties.protected.items,data:data27};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data27 < 101 || isNaN(data27)){
const err81 = {instancePath:instancePath+"/spec/protected/" + i2,schemaPath:"#/properties/spec/properties/protected/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 101},schema:101,parentSchema:schema55.properties.spec.properties.protected.items,data:data27};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
}
else {
const err82 = {instancePath:instancePath+"/spec/protected",schemaPath:"#/properties/spec/properties/protected/type",keyword:"type",params:{type: "array"},schema:schema55.properties.spec.properties.protected.type,parentSchema:schema55.properties.spec.properties.protected,data:data26};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema55.properties.spec.type,parentSchema:schema55.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema55.type,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}

