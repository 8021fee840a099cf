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
  const [first = 0, second = 0] = groups
  const [high = 0, low = 0] = groups.slice(6)
  const hasZeros = (from: number, to: number) =>
    groups.slice(from, to).every((group) => group === 0)
  const isMapped = hasZeros(0, 5) && (groups[5] === 0xffff || groups[5] === 0)
  const isTranslated = first === 0x64 && second === 0xff9b && hasZeros(2, 6)
  if (isMapped && high === 0 && low <= 1) return true
  if (isMapped || isTranslated) return isPrivateV4([high >> 8, high & 255, low >> 8, low & 255])
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80
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
