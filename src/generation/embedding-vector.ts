/**
 * A vector in the form in which its provider gave it: numbers, or the base64 of little-endian 32-bit floats,
 * which travels from socket to socket unread where the caller wants that form.
 */
export type EmbeddingVector = Float32Array | readonly number[] | string;

const FLOAT_BYTES = 4;
/** Digits that tell every 32-bit float from its neighbours. */
const FLOAT_DIGITS = 9;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** How many numbers a vector has; undefined where it is no vector at all. */
export function dimensionsOf(vector: unknown): number | undefined {
  if (typeof vector === 'string') {
    const bytes = Buffer.byteLength(vector, 'base64');
    return BASE64.test(vector) && bytes % FLOAT_BYTES === 0 ? bytes / FLOAT_BYTES : undefined;
  }
  if (vector instanceof Float32Array) return vector.length || undefined;
  const isVector = Array.isArray(vector) && vector.every((number) => Number.isFinite(number));
  return isVector ? vector.length || undefined : undefined;
}

/** The numbers of a vector; those of 32-bit floats with no more digits than they have. */
export function toNumbers(vector: EmbeddingVector): readonly number[] {
  if (Array.isArray(vector)) return vector as readonly number[];
  const floats = typeof vector === 'string' ? floatsOf(vector) : (vector as Float32Array);
  return Array.from(floats, (float) => Number(float.toPrecision(FLOAT_DIGITS)));
}

/** The base64 of a vector's numbers as little-endian 32-bit floats. */
export function toBase64(vector: EmbeddingVector): string {
  if (typeof vector === 'string') return vector;
  const bytes = Buffer.allocUnsafe(vector.length * FLOAT_BYTES);
  for (let i = 0; i < vector.length; i++) bytes.writeFloatLE(vector[i], i * FLOAT_BYTES);
  return bytes.toString('base64');
}

function floatsOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / FLOAT_BYTES }, (_, i) =>
    bytes.readFloatLE(i * FLOAT_BYTES),
  );
}
