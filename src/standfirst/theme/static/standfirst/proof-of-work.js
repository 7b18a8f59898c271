// A worker: finds the number for which SHA-256 of salt and number is the challenge (ALTCHA, version 1). Written out, not by
// the browser's own: that one is there on https only, and asked for one short text at a time it is slower.
"use strict";
const fraction = (n) => ((n - Math.floor(n)) * 4294967296) | 0;
const K = new Int32Array(64), H = new Int32Array(8), W = new Int32Array(64);
for (let n = 2, found = 0; found < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
  if (!prime) continue;
  if (found < 8) H[found] = fraction(Math.sqrt(n));
  K[found++] = fraction(Math.cbrt(n));
}

// One block of 16 words, at `from` in `words`, into `state` (FIPS 180-4 §6.2.2).
function mix(state, words, from) {
  for (let i = 0; i < 16; i++) W[i] = words[from + i];
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15], y = W[i - 2];
    W[i] = (W[i - 16] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + W[i - 7] + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10)) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + K[i] + W[i]) | 0;
    const two = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

onmessage = ({ data: { salt, challenge, maxnumber } }) => {
  const wanted = Int32Array.from(challenge.match(/.{8}/g), (word) => parseInt(word, 16) | 0);
  const words = new Int32Array(32), state = new Int32Array(8);
  for (let number = 0; number <= maxnumber; number++) {
    const text = salt + number, blocks = text.length < 56 ? 1 : 2;
    words.fill(0);
    for (let i = 0; i < text.length; i++) words[i >> 2] |= text.charCodeAt(i) << 24 - (i & 3) * 8;
    words[text.length >> 2] |= 128 << 24 - (text.length & 3) * 8;
    words[blocks * 16 - 1] = text.length * 8;
    state.set(H);
    for (let block = 0; block < blocks; block++) mix(state, words, block * 16);
    if (state[0] === wanted[0] && wanted.every((word, i) => word === state[i])) return postMessage(number);
  }
  postMessage(null);
};
