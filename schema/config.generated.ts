// Generated from config.schema.json by schema/build/compile.ts. Do not edit.

/**
 * The local configuration of one node. It lies on the node and never in the followed repository: what is followed must not depend on what is followed.
 */
export interface Config {
  /**
   * The version of this format.
   */
  apiVersion: 'vzreconcile/v1alpha1';
  /**
   * This document is the configuration of a node.
   */
  kind: 'Config';
  /**
   * What the options of the command line say otherwise; they win.
   */
  spec: {
    source?: Source;
    snapshot?: Snapshot;
    /**
     * Who is told of events, each by messages of their own. Default: nobody.
     *
     * @maxItems 32
     */
    notify?: Notify[];
    verify?: Verify;
    approvals?: Approvals;
    webhook?: Webhook;
    metrics?: Metrics;
    fleet?: Fleet;
  };
}
/**
 * Where manifests come from. Default: the options --repo, --ref and --path.
 */
export interface Source {
  /**
   * Repositories with the same commits, asked in this order until one answers. Default: --repo.
   *
   * @minItems 1
   * @maxItems 16
   */
  remotes?: Remote[];
  ref?: Ref;
  /**
   * The folder of the manifests in the repository. Default: --path.
   */
  path?: string;
  /**
   * Time between two looks when nothing happens; up to a tenth is added at random. Default: --interval.
   */
  interval?: string;
  /**
   * Whether a branch testing-NODE is tried on this node while it is ahead of what is followed; it is never the last good revision.
   */
  testing?: boolean;
}
/**
 * One repository.
 */
export interface Remote {
  /**
   * https://, ssh://, user@host:path, file:// or an absolute path; git:// and http:// where spec.verify asks for signatures.
   */
  url: string;
  /**
   * A file with a token for https, which nobody else can read. Default: none.
   */
  tokenFile?: string;
  /**
   * How the token is sent: as a password, or as a bearer token.
   */
  tokenScheme?: 'basic' | 'bearer';
  /**
   * A file of logins for https in the netrc format, which nobody else can read. Default: .netrc in git/home below the root.
   */
  netrc?: string;
  /**
   * A private key for ssh without a passphrase, which nobody else can read. Default: root's keys and agent.
   */
  sshKey?: string;
  /**
   * The host keys that are believed, as in ssh's known_hosts. Default: root's and the host's known_hosts.
   */
  knownHosts?: string;
}
/**
 * What is followed: exactly one of branch, tag, semver and commit. Default: --ref.
 */
export interface Ref {
  /**
   * The head of a branch. Default: none.
   */
  branch?: string;
  /**
   * The commit of a tag. Default: none.
   */
  tag?: string;
  /**
   * The tag of the highest version in a range of versions (semver). Default: none.
   */
  semver?: string;
  /**
   * What stands before the version in the tags that semver looks at; a letter v needs no mention. Default: nothing.
   */
  tagPrefix?: string;
  /**
   * One commit, by its full id. Default: none.
   */
  commit?: string;
}
/**
 * Snapshots of this node for plans that are made elsewhere. Default: none are made.
 */
export interface Snapshot {
  /**
   * Time between two snapshots when nothing changes; a pass that changed something makes one at once. Default: 15m.
   */
  every?: string;
  /**
   * The key that signs them: PEM, Ed25519, for root alone to read; made when it is not there. Default: state/snapshot.key below the root.
   */
  keyFile?: string;
  /**
   * Where NODE.json is written. Default: nowhere.
   */
  directory?: string;
  branch?: Branch;
  http?: SnapshotHttp;
}
/**
 * A branch of a repository that a file of each node is pushed to, a commit for each change, never by force: NODE.report.json of a fleet, NODE.json of snapshots. Default: none.
 */
export interface Branch {
  /**
   * https://, ssh://, user@host:path or file://.
   */
  url: string;
  /**
   * The name of the branch. Default: reports of a fleet, snapshots of snapshots.
   */
  name?: string;
  /**
   * A file with a token for https, which nobody else can read. Default: none.
   */
  tokenFile?: string;
  /**
   * How the token is sent: as a password, or as a bearer token.
   */
  tokenScheme?: 'basic' | 'bearer';
  /**
   * A file of logins for https in the netrc format, which nobody else can read. Default: .netrc in git/home below the root.
   */
  netrc?: string;
  /**
   * A private key for ssh without a passphrase, which nobody else can read. Default: root's keys and agent.
   */
  sshKey?: string;
  /**
   * The host keys that are believed, as in ssh's known_hosts. Default: root's and the host's known_hosts.
   */
  knownHosts?: string;
}
/**
 * An address that snapshots are sent to with PUT. Default: none.
 */
export interface SnapshotHttp {
  /**
   * https://, or http:// of this machine.
   */
  url: string;
  /**
   * A file whose first line is sent as a bearer token; for root alone to read. Default: none.
   */
  tokenFile?: string;
}
/**
 * One receiver of events.
 */
export interface Notify {
  /**
   * webhook posts the event as JSON; slack, mattermost and matrix get a line of text; the status kinds set the status of the commit.
   */
  kind: 'webhook' | 'slack' | 'mattermost' | 'matrix' | 'github-status' | 'gitlab-status' | 'gitea-status';
  /**
   * https:// or http://. The hook; of matrix the home server; of statuses the base of the API. Default: what urlFile holds.
   */
  url?: string;
  /**
   * A file with the address, where that is a secret; nobody else may read it. Default: url.
   */
  urlFile?: string;
  /**
   * Kinds of events; * at the end stands for all that begin so. Default: all.
   *
   * @minItems 1
   * @maxItems 64
   */
  events?: string[];
  /**
   * How bad an event must be at least. Default: info.
   */
  severity?: 'info' | 'warning' | 'error';
  /**
   * The text, with {{time}}, {{kind}}, {{severity}}, {{node}}, {{revision}}, {{label}}, {{author}}, {{subject}}, {{ctid}}, {{container}}, {{reason}} and {{message}}. Default: {{node}} {{label}}: {{message}}
   */
  template?: string;
  /**
   * A file with the key of an HMAC-SHA256 over the body, sent as X-Signature; nobody else may read it. Default: not signed.
   */
  secretFile?: string;
  /**
   * A file with the access token; nobody else may read it. Default: none is sent.
   */
  tokenFile?: string;
  /**
   * The room of matrix. Default: none.
   */
  room?: string;
  /**
   * The repository of statuses, as the forge writes it. Default: none.
   */
  repository?: string;
}
/**
 * Whose signatures the commits that are applied must have. Default: nobody's.
 */
export interface Verify {
  /**
   * all: every commit since the last one applied, those that were merged among them. head: the last commit alone. off: none.
   */
  mode?: 'off' | 'head' | 'all';
  /**
   * Whether the tag that is followed, by tag or semver, must itself be annotated and signed.
   */
  tags?: boolean;
  /**
   * Keys of ssh and the names they stand for, in the format of ssh-keygen's ALLOWED SIGNERS. Default: none.
   */
  allowedSigners?: string;
  /**
   * Keys of ssh that count no longer: public keys, or a revocation list of ssh-keygen. Default: none.
   */
  revokedKeys?: string;
  /**
   * Files of armored public OpenPGP keys. Default: none.
   *
   * @minItems 1
   * @maxItems 100
   */
  gpgKeys?: string[];
  /**
   * A commit, by its full id, that needs no signature, nor does what it descends from. Default: what was applied last; before that, all but the last commit.
   */
  since?: string;
  /**
   * Who may change what: a commit that changes files of a path must be signed by one of its signers. Default: any signer may change anything.
   *
   * @maxItems 1000
   */
  paths?: {
    /**
     * From the top of the repository: * is any name, ** any folders, ? one character; a folder is all that is in it.
     */
    path: string;
    /**
     * Names of the allowed signers; of OpenPGP keys the fingerprint or the e-mail address.
     *
     * @minItems 1
     * @maxItems 1000
     */
    signers: string[];
  }[];
}
/**
 * Which ways of saying yes to an effect this node takes. Default: files and annotations.
 */
export interface Approvals {
  /**
   * Whether an Approval below approvals/ counts.
   */
  files?: boolean;
  /**
   * Whether the annotation vzreconcile/approve of a Container counts, for a recreate of it.
   */
  annotations?: boolean;
  tags?: ApprovalTags;
}
/**
 * Tags that approve: annotated, signed with one of the keys of spec.verify. Default: none do.
 */
export interface ApprovalTags {
  /**
   * Names of the tags; * at the end stands for any characters.
   */
  pattern?: string;
  /**
   * Who may approve: names of the allowed signers; of OpenPGP keys the fingerprint or the e-mail address.
   *
   * @minItems 1
   * @maxItems 1000
   */
  signers: string[];
}
/**
 * Where forges tell of pushes, so that the node looks at once. Default: nowhere.
 */
export interface Webhook {
  /**
   * An address and port, or the path of a unix socket. Plain http: for other machines put a proxy with TLS before it.
   */
  listen: string;
  /**
   * A file with the secret that the forge was given, which nobody else can read.
   */
  secretFile: string;
  /**
   * The path of the URL that the forge was given.
   */
  path?: string;
}
/**
 * Where the loop tells of itself: GET /metrics for Prometheus, /healthz (it is alive) and /readyz (the node is as the last revision says). Plain http, and anybody who can connect may ask. Default: nowhere.
 */
export interface Metrics {
  /**
   * Address and port, or the path of a unix socket.
   */
  listen: string;
  /**
   * Whether there are series of each container, of the first thousand by ctid.
   */
  containers?: boolean;
}
/**
 * How nodes that a Rollout orders hear of each other: by signed reports in a shared folder or a branch. Default: they do not, and those that have to wait for others wait for ever.
 */
export interface Fleet {
  /**
   * Whose reports are believed: lines of node and public key, as vzreconcile snapshot --public-key prints them.
   */
  keys: string;
  /**
   * A folder that all nodes share, with NODE.report.json in it. Default: none.
   */
  directory?: string;
  branch?: Branch;
  /**
   * Time after which a report is made anew though nothing has changed, at least 1m.
   */
  every?: string;
  /**
   * How old a report may be that is believed; longer than every.
   */
  maxAge?: string;
}
