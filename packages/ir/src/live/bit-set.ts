/** A set of small numbers. Flows of thousands of variables would take gigabytes as sets of names. */
export type BitSet = Uint32Array<ArrayBuffer>;

/** The empty set over the numbers below `size`. */
export function emptyBits(size: number): BitSet {
  return new Uint32Array((size + 31) >>> 5);
}

/** Adds one number. */
export function addBit(bits: BitSet, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}

/** Whether the number is in the set. */
export function hasBit(bits: BitSet, index: number): boolean {
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

/** Adds the numbers of `more` that are not in `except`, and says whether that changed the set. */
export function addBits(bits: BitSet, more: BitSet, except?: BitSet): boolean {
  let changed = false;
  for (let word = 0; word < bits.length; word += 1) {
    const before = bits[word] ?? 0;
    const after = (before | ((more[word] ?? 0) & ~(except?.[word] ?? 0))) >>> 0;
    if (after === before) continue;
    bits[word] = after;
    changed = true;
  }
  return changed;
}

/** The numbers that are in both. */
export function commonBits(left: BitSet, right: BitSet): BitSet {
  return left.map((word, index) => word & (right[index] ?? 0));
}

/** Takes the numbers of `less` out. */
export function removeBits(bits: BitSet, less: BitSet): void {
  for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] ?? 0) & ~(less[word] ?? 0);
}
