import { sha256Head } from "./sha256.js";

/** The number in [0, 1) that belongs to a salt and an id: the first 32 bits of SHA-256 of both, U+0000 between them. */
export function bucketOf(salt: string, id: string): number {
  return sha256Head(`${salt}\0${id}`) / 2 ** 32;
}
