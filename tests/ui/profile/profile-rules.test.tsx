import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { MetadataRecord } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'
import { metadataRecord } from '../../samples/metadata-record'
import { fillMirror, renderPanel, setMirror } from '../panel/render-panel'
import { issuer, profile } from '../panel/sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const answer = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data: unknown) => Promise<unknown>>
>
const form = () => within(screen.getByRole('region', { name: 'Profile' }))
const type = 'urn:openfinance-ml:account-access-consent:v1.2'

const record: MetadataRecord = {
  profileId: 'p1',
  issuer,
  fetchedAt: Date.now(),
  took: 1,
  tries: [],
  document: { json: { authorization_details_types_supported: [type] } } as never,
  issues: [],
  results: [],
}

/** Another profile beside the first one, with access to all. */
function withProfile(change: Partial<typeof profile>) {
  setMirror({ profiles: [{ ...profile, ...change }], access: {} })
  return renderPanel('profiles')
}

beforeEach(() => {
  answer.mockReset()
  answer.mockImplementation(async (name) =>
    name === 'metadataProbe' ? metadataRecord() : { ok: true, id: 'p1' },
  )
  fillMirror()
})

describe('the rules of a saved profile', () => {
  const rules = () => form().getByRole<HTMLSelectElement>('combobox', { name: 'Check against' })

  test('stay where the metadata suggests others, which a button chooses', async () => {
    const { user } = withProfile({ ruleProfile: 'fapi2' })
    setMirror({ metadata: { p1: record } })
    expect(form().getByText(/^The metadata suggests Open Finance Malaysia\./)).toBeTruthy()
    expect(rules().value).toBe('fapi2')
    await user.click(form().getByRole('button', { name: 'Use Open Finance Malaysia' }))
    expect(rules().value).toBe('ofm')
    expect(form().queryByText(/^The metadata suggests/)).toBeNull()
    expect(answer.mock.calls.filter(([name]) => name === 'profileSave')).toEqual([])
  })

  test('need no suggestion if they contain the suggested ones', () => {
    withProfile({ ruleProfile: 'br' })
    const json = { scopes_supported: ['openid'] }
    setMirror({ metadata: { p1: { ...record, document: { json } as never } } })
    expect(form().queryByText(/^The metadata suggests/)).toBeNull()
  })
})
