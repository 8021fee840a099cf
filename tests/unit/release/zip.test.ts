import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readZip } from '../../release/zip'

const numbers = (...values: readonly (readonly [value: number, bytes: 2 | 4])[]) =>
  Buffer.concat(
    values.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes)
      buffer.writeUIntLE(value, 0, bytes)
      return buffer
    }),
  )

/** A zip as the specification has it, with an extra field of four bytes in each entry. */
function zipOf(entries: readonly { name: string; method: number; content: Buffer }[]): Buffer {
  const extra = numbers([0xcafe, 2], [0, 2])
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, method, content } of entries) {
    const sizes = numbers(
      [0, 4],
      [content.length, 4],
      [content.length, 4],
      [name.length, 2],
      [4, 2],
    )
    const head = numbers([20, 2], [0, 2], [method, 2], [0, 4])
    const local = Buffer.concat([
      numbers([0x04034b50, 4]),
      head,
      sizes,
      Buffer.from(name),
      extra,
      content,
    ])
    directory.push(
      Buffer.concat([
        numbers([0x02014b50, 4], [20, 2]),
        head,
        sizes,
        numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
        Buffer.from(name),
        extra,
      ]),
    )
    locals.push(local)
    offset += local.length
  }
  const size = Buffer.concat(directory).length
  const count = entries.length
  const end = numbers(
    [0x06054b50, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  )
  return Buffer.concat([...locals, ...directory, end])
}

test('reads stored and deflated files, and leaves folders out', () => {
  const text = Buffer.from('some text, some text, some text')
  const files = readZip(
    zipOf([
      { name: 'icons/', method: 0, content: Buffer.alloc(0) },
      { name: 'icons/16.png', method: 0, content: Buffer.from([1, 2, 3]) },
      { name: 'a.js', method: 8, content: deflateRawSync(text) },
    ]),
  )
  expect([...files.keys()]).toEqual(['icons/16.png', 'a.js'])
  expect(files.get('icons/16.png')).toEqual(Buffer.from([1, 2, 3]))
  expect(files.get('a.js')).toEqual(text)
})

test('refuses what it cannot read', () => {
  expect(() => readZip(Buffer.from('no zip at all'))).toThrow('Not a zip')
  expect(() => readZip(zipOf([{ name: 'a', method: 93, content: Buffer.alloc(1) }]))).toThrow(
    'a is compressed with the unknown method 93',
  )
})
