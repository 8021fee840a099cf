import { emptySession } from '@/lib/storage/state'
import { readIndex, recordKey, rowsIn } from '@/lib/storage/flow-index'
import { prepare, writesOf } from '@/lib/background/store-changes'
import { readFlow } from '@/lib/platform/flow-reader'
import { records } from '@/lib/platform/records'
import { browser } from 'wxt/browser'

const batch = 20

/** Random values: ids, codes, states and signatures. The header and the claims of a JWT are none. */
const random =
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\b(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{16,}(?![\w.-])/g

/**
 * Stores copies of the only flow, as the background stores flows, and returns the size of the flow in octets. In each
 * copy every random value differs, so that none of them matches an event of a different flow.
 */
async function fill(copies: number): Promise<number> {
  const session = await browser.storage.session.get(null)
  const [row] = rowsIn(session)
  const flow = row && (await readFlow(row[0].id, row[1]))
  if (!flow) throw new Error('No flow to copy')
  const text = JSON.stringify(flow)
  const own = { ...emptySession, profiles: [], settings: undefined, keys: [], metadata: {} }
  let data = { ...own, ...readIndex(session) } as unknown as Parameters<typeof prepare>[0]
  for (let done = 0; done < copies; done += batch) {
    const putFlows = Array.from({ length: Math.min(batch, copies - done) }, (_, n) =>
      copyOf(text, done + n),
    )
    const { session: values, puts, next } = writesOf(data, prepare(data, { putFlows }))
    if (puts.some(({ facts }) => facts.marks.includes('unopened'))) throw new Error('A broken copy')
    await records.put(puts.map((put) => [recordKey(put.facts), put.text] as const))
    await browser.storage.session.set(values)
    data = next
  }
  return text.length
}

type Flow = NonNullable<Awaited<ReturnType<typeof readFlow>>>

/** A copy with its own random values and navigations, of the same profile and in a closed tab. */
function copyOf(text: string, number: number): Flow {
  const mark = number.toString(36).padStart(4, '0')
  const copy = JSON.parse(
    text.replaceAll(random, (value) => `${value.slice(0, -4)}${mark}`),
  ) as Flow
  const { profileId, issuer, redirectUris } = JSON.parse(text) as Flow
  const chains = copy.chains.map((chain) => `${chain}-${mark}`)
  return { ...copy, profileId, issuer, redirectUris, tabId: null, tabClosed: true, chains }
}

Object.assign(globalThis, { fill })
