/** Ranges of IPv4 addresses that are not on the internet: the first octets, and the bits that count. */
const ranges: readonly (readonly [octets: readonly number[], bits: number])[] = [
  [[0, 0], 8],
  [[10, 0], 8],
  [[100, 64], 10],
  [[127, 0], 8],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 168], 16],
]

/** Domains that never leave the computer or its network. */
const domains = ['localhost', 'local', 'internal', 'home.arpa']

/**
 * Whether a URL names this computer or its network. The URL parser has normalised the host: decimal, octal
 * and short forms of an address are four octets.
 *
 * @see [RFC 6890](https://www.rfc-editor.org/rfc/rfc6890.html#section-2.2)
 * @see [RFC 6761](https://www.rfc-editor.org/rfc/rfc6761.html#section-6.3)
 */
export function isPrivateHost({ hostname }: URL): boolean {
  if (hostname.startsWith('[')) return isPrivateV6(groupsOf(hostname.slice(1, -1)))
  if (/^\d+(?:\.\d+){3}$/.test(hostname)) return isPrivateV4(hostname.split('.').map(Number))
  const name = hostname.replace(/\.$/, '')
  return domains.some((domain) => name === domain || name.endsWith(`.${domain}`))
}

function isPrivateV4([first = 0, second = 0]: readonly number[]): boolean {
  const address = first * 256 + second
  return ranges.some(([[a = 0, b = 0], bits]) => {
    const size = 2 ** (16 - bits)
    return Math.floor(address / size) === Math.floor((a * 256 + b) / size)
  })
}

function isPrivateV6(groups: readonly number[]): boolean {
  const [first = 0] = groups
  const inside = addressIn(groups)
  if (inside) return isPrivateV4(inside)
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80
}

/** Prefixes of IPv6 addresses that end with an IPv4 address: compatible, mapped, translated. */
const prefixes = new Set(['0,0,0,0,0,0', '0,0,0,0,0,65535', '100,65435,0,0,0,0'])

function addressIn(groups: readonly number[]): readonly number[] | null {
  if (!prefixes.has(groups.slice(0, 6).join(','))) return null
  return groups.slice(6).flatMap((group) => [group >> 8, group & 255])
}

/** The eight groups of an IPv6 address in the form of the URL parser. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = address.split('::')
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => parseInt(group, 16))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => 0)
  return [...before, ...(tail === undefined ? [] : zeros), ...after]
}
