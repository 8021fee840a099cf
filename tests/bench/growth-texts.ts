import { findKeys } from '@/lib/jose/key-import'
import { readPostman } from '@/lib/share/postman'
import { hostile, type Growing } from '../unit/hostile/texts'
import { keyJunk } from '../unit/jose/key-junk'

const variables = [{ name: 'client_id', value: 'c', enabled: true }]

/** What pages, servers and files can bring, in the lengths that are asked for. */
export const growing: readonly Growing[] = [
  ...keyJunk.map(([name, junk]) => ({
    name: `a key text of ${name}`,
    prepare: async (length: number) => {
      const text = junk(length)
      return () => findKeys(text)
    },
  })),
  ...keyJunk.map(([name, junk]) => ({
    name: `a Postman script of ${name}`,
    prepare: async (length: number) => {
      const file = { name: '', variables, requests: [], scripts: [junk(length)] }
      return async () => readPostman(file)
    },
  })),
  {
    name: 'a Postman key with blanks',
    prepare: async (length) => {
      // No key of more than 20 000 characters is read.
      const line = `MII"${' '.repeat(length / 13)}x`
      const key = `-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----`
      const file = { name: '', variables, requests: [], scripts: [key] }
      return async () => readPostman(file)
    },
  },
  ...hostile,
]
