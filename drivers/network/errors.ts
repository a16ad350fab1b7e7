// The two ways in which the host's network can be in the way. Neither is repaired by us: what is not ours is not touched.

/** An object of somebody else has the name we would use. */
export class ForeignObject extends Error {
  override readonly name = 'ForeignObject';
  readonly code = 'ForeignObject';
  constructor(link: string, alias: string | undefined) {
    super(`link ${link} is not ours (${alias === undefined ? 'no alias' : `alias ${alias}`}); it is left alone`);
  }
}

/** An address is in use on this host. */
export class AddressConflict extends Error {
  override readonly name = 'AddressConflict';
  readonly code = 'Conflict';
  readonly address: string;
  constructor(address: string, holder: string) {
    super(`address ${address} ${holder}`);
    this.address = address;
  }
}
