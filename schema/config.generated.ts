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
  };
}
/**
 * Where manifests come from. Default: the options --repo, --ref and --path.
 */
export interface Source {
  /**
   * Repositories with the same commits. Default: --repo.
   *
   * @minItems 1
   * @maxItems 1
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
}
/**
 * One repository.
 */
export interface Remote {
  /**
   * https://, ssh://, user@host:path, file:// or an absolute path.
   */
  url: string;
}
/**
 * What is followed: exactly one of branch, tag and commit. Default: --ref.
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
  branch?: SnapshotBranch;
  http?: SnapshotHttp;
}
/**
 * A branch that NODE.json is pushed to, never by force. Default: none.
 */
export interface SnapshotBranch {
  /**
   * https://, ssh://, user@host:path or file://.
   */
  url: string;
  /**
   * The name of the branch. Default: snapshots.
   */
  name?: string;
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
