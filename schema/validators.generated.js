// Generated from manifest.schema.json and config.schema.json by schema/build/compile.ts. Do not edit.
"use strict";
export const validateContainer = validate25;
const schema12 = {"description":"One system container.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Container","metadata":{"name":"web","ctid":101},"spec":{"template":"tiny","ips":["10.20.0.101"]}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes a container.","examples":["Container"],"type":"string","const":"Container"},"metadata":{"description":"Who the container is.","examples":[{"name":"web","ctid":101}],"type":"object","additionalProperties":false,"required":["name","ctid"],"properties":{"name":{"description":"What people type. Lower-case letters, digits and dashes, not digits alone; unique among containers.","examples":["web","db-01"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},"ctid":{"description":"The OpenVZ number everything on the host is derived from (control group, host interface, ids); unique. 101 to 65534, or up to 2147483644 together with spec.idmap.base.","examples":[101,7001],"type":"integer","minimum":101,"maximum":2147483644},"movedFrom":{"description":"Ctids that the container had before. One that is still there is stopped, and its files and limits go on under metadata.ctid, instead of being deleted and made anew. Nothing happens once that is done.","examples":[[105]],"default":[],"type":"array","maxItems":16,"items":{"description":"A former ctid.","examples":[105],"type":"integer","minimum":101,"maximum":2147483644}},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"$ref":"#/definitions/containerSpec"}}};
const func2 = (text) => [...text].length;
const pattern0 = new RegExp("^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "u");
const pattern1 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$", "u");
const schema13 = {"description":"What the container shall be.","examples":[{"template":"tiny","vswap":{"ram":"512M","swap":"1G"},"cpumask":"0-3"}],"type":"object","additionalProperties":false,"properties":{"profiles":{"description":"The Profile documents it starts from, in order: a later one wins over an earlier one, the container over all of them.","examples":[["base","web"]],"default":[],"type":"array","maxItems":16,"items":{"description":"The name of a Profile.","examples":["web"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"}},"template":{"description":"The name of the Template document its root file system starts from: here, in a profile or in the defaults of a folder (no Default: every container needs one). Changing it recreates the container.","examples":["tiny","debian-13"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},"layout":{"description":"How its root file system lies on disk, OpenVZ's simfs (overlay, btrfs) or ploop (image). All containers of a node share one pool and so one layout. Default: the pool's.","examples":["image"],"type":"string","enum":["overlay","btrfs","image"]},"mountOpts":{"description":"How the file system of an image is mounted: data=ordered, data=journal or data=writeback, and barrier or nobarrier, with commas between. Another data mode restarts the container. Default: what ext4 does, data=ordered,barrier; other layouts have none.","examples":["data=journal","data=writeback,nobarrier"],"type":"string","maxLength":64,"pattern":"^[a-z0-9=]+(,[a-z0-9=]+)*$"},"state":{"description":"Whether it shall run. A stopped container keeps its files and their quota.","examples":["running","stopped"],"default":"running","type":"string","enum":["running","stopped"]},"node":{"description":"The host name, or a list of host names, this container belongs to. Default: every node.","examples":["node1",["node1","node2"]],"anyOf":[{"$ref":"#/definitions/hostName"},{"type":"array","minItems":1,"maxItems":256,"items":{"$ref":"#/definitions/hostName"}}]},"dependsOn":{"x-merge":"append","description":"Containers of the same node, by name, that have to run before this one is started; where both are stopped it is stopped before them. One that runs is not stopped when they are.","examples":[["db"]],"default":[],"type":"array","maxItems":64,"items":{"description":"The metadata.name of a Container.","examples":["db"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"}},"hostname":{"description":"The host name inside. Default: metadata.name.","examples":["web.example.org"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},"ips":{"description":"Its addresses, IPv4 and IPv6, without a prefix length: each is routed to the container (venet style), and it can send from no other.","examples":[["10.20.0.101","2001:db8::101"]],"default":[],"type":"array","maxItems":256,"items":{"$ref":"#/definitions/address"}},"rate":{"description":"How fast it may send and receive through venet, in bits per second. A rate alone is for what it sends. A list sets rates for networks by their class (spec.networkClasses of the Node); the entry without a class is for all others. Default: no limit.","examples":["10Mbit",{"outgoing":"10Mbit","incoming":"50Mbit"},[{"class":1,"outgoing":"1Gbit"},{"outgoing":"10Mbit"}]],"default":"unlimited","anyOf":[{"$ref":"#/definitions/rate"},{"description":"Rates for each direction.","examples":[{"outgoing":"10Mbit","incoming":"50Mbit"}],"type":"object","additionalProperties":false,"minProperties":1,"properties":{"outgoing":{"description":"What the container sends. Default: no limit.","examples":["10Mbit"],"allOf":[{"$ref":"#/definitions/rate"}]},"incoming":{"description":"What the container receives. Default: no limit.","examples":["50Mbit"],"allOf":[{"$ref":"#/definitions/rate"}]}}},{"type":"array","maxItems":16,"items":{"description":"Rates for the networks of one class, or for all others.","examples":[{"class":1,"outgoing":"1Gbit"}],"type":"object","additionalProperties":false,"properties":{"class":{"description":"A class of spec.networkClasses of the Node. Default: everything that is in no class of this list.","examples":[1],"type":"integer","minimum":1,"maximum":15},"outgoing":{"description":"What the container sends there. Default: no limit.","examples":["1Gbit"],"allOf":[{"$ref":"#/definitions/rate"}]},"incoming":{"description":"What the container receives from there. Default: no limit.","examples":["1Gbit"],"allOf":[{"$ref":"#/definitions/rate"}]}}}}]},"netifs":{"x-merge":{"byKey":"name"},"description":"Ethernet devices beside venet, veth pairs: what is inside is set up by the container itself.","examples":[[{"name":"eth0","bridge":"br0"}]],"default":[],"type":"array","maxItems":9,"items":{"description":"A device.","examples":[{"name":"eth0","bridge":"br0","vlan":10}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"Its name inside. Not lo, venet0, all or default.","examples":["eth0"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},"mac":{"description":"Its MAC address. Default: 00:18:51 and a hash of name and ctid.","examples":["00:18:51:0a:0b:0c"],"type":"string","maxLength":17,"pattern":"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$"},"bridge":{"description":"The bridge of the host its other end is attached to; it must be there. Default: none.","examples":["br0"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},"vlan":{"description":"The only VLAN it is in, untagged inside; the bridge must keep VLANs apart (vlan_filtering). Default: what the bridge gives its ports.","examples":[10],"type":"integer","minimum":1,"maximum":4094},"macFilter":{"description":"Whether frames from another MAC address than its own are dropped.","examples":[true],"default":true,"allOf":[{"$ref":"#/definitions/onOff"}]}}}},"netdevs":{"description":"Interfaces of the host that the container has while it runs, by their names there; set up by the container itself. Not lo, venet*, veth*, vz*, ifb*, tun*, tap*.","examples":[["eth1"]],"default":[],"type":"array","maxItems":64,"items":{"description":"The name of an interface.","examples":["eth1"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"}},"nameservers":{"description":"Addresses written to /etc/resolv.conf inside. Default: the file is left alone.","examples":[["10.20.0.1","2001:db8::53"]],"type":"array","maxItems":16,"items":{"$ref":"#/definitions/address"}},"searchdomains":{"description":"Domains tried for short names, written to /etc/resolv.conf inside. Default: the file is left alone.","examples":[["example.org"]],"type":"array","maxItems":32,"items":{"description":"A domain name.","examples":["example.org"],"type":"string","maxLength":253,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"}},"vswap":{"description":"Memory limits, OpenVZ VSwap: ram and, beside it, swap.","examples":[{"ram":"512M","swap":"1G"}],"type":"object","additionalProperties":false,"default":{},"properties":{"ram":{"description":"Memory the container may use, rounded up to whole pages of 4096 bytes; \"unlimited\" for no limit.","examples":["256M","2.2G","512MiB"],"default":"256M","allOf":[{"$ref":"#/definitions/sizeOrUnlimited"}]},"swap":{"description":"Swap the container may use beside ram (not the sum); 0 for none, \"unlimited\" for no limit.","examples":["512M",0,"1GiB"],"default":"512M","anyOf":[{"$ref":"#/definitions/sizeOrUnlimited"},{"type":"integer","const":0}]}}},"memguarantee":{"description":"Memory that is taken from it only when nobody else has any to give: a size or percent of ram, at most ram; \"auto\" for none. Needs cgroup v2.","examples":["128M","50%","auto"],"default":"auto","anyOf":[{"type":"string","maxLength":48,"pattern":"^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},{"type":"integer","const":0}]},"cpumask":{"description":"The CPUs it may run on, as in cpuset: numbers and ranges, \"all\", or \"auto\" for those of its nodemask.","examples":["0-3,7","all",0,"auto"],"default":"all","anyOf":[{"type":"string","maxLength":1024,"pattern":"^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},{"type":"integer","minimum":0,"maximum":4095}]},"nodemask":{"description":"The memory nodes (NUMA) its memory may come from: numbers and ranges, or \"all\". What it has elsewhere moves when this changes.","examples":["0,1","all",0],"default":"all","anyOf":[{"type":"string","maxLength":1024,"pattern":"^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},{"type":"integer","minimum":0,"maximum":1023}]},"cpuunits":{"description":"Its share when CPUs are scarce, relative to the other containers.","examples":[1000,2000],"default":1000,"type":"integer","minimum":8,"maximum":500000},"iolimit":{"description":"Bytes per second it may read from, and as many it may write to, each disk its files lie on: a size; 0 or \"unlimited\" for no limit.","examples":["10M","1G",0],"default":0,"anyOf":[{"$ref":"#/definitions/sizeOrUnlimited"},{"type":"integer","const":0}]},"iopslimit":{"description":"Reads per second, and as many writes, on each disk its files lie on. 0 or \"unlimited\": no limit.","examples":[500,0,"unlimited"],"default":0,"anyOf":[{"type":"integer","minimum":0,"maximum":4294967295},{"type":"string","const":"unlimited"}]},"ioprio":{"description":"Its share of the disks its files lie on when they are busy, beside the other containers: 7 gets twice as much as 0. Another value than 4 needs a disk that schedules by weight (BFQ, or iocost).","examples":[4,7],"default":4,"type":"integer","minimum":0,"maximum":7},"cpus":{"description":"How many CPUs' time it may use in all: the same as a cpulimit of 100 for each; the smaller of both holds. Default: \"unlimited\", no limit.","examples":[2],"anyOf":[{"type":"integer","minimum":1,"maximum":4096},{"type":"string","const":"unlimited"}]},"cpulimit":{"description":"The most CPU time it may use: percent of one CPU (150 is one and a half), or with a percent sign percent of the whole machine (\"50%\"). 0 or \"unlimited\": no limit.","examples":[150,"150","50%",0],"default":0,"anyOf":[{"type":"number","minimum":0,"maximum":409600},{"type":"string","maxLength":16,"pattern":"^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$"}]},"features":{"description":"What it may do beyond the default profile. Changing nesting restarts the container.","examples":[{"nesting":true},{"fuse":true,"tun":true}],"default":{},"type":"object","additionalProperties":false,"properties":{"nesting":{"description":"Start containers inside: user namespaces in it may mount proc and sysfs of their own, and the new mount interface is there.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]},"fuse":{"description":"Mount file systems that are programs: /dev/fuse. The host needs the module.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]},"tun":{"description":"Make network devices that are programs, for VPNs: /dev/net/tun. The host needs the module.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]},"ppp":{"description":"Make point-to-point links: /dev/ppp. The host needs the module.","examples":[true],"default":false,"allOf":[{"$ref":"#/definitions/onOff"}]}}},"capabilities":{"description":"Capabilities it has beside the default set (true), or not (false). Changing one restarts the container.","examples":[{"sys_ptrace":false},{"net_raw":"off","checkpoint_restore":"on"}],"default":{},"type":"object","maxProperties":41,"additionalProperties":{"$ref":"#/definitions/onOff"}},"netfilter":{"description":"What of the kernel's packet filter (iptables, nft) it can use. Changing it restarts the container; stateless and stateful are refused, no vanilla kernel can keep them.","examples":["full","disabled"],"default":"full","type":"string","enum":["disabled","stateless","stateful","full"]},"pci":{"description":"PCI devices as OpenVZ names them, [domain:]bus:slot.function: it may open the device nodes that their drivers make, live; of a network card it has the interface, as by netdevs. A device that has neither is refused.","examples":[["00:1f.3","0000:01:00.0"]],"default":[],"type":"array","maxItems":32,"items":{"description":"A PCI address.","examples":["00:1f.3"],"type":"string","maxLength":16}},"devices":{"x-merge":"append","description":"Devices of the host it may open: a node of /dev, or OpenVZ's c|b:major:minor|all:rw. Each appears in its /dev and on its device list, live.","examples":[["/dev/ttyS0","c:10:229:rw",{"path":"/dev/sdb","access":"r","name":"backup"}]],"default":[],"type":"array","maxItems":64,"items":{"description":"A device: a path, a rule, or a path with its access and the name inside.","examples":["/dev/ttyS0","b:8:all:r"],"anyOf":[{"type":"string","minLength":1,"maxLength":256},{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"description":"The node on the host.","examples":["/dev/ttyS0"],"type":"string","maxLength":256},"access":{"description":"What it may do with it: read, write or both.","examples":["r"],"default":"rw","type":"string","enum":["r","w","rw"]},"name":{"description":"Its name below /dev inside. Default: as on the host.","examples":["serial/one"],"type":"string","maxLength":128}}}]}},"oomAdjust":{"description":"Whom the OOM killer takes first, -1000 (never) to 1000, as oom_score_adj: one number for every process, or rules of which the first that fits is a process's own (OpenVZ's oom-groups.conf). New processes get theirs at the next pass. Default: 0 for all.","examples":[300,[{"command":"sshd","adjust":-500},{"command":"httpd*","parent":"httpd","uid":33,"adjust":300}]],"default":[],"anyOf":[{"type":"integer","minimum":-1000,"maximum":1000},{"type":"array","maxItems":64,"items":{"description":"A rule.","examples":[{"command":"sshd","adjust":-500}],"type":"object","additionalProperties":false,"required":["command","adjust"],"properties":{"command":{"description":"The command, as ps -o comm shows it (15 letters); * is any text.","examples":["sshd","httpd*"],"type":"string","minLength":1,"maxLength":64},"parent":{"description":"The command of its parent. Default: any.","examples":["init"],"type":"string","minLength":1,"maxLength":64},"uid":{"description":"Its user inside, or \"<N\" for all users below N. Default: any.","examples":[33,"<1000"],"anyOf":[{"type":"integer","minimum":0,"maximum":65535},{"type":"string","maxLength":6,"pattern":"^<[1-9][0-9]{0,4}$"}]},"adjust":{"description":"What it gets.","examples":[-500],"type":"integer","minimum":-1000,"maximum":1000}}}}]},"sysctls":{"description":"Kernel settings of its own network, ipc and uts namespaces, as the kernel shows them. What is written here is corrected when somebody inside changes it; what is removed goes back to what it was.","examples":[{"net.ipv4.ip_forward":1,"net.ipv4.ip_local_port_range":"10000 20000"}],"default":{},"type":"object","maxProperties":64,"additionalProperties":{"anyOf":[{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},{"type":"string","maxLength":1024}]}},"mounts":{"x-merge":{"byKey":"target"},"description":"What is mounted in it beside its root file system, from its start on. Changing it restarts the container, except that nfs is added while it runs.","examples":[[{"type":"bind","source":"/srv/data","target":"/srv/data","readOnly":true},{"type":"tmpfs","target":"/scratch","size":"64M","mode":"0755"}]],"default":[],"type":"array","maxItems":64,"items":{"description":"One mount.","examples":[{"type":"tmpfs","target":"/scratch","size":"64M"}],"type":"object","additionalProperties":false,"required":["type","target"],"properties":{"type":{"description":"bind: a directory of the host. tmpfs: a file system in memory, which counts as the container's. nfs: a directory of a server, whose ids are those of the host: a container with base 6619136 has user 0 as 6619136 there.","examples":["bind","tmpfs"],"type":"string","enum":["bind","tmpfs","nfs"]},"target":{"description":"Where it is inside: an absolute path, which is made where it is missing.","examples":["/srv/data"],"type":"string","maxLength":1024},"source":{"description":"Of a bind: a directory of the host, an absolute path without symbolic links. Of nfs: server:/export. Default: none.","examples":["/srv/data"],"type":"string","maxLength":1024},"readOnly":{"description":"Of a bind or nfs: whether nothing may be written.","examples":[true],"default":false,"type":"boolean"},"size":{"description":"Of a tmpfs: the most it holds. Default: none, it must be written.","examples":["64M"],"type":"string","maxLength":64},"mode":{"description":"Of a tmpfs: the mode of its root, three or four octal digits in quotes.","examples":["0755"],"default":"1777","type":"string","maxLength":4,"pattern":"^[0-7]{3,4}$"},"options":{"description":"Of nfs, as in fstab: vers=4.0|4.1|4.2, softerr, soft, hard, timeo=N, retrans=N, port=N, noac, noresvport. Default: vers=4.2,softerr,timeo=50,retrans=2.","examples":["vers=4.2"],"type":"string","maxLength":256}}}},"numproc":{"description":"The most processes and threads; \"unlimited\" for no limit.","examples":[4096,"unlimited"],"default":4096,"anyOf":[{"type":"integer","minimum":1,"maximum":4194304},{"type":"string","const":"unlimited"}]},"ubc":{"description":"OpenVZ's user beancounters: one value or \"barrier:limit\" in their own units (pages, bytes or a count; with a suffix K, M, G, T bytes, P pages), or \"unlimited\". One that no mechanism of this host enforces is refused, unless --allow-unenforced names it.","examples":[{"numpty":16,"privvmpages":"65536:69632"}],"default":{},"type":"object","additionalProperties":false,"properties":{"kmemsize":{"description":"Kernel memory, bytes. No kernel without OpenVZ limits it apart from ram.","examples":["14372700:14790164"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"lockedpages":{"description":"Pages one process may lock in memory (RLIMIT_MEMLOCK); ram bounds them all. It does not follow ram.","examples":[2048,"64M"],"default":"64M","allOf":[{"$ref":"#/definitions/beancounter"}]},"privvmpages":{"description":"Private memory one process may allocate, pages (RLIMIT_DATA), at least 64; the kernel cannot limit the sum.","examples":["65536:69632","2G"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"shmpages":{"description":"Shared memory, pages: what System V segments may take together, and as much for /dev/shm; their sum and anonymous shared memory are not limited apart from ram.","examples":[21504],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numproc":{"description":"Processes and threads: the same as spec.numproc. Default: what that says.","examples":[240],"allOf":[{"$ref":"#/definitions/beancounter"}]},"physpages":{"description":"Resident memory, pages: its limit is the same as spec.vswap.ram. Default: what that says.","examples":["0:256M","0:unlimited"],"allOf":[{"$ref":"#/definitions/beancounter"}]},"vmguarpages":{"description":"Memory whose allocation is guaranteed, pages; a barrier alone.","examples":["33792:unlimited"],"default":0,"allOf":[{"$ref":"#/definitions/beancounter"}]},"oomguarpages":{"description":"Memory up to which nothing is killed when the host is out of it, pages; a barrier alone.","examples":["26112:unlimited"],"default":0,"allOf":[{"$ref":"#/definitions/beancounter"}]},"numtcpsock":{"description":"TCP sockets.","examples":[360],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numflock":{"description":"File locks. Counted only.","examples":["188:206"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numpty":{"description":"Pseudo terminals; not unlimited.","examples":[16],"default":1024,"allOf":[{"$ref":"#/definitions/beancounter"}]},"numsiginfo":{"description":"Queued signals. Changing it restarts the container.","examples":[256],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"tcpsndbuf":{"description":"TCP send buffers, bytes. Their memory counts as ram.","examples":["1720320:2703360"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"tcprcvbuf":{"description":"TCP receive buffers, bytes. Their memory counts as ram.","examples":["1720320:2703360"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"othersockbuf":{"description":"Send buffers of other sockets, bytes. Their memory counts as ram.","examples":["1126080:2097152"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"dgramrcvbuf":{"description":"Receive buffers of datagram sockets, bytes. Their memory counts as ram.","examples":[262144],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numothersock":{"description":"Sockets other than TCP.","examples":[360],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"dcachesize":{"description":"Memory of cached directory entries and inodes, bytes. It counts as ram.","examples":["3409920:3624960"],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"numfile":{"description":"Files one process may have open (RLIMIT_NOFILE), at least 16 and not unlimited; the kernel cannot limit the sum.","examples":[9312],"default":524288,"allOf":[{"$ref":"#/definitions/beancounter"}]},"numiptent":{"description":"Packet filter rules. No kernel limits them.","examples":[128],"default":"unlimited","allOf":[{"$ref":"#/definitions/beancounter"}]},"swappages":{"description":"Swap, pages: its limit is the same as spec.vswap.swap. Default: what that says.","examples":["0:512M"],"allOf":[{"$ref":"#/definitions/beancounter"}]}}},"vmOvercommit":{"description":"How many times ram + swap a process may allocate: it is privvmpages, so spec.ubc must not say that, and ram and swap must be limited. 0: no limit.","examples":[1.5,0],"default":0,"type":"number","minimum":0,"maximum":1000},"diskspace":{"description":"Disk space: one value, or soft:hard.","examples":["2G","2G:2.2G","10GiB"],"default":"2G","type":"string","maxLength":64,"pattern":"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$"},"quotaugidlimit":{"description":"How many users and groups inside may have a quota of their own (second-level quota), those included that root inside gives one; 0 turns them off. Between 0 and more it restarts the container. Image layout only.","examples":[100],"default":0,"type":"integer","minimum":0,"maximum":131072},"quotatime":{"description":"Seconds for which a soft disk limit may be exceeded before it holds like a hard one. With project quotas the file system has one such time for all, and it must be the node's pool.quotatime; in an image it is that of spec.quotas. Default: what the file system has, 7 days.","examples":[259200],"type":"integer","minimum":0,"maximum":31536000},"quotas":{"description":"Quotas of users and groups, by their number inside the container; spec.quotaugidlimit says how many there may be. Those of others are root's inside: quota, repquota and setquota work there.","examples":[{"users":{"33":{"space":"1G:1.2G","inodes":20000}}}],"default":{},"type":"object","additionalProperties":false,"properties":{"users":{"description":"By user id.","examples":[{"33":{"space":"1G"}}],"default":{},"allOf":[{"$ref":"#/definitions/ugidQuotas"}]},"groups":{"description":"By group id.","examples":[{"100":{"inodes":"5000:6000"}}],"default":{},"allOf":[{"$ref":"#/definitions/ugidQuotas"}]}}},"diskinodes":{"description":"Number of files and directories: one value, or soft:hard.","examples":[131072,"131072:144179","unlimited"],"default":"unlimited","anyOf":[{"type":"integer","minimum":1,"maximum":9007199254740991},{"type":"string","maxLength":64,"pattern":"^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$"}]},"idmap":{"description":"The user and group ids of the container on the host. Changing them restarts the container.","examples":[{"base":327680000}],"type":"object","additionalProperties":false,"default":{},"properties":{"base":{"description":"First of its 65,536 host ids. Default: metadata.ctid * 65536.","examples":[6619136,327680000],"type":"integer","minimum":65536,"maximum":4294901759}}},"init":{"description":"The program that becomes process 1, with its arguments; an absolute path inside the container. Default: the template's.","examples":[["/sbin/init"],["/lib/systemd/systemd","--log-target=console"]],"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":4096}},"reconcile":{"description":"How far the manifest is carried out, and what becomes of changes made by hand. Default: everything is applied and corrected.","examples":[{"mode":"observe"},{"drift":"warn","fields":{"ram":"ignore"},"onDelete":"orphan"}],"type":"object","additionalProperties":false,"properties":{"mode":{"description":"observe: the container is compared and shown, and never changed.","examples":["observe"],"default":"apply","enum":["apply","observe"]},"drift":{"description":"What becomes of a field that somebody changed by hand: correct it, show it only (warn), or leave it alone (ignore). A change of the manifest is applied in any case. Default: that of the node, else correct.","examples":["warn"],"enum":["correct","warn","ignore"]},"fields":{"description":"The same for single fields, by the names plans print.","examples":[{"ram":"warn","hostname":"ignore"}],"default":{},"type":"object","maxProperties":64,"additionalProperties":{"description":"What becomes of drift of this field.","examples":["warn"],"enum":["correct","warn","ignore"]}},"ignoreUndeclared":{"description":"What plans do not tell of settings that no manifest declares: patterns with * of the name (memory.high), or of name and value (address 172.17.0.1/16 dev docker0), as plans print them. Beside those of the node.","examples":[["device docker*","* dev docker0"]],"default":[],"type":"array","maxItems":64,"items":{"type":"string","minLength":1,"maxLength":256}},"onDelete":{"description":"What becomes of the container when its manifest goes: orphan leaves it as it is. It is remembered with the container. Default: that of the node, else delete.","examples":["orphan"],"enum":["delete","orphan"]}}},"health":{"x-merge":"replace","description":"How one finds out whether it works: exactly one of exec, tcp and http, asked from inside. After a change it has to become healthy; else the node goes back to the last good revision. Those that depend on it are started when it is healthy, and it is asked as long as it runs. Default: a change that was applied is good.","examples":[{"tcp":{"port":22}},{"http":{"port":80,"path":"/healthz"},"startPeriod":"30s"},{"exec":{"command":["/usr/bin/systemctl","is-system-running"]},"timeout":20}],"type":"object","additionalProperties":false,"properties":{"exec":{"description":"A command in the container, confined as init is; healthy when its status is 0. Its output is thrown away. Default: none.","examples":[{"command":["/bin/true"]}],"type":"object","required":["command"],"additionalProperties":false,"properties":{"command":{"description":"The program and its arguments.","examples":[["/bin/sh","-c","test -e /run/ready"]],"type":"array","minItems":1,"maxItems":64,"items":{"description":"A word.","examples":["/bin/true"],"type":"string","minLength":1,"maxLength":4096}}}},"tcp":{"description":"Healthy when a connection to this port is accepted, from the container's own network. Default: none.","examples":[{"port":22}],"type":"object","required":["port"],"additionalProperties":false,"properties":{"port":{"description":"The port.","examples":[22],"type":"integer","minimum":1,"maximum":65535},"host":{"description":"The address to connect to; no names, nothing is asked of a resolver.","examples":["127.0.0.1"],"default":"127.0.0.1","type":"string","maxLength":45}}},"http":{"description":"Healthy when a GET is answered with the expected status, from the container's own network. Default: none.","examples":[{"port":80,"path":"/healthz"}],"type":"object","required":["port"],"additionalProperties":false,"properties":{"port":{"description":"The port.","examples":[80],"type":"integer","minimum":1,"maximum":65535},"host":{"description":"The address to connect to; no names, nothing is asked of a resolver.","examples":["127.0.0.1"],"default":"127.0.0.1","type":"string","maxLength":45},"path":{"description":"What is asked for: a path, and a query where there is one.","examples":["/healthz"],"default":"/","type":"string","maxLength":1024,"pattern":"^/[!-~]*$"},"status":{"description":"The only good status. Default: 200 to 399.","examples":[200],"type":"integer","minimum":100,"maximum":599}}},"interval":{"description":"Time between two probes. Seconds, or a duration such as \"30s\".","examples":[5,"1m"],"default":5,"anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^[0-9hms]+$"}]},"timeout":{"description":"How long one may take. Seconds, or a duration such as \"30s\".","examples":[5,"20s"],"default":5,"anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^[0-9hms]+$"}]},"retries":{"description":"Failures in a row, after startPeriod, that make it unhealthy.","examples":[3],"default":3,"type":"integer","minimum":1,"maximum":1000},"successThreshold":{"description":"Successes in a row that make it healthy, after its start, a change or when it was unhealthy. Until then a success does not take failures back.","examples":[2],"default":1,"type":"integer","minimum":1,"maximum":1000},"startPeriod":{"description":"Time after a change in which failures do not count. Seconds, or a duration such as \"30s\".","examples":[30,"5m"],"default":30,"anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^[0-9hms]+$"}]},"onFailure":{"description":"When it becomes unhealthy while no revision is on trial. report: it is told, and nothing is done. restart: it is restarted as well, at most 5 times in a row with growing pauses, as windows, policies and suspensions allow.","examples":["restart"],"default":"report","enum":["report","restart"]}}},"stopTimeout":{"description":"How long it may take to halt before it is killed: seconds, or a duration such as \"90s\", \"2m\", \"1h30m\". 0 kills at once.","examples":[60,"90s","2m"],"default":60,"anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$","minLength":1}]}}};
const schema14 = {"description":"A host name.","examples":["node1"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"};
const schema16 = {"description":"An IPv4 or IPv6 address without a prefix length.","examples":["10.20.0.101","2001:db8::101"],"type":"string","maxLength":45,"pattern":"^[0-9A-Fa-f.:]{2,45}$"};
const schema17 = {"description":"Bits per second: 512Kbit, 10Mbit or 1Gbit (powers of 1000), or \"unlimited\".","examples":["10Mbit","unlimited"],"type":"string","maxLength":32,"pattern":"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"};
const schema22 = {"description":"A switch: true or false, or OpenVZ's on and off.","examples":[true,"off"],"anyOf":[{"type":"boolean"},{"type":"string","enum":["on","off"]}]};
const schema24 = {"description":"A size, or \"unlimited\".","examples":["512M","unlimited"],"type":"string","maxLength":48,"pattern":"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"};
const schema32 = {"description":"A beancounter: one value or barrier:limit.","examples":["65536:69632",360,"unlimited"],"anyOf":[{"type":"integer","minimum":0,"maximum":9007199254740991},{"type":"string","maxLength":64,"pattern":"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"}]};
const schema53 = {"description":"Limits by numeric id.","examples":[{"33":{"space":"1G:1.2G","inodes":20000}}],"type":"object","maxProperties":4096,"propertyNames":{"description":"write the number it has inside, 0 to 65535: names are known only in there","type":"string","maxLength":5,"pattern":"^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},"additionalProperties":{"description":"What one user or group may have; what is not named is not limited.","examples":[{"space":"1G:1.2G","inodes":20000}],"type":"object","additionalProperties":false,"properties":{"space":{"description":"Disk space: one value, or soft:hard. Default: no limit.","examples":["1G","1G:1.2G"],"type":"string","maxLength":64},"inodes":{"description":"Files and directories: one value, or soft:hard. Default: no limit.","examples":[20000,"5000:6000"],"anyOf":[{"type":"integer","minimum":1,"maximum":9007199254740991},{"type":"string","maxLength":64}]}}}};
const func7 = Object.prototype.hasOwnProperty;
const pattern5 = new RegExp("^[a-z0-9=]+(,[a-z0-9=]+)*$", "u");
const pattern6 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$", "u");
const pattern10 = new RegExp("^[0-9A-Fa-f.:]{2,45}$", "u");
const pattern11 = new RegExp("^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$", "u");
const pattern16 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$", "u");
const pattern17 = new RegExp("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$", "u");
const pattern22 = new RegExp("^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$", "u");
const pattern24 = new RegExp("^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$", "u");
const pattern25 = new RegExp("^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$", "u");
const pattern26 = new RegExp("^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$", "u");
const pattern28 = new RegExp("^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$", "u");
const pattern29 = new RegExp("^<[1-9][0-9]{0,4}$", "u");
const pattern30 = new RegExp("^[0-7]{3,4}$", "u");
const pattern31 = new RegExp("^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$", "u");
const pattern52 = new RegExp("^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$", "u");
const pattern53 = new RegExp("^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$", "u");
const pattern55 = new RegExp("^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$", "u");
const pattern56 = new RegExp("^/[!-~]*$", "u");
const pattern57 = new RegExp("^[0-9hms]+$", "u");
const pattern60 = new RegExp("^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func7.call(schema13.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.profiles !== undefined){
let data0 = data.profiles;
if(Array.isArray(data0)){
if(data0.length > 16){
const err1 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema13.properties.profiles,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(func2(data1) > 63){
const err2 = {instancePath:instancePath+"/profiles/" + i0,schemaPath:"#/properties/profiles/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema13.properties.profiles.items,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!pattern0.test(data1)){
const err3 = {instancePath:instancePath+"/profiles/" + i0,schemaPath:"#/properties/profiles/items/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema13.properties.profiles.items,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/profiles/" + i0,schemaPath:"#/properties/profiles/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.profiles.items.type,parentSchema:schema13.properties.profiles.items,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "array"},schema:schema13.properties.profiles.type,parentSchema:schema13.properties.profiles,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.template !== undefined){
let data2 = data.template;
if(typeof data2 === "string"){
if(func2(data2) > 63){
const err6 = {instancePath:instancePath+"/template",schemaPath:"#/properties/template/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema13.properties.template,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern0.test(data2)){
const err7 = {instancePath:instancePath+"/template",schemaPath:"#/properties/template/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema13.properties.template,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/template",schemaPath:"#/properties/template/type",keyword:"type",params:{type: "string"},schema:schema13.properties.template.type,parentSchema:schema13.properties.template,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.layout !== undefined){
let data3 = data.layout;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/layout",schemaPath:"#/properties/layout/type",keyword:"type",params:{type: "string"},schema:schema13.properties.layout.type,parentSchema:schema13.properties.layout,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((data3 === "overlay") || (data3 === "btrfs")) || (data3 === "image"))){
const err10 = {instancePath:instancePath+"/layout",schemaPath:"#/properties/layout/enum",keyword:"enum",params:{allowedValues: schema13.properties.layout.enum},schema:schema13.properties.layout.enum,parentSchema:schema13.properties.layout,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.mountOpts !== undefined){
let data4 = data.mountOpts;
if(typeof data4 === "string"){
if(func2(data4) > 64){
const err11 = {instancePath:instancePath+"/mountOpts",schemaPath:"#/properties/mountOpts/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13.properties.mountOpts,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern5.test(data4)){
const err12 = {instancePath:instancePath+"/mountOpts",schemaPath:"#/properties/mountOpts/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9=]+(,[a-z0-9=]+)*$"},schema:"^[a-z0-9=]+(,[a-z0-9=]+)*$",parentSchema:schema13.properties.mountOpts,data:data4};
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
const err13 = {instancePath:instancePath+"/mountOpts",schemaPath:"#/properties/mountOpts/type",keyword:"type",params:{type: "string"},schema:schema13.properties.mountOpts.type,parentSchema:schema13.properties.mountOpts,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.state !== undefined){
let data5 = data.state;
if(typeof data5 !== "string"){
const err14 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},schema:schema13.properties.state.type,parentSchema:schema13.properties.state,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!((data5 === "running") || (data5 === "stopped"))){
const err15 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/enum",keyword:"enum",params:{allowedValues: schema13.properties.state.enum},schema:schema13.properties.state.enum,parentSchema:schema13.properties.state,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.node !== undefined){
let data6 = data.node;
const _errs15 = errors;
let valid3 = false;
const _errs16 = errors;
if(typeof data6 === "string"){
if(func2(data6) > 64){
const err16 = {instancePath:instancePath+"/node",schemaPath:"#/definitions/hostName/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern6.test(data6)){
const err17 = {instancePath:instancePath+"/node",schemaPath:"#/definitions/hostName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/node",schemaPath:"#/definitions/hostName/type",keyword:"type",params:{type: "string"},schema:schema14.type,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
var _valid0 = _errs16 === errors;
valid3 = valid3 || _valid0;
if(!valid3){
const _errs19 = errors;
if(Array.isArray(data6)){
if(data6.length > 256){
const err19 = {instancePath:instancePath+"/node",schemaPath:"#/properties/node/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema13.properties.node.anyOf[1],data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data6.length < 1){
const err20 = {instancePath:instancePath+"/node",schemaPath:"#/properties/node/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema13.properties.node.anyOf[1],data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(typeof data7 === "string"){
if(func2(data7) > 64){
const err21 = {instancePath:instancePath+"/node/" + i1,schemaPath:"#/definitions/hostName/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern6.test(data7)){
const err22 = {instancePath:instancePath+"/node/" + i1,schemaPath:"#/definitions/hostName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/node/" + i1,schemaPath:"#/definitions/hostName/type",keyword:"type",params:{type: "string"},schema:schema14.type,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/node",schemaPath:"#/properties/node/anyOf/1/type",keyword:"type",params:{type: "array"},schema:schema13.properties.node.anyOf[1].type,parentSchema:schema13.properties.node.anyOf[1],data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var _valid0 = _errs19 === errors;
valid3 = valid3 || _valid0;
}
if(!valid3){
const err25 = {instancePath:instancePath+"/node",schemaPath:"#/properties/node/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.node.anyOf,parentSchema:schema13.properties.node,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
else {
errors = _errs15;
if(vErrors !== null){
if(_errs15){
vErrors.length = _errs15;
}
else {
vErrors = null;
}
}
}
}
if(data.dependsOn !== undefined){
let data8 = data.dependsOn;
if(Array.isArray(data8)){
if(data8.length > 64){
const err26 = {instancePath:instancePath+"/dependsOn",schemaPath:"#/properties/dependsOn/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.dependsOn,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
if(typeof data9 === "string"){
if(func2(data9) > 63){
const err27 = {instancePath:instancePath+"/dependsOn/" + i2,schemaPath:"#/properties/dependsOn/items/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema13.properties.dependsOn.items,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern0.test(data9)){
const err28 = {instancePath:instancePath+"/dependsOn/" + i2,schemaPath:"#/properties/dependsOn/items/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema13.properties.dependsOn.items,data:data9};
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
const err29 = {instancePath:instancePath+"/dependsOn/" + i2,schemaPath:"#/properties/dependsOn/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.dependsOn.items.type,parentSchema:schema13.properties.dependsOn.items,data:data9};
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
const err30 = {instancePath:instancePath+"/dependsOn",schemaPath:"#/properties/dependsOn/type",keyword:"type",params:{type: "array"},schema:schema13.properties.dependsOn.type,parentSchema:schema13.properties.dependsOn,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.hostname !== undefined){
let data10 = data.hostname;
if(typeof data10 === "string"){
if(func2(data10) > 64){
const err31 = {instancePath:instancePath+"/hostname",schemaPath:"#/properties/hostname/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13.properties.hostname,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(!pattern6.test(data10)){
const err32 = {instancePath:instancePath+"/hostname",schemaPath:"#/properties/hostname/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema13.properties.hostname,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/hostname",schemaPath:"#/properties/hostname/type",keyword:"type",params:{type: "string"},schema:schema13.properties.hostname.type,parentSchema:schema13.properties.hostname,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.ips !== undefined){
let data11 = data.ips;
if(Array.isArray(data11)){
if(data11.length > 256){
const err34 = {instancePath:instancePath+"/ips",schemaPath:"#/properties/ips/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema13.properties.ips,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(typeof data12 === "string"){
if(func2(data12) > 45){
const err35 = {instancePath:instancePath+"/ips/" + i3,schemaPath:"#/definitions/address/maxLength",keyword:"maxLength",params:{limit: 45},schema:45,parentSchema:schema16,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(!pattern10.test(data12)){
const err36 = {instancePath:instancePath+"/ips/" + i3,schemaPath:"#/definitions/address/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}$"},schema:"^[0-9A-Fa-f.:]{2,45}$",parentSchema:schema16,data:data12};
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
const err37 = {instancePath:instancePath+"/ips/" + i3,schemaPath:"#/definitions/address/type",keyword:"type",params:{type: "string"},schema:schema16.type,parentSchema:schema16,data:data12};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/ips",schemaPath:"#/properties/ips/type",keyword:"type",params:{type: "array"},schema:schema13.properties.ips.type,parentSchema:schema13.properties.ips,data:data11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.rate !== undefined){
let data13 = data.rate;
const _errs36 = errors;
let valid13 = false;
const _errs37 = errors;
if(typeof data13 === "string"){
if(func2(data13) > 32){
const err39 = {instancePath:instancePath+"/rate",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema17,data:data13};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!pattern11.test(data13)){
const err40 = {instancePath:instancePath+"/rate",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema17,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/rate",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema17.type,parentSchema:schema17,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
var _valid1 = _errs37 === errors;
valid13 = valid13 || _valid1;
if(!valid13){
const _errs40 = errors;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(Object.keys(data13).length < 1){
const err42 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/anyOf/1/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema13.properties.rate.anyOf[1],data:data13};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
for(const key1 in data13){
if(!((key1 === "outgoing") || (key1 === "incoming"))){
const err43 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema13.properties.rate.anyOf[1],data:data13};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data13.outgoing !== undefined){
let data14 = data13.outgoing;
if(typeof data14 === "string"){
if(func2(data14) > 32){
const err44 = {instancePath:instancePath+"/rate/outgoing",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema17,data:data14};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!pattern11.test(data14)){
const err45 = {instancePath:instancePath+"/rate/outgoing",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema17,data:data14};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/rate/outgoing",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema17.type,parentSchema:schema17,data:data14};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data13.incoming !== undefined){
let data15 = data13.incoming;
if(typeof data15 === "string"){
if(func2(data15) > 32){
const err47 = {instancePath:instancePath+"/rate/incoming",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema17,data:data15};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(!pattern11.test(data15)){
const err48 = {instancePath:instancePath+"/rate/incoming",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema17,data:data15};
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
const err49 = {instancePath:instancePath+"/rate/incoming",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema17.type,parentSchema:schema17,data:data15};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/anyOf/1/type",keyword:"type",params:{type: "object"},schema:schema13.properties.rate.anyOf[1].type,parentSchema:schema13.properties.rate.anyOf[1],data:data13};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
var _valid1 = _errs40 === errors;
valid13 = valid13 || _valid1;
if(!valid13){
const _errs51 = errors;
if(Array.isArray(data13)){
if(data13.length > 16){
const err51 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/anyOf/2/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema13.properties.rate.anyOf[2],data:data13};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
const len4 = data13.length;
for(let i4=0; i4<len4; i4++){
let data16 = data13[i4];
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key2 in data16){
if(!(((key2 === "class") || (key2 === "outgoing")) || (key2 === "incoming"))){
const err52 = {instancePath:instancePath+"/rate/" + i4,schemaPath:"#/properties/rate/anyOf/2/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema13.properties.rate.anyOf[2].items,data:data16};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data16.class !== undefined){
let data17 = data16.class;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err53 = {instancePath:instancePath+"/rate/" + i4+"/class",schemaPath:"#/properties/rate/anyOf/2/items/properties/class/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.rate.anyOf[2].items.properties.class.type,parentSchema:schema13.properties.rate.anyOf[2].items.properties.class,data:data17};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 15 || isNaN(data17)){
const err54 = {instancePath:instancePath+"/rate/" + i4+"/class",schemaPath:"#/properties/rate/anyOf/2/items/properties/class/maximum",keyword:"maximum",params:{comparison: "<=", limit: 15},schema:15,parentSchema:schema13.properties.rate.anyOf[2].items.properties.class,data:data17};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err55 = {instancePath:instancePath+"/rate/" + i4+"/class",schemaPath:"#/properties/rate/anyOf/2/items/properties/class/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.rate.anyOf[2].items.properties.class,data:data17};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
if(data16.outgoing !== undefined){
let data18 = data16.outgoing;
if(typeof data18 === "string"){
if(func2(data18) > 32){
const err56 = {instancePath:instancePath+"/rate/" + i4+"/outgoing",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema17,data:data18};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(!pattern11.test(data18)){
const err57 = {instancePath:instancePath+"/rate/" + i4+"/outgoing",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema17,data:data18};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/rate/" + i4+"/outgoing",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema17.type,parentSchema:schema17,data:data18};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data16.incoming !== undefined){
let data19 = data16.incoming;
if(typeof data19 === "string"){
if(func2(data19) > 32){
const err59 = {instancePath:instancePath+"/rate/" + i4+"/incoming",schemaPath:"#/definitions/rate/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema17,data:data19};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(!pattern11.test(data19)){
const err60 = {instancePath:instancePath+"/rate/" + i4+"/incoming",schemaPath:"#/definitions/rate/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$"},schema:"^(unlimited|[0-9]{1,11}(\\.[0-9]{1,9})?[KkMmGg]?[Bb][Ii][Tt])$",parentSchema:schema17,data:data19};
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
const err61 = {instancePath:instancePath+"/rate/" + i4+"/incoming",schemaPath:"#/definitions/rate/type",keyword:"type",params:{type: "string"},schema:schema17.type,parentSchema:schema17,data:data19};
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
const err62 = {instancePath:instancePath+"/rate/" + i4,schemaPath:"#/properties/rate/anyOf/2/items/type",keyword:"type",params:{type: "object"},schema:schema13.properties.rate.anyOf[2].items.type,parentSchema:schema13.properties.rate.anyOf[2].items,data:data16};
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
const err63 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/anyOf/2/type",keyword:"type",params:{type: "array"},schema:schema13.properties.rate.anyOf[2].type,parentSchema:schema13.properties.rate.anyOf[2],data:data13};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
var _valid1 = _errs51 === errors;
valid13 = valid13 || _valid1;
}
}
if(!valid13){
const err64 = {instancePath:instancePath+"/rate",schemaPath:"#/properties/rate/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.rate.anyOf,parentSchema:schema13.properties.rate,data:data13};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
else {
errors = _errs36;
if(vErrors !== null){
if(_errs36){
vErrors.length = _errs36;
}
else {
vErrors = null;
}
}
}
}
if(data.netifs !== undefined){
let data20 = data.netifs;
if(Array.isArray(data20)){
if(data20.length > 9){
const err65 = {instancePath:instancePath+"/netifs",schemaPath:"#/properties/netifs/maxItems",keyword:"maxItems",params:{limit: 9},schema:9,parentSchema:schema13.properties.netifs,data:data20};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
const len5 = data20.length;
for(let i5=0; i5<len5; i5++){
let data21 = data20[i5];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.name === undefined){
const err66 = {instancePath:instancePath+"/netifs/" + i5,schemaPath:"#/properties/netifs/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema13.properties.netifs.items.required,parentSchema:schema13.properties.netifs.items,data:data21};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
for(const key3 in data21){
if(!(((((key3 === "name") || (key3 === "mac")) || (key3 === "bridge")) || (key3 === "vlan")) || (key3 === "macFilter"))){
const err67 = {instancePath:instancePath+"/netifs/" + i5,schemaPath:"#/properties/netifs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema13.properties.netifs.items,data:data21};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data21.name !== undefined){
let data22 = data21.name;
if(typeof data22 === "string"){
if(func2(data22) > 15){
const err68 = {instancePath:instancePath+"/netifs/" + i5+"/name",schemaPath:"#/properties/netifs/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema13.properties.netifs.items.properties.name,data:data22};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(!pattern16.test(data22)){
const err69 = {instancePath:instancePath+"/netifs/" + i5+"/name",schemaPath:"#/properties/netifs/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema13.properties.netifs.items.properties.name,data:data22};
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
const err70 = {instancePath:instancePath+"/netifs/" + i5+"/name",schemaPath:"#/properties/netifs/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema13.properties.netifs.items.properties.name.type,parentSchema:schema13.properties.netifs.items.properties.name,data:data22};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data21.mac !== undefined){
let data23 = data21.mac;
if(typeof data23 === "string"){
if(func2(data23) > 17){
const err71 = {instancePath:instancePath+"/netifs/" + i5+"/mac",schemaPath:"#/properties/netifs/items/properties/mac/maxLength",keyword:"maxLength",params:{limit: 17},schema:17,parentSchema:schema13.properties.netifs.items.properties.mac,data:data23};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(!pattern17.test(data23)){
const err72 = {instancePath:instancePath+"/netifs/" + i5+"/mac",schemaPath:"#/properties/netifs/items/properties/mac/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$"},schema:"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$",parentSchema:schema13.properties.netifs.items.properties.mac,data:data23};
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
const err73 = {instancePath:instancePath+"/netifs/" + i5+"/mac",schemaPath:"#/properties/netifs/items/properties/mac/type",keyword:"type",params:{type: "string"},schema:schema13.properties.netifs.items.properties.mac.type,parentSchema:schema13.properties.netifs.items.properties.mac,data:data23};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data21.bridge !== undefined){
let data24 = data21.bridge;
if(typeof data24 === "string"){
if(func2(data24) > 15){
const err74 = {instancePath:instancePath+"/netifs/" + i5+"/bridge",schemaPath:"#/properties/netifs/items/properties/bridge/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema13.properties.netifs.items.properties.bridge,data:data24};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(!pattern16.test(data24)){
const err75 = {instancePath:instancePath+"/netifs/" + i5+"/bridge",schemaPath:"#/properties/netifs/items/properties/bridge/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema13.properties.netifs.items.properties.bridge,data:data24};
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
const err76 = {instancePath:instancePath+"/netifs/" + i5+"/bridge",schemaPath:"#/properties/netifs/items/properties/bridge/type",keyword:"type",params:{type: "string"},schema:schema13.properties.netifs.items.properties.bridge.type,parentSchema:schema13.properties.netifs.items.properties.bridge,data:data24};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data21.vlan !== undefined){
let data25 = data21.vlan;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err77 = {instancePath:instancePath+"/netifs/" + i5+"/vlan",schemaPath:"#/properties/netifs/items/properties/vlan/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.netifs.items.properties.vlan.type,parentSchema:schema13.properties.netifs.items.properties.vlan,data:data25};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 4094 || isNaN(data25)){
const err78 = {instancePath:instancePath+"/netifs/" + i5+"/vlan",schemaPath:"#/properties/netifs/items/properties/vlan/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4094},schema:4094,parentSchema:schema13.properties.netifs.items.properties.vlan,data:data25};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data25 < 1 || isNaN(data25)){
const err79 = {instancePath:instancePath+"/netifs/" + i5+"/vlan",schemaPath:"#/properties/netifs/items/properties/vlan/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.netifs.items.properties.vlan,data:data25};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
if(data21.macFilter !== undefined){
let data26 = data21.macFilter;
const _errs82 = errors;
let valid32 = false;
const _errs83 = errors;
if(typeof data26 !== "boolean"){
const err80 = {instancePath:instancePath+"/netifs/" + i5+"/macFilter",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema22.anyOf[0].type,parentSchema:schema22.anyOf[0],data:data26};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
var _valid2 = _errs83 === errors;
valid32 = valid32 || _valid2;
if(!valid32){
const _errs85 = errors;
if(typeof data26 !== "string"){
const err81 = {instancePath:instancePath+"/netifs/" + i5+"/macFilter",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema22.anyOf[1].type,parentSchema:schema22.anyOf[1],data:data26};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(!((data26 === "on") || (data26 === "off"))){
const err82 = {instancePath:instancePath+"/netifs/" + i5+"/macFilter",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema22.anyOf[1].enum},schema:schema22.anyOf[1].enum,parentSchema:schema22.anyOf[1],data:data26};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
var _valid2 = _errs85 === errors;
valid32 = valid32 || _valid2;
}
if(!valid32){
const err83 = {instancePath:instancePath+"/netifs/" + i5+"/macFilter",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema22.anyOf,parentSchema:schema22,data:data26};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
else {
errors = _errs82;
if(vErrors !== null){
if(_errs82){
vErrors.length = _errs82;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err84 = {instancePath:instancePath+"/netifs/" + i5,schemaPath:"#/properties/netifs/items/type",keyword:"type",params:{type: "object"},schema:schema13.properties.netifs.items.type,parentSchema:schema13.properties.netifs.items,data:data21};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
else {
const err85 = {instancePath:instancePath+"/netifs",schemaPath:"#/properties/netifs/type",keyword:"type",params:{type: "array"},schema:schema13.properties.netifs.type,parentSchema:schema13.properties.netifs,data:data20};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data.netdevs !== undefined){
let data27 = data.netdevs;
if(Array.isArray(data27)){
if(data27.length > 64){
const err86 = {instancePath:instancePath+"/netdevs",schemaPath:"#/properties/netdevs/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.netdevs,data:data27};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
const len6 = data27.length;
for(let i6=0; i6<len6; i6++){
let data28 = data27[i6];
if(typeof data28 === "string"){
if(func2(data28) > 15){
const err87 = {instancePath:instancePath+"/netdevs/" + i6,schemaPath:"#/properties/netdevs/items/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema13.properties.netdevs.items,data:data28};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(!pattern16.test(data28)){
const err88 = {instancePath:instancePath+"/netdevs/" + i6,schemaPath:"#/properties/netdevs/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema13.properties.netdevs.items,data:data28};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/netdevs/" + i6,schemaPath:"#/properties/netdevs/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.netdevs.items.type,parentSchema:schema13.properties.netdevs.items,data:data28};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/netdevs",schemaPath:"#/properties/netdevs/type",keyword:"type",params:{type: "array"},schema:schema13.properties.netdevs.type,parentSchema:schema13.properties.netdevs,data:data27};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data.nameservers !== undefined){
let data29 = data.nameservers;
if(Array.isArray(data29)){
if(data29.length > 16){
const err91 = {instancePath:instancePath+"/nameservers",schemaPath:"#/properties/nameservers/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema13.properties.nameservers,data:data29};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
const len7 = data29.length;
for(let i7=0; i7<len7; i7++){
let data30 = data29[i7];
if(typeof data30 === "string"){
if(func2(data30) > 45){
const err92 = {instancePath:instancePath+"/nameservers/" + i7,schemaPath:"#/definitions/address/maxLength",keyword:"maxLength",params:{limit: 45},schema:45,parentSchema:schema16,data:data30};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(!pattern10.test(data30)){
const err93 = {instancePath:instancePath+"/nameservers/" + i7,schemaPath:"#/definitions/address/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}$"},schema:"^[0-9A-Fa-f.:]{2,45}$",parentSchema:schema16,data:data30};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/nameservers/" + i7,schemaPath:"#/definitions/address/type",keyword:"type",params:{type: "string"},schema:schema16.type,parentSchema:schema16,data:data30};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/nameservers",schemaPath:"#/properties/nameservers/type",keyword:"type",params:{type: "array"},schema:schema13.properties.nameservers.type,parentSchema:schema13.properties.nameservers,data:data29};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data.searchdomains !== undefined){
let data31 = data.searchdomains;
if(Array.isArray(data31)){
if(data31.length > 32){
const err96 = {instancePath:instancePath+"/searchdomains",schemaPath:"#/properties/searchdomains/maxItems",keyword:"maxItems",params:{limit: 32},schema:32,parentSchema:schema13.properties.searchdomains,data:data31};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
const len8 = data31.length;
for(let i8=0; i8<len8; i8++){
let data32 = data31[i8];
if(typeof data32 === "string"){
if(func2(data32) > 253){
const err97 = {instancePath:instancePath+"/searchdomains/" + i8,schemaPath:"#/properties/searchdomains/items/maxLength",keyword:"maxLength",params:{limit: 253},schema:253,parentSchema:schema13.properties.searchdomains.items,data:data32};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(!pattern6.test(data32)){
const err98 = {instancePath:instancePath+"/searchdomains/" + i8,schemaPath:"#/properties/searchdomains/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema13.properties.searchdomains.items,data:data32};
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
const err99 = {instancePath:instancePath+"/searchdomains/" + i8,schemaPath:"#/properties/searchdomains/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.searchdomains.items.type,parentSchema:schema13.properties.searchdomains.items,data:data32};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
else {
const err100 = {instancePath:instancePath+"/searchdomains",schemaPath:"#/properties/searchdomains/type",keyword:"type",params:{type: "array"},schema:schema13.properties.searchdomains.type,parentSchema:schema13.properties.searchdomains,data:data31};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data.vswap !== undefined){
let data33 = data.vswap;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key4 in data33){
if(!((key4 === "ram") || (key4 === "swap"))){
const err101 = {instancePath:instancePath+"/vswap",schemaPath:"#/properties/vswap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema13.properties.vswap,data:data33};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data33.ram !== undefined){
let data34 = data33.ram;
if(typeof data34 === "string"){
if(func2(data34) > 48){
const err102 = {instancePath:instancePath+"/vswap/ram",schemaPath:"#/definitions/sizeOrUnlimited/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema24,data:data34};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(!pattern22.test(data34)){
const err103 = {instancePath:instancePath+"/vswap/ram",schemaPath:"#/definitions/sizeOrUnlimited/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema24,data:data34};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/vswap/ram",schemaPath:"#/definitions/sizeOrUnlimited/type",keyword:"type",params:{type: "string"},schema:schema24.type,parentSchema:schema24,data:data34};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data33.swap !== undefined){
let data35 = data33.swap;
const _errs108 = errors;
let valid43 = false;
const _errs109 = errors;
if(typeof data35 === "string"){
if(func2(data35) > 48){
const err105 = {instancePath:instancePath+"/vswap/swap",schemaPath:"#/definitions/sizeOrUnlimited/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema24,data:data35};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(!pattern22.test(data35)){
const err106 = {instancePath:instancePath+"/vswap/swap",schemaPath:"#/definitions/sizeOrUnlimited/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema24,data:data35};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/vswap/swap",schemaPath:"#/definitions/sizeOrUnlimited/type",keyword:"type",params:{type: "string"},schema:schema24.type,parentSchema:schema24,data:data35};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
var _valid3 = _errs109 === errors;
valid43 = valid43 || _valid3;
if(!valid43){
const _errs112 = errors;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
const err108 = {instancePath:instancePath+"/vswap/swap",schemaPath:"#/properties/vswap/properties/swap/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.vswap.properties.swap.anyOf[1].type,parentSchema:schema13.properties.vswap.properties.swap.anyOf[1],data:data35};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(0 !== data35){
const err109 = {instancePath:instancePath+"/vswap/swap",schemaPath:"#/properties/vswap/properties/swap/anyOf/1/const",keyword:"const",params:{allowedValue: 0},schema:0,parentSchema:schema13.properties.vswap.properties.swap.anyOf[1],data:data35};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
var _valid3 = _errs112 === errors;
valid43 = valid43 || _valid3;
}
if(!valid43){
const err110 = {instancePath:instancePath+"/vswap/swap",schemaPath:"#/properties/vswap/properties/swap/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.vswap.properties.swap.anyOf,parentSchema:schema13.properties.vswap.properties.swap,data:data35};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
else {
errors = _errs108;
if(vErrors !== null){
if(_errs108){
vErrors.length = _errs108;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err111 = {instancePath:instancePath+"/vswap",schemaPath:"#/properties/vswap/type",keyword:"type",params:{type: "object"},schema:schema13.properties.vswap.type,parentSchema:schema13.properties.vswap,data:data33};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data.memguarantee !== undefined){
let data36 = data.memguarantee;
const _errs115 = errors;
let valid45 = false;
const _errs116 = errors;
if(typeof data36 === "string"){
if(func2(data36) > 48){
const err112 = {instancePath:instancePath+"/memguarantee",schemaPath:"#/properties/memguarantee/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema13.properties.memguarantee.anyOf[0],data:data36};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(!pattern24.test(data36)){
const err113 = {instancePath:instancePath+"/memguarantee",schemaPath:"#/properties/memguarantee/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(auto|[0-9]{1,3}%|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema13.properties.memguarantee.anyOf[0],data:data36};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
else {
const err114 = {instancePath:instancePath+"/memguarantee",schemaPath:"#/properties/memguarantee/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema13.properties.memguarantee.anyOf[0].type,parentSchema:schema13.properties.memguarantee.anyOf[0],data:data36};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
var _valid4 = _errs116 === errors;
valid45 = valid45 || _valid4;
if(!valid45){
const _errs118 = errors;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err115 = {instancePath:instancePath+"/memguarantee",schemaPath:"#/properties/memguarantee/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.memguarantee.anyOf[1].type,parentSchema:schema13.properties.memguarantee.anyOf[1],data:data36};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(0 !== data36){
const err116 = {instancePath:instancePath+"/memguarantee",schemaPath:"#/properties/memguarantee/anyOf/1/const",keyword:"const",params:{allowedValue: 0},schema:0,parentSchema:schema13.properties.memguarantee.anyOf[1],data:data36};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
var _valid4 = _errs118 === errors;
valid45 = valid45 || _valid4;
}
if(!valid45){
const err117 = {instancePath:instancePath+"/memguarantee",schemaPath:"#/properties/memguarantee/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.memguarantee.anyOf,parentSchema:schema13.properties.memguarantee,data:data36};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
else {
errors = _errs115;
if(vErrors !== null){
if(_errs115){
vErrors.length = _errs115;
}
else {
vErrors = null;
}
}
}
}
if(data.cpumask !== undefined){
let data37 = data.cpumask;
const _errs121 = errors;
let valid46 = false;
const _errs122 = errors;
if(typeof data37 === "string"){
if(func2(data37) > 1024){
const err118 = {instancePath:instancePath+"/cpumask",schemaPath:"#/properties/cpumask/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema13.properties.cpumask.anyOf[0],data:data37};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(!pattern25.test(data37)){
const err119 = {instancePath:instancePath+"/cpumask",schemaPath:"#/properties/cpumask/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},schema:"^(all|auto|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$",parentSchema:schema13.properties.cpumask.anyOf[0],data:data37};
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
const err120 = {instancePath:instancePath+"/cpumask",schemaPath:"#/properties/cpumask/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema13.properties.cpumask.anyOf[0].type,parentSchema:schema13.properties.cpumask.anyOf[0],data:data37};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
var _valid5 = _errs122 === errors;
valid46 = valid46 || _valid5;
if(!valid46){
const _errs124 = errors;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err121 = {instancePath:instancePath+"/cpumask",schemaPath:"#/properties/cpumask/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.cpumask.anyOf[1].type,parentSchema:schema13.properties.cpumask.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 4095 || isNaN(data37)){
const err122 = {instancePath:instancePath+"/cpumask",schemaPath:"#/properties/cpumask/anyOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095},schema:4095,parentSchema:schema13.properties.cpumask.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(data37 < 0 || isNaN(data37)){
const err123 = {instancePath:instancePath+"/cpumask",schemaPath:"#/properties/cpumask/anyOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.cpumask.anyOf[1],data:data37};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
var _valid5 = _errs124 === errors;
valid46 = valid46 || _valid5;
}
if(!valid46){
const err124 = {instancePath:instancePath+"/cpumask",schemaPath:"#/properties/cpumask/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.cpumask.anyOf,parentSchema:schema13.properties.cpumask,data:data37};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
else {
errors = _errs121;
if(vErrors !== null){
if(_errs121){
vErrors.length = _errs121;
}
else {
vErrors = null;
}
}
}
}
if(data.nodemask !== undefined){
let data38 = data.nodemask;
const _errs127 = errors;
let valid47 = false;
const _errs128 = errors;
if(typeof data38 === "string"){
if(func2(data38) > 1024){
const err125 = {instancePath:instancePath+"/nodemask",schemaPath:"#/properties/nodemask/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema13.properties.nodemask.anyOf[0],data:data38};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(!pattern26.test(data38)){
const err126 = {instancePath:instancePath+"/nodemask",schemaPath:"#/properties/nodemask/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$"},schema:"^(all|[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*)$",parentSchema:schema13.properties.nodemask.anyOf[0],data:data38};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
else {
const err127 = {instancePath:instancePath+"/nodemask",schemaPath:"#/properties/nodemask/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema13.properties.nodemask.anyOf[0].type,parentSchema:schema13.properties.nodemask.anyOf[0],data:data38};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
var _valid6 = _errs128 === errors;
valid47 = valid47 || _valid6;
if(!valid47){
const _errs130 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err128 = {instancePath:instancePath+"/nodemask",schemaPath:"#/properties/nodemask/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.nodemask.anyOf[1].type,parentSchema:schema13.properties.nodemask.anyOf[1],data:data38};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 1023 || isNaN(data38)){
const err129 = {instancePath:instancePath+"/nodemask",schemaPath:"#/properties/nodemask/anyOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1023},schema:1023,parentSchema:schema13.properties.nodemask.anyOf[1],data:data38};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data38 < 0 || isNaN(data38)){
const err130 = {instancePath:instancePath+"/nodemask",schemaPath:"#/properties/nodemask/anyOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.nodemask.anyOf[1],data:data38};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
var _valid6 = _errs130 === errors;
valid47 = valid47 || _valid6;
}
if(!valid47){
const err131 = {instancePath:instancePath+"/nodemask",schemaPath:"#/properties/nodemask/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.nodemask.anyOf,parentSchema:schema13.properties.nodemask,data:data38};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
else {
errors = _errs127;
if(vErrors !== null){
if(_errs127){
vErrors.length = _errs127;
}
else {
vErrors = null;
}
}
}
}
if(data.cpuunits !== undefined){
let data39 = data.cpuunits;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err132 = {instancePath:instancePath+"/cpuunits",schemaPath:"#/properties/cpuunits/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.cpuunits.type,parentSchema:schema13.properties.cpuunits,data:data39};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 500000 || isNaN(data39)){
const err133 = {instancePath:instancePath+"/cpuunits",schemaPath:"#/properties/cpuunits/maximum",keyword:"maximum",params:{comparison: "<=", limit: 500000},schema:500000,parentSchema:schema13.properties.cpuunits,data:data39};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(data39 < 8 || isNaN(data39)){
const err134 = {instancePath:instancePath+"/cpuunits",schemaPath:"#/properties/cpuunits/minimum",keyword:"minimum",params:{comparison: ">=", limit: 8},schema:8,parentSchema:schema13.properties.cpuunits,data:data39};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
if(data.iolimit !== undefined){
let data40 = data.iolimit;
const _errs135 = errors;
let valid48 = false;
const _errs136 = errors;
if(typeof data40 === "string"){
if(func2(data40) > 48){
const err135 = {instancePath:instancePath+"/iolimit",schemaPath:"#/definitions/sizeOrUnlimited/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema24,data:data40};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if(!pattern22.test(data40)){
const err136 = {instancePath:instancePath+"/iolimit",schemaPath:"#/definitions/sizeOrUnlimited/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema24,data:data40};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
else {
const err137 = {instancePath:instancePath+"/iolimit",schemaPath:"#/definitions/sizeOrUnlimited/type",keyword:"type",params:{type: "string"},schema:schema24.type,parentSchema:schema24,data:data40};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
var _valid7 = _errs136 === errors;
valid48 = valid48 || _valid7;
if(!valid48){
const _errs139 = errors;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err138 = {instancePath:instancePath+"/iolimit",schemaPath:"#/properties/iolimit/anyOf/1/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.iolimit.anyOf[1].type,parentSchema:schema13.properties.iolimit.anyOf[1],data:data40};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
if(0 !== data40){
const err139 = {instancePath:instancePath+"/iolimit",schemaPath:"#/properties/iolimit/anyOf/1/const",keyword:"const",params:{allowedValue: 0},schema:0,parentSchema:schema13.properties.iolimit.anyOf[1],data:data40};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
var _valid7 = _errs139 === errors;
valid48 = valid48 || _valid7;
}
if(!valid48){
const err140 = {instancePath:instancePath+"/iolimit",schemaPath:"#/properties/iolimit/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.iolimit.anyOf,parentSchema:schema13.properties.iolimit,data:data40};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
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
if(data.iopslimit !== undefined){
let data41 = data.iopslimit;
const _errs142 = errors;
let valid50 = false;
const _errs143 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err141 = {instancePath:instancePath+"/iopslimit",schemaPath:"#/properties/iopslimit/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.iopslimit.anyOf[0].type,parentSchema:schema13.properties.iopslimit.anyOf[0],data:data41};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 4294967295 || isNaN(data41)){
const err142 = {instancePath:instancePath+"/iopslimit",schemaPath:"#/properties/iopslimit/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},schema:4294967295,parentSchema:schema13.properties.iopslimit.anyOf[0],data:data41};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(data41 < 0 || isNaN(data41)){
const err143 = {instancePath:instancePath+"/iopslimit",schemaPath:"#/properties/iopslimit/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.iopslimit.anyOf[0],data:data41};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
var _valid8 = _errs143 === errors;
valid50 = valid50 || _valid8;
if(!valid50){
const _errs145 = errors;
if(typeof data41 !== "string"){
const err144 = {instancePath:instancePath+"/iopslimit",schemaPath:"#/properties/iopslimit/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.iopslimit.anyOf[1].type,parentSchema:schema13.properties.iopslimit.anyOf[1],data:data41};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if("unlimited" !== data41){
const err145 = {instancePath:instancePath+"/iopslimit",schemaPath:"#/properties/iopslimit/anyOf/1/const",keyword:"const",params:{allowedValue: "unlimited"},schema:"unlimited",parentSchema:schema13.properties.iopslimit.anyOf[1],data:data41};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
var _valid8 = _errs145 === errors;
valid50 = valid50 || _valid8;
}
if(!valid50){
const err146 = {instancePath:instancePath+"/iopslimit",schemaPath:"#/properties/iopslimit/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.iopslimit.anyOf,parentSchema:schema13.properties.iopslimit,data:data41};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
else {
errors = _errs142;
if(vErrors !== null){
if(_errs142){
vErrors.length = _errs142;
}
else {
vErrors = null;
}
}
}
}
if(data.ioprio !== undefined){
let data42 = data.ioprio;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err147 = {instancePath:instancePath+"/ioprio",schemaPath:"#/properties/ioprio/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.ioprio.type,parentSchema:schema13.properties.ioprio,data:data42};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 7 || isNaN(data42)){
const err148 = {instancePath:instancePath+"/ioprio",schemaPath:"#/properties/ioprio/maximum",keyword:"maximum",params:{comparison: "<=", limit: 7},schema:7,parentSchema:schema13.properties.ioprio,data:data42};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data42 < 0 || isNaN(data42)){
const err149 = {instancePath:instancePath+"/ioprio",schemaPath:"#/properties/ioprio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.ioprio,data:data42};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
}
if(data.cpus !== undefined){
let data43 = data.cpus;
const _errs150 = errors;
let valid51 = false;
const _errs151 = errors;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
const err150 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.cpus.anyOf[0].type,parentSchema:schema13.properties.cpus.anyOf[0],data:data43};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 4096 || isNaN(data43)){
const err151 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},schema:4096,parentSchema:schema13.properties.cpus.anyOf[0],data:data43};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data43 < 1 || isNaN(data43)){
const err152 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.cpus.anyOf[0],data:data43};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
var _valid9 = _errs151 === errors;
valid51 = valid51 || _valid9;
if(!valid51){
const _errs153 = errors;
if(typeof data43 !== "string"){
const err153 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.cpus.anyOf[1].type,parentSchema:schema13.properties.cpus.anyOf[1],data:data43};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if("unlimited" !== data43){
const err154 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/anyOf/1/const",keyword:"const",params:{allowedValue: "unlimited"},schema:"unlimited",parentSchema:schema13.properties.cpus.anyOf[1],data:data43};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
var _valid9 = _errs153 === errors;
valid51 = valid51 || _valid9;
}
if(!valid51){
const err155 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.cpus.anyOf,parentSchema:schema13.properties.cpus,data:data43};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
else {
errors = _errs150;
if(vErrors !== null){
if(_errs150){
vErrors.length = _errs150;
}
else {
vErrors = null;
}
}
}
}
if(data.cpulimit !== undefined){
let data44 = data.cpulimit;
const _errs156 = errors;
let valid52 = false;
const _errs157 = errors;
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 > 409600 || isNaN(data44)){
const err156 = {instancePath:instancePath+"/cpulimit",schemaPath:"#/properties/cpulimit/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 409600},schema:409600,parentSchema:schema13.properties.cpulimit.anyOf[0],data:data44};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(data44 < 0 || isNaN(data44)){
const err157 = {instancePath:instancePath+"/cpulimit",schemaPath:"#/properties/cpulimit/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.cpulimit.anyOf[0],data:data44};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
else {
const err158 = {instancePath:instancePath+"/cpulimit",schemaPath:"#/properties/cpulimit/anyOf/0/type",keyword:"type",params:{type: "number"},schema:schema13.properties.cpulimit.anyOf[0].type,parentSchema:schema13.properties.cpulimit.anyOf[0],data:data44};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
var _valid10 = _errs157 === errors;
valid52 = valid52 || _valid10;
if(!valid52){
const _errs159 = errors;
if(typeof data44 === "string"){
if(func2(data44) > 16){
const err159 = {instancePath:instancePath+"/cpulimit",schemaPath:"#/properties/cpulimit/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema13.properties.cpulimit.anyOf[1],data:data44};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(!pattern28.test(data44)){
const err160 = {instancePath:instancePath+"/cpulimit",schemaPath:"#/properties/cpulimit/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$"},schema:"^(unlimited|[0-9]{1,6}(\\.[0-9]{1,3})?%?)$",parentSchema:schema13.properties.cpulimit.anyOf[1],data:data44};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
else {
const err161 = {instancePath:instancePath+"/cpulimit",schemaPath:"#/properties/cpulimit/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.cpulimit.anyOf[1].type,parentSchema:schema13.properties.cpulimit.anyOf[1],data:data44};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
var _valid10 = _errs159 === errors;
valid52 = valid52 || _valid10;
}
if(!valid52){
const err162 = {instancePath:instancePath+"/cpulimit",schemaPath:"#/properties/cpulimit/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.cpulimit.anyOf,parentSchema:schema13.properties.cpulimit,data:data44};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
else {
errors = _errs156;
if(vErrors !== null){
if(_errs156){
vErrors.length = _errs156;
}
else {
vErrors = null;
}
}
}
}
if(data.features !== undefined){
let data45 = data.features;
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
for(const key5 in data45){
if(!((((key5 === "nesting") || (key5 === "fuse")) || (key5 === "tun")) || (key5 === "ppp"))){
const err163 = {instancePath:instancePath+"/features",schemaPath:"#/properties/features/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema13.properties.features,data:data45};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data45.nesting !== undefined){
let data46 = data45.nesting;
const _errs167 = errors;
let valid56 = false;
const _errs168 = errors;
if(typeof data46 !== "boolean"){
const err164 = {instancePath:instancePath+"/features/nesting",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema22.anyOf[0].type,parentSchema:schema22.anyOf[0],data:data46};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
var _valid11 = _errs168 === errors;
valid56 = valid56 || _valid11;
if(!valid56){
const _errs170 = errors;
if(typeof data46 !== "string"){
const err165 = {instancePath:instancePath+"/features/nesting",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema22.anyOf[1].type,parentSchema:schema22.anyOf[1],data:data46};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(!((data46 === "on") || (data46 === "off"))){
const err166 = {instancePath:instancePath+"/features/nesting",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema22.anyOf[1].enum},schema:schema22.anyOf[1].enum,parentSchema:schema22.anyOf[1],data:data46};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
var _valid11 = _errs170 === errors;
valid56 = valid56 || _valid11;
}
if(!valid56){
const err167 = {instancePath:instancePath+"/features/nesting",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema22.anyOf,parentSchema:schema22,data:data46};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
else {
errors = _errs167;
if(vErrors !== null){
if(_errs167){
vErrors.length = _errs167;
}
else {
vErrors = null;
}
}
}
}
if(data45.fuse !== undefined){
let data47 = data45.fuse;
const _errs175 = errors;
let valid59 = false;
const _errs176 = errors;
if(typeof data47 !== "boolean"){
const err168 = {instancePath:instancePath+"/features/fuse",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema22.anyOf[0].type,parentSchema:schema22.anyOf[0],data:data47};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
var _valid12 = _errs176 === errors;
valid59 = valid59 || _valid12;
if(!valid59){
const _errs178 = errors;
if(typeof data47 !== "string"){
const err169 = {instancePath:instancePath+"/features/fuse",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema22.anyOf[1].type,parentSchema:schema22.anyOf[1],data:data47};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
if(!((data47 === "on") || (data47 === "off"))){
const err170 = {instancePath:instancePath+"/features/fuse",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema22.anyOf[1].enum},schema:schema22.anyOf[1].enum,parentSchema:schema22.anyOf[1],data:data47};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
var _valid12 = _errs178 === errors;
valid59 = valid59 || _valid12;
}
if(!valid59){
const err171 = {instancePath:instancePath+"/features/fuse",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema22.anyOf,parentSchema:schema22,data:data47};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
else {
errors = _errs175;
if(vErrors !== null){
if(_errs175){
vErrors.length = _errs175;
}
else {
vErrors = null;
}
}
}
}
if(data45.tun !== undefined){
let data48 = data45.tun;
const _errs183 = errors;
let valid62 = false;
const _errs184 = errors;
if(typeof data48 !== "boolean"){
const err172 = {instancePath:instancePath+"/features/tun",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema22.anyOf[0].type,parentSchema:schema22.anyOf[0],data:data48};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
var _valid13 = _errs184 === errors;
valid62 = valid62 || _valid13;
if(!valid62){
const _errs186 = errors;
if(typeof data48 !== "string"){
const err173 = {instancePath:instancePath+"/features/tun",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema22.anyOf[1].type,parentSchema:schema22.anyOf[1],data:data48};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if(!((data48 === "on") || (data48 === "off"))){
const err174 = {instancePath:instancePath+"/features/tun",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema22.anyOf[1].enum},schema:schema22.anyOf[1].enum,parentSchema:schema22.anyOf[1],data:data48};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
var _valid13 = _errs186 === errors;
valid62 = valid62 || _valid13;
}
if(!valid62){
const err175 = {instancePath:instancePath+"/features/tun",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema22.anyOf,parentSchema:schema22,data:data48};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
else {
errors = _errs183;
if(vErrors !== null){
if(_errs183){
vErrors.length = _errs183;
}
else {
vErrors = null;
}
}
}
}
if(data45.ppp !== undefined){
let data49 = data45.ppp;
const _errs191 = errors;
let valid65 = false;
const _errs192 = errors;
if(typeof data49 !== "boolean"){
const err176 = {instancePath:instancePath+"/features/ppp",schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema22.anyOf[0].type,parentSchema:schema22.anyOf[0],data:data49};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
var _valid14 = _errs192 === errors;
valid65 = valid65 || _valid14;
if(!valid65){
const _errs194 = errors;
if(typeof data49 !== "string"){
const err177 = {instancePath:instancePath+"/features/ppp",schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema22.anyOf[1].type,parentSchema:schema22.anyOf[1],data:data49};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if(!((data49 === "on") || (data49 === "off"))){
const err178 = {instancePath:instancePath+"/features/ppp",schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema22.anyOf[1].enum},schema:schema22.anyOf[1].enum,parentSchema:schema22.anyOf[1],data:data49};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
var _valid14 = _errs194 === errors;
valid65 = valid65 || _valid14;
}
if(!valid65){
const err179 = {instancePath:instancePath+"/features/ppp",schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema22.anyOf,parentSchema:schema22,data:data49};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
else {
errors = _errs191;
if(vErrors !== null){
if(_errs191){
vErrors.length = _errs191;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err180 = {instancePath:instancePath+"/features",schemaPath:"#/properties/features/type",keyword:"type",params:{type: "object"},schema:schema13.properties.features.type,parentSchema:schema13.properties.features,data:data45};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data.capabilities !== undefined){
let data50 = data.capabilities;
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(Object.keys(data50).length > 41){
const err181 = {instancePath:instancePath+"/capabilities",schemaPath:"#/properties/capabilities/maxProperties",keyword:"maxProperties",params:{limit: 41},schema:41,parentSchema:schema13.properties.capabilities,data:data50};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
for(const key6 in data50){
let data51 = data50[key6];
const _errs201 = errors;
let valid68 = false;
const _errs202 = errors;
if(typeof data51 !== "boolean"){
const err182 = {instancePath:instancePath+"/capabilities/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf/0/type",keyword:"type",params:{type: "boolean"},schema:schema22.anyOf[0].type,parentSchema:schema22.anyOf[0],data:data51};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
var _valid15 = _errs202 === errors;
valid68 = valid68 || _valid15;
if(!valid68){
const _errs204 = errors;
if(typeof data51 !== "string"){
const err183 = {instancePath:instancePath+"/capabilities/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema22.anyOf[1].type,parentSchema:schema22.anyOf[1],data:data51};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(!((data51 === "on") || (data51 === "off"))){
const err184 = {instancePath:instancePath+"/capabilities/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema22.anyOf[1].enum},schema:schema22.anyOf[1].enum,parentSchema:schema22.anyOf[1],data:data51};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
var _valid15 = _errs204 === errors;
valid68 = valid68 || _valid15;
}
if(!valid68){
const err185 = {instancePath:instancePath+"/capabilities/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/onOff/anyOf",keyword:"anyOf",params:{},schema:schema22.anyOf,parentSchema:schema22,data:data51};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
else {
errors = _errs201;
if(vErrors !== null){
if(_errs201){
vErrors.length = _errs201;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err186 = {instancePath:instancePath+"/capabilities",schemaPath:"#/properties/capabilities/type",keyword:"type",params:{type: "object"},schema:schema13.properties.capabilities.type,parentSchema:schema13.properties.capabilities,data:data50};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data.netfilter !== undefined){
let data52 = data.netfilter;
if(typeof data52 !== "string"){
const err187 = {instancePath:instancePath+"/netfilter",schemaPath:"#/properties/netfilter/type",keyword:"type",params:{type: "string"},schema:schema13.properties.netfilter.type,parentSchema:schema13.properties.netfilter,data:data52};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if(!((((data52 === "disabled") || (data52 === "stateless")) || (data52 === "stateful")) || (data52 === "full"))){
const err188 = {instancePath:instancePath+"/netfilter",schemaPath:"#/properties/netfilter/enum",keyword:"enum",params:{allowedValues: schema13.properties.netfilter.enum},schema:schema13.properties.netfilter.enum,parentSchema:schema13.properties.netfilter,data:data52};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data.pci !== undefined){
let data53 = data.pci;
if(Array.isArray(data53)){
if(data53.length > 32){
const err189 = {instancePath:instancePath+"/pci",schemaPath:"#/properties/pci/maxItems",keyword:"maxItems",params:{limit: 32},schema:32,parentSchema:schema13.properties.pci,data:data53};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
const len9 = data53.length;
for(let i9=0; i9<len9; i9++){
let data54 = data53[i9];
if(typeof data54 === "string"){
if(func2(data54) > 16){
const err190 = {instancePath:instancePath+"/pci/" + i9,schemaPath:"#/properties/pci/items/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema13.properties.pci.items,data:data54};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
else {
const err191 = {instancePath:instancePath+"/pci/" + i9,schemaPath:"#/properties/pci/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.pci.items.type,parentSchema:schema13.properties.pci.items,data:data54};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
}
else {
const err192 = {instancePath:instancePath+"/pci",schemaPath:"#/properties/pci/type",keyword:"type",params:{type: "array"},schema:schema13.properties.pci.type,parentSchema:schema13.properties.pci,data:data53};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
if(data.devices !== undefined){
let data55 = data.devices;
if(Array.isArray(data55)){
if(data55.length > 64){
const err193 = {instancePath:instancePath+"/devices",schemaPath:"#/properties/devices/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.devices,data:data55};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
const len10 = data55.length;
for(let i10=0; i10<len10; i10++){
let data56 = data55[i10];
const _errs215 = errors;
let valid73 = false;
const _errs216 = errors;
if(typeof data56 === "string"){
if(func2(data56) > 256){
const err194 = {instancePath:instancePath+"/devices/" + i10,schemaPath:"#/properties/devices/items/anyOf/0/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema13.properties.devices.items.anyOf[0],data:data56};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
if(func2(data56) < 1){
const err195 = {instancePath:instancePath+"/devices/" + i10,schemaPath:"#/properties/devices/items/anyOf/0/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema13.properties.devices.items.anyOf[0],data:data56};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
else {
const err196 = {instancePath:instancePath+"/devices/" + i10,schemaPath:"#/properties/devices/items/anyOf/0/type",keyword:"type",params:{type: "string"},schema:schema13.properties.devices.items.anyOf[0].type,parentSchema:schema13.properties.devices.items.anyOf[0],data:data56};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
var _valid16 = _errs216 === errors;
valid73 = valid73 || _valid16;
if(!valid73){
const _errs218 = errors;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(data56.path === undefined){
const err197 = {instancePath:instancePath+"/devices/" + i10,schemaPath:"#/properties/devices/items/anyOf/1/required",keyword:"required",params:{missingProperty: "path"},schema:schema13.properties.devices.items.anyOf[1].required,parentSchema:schema13.properties.devices.items.anyOf[1],data:data56};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
for(const key7 in data56){
if(!(((key7 === "path") || (key7 === "access")) || (key7 === "name"))){
const err198 = {instancePath:instancePath+"/devices/" + i10,schemaPath:"#/properties/devices/items/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema13.properties.devices.items.anyOf[1],data:data56};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data56.path !== undefined){
let data57 = data56.path;
if(typeof data57 === "string"){
if(func2(data57) > 256){
const err199 = {instancePath:instancePath+"/devices/" + i10+"/path",schemaPath:"#/properties/devices/items/anyOf/1/properties/path/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema13.properties.devices.items.anyOf[1].properties.path,data:data57};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
else {
const err200 = {instancePath:instancePath+"/devices/" + i10+"/path",schemaPath:"#/properties/devices/items/anyOf/1/properties/path/type",keyword:"type",params:{type: "string"},schema:schema13.properties.devices.items.anyOf[1].properties.path.type,parentSchema:schema13.properties.devices.items.anyOf[1].properties.path,data:data57};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data56.access !== undefined){
let data58 = data56.access;
if(typeof data58 !== "string"){
const err201 = {instancePath:instancePath+"/devices/" + i10+"/access",schemaPath:"#/properties/devices/items/anyOf/1/properties/access/type",keyword:"type",params:{type: "string"},schema:schema13.properties.devices.items.anyOf[1].properties.access.type,parentSchema:schema13.properties.devices.items.anyOf[1].properties.access,data:data58};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
if(!(((data58 === "r") || (data58 === "w")) || (data58 === "rw"))){
const err202 = {instancePath:instancePath+"/devices/" + i10+"/access",schemaPath:"#/properties/devices/items/anyOf/1/properties/access/enum",keyword:"enum",params:{allowedValues: schema13.properties.devices.items.anyOf[1].properties.access.enum},schema:schema13.properties.devices.items.anyOf[1].properties.access.enum,parentSchema:schema13.properties.devices.items.anyOf[1].properties.access,data:data58};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
if(data56.name !== undefined){
let data59 = data56.name;
if(typeof data59 === "string"){
if(func2(data59) > 128){
const err203 = {instancePath:instancePath+"/devices/" + i10+"/name",schemaPath:"#/properties/devices/items/anyOf/1/properties/name/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema13.properties.devices.items.anyOf[1].properties.name,data:data59};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
else {
const err204 = {instancePath:instancePath+"/devices/" + i10+"/name",schemaPath:"#/properties/devices/items/anyOf/1/properties/name/type",keyword:"type",params:{type: "string"},schema:schema13.properties.devices.items.anyOf[1].properties.name.type,parentSchema:schema13.properties.devices.items.anyOf[1].properties.name,data:data59};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
}
else {
const err205 = {instancePath:instancePath+"/devices/" + i10,schemaPath:"#/properties/devices/items/anyOf/1/type",keyword:"type",params:{type: "object"},schema:schema13.properties.devices.items.anyOf[1].type,parentSchema:schema13.properties.devices.items.anyOf[1],data:data56};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
var _valid16 = _errs218 === errors;
valid73 = valid73 || _valid16;
}
if(!valid73){
const err206 = {instancePath:instancePath+"/devices/" + i10,schemaPath:"#/properties/devices/items/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.devices.items.anyOf,parentSchema:schema13.properties.devices.items,data:data56};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
else {
errors = _errs215;
if(vErrors !== null){
if(_errs215){
vErrors.length = _errs215;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err207 = {instancePath:instancePath+"/devices",schemaPath:"#/properties/devices/type",keyword:"type",params:{type: "array"},schema:schema13.properties.devices.type,parentSchema:schema13.properties.devices,data:data55};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data.oomAdjust !== undefined){
let data60 = data.oomAdjust;
const _errs228 = errors;
let valid75 = false;
const _errs229 = errors;
if(!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))){
const err208 = {instancePath:instancePath+"/oomAdjust",schemaPath:"#/properties/oomAdjust/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.oomAdjust.anyOf[0].type,parentSchema:schema13.properties.oomAdjust.anyOf[0],data:data60};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 > 1000 || isNaN(data60)){
const err209 = {instancePath:instancePath+"/oomAdjust",schemaPath:"#/properties/oomAdjust/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema13.properties.oomAdjust.anyOf[0],data:data60};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if(data60 < -1000 || isNaN(data60)){
const err210 = {instancePath:instancePath+"/oomAdjust",schemaPath:"#/properties/oomAdjust/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000},schema:-1000,parentSchema:schema13.properties.oomAdjust.anyOf[0],data:data60};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
var _valid17 = _errs229 === errors;
valid75 = valid75 || _valid17;
if(!valid75){
const _errs231 = errors;
if(Array.isArray(data60)){
if(data60.length > 64){
const err211 = {instancePath:instancePath+"/oomAdjust",schemaPath:"#/properties/oomAdjust/anyOf/1/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.oomAdjust.anyOf[1],data:data60};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
const len11 = data60.length;
for(let i11=0; i11<len11; i11++){
let data61 = data60[i11];
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
if(data61.command === undefined){
const err212 = {instancePath:instancePath+"/oomAdjust/" + i11,schemaPath:"#/properties/oomAdjust/anyOf/1/items/required",keyword:"required",params:{missingProperty: "command"},schema:schema13.properties.oomAdjust.anyOf[1].items.required,parentSchema:schema13.properties.oomAdjust.anyOf[1].items,data:data61};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(data61.adjust === undefined){
const err213 = {instancePath:instancePath+"/oomAdjust/" + i11,schemaPath:"#/properties/oomAdjust/anyOf/1/items/required",keyword:"required",params:{missingProperty: "adjust"},schema:schema13.properties.oomAdjust.anyOf[1].items.required,parentSchema:schema13.properties.oomAdjust.anyOf[1].items,data:data61};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
for(const key8 in data61){
if(!((((key8 === "command") || (key8 === "parent")) || (key8 === "uid")) || (key8 === "adjust"))){
const err214 = {instancePath:instancePath+"/oomAdjust/" + i11,schemaPath:"#/properties/oomAdjust/anyOf/1/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema13.properties.oomAdjust.anyOf[1].items,data:data61};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data61.command !== undefined){
let data62 = data61.command;
if(typeof data62 === "string"){
if(func2(data62) > 64){
const err215 = {instancePath:instancePath+"/oomAdjust/" + i11+"/command",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/command/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.command,data:data62};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
if(func2(data62) < 1){
const err216 = {instancePath:instancePath+"/oomAdjust/" + i11+"/command",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/command/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.command,data:data62};
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
const err217 = {instancePath:instancePath+"/oomAdjust/" + i11+"/command",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/command/type",keyword:"type",params:{type: "string"},schema:schema13.properties.oomAdjust.anyOf[1].items.properties.command.type,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.command,data:data62};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data61.parent !== undefined){
let data63 = data61.parent;
if(typeof data63 === "string"){
if(func2(data63) > 64){
const err218 = {instancePath:instancePath+"/oomAdjust/" + i11+"/parent",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/parent/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.parent,data:data63};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
if(func2(data63) < 1){
const err219 = {instancePath:instancePath+"/oomAdjust/" + i11+"/parent",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/parent/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.parent,data:data63};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
else {
const err220 = {instancePath:instancePath+"/oomAdjust/" + i11+"/parent",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/parent/type",keyword:"type",params:{type: "string"},schema:schema13.properties.oomAdjust.anyOf[1].items.properties.parent.type,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.parent,data:data63};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data61.uid !== undefined){
let data64 = data61.uid;
const _errs241 = errors;
let valid79 = false;
const _errs242 = errors;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
const err221 = {instancePath:instancePath+"/oomAdjust/" + i11+"/uid",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0].type,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0],data:data64};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 65535 || isNaN(data64)){
const err222 = {instancePath:instancePath+"/oomAdjust/" + i11+"/uid",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},schema:65535,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0],data:data64};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(data64 < 0 || isNaN(data64)){
const err223 = {instancePath:instancePath+"/oomAdjust/" + i11+"/uid",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[0],data:data64};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
var _valid18 = _errs242 === errors;
valid79 = valid79 || _valid18;
if(!valid79){
const _errs244 = errors;
if(typeof data64 === "string"){
if(func2(data64) > 6){
const err224 = {instancePath:instancePath+"/oomAdjust/" + i11+"/uid",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 6},schema:6,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1],data:data64};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if(!pattern29.test(data64)){
const err225 = {instancePath:instancePath+"/oomAdjust/" + i11+"/uid",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^<[1-9][0-9]{0,4}$"},schema:"^<[1-9][0-9]{0,4}$",parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1],data:data64};
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
const err226 = {instancePath:instancePath+"/oomAdjust/" + i11+"/uid",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1].type,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf[1],data:data64};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
var _valid18 = _errs244 === errors;
valid79 = valid79 || _valid18;
}
if(!valid79){
const err227 = {instancePath:instancePath+"/oomAdjust/" + i11+"/uid",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/uid/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid.anyOf,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.uid,data:data64};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
else {
errors = _errs241;
if(vErrors !== null){
if(_errs241){
vErrors.length = _errs241;
}
else {
vErrors = null;
}
}
}
}
if(data61.adjust !== undefined){
let data65 = data61.adjust;
if(!(((typeof data65 == "number") && (!(data65 % 1) && !isNaN(data65))) && (isFinite(data65)))){
const err228 = {instancePath:instancePath+"/oomAdjust/" + i11+"/adjust",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/adjust/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.oomAdjust.anyOf[1].items.properties.adjust.type,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.adjust,data:data65};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 > 1000 || isNaN(data65)){
const err229 = {instancePath:instancePath+"/oomAdjust/" + i11+"/adjust",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/adjust/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.adjust,data:data65};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
if(data65 < -1000 || isNaN(data65)){
const err230 = {instancePath:instancePath+"/oomAdjust/" + i11+"/adjust",schemaPath:"#/properties/oomAdjust/anyOf/1/items/properties/adjust/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000},schema:-1000,parentSchema:schema13.properties.oomAdjust.anyOf[1].items.properties.adjust,data:data65};
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
}
else {
const err231 = {instancePath:instancePath+"/oomAdjust/" + i11,schemaPath:"#/properties/oomAdjust/anyOf/1/items/type",keyword:"type",params:{type: "object"},schema:schema13.properties.oomAdjust.anyOf[1].items.type,parentSchema:schema13.properties.oomAdjust.anyOf[1].items,data:data61};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
}
else {
const err232 = {instancePath:instancePath+"/oomAdjust",schemaPath:"#/properties/oomAdjust/anyOf/1/type",keyword:"type",params:{type: "array"},schema:schema13.properties.oomAdjust.anyOf[1].type,parentSchema:schema13.properties.oomAdjust.anyOf[1],data:data60};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
var _valid17 = _errs231 === errors;
valid75 = valid75 || _valid17;
}
if(!valid75){
const err233 = {instancePath:instancePath+"/oomAdjust",schemaPath:"#/properties/oomAdjust/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.oomAdjust.anyOf,parentSchema:schema13.properties.oomAdjust,data:data60};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
else {
errors = _errs228;
if(vErrors !== null){
if(_errs228){
vErrors.length = _errs228;
}
else {
vErrors = null;
}
}
}
}
if(data.sysctls !== undefined){
let data66 = data.sysctls;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
if(Object.keys(data66).length > 64){
const err234 = {instancePath:instancePath+"/sysctls",schemaPath:"#/properties/sysctls/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema13.properties.sysctls,data:data66};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
for(const key9 in data66){
let data67 = data66[key9];
const _errs252 = errors;
let valid81 = false;
const _errs253 = errors;
if(!(((typeof data67 == "number") && (!(data67 % 1) && !isNaN(data67))) && (isFinite(data67)))){
const err235 = {instancePath:instancePath+"/sysctls/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/sysctls/additionalProperties/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.sysctls.additionalProperties.anyOf[0].type,parentSchema:schema13.properties.sysctls.additionalProperties.anyOf[0],data:data67};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
if((typeof data67 == "number") && (isFinite(data67))){
if(data67 > 9007199254740991 || isNaN(data67)){
const err236 = {instancePath:instancePath+"/sysctls/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/sysctls/additionalProperties/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema13.properties.sysctls.additionalProperties.anyOf[0],data:data67};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
if(data67 < -9007199254740991 || isNaN(data67)){
const err237 = {instancePath:instancePath+"/sysctls/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/sysctls/additionalProperties/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},schema:-9007199254740991,parentSchema:schema13.properties.sysctls.additionalProperties.anyOf[0],data:data67};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
var _valid19 = _errs253 === errors;
valid81 = valid81 || _valid19;
if(!valid81){
const _errs255 = errors;
if(typeof data67 === "string"){
if(func2(data67) > 1024){
const err238 = {instancePath:instancePath+"/sysctls/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/sysctls/additionalProperties/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema13.properties.sysctls.additionalProperties.anyOf[1],data:data67};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
else {
const err239 = {instancePath:instancePath+"/sysctls/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/sysctls/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.sysctls.additionalProperties.anyOf[1].type,parentSchema:schema13.properties.sysctls.additionalProperties.anyOf[1],data:data67};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
var _valid19 = _errs255 === errors;
valid81 = valid81 || _valid19;
}
if(!valid81){
const err240 = {instancePath:instancePath+"/sysctls/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/sysctls/additionalProperties/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.sysctls.additionalProperties.anyOf,parentSchema:schema13.properties.sysctls.additionalProperties,data:data67};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
else {
errors = _errs252;
if(vErrors !== null){
if(_errs252){
vErrors.length = _errs252;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err241 = {instancePath:instancePath+"/sysctls",schemaPath:"#/properties/sysctls/type",keyword:"type",params:{type: "object"},schema:schema13.properties.sysctls.type,parentSchema:schema13.properties.sysctls,data:data66};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
if(data.mounts !== undefined){
let data68 = data.mounts;
if(Array.isArray(data68)){
if(data68.length > 64){
const err242 = {instancePath:instancePath+"/mounts",schemaPath:"#/properties/mounts/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.mounts,data:data68};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
const len12 = data68.length;
for(let i12=0; i12<len12; i12++){
let data69 = data68[i12];
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.type === undefined){
const err243 = {instancePath:instancePath+"/mounts/" + i12,schemaPath:"#/properties/mounts/items/required",keyword:"required",params:{missingProperty: "type"},schema:schema13.properties.mounts.items.required,parentSchema:schema13.properties.mounts.items,data:data69};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
if(data69.target === undefined){
const err244 = {instancePath:instancePath+"/mounts/" + i12,schemaPath:"#/properties/mounts/items/required",keyword:"required",params:{missingProperty: "target"},schema:schema13.properties.mounts.items.required,parentSchema:schema13.properties.mounts.items,data:data69};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
for(const key10 in data69){
if(!(((((((key10 === "type") || (key10 === "target")) || (key10 === "source")) || (key10 === "readOnly")) || (key10 === "size")) || (key10 === "mode")) || (key10 === "options"))){
const err245 = {instancePath:instancePath+"/mounts/" + i12,schemaPath:"#/properties/mounts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema13.properties.mounts.items,data:data69};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
if(data69.type !== undefined){
let data70 = data69.type;
if(typeof data70 !== "string"){
const err246 = {instancePath:instancePath+"/mounts/" + i12+"/type",schemaPath:"#/properties/mounts/items/properties/type/type",keyword:"type",params:{type: "string"},schema:schema13.properties.mounts.items.properties.type.type,parentSchema:schema13.properties.mounts.items.properties.type,data:data70};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
if(!(((data70 === "bind") || (data70 === "tmpfs")) || (data70 === "nfs"))){
const err247 = {instancePath:instancePath+"/mounts/" + i12+"/type",schemaPath:"#/properties/mounts/items/properties/type/enum",keyword:"enum",params:{allowedValues: schema13.properties.mounts.items.properties.type.enum},schema:schema13.properties.mounts.items.properties.type.enum,parentSchema:schema13.properties.mounts.items.properties.type,data:data70};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data69.target !== undefined){
let data71 = data69.target;
if(typeof data71 === "string"){
if(func2(data71) > 1024){
const err248 = {instancePath:instancePath+"/mounts/" + i12+"/target",schemaPath:"#/properties/mounts/items/properties/target/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema13.properties.mounts.items.properties.target,data:data71};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
else {
const err249 = {instancePath:instancePath+"/mounts/" + i12+"/target",schemaPath:"#/properties/mounts/items/properties/target/type",keyword:"type",params:{type: "string"},schema:schema13.properties.mounts.items.properties.target.type,parentSchema:schema13.properties.mounts.items.properties.target,data:data71};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
if(data69.source !== undefined){
let data72 = data69.source;
if(typeof data72 === "string"){
if(func2(data72) > 1024){
const err250 = {instancePath:instancePath+"/mounts/" + i12+"/source",schemaPath:"#/properties/mounts/items/properties/source/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema13.properties.mounts.items.properties.source,data:data72};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
else {
const err251 = {instancePath:instancePath+"/mounts/" + i12+"/source",schemaPath:"#/properties/mounts/items/properties/source/type",keyword:"type",params:{type: "string"},schema:schema13.properties.mounts.items.properties.source.type,parentSchema:schema13.properties.mounts.items.properties.source,data:data72};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
if(data69.readOnly !== undefined){
let data73 = data69.readOnly;
if(typeof data73 !== "boolean"){
const err252 = {instancePath:instancePath+"/mounts/" + i12+"/readOnly",schemaPath:"#/properties/mounts/items/properties/readOnly/type",keyword:"type",params:{type: "boolean"},schema:schema13.properties.mounts.items.properties.readOnly.type,parentSchema:schema13.properties.mounts.items.properties.readOnly,data:data73};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
if(data69.size !== undefined){
let data74 = data69.size;
if(typeof data74 === "string"){
if(func2(data74) > 64){
const err253 = {instancePath:instancePath+"/mounts/" + i12+"/size",schemaPath:"#/properties/mounts/items/properties/size/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13.properties.mounts.items.properties.size,data:data74};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
else {
const err254 = {instancePath:instancePath+"/mounts/" + i12+"/size",schemaPath:"#/properties/mounts/items/properties/size/type",keyword:"type",params:{type: "string"},schema:schema13.properties.mounts.items.properties.size.type,parentSchema:schema13.properties.mounts.items.properties.size,data:data74};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
if(data69.mode !== undefined){
let data75 = data69.mode;
if(typeof data75 === "string"){
if(func2(data75) > 4){
const err255 = {instancePath:instancePath+"/mounts/" + i12+"/mode",schemaPath:"#/properties/mounts/items/properties/mode/maxLength",keyword:"maxLength",params:{limit: 4},schema:4,parentSchema:schema13.properties.mounts.items.properties.mode,data:data75};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
if(!pattern30.test(data75)){
const err256 = {instancePath:instancePath+"/mounts/" + i12+"/mode",schemaPath:"#/properties/mounts/items/properties/mode/pattern",keyword:"pattern",params:{pattern: "^[0-7]{3,4}$"},schema:"^[0-7]{3,4}$",parentSchema:schema13.properties.mounts.items.properties.mode,data:data75};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
else {
const err257 = {instancePath:instancePath+"/mounts/" + i12+"/mode",schemaPath:"#/properties/mounts/items/properties/mode/type",keyword:"type",params:{type: "string"},schema:schema13.properties.mounts.items.properties.mode.type,parentSchema:schema13.properties.mounts.items.properties.mode,data:data75};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
if(data69.options !== undefined){
let data76 = data69.options;
if(typeof data76 === "string"){
if(func2(data76) > 256){
const err258 = {instancePath:instancePath+"/mounts/" + i12+"/options",schemaPath:"#/properties/mounts/items/properties/options/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema13.properties.mounts.items.properties.options,data:data76};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
else {
const err259 = {instancePath:instancePath+"/mounts/" + i12+"/options",schemaPath:"#/properties/mounts/items/properties/options/type",keyword:"type",params:{type: "string"},schema:schema13.properties.mounts.items.properties.options.type,parentSchema:schema13.properties.mounts.items.properties.options,data:data76};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
}
else {
const err260 = {instancePath:instancePath+"/mounts/" + i12,schemaPath:"#/properties/mounts/items/type",keyword:"type",params:{type: "object"},schema:schema13.properties.mounts.items.type,parentSchema:schema13.properties.mounts.items,data:data69};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
}
else {
const err261 = {instancePath:instancePath+"/mounts",schemaPath:"#/properties/mounts/type",keyword:"type",params:{type: "array"},schema:schema13.properties.mounts.type,parentSchema:schema13.properties.mounts,data:data68};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data.numproc !== undefined){
let data77 = data.numproc;
const _errs277 = errors;
let valid85 = false;
const _errs278 = errors;
if(!(((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77))) && (isFinite(data77)))){
const err262 = {instancePath:instancePath+"/numproc",schemaPath:"#/properties/numproc/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.numproc.anyOf[0].type,parentSchema:schema13.properties.numproc.anyOf[0],data:data77};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
if((typeof data77 == "number") && (isFinite(data77))){
if(data77 > 4194304 || isNaN(data77)){
const err263 = {instancePath:instancePath+"/numproc",schemaPath:"#/properties/numproc/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4194304},schema:4194304,parentSchema:schema13.properties.numproc.anyOf[0],data:data77};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
if(data77 < 1 || isNaN(data77)){
const err264 = {instancePath:instancePath+"/numproc",schemaPath:"#/properties/numproc/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.numproc.anyOf[0],data:data77};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
var _valid20 = _errs278 === errors;
valid85 = valid85 || _valid20;
if(!valid85){
const _errs280 = errors;
if(typeof data77 !== "string"){
const err265 = {instancePath:instancePath+"/numproc",schemaPath:"#/properties/numproc/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.numproc.anyOf[1].type,parentSchema:schema13.properties.numproc.anyOf[1],data:data77};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
if("unlimited" !== data77){
const err266 = {instancePath:instancePath+"/numproc",schemaPath:"#/properties/numproc/anyOf/1/const",keyword:"const",params:{allowedValue: "unlimited"},schema:"unlimited",parentSchema:schema13.properties.numproc.anyOf[1],data:data77};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
var _valid20 = _errs280 === errors;
valid85 = valid85 || _valid20;
}
if(!valid85){
const err267 = {instancePath:instancePath+"/numproc",schemaPath:"#/properties/numproc/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.numproc.anyOf,parentSchema:schema13.properties.numproc,data:data77};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
else {
errors = _errs277;
if(vErrors !== null){
if(_errs277){
vErrors.length = _errs277;
}
else {
vErrors = null;
}
}
}
}
if(data.ubc !== undefined){
let data78 = data.ubc;
if(data78 && typeof data78 == "object" && !Array.isArray(data78)){
for(const key11 in data78){
if(!(func7.call(schema13.properties.ubc.properties, key11))){
const err268 = {instancePath:instancePath+"/ubc",schemaPath:"#/properties/ubc/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},schema:false,parentSchema:schema13.properties.ubc,data:data78};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
if(data78.kmemsize !== undefined){
let data79 = data78.kmemsize;
const _errs288 = errors;
let valid89 = false;
const _errs289 = errors;
if(!(((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79))) && (isFinite(data79)))){
const err269 = {instancePath:instancePath+"/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data79};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
if((typeof data79 == "number") && (isFinite(data79))){
if(data79 > 9007199254740991 || isNaN(data79)){
const err270 = {instancePath:instancePath+"/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data79};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
if(data79 < 0 || isNaN(data79)){
const err271 = {instancePath:instancePath+"/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data79};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
var _valid21 = _errs289 === errors;
valid89 = valid89 || _valid21;
if(!valid89){
const _errs291 = errors;
if(typeof data79 === "string"){
if(func2(data79) > 64){
const err272 = {instancePath:instancePath+"/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data79};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
if(!pattern31.test(data79)){
const err273 = {instancePath:instancePath+"/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data79};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
else {
const err274 = {instancePath:instancePath+"/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data79};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
var _valid21 = _errs291 === errors;
valid89 = valid89 || _valid21;
}
if(!valid89){
const err275 = {instancePath:instancePath+"/ubc/kmemsize",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data79};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
else {
errors = _errs288;
if(vErrors !== null){
if(_errs288){
vErrors.length = _errs288;
}
else {
vErrors = null;
}
}
}
}
if(data78.lockedpages !== undefined){
let data80 = data78.lockedpages;
const _errs296 = errors;
let valid92 = false;
const _errs297 = errors;
if(!(((typeof data80 == "number") && (!(data80 % 1) && !isNaN(data80))) && (isFinite(data80)))){
const err276 = {instancePath:instancePath+"/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data80};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
if((typeof data80 == "number") && (isFinite(data80))){
if(data80 > 9007199254740991 || isNaN(data80)){
const err277 = {instancePath:instancePath+"/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data80};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
if(data80 < 0 || isNaN(data80)){
const err278 = {instancePath:instancePath+"/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data80};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
var _valid22 = _errs297 === errors;
valid92 = valid92 || _valid22;
if(!valid92){
const _errs299 = errors;
if(typeof data80 === "string"){
if(func2(data80) > 64){
const err279 = {instancePath:instancePath+"/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data80};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
if(!pattern31.test(data80)){
const err280 = {instancePath:instancePath+"/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data80};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
}
else {
const err281 = {instancePath:instancePath+"/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data80};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
var _valid22 = _errs299 === errors;
valid92 = valid92 || _valid22;
}
if(!valid92){
const err282 = {instancePath:instancePath+"/ubc/lockedpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data80};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
else {
errors = _errs296;
if(vErrors !== null){
if(_errs296){
vErrors.length = _errs296;
}
else {
vErrors = null;
}
}
}
}
if(data78.privvmpages !== undefined){
let data81 = data78.privvmpages;
const _errs304 = errors;
let valid95 = false;
const _errs305 = errors;
if(!(((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81))) && (isFinite(data81)))){
const err283 = {instancePath:instancePath+"/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data81};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
if((typeof data81 == "number") && (isFinite(data81))){
if(data81 > 9007199254740991 || isNaN(data81)){
const err284 = {instancePath:instancePath+"/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data81};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
if(data81 < 0 || isNaN(data81)){
const err285 = {instancePath:instancePath+"/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data81};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
var _valid23 = _errs305 === errors;
valid95 = valid95 || _valid23;
if(!valid95){
const _errs307 = errors;
if(typeof data81 === "string"){
if(func2(data81) > 64){
const err286 = {instancePath:instancePath+"/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data81};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
if(!pattern31.test(data81)){
const err287 = {instancePath:instancePath+"/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data81};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
else {
const err288 = {instancePath:instancePath+"/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data81};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
var _valid23 = _errs307 === errors;
valid95 = valid95 || _valid23;
}
if(!valid95){
const err289 = {instancePath:instancePath+"/ubc/privvmpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data81};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
else {
errors = _errs304;
if(vErrors !== null){
if(_errs304){
vErrors.length = _errs304;
}
else {
vErrors = null;
}
}
}
}
if(data78.shmpages !== undefined){
let data82 = data78.shmpages;
const _errs312 = errors;
let valid98 = false;
const _errs313 = errors;
if(!(((typeof data82 == "number") && (!(data82 % 1) && !isNaN(data82))) && (isFinite(data82)))){
const err290 = {instancePath:instancePath+"/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data82};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
if((typeof data82 == "number") && (isFinite(data82))){
if(data82 > 9007199254740991 || isNaN(data82)){
const err291 = {instancePath:instancePath+"/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data82};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
if(data82 < 0 || isNaN(data82)){
const err292 = {instancePath:instancePath+"/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data82};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
var _valid24 = _errs313 === errors;
valid98 = valid98 || _valid24;
if(!valid98){
const _errs315 = errors;
if(typeof data82 === "string"){
if(func2(data82) > 64){
const err293 = {instancePath:instancePath+"/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data82};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
if(!pattern31.test(data82)){
const err294 = {instancePath:instancePath+"/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data82};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
else {
const err295 = {instancePath:instancePath+"/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data82};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
var _valid24 = _errs315 === errors;
valid98 = valid98 || _valid24;
}
if(!valid98){
const err296 = {instancePath:instancePath+"/ubc/shmpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data82};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
else {
errors = _errs312;
if(vErrors !== null){
if(_errs312){
vErrors.length = _errs312;
}
else {
vErrors = null;
}
}
}
}
if(data78.numproc !== undefined){
let data83 = data78.numproc;
const _errs320 = errors;
let valid101 = false;
const _errs321 = errors;
if(!(((typeof data83 == "number") && (!(data83 % 1) && !isNaN(data83))) && (isFinite(data83)))){
const err297 = {instancePath:instancePath+"/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
if((typeof data83 == "number") && (isFinite(data83))){
if(data83 > 9007199254740991 || isNaN(data83)){
const err298 = {instancePath:instancePath+"/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
if(data83 < 0 || isNaN(data83)){
const err299 = {instancePath:instancePath+"/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data83};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
var _valid25 = _errs321 === errors;
valid101 = valid101 || _valid25;
if(!valid101){
const _errs323 = errors;
if(typeof data83 === "string"){
if(func2(data83) > 64){
const err300 = {instancePath:instancePath+"/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data83};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
if(!pattern31.test(data83)){
const err301 = {instancePath:instancePath+"/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data83};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
else {
const err302 = {instancePath:instancePath+"/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data83};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
var _valid25 = _errs323 === errors;
valid101 = valid101 || _valid25;
}
if(!valid101){
const err303 = {instancePath:instancePath+"/ubc/numproc",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data83};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
else {
errors = _errs320;
if(vErrors !== null){
if(_errs320){
vErrors.length = _errs320;
}
else {
vErrors = null;
}
}
}
}
if(data78.physpages !== undefined){
let data84 = data78.physpages;
const _errs328 = errors;
let valid104 = false;
const _errs329 = errors;
if(!(((typeof data84 == "number") && (!(data84 % 1) && !isNaN(data84))) && (isFinite(data84)))){
const err304 = {instancePath:instancePath+"/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data84};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
if((typeof data84 == "number") && (isFinite(data84))){
if(data84 > 9007199254740991 || isNaN(data84)){
const err305 = {instancePath:instancePath+"/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data84};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
if(data84 < 0 || isNaN(data84)){
const err306 = {instancePath:instancePath+"/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data84};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
var _valid26 = _errs329 === errors;
valid104 = valid104 || _valid26;
if(!valid104){
const _errs331 = errors;
if(typeof data84 === "string"){
if(func2(data84) > 64){
const err307 = {instancePath:instancePath+"/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data84};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
if(!pattern31.test(data84)){
const err308 = {instancePath:instancePath+"/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data84};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
}
else {
const err309 = {instancePath:instancePath+"/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data84};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
var _valid26 = _errs331 === errors;
valid104 = valid104 || _valid26;
}
if(!valid104){
const err310 = {instancePath:instancePath+"/ubc/physpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data84};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
else {
errors = _errs328;
if(vErrors !== null){
if(_errs328){
vErrors.length = _errs328;
}
else {
vErrors = null;
}
}
}
}
if(data78.vmguarpages !== undefined){
let data85 = data78.vmguarpages;
const _errs336 = errors;
let valid107 = false;
const _errs337 = errors;
if(!(((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85))) && (isFinite(data85)))){
const err311 = {instancePath:instancePath+"/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
if((typeof data85 == "number") && (isFinite(data85))){
if(data85 > 9007199254740991 || isNaN(data85)){
const err312 = {instancePath:instancePath+"/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
if(data85 < 0 || isNaN(data85)){
const err313 = {instancePath:instancePath+"/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data85};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
var _valid27 = _errs337 === errors;
valid107 = valid107 || _valid27;
if(!valid107){
const _errs339 = errors;
if(typeof data85 === "string"){
if(func2(data85) > 64){
const err314 = {instancePath:instancePath+"/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
if(!pattern31.test(data85)){
const err315 = {instancePath:instancePath+"/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
}
else {
const err316 = {instancePath:instancePath+"/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data85};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
var _valid27 = _errs339 === errors;
valid107 = valid107 || _valid27;
}
if(!valid107){
const err317 = {instancePath:instancePath+"/ubc/vmguarpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data85};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
else {
errors = _errs336;
if(vErrors !== null){
if(_errs336){
vErrors.length = _errs336;
}
else {
vErrors = null;
}
}
}
}
if(data78.oomguarpages !== undefined){
let data86 = data78.oomguarpages;
const _errs344 = errors;
let valid110 = false;
const _errs345 = errors;
if(!(((typeof data86 == "number") && (!(data86 % 1) && !isNaN(data86))) && (isFinite(data86)))){
const err318 = {instancePath:instancePath+"/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
if((typeof data86 == "number") && (isFinite(data86))){
if(data86 > 9007199254740991 || isNaN(data86)){
const err319 = {instancePath:instancePath+"/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
if(data86 < 0 || isNaN(data86)){
const err320 = {instancePath:instancePath+"/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data86};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
}
var _valid28 = _errs345 === errors;
valid110 = valid110 || _valid28;
if(!valid110){
const _errs347 = errors;
if(typeof data86 === "string"){
if(func2(data86) > 64){
const err321 = {instancePath:instancePath+"/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
if(!pattern31.test(data86)){
const err322 = {instancePath:instancePath+"/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
}
else {
const err323 = {instancePath:instancePath+"/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data86};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
var _valid28 = _errs347 === errors;
valid110 = valid110 || _valid28;
}
if(!valid110){
const err324 = {instancePath:instancePath+"/ubc/oomguarpages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data86};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
else {
errors = _errs344;
if(vErrors !== null){
if(_errs344){
vErrors.length = _errs344;
}
else {
vErrors = null;
}
}
}
}
if(data78.numtcpsock !== undefined){
let data87 = data78.numtcpsock;
const _errs352 = errors;
let valid113 = false;
const _errs353 = errors;
if(!(((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87))) && (isFinite(data87)))){
const err325 = {instancePath:instancePath+"/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data87};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
if((typeof data87 == "number") && (isFinite(data87))){
if(data87 > 9007199254740991 || isNaN(data87)){
const err326 = {instancePath:instancePath+"/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data87};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
if(data87 < 0 || isNaN(data87)){
const err327 = {instancePath:instancePath+"/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data87};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
}
var _valid29 = _errs353 === errors;
valid113 = valid113 || _valid29;
if(!valid113){
const _errs355 = errors;
if(typeof data87 === "string"){
if(func2(data87) > 64){
const err328 = {instancePath:instancePath+"/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data87};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
if(!pattern31.test(data87)){
const err329 = {instancePath:instancePath+"/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data87};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
}
else {
const err330 = {instancePath:instancePath+"/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data87};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
var _valid29 = _errs355 === errors;
valid113 = valid113 || _valid29;
}
if(!valid113){
const err331 = {instancePath:instancePath+"/ubc/numtcpsock",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data87};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
else {
errors = _errs352;
if(vErrors !== null){
if(_errs352){
vErrors.length = _errs352;
}
else {
vErrors = null;
}
}
}
}
if(data78.numflock !== undefined){
let data88 = data78.numflock;
const _errs360 = errors;
let valid116 = false;
const _errs361 = errors;
if(!(((typeof data88 == "number") && (!(data88 % 1) && !isNaN(data88))) && (isFinite(data88)))){
const err332 = {instancePath:instancePath+"/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data88};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
if((typeof data88 == "number") && (isFinite(data88))){
if(data88 > 9007199254740991 || isNaN(data88)){
const err333 = {instancePath:instancePath+"/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data88};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
if(data88 < 0 || isNaN(data88)){
const err334 = {instancePath:instancePath+"/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data88};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
var _valid30 = _errs361 === errors;
valid116 = valid116 || _valid30;
if(!valid116){
const _errs363 = errors;
if(typeof data88 === "string"){
if(func2(data88) > 64){
const err335 = {instancePath:instancePath+"/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data88};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
if(!pattern31.test(data88)){
const err336 = {instancePath:instancePath+"/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data88};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
else {
const err337 = {instancePath:instancePath+"/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data88};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
var _valid30 = _errs363 === errors;
valid116 = valid116 || _valid30;
}
if(!valid116){
const err338 = {instancePath:instancePath+"/ubc/numflock",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data88};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
else {
errors = _errs360;
if(vErrors !== null){
if(_errs360){
vErrors.length = _errs360;
}
else {
vErrors = null;
}
}
}
}
if(data78.numpty !== undefined){
let data89 = data78.numpty;
const _errs368 = errors;
let valid119 = false;
const _errs369 = errors;
if(!(((typeof data89 == "number") && (!(data89 % 1) && !isNaN(data89))) && (isFinite(data89)))){
const err339 = {instancePath:instancePath+"/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
if((typeof data89 == "number") && (isFinite(data89))){
if(data89 > 9007199254740991 || isNaN(data89)){
const err340 = {instancePath:instancePath+"/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
if(data89 < 0 || isNaN(data89)){
const err341 = {instancePath:instancePath+"/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data89};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
}
var _valid31 = _errs369 === errors;
valid119 = valid119 || _valid31;
if(!valid119){
const _errs371 = errors;
if(typeof data89 === "string"){
if(func2(data89) > 64){
const err342 = {instancePath:instancePath+"/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
if(!pattern31.test(data89)){
const err343 = {instancePath:instancePath+"/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
}
else {
const err344 = {instancePath:instancePath+"/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data89};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
var _valid31 = _errs371 === errors;
valid119 = valid119 || _valid31;
}
if(!valid119){
const err345 = {instancePath:instancePath+"/ubc/numpty",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data89};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
else {
errors = _errs368;
if(vErrors !== null){
if(_errs368){
vErrors.length = _errs368;
}
else {
vErrors = null;
}
}
}
}
if(data78.numsiginfo !== undefined){
let data90 = data78.numsiginfo;
const _errs376 = errors;
let valid122 = false;
const _errs377 = errors;
if(!(((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90))) && (isFinite(data90)))){
const err346 = {instancePath:instancePath+"/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data90};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
if((typeof data90 == "number") && (isFinite(data90))){
if(data90 > 9007199254740991 || isNaN(data90)){
const err347 = {instancePath:instancePath+"/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data90};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
if(data90 < 0 || isNaN(data90)){
const err348 = {instancePath:instancePath+"/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data90};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
var _valid32 = _errs377 === errors;
valid122 = valid122 || _valid32;
if(!valid122){
const _errs379 = errors;
if(typeof data90 === "string"){
if(func2(data90) > 64){
const err349 = {instancePath:instancePath+"/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data90};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
if(!pattern31.test(data90)){
const err350 = {instancePath:instancePath+"/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data90};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
}
else {
const err351 = {instancePath:instancePath+"/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data90};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
var _valid32 = _errs379 === errors;
valid122 = valid122 || _valid32;
}
if(!valid122){
const err352 = {instancePath:instancePath+"/ubc/numsiginfo",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data90};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
else {
errors = _errs376;
if(vErrors !== null){
if(_errs376){
vErrors.length = _errs376;
}
else {
vErrors = null;
}
}
}
}
if(data78.tcpsndbuf !== undefined){
let data91 = data78.tcpsndbuf;
const _errs384 = errors;
let valid125 = false;
const _errs385 = errors;
if(!(((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91))) && (isFinite(data91)))){
const err353 = {instancePath:instancePath+"/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data91};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
if((typeof data91 == "number") && (isFinite(data91))){
if(data91 > 9007199254740991 || isNaN(data91)){
const err354 = {instancePath:instancePath+"/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data91};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
if(data91 < 0 || isNaN(data91)){
const err355 = {instancePath:instancePath+"/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data91};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
var _valid33 = _errs385 === errors;
valid125 = valid125 || _valid33;
if(!valid125){
const _errs387 = errors;
if(typeof data91 === "string"){
if(func2(data91) > 64){
const err356 = {instancePath:instancePath+"/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data91};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
if(!pattern31.test(data91)){
const err357 = {instancePath:instancePath+"/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data91};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
}
else {
const err358 = {instancePath:instancePath+"/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data91};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
var _valid33 = _errs387 === errors;
valid125 = valid125 || _valid33;
}
if(!valid125){
const err359 = {instancePath:instancePath+"/ubc/tcpsndbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data91};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
else {
errors = _errs384;
if(vErrors !== null){
if(_errs384){
vErrors.length = _errs384;
}
else {
vErrors = null;
}
}
}
}
if(data78.tcprcvbuf !== undefined){
let data92 = data78.tcprcvbuf;
const _errs392 = errors;
let valid128 = false;
const _errs393 = errors;
if(!(((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92))) && (isFinite(data92)))){
const err360 = {instancePath:instancePath+"/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data92};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
if((typeof data92 == "number") && (isFinite(data92))){
if(data92 > 9007199254740991 || isNaN(data92)){
const err361 = {instancePath:instancePath+"/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data92};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
if(data92 < 0 || isNaN(data92)){
const err362 = {instancePath:instancePath+"/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data92};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
}
var _valid34 = _errs393 === errors;
valid128 = valid128 || _valid34;
if(!valid128){
const _errs395 = errors;
if(typeof data92 === "string"){
if(func2(data92) > 64){
const err363 = {instancePath:instancePath+"/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data92};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
if(!pattern31.test(data92)){
const err364 = {instancePath:instancePath+"/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data92};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
}
else {
const err365 = {instancePath:instancePath+"/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data92};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
var _valid34 = _errs395 === errors;
valid128 = valid128 || _valid34;
}
if(!valid128){
const err366 = {instancePath:instancePath+"/ubc/tcprcvbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data92};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
else {
errors = _errs392;
if(vErrors !== null){
if(_errs392){
vErrors.length = _errs392;
}
else {
vErrors = null;
}
}
}
}
if(data78.othersockbuf !== undefined){
let data93 = data78.othersockbuf;
const _errs400 = errors;
let valid131 = false;
const _errs401 = errors;
if(!(((typeof data93 == "number") && (!(data93 % 1) && !isNaN(data93))) && (isFinite(data93)))){
const err367 = {instancePath:instancePath+"/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data93};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
if((typeof data93 == "number") && (isFinite(data93))){
if(data93 > 9007199254740991 || isNaN(data93)){
const err368 = {instancePath:instancePath+"/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data93};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
if(data93 < 0 || isNaN(data93)){
const err369 = {instancePath:instancePath+"/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data93};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
}
var _valid35 = _errs401 === errors;
valid131 = valid131 || _valid35;
if(!valid131){
const _errs403 = errors;
if(typeof data93 === "string"){
if(func2(data93) > 64){
const err370 = {instancePath:instancePath+"/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
if(!pattern31.test(data93)){
const err371 = {instancePath:instancePath+"/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
else {
const err372 = {instancePath:instancePath+"/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
var _valid35 = _errs403 === errors;
valid131 = valid131 || _valid35;
}
if(!valid131){
const err373 = {instancePath:instancePath+"/ubc/othersockbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data93};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
else {
errors = _errs400;
if(vErrors !== null){
if(_errs400){
vErrors.length = _errs400;
}
else {
vErrors = null;
}
}
}
}
if(data78.dgramrcvbuf !== undefined){
let data94 = data78.dgramrcvbuf;
const _errs408 = errors;
let valid134 = false;
const _errs409 = errors;
if(!(((typeof data94 == "number") && (!(data94 % 1) && !isNaN(data94))) && (isFinite(data94)))){
const err374 = {instancePath:instancePath+"/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data94};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
if((typeof data94 == "number") && (isFinite(data94))){
if(data94 > 9007199254740991 || isNaN(data94)){
const err375 = {instancePath:instancePath+"/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data94};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
if(data94 < 0 || isNaN(data94)){
const err376 = {instancePath:instancePath+"/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data94};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
}
var _valid36 = _errs409 === errors;
valid134 = valid134 || _valid36;
if(!valid134){
const _errs411 = errors;
if(typeof data94 === "string"){
if(func2(data94) > 64){
const err377 = {instancePath:instancePath+"/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data94};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
if(!pattern31.test(data94)){
const err378 = {instancePath:instancePath+"/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data94};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
}
else {
const err379 = {instancePath:instancePath+"/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data94};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
var _valid36 = _errs411 === errors;
valid134 = valid134 || _valid36;
}
if(!valid134){
const err380 = {instancePath:instancePath+"/ubc/dgramrcvbuf",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data94};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
else {
errors = _errs408;
if(vErrors !== null){
if(_errs408){
vErrors.length = _errs408;
}
else {
vErrors = null;
}
}
}
}
if(data78.numothersock !== undefined){
let data95 = data78.numothersock;
const _errs416 = errors;
let valid137 = false;
const _errs417 = errors;
if(!(((typeof data95 == "number") && (!(data95 % 1) && !isNaN(data95))) && (isFinite(data95)))){
const err381 = {instancePath:instancePath+"/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data95};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
if((typeof data95 == "number") && (isFinite(data95))){
if(data95 > 9007199254740991 || isNaN(data95)){
const err382 = {instancePath:instancePath+"/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data95};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
if(data95 < 0 || isNaN(data95)){
const err383 = {instancePath:instancePath+"/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data95};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
var _valid37 = _errs417 === errors;
valid137 = valid137 || _valid37;
if(!valid137){
const _errs419 = errors;
if(typeof data95 === "string"){
if(func2(data95) > 64){
const err384 = {instancePath:instancePath+"/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data95};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
if(!pattern31.test(data95)){
const err385 = {instancePath:instancePath+"/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data95};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
else {
const err386 = {instancePath:instancePath+"/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data95};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
var _valid37 = _errs419 === errors;
valid137 = valid137 || _valid37;
}
if(!valid137){
const err387 = {instancePath:instancePath+"/ubc/numothersock",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data95};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
else {
errors = _errs416;
if(vErrors !== null){
if(_errs416){
vErrors.length = _errs416;
}
else {
vErrors = null;
}
}
}
}
if(data78.dcachesize !== undefined){
let data96 = data78.dcachesize;
const _errs424 = errors;
let valid140 = false;
const _errs425 = errors;
if(!(((typeof data96 == "number") && (!(data96 % 1) && !isNaN(data96))) && (isFinite(data96)))){
const err388 = {instancePath:instancePath+"/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
if((typeof data96 == "number") && (isFinite(data96))){
if(data96 > 9007199254740991 || isNaN(data96)){
const err389 = {instancePath:instancePath+"/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
if(data96 < 0 || isNaN(data96)){
const err390 = {instancePath:instancePath+"/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data96};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
}
var _valid38 = _errs425 === errors;
valid140 = valid140 || _valid38;
if(!valid140){
const _errs427 = errors;
if(typeof data96 === "string"){
if(func2(data96) > 64){
const err391 = {instancePath:instancePath+"/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
if(!pattern31.test(data96)){
const err392 = {instancePath:instancePath+"/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
}
else {
const err393 = {instancePath:instancePath+"/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data96};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
var _valid38 = _errs427 === errors;
valid140 = valid140 || _valid38;
}
if(!valid140){
const err394 = {instancePath:instancePath+"/ubc/dcachesize",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data96};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
else {
errors = _errs424;
if(vErrors !== null){
if(_errs424){
vErrors.length = _errs424;
}
else {
vErrors = null;
}
}
}
}
if(data78.numfile !== undefined){
let data97 = data78.numfile;
const _errs432 = errors;
let valid143 = false;
const _errs433 = errors;
if(!(((typeof data97 == "number") && (!(data97 % 1) && !isNaN(data97))) && (isFinite(data97)))){
const err395 = {instancePath:instancePath+"/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data97};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
if((typeof data97 == "number") && (isFinite(data97))){
if(data97 > 9007199254740991 || isNaN(data97)){
const err396 = {instancePath:instancePath+"/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data97};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
if(data97 < 0 || isNaN(data97)){
const err397 = {instancePath:instancePath+"/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data97};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
}
var _valid39 = _errs433 === errors;
valid143 = valid143 || _valid39;
if(!valid143){
const _errs435 = errors;
if(typeof data97 === "string"){
if(func2(data97) > 64){
const err398 = {instancePath:instancePath+"/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data97};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
if(!pattern31.test(data97)){
const err399 = {instancePath:instancePath+"/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data97};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
}
else {
const err400 = {instancePath:instancePath+"/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data97};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
var _valid39 = _errs435 === errors;
valid143 = valid143 || _valid39;
}
if(!valid143){
const err401 = {instancePath:instancePath+"/ubc/numfile",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data97};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
else {
errors = _errs432;
if(vErrors !== null){
if(_errs432){
vErrors.length = _errs432;
}
else {
vErrors = null;
}
}
}
}
if(data78.numiptent !== undefined){
let data98 = data78.numiptent;
const _errs440 = errors;
let valid146 = false;
const _errs441 = errors;
if(!(((typeof data98 == "number") && (!(data98 % 1) && !isNaN(data98))) && (isFinite(data98)))){
const err402 = {instancePath:instancePath+"/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data98};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
if((typeof data98 == "number") && (isFinite(data98))){
if(data98 > 9007199254740991 || isNaN(data98)){
const err403 = {instancePath:instancePath+"/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data98};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
if(data98 < 0 || isNaN(data98)){
const err404 = {instancePath:instancePath+"/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data98};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
}
var _valid40 = _errs441 === errors;
valid146 = valid146 || _valid40;
if(!valid146){
const _errs443 = errors;
if(typeof data98 === "string"){
if(func2(data98) > 64){
const err405 = {instancePath:instancePath+"/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data98};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
if(!pattern31.test(data98)){
const err406 = {instancePath:instancePath+"/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data98};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
}
else {
const err407 = {instancePath:instancePath+"/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data98};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
var _valid40 = _errs443 === errors;
valid146 = valid146 || _valid40;
}
if(!valid146){
const err408 = {instancePath:instancePath+"/ubc/numiptent",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data98};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
else {
errors = _errs440;
if(vErrors !== null){
if(_errs440){
vErrors.length = _errs440;
}
else {
vErrors = null;
}
}
}
}
if(data78.swappages !== undefined){
let data99 = data78.swappages;
const _errs448 = errors;
let valid149 = false;
const _errs449 = errors;
if(!(((typeof data99 == "number") && (!(data99 % 1) && !isNaN(data99))) && (isFinite(data99)))){
const err409 = {instancePath:instancePath+"/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema32.anyOf[0].type,parentSchema:schema32.anyOf[0],data:data99};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
if((typeof data99 == "number") && (isFinite(data99))){
if(data99 > 9007199254740991 || isNaN(data99)){
const err410 = {instancePath:instancePath+"/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema32.anyOf[0],data:data99};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
if(data99 < 0 || isNaN(data99)){
const err411 = {instancePath:instancePath+"/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema32.anyOf[0],data:data99};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
}
var _valid41 = _errs449 === errors;
valid149 = valid149 || _valid41;
if(!valid149){
const _errs451 = errors;
if(typeof data99 === "string"){
if(func2(data99) > 64){
const err412 = {instancePath:instancePath+"/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema32.anyOf[1],data:data99};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
if(!pattern31.test(data99)){
const err413 = {instancePath:instancePath+"/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$"},schema:"^(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?)(:(unlimited|[0-9]{1,20}(\\.[0-9]{1,20})?[BbPpKkMmGgTt]?))?$",parentSchema:schema32.anyOf[1],data:data99};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
}
else {
const err414 = {instancePath:instancePath+"/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data:data99};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
var _valid41 = _errs451 === errors;
valid149 = valid149 || _valid41;
}
if(!valid149){
const err415 = {instancePath:instancePath+"/ubc/swappages",schemaPath:"#/definitions/beancounter/anyOf",keyword:"anyOf",params:{},schema:schema32.anyOf,parentSchema:schema32,data:data99};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
else {
errors = _errs448;
if(vErrors !== null){
if(_errs448){
vErrors.length = _errs448;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err416 = {instancePath:instancePath+"/ubc",schemaPath:"#/properties/ubc/type",keyword:"type",params:{type: "object"},schema:schema13.properties.ubc.type,parentSchema:schema13.properties.ubc,data:data78};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
}
if(data.vmOvercommit !== undefined){
let data100 = data.vmOvercommit;
if((typeof data100 == "number") && (isFinite(data100))){
if(data100 > 1000 || isNaN(data100)){
const err417 = {instancePath:instancePath+"/vmOvercommit",schemaPath:"#/properties/vmOvercommit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema13.properties.vmOvercommit,data:data100};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
if(data100 < 0 || isNaN(data100)){
const err418 = {instancePath:instancePath+"/vmOvercommit",schemaPath:"#/properties/vmOvercommit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.vmOvercommit,data:data100};
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
const err419 = {instancePath:instancePath+"/vmOvercommit",schemaPath:"#/properties/vmOvercommit/type",keyword:"type",params:{type: "number"},schema:schema13.properties.vmOvercommit.type,parentSchema:schema13.properties.vmOvercommit,data:data100};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
}
if(data.diskspace !== undefined){
let data101 = data.diskspace;
if(typeof data101 === "string"){
if(func2(data101) > 64){
const err420 = {instancePath:instancePath+"/diskspace",schemaPath:"#/properties/diskspace/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13.properties.diskspace,data:data101};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
if(!pattern52.test(data101)){
const err421 = {instancePath:instancePath+"/diskspace",schemaPath:"#/properties/diskspace/pattern",keyword:"pattern",params:{pattern: "^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$"},schema:"^(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))(:(unlimited|0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb])))?$",parentSchema:schema13.properties.diskspace,data:data101};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
}
else {
const err422 = {instancePath:instancePath+"/diskspace",schemaPath:"#/properties/diskspace/type",keyword:"type",params:{type: "string"},schema:schema13.properties.diskspace.type,parentSchema:schema13.properties.diskspace,data:data101};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
}
if(data.quotaugidlimit !== undefined){
let data102 = data.quotaugidlimit;
if(!(((typeof data102 == "number") && (!(data102 % 1) && !isNaN(data102))) && (isFinite(data102)))){
const err423 = {instancePath:instancePath+"/quotaugidlimit",schemaPath:"#/properties/quotaugidlimit/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.quotaugidlimit.type,parentSchema:schema13.properties.quotaugidlimit,data:data102};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
if((typeof data102 == "number") && (isFinite(data102))){
if(data102 > 131072 || isNaN(data102)){
const err424 = {instancePath:instancePath+"/quotaugidlimit",schemaPath:"#/properties/quotaugidlimit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 131072},schema:131072,parentSchema:schema13.properties.quotaugidlimit,data:data102};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
if(data102 < 0 || isNaN(data102)){
const err425 = {instancePath:instancePath+"/quotaugidlimit",schemaPath:"#/properties/quotaugidlimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.quotaugidlimit,data:data102};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
}
}
if(data.quotatime !== undefined){
let data103 = data.quotatime;
if(!(((typeof data103 == "number") && (!(data103 % 1) && !isNaN(data103))) && (isFinite(data103)))){
const err426 = {instancePath:instancePath+"/quotatime",schemaPath:"#/properties/quotatime/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.quotatime.type,parentSchema:schema13.properties.quotatime,data:data103};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
if((typeof data103 == "number") && (isFinite(data103))){
if(data103 > 31536000 || isNaN(data103)){
const err427 = {instancePath:instancePath+"/quotatime",schemaPath:"#/properties/quotatime/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},schema:31536000,parentSchema:schema13.properties.quotatime,data:data103};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
if(data103 < 0 || isNaN(data103)){
const err428 = {instancePath:instancePath+"/quotatime",schemaPath:"#/properties/quotatime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.quotatime,data:data103};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
}
}
if(data.quotas !== undefined){
let data104 = data.quotas;
if(data104 && typeof data104 == "object" && !Array.isArray(data104)){
for(const key12 in data104){
if(!((key12 === "users") || (key12 === "groups"))){
const err429 = {instancePath:instancePath+"/quotas",schemaPath:"#/properties/quotas/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},schema:false,parentSchema:schema13.properties.quotas,data:data104};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
}
if(data104.users !== undefined){
let data105 = data104.users;
if(data105 && typeof data105 == "object" && !Array.isArray(data105)){
if(Object.keys(data105).length > 4096){
const err430 = {instancePath:instancePath+"/quotas/users",schemaPath:"#/definitions/ugidQuotas/maxProperties",keyword:"maxProperties",params:{limit: 4096},schema:4096,parentSchema:schema53,data:data105};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
for(const key13 in data105){
const _errs468 = errors;
if(typeof key13 === "string"){
if(func2(key13) > 5){
const err431 = {instancePath:instancePath+"/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames/maxLength",keyword:"maxLength",params:{limit: 5},schema:5,parentSchema:schema53.propertyNames,data:key13,propertyName:key13};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
if(!pattern53.test(key13)){
const err432 = {instancePath:instancePath+"/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},schema:"^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",parentSchema:schema53.propertyNames,data:key13,propertyName:key13};
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
const err433 = {instancePath:instancePath+"/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema53.propertyNames.type,parentSchema:schema53.propertyNames,data:key13,propertyName:key13};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
var valid153 = _errs468 === errors;
if(!valid153){
const err434 = {instancePath:instancePath+"/quotas/users",schemaPath:"#/definitions/ugidQuotas/propertyNames",keyword:"propertyNames",params:{propertyName: key13},schema:schema53.propertyNames,parentSchema:schema53,data:data105};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
}
for(const key14 in data105){
let data106 = data105[key14];
if(data106 && typeof data106 == "object" && !Array.isArray(data106)){
for(const key15 in data106){
if(!((key15 === "space") || (key15 === "inodes"))){
const err435 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},schema:false,parentSchema:schema53.additionalProperties,data:data106};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
}
if(data106.space !== undefined){
let data107 = data106.space;
if(typeof data107 === "string"){
if(func2(data107) > 64){
const err436 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema53.additionalProperties.properties.space,data:data107};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
}
else {
const err437 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/type",keyword:"type",params:{type: "string"},schema:schema53.additionalProperties.properties.space.type,parentSchema:schema53.additionalProperties.properties.space,data:data107};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
if(data106.inodes !== undefined){
let data108 = data106.inodes;
const _errs477 = errors;
let valid156 = false;
const _errs478 = errors;
if(!(((typeof data108 == "number") && (!(data108 % 1) && !isNaN(data108))) && (isFinite(data108)))){
const err438 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema53.additionalProperties.properties.inodes.anyOf[0].type,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[0],data:data108};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
if((typeof data108 == "number") && (isFinite(data108))){
if(data108 > 9007199254740991 || isNaN(data108)){
const err439 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[0],data:data108};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
if(data108 < 1 || isNaN(data108)){
const err440 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[0],data:data108};
if(vErrors === null){
vErrors = [err440];
}
else {
vErrors.push(err440);
}
errors++;
}
}
var _valid42 = _errs478 === errors;
valid156 = valid156 || _valid42;
if(!valid156){
const _errs480 = errors;
if(typeof data108 === "string"){
if(func2(data108) > 64){
const err441 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[1],data:data108};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
}
else {
const err442 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema53.additionalProperties.properties.inodes.anyOf[1].type,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[1],data:data108};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
var _valid42 = _errs480 === errors;
valid156 = valid156 || _valid42;
}
if(!valid156){
const err443 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf",keyword:"anyOf",params:{},schema:schema53.additionalProperties.properties.inodes.anyOf,parentSchema:schema53.additionalProperties.properties.inodes,data:data108};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
else {
errors = _errs477;
if(vErrors !== null){
if(_errs477){
vErrors.length = _errs477;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err444 = {instancePath:instancePath+"/quotas/users/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/type",keyword:"type",params:{type: "object"},schema:schema53.additionalProperties.type,parentSchema:schema53.additionalProperties,data:data106};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
}
}
else {
const err445 = {instancePath:instancePath+"/quotas/users",schemaPath:"#/definitions/ugidQuotas/type",keyword:"type",params:{type: "object"},schema:schema53.type,parentSchema:schema53,data:data105};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
if(data104.groups !== undefined){
let data109 = data104.groups;
if(data109 && typeof data109 == "object" && !Array.isArray(data109)){
if(Object.keys(data109).length > 4096){
const err446 = {instancePath:instancePath+"/quotas/groups",schemaPath:"#/definitions/ugidQuotas/maxProperties",keyword:"maxProperties",params:{limit: 4096},schema:4096,parentSchema:schema53,data:data109};
if(vErrors === null){
vErrors = [err446];
}
else {
vErrors.push(err446);
}
errors++;
}
for(const key16 in data109){
const _errs486 = errors;
if(typeof key16 === "string"){
if(func2(key16) > 5){
const err447 = {instancePath:instancePath+"/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames/maxLength",keyword:"maxLength",params:{limit: 5},schema:5,parentSchema:schema53.propertyNames,data:key16,propertyName:key16};
if(vErrors === null){
vErrors = [err447];
}
else {
vErrors.push(err447);
}
errors++;
}
if(!pattern53.test(key16)){
const err448 = {instancePath:instancePath+"/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$"},schema:"^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",parentSchema:schema53.propertyNames,data:key16,propertyName:key16};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
}
else {
const err449 = {instancePath:instancePath+"/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema53.propertyNames.type,parentSchema:schema53.propertyNames,data:key16,propertyName:key16};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
var valid159 = _errs486 === errors;
if(!valid159){
const err450 = {instancePath:instancePath+"/quotas/groups",schemaPath:"#/definitions/ugidQuotas/propertyNames",keyword:"propertyNames",params:{propertyName: key16},schema:schema53.propertyNames,parentSchema:schema53,data:data109};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
}
for(const key17 in data109){
let data110 = data109[key17];
if(data110 && typeof data110 == "object" && !Array.isArray(data110)){
for(const key18 in data110){
if(!((key18 === "space") || (key18 === "inodes"))){
const err451 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},schema:false,parentSchema:schema53.additionalProperties,data:data110};
if(vErrors === null){
vErrors = [err451];
}
else {
vErrors.push(err451);
}
errors++;
}
}
if(data110.space !== undefined){
let data111 = data110.space;
if(typeof data111 === "string"){
if(func2(data111) > 64){
const err452 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema53.additionalProperties.properties.space,data:data111};
if(vErrors === null){
vErrors = [err452];
}
else {
vErrors.push(err452);
}
errors++;
}
}
else {
const err453 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/space",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/space/type",keyword:"type",params:{type: "string"},schema:schema53.additionalProperties.properties.space.type,parentSchema:schema53.additionalProperties.properties.space,data:data111};
if(vErrors === null){
vErrors = [err453];
}
else {
vErrors.push(err453);
}
errors++;
}
}
if(data110.inodes !== undefined){
let data112 = data110.inodes;
const _errs495 = errors;
let valid162 = false;
const _errs496 = errors;
if(!(((typeof data112 == "number") && (!(data112 % 1) && !isNaN(data112))) && (isFinite(data112)))){
const err454 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema53.additionalProperties.properties.inodes.anyOf[0].type,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[0],data:data112};
if(vErrors === null){
vErrors = [err454];
}
else {
vErrors.push(err454);
}
errors++;
}
if((typeof data112 == "number") && (isFinite(data112))){
if(data112 > 9007199254740991 || isNaN(data112)){
const err455 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[0],data:data112};
if(vErrors === null){
vErrors = [err455];
}
else {
vErrors.push(err455);
}
errors++;
}
if(data112 < 1 || isNaN(data112)){
const err456 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[0],data:data112};
if(vErrors === null){
vErrors = [err456];
}
else {
vErrors.push(err456);
}
errors++;
}
}
var _valid43 = _errs496 === errors;
valid162 = valid162 || _valid43;
if(!valid162){
const _errs498 = errors;
if(typeof data112 === "string"){
if(func2(data112) > 64){
const err457 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[1],data:data112};
if(vErrors === null){
vErrors = [err457];
}
else {
vErrors.push(err457);
}
errors++;
}
}
else {
const err458 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema53.additionalProperties.properties.inodes.anyOf[1].type,parentSchema:schema53.additionalProperties.properties.inodes.anyOf[1],data:data112};
if(vErrors === null){
vErrors = [err458];
}
else {
vErrors.push(err458);
}
errors++;
}
var _valid43 = _errs498 === errors;
valid162 = valid162 || _valid43;
}
if(!valid162){
const err459 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1")+"/inodes",schemaPath:"#/definitions/ugidQuotas/additionalProperties/properties/inodes/anyOf",keyword:"anyOf",params:{},schema:schema53.additionalProperties.properties.inodes.anyOf,parentSchema:schema53.additionalProperties.properties.inodes,data:data112};
if(vErrors === null){
vErrors = [err459];
}
else {
vErrors.push(err459);
}
errors++;
}
else {
errors = _errs495;
if(vErrors !== null){
if(_errs495){
vErrors.length = _errs495;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err460 = {instancePath:instancePath+"/quotas/groups/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ugidQuotas/additionalProperties/type",keyword:"type",params:{type: "object"},schema:schema53.additionalProperties.type,parentSchema:schema53.additionalProperties,data:data110};
if(vErrors === null){
vErrors = [err460];
}
else {
vErrors.push(err460);
}
errors++;
}
}
}
else {
const err461 = {instancePath:instancePath+"/quotas/groups",schemaPath:"#/definitions/ugidQuotas/type",keyword:"type",params:{type: "object"},schema:schema53.type,parentSchema:schema53,data:data109};
if(vErrors === null){
vErrors = [err461];
}
else {
vErrors.push(err461);
}
errors++;
}
}
}
else {
const err462 = {instancePath:instancePath+"/quotas",schemaPath:"#/properties/quotas/type",keyword:"type",params:{type: "object"},schema:schema13.properties.quotas.type,parentSchema:schema13.properties.quotas,data:data104};
if(vErrors === null){
vErrors = [err462];
}
else {
vErrors.push(err462);
}
errors++;
}
}
if(data.diskinodes !== undefined){
let data113 = data.diskinodes;
const _errs501 = errors;
let valid163 = false;
const _errs502 = errors;
if(!(((typeof data113 == "number") && (!(data113 % 1) && !isNaN(data113))) && (isFinite(data113)))){
const err463 = {instancePath:instancePath+"/diskinodes",schemaPath:"#/properties/diskinodes/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.diskinodes.anyOf[0].type,parentSchema:schema13.properties.diskinodes.anyOf[0],data:data113};
if(vErrors === null){
vErrors = [err463];
}
else {
vErrors.push(err463);
}
errors++;
}
if((typeof data113 == "number") && (isFinite(data113))){
if(data113 > 9007199254740991 || isNaN(data113)){
const err464 = {instancePath:instancePath+"/diskinodes",schemaPath:"#/properties/diskinodes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema13.properties.diskinodes.anyOf[0],data:data113};
if(vErrors === null){
vErrors = [err464];
}
else {
vErrors.push(err464);
}
errors++;
}
if(data113 < 1 || isNaN(data113)){
const err465 = {instancePath:instancePath+"/diskinodes",schemaPath:"#/properties/diskinodes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.diskinodes.anyOf[0],data:data113};
if(vErrors === null){
vErrors = [err465];
}
else {
vErrors.push(err465);
}
errors++;
}
}
var _valid44 = _errs502 === errors;
valid163 = valid163 || _valid44;
if(!valid163){
const _errs504 = errors;
if(typeof data113 === "string"){
if(func2(data113) > 64){
const err466 = {instancePath:instancePath+"/diskinodes",schemaPath:"#/properties/diskinodes/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema13.properties.diskinodes.anyOf[1],data:data113};
if(vErrors === null){
vErrors = [err466];
}
else {
vErrors.push(err466);
}
errors++;
}
if(!pattern55.test(data113)){
const err467 = {instancePath:instancePath+"/diskinodes",schemaPath:"#/properties/diskinodes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$"},schema:"^(unlimited|[0-9]{1,16})(:(unlimited|[0-9]{1,16}))?$",parentSchema:schema13.properties.diskinodes.anyOf[1],data:data113};
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
const err468 = {instancePath:instancePath+"/diskinodes",schemaPath:"#/properties/diskinodes/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.diskinodes.anyOf[1].type,parentSchema:schema13.properties.diskinodes.anyOf[1],data:data113};
if(vErrors === null){
vErrors = [err468];
}
else {
vErrors.push(err468);
}
errors++;
}
var _valid44 = _errs504 === errors;
valid163 = valid163 || _valid44;
}
if(!valid163){
const err469 = {instancePath:instancePath+"/diskinodes",schemaPath:"#/properties/diskinodes/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.diskinodes.anyOf,parentSchema:schema13.properties.diskinodes,data:data113};
if(vErrors === null){
vErrors = [err469];
}
else {
vErrors.push(err469);
}
errors++;
}
else {
errors = _errs501;
if(vErrors !== null){
if(_errs501){
vErrors.length = _errs501;
}
else {
vErrors = null;
}
}
}
}
if(data.idmap !== undefined){
let data114 = data.idmap;
if(data114 && typeof data114 == "object" && !Array.isArray(data114)){
for(const key19 in data114){
if(!(key19 === "base")){
const err470 = {instancePath:instancePath+"/idmap",schemaPath:"#/properties/idmap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},schema:false,parentSchema:schema13.properties.idmap,data:data114};
if(vErrors === null){
vErrors = [err470];
}
else {
vErrors.push(err470);
}
errors++;
}
}
if(data114.base !== undefined){
let data115 = data114.base;
if(!(((typeof data115 == "number") && (!(data115 % 1) && !isNaN(data115))) && (isFinite(data115)))){
const err471 = {instancePath:instancePath+"/idmap/base",schemaPath:"#/properties/idmap/properties/base/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.idmap.properties.base.type,parentSchema:schema13.properties.idmap.properties.base,data:data115};
if(vErrors === null){
vErrors = [err471];
}
else {
vErrors.push(err471);
}
errors++;
}
if((typeof data115 == "number") && (isFinite(data115))){
if(data115 > 4294901759 || isNaN(data115)){
const err472 = {instancePath:instancePath+"/idmap/base",schemaPath:"#/properties/idmap/properties/base/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294901759},schema:4294901759,parentSchema:schema13.properties.idmap.properties.base,data:data115};
if(vErrors === null){
vErrors = [err472];
}
else {
vErrors.push(err472);
}
errors++;
}
if(data115 < 65536 || isNaN(data115)){
const err473 = {instancePath:instancePath+"/idmap/base",schemaPath:"#/properties/idmap/properties/base/minimum",keyword:"minimum",params:{comparison: ">=", limit: 65536},schema:65536,parentSchema:schema13.properties.idmap.properties.base,data:data115};
if(vErrors === null){
vErrors = [err473];
}
else {
vErrors.push(err473);
}
errors++;
}
}
}
}
else {
const err474 = {instancePath:instancePath+"/idmap",schemaPath:"#/properties/idmap/type",keyword:"type",params:{type: "object"},schema:schema13.properties.idmap.type,parentSchema:schema13.properties.idmap,data:data114};
if(vErrors === null){
vErrors = [err474];
}
else {
vErrors.push(err474);
}
errors++;
}
}
if(data.init !== undefined){
let data116 = data.init;
if(Array.isArray(data116)){
if(data116.length > 64){
const err475 = {instancePath:instancePath+"/init",schemaPath:"#/properties/init/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.init,data:data116};
if(vErrors === null){
vErrors = [err475];
}
else {
vErrors.push(err475);
}
errors++;
}
if(data116.length < 1){
const err476 = {instancePath:instancePath+"/init",schemaPath:"#/properties/init/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema13.properties.init,data:data116};
if(vErrors === null){
vErrors = [err476];
}
else {
vErrors.push(err476);
}
errors++;
}
const len13 = data116.length;
for(let i13=0; i13<len13; i13++){
let data117 = data116[i13];
if(typeof data117 === "string"){
if(func2(data117) > 4096){
const err477 = {instancePath:instancePath+"/init/" + i13,schemaPath:"#/properties/init/items/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema13.properties.init.items,data:data117};
if(vErrors === null){
vErrors = [err477];
}
else {
vErrors.push(err477);
}
errors++;
}
}
else {
const err478 = {instancePath:instancePath+"/init/" + i13,schemaPath:"#/properties/init/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.init.items.type,parentSchema:schema13.properties.init.items,data:data117};
if(vErrors === null){
vErrors = [err478];
}
else {
vErrors.push(err478);
}
errors++;
}
}
}
else {
const err479 = {instancePath:instancePath+"/init",schemaPath:"#/properties/init/type",keyword:"type",params:{type: "array"},schema:schema13.properties.init.type,parentSchema:schema13.properties.init,data:data116};
if(vErrors === null){
vErrors = [err479];
}
else {
vErrors.push(err479);
}
errors++;
}
}
if(data.reconcile !== undefined){
let data118 = data.reconcile;
if(data118 && typeof data118 == "object" && !Array.isArray(data118)){
for(const key20 in data118){
if(!(((((key20 === "mode") || (key20 === "drift")) || (key20 === "fields")) || (key20 === "ignoreUndeclared")) || (key20 === "onDelete"))){
const err480 = {instancePath:instancePath+"/reconcile",schemaPath:"#/properties/reconcile/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},schema:false,parentSchema:schema13.properties.reconcile,data:data118};
if(vErrors === null){
vErrors = [err480];
}
else {
vErrors.push(err480);
}
errors++;
}
}
if(data118.mode !== undefined){
let data119 = data118.mode;
if(!((data119 === "apply") || (data119 === "observe"))){
const err481 = {instancePath:instancePath+"/reconcile/mode",schemaPath:"#/properties/reconcile/properties/mode/enum",keyword:"enum",params:{allowedValues: schema13.properties.reconcile.properties.mode.enum},schema:schema13.properties.reconcile.properties.mode.enum,parentSchema:schema13.properties.reconcile.properties.mode,data:data119};
if(vErrors === null){
vErrors = [err481];
}
else {
vErrors.push(err481);
}
errors++;
}
}
if(data118.drift !== undefined){
let data120 = data118.drift;
if(!(((data120 === "correct") || (data120 === "warn")) || (data120 === "ignore"))){
const err482 = {instancePath:instancePath+"/reconcile/drift",schemaPath:"#/properties/reconcile/properties/drift/enum",keyword:"enum",params:{allowedValues: schema13.properties.reconcile.properties.drift.enum},schema:schema13.properties.reconcile.properties.drift.enum,parentSchema:schema13.properties.reconcile.properties.drift,data:data120};
if(vErrors === null){
vErrors = [err482];
}
else {
vErrors.push(err482);
}
errors++;
}
}
if(data118.fields !== undefined){
let data121 = data118.fields;
if(data121 && typeof data121 == "object" && !Array.isArray(data121)){
if(Object.keys(data121).length > 64){
const err483 = {instancePath:instancePath+"/reconcile/fields",schemaPath:"#/properties/reconcile/properties/fields/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema13.properties.reconcile.properties.fields,data:data121};
if(vErrors === null){
vErrors = [err483];
}
else {
vErrors.push(err483);
}
errors++;
}
for(const key21 in data121){
let data122 = data121[key21];
if(!(((data122 === "correct") || (data122 === "warn")) || (data122 === "ignore"))){
const err484 = {instancePath:instancePath+"/reconcile/fields/" + key21.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/reconcile/properties/fields/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema13.properties.reconcile.properties.fields.additionalProperties.enum},schema:schema13.properties.reconcile.properties.fields.additionalProperties.enum,parentSchema:schema13.properties.reconcile.properties.fields.additionalProperties,data:data122};
if(vErrors === null){
vErrors = [err484];
}
else {
vErrors.push(err484);
}
errors++;
}
}
}
else {
const err485 = {instancePath:instancePath+"/reconcile/fields",schemaPath:"#/properties/reconcile/properties/fields/type",keyword:"type",params:{type: "object"},schema:schema13.properties.reconcile.properties.fields.type,parentSchema:schema13.properties.reconcile.properties.fields,data:data121};
if(vErrors === null){
vErrors = [err485];
}
else {
vErrors.push(err485);
}
errors++;
}
}
if(data118.ignoreUndeclared !== undefined){
let data123 = data118.ignoreUndeclared;
if(Array.isArray(data123)){
if(data123.length > 64){
const err486 = {instancePath:instancePath+"/reconcile/ignoreUndeclared",schemaPath:"#/properties/reconcile/properties/ignoreUndeclared/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.reconcile.properties.ignoreUndeclared,data:data123};
if(vErrors === null){
vErrors = [err486];
}
else {
vErrors.push(err486);
}
errors++;
}
const len14 = data123.length;
for(let i14=0; i14<len14; i14++){
let data124 = data123[i14];
if(typeof data124 === "string"){
if(func2(data124) > 256){
const err487 = {instancePath:instancePath+"/reconcile/ignoreUndeclared/" + i14,schemaPath:"#/properties/reconcile/properties/ignoreUndeclared/items/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema13.properties.reconcile.properties.ignoreUndeclared.items,data:data124};
if(vErrors === null){
vErrors = [err487];
}
else {
vErrors.push(err487);
}
errors++;
}
if(func2(data124) < 1){
const err488 = {instancePath:instancePath+"/reconcile/ignoreUndeclared/" + i14,schemaPath:"#/properties/reconcile/properties/ignoreUndeclared/items/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema13.properties.reconcile.properties.ignoreUndeclared.items,data:data124};
if(vErrors === null){
vErrors = [err488];
}
else {
vErrors.push(err488);
}
errors++;
}
}
else {
const err489 = {instancePath:instancePath+"/reconcile/ignoreUndeclared/" + i14,schemaPath:"#/properties/reconcile/properties/ignoreUndeclared/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.reconcile.properties.ignoreUndeclared.items.type,parentSchema:schema13.properties.reconcile.properties.ignoreUndeclared.items,data:data124};
if(vErrors === null){
vErrors = [err489];
}
else {
vErrors.push(err489);
}
errors++;
}
}
}
else {
const err490 = {instancePath:instancePath+"/reconcile/ignoreUndeclared",schemaPath:"#/properties/reconcile/properties/ignoreUndeclared/type",keyword:"type",params:{type: "array"},schema:schema13.properties.reconcile.properties.ignoreUndeclared.type,parentSchema:schema13.properties.reconcile.properties.ignoreUndeclared,data:data123};
if(vErrors === null){
vErrors = [err490];
}
else {
vErrors.push(err490);
}
errors++;
}
}
if(data118.onDelete !== undefined){
let data125 = data118.onDelete;
if(!((data125 === "delete") || (data125 === "orphan"))){
const err491 = {instancePath:instancePath+"/reconcile/onDelete",schemaPath:"#/properties/reconcile/properties/onDelete/enum",keyword:"enum",params:{allowedValues: schema13.properties.reconcile.properties.onDelete.enum},schema:schema13.properties.reconcile.properties.onDelete.enum,parentSchema:schema13.properties.reconcile.properties.onDelete,data:data125};
if(vErrors === null){
vErrors = [err491];
}
else {
vErrors.push(err491);
}
errors++;
}
}
}
else {
const err492 = {instancePath:instancePath+"/reconcile",schemaPath:"#/properties/reconcile/type",keyword:"type",params:{type: "object"},schema:schema13.properties.reconcile.type,parentSchema:schema13.properties.reconcile,data:data118};
if(vErrors === null){
vErrors = [err492];
}
else {
vErrors.push(err492);
}
errors++;
}
}
if(data.health !== undefined){
let data126 = data.health;
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
for(const key22 in data126){
if(!(func7.call(schema13.properties.health.properties, key22))){
const err493 = {instancePath:instancePath+"/health",schemaPath:"#/properties/health/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},schema:false,parentSchema:schema13.properties.health,data:data126};
if(vErrors === null){
vErrors = [err493];
}
else {
vErrors.push(err493);
}
errors++;
}
}
if(data126.exec !== undefined){
let data127 = data126.exec;
if(data127 && typeof data127 == "object" && !Array.isArray(data127)){
if(data127.command === undefined){
const err494 = {instancePath:instancePath+"/health/exec",schemaPath:"#/properties/health/properties/exec/required",keyword:"required",params:{missingProperty: "command"},schema:schema13.properties.health.properties.exec.required,parentSchema:schema13.properties.health.properties.exec,data:data127};
if(vErrors === null){
vErrors = [err494];
}
else {
vErrors.push(err494);
}
errors++;
}
for(const key23 in data127){
if(!(key23 === "command")){
const err495 = {instancePath:instancePath+"/health/exec",schemaPath:"#/properties/health/properties/exec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},schema:false,parentSchema:schema13.properties.health.properties.exec,data:data127};
if(vErrors === null){
vErrors = [err495];
}
else {
vErrors.push(err495);
}
errors++;
}
}
if(data127.command !== undefined){
let data128 = data127.command;
if(Array.isArray(data128)){
if(data128.length > 64){
const err496 = {instancePath:instancePath+"/health/exec/command",schemaPath:"#/properties/health/properties/exec/properties/command/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema13.properties.health.properties.exec.properties.command,data:data128};
if(vErrors === null){
vErrors = [err496];
}
else {
vErrors.push(err496);
}
errors++;
}
if(data128.length < 1){
const err497 = {instancePath:instancePath+"/health/exec/command",schemaPath:"#/properties/health/properties/exec/properties/command/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema13.properties.health.properties.exec.properties.command,data:data128};
if(vErrors === null){
vErrors = [err497];
}
else {
vErrors.push(err497);
}
errors++;
}
const len15 = data128.length;
for(let i15=0; i15<len15; i15++){
let data129 = data128[i15];
if(typeof data129 === "string"){
if(func2(data129) > 4096){
const err498 = {instancePath:instancePath+"/health/exec/command/" + i15,schemaPath:"#/properties/health/properties/exec/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema13.properties.health.properties.exec.properties.command.items,data:data129};
if(vErrors === null){
vErrors = [err498];
}
else {
vErrors.push(err498);
}
errors++;
}
if(func2(data129) < 1){
const err499 = {instancePath:instancePath+"/health/exec/command/" + i15,schemaPath:"#/properties/health/properties/exec/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema13.properties.health.properties.exec.properties.command.items,data:data129};
if(vErrors === null){
vErrors = [err499];
}
else {
vErrors.push(err499);
}
errors++;
}
}
else {
const err500 = {instancePath:instancePath+"/health/exec/command/" + i15,schemaPath:"#/properties/health/properties/exec/properties/command/items/type",keyword:"type",params:{type: "string"},schema:schema13.properties.health.properties.exec.properties.command.items.type,parentSchema:schema13.properties.health.properties.exec.properties.command.items,data:data129};
if(vErrors === null){
vErrors = [err500];
}
else {
vErrors.push(err500);
}
errors++;
}
}
}
else {
const err501 = {instancePath:instancePath+"/health/exec/command",schemaPath:"#/properties/health/properties/exec/properties/command/type",keyword:"type",params:{type: "array"},schema:schema13.properties.health.properties.exec.properties.command.type,parentSchema:schema13.properties.health.properties.exec.properties.command,data:data128};
if(vErrors === null){
vErrors = [err501];
}
else {
vErrors.push(err501);
}
errors++;
}
}
}
else {
const err502 = {instancePath:instancePath+"/health/exec",schemaPath:"#/properties/health/properties/exec/type",keyword:"type",params:{type: "object"},schema:schema13.properties.health.properties.exec.type,parentSchema:schema13.properties.health.properties.exec,data:data127};
if(vErrors === null){
vErrors = [err502];
}
else {
vErrors.push(err502);
}
errors++;
}
}
if(data126.tcp !== undefined){
let data130 = data126.tcp;
if(data130 && typeof data130 == "object" && !Array.isArray(data130)){
if(data130.port === undefined){
const err503 = {instancePath:instancePath+"/health/tcp",schemaPath:"#/properties/health/properties/tcp/required",keyword:"required",params:{missingProperty: "port"},schema:schema13.properties.health.properties.tcp.required,parentSchema:schema13.properties.health.properties.tcp,data:data130};
if(vErrors === null){
vErrors = [err503];
}
else {
vErrors.push(err503);
}
errors++;
}
for(const key24 in data130){
if(!((key24 === "port") || (key24 === "host"))){
const err504 = {instancePath:instancePath+"/health/tcp",schemaPath:"#/properties/health/properties/tcp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},schema:false,parentSchema:schema13.properties.health.properties.tcp,data:data130};
if(vErrors === null){
vErrors = [err504];
}
else {
vErrors.push(err504);
}
errors++;
}
}
if(data130.port !== undefined){
let data131 = data130.port;
if(!(((typeof data131 == "number") && (!(data131 % 1) && !isNaN(data131))) && (isFinite(data131)))){
const err505 = {instancePath:instancePath+"/health/tcp/port",schemaPath:"#/properties/health/properties/tcp/properties/port/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.tcp.properties.port.type,parentSchema:schema13.properties.health.properties.tcp.properties.port,data:data131};
if(vErrors === null){
vErrors = [err505];
}
else {
vErrors.push(err505);
}
errors++;
}
if((typeof data131 == "number") && (isFinite(data131))){
if(data131 > 65535 || isNaN(data131)){
const err506 = {instancePath:instancePath+"/health/tcp/port",schemaPath:"#/properties/health/properties/tcp/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},schema:65535,parentSchema:schema13.properties.health.properties.tcp.properties.port,data:data131};
if(vErrors === null){
vErrors = [err506];
}
else {
vErrors.push(err506);
}
errors++;
}
if(data131 < 1 || isNaN(data131)){
const err507 = {instancePath:instancePath+"/health/tcp/port",schemaPath:"#/properties/health/properties/tcp/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.health.properties.tcp.properties.port,data:data131};
if(vErrors === null){
vErrors = [err507];
}
else {
vErrors.push(err507);
}
errors++;
}
}
}
if(data130.host !== undefined){
let data132 = data130.host;
if(typeof data132 === "string"){
if(func2(data132) > 45){
const err508 = {instancePath:instancePath+"/health/tcp/host",schemaPath:"#/properties/health/properties/tcp/properties/host/maxLength",keyword:"maxLength",params:{limit: 45},schema:45,parentSchema:schema13.properties.health.properties.tcp.properties.host,data:data132};
if(vErrors === null){
vErrors = [err508];
}
else {
vErrors.push(err508);
}
errors++;
}
}
else {
const err509 = {instancePath:instancePath+"/health/tcp/host",schemaPath:"#/properties/health/properties/tcp/properties/host/type",keyword:"type",params:{type: "string"},schema:schema13.properties.health.properties.tcp.properties.host.type,parentSchema:schema13.properties.health.properties.tcp.properties.host,data:data132};
if(vErrors === null){
vErrors = [err509];
}
else {
vErrors.push(err509);
}
errors++;
}
}
}
else {
const err510 = {instancePath:instancePath+"/health/tcp",schemaPath:"#/properties/health/properties/tcp/type",keyword:"type",params:{type: "object"},schema:schema13.properties.health.properties.tcp.type,parentSchema:schema13.properties.health.properties.tcp,data:data130};
if(vErrors === null){
vErrors = [err510];
}
else {
vErrors.push(err510);
}
errors++;
}
}
if(data126.http !== undefined){
let data133 = data126.http;
if(data133 && typeof data133 == "object" && !Array.isArray(data133)){
if(data133.port === undefined){
const err511 = {instancePath:instancePath+"/health/http",schemaPath:"#/properties/health/properties/http/required",keyword:"required",params:{missingProperty: "port"},schema:schema13.properties.health.properties.http.required,parentSchema:schema13.properties.health.properties.http,data:data133};
if(vErrors === null){
vErrors = [err511];
}
else {
vErrors.push(err511);
}
errors++;
}
for(const key25 in data133){
if(!((((key25 === "port") || (key25 === "host")) || (key25 === "path")) || (key25 === "status"))){
const err512 = {instancePath:instancePath+"/health/http",schemaPath:"#/properties/health/properties/http/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},schema:false,parentSchema:schema13.properties.health.properties.http,data:data133};
if(vErrors === null){
vErrors = [err512];
}
else {
vErrors.push(err512);
}
errors++;
}
}
if(data133.port !== undefined){
let data134 = data133.port;
if(!(((typeof data134 == "number") && (!(data134 % 1) && !isNaN(data134))) && (isFinite(data134)))){
const err513 = {instancePath:instancePath+"/health/http/port",schemaPath:"#/properties/health/properties/http/properties/port/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.http.properties.port.type,parentSchema:schema13.properties.health.properties.http.properties.port,data:data134};
if(vErrors === null){
vErrors = [err513];
}
else {
vErrors.push(err513);
}
errors++;
}
if((typeof data134 == "number") && (isFinite(data134))){
if(data134 > 65535 || isNaN(data134)){
const err514 = {instancePath:instancePath+"/health/http/port",schemaPath:"#/properties/health/properties/http/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},schema:65535,parentSchema:schema13.properties.health.properties.http.properties.port,data:data134};
if(vErrors === null){
vErrors = [err514];
}
else {
vErrors.push(err514);
}
errors++;
}
if(data134 < 1 || isNaN(data134)){
const err515 = {instancePath:instancePath+"/health/http/port",schemaPath:"#/properties/health/properties/http/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.health.properties.http.properties.port,data:data134};
if(vErrors === null){
vErrors = [err515];
}
else {
vErrors.push(err515);
}
errors++;
}
}
}
if(data133.host !== undefined){
let data135 = data133.host;
if(typeof data135 === "string"){
if(func2(data135) > 45){
const err516 = {instancePath:instancePath+"/health/http/host",schemaPath:"#/properties/health/properties/http/properties/host/maxLength",keyword:"maxLength",params:{limit: 45},schema:45,parentSchema:schema13.properties.health.properties.http.properties.host,data:data135};
if(vErrors === null){
vErrors = [err516];
}
else {
vErrors.push(err516);
}
errors++;
}
}
else {
const err517 = {instancePath:instancePath+"/health/http/host",schemaPath:"#/properties/health/properties/http/properties/host/type",keyword:"type",params:{type: "string"},schema:schema13.properties.health.properties.http.properties.host.type,parentSchema:schema13.properties.health.properties.http.properties.host,data:data135};
if(vErrors === null){
vErrors = [err517];
}
else {
vErrors.push(err517);
}
errors++;
}
}
if(data133.path !== undefined){
let data136 = data133.path;
if(typeof data136 === "string"){
if(func2(data136) > 1024){
const err518 = {instancePath:instancePath+"/health/http/path",schemaPath:"#/properties/health/properties/http/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema13.properties.health.properties.http.properties.path,data:data136};
if(vErrors === null){
vErrors = [err518];
}
else {
vErrors.push(err518);
}
errors++;
}
if(!pattern56.test(data136)){
const err519 = {instancePath:instancePath+"/health/http/path",schemaPath:"#/properties/health/properties/http/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[!-~]*$"},schema:"^/[!-~]*$",parentSchema:schema13.properties.health.properties.http.properties.path,data:data136};
if(vErrors === null){
vErrors = [err519];
}
else {
vErrors.push(err519);
}
errors++;
}
}
else {
const err520 = {instancePath:instancePath+"/health/http/path",schemaPath:"#/properties/health/properties/http/properties/path/type",keyword:"type",params:{type: "string"},schema:schema13.properties.health.properties.http.properties.path.type,parentSchema:schema13.properties.health.properties.http.properties.path,data:data136};
if(vErrors === null){
vErrors = [err520];
}
else {
vErrors.push(err520);
}
errors++;
}
}
if(data133.status !== undefined){
let data137 = data133.status;
if(!(((typeof data137 == "number") && (!(data137 % 1) && !isNaN(data137))) && (isFinite(data137)))){
const err521 = {instancePath:instancePath+"/health/http/status",schemaPath:"#/properties/health/properties/http/properties/status/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.http.properties.status.type,parentSchema:schema13.properties.health.properties.http.properties.status,data:data137};
if(vErrors === null){
vErrors = [err521];
}
else {
vErrors.push(err521);
}
errors++;
}
if((typeof data137 == "number") && (isFinite(data137))){
if(data137 > 599 || isNaN(data137)){
const err522 = {instancePath:instancePath+"/health/http/status",schemaPath:"#/properties/health/properties/http/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},schema:599,parentSchema:schema13.properties.health.properties.http.properties.status,data:data137};
if(vErrors === null){
vErrors = [err522];
}
else {
vErrors.push(err522);
}
errors++;
}
if(data137 < 100 || isNaN(data137)){
const err523 = {instancePath:instancePath+"/health/http/status",schemaPath:"#/properties/health/properties/http/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},schema:100,parentSchema:schema13.properties.health.properties.http.properties.status,data:data137};
if(vErrors === null){
vErrors = [err523];
}
else {
vErrors.push(err523);
}
errors++;
}
}
}
}
else {
const err524 = {instancePath:instancePath+"/health/http",schemaPath:"#/properties/health/properties/http/type",keyword:"type",params:{type: "object"},schema:schema13.properties.health.properties.http.type,parentSchema:schema13.properties.health.properties.http,data:data133};
if(vErrors === null){
vErrors = [err524];
}
else {
vErrors.push(err524);
}
errors++;
}
}
if(data126.interval !== undefined){
let data138 = data126.interval;
const _errs558 = errors;
let valid177 = false;
const _errs559 = errors;
if(!(((typeof data138 == "number") && (!(data138 % 1) && !isNaN(data138))) && (isFinite(data138)))){
const err525 = {instancePath:instancePath+"/health/interval",schemaPath:"#/properties/health/properties/interval/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.interval.anyOf[0].type,parentSchema:schema13.properties.health.properties.interval.anyOf[0],data:data138};
if(vErrors === null){
vErrors = [err525];
}
else {
vErrors.push(err525);
}
errors++;
}
if((typeof data138 == "number") && (isFinite(data138))){
if(data138 > 86400 || isNaN(data138)){
const err526 = {instancePath:instancePath+"/health/interval",schemaPath:"#/properties/health/properties/interval/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema13.properties.health.properties.interval.anyOf[0],data:data138};
if(vErrors === null){
vErrors = [err526];
}
else {
vErrors.push(err526);
}
errors++;
}
if(data138 < 0 || isNaN(data138)){
const err527 = {instancePath:instancePath+"/health/interval",schemaPath:"#/properties/health/properties/interval/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.health.properties.interval.anyOf[0],data:data138};
if(vErrors === null){
vErrors = [err527];
}
else {
vErrors.push(err527);
}
errors++;
}
}
var _valid45 = _errs559 === errors;
valid177 = valid177 || _valid45;
if(!valid177){
const _errs561 = errors;
if(typeof data138 === "string"){
if(func2(data138) > 16){
const err528 = {instancePath:instancePath+"/health/interval",schemaPath:"#/properties/health/properties/interval/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema13.properties.health.properties.interval.anyOf[1],data:data138};
if(vErrors === null){
vErrors = [err528];
}
else {
vErrors.push(err528);
}
errors++;
}
if(!pattern57.test(data138)){
const err529 = {instancePath:instancePath+"/health/interval",schemaPath:"#/properties/health/properties/interval/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9hms]+$"},schema:"^[0-9hms]+$",parentSchema:schema13.properties.health.properties.interval.anyOf[1],data:data138};
if(vErrors === null){
vErrors = [err529];
}
else {
vErrors.push(err529);
}
errors++;
}
}
else {
const err530 = {instancePath:instancePath+"/health/interval",schemaPath:"#/properties/health/properties/interval/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.health.properties.interval.anyOf[1].type,parentSchema:schema13.properties.health.properties.interval.anyOf[1],data:data138};
if(vErrors === null){
vErrors = [err530];
}
else {
vErrors.push(err530);
}
errors++;
}
var _valid45 = _errs561 === errors;
valid177 = valid177 || _valid45;
}
if(!valid177){
const err531 = {instancePath:instancePath+"/health/interval",schemaPath:"#/properties/health/properties/interval/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.health.properties.interval.anyOf,parentSchema:schema13.properties.health.properties.interval,data:data138};
if(vErrors === null){
vErrors = [err531];
}
else {
vErrors.push(err531);
}
errors++;
}
else {
errors = _errs558;
if(vErrors !== null){
if(_errs558){
vErrors.length = _errs558;
}
else {
vErrors = null;
}
}
}
}
if(data126.timeout !== undefined){
let data139 = data126.timeout;
const _errs564 = errors;
let valid178 = false;
const _errs565 = errors;
if(!(((typeof data139 == "number") && (!(data139 % 1) && !isNaN(data139))) && (isFinite(data139)))){
const err532 = {instancePath:instancePath+"/health/timeout",schemaPath:"#/properties/health/properties/timeout/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.timeout.anyOf[0].type,parentSchema:schema13.properties.health.properties.timeout.anyOf[0],data:data139};
if(vErrors === null){
vErrors = [err532];
}
else {
vErrors.push(err532);
}
errors++;
}
if((typeof data139 == "number") && (isFinite(data139))){
if(data139 > 86400 || isNaN(data139)){
const err533 = {instancePath:instancePath+"/health/timeout",schemaPath:"#/properties/health/properties/timeout/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema13.properties.health.properties.timeout.anyOf[0],data:data139};
if(vErrors === null){
vErrors = [err533];
}
else {
vErrors.push(err533);
}
errors++;
}
if(data139 < 0 || isNaN(data139)){
const err534 = {instancePath:instancePath+"/health/timeout",schemaPath:"#/properties/health/properties/timeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.health.properties.timeout.anyOf[0],data:data139};
if(vErrors === null){
vErrors = [err534];
}
else {
vErrors.push(err534);
}
errors++;
}
}
var _valid46 = _errs565 === errors;
valid178 = valid178 || _valid46;
if(!valid178){
const _errs567 = errors;
if(typeof data139 === "string"){
if(func2(data139) > 16){
const err535 = {instancePath:instancePath+"/health/timeout",schemaPath:"#/properties/health/properties/timeout/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema13.properties.health.properties.timeout.anyOf[1],data:data139};
if(vErrors === null){
vErrors = [err535];
}
else {
vErrors.push(err535);
}
errors++;
}
if(!pattern57.test(data139)){
const err536 = {instancePath:instancePath+"/health/timeout",schemaPath:"#/properties/health/properties/timeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9hms]+$"},schema:"^[0-9hms]+$",parentSchema:schema13.properties.health.properties.timeout.anyOf[1],data:data139};
if(vErrors === null){
vErrors = [err536];
}
else {
vErrors.push(err536);
}
errors++;
}
}
else {
const err537 = {instancePath:instancePath+"/health/timeout",schemaPath:"#/properties/health/properties/timeout/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.health.properties.timeout.anyOf[1].type,parentSchema:schema13.properties.health.properties.timeout.anyOf[1],data:data139};
if(vErrors === null){
vErrors = [err537];
}
else {
vErrors.push(err537);
}
errors++;
}
var _valid46 = _errs567 === errors;
valid178 = valid178 || _valid46;
}
if(!valid178){
const err538 = {instancePath:instancePath+"/health/timeout",schemaPath:"#/properties/health/properties/timeout/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.health.properties.timeout.anyOf,parentSchema:schema13.properties.health.properties.timeout,data:data139};
if(vErrors === null){
vErrors = [err538];
}
else {
vErrors.push(err538);
}
errors++;
}
else {
errors = _errs564;
if(vErrors !== null){
if(_errs564){
vErrors.length = _errs564;
}
else {
vErrors = null;
}
}
}
}
if(data126.retries !== undefined){
let data140 = data126.retries;
if(!(((typeof data140 == "number") && (!(data140 % 1) && !isNaN(data140))) && (isFinite(data140)))){
const err539 = {instancePath:instancePath+"/health/retries",schemaPath:"#/properties/health/properties/retries/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.retries.type,parentSchema:schema13.properties.health.properties.retries,data:data140};
if(vErrors === null){
vErrors = [err539];
}
else {
vErrors.push(err539);
}
errors++;
}
if((typeof data140 == "number") && (isFinite(data140))){
if(data140 > 1000 || isNaN(data140)){
const err540 = {instancePath:instancePath+"/health/retries",schemaPath:"#/properties/health/properties/retries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema13.properties.health.properties.retries,data:data140};
if(vErrors === null){
vErrors = [err540];
}
else {
vErrors.push(err540);
}
errors++;
}
if(data140 < 1 || isNaN(data140)){
const err541 = {instancePath:instancePath+"/health/retries",schemaPath:"#/properties/health/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.health.properties.retries,data:data140};
if(vErrors === null){
vErrors = [err541];
}
else {
vErrors.push(err541);
}
errors++;
}
}
}
if(data126.successThreshold !== undefined){
let data141 = data126.successThreshold;
if(!(((typeof data141 == "number") && (!(data141 % 1) && !isNaN(data141))) && (isFinite(data141)))){
const err542 = {instancePath:instancePath+"/health/successThreshold",schemaPath:"#/properties/health/properties/successThreshold/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.successThreshold.type,parentSchema:schema13.properties.health.properties.successThreshold,data:data141};
if(vErrors === null){
vErrors = [err542];
}
else {
vErrors.push(err542);
}
errors++;
}
if((typeof data141 == "number") && (isFinite(data141))){
if(data141 > 1000 || isNaN(data141)){
const err543 = {instancePath:instancePath+"/health/successThreshold",schemaPath:"#/properties/health/properties/successThreshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema13.properties.health.properties.successThreshold,data:data141};
if(vErrors === null){
vErrors = [err543];
}
else {
vErrors.push(err543);
}
errors++;
}
if(data141 < 1 || isNaN(data141)){
const err544 = {instancePath:instancePath+"/health/successThreshold",schemaPath:"#/properties/health/properties/successThreshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema13.properties.health.properties.successThreshold,data:data141};
if(vErrors === null){
vErrors = [err544];
}
else {
vErrors.push(err544);
}
errors++;
}
}
}
if(data126.startPeriod !== undefined){
let data142 = data126.startPeriod;
const _errs574 = errors;
let valid179 = false;
const _errs575 = errors;
if(!(((typeof data142 == "number") && (!(data142 % 1) && !isNaN(data142))) && (isFinite(data142)))){
const err545 = {instancePath:instancePath+"/health/startPeriod",schemaPath:"#/properties/health/properties/startPeriod/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.health.properties.startPeriod.anyOf[0].type,parentSchema:schema13.properties.health.properties.startPeriod.anyOf[0],data:data142};
if(vErrors === null){
vErrors = [err545];
}
else {
vErrors.push(err545);
}
errors++;
}
if((typeof data142 == "number") && (isFinite(data142))){
if(data142 > 86400 || isNaN(data142)){
const err546 = {instancePath:instancePath+"/health/startPeriod",schemaPath:"#/properties/health/properties/startPeriod/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema13.properties.health.properties.startPeriod.anyOf[0],data:data142};
if(vErrors === null){
vErrors = [err546];
}
else {
vErrors.push(err546);
}
errors++;
}
if(data142 < 0 || isNaN(data142)){
const err547 = {instancePath:instancePath+"/health/startPeriod",schemaPath:"#/properties/health/properties/startPeriod/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.health.properties.startPeriod.anyOf[0],data:data142};
if(vErrors === null){
vErrors = [err547];
}
else {
vErrors.push(err547);
}
errors++;
}
}
var _valid47 = _errs575 === errors;
valid179 = valid179 || _valid47;
if(!valid179){
const _errs577 = errors;
if(typeof data142 === "string"){
if(func2(data142) > 16){
const err548 = {instancePath:instancePath+"/health/startPeriod",schemaPath:"#/properties/health/properties/startPeriod/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema13.properties.health.properties.startPeriod.anyOf[1],data:data142};
if(vErrors === null){
vErrors = [err548];
}
else {
vErrors.push(err548);
}
errors++;
}
if(!pattern57.test(data142)){
const err549 = {instancePath:instancePath+"/health/startPeriod",schemaPath:"#/properties/health/properties/startPeriod/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9hms]+$"},schema:"^[0-9hms]+$",parentSchema:schema13.properties.health.properties.startPeriod.anyOf[1],data:data142};
if(vErrors === null){
vErrors = [err549];
}
else {
vErrors.push(err549);
}
errors++;
}
}
else {
const err550 = {instancePath:instancePath+"/health/startPeriod",schemaPath:"#/properties/health/properties/startPeriod/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.health.properties.startPeriod.anyOf[1].type,parentSchema:schema13.properties.health.properties.startPeriod.anyOf[1],data:data142};
if(vErrors === null){
vErrors = [err550];
}
else {
vErrors.push(err550);
}
errors++;
}
var _valid47 = _errs577 === errors;
valid179 = valid179 || _valid47;
}
if(!valid179){
const err551 = {instancePath:instancePath+"/health/startPeriod",schemaPath:"#/properties/health/properties/startPeriod/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.health.properties.startPeriod.anyOf,parentSchema:schema13.properties.health.properties.startPeriod,data:data142};
if(vErrors === null){
vErrors = [err551];
}
else {
vErrors.push(err551);
}
errors++;
}
else {
errors = _errs574;
if(vErrors !== null){
if(_errs574){
vErrors.length = _errs574;
}
else {
vErrors = null;
}
}
}
}
if(data126.onFailure !== undefined){
let data143 = data126.onFailure;
if(!((data143 === "report") || (data143 === "restart"))){
const err552 = {instancePath:instancePath+"/health/onFailure",schemaPath:"#/properties/health/properties/onFailure/enum",keyword:"enum",params:{allowedValues: schema13.properties.health.properties.onFailure.enum},schema:schema13.properties.health.properties.onFailure.enum,parentSchema:schema13.properties.health.properties.onFailure,data:data143};
if(vErrors === null){
vErrors = [err552];
}
else {
vErrors.push(err552);
}
errors++;
}
}
}
else {
const err553 = {instancePath:instancePath+"/health",schemaPath:"#/properties/health/type",keyword:"type",params:{type: "object"},schema:schema13.properties.health.type,parentSchema:schema13.properties.health,data:data126};
if(vErrors === null){
vErrors = [err553];
}
else {
vErrors.push(err553);
}
errors++;
}
}
if(data.stopTimeout !== undefined){
let data144 = data.stopTimeout;
const _errs581 = errors;
let valid180 = false;
const _errs582 = errors;
if(!(((typeof data144 == "number") && (!(data144 % 1) && !isNaN(data144))) && (isFinite(data144)))){
const err554 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema13.properties.stopTimeout.anyOf[0].type,parentSchema:schema13.properties.stopTimeout.anyOf[0],data:data144};
if(vErrors === null){
vErrors = [err554];
}
else {
vErrors.push(err554);
}
errors++;
}
if((typeof data144 == "number") && (isFinite(data144))){
if(data144 > 86400 || isNaN(data144)){
const err555 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema13.properties.stopTimeout.anyOf[0],data:data144};
if(vErrors === null){
vErrors = [err555];
}
else {
vErrors.push(err555);
}
errors++;
}
if(data144 < 0 || isNaN(data144)){
const err556 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema13.properties.stopTimeout.anyOf[0],data:data144};
if(vErrors === null){
vErrors = [err556];
}
else {
vErrors.push(err556);
}
errors++;
}
}
var _valid48 = _errs582 === errors;
valid180 = valid180 || _valid48;
if(!valid180){
const _errs584 = errors;
if(typeof data144 === "string"){
if(func2(data144) > 16){
const err557 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema13.properties.stopTimeout.anyOf[1],data:data144};
if(vErrors === null){
vErrors = [err557];
}
else {
vErrors.push(err557);
}
errors++;
}
if(func2(data144) < 1){
const err558 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf/1/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema13.properties.stopTimeout.anyOf[1],data:data144};
if(vErrors === null){
vErrors = [err558];
}
else {
vErrors.push(err558);
}
errors++;
}
if(!pattern60.test(data144)){
const err559 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$"},schema:"^([0-9]{1,6}|([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?)$",parentSchema:schema13.properties.stopTimeout.anyOf[1],data:data144};
if(vErrors === null){
vErrors = [err559];
}
else {
vErrors.push(err559);
}
errors++;
}
}
else {
const err560 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema13.properties.stopTimeout.anyOf[1].type,parentSchema:schema13.properties.stopTimeout.anyOf[1],data:data144};
if(vErrors === null){
vErrors = [err560];
}
else {
vErrors.push(err560);
}
errors++;
}
var _valid48 = _errs584 === errors;
valid180 = valid180 || _valid48;
}
if(!valid180){
const err561 = {instancePath:instancePath+"/stopTimeout",schemaPath:"#/properties/stopTimeout/anyOf",keyword:"anyOf",params:{},schema:schema13.properties.stopTimeout.anyOf,parentSchema:schema13.properties.stopTimeout,data:data144};
if(vErrors === null){
vErrors = [err561];
}
else {
vErrors.push(err561);
}
errors++;
}
else {
errors = _errs581;
if(vErrors !== null){
if(_errs581){
vErrors.length = _errs581;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err562 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err562];
}
else {
vErrors.push(err562);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(((((key1 === "name") || (key1 === "ctid")) || (key1 === "movedFrom")) || (key1 === "labels")) || (key1 === "annotations"))){
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
if(data2.movedFrom !== undefined){
let data5 = data2.movedFrom;
if(Array.isArray(data5)){
if(data5.length > 16){
const err18 = {instancePath:instancePath+"/metadata/movedFrom",schemaPath:"#/properties/metadata/properties/movedFrom/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema12.properties.metadata.properties.movedFrom,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err19 = {instancePath:instancePath+"/metadata/movedFrom/" + i0,schemaPath:"#/properties/metadata/properties/movedFrom/items/type",keyword:"type",params:{type: "integer"},schema:schema12.properties.metadata.properties.movedFrom.items.type,parentSchema:schema12.properties.metadata.properties.movedFrom.items,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 2147483644 || isNaN(data6)){
const err20 = {instancePath:instancePath+"/metadata/movedFrom/" + i0,schemaPath:"#/properties/metadata/properties/movedFrom/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483644},schema:2147483644,parentSchema:schema12.properties.metadata.properties.movedFrom.items,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data6 < 101 || isNaN(data6)){
const err21 = {instancePath:instancePath+"/metadata/movedFrom/" + i0,schemaPath:"#/properties/metadata/properties/movedFrom/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 101},schema:101,parentSchema:schema12.properties.metadata.properties.movedFrom.items,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
}
else {
const err22 = {instancePath:instancePath+"/metadata/movedFrom",schemaPath:"#/properties/metadata/properties/movedFrom/type",keyword:"type",params:{type: "array"},schema:schema12.properties.metadata.properties.movedFrom.type,parentSchema:schema12.properties.metadata.properties.movedFrom,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data2.labels !== undefined){
let data7 = data2.labels;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length > 64){
const err23 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema12.properties.metadata.properties.labels,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key2 in data7){
const _errs19 = errors;
if(typeof key2 === "string"){
if(func2(key2) > 128){
const err24 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema12.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern1.test(key2)){
const err25 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema12.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema12.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var valid4 = _errs19 === errors;
if(!valid4){
const err27 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema12.properties.metadata.properties.labels.propertyNames,parentSchema:schema12.properties.metadata.properties.labels,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
for(const key3 in data7){
let data8 = data7[key3];
if(typeof data8 === "string"){
if(func2(data8) > 256){
const err28 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema12.properties.metadata.properties.labels.additionalProperties,data:data8};
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
const err29 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema12.properties.metadata.properties.labels.additionalProperties,data:data8};
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
const err30 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema12.properties.metadata.properties.labels.type,parentSchema:schema12.properties.metadata.properties.labels,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data2.annotations !== undefined){
let data9 = data2.annotations;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 64){
const err31 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema12.properties.metadata.properties.annotations,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key4 in data9){
const _errs26 = errors;
if(typeof key4 === "string"){
if(func2(key4) > 128){
const err32 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema12.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!pattern1.test(key4)){
const err33 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema12.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema12.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var valid6 = _errs26 === errors;
if(!valid6){
const err35 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema12.properties.metadata.properties.annotations.propertyNames,parentSchema:schema12.properties.metadata.properties.annotations,data:data9};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
for(const key5 in data9){
let data10 = data9[key5];
if(typeof data10 === "string"){
if(func2(data10) > 16384){
const err36 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema12.properties.metadata.properties.annotations.additionalProperties,data:data10};
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
const err37 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema12.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema12.properties.metadata.properties.annotations.additionalProperties,data:data10};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema12.properties.metadata.properties.annotations.type,parentSchema:schema12.properties.metadata.properties.annotations,data:data9};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema12.properties.metadata.type,parentSchema:schema12.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.spec !== undefined){
if(!(validate12(data.spec, {instancePath:instancePath+"/spec",parentData:data,parentDataProperty:"spec",rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
}
else {
const err40 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema12.type,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}

export const validateProfile = validate27;
const schema55 = {"description":"Settings that containers share by naming it in spec.profiles.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Profile","metadata":{"name":"web"},"spec":{"template":"tiny","cpuunits":2000}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes a profile.","examples":["Profile"],"type":"string","const":"Profile"},"metadata":{"description":"Which profile this is.","examples":[{"name":"web"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"What containers call it by. Lower-case letters, digits and dashes, not digits alone; unique among profiles.","examples":["base","web"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"}}},"spec":{"description":"What a container that names it shall be, unless a later profile or the container says otherwise.","examples":[{"cpuunits":2000}],"allOf":[{"$ref":"#/definitions/sharedSpec"}]}}};
const schema56 = {"description":"A container's settings but for those that tell one container from another.","examples":[{"cpuunits":2000}],"type":"object","allOf":[{"$ref":"#/definitions/containerSpec"}],"propertyNames":{"description":"write it into the Container itself, which it tells from the others","not":{"enum":["profiles","hostname","ips","netdevs","pci","idmap"]}}};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate12(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs2 = errors;
const _errs3 = errors;
const _errs4 = errors;
if(!((((((key0 === "profiles") || (key0 === "hostname")) || (key0 === "ips")) || (key0 === "netdevs")) || (key0 === "pci")) || (key0 === "idmap"))){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var valid2 = _errs4 === errors;
if(valid2){
const err1 = {instancePath,schemaPath:"#/propertyNames/not",keyword:"not",params:{},schema:schema56.propertyNames.not,parentSchema:schema56.propertyNames,data:key0,propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs2 === errors;
if(!valid1){
const err2 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0},schema:schema56.propertyNames,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema56.type,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if("Profile" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Profile"},schema:"Profile",parentSchema:schema55.properties.kind,data:data1};
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
if(!(key1 === "name")){
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
if(func2(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema55.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema55.properties.metadata.properties.name,data:data3};
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
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema55.properties.metadata.type,parentSchema:schema55.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
if(!(validate16(data.spec, {instancePath:instancePath+"/spec",parentData:data,parentDataProperty:"spec",rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema55.type,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}

export const validateDefaults = validate29;
const schema57 = {"description":"Settings of every container whose file is in this folder or below it, under those of its profiles.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Defaults","spec":{"nameservers":["10.20.0.101"]}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes the defaults of its folder.","examples":["Defaults"],"type":"string","const":"Defaults"},"spec":{"description":"What the containers shall be, unless an inner folder, a profile or the container says otherwise.","examples":[{"nameservers":["10.20.0.101"]}],"allOf":[{"$ref":"#/definitions/sharedSpec"}]}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.spec === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "spec"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema57.properties.apiVersion.type,parentSchema:schema57.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema57.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err6 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema57.properties.kind.type,parentSchema:schema57.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if("Defaults" !== data1){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Defaults"},schema:"Defaults",parentSchema:schema57.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.spec !== undefined){
if(!(validate16(data.spec, {instancePath:instancePath+"/spec",parentData:data,parentDataProperty:"spec",rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema57.type,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}

export const validateTemplate = validate31;
const schema58 = {"description":"Where root file systems come from. Unpacked once per source, shared by every container that names it.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Template","metadata":{"name":"tiny"},"spec":{"source":{"busybox":{}}}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes a template.","examples":["Template"],"type":"string","const":"Template"},"metadata":{"description":"Which template this is.","examples":[{"name":"tiny"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"The name containers use. Lower-case letters, digits and dashes, not digits alone; unique among templates.","examples":["tiny","debian-13"],"type":"string","maxLength":63,"pattern":"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"How it is made, how it boots and how it stops.","examples":[{"source":{"debian":{"suite":"trixie","packages":["systemd-sysv"]}}}],"type":"object","additionalProperties":false,"required":["source"],"properties":{"source":{"description":"Exactly one of tarball, directory, debian and busybox.","examples":[{"busybox":{}},{"directory":"alpine"}],"type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"tarball":{"description":"An archive of a root file system (gz, xz or zst). Exactly one of path and url.","examples":[{"path":"/srv/templates/debian-13.tar.zst","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"type":"object","additionalProperties":false,"required":["sha256"],"minProperties":2,"maxProperties":2,"properties":{"path":{"description":"Absolute path on the node.","examples":["/srv/templates/debian-13.tar.zst"],"type":"string","maxLength":4096,"pattern":"^/."},"url":{"description":"Address to fetch it from, https.","examples":["https://images.example.org/debian-13.tar.xz"],"type":"string","maxLength":2048,"pattern":"^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$"},"sha256":{"description":"The digest of the archive, 64 lower-case hexadecimal digits.","examples":["0000000000000000000000000000000000000000000000000000000000000000"],"type":"string","maxLength":64,"pattern":"^[0-9a-f]{64}$"}}},"directory":{"description":"The name of a directory below templates/ of --root, where a root file system lies unpacked.","examples":["alpine"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},"debian":{"description":"A Debian system built with mmdebstrap.","examples":[{"suite":"trixie","packages":["systemd-sysv","openssh-server"]}],"type":"object","additionalProperties":false,"required":["suite"],"properties":{"suite":{"description":"The Debian release.","examples":["trixie","bookworm"],"type":"string","maxLength":40,"pattern":"^[a-z][a-z0-9-]{0,39}$"},"packages":{"description":"Packages beside the minimal system; their order does not matter.","examples":[["systemd-sysv","openssh-server"]],"default":[],"type":"array","maxItems":256,"items":{"description":"A package name.","examples":["openssh-server"],"type":"string","maxLength":100,"pattern":"^[a-z0-9][a-z0-9+.-]{1,99}$"}}}},"busybox":{"description":"A tiny system made of the host's static busybox.","examples":[{}],"type":"object","additionalProperties":false,"properties":{}}}},"init":{"description":"The program that becomes process 1, with its arguments; an absolute path inside the container.","examples":[["/sbin/init"],["/lib/systemd/systemd","--log-target=console"]],"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","maxLength":4096},"default":["/sbin/init"]},"haltSignal":{"description":"The signal that asks process 1 to halt. Default: SIGUSR2 for busybox (its init powers off), SIGRTMIN+3 for debian (systemd; SIGINT when sysvinit-core is among its packages), SIGPWR for tarball and directory (SysV init and most others).","examples":["SIGRTMIN+3","SIGUSR2","SIGPWR"],"type":"string","maxLength":16,"pattern":"^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$"}}}}};
const pattern65 = new RegExp("^/.", "u");
const pattern66 = new RegExp("^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$", "u");
const pattern67 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern68 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");
const pattern69 = new RegExp("^[a-z][a-z0-9-]{0,39}$", "u");
const pattern70 = new RegExp("^[a-z0-9][a-z0-9+.-]{1,99}$", "u");
const pattern71 = new RegExp("^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$", "u");

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema58.required,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema58.required,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema58.required,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema58.required,parentSchema:schema58,data};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema58,data};
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
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema58.properties.apiVersion.type,parentSchema:schema58.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema58.properties.apiVersion,data:data0};
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
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema58.properties.kind.type,parentSchema:schema58.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Template" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Template"},schema:"Template",parentSchema:schema58.properties.kind,data:data1};
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
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema58.properties.metadata.required,parentSchema:schema58.properties.metadata,data:data2};
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
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema58.properties.metadata,data:data2};
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
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},schema:63,parentSchema:schema58.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"},schema:"^(?![0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema58.properties.metadata.properties.name,data:data3};
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
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema58.properties.metadata.properties.name.type,parentSchema:schema58.properties.metadata.properties.name,data:data3};
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
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema58.properties.metadata.properties.labels,data:data4};
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
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema58.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema58.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema58.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema58.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema58.properties.metadata.properties.labels.propertyNames,parentSchema:schema58.properties.metadata.properties.labels,data:data4};
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
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema58.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema58.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema58.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema58.properties.metadata.properties.labels.type,parentSchema:schema58.properties.metadata.properties.labels,data:data4};
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
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema58.properties.metadata.properties.annotations,data:data6};
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
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema58.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema58.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema58.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema58.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema58.properties.metadata.properties.annotations.propertyNames,parentSchema:schema58.properties.metadata.properties.annotations,data:data6};
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
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema58.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema58.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema58.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema58.properties.metadata.properties.annotations.type,parentSchema:schema58.properties.metadata.properties.annotations,data:data6};
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
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema58.properties.metadata.type,parentSchema:schema58.properties.metadata,data:data2};
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
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "source"},schema:schema58.properties.spec.required,parentSchema:schema58.properties.spec,data:data8};
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
const err32 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema58.properties.spec,data:data8};
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
const err33 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/maxProperties",keyword:"maxProperties",params:{limit: 1},schema:1,parentSchema:schema58.properties.spec.properties.source,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(Object.keys(data9).length < 1){
const err34 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/minProperties",keyword:"minProperties",params:{limit: 1},schema:1,parentSchema:schema58.properties.spec.properties.source,data:data9};
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
const err35 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema58.properties.spec.properties.source,data:data9};
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
const err36 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/maxProperties",keyword:"maxProperties",params:{limit: 2},schema:2,parentSchema:schema58.properties.spec.properties.source.properties.tarball,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(Object.keys(data10).length < 2){
const err37 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/minProperties",keyword:"minProperties",params:{limit: 2},schema:2,parentSchema:schema58.properties.spec.properties.source.properties.tarball,data:data10};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data10.sha256 === undefined){
const err38 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/required",keyword:"required",params:{missingProperty: "sha256"},schema:schema58.properties.spec.properties.source.properties.tarball.required,parentSchema:schema58.properties.spec.properties.source.properties.tarball,data:data10};
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
const err39 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema58.properties.spec.properties.source.properties.tarball,data:data10};
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
const err40 = {instancePath:instancePath+"/spec/source/tarball/path",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.path,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!pattern65.test(data11)){
const err41 = {instancePath:instancePath+"/spec/source/tarball/path",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/path/pattern",keyword:"pattern",params:{pattern: "^/."},schema:"^/.",parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.path,data:data11};
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
const err42 = {instancePath:instancePath+"/spec/source/tarball/path",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/path/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.source.properties.tarball.properties.path.type,parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.path,data:data11};
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
const err43 = {instancePath:instancePath+"/spec/source/tarball/url",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.url,data:data12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(!pattern66.test(data12)){
const err44 = {instancePath:instancePath+"/spec/source/tarball/url",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/url/pattern",keyword:"pattern",params:{pattern: "^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$"},schema:"^https://[A-Za-z0-9.:\\[\\]-]{1,255}/[^\\s@]{0,1700}$",parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.url,data:data12};
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
const err45 = {instancePath:instancePath+"/spec/source/tarball/url",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/url/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.source.properties.tarball.properties.url.type,parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.url,data:data12};
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
const err46 = {instancePath:instancePath+"/spec/source/tarball/sha256",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/sha256/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.sha256,data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(!pattern67.test(data13)){
const err47 = {instancePath:instancePath+"/spec/source/tarball/sha256",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},schema:"^[0-9a-f]{64}$",parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.sha256,data:data13};
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
const err48 = {instancePath:instancePath+"/spec/source/tarball/sha256",schemaPath:"#/properties/spec/properties/source/properties/tarball/properties/sha256/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.source.properties.tarball.properties.sha256.type,parentSchema:schema58.properties.spec.properties.source.properties.tarball.properties.sha256,data:data13};
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
const err49 = {instancePath:instancePath+"/spec/source/tarball",schemaPath:"#/properties/spec/properties/source/properties/tarball/type",keyword:"type",params:{type: "object"},schema:schema58.properties.spec.properties.source.properties.tarball.type,parentSchema:schema58.properties.spec.properties.source.properties.tarball,data:data10};
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
const err50 = {instancePath:instancePath+"/spec/source/directory",schemaPath:"#/properties/spec/properties/source/properties/directory/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema58.properties.spec.properties.source.properties.directory,data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(!pattern68.test(data14)){
const err51 = {instancePath:instancePath+"/spec/source/directory",schemaPath:"#/properties/spec/properties/source/properties/directory/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",parentSchema:schema58.properties.spec.properties.source.properties.directory,data:data14};
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
const err52 = {instancePath:instancePath+"/spec/source/directory",schemaPath:"#/properties/spec/properties/source/properties/directory/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.source.properties.directory.type,parentSchema:schema58.properties.spec.properties.source.properties.directory,data:data14};
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
const err53 = {instancePath:instancePath+"/spec/source/debian",schemaPath:"#/properties/spec/properties/source/properties/debian/required",keyword:"required",params:{missingProperty: "suite"},schema:schema58.properties.spec.properties.source.properties.debian.required,parentSchema:schema58.properties.spec.properties.source.properties.debian,data:data15};
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
const err54 = {instancePath:instancePath+"/spec/source/debian",schemaPath:"#/properties/spec/properties/source/properties/debian/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},schema:false,parentSchema:schema58.properties.spec.properties.source.properties.debian,data:data15};
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
const err55 = {instancePath:instancePath+"/spec/source/debian/suite",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/suite/maxLength",keyword:"maxLength",params:{limit: 40},schema:40,parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.suite,data:data16};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(!pattern69.test(data16)){
const err56 = {instancePath:instancePath+"/spec/source/debian/suite",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/suite/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,39}$"},schema:"^[a-z][a-z0-9-]{0,39}$",parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.suite,data:data16};
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
const err57 = {instancePath:instancePath+"/spec/source/debian/suite",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/suite/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.source.properties.debian.properties.suite.type,parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.suite,data:data16};
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
const err58 = {instancePath:instancePath+"/spec/source/debian/packages",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.packages,data:data17};
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
const err59 = {instancePath:instancePath+"/spec/source/debian/packages/" + i0,schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/items/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.packages.items,data:data18};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(!pattern70.test(data18)){
const err60 = {instancePath:instancePath+"/spec/source/debian/packages/" + i0,schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/items/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9+.-]{1,99}$"},schema:"^[a-z0-9][a-z0-9+.-]{1,99}$",parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.packages.items,data:data18};
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
const err61 = {instancePath:instancePath+"/spec/source/debian/packages/" + i0,schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/items/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.source.properties.debian.properties.packages.items.type,parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.packages.items,data:data18};
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
const err62 = {instancePath:instancePath+"/spec/source/debian/packages",schemaPath:"#/properties/spec/properties/source/properties/debian/properties/packages/type",keyword:"type",params:{type: "array"},schema:schema58.properties.spec.properties.source.properties.debian.properties.packages.type,parentSchema:schema58.properties.spec.properties.source.properties.debian.properties.packages,data:data17};
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
const err63 = {instancePath:instancePath+"/spec/source/debian",schemaPath:"#/properties/spec/properties/source/properties/debian/type",keyword:"type",params:{type: "object"},schema:schema58.properties.spec.properties.source.properties.debian.type,parentSchema:schema58.properties.spec.properties.source.properties.debian,data:data15};
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
const err64 = {instancePath:instancePath+"/spec/source/busybox",schemaPath:"#/properties/spec/properties/source/properties/busybox/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema58.properties.spec.properties.source.properties.busybox,data:data19};
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
const err65 = {instancePath:instancePath+"/spec/source/busybox",schemaPath:"#/properties/spec/properties/source/properties/busybox/type",keyword:"type",params:{type: "object"},schema:schema58.properties.spec.properties.source.properties.busybox.type,parentSchema:schema58.properties.spec.properties.source.properties.busybox,data:data19};
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
const err66 = {instancePath:instancePath+"/spec/source",schemaPath:"#/properties/spec/properties/source/type",keyword:"type",params:{type: "object"},schema:schema58.properties.spec.properties.source.type,parentSchema:schema58.properties.spec.properties.source,data:data9};
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
const err67 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema58.properties.spec.properties.init,data:data20};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data20.length < 1){
const err68 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema58.properties.spec.properties.init,data:data20};
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
const err69 = {instancePath:instancePath+"/spec/init/" + i1,schemaPath:"#/properties/spec/properties/init/items/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema58.properties.spec.properties.init.items,data:data21};
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
const err70 = {instancePath:instancePath+"/spec/init/" + i1,schemaPath:"#/properties/spec/properties/init/items/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.init.items.type,parentSchema:schema58.properties.spec.properties.init.items,data:data21};
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
const err71 = {instancePath:instancePath+"/spec/init",schemaPath:"#/properties/spec/properties/init/type",keyword:"type",params:{type: "array"},schema:schema58.properties.spec.properties.init.type,parentSchema:schema58.properties.spec.properties.init,data:data20};
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
const err72 = {instancePath:instancePath+"/spec/haltSignal",schemaPath:"#/properties/spec/properties/haltSignal/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema58.properties.spec.properties.haltSignal,data:data22};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(!pattern71.test(data22)){
const err73 = {instancePath:instancePath+"/spec/haltSignal",schemaPath:"#/properties/spec/properties/haltSignal/pattern",keyword:"pattern",params:{pattern: "^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$"},schema:"^SIG([A-Z]{2,6}[0-9]?|RTMIN(\\+[0-9]{1,2})?|RTMAX(-[0-9]{1,2})?)$",parentSchema:schema58.properties.spec.properties.haltSignal,data:data22};
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
const err74 = {instancePath:instancePath+"/spec/haltSignal",schemaPath:"#/properties/spec/properties/haltSignal/type",keyword:"type",params:{type: "string"},schema:schema58.properties.spec.properties.haltSignal.type,parentSchema:schema58.properties.spec.properties.haltSignal,data:data22};
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
const err75 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema58.properties.spec.type,parentSchema:schema58.properties.spec,data:data8};
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
const err76 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema58.type,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}

export const validateNode = validate32;
const schema59 = {"description":"The host itself.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Node","metadata":{"name":"node1"},"spec":{"addressPools":["10.20.0.0/24"]}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document describes a host.","examples":["Node"],"type":"string","const":"Node"},"metadata":{"description":"Which host this is.","examples":[{"name":"node1"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"The host name it applies to.","examples":["node1","node1.example.org"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"What the host offers.","examples":[{"pool":{"backend":"btrfs","size":"100G"},"addressPools":["10.20.0.0/24"],"protected":[101]}],"type":"object","additionalProperties":false,"properties":{"pool":{"description":"Where unpacked templates and private areas live.","examples":[{"backend":"auto","path":"/var/lib/vz/pool"}],"type":"object","additionalProperties":false,"default":{},"properties":{"backend":{"description":"How roots are stored and limited; auto takes the best one the host offers.","examples":["auto","btrfs"],"default":"auto","type":"string","enum":["auto","btrfs","image","overlay"]},"path":{"description":"Absolute path of the pool. Default: below --root.","examples":["/var/lib/vz/pool"],"type":"string","maxLength":4096,"pattern":"^/."},"quotatime":{"description":"Seconds for which soft disk limits may be exceeded, for every project of the pool's file system (overlay back end). Default: what the file system has, 7 days.","examples":[259200],"type":"integer","minimum":0,"maximum":31536000},"size":{"description":"Size of the pool file where one has to be made, at least 45M. Default: chosen from the free space.","examples":["20G","100GiB"],"allOf":[{"$ref":"#/definitions/size"}]}}},"machineId":{"description":"Which machine this is: another one of the same name, or with a copy of its disk, applies nothing. An id derived of machine-id(5), as vzreconcile doctor shows it. Default: any machine of this name.","examples":["3f2a9c1d0b7e4c55a1d2e3f405162738"],"type":"string","maxLength":32,"pattern":"^[0-9a-f]{32}$"},"uplink":{"description":"The interface towards the outside, on which the containers' addresses are answered for. Default: none; they are then reachable from this host and its containers only.","examples":["eth0"],"type":"string","maxLength":15,"pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},"networkClasses":{"description":"Networks by class, for spec.rate of containers: OpenVZ's traffic classes, numbered 1 to 15. The longest prefix decides.","examples":[{"1":["10.0.0.0/8","2001:db8::/32"]}],"type":"object","additionalProperties":false,"default":{},"patternProperties":{"^([1-9]|1[0-5])$":{"description":"The networks of this class.","examples":[["10.0.0.0/8"]],"type":"array","minItems":1,"maxItems":255,"items":{"$ref":"#/definitions/network"}}}},"addressPools":{"description":"Networks the containers' addresses must come from. Empty: any.","examples":[["10.20.0.0/24","2001:db8:20::/64"]],"default":[],"type":"array","maxItems":256,"items":{"$ref":"#/definitions/network"}},"overcommit":{"description":"How much may be promised, as a factor of what the host has.","examples":[{"ram":1,"ramSwap":1.5,"disk":2}],"type":"object","additionalProperties":false,"default":{},"properties":{"ram":{"description":"The sum of all vswap.ram. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000},"ramSwap":{"description":"The sum of all vswap.ram and vswap.swap. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[1.5],"type":"number","exclusiveMinimum":0,"maximum":1000},"disk":{"description":"The sum of all diskspace. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[2],"type":"number","exclusiveMinimum":0,"maximum":1000},"cpus":{"description":"The sum of the processors that every cpumask narrower than the host names. A factor: 1 is all of them, each for one container. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000},"processes":{"description":"The sum of all numproc; the host's is kernel.pid_max or kernel.threads-max, whichever is less. A factor: 1 is all of it. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000}}},"reconcile":{"description":"How far manifests are carried out on this node, and what becomes of changes made by hand. Default: everything is applied and corrected.","examples":[{"mode":"observe"},{"drift":"warn","fields":{"ram":"ignore"},"onDelete":"orphan"}],"type":"object","additionalProperties":false,"properties":{"mode":{"description":"observe: every container of the node is compared and shown, and never changed.","examples":["observe"],"default":"apply","enum":["apply","observe"]},"drift":{"description":"What becomes of a field that somebody changed by hand: correct it, show it only (warn), or leave it alone (ignore). A change of the manifest is applied in any case. For containers that do not say.","examples":["warn"],"default":"correct","enum":["correct","warn","ignore"]},"fields":{"description":"The same for single fields, by the names plans print.","examples":[{"ram":"warn","hostname":"ignore"}],"default":{},"type":"object","maxProperties":64,"additionalProperties":{"description":"What becomes of drift of this field.","examples":["warn"],"enum":["correct","warn","ignore"]}},"ignoreUndeclared":{"description":"What plans do not tell of settings that no manifest declares: patterns with * of the name (memory.high), or of name and value (address 172.17.0.1/16 dev docker0), as plans print them. Of all containers.","examples":[["device docker*","* dev docker0"]],"default":[],"type":"array","maxItems":64,"items":{"type":"string","minLength":1,"maxLength":256}},"onDelete":{"description":"What becomes of a container when its manifest goes: orphan leaves it as it is. For containers that do not say.","examples":["orphan"],"default":"delete","enum":["delete","orphan"]}}},"rollout":{"description":"In which order a new revision is applied: canaries first, then batches, each when the one before is done and healthy; what fails stops it. What died is started and what drifted is put back at once. Default: everything at once.","examples":[{"canaries":["web-01","tier=canary"],"batch":"25%","pause":"30s"}],"type":"object","additionalProperties":false,"properties":{"canaries":{"description":"Containers that go first: names, ctids, or labels as key=value.","examples":[["web-01","tier=canary"]],"default":[],"type":"array","maxItems":1000,"items":{"description":"A name, a ctid or a label.","examples":["web-01"],"type":"string","minLength":1,"maxLength":400}},"batch":{"description":"How many of the others at a time: a number, or percent of those that the revision changes, at least one.","examples":["25%",2],"default":"25%","anyOf":[{"type":"integer","minimum":1,"maximum":65536},{"type":"string","maxLength":8,"pattern":"^([1-9]|[1-9][0-9]|100)%$"}]},"pause":{"description":"Time between two batches. Seconds, or a duration such as \"30s\".","examples":[30,"5m"],"default":0,"anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^[0-9hms]+$"}]}}},"protected":{"description":"Containers that are never removed or recreated, by ctid.","examples":[[101,102]],"default":[],"type":"array","maxItems":65536,"items":{"description":"A ctid.","examples":[101],"type":"integer","minimum":101,"maximum":2147483644}}}}}};
const schema60 = {"description":"A size: 512M or 2.2G (OpenVZ, powers of 1024), 512MiB (binary) or 2GB (decimal).","examples":["512M","2.2G","512MiB","2GB"],"type":"string","maxLength":48,"pattern":"^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"};
const schema61 = {"description":"An IPv4 or IPv6 network with its prefix length.","examples":["10.20.0.0/24","2001:db8:20::/64"],"type":"string","maxLength":49,"pattern":"^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$"};
const pattern76 = new RegExp("^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$", "u");
const pattern77 = new RegExp("^[0-9a-f]{32}$", "u");
const pattern79 = new RegExp("^([1-9]|1[0-5])$", "u");
const pattern81 = new RegExp("^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$", "u");
const pattern83 = new RegExp("^([1-9]|[1-9][0-9]|100)%$", "u");

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema59.required,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema59.required,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema59.required,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema59.required,parentSchema:schema59,data};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema59,data};
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
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema59.properties.apiVersion.type,parentSchema:schema59.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema59.properties.apiVersion,data:data0};
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
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema59.properties.kind.type,parentSchema:schema59.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Node" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Node"},schema:"Node",parentSchema:schema59.properties.kind,data:data1};
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
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema59.properties.metadata.required,parentSchema:schema59.properties.metadata,data:data2};
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
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema59.properties.metadata,data:data2};
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
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema59.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern6.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"},schema:"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",parentSchema:schema59.properties.metadata.properties.name,data:data3};
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
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema59.properties.metadata.properties.name.type,parentSchema:schema59.properties.metadata.properties.name,data:data3};
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
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema59.properties.metadata.properties.labels,data:data4};
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
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema59.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema59.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema59.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema59.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema59.properties.metadata.properties.labels.propertyNames,parentSchema:schema59.properties.metadata.properties.labels,data:data4};
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
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema59.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema59.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema59.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema59.properties.metadata.properties.labels.type,parentSchema:schema59.properties.metadata.properties.labels,data:data4};
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
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema59.properties.metadata.properties.annotations,data:data6};
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
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema59.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema59.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema59.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema59.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema59.properties.metadata.properties.annotations.propertyNames,parentSchema:schema59.properties.metadata.properties.annotations,data:data6};
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
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema59.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema59.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema59.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema59.properties.metadata.properties.annotations.type,parentSchema:schema59.properties.metadata.properties.annotations,data:data6};
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
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema59.properties.metadata.type,parentSchema:schema59.properties.metadata,data:data2};
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
if(!(func7.call(schema59.properties.spec.properties, key6))){
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema59.properties.spec,data:data8};
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
const err32 = {instancePath:instancePath+"/spec/pool",schemaPath:"#/properties/spec/properties/pool/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema59.properties.spec.properties.pool,data:data9};
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
const err33 = {instancePath:instancePath+"/spec/pool/backend",schemaPath:"#/properties/spec/properties/pool/properties/backend/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.pool.properties.backend.type,parentSchema:schema59.properties.spec.properties.pool.properties.backend,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!((((data10 === "auto") || (data10 === "btrfs")) || (data10 === "image")) || (data10 === "overlay"))){
const err34 = {instancePath:instancePath+"/spec/pool/backend",schemaPath:"#/properties/spec/properties/pool/properties/backend/enum",keyword:"enum",params:{allowedValues: schema59.properties.spec.properties.pool.properties.backend.enum},schema:schema59.properties.spec.properties.pool.properties.backend.enum,parentSchema:schema59.properties.spec.properties.pool.properties.backend,data:data10};
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
const err35 = {instancePath:instancePath+"/spec/pool/path",schemaPath:"#/properties/spec/properties/pool/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema59.properties.spec.properties.pool.properties.path,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(!pattern65.test(data11)){
const err36 = {instancePath:instancePath+"/spec/pool/path",schemaPath:"#/properties/spec/properties/pool/properties/path/pattern",keyword:"pattern",params:{pattern: "^/."},schema:"^/.",parentSchema:schema59.properties.spec.properties.pool.properties.path,data:data11};
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
const err37 = {instancePath:instancePath+"/spec/pool/path",schemaPath:"#/properties/spec/properties/pool/properties/path/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.pool.properties.path.type,parentSchema:schema59.properties.spec.properties.pool.properties.path,data:data11};
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
const err38 = {instancePath:instancePath+"/spec/pool/quotatime",schemaPath:"#/properties/spec/properties/pool/properties/quotatime/type",keyword:"type",params:{type: "integer"},schema:schema59.properties.spec.properties.pool.properties.quotatime.type,parentSchema:schema59.properties.spec.properties.pool.properties.quotatime,data:data12};
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
const err39 = {instancePath:instancePath+"/spec/pool/quotatime",schemaPath:"#/properties/spec/properties/pool/properties/quotatime/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},schema:31536000,parentSchema:schema59.properties.spec.properties.pool.properties.quotatime,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err40 = {instancePath:instancePath+"/spec/pool/quotatime",schemaPath:"#/properties/spec/properties/pool/properties/quotatime/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema59.properties.spec.properties.pool.properties.quotatime,data:data12};
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
const err41 = {instancePath:instancePath+"/spec/pool/size",schemaPath:"#/definitions/size/maxLength",keyword:"maxLength",params:{limit: 48},schema:48,parentSchema:schema60,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(!pattern76.test(data13)){
const err42 = {instancePath:instancePath+"/spec/pool/size",schemaPath:"#/definitions/size/pattern",keyword:"pattern",params:{pattern: "^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$"},schema:"^(0|[0-9]{1,20}(\\.[0-9]{1,20})?([BbKkMmGgTt]|[KkMmGgTt][Ii]?[Bb]))$",parentSchema:schema60,data:data13};
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
const err43 = {instancePath:instancePath+"/spec/pool/size",schemaPath:"#/definitions/size/type",keyword:"type",params:{type: "string"},schema:schema60.type,parentSchema:schema60,data:data13};
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
const err44 = {instancePath:instancePath+"/spec/pool",schemaPath:"#/properties/spec/properties/pool/type",keyword:"type",params:{type: "object"},schema:schema59.properties.spec.properties.pool.type,parentSchema:schema59.properties.spec.properties.pool,data:data9};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data8.machineId !== undefined){
let data14 = data8.machineId;
if(typeof data14 === "string"){
if(func2(data14) > 32){
const err45 = {instancePath:instancePath+"/spec/machineId",schemaPath:"#/properties/spec/properties/machineId/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema59.properties.spec.properties.machineId,data:data14};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!pattern77.test(data14)){
const err46 = {instancePath:instancePath+"/spec/machineId",schemaPath:"#/properties/spec/properties/machineId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{32}$"},schema:"^[0-9a-f]{32}$",parentSchema:schema59.properties.spec.properties.machineId,data:data14};
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
const err47 = {instancePath:instancePath+"/spec/machineId",schemaPath:"#/properties/spec/properties/machineId/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.machineId.type,parentSchema:schema59.properties.spec.properties.machineId,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data8.uplink !== undefined){
let data15 = data8.uplink;
if(typeof data15 === "string"){
if(func2(data15) > 15){
const err48 = {instancePath:instancePath+"/spec/uplink",schemaPath:"#/properties/spec/properties/uplink/maxLength",keyword:"maxLength",params:{limit: 15},schema:15,parentSchema:schema59.properties.spec.properties.uplink,data:data15};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(!pattern16.test(data15)){
const err49 = {instancePath:instancePath+"/spec/uplink",schemaPath:"#/properties/spec/properties/uplink/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$"},schema:"^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$",parentSchema:schema59.properties.spec.properties.uplink,data:data15};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/spec/uplink",schemaPath:"#/properties/spec/properties/uplink/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.uplink.type,parentSchema:schema59.properties.spec.properties.uplink,data:data15};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data8.networkClasses !== undefined){
let data16 = data8.networkClasses;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key8 in data16){
if(!(pattern79.test(key8))){
const err51 = {instancePath:instancePath+"/spec/networkClasses",schemaPath:"#/properties/spec/properties/networkClasses/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema59.properties.spec.properties.networkClasses,data:data16};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
for(const key9 in data16){
if(pattern79.test(key9)){
let data17 = data16[key9];
if(Array.isArray(data17)){
if(data17.length > 255){
const err52 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/networkClasses/patternProperties/%5E(%5B1-9%5D%7C1%5B0-5%5D)%24/maxItems",keyword:"maxItems",params:{limit: 255},schema:255,parentSchema:schema59.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"],data:data17};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data17.length < 1){
const err53 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/networkClasses/patternProperties/%5E(%5B1-9%5D%7C1%5B0-5%5D)%24/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema59.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"],data:data17};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
const len0 = data17.length;
for(let i0=0; i0<len0; i0++){
let data18 = data17[i0];
if(typeof data18 === "string"){
if(func2(data18) > 49){
const err54 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/definitions/network/maxLength",keyword:"maxLength",params:{limit: 49},schema:49,parentSchema:schema61,data:data18};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(!pattern81.test(data18)){
const err55 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/definitions/network/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$"},schema:"^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$",parentSchema:schema61,data:data18};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/definitions/network/type",keyword:"type",params:{type: "string"},schema:schema61.type,parentSchema:schema61,data:data18};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/spec/networkClasses/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/networkClasses/patternProperties/%5E(%5B1-9%5D%7C1%5B0-5%5D)%24/type",keyword:"type",params:{type: "array"},schema:schema59.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"].type,parentSchema:schema59.properties.spec.properties.networkClasses.patternProperties["^([1-9]|1[0-5])$"],data:data17};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
}
else {
const err58 = {instancePath:instancePath+"/spec/networkClasses",schemaPath:"#/properties/spec/properties/networkClasses/type",keyword:"type",params:{type: "object"},schema:schema59.properties.spec.properties.networkClasses.type,parentSchema:schema59.properties.spec.properties.networkClasses,data:data16};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data8.addressPools !== undefined){
let data19 = data8.addressPools;
if(Array.isArray(data19)){
if(data19.length > 256){
const err59 = {instancePath:instancePath+"/spec/addressPools",schemaPath:"#/properties/spec/properties/addressPools/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema59.properties.spec.properties.addressPools,data:data19};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
const len1 = data19.length;
for(let i1=0; i1<len1; i1++){
let data20 = data19[i1];
if(typeof data20 === "string"){
if(func2(data20) > 49){
const err60 = {instancePath:instancePath+"/spec/addressPools/" + i1,schemaPath:"#/definitions/network/maxLength",keyword:"maxLength",params:{limit: 49},schema:49,parentSchema:schema61,data:data20};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!pattern81.test(data20)){
const err61 = {instancePath:instancePath+"/spec/addressPools/" + i1,schemaPath:"#/definitions/network/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$"},schema:"^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$",parentSchema:schema61,data:data20};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/spec/addressPools/" + i1,schemaPath:"#/definitions/network/type",keyword:"type",params:{type: "string"},schema:schema61.type,parentSchema:schema61,data:data20};
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
const err63 = {instancePath:instancePath+"/spec/addressPools",schemaPath:"#/properties/spec/properties/addressPools/type",keyword:"type",params:{type: "array"},schema:schema59.properties.spec.properties.addressPools.type,parentSchema:schema59.properties.spec.properties.addressPools,data:data19};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data8.overcommit !== undefined){
let data21 = data8.overcommit;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key10 in data21){
if(!(((((key10 === "ram") || (key10 === "ramSwap")) || (key10 === "disk")) || (key10 === "cpus")) || (key10 === "processes"))){
const err64 = {instancePath:instancePath+"/spec/overcommit",schemaPath:"#/properties/spec/properties/overcommit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema59.properties.spec.properties.overcommit,data:data21};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data21.ram !== undefined){
let data22 = data21.ram;
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 1000 || isNaN(data22)){
const err65 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema59.properties.spec.properties.overcommit.properties.ram,data:data22};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(data22 <= 0 || isNaN(data22)){
const err66 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema59.properties.spec.properties.overcommit.properties.ram,data:data22};
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
const err67 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/type",keyword:"type",params:{type: "number"},schema:schema59.properties.spec.properties.overcommit.properties.ram.type,parentSchema:schema59.properties.spec.properties.overcommit.properties.ram,data:data22};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data21.ramSwap !== undefined){
let data23 = data21.ramSwap;
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 1000 || isNaN(data23)){
const err68 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema59.properties.spec.properties.overcommit.properties.ramSwap,data:data23};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data23 <= 0 || isNaN(data23)){
const err69 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema59.properties.spec.properties.overcommit.properties.ramSwap,data:data23};
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
const err70 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/type",keyword:"type",params:{type: "number"},schema:schema59.properties.spec.properties.overcommit.properties.ramSwap.type,parentSchema:schema59.properties.spec.properties.overcommit.properties.ramSwap,data:data23};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data21.disk !== undefined){
let data24 = data21.disk;
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 1000 || isNaN(data24)){
const err71 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema59.properties.spec.properties.overcommit.properties.disk,data:data24};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data24 <= 0 || isNaN(data24)){
const err72 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema59.properties.spec.properties.overcommit.properties.disk,data:data24};
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
const err73 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/type",keyword:"type",params:{type: "number"},schema:schema59.properties.spec.properties.overcommit.properties.disk.type,parentSchema:schema59.properties.spec.properties.overcommit.properties.disk,data:data24};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data21.cpus !== undefined){
let data25 = data21.cpus;
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000 || isNaN(data25)){
const err74 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema59.properties.spec.properties.overcommit.properties.cpus,data:data25};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data25 <= 0 || isNaN(data25)){
const err75 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema59.properties.spec.properties.overcommit.properties.cpus,data:data25};
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
const err76 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/type",keyword:"type",params:{type: "number"},schema:schema59.properties.spec.properties.overcommit.properties.cpus.type,parentSchema:schema59.properties.spec.properties.overcommit.properties.cpus,data:data25};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data21.processes !== undefined){
let data26 = data21.processes;
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 1000 || isNaN(data26)){
const err77 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema59.properties.spec.properties.overcommit.properties.processes,data:data26};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data26 <= 0 || isNaN(data26)){
const err78 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema59.properties.spec.properties.overcommit.properties.processes,data:data26};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/type",keyword:"type",params:{type: "number"},schema:schema59.properties.spec.properties.overcommit.properties.processes.type,parentSchema:schema59.properties.spec.properties.overcommit.properties.processes,data:data26};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/spec/overcommit",schemaPath:"#/properties/spec/properties/overcommit/type",keyword:"type",params:{type: "object"},schema:schema59.properties.spec.properties.overcommit.type,parentSchema:schema59.properties.spec.properties.overcommit,data:data21};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data8.reconcile !== undefined){
let data27 = data8.reconcile;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key11 in data27){
if(!(((((key11 === "mode") || (key11 === "drift")) || (key11 === "fields")) || (key11 === "ignoreUndeclared")) || (key11 === "onDelete"))){
const err81 = {instancePath:instancePath+"/spec/reconcile",schemaPath:"#/properties/spec/properties/reconcile/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},schema:false,parentSchema:schema59.properties.spec.properties.reconcile,data:data27};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data27.mode !== undefined){
let data28 = data27.mode;
if(!((data28 === "apply") || (data28 === "observe"))){
const err82 = {instancePath:instancePath+"/spec/reconcile/mode",schemaPath:"#/properties/spec/properties/reconcile/properties/mode/enum",keyword:"enum",params:{allowedValues: schema59.properties.spec.properties.reconcile.properties.mode.enum},schema:schema59.properties.spec.properties.reconcile.properties.mode.enum,parentSchema:schema59.properties.spec.properties.reconcile.properties.mode,data:data28};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data27.drift !== undefined){
let data29 = data27.drift;
if(!(((data29 === "correct") || (data29 === "warn")) || (data29 === "ignore"))){
const err83 = {instancePath:instancePath+"/spec/reconcile/drift",schemaPath:"#/properties/spec/properties/reconcile/properties/drift/enum",keyword:"enum",params:{allowedValues: schema59.properties.spec.properties.reconcile.properties.drift.enum},schema:schema59.properties.spec.properties.reconcile.properties.drift.enum,parentSchema:schema59.properties.spec.properties.reconcile.properties.drift,data:data29};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data27.fields !== undefined){
let data30 = data27.fields;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(Object.keys(data30).length > 64){
const err84 = {instancePath:instancePath+"/spec/reconcile/fields",schemaPath:"#/properties/spec/properties/reconcile/properties/fields/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema59.properties.spec.properties.reconcile.properties.fields,data:data30};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
for(const key12 in data30){
let data31 = data30[key12];
if(!(((data31 === "correct") || (data31 === "warn")) || (data31 === "ignore"))){
const err85 = {instancePath:instancePath+"/spec/reconcile/fields/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/reconcile/properties/fields/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema59.properties.spec.properties.reconcile.properties.fields.additionalProperties.enum},schema:schema59.properties.spec.properties.reconcile.properties.fields.additionalProperties.enum,parentSchema:schema59.properties.spec.properties.reconcile.properties.fields.additionalProperties,data:data31};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath:instancePath+"/spec/reconcile/fields",schemaPath:"#/properties/spec/properties/reconcile/properties/fields/type",keyword:"type",params:{type: "object"},schema:schema59.properties.spec.properties.reconcile.properties.fields.type,parentSchema:schema59.properties.spec.properties.reconcile.properties.fields,data:data30};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data27.ignoreUndeclared !== undefined){
let data32 = data27.ignoreUndeclared;
if(Array.isArray(data32)){
if(data32.length > 64){
const err87 = {instancePath:instancePath+"/spec/reconcile/ignoreUndeclared",schemaPath:"#/properties/spec/properties/reconcile/properties/ignoreUndeclared/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema59.properties.spec.properties.reconcile.properties.ignoreUndeclared,data:data32};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
const len2 = data32.length;
for(let i2=0; i2<len2; i2++){
let data33 = data32[i2];
if(typeof data33 === "string"){
if(func2(data33) > 256){
const err88 = {instancePath:instancePath+"/spec/reconcile/ignoreUndeclared/" + i2,schemaPath:"#/properties/spec/properties/reconcile/properties/ignoreUndeclared/items/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema59.properties.spec.properties.reconcile.properties.ignoreUndeclared.items,data:data33};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(func2(data33) < 1){
const err89 = {instancePath:instancePath+"/spec/reconcile/ignoreUndeclared/" + i2,schemaPath:"#/properties/spec/properties/reconcile/properties/ignoreUndeclared/items/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema59.properties.spec.properties.reconcile.properties.ignoreUndeclared.items,data:data33};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
else {
const err90 = {instancePath:instancePath+"/spec/reconcile/ignoreUndeclared/" + i2,schemaPath:"#/properties/spec/properties/reconcile/properties/ignoreUndeclared/items/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.reconcile.properties.ignoreUndeclared.items.type,parentSchema:schema59.properties.spec.properties.reconcile.properties.ignoreUndeclared.items,data:data33};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath:instancePath+"/spec/reconcile/ignoreUndeclared",schemaPath:"#/properties/spec/properties/reconcile/properties/ignoreUndeclared/type",keyword:"type",params:{type: "array"},schema:schema59.properties.spec.properties.reconcile.properties.ignoreUndeclared.type,parentSchema:schema59.properties.spec.properties.reconcile.properties.ignoreUndeclared,data:data32};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data27.onDelete !== undefined){
let data34 = data27.onDelete;
if(!((data34 === "delete") || (data34 === "orphan"))){
const err92 = {instancePath:instancePath+"/spec/reconcile/onDelete",schemaPath:"#/properties/spec/properties/reconcile/properties/onDelete/enum",keyword:"enum",params:{allowedValues: schema59.properties.spec.properties.reconcile.properties.onDelete.enum},schema:schema59.properties.spec.properties.reconcile.properties.onDelete.enum,parentSchema:schema59.properties.spec.properties.reconcile.properties.onDelete,data:data34};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/spec/reconcile",schemaPath:"#/properties/spec/properties/reconcile/type",keyword:"type",params:{type: "object"},schema:schema59.properties.spec.properties.reconcile.type,parentSchema:schema59.properties.spec.properties.reconcile,data:data27};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data8.rollout !== undefined){
let data35 = data8.rollout;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
for(const key13 in data35){
if(!(((key13 === "canaries") || (key13 === "batch")) || (key13 === "pause"))){
const err94 = {instancePath:instancePath+"/spec/rollout",schemaPath:"#/properties/spec/properties/rollout/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},schema:false,parentSchema:schema59.properties.spec.properties.rollout,data:data35};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data35.canaries !== undefined){
let data36 = data35.canaries;
if(Array.isArray(data36)){
if(data36.length > 1000){
const err95 = {instancePath:instancePath+"/spec/rollout/canaries",schemaPath:"#/properties/spec/properties/rollout/properties/canaries/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema59.properties.spec.properties.rollout.properties.canaries,data:data36};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
const len3 = data36.length;
for(let i3=0; i3<len3; i3++){
let data37 = data36[i3];
if(typeof data37 === "string"){
if(func2(data37) > 400){
const err96 = {instancePath:instancePath+"/spec/rollout/canaries/" + i3,schemaPath:"#/properties/spec/properties/rollout/properties/canaries/items/maxLength",keyword:"maxLength",params:{limit: 400},schema:400,parentSchema:schema59.properties.spec.properties.rollout.properties.canaries.items,data:data37};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(func2(data37) < 1){
const err97 = {instancePath:instancePath+"/spec/rollout/canaries/" + i3,schemaPath:"#/properties/spec/properties/rollout/properties/canaries/items/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema59.properties.spec.properties.rollout.properties.canaries.items,data:data37};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/spec/rollout/canaries/" + i3,schemaPath:"#/properties/spec/properties/rollout/properties/canaries/items/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.rollout.properties.canaries.items.type,parentSchema:schema59.properties.spec.properties.rollout.properties.canaries.items,data:data37};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/spec/rollout/canaries",schemaPath:"#/properties/spec/properties/rollout/properties/canaries/type",keyword:"type",params:{type: "array"},schema:schema59.properties.spec.properties.rollout.properties.canaries.type,parentSchema:schema59.properties.spec.properties.rollout.properties.canaries,data:data36};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data35.batch !== undefined){
let data38 = data35.batch;
const _errs93 = errors;
let valid25 = false;
const _errs94 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err100 = {instancePath:instancePath+"/spec/rollout/batch",schemaPath:"#/properties/spec/properties/rollout/properties/batch/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[0].type,parentSchema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[0],data:data38};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 65536 || isNaN(data38)){
const err101 = {instancePath:instancePath+"/spec/rollout/batch",schemaPath:"#/properties/spec/properties/rollout/properties/batch/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65536},schema:65536,parentSchema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[0],data:data38};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data38 < 1 || isNaN(data38)){
const err102 = {instancePath:instancePath+"/spec/rollout/batch",schemaPath:"#/properties/spec/properties/rollout/properties/batch/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[0],data:data38};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
var _valid0 = _errs94 === errors;
valid25 = valid25 || _valid0;
if(!valid25){
const _errs96 = errors;
if(typeof data38 === "string"){
if(func2(data38) > 8){
const err103 = {instancePath:instancePath+"/spec/rollout/batch",schemaPath:"#/properties/spec/properties/rollout/properties/batch/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 8},schema:8,parentSchema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[1],data:data38};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(!pattern83.test(data38)){
const err104 = {instancePath:instancePath+"/spec/rollout/batch",schemaPath:"#/properties/spec/properties/rollout/properties/batch/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^([1-9]|[1-9][0-9]|100)%$"},schema:"^([1-9]|[1-9][0-9]|100)%$",parentSchema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[1],data:data38};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
else {
const err105 = {instancePath:instancePath+"/spec/rollout/batch",schemaPath:"#/properties/spec/properties/rollout/properties/batch/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[1].type,parentSchema:schema59.properties.spec.properties.rollout.properties.batch.anyOf[1],data:data38};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
var _valid0 = _errs96 === errors;
valid25 = valid25 || _valid0;
}
if(!valid25){
const err106 = {instancePath:instancePath+"/spec/rollout/batch",schemaPath:"#/properties/spec/properties/rollout/properties/batch/anyOf",keyword:"anyOf",params:{},schema:schema59.properties.spec.properties.rollout.properties.batch.anyOf,parentSchema:schema59.properties.spec.properties.rollout.properties.batch,data:data38};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
else {
errors = _errs93;
if(vErrors !== null){
if(_errs93){
vErrors.length = _errs93;
}
else {
vErrors = null;
}
}
}
}
if(data35.pause !== undefined){
let data39 = data35.pause;
const _errs99 = errors;
let valid26 = false;
const _errs100 = errors;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err107 = {instancePath:instancePath+"/spec/rollout/pause",schemaPath:"#/properties/spec/properties/rollout/properties/pause/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[0].type,parentSchema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[0],data:data39};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 86400 || isNaN(data39)){
const err108 = {instancePath:instancePath+"/spec/rollout/pause",schemaPath:"#/properties/spec/properties/rollout/properties/pause/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[0],data:data39};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(data39 < 0 || isNaN(data39)){
const err109 = {instancePath:instancePath+"/spec/rollout/pause",schemaPath:"#/properties/spec/properties/rollout/properties/pause/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[0],data:data39};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
var _valid1 = _errs100 === errors;
valid26 = valid26 || _valid1;
if(!valid26){
const _errs102 = errors;
if(typeof data39 === "string"){
if(func2(data39) > 16){
const err110 = {instancePath:instancePath+"/spec/rollout/pause",schemaPath:"#/properties/spec/properties/rollout/properties/pause/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[1],data:data39};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(!pattern57.test(data39)){
const err111 = {instancePath:instancePath+"/spec/rollout/pause",schemaPath:"#/properties/spec/properties/rollout/properties/pause/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9hms]+$"},schema:"^[0-9hms]+$",parentSchema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[1],data:data39};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/spec/rollout/pause",schemaPath:"#/properties/spec/properties/rollout/properties/pause/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[1].type,parentSchema:schema59.properties.spec.properties.rollout.properties.pause.anyOf[1],data:data39};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
var _valid1 = _errs102 === errors;
valid26 = valid26 || _valid1;
}
if(!valid26){
const err113 = {instancePath:instancePath+"/spec/rollout/pause",schemaPath:"#/properties/spec/properties/rollout/properties/pause/anyOf",keyword:"anyOf",params:{},schema:schema59.properties.spec.properties.rollout.properties.pause.anyOf,parentSchema:schema59.properties.spec.properties.rollout.properties.pause,data:data39};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
else {
errors = _errs99;
if(vErrors !== null){
if(_errs99){
vErrors.length = _errs99;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err114 = {instancePath:instancePath+"/spec/rollout",schemaPath:"#/properties/spec/properties/rollout/type",keyword:"type",params:{type: "object"},schema:schema59.properties.spec.properties.rollout.type,parentSchema:schema59.properties.spec.properties.rollout,data:data35};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data8.protected !== undefined){
let data40 = data8.protected;
if(Array.isArray(data40)){
if(data40.length > 65536){
const err115 = {instancePath:instancePath+"/spec/protected",schemaPath:"#/properties/spec/properties/protected/maxItems",keyword:"maxItems",params:{limit: 65536},schema:65536,parentSchema:schema59.properties.spec.properties.protected,data:data40};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
const len4 = data40.length;
for(let i4=0; i4<len4; i4++){
let data41 = data40[i4];
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err116 = {instancePath:instancePath+"/spec/protected/" + i4,schemaPath:"#/properties/spec/properties/protected/items/type",keyword:"type",params:{type: "integer"},schema:schema59.properties.spec.properties.protected.items.type,parentSchema:schema59.properties.spec.properties.protected.items,data:data41};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 2147483644 || isNaN(data41)){
const err117 = {instancePath:instancePath+"/spec/protected/" + i4,schemaPath:"#/properties/spec/properties/protected/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483644},schema:2147483644,parentSchema:schema59.properties.spec.properties.protected.items,data:data41};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(data41 < 101 || isNaN(data41)){
const err118 = {instancePath:instancePath+"/spec/protected/" + i4,schemaPath:"#/properties/spec/properties/protected/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 101},schema:101,parentSchema:schema59.properties.spec.properties.protected.items,data:data41};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
}
}
else {
const err119 = {instancePath:instancePath+"/spec/protected",schemaPath:"#/properties/spec/properties/protected/type",keyword:"type",params:{type: "array"},schema:schema59.properties.spec.properties.protected.type,parentSchema:schema59.properties.spec.properties.protected,data:data40};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
else {
const err120 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema59.properties.spec.type,parentSchema:schema59.properties.spec,data:data8};
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
const err121 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema59.type,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}

export const validatePolicy = validate33;
const schema63 = {"description":"Rules over plans: what they may not do, do only with approval, or have to warn of.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Policy","metadata":{"name":"production"},"spec":{"maxRestarts":"25%","rules":[{"name":"databases","match":{"actions":["restart","recreate"],"containers":{"labels":{"tier":"db"}}},"then":"requireApproval"}]}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document limits what plans may do.","examples":["Policy"],"type":"string","const":"Policy"},"metadata":{"description":"Which policy this is.","examples":[{"name":"production"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"What plans and messages call it.","examples":["production"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"What plans are held to.","examples":[{"maxRestarts":"25%","rules":[{"name":"databases","match":{"actions":["restart","recreate"],"containers":{"labels":{"tier":"db"}}},"then":"requireApproval"}]}],"type":"object","additionalProperties":false,"properties":{"nodes":{"description":"Names of hosts it is for, with * for any characters. Default: every host.","examples":[["node1","web-*"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"}},"maxDeletes":{"description":"Most containers that one plan may delete: a number, or a percentage of those that are there (then at least one). Default: any number.","examples":[3,"20%"],"anyOf":[{"type":"integer","minimum":0,"maximum":1000000},{"type":"string","maxLength":5,"pattern":"^([0-9]{1,2}|100)%$"}]},"maxRecreates":{"description":"Most containers that one plan may recreate: a number, or a percentage of those that are there (then at least one). Default: any number.","examples":[3,"20%"],"anyOf":[{"type":"integer","minimum":0,"maximum":1000000},{"type":"string","maxLength":5,"pattern":"^([0-9]{1,2}|100)%$"}]},"maxRestarts":{"description":"Most containers that one plan may restart: a number, or a percentage of those that are there (then at least one). Default: any number.","examples":[3,"20%"],"anyOf":[{"type":"integer","minimum":0,"maximum":1000000},{"type":"string","maxLength":5,"pattern":"^([0-9]{1,2}|100)%$"}]},"overcommit":{"description":"How much may be promised, as a factor of what a host has; the lowest of all policies and the Node counts.","examples":[{"ram":1,"ramSwap":1.5,"disk":2}],"type":"object","additionalProperties":false,"default":{},"properties":{"ram":{"description":"The sum of all vswap.ram. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000},"ramSwap":{"description":"The sum of all vswap.ram and vswap.swap. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[1.5],"type":"number","exclusiveMinimum":0,"maximum":1000},"disk":{"description":"The sum of all diskspace. A factor: 1 is all of it, 1.5 half as much again. Default: not checked.","examples":[2],"type":"number","exclusiveMinimum":0,"maximum":1000},"cpus":{"description":"The sum of the processors that every cpumask narrower than the host names. A factor: 1 is all of them, each for one container. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000},"processes":{"description":"The sum of all numproc; the host's is kernel.pid_max or kernel.threads-max, whichever is less. A factor: 1 is all of it. Default: not checked.","examples":[1],"type":"number","exclusiveMinimum":0,"maximum":1000}}},"rules":{"description":"Every rule that fits is applied.","examples":[[{"name":"big-memory","match":{"fields":["ram"],"above":"16G"},"then":"requireApproval"}]],"default":[],"type":"array","maxItems":256,"items":{"type":"object","additionalProperties":false,"required":["name","then"],"properties":{"name":{"description":"What messages call it.","examples":["big-memory"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},"match":{"description":"What the rule is about; all of what is given must fit. Default: everything that a plan does.","examples":[{"actions":["restart","recreate"],"containers":{"labels":{"tier":"db"}}}],"type":"object","additionalProperties":false,"default":{},"properties":{"actions":{"description":"What would be done to the container. Default: anything.","examples":[["restart","recreate","delete"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","enum":["create","start","stop","live","restart","recreate","delete"]}},"classes":{"description":"What the change of a field takes. Default: anything.","examples":[["restart"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","enum":["live","restart","recreate"]}},"fields":{"description":"Fields that would change, by the names plans give them or by JSON Pointers, with * for any characters. Default: any.","examples":[["ram","cpu*"],["/cgroup/memory/*"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z/*][A-Za-z0-9/*. ]{0,63}$"}},"above":{"description":"Only values above this, where they are numbers: a size such as 4G, or the number itself; unlimited is above everything. Default: any value.","examples":["4G",150],"anyOf":[{"type":"number","minimum":0,"maximum":9007199254740991},{"type":"string","maxLength":32}]},"below":{"description":"Only values below this, where they are numbers: a size such as 4G, or the number itself; unlimited is above everything. Default: any value.","examples":["4G",150],"anyOf":[{"type":"number","minimum":0,"maximum":9007199254740991},{"type":"string","maxLength":32}]},"containers":{"description":"Which containers, by name and label; all of what is given must fit. Default: all.","examples":[{"names":["db-*"],"labels":{"tier":"db"}}],"type":"object","additionalProperties":false,"properties":{"names":{"description":"Names, with * for any characters. Default: any.","examples":[["db-*","mail"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9*]([A-Za-z0-9*-]{0,62}[A-Za-z0-9*])?$"}},"labels":{"description":"Labels with their values; * stands for any characters. Default: any.","examples":[{"tier":"db"}],"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}}}},"nodes":{"description":"Names of hosts it is for, with * for any characters. Default: every host.","examples":[["node1","web-*"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"}}}},"then":{"description":"forbid: nothing is done to the container. requireApproval: nothing until the effect is approved. warn: it is only told.","examples":["requireApproval"],"type":"string","enum":["forbid","requireApproval","warn"]},"message":{"description":"Why, in a sentence for those who meet it. Default: none.","examples":["databases are restarted by their team"],"type":"string","maxLength":512,"minLength":1}}}}}}}};
const pattern85 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$", "u");
const pattern88 = new RegExp("^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$", "u");
const pattern89 = new RegExp("^([0-9]{1,2}|100)%$", "u");
const pattern93 = new RegExp("^[A-Za-z/*][A-Za-z0-9/*. ]{0,63}$", "u");
const pattern94 = new RegExp("^[A-Za-z0-9*]([A-Za-z0-9*-]{0,62}[A-Za-z0-9*])?$", "u");

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema63.required,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema63.required,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema63.required,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema63.required,parentSchema:schema63,data};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema63,data};
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
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema63.properties.apiVersion.type,parentSchema:schema63.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema63.properties.apiVersion,data:data0};
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
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema63.properties.kind.type,parentSchema:schema63.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Policy" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Policy"},schema:"Policy",parentSchema:schema63.properties.kind,data:data1};
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
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema63.properties.metadata.required,parentSchema:schema63.properties.metadata,data:data2};
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
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema63.properties.metadata,data:data2};
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
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema63.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern85.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$",parentSchema:schema63.properties.metadata.properties.name,data:data3};
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
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema63.properties.metadata.properties.name.type,parentSchema:schema63.properties.metadata.properties.name,data:data3};
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
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema63.properties.metadata.properties.labels,data:data4};
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
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema63.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema63.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema63.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema63.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema63.properties.metadata.properties.labels.propertyNames,parentSchema:schema63.properties.metadata.properties.labels,data:data4};
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
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema63.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema63.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema63.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema63.properties.metadata.properties.labels.type,parentSchema:schema63.properties.metadata.properties.labels,data:data4};
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
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema63.properties.metadata.properties.annotations,data:data6};
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
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema63.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema63.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema63.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema63.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema63.properties.metadata.properties.annotations.propertyNames,parentSchema:schema63.properties.metadata.properties.annotations,data:data6};
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
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema63.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema63.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema63.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema63.properties.metadata.properties.annotations.type,parentSchema:schema63.properties.metadata.properties.annotations,data:data6};
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
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema63.properties.metadata.type,parentSchema:schema63.properties.metadata,data:data2};
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
if(!((((((key6 === "nodes") || (key6 === "maxDeletes")) || (key6 === "maxRecreates")) || (key6 === "maxRestarts")) || (key6 === "overcommit")) || (key6 === "rules"))){
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema63.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data8.nodes !== undefined){
let data9 = data8.nodes;
if(Array.isArray(data9)){
if(data9.length > 256){
const err32 = {instancePath:instancePath+"/spec/nodes",schemaPath:"#/properties/spec/properties/nodes/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.nodes,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data9.length < 1){
const err33 = {instancePath:instancePath+"/spec/nodes",schemaPath:"#/properties/spec/properties/nodes/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema63.properties.spec.properties.nodes,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(func2(data10) > 64){
const err34 = {instancePath:instancePath+"/spec/nodes/" + i0,schemaPath:"#/properties/spec/properties/nodes/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema63.properties.spec.properties.nodes.items,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern88.test(data10)){
const err35 = {instancePath:instancePath+"/spec/nodes/" + i0,schemaPath:"#/properties/spec/properties/nodes/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"},schema:"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$",parentSchema:schema63.properties.spec.properties.nodes.items,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/spec/nodes/" + i0,schemaPath:"#/properties/spec/properties/nodes/items/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.nodes.items.type,parentSchema:schema63.properties.spec.properties.nodes.items,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/spec/nodes",schemaPath:"#/properties/spec/properties/nodes/type",keyword:"type",params:{type: "array"},schema:schema63.properties.spec.properties.nodes.type,parentSchema:schema63.properties.spec.properties.nodes,data:data9};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data8.maxDeletes !== undefined){
let data11 = data8.maxDeletes;
const _errs33 = errors;
let valid9 = false;
const _errs34 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err38 = {instancePath:instancePath+"/spec/maxDeletes",schemaPath:"#/properties/spec/properties/maxDeletes/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema63.properties.spec.properties.maxDeletes.anyOf[0].type,parentSchema:schema63.properties.spec.properties.maxDeletes.anyOf[0],data:data11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 1000000 || isNaN(data11)){
const err39 = {instancePath:instancePath+"/spec/maxDeletes",schemaPath:"#/properties/spec/properties/maxDeletes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},schema:1000000,parentSchema:schema63.properties.spec.properties.maxDeletes.anyOf[0],data:data11};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err40 = {instancePath:instancePath+"/spec/maxDeletes",schemaPath:"#/properties/spec/properties/maxDeletes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.maxDeletes.anyOf[0],data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
var _valid0 = _errs34 === errors;
valid9 = valid9 || _valid0;
if(!valid9){
const _errs36 = errors;
if(typeof data11 === "string"){
if(func2(data11) > 5){
const err41 = {instancePath:instancePath+"/spec/maxDeletes",schemaPath:"#/properties/spec/properties/maxDeletes/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 5},schema:5,parentSchema:schema63.properties.spec.properties.maxDeletes.anyOf[1],data:data11};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(!pattern89.test(data11)){
const err42 = {instancePath:instancePath+"/spec/maxDeletes",schemaPath:"#/properties/spec/properties/maxDeletes/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,2}|100)%$"},schema:"^([0-9]{1,2}|100)%$",parentSchema:schema63.properties.spec.properties.maxDeletes.anyOf[1],data:data11};
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
const err43 = {instancePath:instancePath+"/spec/maxDeletes",schemaPath:"#/properties/spec/properties/maxDeletes/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.maxDeletes.anyOf[1].type,parentSchema:schema63.properties.spec.properties.maxDeletes.anyOf[1],data:data11};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
var _valid0 = _errs36 === errors;
valid9 = valid9 || _valid0;
}
if(!valid9){
const err44 = {instancePath:instancePath+"/spec/maxDeletes",schemaPath:"#/properties/spec/properties/maxDeletes/anyOf",keyword:"anyOf",params:{},schema:schema63.properties.spec.properties.maxDeletes.anyOf,parentSchema:schema63.properties.spec.properties.maxDeletes,data:data11};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
else {
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
}
}
if(data8.maxRecreates !== undefined){
let data12 = data8.maxRecreates;
const _errs39 = errors;
let valid10 = false;
const _errs40 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err45 = {instancePath:instancePath+"/spec/maxRecreates",schemaPath:"#/properties/spec/properties/maxRecreates/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema63.properties.spec.properties.maxRecreates.anyOf[0].type,parentSchema:schema63.properties.spec.properties.maxRecreates.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 1000000 || isNaN(data12)){
const err46 = {instancePath:instancePath+"/spec/maxRecreates",schemaPath:"#/properties/spec/properties/maxRecreates/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},schema:1000000,parentSchema:schema63.properties.spec.properties.maxRecreates.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err47 = {instancePath:instancePath+"/spec/maxRecreates",schemaPath:"#/properties/spec/properties/maxRecreates/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.maxRecreates.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
var _valid1 = _errs40 === errors;
valid10 = valid10 || _valid1;
if(!valid10){
const _errs42 = errors;
if(typeof data12 === "string"){
if(func2(data12) > 5){
const err48 = {instancePath:instancePath+"/spec/maxRecreates",schemaPath:"#/properties/spec/properties/maxRecreates/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 5},schema:5,parentSchema:schema63.properties.spec.properties.maxRecreates.anyOf[1],data:data12};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(!pattern89.test(data12)){
const err49 = {instancePath:instancePath+"/spec/maxRecreates",schemaPath:"#/properties/spec/properties/maxRecreates/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,2}|100)%$"},schema:"^([0-9]{1,2}|100)%$",parentSchema:schema63.properties.spec.properties.maxRecreates.anyOf[1],data:data12};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/spec/maxRecreates",schemaPath:"#/properties/spec/properties/maxRecreates/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.maxRecreates.anyOf[1].type,parentSchema:schema63.properties.spec.properties.maxRecreates.anyOf[1],data:data12};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
var _valid1 = _errs42 === errors;
valid10 = valid10 || _valid1;
}
if(!valid10){
const err51 = {instancePath:instancePath+"/spec/maxRecreates",schemaPath:"#/properties/spec/properties/maxRecreates/anyOf",keyword:"anyOf",params:{},schema:schema63.properties.spec.properties.maxRecreates.anyOf,parentSchema:schema63.properties.spec.properties.maxRecreates,data:data12};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
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
if(data8.maxRestarts !== undefined){
let data13 = data8.maxRestarts;
const _errs45 = errors;
let valid11 = false;
const _errs46 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err52 = {instancePath:instancePath+"/spec/maxRestarts",schemaPath:"#/properties/spec/properties/maxRestarts/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema63.properties.spec.properties.maxRestarts.anyOf[0].type,parentSchema:schema63.properties.spec.properties.maxRestarts.anyOf[0],data:data13};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 1000000 || isNaN(data13)){
const err53 = {instancePath:instancePath+"/spec/maxRestarts",schemaPath:"#/properties/spec/properties/maxRestarts/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},schema:1000000,parentSchema:schema63.properties.spec.properties.maxRestarts.anyOf[0],data:data13};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err54 = {instancePath:instancePath+"/spec/maxRestarts",schemaPath:"#/properties/spec/properties/maxRestarts/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.maxRestarts.anyOf[0],data:data13};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
var _valid2 = _errs46 === errors;
valid11 = valid11 || _valid2;
if(!valid11){
const _errs48 = errors;
if(typeof data13 === "string"){
if(func2(data13) > 5){
const err55 = {instancePath:instancePath+"/spec/maxRestarts",schemaPath:"#/properties/spec/properties/maxRestarts/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 5},schema:5,parentSchema:schema63.properties.spec.properties.maxRestarts.anyOf[1],data:data13};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(!pattern89.test(data13)){
const err56 = {instancePath:instancePath+"/spec/maxRestarts",schemaPath:"#/properties/spec/properties/maxRestarts/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,2}|100)%$"},schema:"^([0-9]{1,2}|100)%$",parentSchema:schema63.properties.spec.properties.maxRestarts.anyOf[1],data:data13};
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
const err57 = {instancePath:instancePath+"/spec/maxRestarts",schemaPath:"#/properties/spec/properties/maxRestarts/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.maxRestarts.anyOf[1].type,parentSchema:schema63.properties.spec.properties.maxRestarts.anyOf[1],data:data13};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
var _valid2 = _errs48 === errors;
valid11 = valid11 || _valid2;
}
if(!valid11){
const err58 = {instancePath:instancePath+"/spec/maxRestarts",schemaPath:"#/properties/spec/properties/maxRestarts/anyOf",keyword:"anyOf",params:{},schema:schema63.properties.spec.properties.maxRestarts.anyOf,parentSchema:schema63.properties.spec.properties.maxRestarts,data:data13};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
else {
errors = _errs45;
if(vErrors !== null){
if(_errs45){
vErrors.length = _errs45;
}
else {
vErrors = null;
}
}
}
}
if(data8.overcommit !== undefined){
let data14 = data8.overcommit;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key7 in data14){
if(!(((((key7 === "ram") || (key7 === "ramSwap")) || (key7 === "disk")) || (key7 === "cpus")) || (key7 === "processes"))){
const err59 = {instancePath:instancePath+"/spec/overcommit",schemaPath:"#/properties/spec/properties/overcommit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema63.properties.spec.properties.overcommit,data:data14};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data14.ram !== undefined){
let data15 = data14.ram;
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 1000 || isNaN(data15)){
const err60 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema63.properties.spec.properties.overcommit.properties.ram,data:data15};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data15 <= 0 || isNaN(data15)){
const err61 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.overcommit.properties.ram,data:data15};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/spec/overcommit/ram",schemaPath:"#/properties/spec/properties/overcommit/properties/ram/type",keyword:"type",params:{type: "number"},schema:schema63.properties.spec.properties.overcommit.properties.ram.type,parentSchema:schema63.properties.spec.properties.overcommit.properties.ram,data:data15};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data14.ramSwap !== undefined){
let data16 = data14.ramSwap;
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 1000 || isNaN(data16)){
const err63 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema63.properties.spec.properties.overcommit.properties.ramSwap,data:data16};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data16 <= 0 || isNaN(data16)){
const err64 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.overcommit.properties.ramSwap,data:data16};
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
const err65 = {instancePath:instancePath+"/spec/overcommit/ramSwap",schemaPath:"#/properties/spec/properties/overcommit/properties/ramSwap/type",keyword:"type",params:{type: "number"},schema:schema63.properties.spec.properties.overcommit.properties.ramSwap.type,parentSchema:schema63.properties.spec.properties.overcommit.properties.ramSwap,data:data16};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data14.disk !== undefined){
let data17 = data14.disk;
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 1000 || isNaN(data17)){
const err66 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema63.properties.spec.properties.overcommit.properties.disk,data:data17};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data17 <= 0 || isNaN(data17)){
const err67 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.overcommit.properties.disk,data:data17};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/spec/overcommit/disk",schemaPath:"#/properties/spec/properties/overcommit/properties/disk/type",keyword:"type",params:{type: "number"},schema:schema63.properties.spec.properties.overcommit.properties.disk.type,parentSchema:schema63.properties.spec.properties.overcommit.properties.disk,data:data17};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data14.cpus !== undefined){
let data18 = data14.cpus;
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 1000 || isNaN(data18)){
const err69 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema63.properties.spec.properties.overcommit.properties.cpus,data:data18};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data18 <= 0 || isNaN(data18)){
const err70 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.overcommit.properties.cpus,data:data18};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/spec/overcommit/cpus",schemaPath:"#/properties/spec/properties/overcommit/properties/cpus/type",keyword:"type",params:{type: "number"},schema:schema63.properties.spec.properties.overcommit.properties.cpus.type,parentSchema:schema63.properties.spec.properties.overcommit.properties.cpus,data:data18};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data14.processes !== undefined){
let data19 = data14.processes;
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 1000 || isNaN(data19)){
const err72 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},schema:1000,parentSchema:schema63.properties.spec.properties.overcommit.properties.processes,data:data19};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(data19 <= 0 || isNaN(data19)){
const err73 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.overcommit.properties.processes,data:data19};
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
const err74 = {instancePath:instancePath+"/spec/overcommit/processes",schemaPath:"#/properties/spec/properties/overcommit/properties/processes/type",keyword:"type",params:{type: "number"},schema:schema63.properties.spec.properties.overcommit.properties.processes.type,parentSchema:schema63.properties.spec.properties.overcommit.properties.processes,data:data19};
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
const err75 = {instancePath:instancePath+"/spec/overcommit",schemaPath:"#/properties/spec/properties/overcommit/type",keyword:"type",params:{type: "object"},schema:schema63.properties.spec.properties.overcommit.type,parentSchema:schema63.properties.spec.properties.overcommit,data:data14};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data8.rules !== undefined){
let data20 = data8.rules;
if(Array.isArray(data20)){
if(data20.length > 256){
const err76 = {instancePath:instancePath+"/spec/rules",schemaPath:"#/properties/spec/properties/rules/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.rules,data:data20};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
let data21 = data20[i1];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.name === undefined){
const err77 = {instancePath:instancePath+"/spec/rules/" + i1,schemaPath:"#/properties/spec/properties/rules/items/required",keyword:"required",params:{missingProperty: "name"},schema:schema63.properties.spec.properties.rules.items.required,parentSchema:schema63.properties.spec.properties.rules.items,data:data21};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data21.then === undefined){
const err78 = {instancePath:instancePath+"/spec/rules/" + i1,schemaPath:"#/properties/spec/properties/rules/items/required",keyword:"required",params:{missingProperty: "then"},schema:schema63.properties.spec.properties.rules.items.required,parentSchema:schema63.properties.spec.properties.rules.items,data:data21};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
for(const key8 in data21){
if(!((((key8 === "name") || (key8 === "match")) || (key8 === "then")) || (key8 === "message"))){
const err79 = {instancePath:instancePath+"/spec/rules/" + i1,schemaPath:"#/properties/spec/properties/rules/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},schema:false,parentSchema:schema63.properties.spec.properties.rules.items,data:data21};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data21.name !== undefined){
let data22 = data21.name;
if(typeof data22 === "string"){
if(func2(data22) > 64){
const err80 = {instancePath:instancePath+"/spec/rules/" + i1+"/name",schemaPath:"#/properties/spec/properties/rules/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema63.properties.spec.properties.rules.items.properties.name,data:data22};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(!pattern85.test(data22)){
const err81 = {instancePath:instancePath+"/spec/rules/" + i1+"/name",schemaPath:"#/properties/spec/properties/rules/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$",parentSchema:schema63.properties.spec.properties.rules.items.properties.name,data:data22};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/spec/rules/" + i1+"/name",schemaPath:"#/properties/spec/properties/rules/items/properties/name/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.name.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.name,data:data22};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data21.match !== undefined){
let data23 = data21.match;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key9 in data23){
if(!(((((((key9 === "actions") || (key9 === "classes")) || (key9 === "fields")) || (key9 === "above")) || (key9 === "below")) || (key9 === "containers")) || (key9 === "nodes"))){
const err83 = {instancePath:instancePath+"/spec/rules/" + i1+"/match",schemaPath:"#/properties/spec/properties/rules/items/properties/match/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},schema:false,parentSchema:schema63.properties.spec.properties.rules.items.properties.match,data:data23};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data23.actions !== undefined){
let data24 = data23.actions;
if(Array.isArray(data24)){
if(data24.length > 256){
const err84 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/actions",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/actions/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions,data:data24};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data24.length < 1){
const err85 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/actions",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/actions/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions,data:data24};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
const len2 = data24.length;
for(let i2=0; i2<len2; i2++){
let data25 = data24[i2];
if(typeof data25 !== "string"){
const err86 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/actions/" + i2,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/actions/items/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions.items.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions.items,data:data25};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(!(((((((data25 === "create") || (data25 === "start")) || (data25 === "stop")) || (data25 === "live")) || (data25 === "restart")) || (data25 === "recreate")) || (data25 === "delete"))){
const err87 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/actions/" + i2,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/actions/items/enum",keyword:"enum",params:{allowedValues: schema63.properties.spec.properties.rules.items.properties.match.properties.actions.items.enum},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions.items.enum,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions.items,data:data25};
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
const err88 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/actions",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/actions/type",keyword:"type",params:{type: "array"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.actions,data:data24};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data23.classes !== undefined){
let data26 = data23.classes;
if(Array.isArray(data26)){
if(data26.length > 256){
const err89 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/classes",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/classes/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes,data:data26};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data26.length < 1){
const err90 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/classes",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/classes/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes,data:data26};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
const len3 = data26.length;
for(let i3=0; i3<len3; i3++){
let data27 = data26[i3];
if(typeof data27 !== "string"){
const err91 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/classes/" + i3,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/classes/items/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes.items.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes.items,data:data27};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(!(((data27 === "live") || (data27 === "restart")) || (data27 === "recreate"))){
const err92 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/classes/" + i3,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/classes/items/enum",keyword:"enum",params:{allowedValues: schema63.properties.spec.properties.rules.items.properties.match.properties.classes.items.enum},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes.items.enum,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes.items,data:data27};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/classes",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/classes/type",keyword:"type",params:{type: "array"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.classes,data:data26};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data23.fields !== undefined){
let data28 = data23.fields;
if(Array.isArray(data28)){
if(data28.length > 256){
const err94 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/fields",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/fields/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields,data:data28};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(data28.length < 1){
const err95 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/fields",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/fields/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields,data:data28};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
const len4 = data28.length;
for(let i4=0; i4<len4; i4++){
let data29 = data28[i4];
if(typeof data29 === "string"){
if(func2(data29) > 64){
const err96 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/fields/" + i4,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/fields/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields.items,data:data29};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(!pattern93.test(data29)){
const err97 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/fields/" + i4,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/fields/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z/*][A-Za-z0-9/*. ]{0,63}$"},schema:"^[A-Za-z/*][A-Za-z0-9/*. ]{0,63}$",parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields.items,data:data29};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/fields/" + i4,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/fields/items/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields.items.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields.items,data:data29};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/fields",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/fields/type",keyword:"type",params:{type: "array"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.fields,data:data28};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data23.above !== undefined){
let data30 = data23.above;
const _errs86 = errors;
let valid23 = false;
const _errs87 = errors;
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 9007199254740991 || isNaN(data30)){
const err100 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/above",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/above/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf[0],data:data30};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(data30 < 0 || isNaN(data30)){
const err101 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/above",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/above/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf[0],data:data30};
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
const err102 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/above",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/above/anyOf/0/type",keyword:"type",params:{type: "number"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf[0].type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf[0],data:data30};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
var _valid3 = _errs87 === errors;
valid23 = valid23 || _valid3;
if(!valid23){
const _errs89 = errors;
if(typeof data30 === "string"){
if(func2(data30) > 32){
const err103 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/above",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/above/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf[1],data:data30};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/above",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/above/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf[1].type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf[1],data:data30};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
var _valid3 = _errs89 === errors;
valid23 = valid23 || _valid3;
}
if(!valid23){
const err105 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/above",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/above/anyOf",keyword:"anyOf",params:{},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.above.anyOf,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.above,data:data30};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
else {
errors = _errs86;
if(vErrors !== null){
if(_errs86){
vErrors.length = _errs86;
}
else {
vErrors = null;
}
}
}
}
if(data23.below !== undefined){
let data31 = data23.below;
const _errs92 = errors;
let valid24 = false;
const _errs93 = errors;
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 9007199254740991 || isNaN(data31)){
const err106 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/below",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/below/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},schema:9007199254740991,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf[0],data:data31};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data31 < 0 || isNaN(data31)){
const err107 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/below",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/below/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf[0],data:data31};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
else {
const err108 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/below",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/below/anyOf/0/type",keyword:"type",params:{type: "number"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf[0].type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf[0],data:data31};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
var _valid4 = _errs93 === errors;
valid24 = valid24 || _valid4;
if(!valid24){
const _errs95 = errors;
if(typeof data31 === "string"){
if(func2(data31) > 32){
const err109 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/below",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/below/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf[1],data:data31};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/below",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/below/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf[1].type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf[1],data:data31};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
var _valid4 = _errs95 === errors;
valid24 = valid24 || _valid4;
}
if(!valid24){
const err111 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/below",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/below/anyOf",keyword:"anyOf",params:{},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.below.anyOf,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.below,data:data31};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
else {
errors = _errs92;
if(vErrors !== null){
if(_errs92){
vErrors.length = _errs92;
}
else {
vErrors = null;
}
}
}
}
if(data23.containers !== undefined){
let data32 = data23.containers;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
for(const key10 in data32){
if(!((key10 === "names") || (key10 === "labels"))){
const err112 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},schema:false,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers,data:data32};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data32.names !== undefined){
let data33 = data32.names;
if(Array.isArray(data33)){
if(data33.length > 256){
const err113 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/names",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/names/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names,data:data33};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data33.length < 1){
const err114 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/names",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/names/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names,data:data33};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
const len5 = data33.length;
for(let i5=0; i5<len5; i5++){
let data34 = data33[i5];
if(typeof data34 === "string"){
if(func2(data34) > 64){
const err115 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/names/" + i5,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/names/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names.items,data:data34};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(!pattern94.test(data34)){
const err116 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/names/" + i5,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/names/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*]([A-Za-z0-9*-]{0,62}[A-Za-z0-9*])?$"},schema:"^[A-Za-z0-9*]([A-Za-z0-9*-]{0,62}[A-Za-z0-9*])?$",parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names.items,data:data34};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
else {
const err117 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/names/" + i5,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/names/items/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names.items.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names.items,data:data34};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/names",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/names/type",keyword:"type",params:{type: "array"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.names,data:data33};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data32.labels !== undefined){
let data35 = data32.labels;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(Object.keys(data35).length > 64){
const err119 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels,data:data35};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
for(const key11 in data35){
const _errs106 = errors;
if(typeof key11 === "string"){
if(func2(key11) > 128){
const err120 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(!pattern1.test(key11)){
const err121 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.propertyNames.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
var valid28 = _errs106 === errors;
if(!valid28){
const err123 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key11},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.propertyNames,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels,data:data35};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
for(const key12 in data35){
let data36 = data35[key12];
if(typeof data36 === "string"){
if(func2(data36) > 256){
const err124 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.additionalProperties,data:data36};
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
const err125 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.additionalProperties.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.additionalProperties,data:data36};
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
const err126 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers/labels",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.properties.labels,data:data35};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
}
else {
const err127 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/containers",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/containers/type",keyword:"type",params:{type: "object"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.containers,data:data32};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data23.nodes !== undefined){
let data37 = data23.nodes;
if(Array.isArray(data37)){
if(data37.length > 256){
const err128 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/nodes",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/nodes/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes,data:data37};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(data37.length < 1){
const err129 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/nodes",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/nodes/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes,data:data37};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
const len6 = data37.length;
for(let i6=0; i6<len6; i6++){
let data38 = data37[i6];
if(typeof data38 === "string"){
if(func2(data38) > 64){
const err130 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/nodes/" + i6,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/nodes/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes.items,data:data38};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(!pattern88.test(data38)){
const err131 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/nodes/" + i6,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/nodes/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"},schema:"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$",parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes.items,data:data38};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
else {
const err132 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/nodes/" + i6,schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/nodes/items/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes.items.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes.items,data:data38};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
else {
const err133 = {instancePath:instancePath+"/spec/rules/" + i1+"/match/nodes",schemaPath:"#/properties/spec/properties/rules/items/properties/match/properties/nodes/type",keyword:"type",params:{type: "array"},schema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match.properties.nodes,data:data37};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
}
else {
const err134 = {instancePath:instancePath+"/spec/rules/" + i1+"/match",schemaPath:"#/properties/spec/properties/rules/items/properties/match/type",keyword:"type",params:{type: "object"},schema:schema63.properties.spec.properties.rules.items.properties.match.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.match,data:data23};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data21.then !== undefined){
let data39 = data21.then;
if(typeof data39 !== "string"){
const err135 = {instancePath:instancePath+"/spec/rules/" + i1+"/then",schemaPath:"#/properties/spec/properties/rules/items/properties/then/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.then.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.then,data:data39};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if(!(((data39 === "forbid") || (data39 === "requireApproval")) || (data39 === "warn"))){
const err136 = {instancePath:instancePath+"/spec/rules/" + i1+"/then",schemaPath:"#/properties/spec/properties/rules/items/properties/then/enum",keyword:"enum",params:{allowedValues: schema63.properties.spec.properties.rules.items.properties.then.enum},schema:schema63.properties.spec.properties.rules.items.properties.then.enum,parentSchema:schema63.properties.spec.properties.rules.items.properties.then,data:data39};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data21.message !== undefined){
let data40 = data21.message;
if(typeof data40 === "string"){
if(func2(data40) > 512){
const err137 = {instancePath:instancePath+"/spec/rules/" + i1+"/message",schemaPath:"#/properties/spec/properties/rules/items/properties/message/maxLength",keyword:"maxLength",params:{limit: 512},schema:512,parentSchema:schema63.properties.spec.properties.rules.items.properties.message,data:data40};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(func2(data40) < 1){
const err138 = {instancePath:instancePath+"/spec/rules/" + i1+"/message",schemaPath:"#/properties/spec/properties/rules/items/properties/message/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema63.properties.spec.properties.rules.items.properties.message,data:data40};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/spec/rules/" + i1+"/message",schemaPath:"#/properties/spec/properties/rules/items/properties/message/type",keyword:"type",params:{type: "string"},schema:schema63.properties.spec.properties.rules.items.properties.message.type,parentSchema:schema63.properties.spec.properties.rules.items.properties.message,data:data40};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
}
else {
const err140 = {instancePath:instancePath+"/spec/rules/" + i1,schemaPath:"#/properties/spec/properties/rules/items/type",keyword:"type",params:{type: "object"},schema:schema63.properties.spec.properties.rules.items.type,parentSchema:schema63.properties.spec.properties.rules.items,data:data21};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
}
else {
const err141 = {instancePath:instancePath+"/spec/rules",schemaPath:"#/properties/spec/properties/rules/type",keyword:"type",params:{type: "array"},schema:schema63.properties.spec.properties.rules.type,parentSchema:schema63.properties.spec.properties.rules,data:data20};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
}
else {
const err142 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema63.properties.spec.type,parentSchema:schema63.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
}
else {
const err143 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema63.type,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}

export const validateWindow = validate34;
const schema64 = {"description":"A time in which things are done, or are not.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Window","metadata":{"name":"nightly"},"spec":{"kind":"allow","schedule":"0 2 * * *","duration":"2h","timeZone":"Europe/Berlin","classes":["restart","recreate"]}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document says when things are done.","examples":["Window"],"type":"string","const":"Window"},"metadata":{"description":"Which window this is.","examples":[{"name":"nightly"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"What plans and messages call it.","examples":["nightly"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"When, and what.","examples":[{"kind":"allow","schedule":"0 2 * * *","duration":"2h","timeZone":"Europe/Berlin","classes":["restart","recreate"]}],"type":"object","additionalProperties":false,"required":["kind","schedule","duration","classes"],"properties":{"kind":{"description":"allow: what it names is only done while such a window is open. deny: not while it is. deny beats allow.","examples":["allow","deny"],"type":"string","enum":["allow","deny"]},"schedule":{"description":"When it opens, crontab(5): minute, hour, day of month, month, day of week.","examples":["0 2 * * *","30 22 * * 5"],"type":"string","maxLength":100},"duration":{"description":"How long it stays open.","examples":["2h","90m"],"type":"string","maxLength":32},"timeZone":{"description":"The time zone of the schedule, by its name in the tz database. Default: UTC.","default":"UTC","examples":["Europe/Berlin"],"type":"string","maxLength":64,"pattern":"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$"},"classes":{"description":"What it is about: live are changes that disturb no process. Everything else is done at any time.","examples":[["restart","recreate","delete"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","enum":["create","start","stop","live","restart","recreate","delete"]}},"containers":{"description":"Which containers, by name and label; all of what is given must fit. Default: all.","examples":[{"names":["db-*"],"labels":{"tier":"db"}}],"type":"object","additionalProperties":false,"properties":{"names":{"description":"Names, with * for any characters. Default: any.","examples":[["db-*","mail"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9*]([A-Za-z0-9*-]{0,62}[A-Za-z0-9*])?$"}},"labels":{"description":"Labels with their values; * stands for any characters. Default: any.","examples":[{"tier":"db"}],"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}}}},"nodes":{"description":"Names of hosts it is for, with * for any characters. Default: every host.","examples":[["node1","web-*"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"}}}}}};
const pattern100 = new RegExp("^[A-Za-z][A-Za-z0-9_+/-]{0,63}$", "u");

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema64.required,parentSchema:schema64,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema64.required,parentSchema:schema64,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema64.required,parentSchema:schema64,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema64.required,parentSchema:schema64,data};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema64,data};
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
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema64.properties.apiVersion.type,parentSchema:schema64.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema64.properties.apiVersion,data:data0};
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
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema64.properties.kind.type,parentSchema:schema64.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Window" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Window"},schema:"Window",parentSchema:schema64.properties.kind,data:data1};
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
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema64.properties.metadata.required,parentSchema:schema64.properties.metadata,data:data2};
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
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema64.properties.metadata,data:data2};
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
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema64.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern85.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$",parentSchema:schema64.properties.metadata.properties.name,data:data3};
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
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema64.properties.metadata.properties.name.type,parentSchema:schema64.properties.metadata.properties.name,data:data3};
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
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema64.properties.metadata.properties.labels,data:data4};
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
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema64.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema64.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema64.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema64.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema64.properties.metadata.properties.labels.propertyNames,parentSchema:schema64.properties.metadata.properties.labels,data:data4};
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
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema64.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema64.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema64.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema64.properties.metadata.properties.labels.type,parentSchema:schema64.properties.metadata.properties.labels,data:data4};
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
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema64.properties.metadata.properties.annotations,data:data6};
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
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema64.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema64.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema64.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema64.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema64.properties.metadata.properties.annotations.propertyNames,parentSchema:schema64.properties.metadata.properties.annotations,data:data6};
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
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema64.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema64.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema64.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema64.properties.metadata.properties.annotations.type,parentSchema:schema64.properties.metadata.properties.annotations,data:data6};
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
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema64.properties.metadata.type,parentSchema:schema64.properties.metadata,data:data2};
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
if(data8.kind === undefined){
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "kind"},schema:schema64.properties.spec.required,parentSchema:schema64.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data8.schedule === undefined){
const err32 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "schedule"},schema:schema64.properties.spec.required,parentSchema:schema64.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data8.duration === undefined){
const err33 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "duration"},schema:schema64.properties.spec.required,parentSchema:schema64.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data8.classes === undefined){
const err34 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "classes"},schema:schema64.properties.spec.required,parentSchema:schema64.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key6 in data8){
if(!(((((((key6 === "kind") || (key6 === "schedule")) || (key6 === "duration")) || (key6 === "timeZone")) || (key6 === "classes")) || (key6 === "containers")) || (key6 === "nodes"))){
const err35 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema64.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data8.kind !== undefined){
let data9 = data8.kind;
if(typeof data9 !== "string"){
const err36 = {instancePath:instancePath+"/spec/kind",schemaPath:"#/properties/spec/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.kind.type,parentSchema:schema64.properties.spec.properties.kind,data:data9};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(!((data9 === "allow") || (data9 === "deny"))){
const err37 = {instancePath:instancePath+"/spec/kind",schemaPath:"#/properties/spec/properties/kind/enum",keyword:"enum",params:{allowedValues: schema64.properties.spec.properties.kind.enum},schema:schema64.properties.spec.properties.kind.enum,parentSchema:schema64.properties.spec.properties.kind,data:data9};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data8.schedule !== undefined){
let data10 = data8.schedule;
if(typeof data10 === "string"){
if(func2(data10) > 100){
const err38 = {instancePath:instancePath+"/spec/schedule",schemaPath:"#/properties/spec/properties/schedule/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema64.properties.spec.properties.schedule,data:data10};
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
const err39 = {instancePath:instancePath+"/spec/schedule",schemaPath:"#/properties/spec/properties/schedule/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.schedule.type,parentSchema:schema64.properties.spec.properties.schedule,data:data10};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data8.duration !== undefined){
let data11 = data8.duration;
if(typeof data11 === "string"){
if(func2(data11) > 32){
const err40 = {instancePath:instancePath+"/spec/duration",schemaPath:"#/properties/spec/properties/duration/maxLength",keyword:"maxLength",params:{limit: 32},schema:32,parentSchema:schema64.properties.spec.properties.duration,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/spec/duration",schemaPath:"#/properties/spec/properties/duration/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.duration.type,parentSchema:schema64.properties.spec.properties.duration,data:data11};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data8.timeZone !== undefined){
let data12 = data8.timeZone;
if(typeof data12 === "string"){
if(func2(data12) > 64){
const err42 = {instancePath:instancePath+"/spec/timeZone",schemaPath:"#/properties/spec/properties/timeZone/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema64.properties.spec.properties.timeZone,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(!pattern100.test(data12)){
const err43 = {instancePath:instancePath+"/spec/timeZone",schemaPath:"#/properties/spec/properties/timeZone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9_+/-]{0,63}$"},schema:"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$",parentSchema:schema64.properties.spec.properties.timeZone,data:data12};
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
const err44 = {instancePath:instancePath+"/spec/timeZone",schemaPath:"#/properties/spec/properties/timeZone/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.timeZone.type,parentSchema:schema64.properties.spec.properties.timeZone,data:data12};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data8.classes !== undefined){
let data13 = data8.classes;
if(Array.isArray(data13)){
if(data13.length > 256){
const err45 = {instancePath:instancePath+"/spec/classes",schemaPath:"#/properties/spec/properties/classes/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema64.properties.spec.properties.classes,data:data13};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data13.length < 1){
const err46 = {instancePath:instancePath+"/spec/classes",schemaPath:"#/properties/spec/properties/classes/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema64.properties.spec.properties.classes,data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
let data14 = data13[i0];
if(typeof data14 !== "string"){
const err47 = {instancePath:instancePath+"/spec/classes/" + i0,schemaPath:"#/properties/spec/properties/classes/items/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.classes.items.type,parentSchema:schema64.properties.spec.properties.classes.items,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(!(((((((data14 === "create") || (data14 === "start")) || (data14 === "stop")) || (data14 === "live")) || (data14 === "restart")) || (data14 === "recreate")) || (data14 === "delete"))){
const err48 = {instancePath:instancePath+"/spec/classes/" + i0,schemaPath:"#/properties/spec/properties/classes/items/enum",keyword:"enum",params:{allowedValues: schema64.properties.spec.properties.classes.items.enum},schema:schema64.properties.spec.properties.classes.items.enum,parentSchema:schema64.properties.spec.properties.classes.items,data:data14};
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
const err49 = {instancePath:instancePath+"/spec/classes",schemaPath:"#/properties/spec/properties/classes/type",keyword:"type",params:{type: "array"},schema:schema64.properties.spec.properties.classes.type,parentSchema:schema64.properties.spec.properties.classes,data:data13};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data8.containers !== undefined){
let data15 = data8.containers;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key7 in data15){
if(!((key7 === "names") || (key7 === "labels"))){
const err50 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema64.properties.spec.properties.containers,data:data15};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data15.names !== undefined){
let data16 = data15.names;
if(Array.isArray(data16)){
if(data16.length > 256){
const err51 = {instancePath:instancePath+"/spec/containers/names",schemaPath:"#/properties/spec/properties/containers/properties/names/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema64.properties.spec.properties.containers.properties.names,data:data16};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data16.length < 1){
const err52 = {instancePath:instancePath+"/spec/containers/names",schemaPath:"#/properties/spec/properties/containers/properties/names/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema64.properties.spec.properties.containers.properties.names,data:data16};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
let data17 = data16[i1];
if(typeof data17 === "string"){
if(func2(data17) > 64){
const err53 = {instancePath:instancePath+"/spec/containers/names/" + i1,schemaPath:"#/properties/spec/properties/containers/properties/names/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema64.properties.spec.properties.containers.properties.names.items,data:data17};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!pattern94.test(data17)){
const err54 = {instancePath:instancePath+"/spec/containers/names/" + i1,schemaPath:"#/properties/spec/properties/containers/properties/names/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*]([A-Za-z0-9*-]{0,62}[A-Za-z0-9*])?$"},schema:"^[A-Za-z0-9*]([A-Za-z0-9*-]{0,62}[A-Za-z0-9*])?$",parentSchema:schema64.properties.spec.properties.containers.properties.names.items,data:data17};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/spec/containers/names/" + i1,schemaPath:"#/properties/spec/properties/containers/properties/names/items/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.containers.properties.names.items.type,parentSchema:schema64.properties.spec.properties.containers.properties.names.items,data:data17};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/spec/containers/names",schemaPath:"#/properties/spec/properties/containers/properties/names/type",keyword:"type",params:{type: "array"},schema:schema64.properties.spec.properties.containers.properties.names.type,parentSchema:schema64.properties.spec.properties.containers.properties.names,data:data16};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data15.labels !== undefined){
let data18 = data15.labels;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length > 64){
const err57 = {instancePath:instancePath+"/spec/containers/labels",schemaPath:"#/properties/spec/properties/containers/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema64.properties.spec.properties.containers.properties.labels,data:data18};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
for(const key8 in data18){
const _errs49 = errors;
if(typeof key8 === "string"){
if(func2(key8) > 128){
const err58 = {instancePath:instancePath+"/spec/containers/labels",schemaPath:"#/properties/spec/properties/containers/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema64.properties.spec.properties.containers.properties.labels.propertyNames,data:key8,propertyName:key8};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(!pattern1.test(key8)){
const err59 = {instancePath:instancePath+"/spec/containers/labels",schemaPath:"#/properties/spec/properties/containers/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema64.properties.spec.properties.containers.properties.labels.propertyNames,data:key8,propertyName:key8};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/spec/containers/labels",schemaPath:"#/properties/spec/properties/containers/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.containers.properties.labels.propertyNames.type,parentSchema:schema64.properties.spec.properties.containers.properties.labels.propertyNames,data:key8,propertyName:key8};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
var valid12 = _errs49 === errors;
if(!valid12){
const err61 = {instancePath:instancePath+"/spec/containers/labels",schemaPath:"#/properties/spec/properties/containers/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key8},schema:schema64.properties.spec.properties.containers.properties.labels.propertyNames,parentSchema:schema64.properties.spec.properties.containers.properties.labels,data:data18};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
for(const key9 in data18){
let data19 = data18[key9];
if(typeof data19 === "string"){
if(func2(data19) > 256){
const err62 = {instancePath:instancePath+"/spec/containers/labels/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/containers/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema64.properties.spec.properties.containers.properties.labels.additionalProperties,data:data19};
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
const err63 = {instancePath:instancePath+"/spec/containers/labels/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/containers/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.containers.properties.labels.additionalProperties.type,parentSchema:schema64.properties.spec.properties.containers.properties.labels.additionalProperties,data:data19};
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
const err64 = {instancePath:instancePath+"/spec/containers/labels",schemaPath:"#/properties/spec/properties/containers/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema64.properties.spec.properties.containers.properties.labels.type,parentSchema:schema64.properties.spec.properties.containers.properties.labels,data:data18};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/type",keyword:"type",params:{type: "object"},schema:schema64.properties.spec.properties.containers.type,parentSchema:schema64.properties.spec.properties.containers,data:data15};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data8.nodes !== undefined){
let data20 = data8.nodes;
if(Array.isArray(data20)){
if(data20.length > 256){
const err66 = {instancePath:instancePath+"/spec/nodes",schemaPath:"#/properties/spec/properties/nodes/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema64.properties.spec.properties.nodes,data:data20};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data20.length < 1){
const err67 = {instancePath:instancePath+"/spec/nodes",schemaPath:"#/properties/spec/properties/nodes/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema64.properties.spec.properties.nodes,data:data20};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
const len2 = data20.length;
for(let i2=0; i2<len2; i2++){
let data21 = data20[i2];
if(typeof data21 === "string"){
if(func2(data21) > 64){
const err68 = {instancePath:instancePath+"/spec/nodes/" + i2,schemaPath:"#/properties/spec/properties/nodes/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema64.properties.spec.properties.nodes.items,data:data21};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(!pattern88.test(data21)){
const err69 = {instancePath:instancePath+"/spec/nodes/" + i2,schemaPath:"#/properties/spec/properties/nodes/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"},schema:"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$",parentSchema:schema64.properties.spec.properties.nodes.items,data:data21};
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
const err70 = {instancePath:instancePath+"/spec/nodes/" + i2,schemaPath:"#/properties/spec/properties/nodes/items/type",keyword:"type",params:{type: "string"},schema:schema64.properties.spec.properties.nodes.items.type,parentSchema:schema64.properties.spec.properties.nodes.items,data:data21};
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
const err71 = {instancePath:instancePath+"/spec/nodes",schemaPath:"#/properties/spec/properties/nodes/type",keyword:"type",params:{type: "array"},schema:schema64.properties.spec.properties.nodes.type,parentSchema:schema64.properties.spec.properties.nodes,data:data20};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema64.properties.spec.type,parentSchema:schema64.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema64.type,parentSchema:schema64,data};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

export const validateApproval = validate35;
const schema65 = {"description":"Somebody's yes to what a plan does, by the hash of its effect.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Approval","metadata":{"name":"db-to-debian-13"},"spec":{"containers":["5b71f0c2a9d14e3f8a6b0c7d92e1f054"],"reason":"agreed in the meeting of 26 November","expires":"2026-12-01T00:00:00Z"}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document approves an effect.","examples":["Approval"],"type":"string","const":"Approval"},"metadata":{"description":"Which approval this is.","examples":[{"name":"db-to-debian-13"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"What plans and messages call it.","examples":["db-to-debian-13"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"What is approved.","examples":[{"containers":["5b71f0c2a9d14e3f8a6b0c7d92e1f054"],"reason":"agreed in the meeting of 26 November","expires":"2026-12-01T00:00:00Z"}],"type":"object","additionalProperties":false,"required":["expires"],"properties":{"plan":{"description":"The hash of a whole plan, at least its first 32 digits. Default: no whole plan.","examples":["5b71f0c2a9d14e3f8a6b0c7d92e1f054"],"type":"string","maxLength":64,"pattern":"^[0-9a-f]{32,64}$"},"containers":{"description":"Hashes of what is done to single containers, at least their first 32 digits. Default: none.","examples":[["5b71f0c2a9d14e3f8a6b0c7d92e1f054"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[0-9a-f]{32,64}$"}},"reason":{"description":"Why, for those who read it later. Default: none.","examples":["agreed in the meeting of 26 November"],"type":"string","maxLength":1024,"minLength":1},"expires":{"description":"When it ends, in UTC: the same may be asked for again.","examples":["2026-12-01T00:00:00Z"],"type":"string","maxLength":20,"pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}}}}};
const pattern107 = new RegExp("^[0-9a-f]{32,64}$", "u");
const pattern109 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", "u");

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema65.required,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema65.required,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema65.required,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema65.required,parentSchema:schema65,data};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema65,data};
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
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema65.properties.apiVersion.type,parentSchema:schema65.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema65.properties.apiVersion,data:data0};
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
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema65.properties.kind.type,parentSchema:schema65.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Approval" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Approval"},schema:"Approval",parentSchema:schema65.properties.kind,data:data1};
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
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema65.properties.metadata.required,parentSchema:schema65.properties.metadata,data:data2};
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
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema65.properties.metadata,data:data2};
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
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema65.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern85.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$",parentSchema:schema65.properties.metadata.properties.name,data:data3};
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
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema65.properties.metadata.properties.name.type,parentSchema:schema65.properties.metadata.properties.name,data:data3};
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
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema65.properties.metadata.properties.labels,data:data4};
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
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema65.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema65.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema65.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema65.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema65.properties.metadata.properties.labels.propertyNames,parentSchema:schema65.properties.metadata.properties.labels,data:data4};
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
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema65.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema65.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema65.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema65.properties.metadata.properties.labels.type,parentSchema:schema65.properties.metadata.properties.labels,data:data4};
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
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema65.properties.metadata.properties.annotations,data:data6};
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
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema65.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema65.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema65.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema65.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema65.properties.metadata.properties.annotations.propertyNames,parentSchema:schema65.properties.metadata.properties.annotations,data:data6};
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
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema65.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema65.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema65.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema65.properties.metadata.properties.annotations.type,parentSchema:schema65.properties.metadata.properties.annotations,data:data6};
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
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema65.properties.metadata.type,parentSchema:schema65.properties.metadata,data:data2};
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
if(data8.expires === undefined){
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "expires"},schema:schema65.properties.spec.required,parentSchema:schema65.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key6 in data8){
if(!((((key6 === "plan") || (key6 === "containers")) || (key6 === "reason")) || (key6 === "expires"))){
const err32 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema65.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data8.plan !== undefined){
let data9 = data8.plan;
if(typeof data9 === "string"){
if(func2(data9) > 64){
const err33 = {instancePath:instancePath+"/spec/plan",schemaPath:"#/properties/spec/properties/plan/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema65.properties.spec.properties.plan,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(!pattern107.test(data9)){
const err34 = {instancePath:instancePath+"/spec/plan",schemaPath:"#/properties/spec/properties/plan/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{32,64}$"},schema:"^[0-9a-f]{32,64}$",parentSchema:schema65.properties.spec.properties.plan,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/spec/plan",schemaPath:"#/properties/spec/properties/plan/type",keyword:"type",params:{type: "string"},schema:schema65.properties.spec.properties.plan.type,parentSchema:schema65.properties.spec.properties.plan,data:data9};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data8.containers !== undefined){
let data10 = data8.containers;
if(Array.isArray(data10)){
if(data10.length > 256){
const err36 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema65.properties.spec.properties.containers,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data10.length < 1){
const err37 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema65.properties.spec.properties.containers,data:data10};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
if(typeof data11 === "string"){
if(func2(data11) > 64){
const err38 = {instancePath:instancePath+"/spec/containers/" + i0,schemaPath:"#/properties/spec/properties/containers/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema65.properties.spec.properties.containers.items,data:data11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!pattern107.test(data11)){
const err39 = {instancePath:instancePath+"/spec/containers/" + i0,schemaPath:"#/properties/spec/properties/containers/items/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{32,64}$"},schema:"^[0-9a-f]{32,64}$",parentSchema:schema65.properties.spec.properties.containers.items,data:data11};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/spec/containers/" + i0,schemaPath:"#/properties/spec/properties/containers/items/type",keyword:"type",params:{type: "string"},schema:schema65.properties.spec.properties.containers.items.type,parentSchema:schema65.properties.spec.properties.containers.items,data:data11};
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
else {
const err41 = {instancePath:instancePath+"/spec/containers",schemaPath:"#/properties/spec/properties/containers/type",keyword:"type",params:{type: "array"},schema:schema65.properties.spec.properties.containers.type,parentSchema:schema65.properties.spec.properties.containers,data:data10};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data8.reason !== undefined){
let data12 = data8.reason;
if(typeof data12 === "string"){
if(func2(data12) > 1024){
const err42 = {instancePath:instancePath+"/spec/reason",schemaPath:"#/properties/spec/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema65.properties.spec.properties.reason,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(func2(data12) < 1){
const err43 = {instancePath:instancePath+"/spec/reason",schemaPath:"#/properties/spec/properties/reason/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema65.properties.spec.properties.reason,data:data12};
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
const err44 = {instancePath:instancePath+"/spec/reason",schemaPath:"#/properties/spec/properties/reason/type",keyword:"type",params:{type: "string"},schema:schema65.properties.spec.properties.reason.type,parentSchema:schema65.properties.spec.properties.reason,data:data12};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data8.expires !== undefined){
let data13 = data8.expires;
if(typeof data13 === "string"){
if(func2(data13) > 20){
const err45 = {instancePath:instancePath+"/spec/expires",schemaPath:"#/properties/spec/properties/expires/maxLength",keyword:"maxLength",params:{limit: 20},schema:20,parentSchema:schema65.properties.spec.properties.expires,data:data13};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!pattern109.test(data13)){
const err46 = {instancePath:instancePath+"/spec/expires",schemaPath:"#/properties/spec/properties/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",parentSchema:schema65.properties.spec.properties.expires,data:data13};
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
const err47 = {instancePath:instancePath+"/spec/expires",schemaPath:"#/properties/spec/properties/expires/type",keyword:"type",params:{type: "string"},schema:schema65.properties.spec.properties.expires.type,parentSchema:schema65.properties.spec.properties.expires,data:data13};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema65.properties.spec.type,parentSchema:schema65.properties.spec,data:data8};
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
const err49 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema65.type,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}

export const validateRollout = validate36;
const schema66 = {"description":"In which order nodes take a new revision: those of a stage when all of the stages before it have it and are healthy.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Rollout","metadata":{"name":"fleet"},"spec":{"stages":[{"nodes":["node1"],"soak":"10m"},{"nodes":["web-*"],"maxUnavailable":1},{"nodes":["*"]}],"timeout":"30m"}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document orders nodes.","examples":["Rollout"],"type":"string","const":"Rollout"},"metadata":{"description":"Which rollout this is.","examples":[{"name":"fleet"}],"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"description":"What plans and messages call it.","examples":["fleet"],"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},"labels":{"description":"Words to select and group by. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":256}},"annotations":{"description":"Notes for people and tools. Free keys, text values; they change nothing on the host.","examples":[{"tier":"web","example.org/owner":"ops"}],"default":{},"type":"object","maxProperties":64,"propertyNames":{"type":"string","maxLength":128,"pattern":"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},"additionalProperties":{"type":"string","maxLength":16384}}}},"spec":{"description":"The stages. A host that none of them names is not held up.","examples":[{"stages":[{"nodes":["node1"],"soak":"10m"},{"nodes":["web-*"],"maxUnavailable":1},{"nodes":["*"]}],"timeout":"30m"}],"type":"object","additionalProperties":false,"required":["stages"],"properties":{"stages":{"description":"In the order in which they take a revision.","examples":[[{"nodes":["node1"],"soak":"10m"},{"nodes":["web-*"],"maxUnavailable":1},{"nodes":["*"]}]],"type":"array","minItems":1,"maxItems":64,"items":{"description":"Hosts that take it at the same time.","examples":[{"nodes":["node1"],"soak":"10m"}],"type":"object","additionalProperties":false,"required":["nodes"],"properties":{"nodes":{"description":"Names of hosts, with * for any characters: then those that have a Node document. A host is in the first stage that names it.","examples":[["node1","web-*"]],"type":"array","minItems":1,"maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"}},"soak":{"description":"For how long each of them has to be healthy before the next stage begins. Seconds, or a duration such as \"10m\".","examples":["10m",600],"default":0,"anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^[0-9hms]+$"}]},"maxUnavailable":{"description":"How many of them may take it at a time, in the order of their names. Default: all.","examples":[1],"type":"integer","minimum":1,"maximum":10000}}}},"skip":{"description":"Hosts that the others do not wait for, nor listen to: a machine that is gone, or in repair. That of the newest revision counts, so that one commit lets it through everywhere.","examples":[["node1"]],"default":[],"type":"array","maxItems":256,"items":{"type":"string","maxLength":64,"pattern":"^[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$"}},"timeout":{"description":"For how long a host waits for those before it until it calls the rollout stopped. It goes on waiting. Seconds, or a duration such as \"30m\".","examples":["30m"],"default":"30m","anyOf":[{"type":"integer","minimum":0,"maximum":86400},{"type":"string","maxLength":16,"pattern":"^[0-9hms]+$"}]}}}}};
const pattern115 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$", "u");

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema66.required,parentSchema:schema66,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema66.required,parentSchema:schema66,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},schema:schema66.required,parentSchema:schema66,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema66.required,parentSchema:schema66,data};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema66,data};
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
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema66.properties.apiVersion.type,parentSchema:schema66.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema66.properties.apiVersion,data:data0};
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
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema66.properties.kind.type,parentSchema:schema66.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Rollout" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Rollout"},schema:"Rollout",parentSchema:schema66.properties.kind,data:data1};
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
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},schema:schema66.properties.metadata.required,parentSchema:schema66.properties.metadata,data:data2};
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
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema66.properties.metadata,data:data2};
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
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema66.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern85.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$",parentSchema:schema66.properties.metadata.properties.name,data:data3};
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
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},schema:schema66.properties.metadata.properties.name.type,parentSchema:schema66.properties.metadata.properties.name,data:data3};
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
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema66.properties.metadata.properties.labels,data:data4};
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
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema66.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern1.test(key2)){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema66.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err17 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema66.properties.metadata.properties.labels.propertyNames.type,parentSchema:schema66.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
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
const err18 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},schema:schema66.properties.metadata.properties.labels.propertyNames,parentSchema:schema66.properties.metadata.properties.labels,data:data4};
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
const err19 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},schema:256,parentSchema:schema66.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err20 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema66.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema66.properties.metadata.properties.labels.additionalProperties,data:data5};
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
const err21 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},schema:schema66.properties.metadata.properties.labels.type,parentSchema:schema66.properties.metadata.properties.labels,data:data4};
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
const err22 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/maxProperties",keyword:"maxProperties",params:{limit: 64},schema:64,parentSchema:schema66.properties.metadata.properties.annotations,data:data6};
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
const err23 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/maxLength",keyword:"maxLength",params:{limit: 128},schema:128,parentSchema:schema66.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern1.test(key4)){
const err24 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9./_-]{0,126}[A-Za-z0-9])?$",parentSchema:schema66.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err25 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames/type",keyword:"type",params:{type: "string"},schema:schema66.properties.metadata.properties.annotations.propertyNames.type,parentSchema:schema66.properties.metadata.properties.annotations.propertyNames,data:key4,propertyName:key4};
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
const err26 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/propertyNames",keyword:"propertyNames",params:{propertyName: key4},schema:schema66.properties.metadata.properties.annotations.propertyNames,parentSchema:schema66.properties.metadata.properties.annotations,data:data6};
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
const err27 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 16384},schema:16384,parentSchema:schema66.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err28 = {instancePath:instancePath+"/metadata/annotations/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/annotations/additionalProperties/type",keyword:"type",params:{type: "string"},schema:schema66.properties.metadata.properties.annotations.additionalProperties.type,parentSchema:schema66.properties.metadata.properties.annotations.additionalProperties,data:data7};
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
const err29 = {instancePath:instancePath+"/metadata/annotations",schemaPath:"#/properties/metadata/properties/annotations/type",keyword:"type",params:{type: "object"},schema:schema66.properties.metadata.properties.annotations.type,parentSchema:schema66.properties.metadata.properties.annotations,data:data6};
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
const err30 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},schema:schema66.properties.metadata.type,parentSchema:schema66.properties.metadata,data:data2};
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
if(data8.stages === undefined){
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "stages"},schema:schema66.properties.spec.required,parentSchema:schema66.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key6 in data8){
if(!(((key6 === "stages") || (key6 === "skip")) || (key6 === "timeout"))){
const err32 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema66.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data8.stages !== undefined){
let data9 = data8.stages;
if(Array.isArray(data9)){
if(data9.length > 64){
const err33 = {instancePath:instancePath+"/spec/stages",schemaPath:"#/properties/spec/properties/stages/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema66.properties.spec.properties.stages,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data9.length < 1){
const err34 = {instancePath:instancePath+"/spec/stages",schemaPath:"#/properties/spec/properties/stages/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema66.properties.spec.properties.stages,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.nodes === undefined){
const err35 = {instancePath:instancePath+"/spec/stages/" + i0,schemaPath:"#/properties/spec/properties/stages/items/required",keyword:"required",params:{missingProperty: "nodes"},schema:schema66.properties.spec.properties.stages.items.required,parentSchema:schema66.properties.spec.properties.stages.items,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
for(const key7 in data10){
if(!(((key7 === "nodes") || (key7 === "soak")) || (key7 === "maxUnavailable"))){
const err36 = {instancePath:instancePath+"/spec/stages/" + i0,schemaPath:"#/properties/spec/properties/stages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},schema:false,parentSchema:schema66.properties.spec.properties.stages.items,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data10.nodes !== undefined){
let data11 = data10.nodes;
if(Array.isArray(data11)){
if(data11.length > 256){
const err37 = {instancePath:instancePath+"/spec/stages/" + i0+"/nodes",schemaPath:"#/properties/spec/properties/stages/items/properties/nodes/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema66.properties.spec.properties.stages.items.properties.nodes,data:data11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data11.length < 1){
const err38 = {instancePath:instancePath+"/spec/stages/" + i0+"/nodes",schemaPath:"#/properties/spec/properties/stages/items/properties/nodes/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema66.properties.spec.properties.stages.items.properties.nodes,data:data11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(typeof data12 === "string"){
if(func2(data12) > 64){
const err39 = {instancePath:instancePath+"/spec/stages/" + i0+"/nodes/" + i1,schemaPath:"#/properties/spec/properties/stages/items/properties/nodes/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema66.properties.spec.properties.stages.items.properties.nodes.items,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!pattern88.test(data12)){
const err40 = {instancePath:instancePath+"/spec/stages/" + i0+"/nodes/" + i1,schemaPath:"#/properties/spec/properties/stages/items/properties/nodes/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$"},schema:"^[A-Za-z0-9*]([A-Za-z0-9.*-]{0,62}[A-Za-z0-9*])?$",parentSchema:schema66.properties.spec.properties.stages.items.properties.nodes.items,data:data12};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/spec/stages/" + i0+"/nodes/" + i1,schemaPath:"#/properties/spec/properties/stages/items/properties/nodes/items/type",keyword:"type",params:{type: "string"},schema:schema66.properties.spec.properties.stages.items.properties.nodes.items.type,parentSchema:schema66.properties.spec.properties.stages.items.properties.nodes.items,data:data12};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/spec/stages/" + i0+"/nodes",schemaPath:"#/properties/spec/properties/stages/items/properties/nodes/type",keyword:"type",params:{type: "array"},schema:schema66.properties.spec.properties.stages.items.properties.nodes.type,parentSchema:schema66.properties.spec.properties.stages.items.properties.nodes,data:data11};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data10.soak !== undefined){
let data13 = data10.soak;
const _errs38 = errors;
let valid12 = false;
const _errs39 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err43 = {instancePath:instancePath+"/spec/stages/" + i0+"/soak",schemaPath:"#/properties/spec/properties/stages/items/properties/soak/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[0].type,parentSchema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[0],data:data13};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 86400 || isNaN(data13)){
const err44 = {instancePath:instancePath+"/spec/stages/" + i0+"/soak",schemaPath:"#/properties/spec/properties/stages/items/properties/soak/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[0],data:data13};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err45 = {instancePath:instancePath+"/spec/stages/" + i0+"/soak",schemaPath:"#/properties/spec/properties/stages/items/properties/soak/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[0],data:data13};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
var _valid0 = _errs39 === errors;
valid12 = valid12 || _valid0;
if(!valid12){
const _errs41 = errors;
if(typeof data13 === "string"){
if(func2(data13) > 16){
const err46 = {instancePath:instancePath+"/spec/stages/" + i0+"/soak",schemaPath:"#/properties/spec/properties/stages/items/properties/soak/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[1],data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(!pattern57.test(data13)){
const err47 = {instancePath:instancePath+"/spec/stages/" + i0+"/soak",schemaPath:"#/properties/spec/properties/stages/items/properties/soak/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9hms]+$"},schema:"^[0-9hms]+$",parentSchema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[1],data:data13};
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
const err48 = {instancePath:instancePath+"/spec/stages/" + i0+"/soak",schemaPath:"#/properties/spec/properties/stages/items/properties/soak/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[1].type,parentSchema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf[1],data:data13};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
var _valid0 = _errs41 === errors;
valid12 = valid12 || _valid0;
}
if(!valid12){
const err49 = {instancePath:instancePath+"/spec/stages/" + i0+"/soak",schemaPath:"#/properties/spec/properties/stages/items/properties/soak/anyOf",keyword:"anyOf",params:{},schema:schema66.properties.spec.properties.stages.items.properties.soak.anyOf,parentSchema:schema66.properties.spec.properties.stages.items.properties.soak,data:data13};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
else {
errors = _errs38;
if(vErrors !== null){
if(_errs38){
vErrors.length = _errs38;
}
else {
vErrors = null;
}
}
}
}
if(data10.maxUnavailable !== undefined){
let data14 = data10.maxUnavailable;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err50 = {instancePath:instancePath+"/spec/stages/" + i0+"/maxUnavailable",schemaPath:"#/properties/spec/properties/stages/items/properties/maxUnavailable/type",keyword:"type",params:{type: "integer"},schema:schema66.properties.spec.properties.stages.items.properties.maxUnavailable.type,parentSchema:schema66.properties.spec.properties.stages.items.properties.maxUnavailable,data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 10000 || isNaN(data14)){
const err51 = {instancePath:instancePath+"/spec/stages/" + i0+"/maxUnavailable",schemaPath:"#/properties/spec/properties/stages/items/properties/maxUnavailable/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},schema:10000,parentSchema:schema66.properties.spec.properties.stages.items.properties.maxUnavailable,data:data14};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data14 < 1 || isNaN(data14)){
const err52 = {instancePath:instancePath+"/spec/stages/" + i0+"/maxUnavailable",schemaPath:"#/properties/spec/properties/stages/items/properties/maxUnavailable/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},schema:1,parentSchema:schema66.properties.spec.properties.stages.items.properties.maxUnavailable,data:data14};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
}
else {
const err53 = {instancePath:instancePath+"/spec/stages/" + i0,schemaPath:"#/properties/spec/properties/stages/items/type",keyword:"type",params:{type: "object"},schema:schema66.properties.spec.properties.stages.items.type,parentSchema:schema66.properties.spec.properties.stages.items,data:data10};
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
const err54 = {instancePath:instancePath+"/spec/stages",schemaPath:"#/properties/spec/properties/stages/type",keyword:"type",params:{type: "array"},schema:schema66.properties.spec.properties.stages.type,parentSchema:schema66.properties.spec.properties.stages,data:data9};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data8.skip !== undefined){
let data15 = data8.skip;
if(Array.isArray(data15)){
if(data15.length > 256){
const err55 = {instancePath:instancePath+"/spec/skip",schemaPath:"#/properties/spec/properties/skip/maxItems",keyword:"maxItems",params:{limit: 256},schema:256,parentSchema:schema66.properties.spec.properties.skip,data:data15};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const len2 = data15.length;
for(let i2=0; i2<len2; i2++){
let data16 = data15[i2];
if(typeof data16 === "string"){
if(func2(data16) > 64){
const err56 = {instancePath:instancePath+"/spec/skip/" + i2,schemaPath:"#/properties/spec/properties/skip/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema66.properties.spec.properties.skip.items,data:data16};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(!pattern115.test(data16)){
const err57 = {instancePath:instancePath+"/spec/skip/" + i2,schemaPath:"#/properties/spec/properties/skip/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$"},schema:"^[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$",parentSchema:schema66.properties.spec.properties.skip.items,data:data16};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/spec/skip/" + i2,schemaPath:"#/properties/spec/properties/skip/items/type",keyword:"type",params:{type: "string"},schema:schema66.properties.spec.properties.skip.items.type,parentSchema:schema66.properties.spec.properties.skip.items,data:data16};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/spec/skip",schemaPath:"#/properties/spec/properties/skip/type",keyword:"type",params:{type: "array"},schema:schema66.properties.spec.properties.skip.type,parentSchema:schema66.properties.spec.properties.skip,data:data15};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data8.timeout !== undefined){
let data17 = data8.timeout;
const _errs50 = errors;
let valid15 = false;
const _errs51 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err60 = {instancePath:instancePath+"/spec/timeout",schemaPath:"#/properties/spec/properties/timeout/anyOf/0/type",keyword:"type",params:{type: "integer"},schema:schema66.properties.spec.properties.timeout.anyOf[0].type,parentSchema:schema66.properties.spec.properties.timeout.anyOf[0],data:data17};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 86400 || isNaN(data17)){
const err61 = {instancePath:instancePath+"/spec/timeout",schemaPath:"#/properties/spec/properties/timeout/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},schema:86400,parentSchema:schema66.properties.spec.properties.timeout.anyOf[0],data:data17};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err62 = {instancePath:instancePath+"/spec/timeout",schemaPath:"#/properties/spec/properties/timeout/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},schema:0,parentSchema:schema66.properties.spec.properties.timeout.anyOf[0],data:data17};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
var _valid1 = _errs51 === errors;
valid15 = valid15 || _valid1;
if(!valid15){
const _errs53 = errors;
if(typeof data17 === "string"){
if(func2(data17) > 16){
const err63 = {instancePath:instancePath+"/spec/timeout",schemaPath:"#/properties/spec/properties/timeout/anyOf/1/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema66.properties.spec.properties.timeout.anyOf[1],data:data17};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(!pattern57.test(data17)){
const err64 = {instancePath:instancePath+"/spec/timeout",schemaPath:"#/properties/spec/properties/timeout/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9hms]+$"},schema:"^[0-9hms]+$",parentSchema:schema66.properties.spec.properties.timeout.anyOf[1],data:data17};
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
const err65 = {instancePath:instancePath+"/spec/timeout",schemaPath:"#/properties/spec/properties/timeout/anyOf/1/type",keyword:"type",params:{type: "string"},schema:schema66.properties.spec.properties.timeout.anyOf[1].type,parentSchema:schema66.properties.spec.properties.timeout.anyOf[1],data:data17};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
var _valid1 = _errs53 === errors;
valid15 = valid15 || _valid1;
}
if(!valid15){
const err66 = {instancePath:instancePath+"/spec/timeout",schemaPath:"#/properties/spec/properties/timeout/anyOf",keyword:"anyOf",params:{},schema:schema66.properties.spec.properties.timeout.anyOf,parentSchema:schema66.properties.spec.properties.timeout,data:data17};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
else {
errors = _errs50;
if(vErrors !== null){
if(_errs50){
vErrors.length = _errs50;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err67 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema66.properties.spec.type,parentSchema:schema66.properties.spec,data:data8};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema66.type,parentSchema:schema66,data};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
validate36.errors = vErrors;
return errors === 0;
}

export const validateConfig = validate37;
const schema79 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"urn:vzreconcile:config:v1alpha1","title":"Config","description":"The local configuration of one node. It lies on the node and never in the followed repository: what is followed must not depend on what is followed.","examples":[{"apiVersion":"vzreconcile/v1alpha1","kind":"Config","spec":{"source":{"remotes":[{"url":"https://git.example.net/ops/nodes.git"}],"ref":{"branch":"main"}}}}],"type":"object","additionalProperties":false,"required":["apiVersion","kind","spec"],"properties":{"apiVersion":{"description":"The version of this format.","examples":["vzreconcile/v1alpha1"],"type":"string","const":"vzreconcile/v1alpha1"},"kind":{"description":"This document is the configuration of a node.","examples":["Config"],"type":"string","const":"Config"},"spec":{"description":"What the options of the command line say otherwise; they win.","examples":[{"source":{"interval":"1m"}}],"type":"object","additionalProperties":false,"properties":{"source":{"$ref":"#/definitions/Source"},"snapshot":{"$ref":"#/definitions/Snapshot"},"notify":{"description":"Who is told of events, each by messages of their own. Default: nobody.","examples":[[{"kind":"slack","urlFile":"/etc/vzreconcile/slack","severity":"warning"}]],"type":"array","maxItems":32,"items":{"$ref":"#/definitions/Notify"}},"verify":{"$ref":"#/definitions/Verify"},"approvals":{"$ref":"#/definitions/Approvals"},"webhook":{"$ref":"#/definitions/Webhook"},"metrics":{"$ref":"#/definitions/Metrics"},"fleet":{"$ref":"#/definitions/Fleet"}}}},"definitions":{"Branch":{"description":"A branch of a repository that a file of each node is pushed to, a commit for each change, never by force: NODE.report.json of a fleet, NODE.json of snapshots. Default: none.","examples":[{"url":"ssh://git@git.example.net/ops/reports.git","name":"reports"}],"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"https://, ssh://, user@host:path or file://.","examples":["ssh://git@git.example.net/ops/reports.git"],"type":"string","maxLength":2048},"name":{"description":"The name of the branch. Default: reports of a fleet, snapshots of snapshots.","examples":["reports"],"type":"string","maxLength":255},"tokenFile":{"description":"A file with a token for https, which nobody else can read. Default: none.","examples":["/etc/vzreconcile/token"],"type":"string","maxLength":1024},"tokenScheme":{"description":"How the token is sent: as a password, or as a bearer token.","examples":["bearer"],"default":"basic","enum":["basic","bearer"]},"netrc":{"description":"A file of logins for https in the netrc format, which nobody else can read. Default: .netrc in git/home below the root.","examples":["/etc/vzreconcile/netrc"],"type":"string","maxLength":1024},"sshKey":{"description":"A private key for ssh without a passphrase, which nobody else can read. Default: root's keys and agent.","examples":["/etc/vzreconcile/id_ed25519"],"type":"string","maxLength":1024},"knownHosts":{"description":"The host keys that are believed, as in ssh's known_hosts. Default: root's and the host's known_hosts.","examples":["/etc/vzreconcile/known_hosts"],"type":"string","maxLength":1024}}},"Fleet":{"description":"How nodes that a Rollout orders hear of each other: by signed reports in a shared folder or a branch. Default: they do not, and those that have to wait for others wait for ever.","examples":[{"keys":"/etc/vzreconcile/fleet-keys","branch":{"url":"ssh://git@git.example.net/ops/reports.git"}}],"type":"object","additionalProperties":false,"required":["keys"],"properties":{"keys":{"description":"Whose reports are believed: lines of node and public key, as vzreconcile snapshot --public-key prints them.","examples":["/etc/vzreconcile/fleet-keys"],"type":"string","maxLength":1024},"directory":{"description":"A folder that all nodes share, with NODE.report.json in it. Default: none.","examples":["/srv/reports"],"type":"string","pattern":"^/","maxLength":1024},"branch":{"$ref":"#/definitions/Branch"},"every":{"description":"Time after which a report is made anew though nothing has changed, at least 1m.","examples":["5m"],"default":"15m","type":"string","maxLength":16},"maxAge":{"description":"How old a report may be that is believed; longer than every.","examples":["2h"],"default":"1h","type":"string","maxLength":16}}},"Metrics":{"description":"Where the loop tells of itself: GET /metrics for Prometheus, /healthz (it is alive) and /readyz (the node is as the last revision says). Plain http, and anybody who can connect may ask. Default: nowhere.","examples":[{"listen":"127.0.0.1:9464"}],"type":"object","additionalProperties":false,"required":["listen"],"properties":{"listen":{"description":"Address and port, or the path of a unix socket.","examples":["127.0.0.1:9464","[::1]:9464","/run/vzreconcile-metrics.sock"],"type":"string","maxLength":255},"containers":{"description":"Whether there are series of each container, of the first thousand by ctid.","examples":[false],"default":true,"type":"boolean"}}},"Approvals":{"description":"Which ways of saying yes to an effect this node takes. Default: files and annotations.","examples":[{"files":false,"tags":{"signers":["alice@example.net"]}}],"type":"object","additionalProperties":false,"properties":{"files":{"description":"Whether an Approval below approvals/ counts.","examples":[false],"default":true,"type":"boolean"},"annotations":{"description":"Whether the annotation vzreconcile/approve of a Container counts, for a recreate of it.","examples":[false],"default":true,"type":"boolean"},"tags":{"$ref":"#/definitions/ApprovalTags"}}},"ApprovalTags":{"description":"Tags that approve: annotated, signed with one of the keys of spec.verify. Default: none do.","examples":[{"pattern":"approve/*","signers":["alice@example.net"]}],"type":"object","additionalProperties":false,"required":["signers"],"properties":{"pattern":{"description":"Names of the tags; * at the end stands for any characters.","examples":["approve/*"],"default":"approve/*","type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*[*]?$","maxLength":200},"signers":{"description":"Who may approve: names of the allowed signers; of OpenPGP keys the fingerprint or the e-mail address.","examples":[["alice@example.net"]],"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string","maxLength":255}}}},"Verify":{"description":"Whose signatures the commits that are applied must have. Default: nobody's.","examples":[{"allowedSigners":"/etc/vzreconcile/allowed_signers"}],"type":"object","additionalProperties":false,"properties":{"mode":{"description":"all: every commit since the last one applied, those that were merged among them. head: the last commit alone. off: none.","examples":["head"],"default":"all","enum":["off","head","all"]},"tags":{"description":"Whether the tag that is followed, by tag or semver, must itself be annotated and signed.","examples":[true],"default":false,"type":"boolean"},"allowedSigners":{"description":"Keys of ssh and the names they stand for, in the format of ssh-keygen's ALLOWED SIGNERS. Default: none.","examples":["/etc/vzreconcile/allowed_signers"],"type":"string","maxLength":1024},"revokedKeys":{"description":"Keys of ssh that count no longer: public keys, or a revocation list of ssh-keygen. Default: none.","examples":["/etc/vzreconcile/revoked_keys"],"type":"string","maxLength":1024},"gpgKeys":{"description":"Files of armored public OpenPGP keys. Default: none.","examples":[["/etc/vzreconcile/alice.asc"]],"type":"array","minItems":1,"maxItems":100,"items":{"type":"string","maxLength":1024}},"since":{"description":"A commit, by its full id, that needs no signature, nor does what it descends from. Default: what was applied last; before that, all but the last commit.","examples":["5d2e5e9b1f6f3c8f0f6c1ad1f4c9c6a7a7d3b0c1"],"type":"string","maxLength":64,"pattern":"^([0-9a-f]{40}|[0-9a-f]{64})$"},"paths":{"description":"Who may change what: a commit that changes files of a path must be signed by one of its signers. Default: any signer may change anything.","examples":[[{"path":"manifests/db/**","signers":["alice@example.net"]}]],"type":"array","maxItems":1000,"items":{"type":"object","additionalProperties":false,"required":["path","signers"],"properties":{"path":{"description":"From the top of the repository: * is any name, ** any folders, ? one character; a folder is all that is in it.","examples":["manifests/db/**","manifests/*.yaml"],"type":"string","minLength":1,"maxLength":1024},"signers":{"description":"Names of the allowed signers; of OpenPGP keys the fingerprint or the e-mail address.","examples":[["alice@example.net"]],"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string","maxLength":255}}}}}}},"Webhook":{"description":"Where forges tell of pushes, so that the node looks at once. Default: nowhere.","examples":[{"listen":"127.0.0.1:9443","secretFile":"/etc/vzreconcile/webhook-secret"}],"type":"object","additionalProperties":false,"required":["listen","secretFile"],"properties":{"listen":{"description":"An address and port, or the path of a unix socket. Plain http: for other machines put a proxy with TLS before it.","examples":["127.0.0.1:9443","/run/vzreconcile/webhook.sock"],"type":"string","maxLength":255},"secretFile":{"description":"A file with the secret that the forge was given, which nobody else can read.","examples":["/etc/vzreconcile/webhook-secret"],"type":"string","maxLength":1024},"path":{"description":"The path of the URL that the forge was given.","examples":["/webhook"],"default":"/webhook","type":"string","maxLength":255,"pattern":"^/[A-Za-z0-9._~/-]*$"}}},"Source":{"description":"Where manifests come from. Default: the options --repo, --ref and --path.","examples":[{"remotes":[{"url":"https://git.example.net/ops/nodes.git"}]}],"type":"object","additionalProperties":false,"properties":{"remotes":{"description":"Repositories with the same commits, asked in this order until one answers. Default: --repo.","examples":[[{"url":"https://git.example.net/ops/nodes.git"},{"url":"ssh://git@backup.example.net/ops/nodes.git"}]],"type":"array","minItems":1,"maxItems":16,"items":{"$ref":"#/definitions/Remote"}},"ref":{"$ref":"#/definitions/Ref"},"path":{"description":"The folder of the manifests in the repository. Default: --path.","examples":["manifests","nodes/berlin"],"type":"string","maxLength":1024},"interval":{"description":"Time between two looks when nothing happens; up to a tenth is added at random. Default: --interval.","examples":["30s","5m"],"type":"string","maxLength":16},"testing":{"description":"Whether a branch testing-NODE is tried on this node while it is ahead of what is followed; it is never the last good revision.","examples":[true],"default":false,"type":"boolean"}}},"Notify":{"description":"One receiver of events.","examples":[{"kind":"webhook","url":"https://hooks.example.net/vz","secretFile":"/etc/vzreconcile/hook-secret"}],"type":"object","additionalProperties":false,"required":["kind"],"properties":{"kind":{"description":"webhook posts the event as JSON; slack, mattermost and matrix get a line of text; the status kinds set the status of the commit.","examples":["slack","github-status"],"type":"string","enum":["webhook","slack","mattermost","matrix","github-status","gitlab-status","gitea-status"]},"url":{"description":"https:// or http://. The hook; of matrix the home server; of statuses the base of the API. Default: what urlFile holds.","examples":["https://api.github.com","https://gitlab.example.net/api/v4","https://git.example.net/api/v1"],"type":"string","maxLength":2048},"urlFile":{"description":"A file with the address, where that is a secret; nobody else may read it. Default: url.","examples":["/etc/vzreconcile/slack"],"type":"string","maxLength":1024},"events":{"description":"Kinds of events; * at the end stands for all that begin so. Default: all.","examples":[["container.*","node.stalled"]],"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","pattern":"^([a-z]+[.][a-z]+|([a-z]+[.])?[*])$","maxLength":64}},"severity":{"description":"How bad an event must be at least. Default: info.","examples":["warning"],"type":"string","enum":["info","warning","error"]},"template":{"description":"The text, with {{time}}, {{kind}}, {{severity}}, {{node}}, {{revision}}, {{label}}, {{author}}, {{subject}}, {{ctid}}, {{container}}, {{reason}} and {{message}}. Default: {{node}} {{label}}: {{message}}","examples":["{{severity}}: {{message}} ({{label}} by {{author}})"],"type":"string","maxLength":4096},"secretFile":{"description":"A file with the key of an HMAC-SHA256 over the body, sent as X-Signature; nobody else may read it. Default: not signed.","examples":["/etc/vzreconcile/hook-secret"],"type":"string","maxLength":1024},"tokenFile":{"description":"A file with the access token; nobody else may read it. Default: none is sent.","examples":["/etc/vzreconcile/status-token"],"type":"string","maxLength":1024},"room":{"description":"The room of matrix. Default: none.","examples":["!abcdefghij:example.net"],"type":"string","pattern":"^[!#][^\\s/]+$","maxLength":255},"repository":{"description":"The repository of statuses, as the forge writes it. Default: none.","examples":["ops/nodes"],"type":"string","pattern":"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$","maxLength":255}}},"Remote":{"description":"One repository.","examples":[{"url":"ssh://git@git.example.net/ops/nodes.git"}],"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"https://, ssh://, user@host:path, file:// or an absolute path; git:// and http:// where spec.verify asks for signatures.","examples":["https://git.example.net/ops/nodes.git","git@git.example.net:ops/nodes.git"],"type":"string","maxLength":2048},"tokenFile":{"description":"A file with a token for https, which nobody else can read. Default: none.","examples":["/etc/vzreconcile/token"],"type":"string","maxLength":1024},"tokenScheme":{"description":"How the token is sent: as a password, or as a bearer token.","examples":["bearer"],"default":"basic","enum":["basic","bearer"]},"netrc":{"description":"A file of logins for https in the netrc format, which nobody else can read. Default: .netrc in git/home below the root.","examples":["/etc/vzreconcile/netrc"],"type":"string","maxLength":1024},"sshKey":{"description":"A private key for ssh without a passphrase, which nobody else can read. Default: root's keys and agent.","examples":["/etc/vzreconcile/id_ed25519"],"type":"string","maxLength":1024},"knownHosts":{"description":"The host keys that are believed, as in ssh's known_hosts. Default: root's and the host's known_hosts.","examples":["/etc/vzreconcile/known_hosts"],"type":"string","maxLength":1024}}},"Snapshot":{"description":"Snapshots of this node for plans that are made elsewhere. Default: none are made.","examples":[{"every":"15m","directory":"/srv/snapshots"}],"type":"object","additionalProperties":false,"properties":{"every":{"description":"Time between two snapshots when nothing changes; a pass that changed something makes one at once. Default: 15m.","examples":["15m","1h"],"type":"string","maxLength":16},"keyFile":{"description":"The key that signs them: PEM, Ed25519, for root alone to read; made when it is not there. Default: state/snapshot.key below the root.","examples":["/etc/vzreconcile/snapshot.key"],"type":"string","maxLength":1024,"pattern":"^/"},"directory":{"description":"Where NODE.json is written. Default: nowhere.","examples":["/srv/snapshots"],"type":"string","maxLength":1024,"pattern":"^/"},"branch":{"$ref":"#/definitions/Branch"},"http":{"$ref":"#/definitions/SnapshotHttp"}}},"SnapshotHttp":{"description":"An address that snapshots are sent to with PUT. Default: none.","examples":[{"url":"https://ci.example.net/snapshots/node1","tokenFile":"/etc/vzreconcile/ci.token"}],"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"https://, or http:// of this machine.","examples":["https://ci.example.net/snapshots/node1"],"type":"string","maxLength":2048},"tokenFile":{"description":"A file whose first line is sent as a bearer token; for root alone to read. Default: none.","examples":["/etc/vzreconcile/ci.token"],"type":"string","maxLength":1024,"pattern":"^/"}}},"Ref":{"description":"What is followed: exactly one of branch, tag, semver and commit. Default: --ref.","examples":[{"branch":"main"},{"tag":"v1.4.2"},{"semver":"^1.4"}],"type":"object","additionalProperties":false,"properties":{"branch":{"description":"The head of a branch. Default: none.","examples":["main","release/2"],"type":"string","maxLength":200,"pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},"tag":{"description":"The commit of a tag. Default: none.","examples":["v1.4.2"],"type":"string","maxLength":200,"pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},"semver":{"description":"The tag of the highest version in a range of versions (semver). Default: none.","examples":["^1.4",">=2 <4"],"type":"string","maxLength":200},"tagPrefix":{"description":"What stands before the version in the tags that semver looks at; a letter v needs no mention. Default: nothing.","examples":["web-"],"type":"string","maxLength":100,"pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},"commit":{"description":"One commit, by its full id. Default: none.","examples":["5d2e5e9b1f6f3c8f0f6c1ad1f4c9c6a7a7d3b0c1"],"type":"string","maxLength":64,"pattern":"^([0-9a-f]{40}|[0-9a-f]{64})$"}}}}};
const schema86 = {"description":"One receiver of events.","examples":[{"kind":"webhook","url":"https://hooks.example.net/vz","secretFile":"/etc/vzreconcile/hook-secret"}],"type":"object","additionalProperties":false,"required":["kind"],"properties":{"kind":{"description":"webhook posts the event as JSON; slack, mattermost and matrix get a line of text; the status kinds set the status of the commit.","examples":["slack","github-status"],"type":"string","enum":["webhook","slack","mattermost","matrix","github-status","gitlab-status","gitea-status"]},"url":{"description":"https:// or http://. The hook; of matrix the home server; of statuses the base of the API. Default: what urlFile holds.","examples":["https://api.github.com","https://gitlab.example.net/api/v4","https://git.example.net/api/v1"],"type":"string","maxLength":2048},"urlFile":{"description":"A file with the address, where that is a secret; nobody else may read it. Default: url.","examples":["/etc/vzreconcile/slack"],"type":"string","maxLength":1024},"events":{"description":"Kinds of events; * at the end stands for all that begin so. Default: all.","examples":[["container.*","node.stalled"]],"type":"array","minItems":1,"maxItems":64,"items":{"type":"string","pattern":"^([a-z]+[.][a-z]+|([a-z]+[.])?[*])$","maxLength":64}},"severity":{"description":"How bad an event must be at least. Default: info.","examples":["warning"],"type":"string","enum":["info","warning","error"]},"template":{"description":"The text, with {{time}}, {{kind}}, {{severity}}, {{node}}, {{revision}}, {{label}}, {{author}}, {{subject}}, {{ctid}}, {{container}}, {{reason}} and {{message}}. Default: {{node}} {{label}}: {{message}}","examples":["{{severity}}: {{message}} ({{label}} by {{author}})"],"type":"string","maxLength":4096},"secretFile":{"description":"A file with the key of an HMAC-SHA256 over the body, sent as X-Signature; nobody else may read it. Default: not signed.","examples":["/etc/vzreconcile/hook-secret"],"type":"string","maxLength":1024},"tokenFile":{"description":"A file with the access token; nobody else may read it. Default: none is sent.","examples":["/etc/vzreconcile/status-token"],"type":"string","maxLength":1024},"room":{"description":"The room of matrix. Default: none.","examples":["!abcdefghij:example.net"],"type":"string","pattern":"^[!#][^\\s/]+$","maxLength":255},"repository":{"description":"The repository of statuses, as the forge writes it. Default: none.","examples":["ops/nodes"],"type":"string","pattern":"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$","maxLength":255}}};
const schema87 = {"description":"Whose signatures the commits that are applied must have. Default: nobody's.","examples":[{"allowedSigners":"/etc/vzreconcile/allowed_signers"}],"type":"object","additionalProperties":false,"properties":{"mode":{"description":"all: every commit since the last one applied, those that were merged among them. head: the last commit alone. off: none.","examples":["head"],"default":"all","enum":["off","head","all"]},"tags":{"description":"Whether the tag that is followed, by tag or semver, must itself be annotated and signed.","examples":[true],"default":false,"type":"boolean"},"allowedSigners":{"description":"Keys of ssh and the names they stand for, in the format of ssh-keygen's ALLOWED SIGNERS. Default: none.","examples":["/etc/vzreconcile/allowed_signers"],"type":"string","maxLength":1024},"revokedKeys":{"description":"Keys of ssh that count no longer: public keys, or a revocation list of ssh-keygen. Default: none.","examples":["/etc/vzreconcile/revoked_keys"],"type":"string","maxLength":1024},"gpgKeys":{"description":"Files of armored public OpenPGP keys. Default: none.","examples":[["/etc/vzreconcile/alice.asc"]],"type":"array","minItems":1,"maxItems":100,"items":{"type":"string","maxLength":1024}},"since":{"description":"A commit, by its full id, that needs no signature, nor does what it descends from. Default: what was applied last; before that, all but the last commit.","examples":["5d2e5e9b1f6f3c8f0f6c1ad1f4c9c6a7a7d3b0c1"],"type":"string","maxLength":64,"pattern":"^([0-9a-f]{40}|[0-9a-f]{64})$"},"paths":{"description":"Who may change what: a commit that changes files of a path must be signed by one of its signers. Default: any signer may change anything.","examples":[[{"path":"manifests/db/**","signers":["alice@example.net"]}]],"type":"array","maxItems":1000,"items":{"type":"object","additionalProperties":false,"required":["path","signers"],"properties":{"path":{"description":"From the top of the repository: * is any name, ** any folders, ? one character; a folder is all that is in it.","examples":["manifests/db/**","manifests/*.yaml"],"type":"string","minLength":1,"maxLength":1024},"signers":{"description":"Names of the allowed signers; of OpenPGP keys the fingerprint or the e-mail address.","examples":[["alice@example.net"]],"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string","maxLength":255}}}}}}};
const schema90 = {"description":"Where forges tell of pushes, so that the node looks at once. Default: nowhere.","examples":[{"listen":"127.0.0.1:9443","secretFile":"/etc/vzreconcile/webhook-secret"}],"type":"object","additionalProperties":false,"required":["listen","secretFile"],"properties":{"listen":{"description":"An address and port, or the path of a unix socket. Plain http: for other machines put a proxy with TLS before it.","examples":["127.0.0.1:9443","/run/vzreconcile/webhook.sock"],"type":"string","maxLength":255},"secretFile":{"description":"A file with the secret that the forge was given, which nobody else can read.","examples":["/etc/vzreconcile/webhook-secret"],"type":"string","maxLength":1024},"path":{"description":"The path of the URL that the forge was given.","examples":["/webhook"],"default":"/webhook","type":"string","maxLength":255,"pattern":"^/[A-Za-z0-9._~/-]*$"}}};
const schema91 = {"description":"Where the loop tells of itself: GET /metrics for Prometheus, /healthz (it is alive) and /readyz (the node is as the last revision says). Plain http, and anybody who can connect may ask. Default: nowhere.","examples":[{"listen":"127.0.0.1:9464"}],"type":"object","additionalProperties":false,"required":["listen"],"properties":{"listen":{"description":"Address and port, or the path of a unix socket.","examples":["127.0.0.1:9464","[::1]:9464","/run/vzreconcile-metrics.sock"],"type":"string","maxLength":255},"containers":{"description":"Whether there are series of each container, of the first thousand by ctid.","examples":[false],"default":true,"type":"boolean"}}};
const schema80 = {"description":"Where manifests come from. Default: the options --repo, --ref and --path.","examples":[{"remotes":[{"url":"https://git.example.net/ops/nodes.git"}]}],"type":"object","additionalProperties":false,"properties":{"remotes":{"description":"Repositories with the same commits, asked in this order until one answers. Default: --repo.","examples":[[{"url":"https://git.example.net/ops/nodes.git"},{"url":"ssh://git@backup.example.net/ops/nodes.git"}]],"type":"array","minItems":1,"maxItems":16,"items":{"$ref":"#/definitions/Remote"}},"ref":{"$ref":"#/definitions/Ref"},"path":{"description":"The folder of the manifests in the repository. Default: --path.","examples":["manifests","nodes/berlin"],"type":"string","maxLength":1024},"interval":{"description":"Time between two looks when nothing happens; up to a tenth is added at random. Default: --interval.","examples":["30s","5m"],"type":"string","maxLength":16},"testing":{"description":"Whether a branch testing-NODE is tried on this node while it is ahead of what is followed; it is never the last good revision.","examples":[true],"default":false,"type":"boolean"}}};
const schema81 = {"description":"One repository.","examples":[{"url":"ssh://git@git.example.net/ops/nodes.git"}],"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"https://, ssh://, user@host:path, file:// or an absolute path; git:// and http:// where spec.verify asks for signatures.","examples":["https://git.example.net/ops/nodes.git","git@git.example.net:ops/nodes.git"],"type":"string","maxLength":2048},"tokenFile":{"description":"A file with a token for https, which nobody else can read. Default: none.","examples":["/etc/vzreconcile/token"],"type":"string","maxLength":1024},"tokenScheme":{"description":"How the token is sent: as a password, or as a bearer token.","examples":["bearer"],"default":"basic","enum":["basic","bearer"]},"netrc":{"description":"A file of logins for https in the netrc format, which nobody else can read. Default: .netrc in git/home below the root.","examples":["/etc/vzreconcile/netrc"],"type":"string","maxLength":1024},"sshKey":{"description":"A private key for ssh without a passphrase, which nobody else can read. Default: root's keys and agent.","examples":["/etc/vzreconcile/id_ed25519"],"type":"string","maxLength":1024},"knownHosts":{"description":"The host keys that are believed, as in ssh's known_hosts. Default: root's and the host's known_hosts.","examples":["/etc/vzreconcile/known_hosts"],"type":"string","maxLength":1024}}};
const schema82 = {"description":"What is followed: exactly one of branch, tag, semver and commit. Default: --ref.","examples":[{"branch":"main"},{"tag":"v1.4.2"},{"semver":"^1.4"}],"type":"object","additionalProperties":false,"properties":{"branch":{"description":"The head of a branch. Default: none.","examples":["main","release/2"],"type":"string","maxLength":200,"pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},"tag":{"description":"The commit of a tag. Default: none.","examples":["v1.4.2"],"type":"string","maxLength":200,"pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},"semver":{"description":"The tag of the highest version in a range of versions (semver). Default: none.","examples":["^1.4",">=2 <4"],"type":"string","maxLength":200},"tagPrefix":{"description":"What stands before the version in the tags that semver looks at; a letter v needs no mention. Default: nothing.","examples":["web-"],"type":"string","maxLength":100,"pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},"commit":{"description":"One commit, by its full id. Default: none.","examples":["5d2e5e9b1f6f3c8f0f6c1ad1f4c9c6a7a7d3b0c1"],"type":"string","maxLength":64,"pattern":"^([0-9a-f]{40}|[0-9a-f]{64})$"}}};
const pattern176 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$", "u");
const pattern179 = new RegExp("^([0-9a-f]{40}|[0-9a-f]{64})$", "u");

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "remotes") || (key0 === "ref")) || (key0 === "path")) || (key0 === "interval")) || (key0 === "testing"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema80,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.remotes !== undefined){
let data0 = data.remotes;
if(Array.isArray(data0)){
if(data0.length > 16){
const err1 = {instancePath:instancePath+"/remotes",schemaPath:"#/properties/remotes/maxItems",keyword:"maxItems",params:{limit: 16},schema:16,parentSchema:schema80.properties.remotes,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.length < 1){
const err2 = {instancePath:instancePath+"/remotes",schemaPath:"#/properties/remotes/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema80.properties.remotes,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.url === undefined){
const err3 = {instancePath:instancePath+"/remotes/" + i0,schemaPath:"#/definitions/Remote/required",keyword:"required",params:{missingProperty: "url"},schema:schema81.required,parentSchema:schema81,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key1 in data1){
if(!((((((key1 === "url") || (key1 === "tokenFile")) || (key1 === "tokenScheme")) || (key1 === "netrc")) || (key1 === "sshKey")) || (key1 === "knownHosts"))){
const err4 = {instancePath:instancePath+"/remotes/" + i0,schemaPath:"#/definitions/Remote/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema81,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data1.url !== undefined){
let data2 = data1.url;
if(typeof data2 === "string"){
if(func2(data2) > 2048){
const err5 = {instancePath:instancePath+"/remotes/" + i0+"/url",schemaPath:"#/definitions/Remote/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema81.properties.url,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/remotes/" + i0+"/url",schemaPath:"#/definitions/Remote/properties/url/type",keyword:"type",params:{type: "string"},schema:schema81.properties.url.type,parentSchema:schema81.properties.url,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.tokenFile !== undefined){
let data3 = data1.tokenFile;
if(typeof data3 === "string"){
if(func2(data3) > 1024){
const err7 = {instancePath:instancePath+"/remotes/" + i0+"/tokenFile",schemaPath:"#/definitions/Remote/properties/tokenFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema81.properties.tokenFile,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/remotes/" + i0+"/tokenFile",schemaPath:"#/definitions/Remote/properties/tokenFile/type",keyword:"type",params:{type: "string"},schema:schema81.properties.tokenFile.type,parentSchema:schema81.properties.tokenFile,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.tokenScheme !== undefined){
let data4 = data1.tokenScheme;
if(!((data4 === "basic") || (data4 === "bearer"))){
const err9 = {instancePath:instancePath+"/remotes/" + i0+"/tokenScheme",schemaPath:"#/definitions/Remote/properties/tokenScheme/enum",keyword:"enum",params:{allowedValues: schema81.properties.tokenScheme.enum},schema:schema81.properties.tokenScheme.enum,parentSchema:schema81.properties.tokenScheme,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.netrc !== undefined){
let data5 = data1.netrc;
if(typeof data5 === "string"){
if(func2(data5) > 1024){
const err10 = {instancePath:instancePath+"/remotes/" + i0+"/netrc",schemaPath:"#/definitions/Remote/properties/netrc/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema81.properties.netrc,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/remotes/" + i0+"/netrc",schemaPath:"#/definitions/Remote/properties/netrc/type",keyword:"type",params:{type: "string"},schema:schema81.properties.netrc.type,parentSchema:schema81.properties.netrc,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.sshKey !== undefined){
let data6 = data1.sshKey;
if(typeof data6 === "string"){
if(func2(data6) > 1024){
const err12 = {instancePath:instancePath+"/remotes/" + i0+"/sshKey",schemaPath:"#/definitions/Remote/properties/sshKey/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema81.properties.sshKey,data:data6};
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
const err13 = {instancePath:instancePath+"/remotes/" + i0+"/sshKey",schemaPath:"#/definitions/Remote/properties/sshKey/type",keyword:"type",params:{type: "string"},schema:schema81.properties.sshKey.type,parentSchema:schema81.properties.sshKey,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.knownHosts !== undefined){
let data7 = data1.knownHosts;
if(typeof data7 === "string"){
if(func2(data7) > 1024){
const err14 = {instancePath:instancePath+"/remotes/" + i0+"/knownHosts",schemaPath:"#/definitions/Remote/properties/knownHosts/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema81.properties.knownHosts,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/remotes/" + i0+"/knownHosts",schemaPath:"#/definitions/Remote/properties/knownHosts/type",keyword:"type",params:{type: "string"},schema:schema81.properties.knownHosts.type,parentSchema:schema81.properties.knownHosts,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/remotes/" + i0,schemaPath:"#/definitions/Remote/type",keyword:"type",params:{type: "object"},schema:schema81.type,parentSchema:schema81,data:data1};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/remotes",schemaPath:"#/properties/remotes/type",keyword:"type",params:{type: "array"},schema:schema80.properties.remotes.type,parentSchema:schema80.properties.remotes,data:data0};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.ref !== undefined){
let data8 = data.ref;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key2 in data8){
if(!(((((key2 === "branch") || (key2 === "tag")) || (key2 === "semver")) || (key2 === "tagPrefix")) || (key2 === "commit"))){
const err18 = {instancePath:instancePath+"/ref",schemaPath:"#/definitions/Ref/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema82,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data8.branch !== undefined){
let data9 = data8.branch;
if(typeof data9 === "string"){
if(func2(data9) > 200){
const err19 = {instancePath:instancePath+"/ref/branch",schemaPath:"#/definitions/Ref/properties/branch/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema82.properties.branch,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!pattern176.test(data9)){
const err20 = {instancePath:instancePath+"/ref/branch",schemaPath:"#/definitions/Ref/properties/branch/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},schema:"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$",parentSchema:schema82.properties.branch,data:data9};
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
const err21 = {instancePath:instancePath+"/ref/branch",schemaPath:"#/definitions/Ref/properties/branch/type",keyword:"type",params:{type: "string"},schema:schema82.properties.branch.type,parentSchema:schema82.properties.branch,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data8.tag !== undefined){
let data10 = data8.tag;
if(typeof data10 === "string"){
if(func2(data10) > 200){
const err22 = {instancePath:instancePath+"/ref/tag",schemaPath:"#/definitions/Ref/properties/tag/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema82.properties.tag,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern176.test(data10)){
const err23 = {instancePath:instancePath+"/ref/tag",schemaPath:"#/definitions/Ref/properties/tag/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},schema:"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$",parentSchema:schema82.properties.tag,data:data10};
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
const err24 = {instancePath:instancePath+"/ref/tag",schemaPath:"#/definitions/Ref/properties/tag/type",keyword:"type",params:{type: "string"},schema:schema82.properties.tag.type,parentSchema:schema82.properties.tag,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data8.semver !== undefined){
let data11 = data8.semver;
if(typeof data11 === "string"){
if(func2(data11) > 200){
const err25 = {instancePath:instancePath+"/ref/semver",schemaPath:"#/definitions/Ref/properties/semver/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema82.properties.semver,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/ref/semver",schemaPath:"#/definitions/Ref/properties/semver/type",keyword:"type",params:{type: "string"},schema:schema82.properties.semver.type,parentSchema:schema82.properties.semver,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data8.tagPrefix !== undefined){
let data12 = data8.tagPrefix;
if(typeof data12 === "string"){
if(func2(data12) > 100){
const err27 = {instancePath:instancePath+"/ref/tagPrefix",schemaPath:"#/definitions/Ref/properties/tagPrefix/maxLength",keyword:"maxLength",params:{limit: 100},schema:100,parentSchema:schema82.properties.tagPrefix,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern176.test(data12)){
const err28 = {instancePath:instancePath+"/ref/tagPrefix",schemaPath:"#/definitions/Ref/properties/tagPrefix/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$"},schema:"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*$",parentSchema:schema82.properties.tagPrefix,data:data12};
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
const err29 = {instancePath:instancePath+"/ref/tagPrefix",schemaPath:"#/definitions/Ref/properties/tagPrefix/type",keyword:"type",params:{type: "string"},schema:schema82.properties.tagPrefix.type,parentSchema:schema82.properties.tagPrefix,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data8.commit !== undefined){
let data13 = data8.commit;
if(typeof data13 === "string"){
if(func2(data13) > 64){
const err30 = {instancePath:instancePath+"/ref/commit",schemaPath:"#/definitions/Ref/properties/commit/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema82.properties.commit,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!pattern179.test(data13)){
const err31 = {instancePath:instancePath+"/ref/commit",schemaPath:"#/definitions/Ref/properties/commit/pattern",keyword:"pattern",params:{pattern: "^([0-9a-f]{40}|[0-9a-f]{64})$"},schema:"^([0-9a-f]{40}|[0-9a-f]{64})$",parentSchema:schema82.properties.commit,data:data13};
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
const err32 = {instancePath:instancePath+"/ref/commit",schemaPath:"#/definitions/Ref/properties/commit/type",keyword:"type",params:{type: "string"},schema:schema82.properties.commit.type,parentSchema:schema82.properties.commit,data:data13};
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
const err33 = {instancePath:instancePath+"/ref",schemaPath:"#/definitions/Ref/type",keyword:"type",params:{type: "object"},schema:schema82.type,parentSchema:schema82,data:data8};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.path !== undefined){
let data14 = data.path;
if(typeof data14 === "string"){
if(func2(data14) > 1024){
const err34 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema80.properties.path,data:data14};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},schema:schema80.properties.path.type,parentSchema:schema80.properties.path,data:data14};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.interval !== undefined){
let data15 = data.interval;
if(typeof data15 === "string"){
if(func2(data15) > 16){
const err36 = {instancePath:instancePath+"/interval",schemaPath:"#/properties/interval/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema80.properties.interval,data:data15};
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
const err37 = {instancePath:instancePath+"/interval",schemaPath:"#/properties/interval/type",keyword:"type",params:{type: "string"},schema:schema80.properties.interval.type,parentSchema:schema80.properties.interval,data:data15};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.testing !== undefined){
let data16 = data.testing;
if(typeof data16 !== "boolean"){
const err38 = {instancePath:instancePath+"/testing",schemaPath:"#/properties/testing/type",keyword:"type",params:{type: "boolean"},schema:schema80.properties.testing.type,parentSchema:schema80.properties.testing,data:data16};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema80.type,parentSchema:schema80,data};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}

const schema83 = {"description":"Snapshots of this node for plans that are made elsewhere. Default: none are made.","examples":[{"every":"15m","directory":"/srv/snapshots"}],"type":"object","additionalProperties":false,"properties":{"every":{"description":"Time between two snapshots when nothing changes; a pass that changed something makes one at once. Default: 15m.","examples":["15m","1h"],"type":"string","maxLength":16},"keyFile":{"description":"The key that signs them: PEM, Ed25519, for root alone to read; made when it is not there. Default: state/snapshot.key below the root.","examples":["/etc/vzreconcile/snapshot.key"],"type":"string","maxLength":1024,"pattern":"^/"},"directory":{"description":"Where NODE.json is written. Default: nowhere.","examples":["/srv/snapshots"],"type":"string","maxLength":1024,"pattern":"^/"},"branch":{"$ref":"#/definitions/Branch"},"http":{"$ref":"#/definitions/SnapshotHttp"}}};
const schema84 = {"description":"A branch of a repository that a file of each node is pushed to, a commit for each change, never by force: NODE.report.json of a fleet, NODE.json of snapshots. Default: none.","examples":[{"url":"ssh://git@git.example.net/ops/reports.git","name":"reports"}],"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"https://, ssh://, user@host:path or file://.","examples":["ssh://git@git.example.net/ops/reports.git"],"type":"string","maxLength":2048},"name":{"description":"The name of the branch. Default: reports of a fleet, snapshots of snapshots.","examples":["reports"],"type":"string","maxLength":255},"tokenFile":{"description":"A file with a token for https, which nobody else can read. Default: none.","examples":["/etc/vzreconcile/token"],"type":"string","maxLength":1024},"tokenScheme":{"description":"How the token is sent: as a password, or as a bearer token.","examples":["bearer"],"default":"basic","enum":["basic","bearer"]},"netrc":{"description":"A file of logins for https in the netrc format, which nobody else can read. Default: .netrc in git/home below the root.","examples":["/etc/vzreconcile/netrc"],"type":"string","maxLength":1024},"sshKey":{"description":"A private key for ssh without a passphrase, which nobody else can read. Default: root's keys and agent.","examples":["/etc/vzreconcile/id_ed25519"],"type":"string","maxLength":1024},"knownHosts":{"description":"The host keys that are believed, as in ssh's known_hosts. Default: root's and the host's known_hosts.","examples":["/etc/vzreconcile/known_hosts"],"type":"string","maxLength":1024}}};
const schema85 = {"description":"An address that snapshots are sent to with PUT. Default: none.","examples":[{"url":"https://ci.example.net/snapshots/node1","tokenFile":"/etc/vzreconcile/ci.token"}],"type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"description":"https://, or http:// of this machine.","examples":["https://ci.example.net/snapshots/node1"],"type":"string","maxLength":2048},"tokenFile":{"description":"A file whose first line is sent as a bearer token; for root alone to read. Default: none.","examples":["/etc/vzreconcile/ci.token"],"type":"string","maxLength":1024,"pattern":"^/"}}};
const pattern180 = new RegExp("^/", "u");

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "every") || (key0 === "keyFile")) || (key0 === "directory")) || (key0 === "branch")) || (key0 === "http"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema83,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.every !== undefined){
let data0 = data.every;
if(typeof data0 === "string"){
if(func2(data0) > 16){
const err1 = {instancePath:instancePath+"/every",schemaPath:"#/properties/every/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema83.properties.every,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/every",schemaPath:"#/properties/every/type",keyword:"type",params:{type: "string"},schema:schema83.properties.every.type,parentSchema:schema83.properties.every,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.keyFile !== undefined){
let data1 = data.keyFile;
if(typeof data1 === "string"){
if(func2(data1) > 1024){
const err3 = {instancePath:instancePath+"/keyFile",schemaPath:"#/properties/keyFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema83.properties.keyFile,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern180.test(data1)){
const err4 = {instancePath:instancePath+"/keyFile",schemaPath:"#/properties/keyFile/pattern",keyword:"pattern",params:{pattern: "^/"},schema:"^/",parentSchema:schema83.properties.keyFile,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/keyFile",schemaPath:"#/properties/keyFile/type",keyword:"type",params:{type: "string"},schema:schema83.properties.keyFile.type,parentSchema:schema83.properties.keyFile,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.directory !== undefined){
let data2 = data.directory;
if(typeof data2 === "string"){
if(func2(data2) > 1024){
const err6 = {instancePath:instancePath+"/directory",schemaPath:"#/properties/directory/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema83.properties.directory,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern180.test(data2)){
const err7 = {instancePath:instancePath+"/directory",schemaPath:"#/properties/directory/pattern",keyword:"pattern",params:{pattern: "^/"},schema:"^/",parentSchema:schema83.properties.directory,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/directory",schemaPath:"#/properties/directory/type",keyword:"type",params:{type: "string"},schema:schema83.properties.directory.type,parentSchema:schema83.properties.directory,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.branch !== undefined){
let data3 = data.branch;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.url === undefined){
const err9 = {instancePath:instancePath+"/branch",schemaPath:"#/definitions/Branch/required",keyword:"required",params:{missingProperty: "url"},schema:schema84.required,parentSchema:schema84,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data3){
if(!(((((((key1 === "url") || (key1 === "name")) || (key1 === "tokenFile")) || (key1 === "tokenScheme")) || (key1 === "netrc")) || (key1 === "sshKey")) || (key1 === "knownHosts"))){
const err10 = {instancePath:instancePath+"/branch",schemaPath:"#/definitions/Branch/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema84,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.url !== undefined){
let data4 = data3.url;
if(typeof data4 === "string"){
if(func2(data4) > 2048){
const err11 = {instancePath:instancePath+"/branch/url",schemaPath:"#/definitions/Branch/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema84.properties.url,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/branch/url",schemaPath:"#/definitions/Branch/properties/url/type",keyword:"type",params:{type: "string"},schema:schema84.properties.url.type,parentSchema:schema84.properties.url,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data3.name !== undefined){
let data5 = data3.name;
if(typeof data5 === "string"){
if(func2(data5) > 255){
const err13 = {instancePath:instancePath+"/branch/name",schemaPath:"#/definitions/Branch/properties/name/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema84.properties.name,data:data5};
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
const err14 = {instancePath:instancePath+"/branch/name",schemaPath:"#/definitions/Branch/properties/name/type",keyword:"type",params:{type: "string"},schema:schema84.properties.name.type,parentSchema:schema84.properties.name,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data3.tokenFile !== undefined){
let data6 = data3.tokenFile;
if(typeof data6 === "string"){
if(func2(data6) > 1024){
const err15 = {instancePath:instancePath+"/branch/tokenFile",schemaPath:"#/definitions/Branch/properties/tokenFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.tokenFile,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/branch/tokenFile",schemaPath:"#/definitions/Branch/properties/tokenFile/type",keyword:"type",params:{type: "string"},schema:schema84.properties.tokenFile.type,parentSchema:schema84.properties.tokenFile,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data3.tokenScheme !== undefined){
let data7 = data3.tokenScheme;
if(!((data7 === "basic") || (data7 === "bearer"))){
const err17 = {instancePath:instancePath+"/branch/tokenScheme",schemaPath:"#/definitions/Branch/properties/tokenScheme/enum",keyword:"enum",params:{allowedValues: schema84.properties.tokenScheme.enum},schema:schema84.properties.tokenScheme.enum,parentSchema:schema84.properties.tokenScheme,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data3.netrc !== undefined){
let data8 = data3.netrc;
if(typeof data8 === "string"){
if(func2(data8) > 1024){
const err18 = {instancePath:instancePath+"/branch/netrc",schemaPath:"#/definitions/Branch/properties/netrc/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.netrc,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/branch/netrc",schemaPath:"#/definitions/Branch/properties/netrc/type",keyword:"type",params:{type: "string"},schema:schema84.properties.netrc.type,parentSchema:schema84.properties.netrc,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data3.sshKey !== undefined){
let data9 = data3.sshKey;
if(typeof data9 === "string"){
if(func2(data9) > 1024){
const err20 = {instancePath:instancePath+"/branch/sshKey",schemaPath:"#/definitions/Branch/properties/sshKey/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.sshKey,data:data9};
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
const err21 = {instancePath:instancePath+"/branch/sshKey",schemaPath:"#/definitions/Branch/properties/sshKey/type",keyword:"type",params:{type: "string"},schema:schema84.properties.sshKey.type,parentSchema:schema84.properties.sshKey,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data3.knownHosts !== undefined){
let data10 = data3.knownHosts;
if(typeof data10 === "string"){
if(func2(data10) > 1024){
const err22 = {instancePath:instancePath+"/branch/knownHosts",schemaPath:"#/definitions/Branch/properties/knownHosts/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.knownHosts,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/branch/knownHosts",schemaPath:"#/definitions/Branch/properties/knownHosts/type",keyword:"type",params:{type: "string"},schema:schema84.properties.knownHosts.type,parentSchema:schema84.properties.knownHosts,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/branch",schemaPath:"#/definitions/Branch/type",keyword:"type",params:{type: "object"},schema:schema84.type,parentSchema:schema84,data:data3};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.http !== undefined){
let data11 = data.http;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.url === undefined){
const err25 = {instancePath:instancePath+"/http",schemaPath:"#/definitions/SnapshotHttp/required",keyword:"required",params:{missingProperty: "url"},schema:schema85.required,parentSchema:schema85,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key2 in data11){
if(!((key2 === "url") || (key2 === "tokenFile"))){
const err26 = {instancePath:instancePath+"/http",schemaPath:"#/definitions/SnapshotHttp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema85,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data11.url !== undefined){
let data12 = data11.url;
if(typeof data12 === "string"){
if(func2(data12) > 2048){
const err27 = {instancePath:instancePath+"/http/url",schemaPath:"#/definitions/SnapshotHttp/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema85.properties.url,data:data12};
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
const err28 = {instancePath:instancePath+"/http/url",schemaPath:"#/definitions/SnapshotHttp/properties/url/type",keyword:"type",params:{type: "string"},schema:schema85.properties.url.type,parentSchema:schema85.properties.url,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data11.tokenFile !== undefined){
let data13 = data11.tokenFile;
if(typeof data13 === "string"){
if(func2(data13) > 1024){
const err29 = {instancePath:instancePath+"/http/tokenFile",schemaPath:"#/definitions/SnapshotHttp/properties/tokenFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema85.properties.tokenFile,data:data13};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!pattern180.test(data13)){
const err30 = {instancePath:instancePath+"/http/tokenFile",schemaPath:"#/definitions/SnapshotHttp/properties/tokenFile/pattern",keyword:"pattern",params:{pattern: "^/"},schema:"^/",parentSchema:schema85.properties.tokenFile,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/http/tokenFile",schemaPath:"#/definitions/SnapshotHttp/properties/tokenFile/type",keyword:"type",params:{type: "string"},schema:schema85.properties.tokenFile.type,parentSchema:schema85.properties.tokenFile,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/http",schemaPath:"#/definitions/SnapshotHttp/type",keyword:"type",params:{type: "object"},schema:schema85.type,parentSchema:schema85,data:data11};
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
const err33 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema83.type,parentSchema:schema83,data};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}

const schema88 = {"description":"Which ways of saying yes to an effect this node takes. Default: files and annotations.","examples":[{"files":false,"tags":{"signers":["alice@example.net"]}}],"type":"object","additionalProperties":false,"properties":{"files":{"description":"Whether an Approval below approvals/ counts.","examples":[false],"default":true,"type":"boolean"},"annotations":{"description":"Whether the annotation vzreconcile/approve of a Container counts, for a recreate of it.","examples":[false],"default":true,"type":"boolean"},"tags":{"$ref":"#/definitions/ApprovalTags"}}};
const schema89 = {"description":"Tags that approve: annotated, signed with one of the keys of spec.verify. Default: none do.","examples":[{"pattern":"approve/*","signers":["alice@example.net"]}],"type":"object","additionalProperties":false,"required":["signers"],"properties":{"pattern":{"description":"Names of the tags; * at the end stands for any characters.","examples":["approve/*"],"default":"approve/*","type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*[*]?$","maxLength":200},"signers":{"description":"Who may approve: names of the allowed signers; of OpenPGP keys the fingerprint or the e-mail address.","examples":[["alice@example.net"]],"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string","maxLength":255}}}};
const pattern187 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*[*]?$", "u");

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "files") || (key0 === "annotations")) || (key0 === "tags"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.files !== undefined){
let data0 = data.files;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "boolean"},schema:schema88.properties.files.type,parentSchema:schema88.properties.files,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.annotations !== undefined){
let data1 = data.annotations;
if(typeof data1 !== "boolean"){
const err2 = {instancePath:instancePath+"/annotations",schemaPath:"#/properties/annotations/type",keyword:"type",params:{type: "boolean"},schema:schema88.properties.annotations.type,parentSchema:schema88.properties.annotations,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.tags !== undefined){
let data2 = data.tags;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.signers === undefined){
const err3 = {instancePath:instancePath+"/tags",schemaPath:"#/definitions/ApprovalTags/required",keyword:"required",params:{missingProperty: "signers"},schema:schema89.required,parentSchema:schema89,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key1 in data2){
if(!((key1 === "pattern") || (key1 === "signers"))){
const err4 = {instancePath:instancePath+"/tags",schemaPath:"#/definitions/ApprovalTags/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema89,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data2.pattern !== undefined){
let data3 = data2.pattern;
if(typeof data3 === "string"){
if(func2(data3) > 200){
const err5 = {instancePath:instancePath+"/tags/pattern",schemaPath:"#/definitions/ApprovalTags/properties/pattern/maxLength",keyword:"maxLength",params:{limit: 200},schema:200,parentSchema:schema89.properties.pattern,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern187.test(data3)){
const err6 = {instancePath:instancePath+"/tags/pattern",schemaPath:"#/definitions/ApprovalTags/properties/pattern/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*[*]?$"},schema:"^[A-Za-z0-9_][A-Za-z0-9_./+@=,#%-]*[*]?$",parentSchema:schema89.properties.pattern,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/tags/pattern",schemaPath:"#/definitions/ApprovalTags/properties/pattern/type",keyword:"type",params:{type: "string"},schema:schema89.properties.pattern.type,parentSchema:schema89.properties.pattern,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.signers !== undefined){
let data4 = data2.signers;
if(Array.isArray(data4)){
if(data4.length > 1000){
const err8 = {instancePath:instancePath+"/tags/signers",schemaPath:"#/definitions/ApprovalTags/properties/signers/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema89.properties.signers,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4.length < 1){
const err9 = {instancePath:instancePath+"/tags/signers",schemaPath:"#/definitions/ApprovalTags/properties/signers/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema89.properties.signers,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func2(data5) > 255){
const err10 = {instancePath:instancePath+"/tags/signers/" + i0,schemaPath:"#/definitions/ApprovalTags/properties/signers/items/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema89.properties.signers.items,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/tags/signers/" + i0,schemaPath:"#/definitions/ApprovalTags/properties/signers/items/type",keyword:"type",params:{type: "string"},schema:schema89.properties.signers.items.type,parentSchema:schema89.properties.signers.items,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/tags/signers",schemaPath:"#/definitions/ApprovalTags/properties/signers/type",keyword:"type",params:{type: "array"},schema:schema89.properties.signers.type,parentSchema:schema89.properties.signers,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/tags",schemaPath:"#/definitions/ApprovalTags/type",keyword:"type",params:{type: "object"},schema:schema89.type,parentSchema:schema89,data:data2};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema88.type,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}

const schema92 = {"description":"How nodes that a Rollout orders hear of each other: by signed reports in a shared folder or a branch. Default: they do not, and those that have to wait for others wait for ever.","examples":[{"keys":"/etc/vzreconcile/fleet-keys","branch":{"url":"ssh://git@git.example.net/ops/reports.git"}}],"type":"object","additionalProperties":false,"required":["keys"],"properties":{"keys":{"description":"Whose reports are believed: lines of node and public key, as vzreconcile snapshot --public-key prints them.","examples":["/etc/vzreconcile/fleet-keys"],"type":"string","maxLength":1024},"directory":{"description":"A folder that all nodes share, with NODE.report.json in it. Default: none.","examples":["/srv/reports"],"type":"string","pattern":"^/","maxLength":1024},"branch":{"$ref":"#/definitions/Branch"},"every":{"description":"Time after which a report is made anew though nothing has changed, at least 1m.","examples":["5m"],"default":"15m","type":"string","maxLength":16},"maxAge":{"description":"How old a report may be that is believed; longer than every.","examples":["2h"],"default":"1h","type":"string","maxLength":16}}};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.keys === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "keys"},schema:schema92.required,parentSchema:schema92,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "keys") || (key0 === "directory")) || (key0 === "branch")) || (key0 === "every")) || (key0 === "maxAge"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema92,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.keys !== undefined){
let data0 = data.keys;
if(typeof data0 === "string"){
if(func2(data0) > 1024){
const err2 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema92.properties.keys,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/type",keyword:"type",params:{type: "string"},schema:schema92.properties.keys.type,parentSchema:schema92.properties.keys,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.directory !== undefined){
let data1 = data.directory;
if(typeof data1 === "string"){
if(func2(data1) > 1024){
const err4 = {instancePath:instancePath+"/directory",schemaPath:"#/properties/directory/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema92.properties.directory,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern180.test(data1)){
const err5 = {instancePath:instancePath+"/directory",schemaPath:"#/properties/directory/pattern",keyword:"pattern",params:{pattern: "^/"},schema:"^/",parentSchema:schema92.properties.directory,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/directory",schemaPath:"#/properties/directory/type",keyword:"type",params:{type: "string"},schema:schema92.properties.directory.type,parentSchema:schema92.properties.directory,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.branch !== undefined){
let data2 = data.branch;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.url === undefined){
const err7 = {instancePath:instancePath+"/branch",schemaPath:"#/definitions/Branch/required",keyword:"required",params:{missingProperty: "url"},schema:schema84.required,parentSchema:schema84,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data2){
if(!(((((((key1 === "url") || (key1 === "name")) || (key1 === "tokenFile")) || (key1 === "tokenScheme")) || (key1 === "netrc")) || (key1 === "sshKey")) || (key1 === "knownHosts"))){
const err8 = {instancePath:instancePath+"/branch",schemaPath:"#/definitions/Branch/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema84,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.url !== undefined){
let data3 = data2.url;
if(typeof data3 === "string"){
if(func2(data3) > 2048){
const err9 = {instancePath:instancePath+"/branch/url",schemaPath:"#/definitions/Branch/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema84.properties.url,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/branch/url",schemaPath:"#/definitions/Branch/properties/url/type",keyword:"type",params:{type: "string"},schema:schema84.properties.url.type,parentSchema:schema84.properties.url,data:data3};
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
let data4 = data2.name;
if(typeof data4 === "string"){
if(func2(data4) > 255){
const err11 = {instancePath:instancePath+"/branch/name",schemaPath:"#/definitions/Branch/properties/name/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema84.properties.name,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/branch/name",schemaPath:"#/definitions/Branch/properties/name/type",keyword:"type",params:{type: "string"},schema:schema84.properties.name.type,parentSchema:schema84.properties.name,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.tokenFile !== undefined){
let data5 = data2.tokenFile;
if(typeof data5 === "string"){
if(func2(data5) > 1024){
const err13 = {instancePath:instancePath+"/branch/tokenFile",schemaPath:"#/definitions/Branch/properties/tokenFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.tokenFile,data:data5};
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
const err14 = {instancePath:instancePath+"/branch/tokenFile",schemaPath:"#/definitions/Branch/properties/tokenFile/type",keyword:"type",params:{type: "string"},schema:schema84.properties.tokenFile.type,parentSchema:schema84.properties.tokenFile,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.tokenScheme !== undefined){
let data6 = data2.tokenScheme;
if(!((data6 === "basic") || (data6 === "bearer"))){
const err15 = {instancePath:instancePath+"/branch/tokenScheme",schemaPath:"#/definitions/Branch/properties/tokenScheme/enum",keyword:"enum",params:{allowedValues: schema84.properties.tokenScheme.enum},schema:schema84.properties.tokenScheme.enum,parentSchema:schema84.properties.tokenScheme,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data2.netrc !== undefined){
let data7 = data2.netrc;
if(typeof data7 === "string"){
if(func2(data7) > 1024){
const err16 = {instancePath:instancePath+"/branch/netrc",schemaPath:"#/definitions/Branch/properties/netrc/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.netrc,data:data7};
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
const err17 = {instancePath:instancePath+"/branch/netrc",schemaPath:"#/definitions/Branch/properties/netrc/type",keyword:"type",params:{type: "string"},schema:schema84.properties.netrc.type,parentSchema:schema84.properties.netrc,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data2.sshKey !== undefined){
let data8 = data2.sshKey;
if(typeof data8 === "string"){
if(func2(data8) > 1024){
const err18 = {instancePath:instancePath+"/branch/sshKey",schemaPath:"#/definitions/Branch/properties/sshKey/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.sshKey,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/branch/sshKey",schemaPath:"#/definitions/Branch/properties/sshKey/type",keyword:"type",params:{type: "string"},schema:schema84.properties.sshKey.type,parentSchema:schema84.properties.sshKey,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data2.knownHosts !== undefined){
let data9 = data2.knownHosts;
if(typeof data9 === "string"){
if(func2(data9) > 1024){
const err20 = {instancePath:instancePath+"/branch/knownHosts",schemaPath:"#/definitions/Branch/properties/knownHosts/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema84.properties.knownHosts,data:data9};
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
const err21 = {instancePath:instancePath+"/branch/knownHosts",schemaPath:"#/definitions/Branch/properties/knownHosts/type",keyword:"type",params:{type: "string"},schema:schema84.properties.knownHosts.type,parentSchema:schema84.properties.knownHosts,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/branch",schemaPath:"#/definitions/Branch/type",keyword:"type",params:{type: "object"},schema:schema84.type,parentSchema:schema84,data:data2};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.every !== undefined){
let data10 = data.every;
if(typeof data10 === "string"){
if(func2(data10) > 16){
const err23 = {instancePath:instancePath+"/every",schemaPath:"#/properties/every/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema92.properties.every,data:data10};
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
const err24 = {instancePath:instancePath+"/every",schemaPath:"#/properties/every/type",keyword:"type",params:{type: "string"},schema:schema92.properties.every.type,parentSchema:schema92.properties.every,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.maxAge !== undefined){
let data11 = data.maxAge;
if(typeof data11 === "string"){
if(func2(data11) > 16){
const err25 = {instancePath:instancePath+"/maxAge",schemaPath:"#/properties/maxAge/maxLength",keyword:"maxLength",params:{limit: 16},schema:16,parentSchema:schema92.properties.maxAge,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/maxAge",schemaPath:"#/properties/maxAge/type",keyword:"type",params:{type: "string"},schema:schema92.properties.maxAge.type,parentSchema:schema92.properties.maxAge,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema92.type,parentSchema:schema92,data};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}

const pattern183 = new RegExp("^([a-z]+[.][a-z]+|([a-z]+[.])?[*])$", "u");
const pattern184 = new RegExp("^[!#][^\\s/]+$", "u");
const pattern185 = new RegExp("^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$", "u");
const pattern188 = new RegExp("^/[A-Za-z0-9._~/-]*$", "u");

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="urn:vzreconcile:config:v1alpha1" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},schema:schema79.required,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},schema:schema79.required,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.spec === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},schema:schema79.required,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "spec"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},schema:false,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},schema:schema79.properties.apiVersion.type,parentSchema:schema79.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if("vzreconcile/v1alpha1" !== data0){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "vzreconcile/v1alpha1"},schema:"vzreconcile/v1alpha1",parentSchema:schema79.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err6 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema79.properties.kind.type,parentSchema:schema79.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if("Config" !== data1){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Config"},schema:"Config",parentSchema:schema79.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.spec !== undefined){
let data2 = data.spec;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(!((((((((key1 === "source") || (key1 === "snapshot")) || (key1 === "notify")) || (key1 === "verify")) || (key1 === "approvals")) || (key1 === "webhook")) || (key1 === "metrics")) || (key1 === "fleet"))){
const err8 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},schema:false,parentSchema:schema79.properties.spec,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.source !== undefined){
if(!(validate38(data2.source, {instancePath:instancePath+"/spec/source",parentData:data2,parentDataProperty:"source",rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
if(data2.snapshot !== undefined){
if(!(validate40(data2.snapshot, {instancePath:instancePath+"/spec/snapshot",parentData:data2,parentDataProperty:"snapshot",rootData}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data2.notify !== undefined){
let data5 = data2.notify;
if(Array.isArray(data5)){
if(data5.length > 32){
const err9 = {instancePath:instancePath+"/spec/notify",schemaPath:"#/properties/spec/properties/notify/maxItems",keyword:"maxItems",params:{limit: 32},schema:32,parentSchema:schema79.properties.spec.properties.notify,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.kind === undefined){
const err10 = {instancePath:instancePath+"/spec/notify/" + i0,schemaPath:"#/definitions/Notify/required",keyword:"required",params:{missingProperty: "kind"},schema:schema86.required,parentSchema:schema86,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key2 in data6){
if(!(func7.call(schema86.properties, key2))){
const err11 = {instancePath:instancePath+"/spec/notify/" + i0,schemaPath:"#/definitions/Notify/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},schema:false,parentSchema:schema86,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data6.kind !== undefined){
let data7 = data6.kind;
if(typeof data7 !== "string"){
const err12 = {instancePath:instancePath+"/spec/notify/" + i0+"/kind",schemaPath:"#/definitions/Notify/properties/kind/type",keyword:"type",params:{type: "string"},schema:schema86.properties.kind.type,parentSchema:schema86.properties.kind,data:data7};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!(((((((data7 === "webhook") || (data7 === "slack")) || (data7 === "mattermost")) || (data7 === "matrix")) || (data7 === "github-status")) || (data7 === "gitlab-status")) || (data7 === "gitea-status"))){
const err13 = {instancePath:instancePath+"/spec/notify/" + i0+"/kind",schemaPath:"#/definitions/Notify/properties/kind/enum",keyword:"enum",params:{allowedValues: schema86.properties.kind.enum},schema:schema86.properties.kind.enum,parentSchema:schema86.properties.kind,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data6.url !== undefined){
let data8 = data6.url;
if(typeof data8 === "string"){
if(func2(data8) > 2048){
const err14 = {instancePath:instancePath+"/spec/notify/" + i0+"/url",schemaPath:"#/definitions/Notify/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},schema:2048,parentSchema:schema86.properties.url,data:data8};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/spec/notify/" + i0+"/url",schemaPath:"#/definitions/Notify/properties/url/type",keyword:"type",params:{type: "string"},schema:schema86.properties.url.type,parentSchema:schema86.properties.url,data:data8};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data6.urlFile !== undefined){
let data9 = data6.urlFile;
if(typeof data9 === "string"){
if(func2(data9) > 1024){
const err16 = {instancePath:instancePath+"/spec/notify/" + i0+"/urlFile",schemaPath:"#/definitions/Notify/properties/urlFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema86.properties.urlFile,data:data9};
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
const err17 = {instancePath:instancePath+"/spec/notify/" + i0+"/urlFile",schemaPath:"#/definitions/Notify/properties/urlFile/type",keyword:"type",params:{type: "string"},schema:schema86.properties.urlFile.type,parentSchema:schema86.properties.urlFile,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data6.events !== undefined){
let data10 = data6.events;
if(Array.isArray(data10)){
if(data10.length > 64){
const err18 = {instancePath:instancePath+"/spec/notify/" + i0+"/events",schemaPath:"#/definitions/Notify/properties/events/maxItems",keyword:"maxItems",params:{limit: 64},schema:64,parentSchema:schema86.properties.events,data:data10};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data10.length < 1){
const err19 = {instancePath:instancePath+"/spec/notify/" + i0+"/events",schemaPath:"#/definitions/Notify/properties/events/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema86.properties.events,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const len1 = data10.length;
for(let i1=0; i1<len1; i1++){
let data11 = data10[i1];
if(typeof data11 === "string"){
if(func2(data11) > 64){
const err20 = {instancePath:instancePath+"/spec/notify/" + i0+"/events/" + i1,schemaPath:"#/definitions/Notify/properties/events/items/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema86.properties.events.items,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!pattern183.test(data11)){
const err21 = {instancePath:instancePath+"/spec/notify/" + i0+"/events/" + i1,schemaPath:"#/definitions/Notify/properties/events/items/pattern",keyword:"pattern",params:{pattern: "^([a-z]+[.][a-z]+|([a-z]+[.])?[*])$"},schema:"^([a-z]+[.][a-z]+|([a-z]+[.])?[*])$",parentSchema:schema86.properties.events.items,data:data11};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/spec/notify/" + i0+"/events/" + i1,schemaPath:"#/definitions/Notify/properties/events/items/type",keyword:"type",params:{type: "string"},schema:schema86.properties.events.items.type,parentSchema:schema86.properties.events.items,data:data11};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/spec/notify/" + i0+"/events",schemaPath:"#/definitions/Notify/properties/events/type",keyword:"type",params:{type: "array"},schema:schema86.properties.events.type,parentSchema:schema86.properties.events,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data6.severity !== undefined){
let data12 = data6.severity;
if(typeof data12 !== "string"){
const err24 = {instancePath:instancePath+"/spec/notify/" + i0+"/severity",schemaPath:"#/definitions/Notify/properties/severity/type",keyword:"type",params:{type: "string"},schema:schema86.properties.severity.type,parentSchema:schema86.properties.severity,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!(((data12 === "info") || (data12 === "warning")) || (data12 === "error"))){
const err25 = {instancePath:instancePath+"/spec/notify/" + i0+"/severity",schemaPath:"#/definitions/Notify/properties/severity/enum",keyword:"enum",params:{allowedValues: schema86.properties.severity.enum},schema:schema86.properties.severity.enum,parentSchema:schema86.properties.severity,data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.template !== undefined){
let data13 = data6.template;
if(typeof data13 === "string"){
if(func2(data13) > 4096){
const err26 = {instancePath:instancePath+"/spec/notify/" + i0+"/template",schemaPath:"#/definitions/Notify/properties/template/maxLength",keyword:"maxLength",params:{limit: 4096},schema:4096,parentSchema:schema86.properties.template,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/spec/notify/" + i0+"/template",schemaPath:"#/definitions/Notify/properties/template/type",keyword:"type",params:{type: "string"},schema:schema86.properties.template.type,parentSchema:schema86.properties.template,data:data13};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data6.secretFile !== undefined){
let data14 = data6.secretFile;
if(typeof data14 === "string"){
if(func2(data14) > 1024){
const err28 = {instancePath:instancePath+"/spec/notify/" + i0+"/secretFile",schemaPath:"#/definitions/Notify/properties/secretFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema86.properties.secretFile,data:data14};
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
const err29 = {instancePath:instancePath+"/spec/notify/" + i0+"/secretFile",schemaPath:"#/definitions/Notify/properties/secretFile/type",keyword:"type",params:{type: "string"},schema:schema86.properties.secretFile.type,parentSchema:schema86.properties.secretFile,data:data14};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data6.tokenFile !== undefined){
let data15 = data6.tokenFile;
if(typeof data15 === "string"){
if(func2(data15) > 1024){
const err30 = {instancePath:instancePath+"/spec/notify/" + i0+"/tokenFile",schemaPath:"#/definitions/Notify/properties/tokenFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema86.properties.tokenFile,data:data15};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/spec/notify/" + i0+"/tokenFile",schemaPath:"#/definitions/Notify/properties/tokenFile/type",keyword:"type",params:{type: "string"},schema:schema86.properties.tokenFile.type,parentSchema:schema86.properties.tokenFile,data:data15};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data6.room !== undefined){
let data16 = data6.room;
if(typeof data16 === "string"){
if(func2(data16) > 255){
const err32 = {instancePath:instancePath+"/spec/notify/" + i0+"/room",schemaPath:"#/definitions/Notify/properties/room/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema86.properties.room,data:data16};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!pattern184.test(data16)){
const err33 = {instancePath:instancePath+"/spec/notify/" + i0+"/room",schemaPath:"#/definitions/Notify/properties/room/pattern",keyword:"pattern",params:{pattern: "^[!#][^\\s/]+$"},schema:"^[!#][^\\s/]+$",parentSchema:schema86.properties.room,data:data16};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/spec/notify/" + i0+"/room",schemaPath:"#/definitions/Notify/properties/room/type",keyword:"type",params:{type: "string"},schema:schema86.properties.room.type,parentSchema:schema86.properties.room,data:data16};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data6.repository !== undefined){
let data17 = data6.repository;
if(typeof data17 === "string"){
if(func2(data17) > 255){
const err35 = {instancePath:instancePath+"/spec/notify/" + i0+"/repository",schemaPath:"#/definitions/Notify/properties/repository/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema86.properties.repository,data:data17};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(!pattern185.test(data17)){
const err36 = {instancePath:instancePath+"/spec/notify/" + i0+"/repository",schemaPath:"#/definitions/Notify/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$"},schema:"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$",parentSchema:schema86.properties.repository,data:data17};
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
const err37 = {instancePath:instancePath+"/spec/notify/" + i0+"/repository",schemaPath:"#/definitions/Notify/properties/repository/type",keyword:"type",params:{type: "string"},schema:schema86.properties.repository.type,parentSchema:schema86.properties.repository,data:data17};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/spec/notify/" + i0,schemaPath:"#/definitions/Notify/type",keyword:"type",params:{type: "object"},schema:schema86.type,parentSchema:schema86,data:data6};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/spec/notify",schemaPath:"#/properties/spec/properties/notify/type",keyword:"type",params:{type: "array"},schema:schema79.properties.spec.properties.notify.type,parentSchema:schema79.properties.spec.properties.notify,data:data5};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data2.verify !== undefined){
let data18 = data2.verify;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key3 in data18){
if(!(((((((key3 === "mode") || (key3 === "tags")) || (key3 === "allowedSigners")) || (key3 === "revokedKeys")) || (key3 === "gpgKeys")) || (key3 === "since")) || (key3 === "paths"))){
const err40 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/definitions/Verify/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},schema:false,parentSchema:schema87,data:data18};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data18.mode !== undefined){
let data19 = data18.mode;
if(!(((data19 === "off") || (data19 === "head")) || (data19 === "all"))){
const err41 = {instancePath:instancePath+"/spec/verify/mode",schemaPath:"#/definitions/Verify/properties/mode/enum",keyword:"enum",params:{allowedValues: schema87.properties.mode.enum},schema:schema87.properties.mode.enum,parentSchema:schema87.properties.mode,data:data19};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data18.tags !== undefined){
let data20 = data18.tags;
if(typeof data20 !== "boolean"){
const err42 = {instancePath:instancePath+"/spec/verify/tags",schemaPath:"#/definitions/Verify/properties/tags/type",keyword:"type",params:{type: "boolean"},schema:schema87.properties.tags.type,parentSchema:schema87.properties.tags,data:data20};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data18.allowedSigners !== undefined){
let data21 = data18.allowedSigners;
if(typeof data21 === "string"){
if(func2(data21) > 1024){
const err43 = {instancePath:instancePath+"/spec/verify/allowedSigners",schemaPath:"#/definitions/Verify/properties/allowedSigners/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema87.properties.allowedSigners,data:data21};
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
const err44 = {instancePath:instancePath+"/spec/verify/allowedSigners",schemaPath:"#/definitions/Verify/properties/allowedSigners/type",keyword:"type",params:{type: "string"},schema:schema87.properties.allowedSigners.type,parentSchema:schema87.properties.allowedSigners,data:data21};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data18.revokedKeys !== undefined){
let data22 = data18.revokedKeys;
if(typeof data22 === "string"){
if(func2(data22) > 1024){
const err45 = {instancePath:instancePath+"/spec/verify/revokedKeys",schemaPath:"#/definitions/Verify/properties/revokedKeys/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema87.properties.revokedKeys,data:data22};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/spec/verify/revokedKeys",schemaPath:"#/definitions/Verify/properties/revokedKeys/type",keyword:"type",params:{type: "string"},schema:schema87.properties.revokedKeys.type,parentSchema:schema87.properties.revokedKeys,data:data22};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data18.gpgKeys !== undefined){
let data23 = data18.gpgKeys;
if(Array.isArray(data23)){
if(data23.length > 100){
const err47 = {instancePath:instancePath+"/spec/verify/gpgKeys",schemaPath:"#/definitions/Verify/properties/gpgKeys/maxItems",keyword:"maxItems",params:{limit: 100},schema:100,parentSchema:schema87.properties.gpgKeys,data:data23};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data23.length < 1){
const err48 = {instancePath:instancePath+"/spec/verify/gpgKeys",schemaPath:"#/definitions/Verify/properties/gpgKeys/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema87.properties.gpgKeys,data:data23};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
const len2 = data23.length;
for(let i2=0; i2<len2; i2++){
let data24 = data23[i2];
if(typeof data24 === "string"){
if(func2(data24) > 1024){
const err49 = {instancePath:instancePath+"/spec/verify/gpgKeys/" + i2,schemaPath:"#/definitions/Verify/properties/gpgKeys/items/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema87.properties.gpgKeys.items,data:data24};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/spec/verify/gpgKeys/" + i2,schemaPath:"#/definitions/Verify/properties/gpgKeys/items/type",keyword:"type",params:{type: "string"},schema:schema87.properties.gpgKeys.items.type,parentSchema:schema87.properties.gpgKeys.items,data:data24};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/spec/verify/gpgKeys",schemaPath:"#/definitions/Verify/properties/gpgKeys/type",keyword:"type",params:{type: "array"},schema:schema87.properties.gpgKeys.type,parentSchema:schema87.properties.gpgKeys,data:data23};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data18.since !== undefined){
let data25 = data18.since;
if(typeof data25 === "string"){
if(func2(data25) > 64){
const err52 = {instancePath:instancePath+"/spec/verify/since",schemaPath:"#/definitions/Verify/properties/since/maxLength",keyword:"maxLength",params:{limit: 64},schema:64,parentSchema:schema87.properties.since,data:data25};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!pattern179.test(data25)){
const err53 = {instancePath:instancePath+"/spec/verify/since",schemaPath:"#/definitions/Verify/properties/since/pattern",keyword:"pattern",params:{pattern: "^([0-9a-f]{40}|[0-9a-f]{64})$"},schema:"^([0-9a-f]{40}|[0-9a-f]{64})$",parentSchema:schema87.properties.since,data:data25};
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
const err54 = {instancePath:instancePath+"/spec/verify/since",schemaPath:"#/definitions/Verify/properties/since/type",keyword:"type",params:{type: "string"},schema:schema87.properties.since.type,parentSchema:schema87.properties.since,data:data25};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data18.paths !== undefined){
let data26 = data18.paths;
if(Array.isArray(data26)){
if(data26.length > 1000){
const err55 = {instancePath:instancePath+"/spec/verify/paths",schemaPath:"#/definitions/Verify/properties/paths/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema87.properties.paths,data:data26};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
const len3 = data26.length;
for(let i3=0; i3<len3; i3++){
let data27 = data26[i3];
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(data27.path === undefined){
const err56 = {instancePath:instancePath+"/spec/verify/paths/" + i3,schemaPath:"#/definitions/Verify/properties/paths/items/required",keyword:"required",params:{missingProperty: "path"},schema:schema87.properties.paths.items.required,parentSchema:schema87.properties.paths.items,data:data27};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data27.signers === undefined){
const err57 = {instancePath:instancePath+"/spec/verify/paths/" + i3,schemaPath:"#/definitions/Verify/properties/paths/items/required",keyword:"required",params:{missingProperty: "signers"},schema:schema87.properties.paths.items.required,parentSchema:schema87.properties.paths.items,data:data27};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
for(const key4 in data27){
if(!((key4 === "path") || (key4 === "signers"))){
const err58 = {instancePath:instancePath+"/spec/verify/paths/" + i3,schemaPath:"#/definitions/Verify/properties/paths/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},schema:false,parentSchema:schema87.properties.paths.items,data:data27};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data27.path !== undefined){
let data28 = data27.path;
if(typeof data28 === "string"){
if(func2(data28) > 1024){
const err59 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/path",schemaPath:"#/definitions/Verify/properties/paths/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema87.properties.paths.items.properties.path,data:data28};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(func2(data28) < 1){
const err60 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/path",schemaPath:"#/definitions/Verify/properties/paths/items/properties/path/minLength",keyword:"minLength",params:{limit: 1},schema:1,parentSchema:schema87.properties.paths.items.properties.path,data:data28};
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
const err61 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/path",schemaPath:"#/definitions/Verify/properties/paths/items/properties/path/type",keyword:"type",params:{type: "string"},schema:schema87.properties.paths.items.properties.path.type,parentSchema:schema87.properties.paths.items.properties.path,data:data28};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data27.signers !== undefined){
let data29 = data27.signers;
if(Array.isArray(data29)){
if(data29.length > 1000){
const err62 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/signers",schemaPath:"#/definitions/Verify/properties/paths/items/properties/signers/maxItems",keyword:"maxItems",params:{limit: 1000},schema:1000,parentSchema:schema87.properties.paths.items.properties.signers,data:data29};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data29.length < 1){
const err63 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/signers",schemaPath:"#/definitions/Verify/properties/paths/items/properties/signers/minItems",keyword:"minItems",params:{limit: 1},schema:1,parentSchema:schema87.properties.paths.items.properties.signers,data:data29};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
const len4 = data29.length;
for(let i4=0; i4<len4; i4++){
let data30 = data29[i4];
if(typeof data30 === "string"){
if(func2(data30) > 255){
const err64 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/signers/" + i4,schemaPath:"#/definitions/Verify/properties/paths/items/properties/signers/items/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema87.properties.paths.items.properties.signers.items,data:data30};
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
const err65 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/signers/" + i4,schemaPath:"#/definitions/Verify/properties/paths/items/properties/signers/items/type",keyword:"type",params:{type: "string"},schema:schema87.properties.paths.items.properties.signers.items.type,parentSchema:schema87.properties.paths.items.properties.signers.items,data:data30};
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
const err66 = {instancePath:instancePath+"/spec/verify/paths/" + i3+"/signers",schemaPath:"#/definitions/Verify/properties/paths/items/properties/signers/type",keyword:"type",params:{type: "array"},schema:schema87.properties.paths.items.properties.signers.type,parentSchema:schema87.properties.paths.items.properties.signers,data:data29};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/spec/verify/paths/" + i3,schemaPath:"#/definitions/Verify/properties/paths/items/type",keyword:"type",params:{type: "object"},schema:schema87.properties.paths.items.type,parentSchema:schema87.properties.paths.items,data:data27};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/spec/verify/paths",schemaPath:"#/definitions/Verify/properties/paths/type",keyword:"type",params:{type: "array"},schema:schema87.properties.paths.type,parentSchema:schema87.properties.paths,data:data26};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/spec/verify",schemaPath:"#/definitions/Verify/type",keyword:"type",params:{type: "object"},schema:schema87.type,parentSchema:schema87,data:data18};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data2.approvals !== undefined){
if(!(validate42(data2.approvals, {instancePath:instancePath+"/spec/approvals",parentData:data2,parentDataProperty:"approvals",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data2.webhook !== undefined){
let data32 = data2.webhook;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.listen === undefined){
const err70 = {instancePath:instancePath+"/spec/webhook",schemaPath:"#/definitions/Webhook/required",keyword:"required",params:{missingProperty: "listen"},schema:schema90.required,parentSchema:schema90,data:data32};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data32.secretFile === undefined){
const err71 = {instancePath:instancePath+"/spec/webhook",schemaPath:"#/definitions/Webhook/required",keyword:"required",params:{missingProperty: "secretFile"},schema:schema90.required,parentSchema:schema90,data:data32};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
for(const key5 in data32){
if(!(((key5 === "listen") || (key5 === "secretFile")) || (key5 === "path"))){
const err72 = {instancePath:instancePath+"/spec/webhook",schemaPath:"#/definitions/Webhook/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},schema:false,parentSchema:schema90,data:data32};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data32.listen !== undefined){
let data33 = data32.listen;
if(typeof data33 === "string"){
if(func2(data33) > 255){
const err73 = {instancePath:instancePath+"/spec/webhook/listen",schemaPath:"#/definitions/Webhook/properties/listen/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema90.properties.listen,data:data33};
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
const err74 = {instancePath:instancePath+"/spec/webhook/listen",schemaPath:"#/definitions/Webhook/properties/listen/type",keyword:"type",params:{type: "string"},schema:schema90.properties.listen.type,parentSchema:schema90.properties.listen,data:data33};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data32.secretFile !== undefined){
let data34 = data32.secretFile;
if(typeof data34 === "string"){
if(func2(data34) > 1024){
const err75 = {instancePath:instancePath+"/spec/webhook/secretFile",schemaPath:"#/definitions/Webhook/properties/secretFile/maxLength",keyword:"maxLength",params:{limit: 1024},schema:1024,parentSchema:schema90.properties.secretFile,data:data34};
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
const err76 = {instancePath:instancePath+"/spec/webhook/secretFile",schemaPath:"#/definitions/Webhook/properties/secretFile/type",keyword:"type",params:{type: "string"},schema:schema90.properties.secretFile.type,parentSchema:schema90.properties.secretFile,data:data34};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data32.path !== undefined){
let data35 = data32.path;
if(typeof data35 === "string"){
if(func2(data35) > 255){
const err77 = {instancePath:instancePath+"/spec/webhook/path",schemaPath:"#/definitions/Webhook/properties/path/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema90.properties.path,data:data35};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(!pattern188.test(data35)){
const err78 = {instancePath:instancePath+"/spec/webhook/path",schemaPath:"#/definitions/Webhook/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[A-Za-z0-9._~/-]*$"},schema:"^/[A-Za-z0-9._~/-]*$",parentSchema:schema90.properties.path,data:data35};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/spec/webhook/path",schemaPath:"#/definitions/Webhook/properties/path/type",keyword:"type",params:{type: "string"},schema:schema90.properties.path.type,parentSchema:schema90.properties.path,data:data35};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/spec/webhook",schemaPath:"#/definitions/Webhook/type",keyword:"type",params:{type: "object"},schema:schema90.type,parentSchema:schema90,data:data32};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data2.metrics !== undefined){
let data36 = data2.metrics;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.listen === undefined){
const err81 = {instancePath:instancePath+"/spec/metrics",schemaPath:"#/definitions/Metrics/required",keyword:"required",params:{missingProperty: "listen"},schema:schema91.required,parentSchema:schema91,data:data36};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
for(const key6 in data36){
if(!((key6 === "listen") || (key6 === "containers"))){
const err82 = {instancePath:instancePath+"/spec/metrics",schemaPath:"#/definitions/Metrics/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},schema:false,parentSchema:schema91,data:data36};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data36.listen !== undefined){
let data37 = data36.listen;
if(typeof data37 === "string"){
if(func2(data37) > 255){
const err83 = {instancePath:instancePath+"/spec/metrics/listen",schemaPath:"#/definitions/Metrics/properties/listen/maxLength",keyword:"maxLength",params:{limit: 255},schema:255,parentSchema:schema91.properties.listen,data:data37};
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
const err84 = {instancePath:instancePath+"/spec/metrics/listen",schemaPath:"#/definitions/Metrics/properties/listen/type",keyword:"type",params:{type: "string"},schema:schema91.properties.listen.type,parentSchema:schema91.properties.listen,data:data37};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data36.containers !== undefined){
let data38 = data36.containers;
if(typeof data38 !== "boolean"){
const err85 = {instancePath:instancePath+"/spec/metrics/containers",schemaPath:"#/definitions/Metrics/properties/containers/type",keyword:"type",params:{type: "boolean"},schema:schema91.properties.containers.type,parentSchema:schema91.properties.containers,data:data38};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath:instancePath+"/spec/metrics",schemaPath:"#/definitions/Metrics/type",keyword:"type",params:{type: "object"},schema:schema91.type,parentSchema:schema91,data:data36};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data2.fleet !== undefined){
if(!(validate44(data2.fleet, {instancePath:instancePath+"/spec/fleet",parentData:data2,parentDataProperty:"fleet",rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
}
else {
const err87 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},schema:schema79.properties.spec.type,parentSchema:schema79.properties.spec,data:data2};
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
const err88 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},schema:schema79.type,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}

