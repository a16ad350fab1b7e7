// Quantities as types. This file owns every cast to a branded unit and every conversion between units.
// Sizes are safe integers (up to 8 PiB), so states stay plain JSON; "unset" is undefined and "unlimited" is 'max'.

declare const unit: unique symbol;
export type Unit<Base, Tag extends string> = Base & { readonly [unit]: Tag };

export type Bytes = Unit<number, 'Bytes'>;
export type Ctid = Unit<number, 'Ctid'>;
export type Max = 'max';

/** The OpenVZ numeric container id; everything on the host is derived from it. */
export const asCtid = (value: number): Ctid => value as Ctid;
export const asBytes = (value: number): Bytes => value as Bytes;
