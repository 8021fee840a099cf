interface Curve {
  /** Octets of a coordinate. */
  readonly size: number
  readonly prime: bigint
  readonly base: Point
}

type Point = readonly [x: bigint, y: bigint]

/** @see [SEC 2](https://www.secg.org/sec2-v2.pdf) */
const curves: ReadonlyMap<string, Curve> = new Map([
  [
    'P-256',
    {
      size: 32,
      prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
      base: [
        0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
        0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
      ],
    },
  ],
  [
    'P-384',
    {
      size: 48,
      prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
      base: [
        0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
        0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
      ],
    },
  ],
  [
    'P-521',
    {
      size: 66,
      prime: 2n ** 521n - 1n,
      base: [
        0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
        0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
      ],
    },
  ],
])

/**
 * Computes the public point of an EC private key, uncompressed; null if the key is invalid. Java writes EC
 * keys without the public point, and Firefox imports them but does not export the public half.
 */
export function publicPoint(crv: string, secret: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const curve = curves.get(crv)
  if (!curve || secret.length > curve.size) return null
  const point = multiply(curve, secret)
  if (!point) return null
  const bytes = new Uint8Array(1 + 2 * curve.size)
  bytes[0] = 4
  bytes.set(octets(point[0], curve.size), 1)
  bytes.set(octets(point[1], curve.size), 1 + curve.size)
  return bytes
}

/**
 * Whether a point satisfies the equation of its curve, y² = x³ − 3x + b. The base point gives b. True for a
 * curve that is not known.
 *
 * @see [SEC 1](https://www.secg.org/sec1-v2.pdf)
 */
export function isOnCurve(crv: string, x: Uint8Array, y: Uint8Array): boolean {
  const curve = curves.get(crv)
  if (!curve) return true
  const { prime, base } = curve
  const point: Point = [integerOf(x), integerOf(y)]
  return (
    point.every((value) => value < prime) &&
    modulo(constantOf(point), prime) === modulo(constantOf(base), prime)
  )
}

/** y² − x³ + 3x */
function constantOf([x, y]: Point): bigint {
  return y * y - x * x * x + 3n * x
}

function integerOf(bytes: Uint8Array): bigint {
  const digits = Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0'))
  return BigInt(`0x0${digits.join('')}`)
}

/** Double-and-add, from the highest bit. */
function multiply(curve: Curve, secret: Uint8Array): Point | null {
  let sum: Point | null = null
  for (const byte of secret)
    for (let bit = 7; bit >= 0; bit--) {
      sum = add(curve, sum, sum)
      if ((byte >> bit) & 1) sum = add(curve, sum, curve.base)
    }
  return sum
}

/** Adds two points. Null is the point at infinity. */
function add({ prime }: Curve, a: Point | null, b: Point | null): Point | null {
  if (!a || !b) return a ?? b
  const isSame = a[0] === b[0]
  if (isSame && (a[1] !== b[1] || a[1] === 0n)) return null
  const rise = isSame ? 3n * a[0] * a[0] - 3n : b[1] - a[1]
  const slope = rise * inverse(isSame ? 2n * a[1] : b[0] - a[0], prime)
  const x = modulo(slope * slope - a[0] - b[0], prime)
  return [x, modulo(slope * (a[0] - x) - a[1], prime)]
}

function modulo(value: bigint, prime: bigint): bigint {
  const rest = value % prime
  return rest < 0n ? rest + prime : rest
}

/** Modular inverse, by Euclid's algorithm. */
function inverse(value: bigint, prime: bigint): bigint {
  let [low, high] = [modulo(value, prime), prime]
  let [factor, next] = [1n, 0n]
  while (low > 1n) {
    const quotient = high / low
    ;[low, high] = [high % low, low]
    ;[factor, next] = [next - quotient * factor, factor]
  }
  return modulo(factor, prime)
}

function octets(value: bigint, size: number): Uint8Array {
  const digits = value.toString(16).padStart(size * 2, '0')
  return Uint8Array.from({ length: size }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  )
}
