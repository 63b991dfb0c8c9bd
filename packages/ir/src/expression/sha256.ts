const ROUNDS = 64;
const [HASH, CONSTANTS] = makeConstants();

/** The first 32 bits of the SHA-256 of the text's UTF-8, as an unsigned number. Written out, because browsers lack `node:crypto`. */
export function sha256Head(text: string): number {
  const state = new Uint32Array(HASH);
  const words = new Uint32Array(ROUNDS);
  const message = pad(new TextEncoder().encode(text));
  for (let offset = 0; offset < message.byteLength; offset += ROUNDS) {
    schedule(words, message, offset);
    compress(state, words);
  }
  return read(state, 0);
}

/** The message, a one bit, zeros, and its length in bits, in whole blocks of 64 bytes. */
function pad(bytes: Uint8Array): DataView {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  return view;
}

function schedule(words: Uint32Array, message: DataView, offset: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = message.getUint32(offset + i * 4);
  for (let i = 16; i < ROUNDS; i += 1) {
    const [early, late] = [read(words, i - 15), read(words, i - 2)];
    const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[i] = read(words, i - 16) + low + read(words, i - 7) + high;
  }
}

function compress(state: Uint32Array, words: Uint32Array): void {
  const v = new Uint32Array(state);
  for (let i = 0; i < ROUNDS; i += 1) {
    const [a, b, c, e] = [read(v, 0), read(v, 1), read(v, 2), read(v, 4)];
    const choice = (e & read(v, 5)) ^ (~e & read(v, 6));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = read(v, 7) + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + read(CONSTANTS, i) + read(words, i);
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
    v.copyWithin(1, 0, 7);
    v[4] = read(v, 4) + first;
    v[0] = first + second;
  }
  for (let i = 0; i < state.length; i += 1) state[i] = read(state, i) + read(v, i);
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function read(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}

/** The first 32 bits of the fractions of the square roots of 8 primes, and of the cube roots of 64. */
function makeConstants(): readonly [Uint32Array, Uint32Array] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < ROUNDS; candidate += 1) {
    if (primes.every(prime => candidate % prime !== 0)) primes.push(candidate);
  }
  const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32);
  const roots = primes.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));
  return [Uint32Array.from(roots), Uint32Array.from(primes, prime => fraction(Math.cbrt(prime)))];
}
