import { inflateRawSync } from 'node:zlib'

/** The files of a zip, by path. Folders are left out. */
export type Files = ReadonlyMap<string, Buffer>

const directoryEnd = 0x06054b50
const stored = 0
const deflated = 8

/**
 * Reads a zip without encryption or ZIP64.
 *
 * @see [APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16](https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT)
 * @throws Error if it is not such a zip.
 */
export function readZip(zip: Buffer): Files {
  const end = zip.lastIndexOf(uint32(directoryEnd))
  if (end < 0) throw new Error('Not a zip')
  const files = new Map<string, Buffer>()
  let entry = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(entry + 28)
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength)
    if (!name.endsWith('/')) files.set(name, contentOf(zip, entry, name))
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32)
  }
  return files
}

function contentOf(zip: Buffer, entry: number, name: string): Buffer {
  const local = zip.readUInt32LE(entry + 42)
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const content = zip.subarray(start, start + zip.readUInt32LE(entry + 20))
  const method = zip.readUInt16LE(entry + 10)
  if (method === stored) return content
  if (method === deflated) return inflateRawSync(content)
  throw new Error(`${name} is compressed with the unknown method ${method}`)
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
