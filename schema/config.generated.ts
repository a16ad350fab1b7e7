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
