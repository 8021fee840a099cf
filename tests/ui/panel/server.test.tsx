import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ruleProfiles } from '@/lib/model/rule-profiles'
import type { MetadataRecord } from '@/lib/storage/state'
import { metadataFields } from '@/lib/oauth/metadata-fields'
import { tData } from '@/lib/i18n'
import { command } from '@/lib/state/actions'
import { prose } from '../prose'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { issuer, profile } from './sample'
import {
  facts,
  keys,
  notFound,
  otherIssuer,
  published,
  readinessOf,
  record,
  url,
} from './server-sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))
const answer = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data: unknown) => Promise<unknown>>
>

const pane = () => within(screen.getByRole('region', { name: 'Metadata' }))
const keyPane = () => within(screen.getByRole('region', { name: 'Keys' }))
const show = (shown: MetadataRecord | undefined) => {
  setMirror({ metadata: { p1: shown } })
  return renderPanel('server')
}
const row = (name: string) => {
  const found = pane()
    .getAllByRole('row')
    .find((each) => within(each).queryByRole('rowheader')?.textContent === name)
  if (!found) throw new Error(`No row ${name}`)
  return within(found)
}

const answers: Readonly<Record<string, unknown>> = {
  jwksRead: keys,
  readinessRead: readinessOf(record),
}

beforeEach(() => {
  answer.mockReset()
  answer.mockImplementation((name) => Promise.resolve(answers[name] ?? record))
  fillMirror()
})

test('every registered field has its meaning', () => {
  for (const name of metadataFields.keys()) {
    const key = `metadata_fields.${name}`
    expect(tData(key)).not.toBe(key)
  }
})

describe('readiness', () => {
  const judged = async (shown: MetadataRecord = record) => {
    const view = show(shown)
    await pane().findByText('Published')
    return view
  }
  const groups = () =>
    pane()
      .getAllByRole('heading', { level: 3 })
      .map((each) => each.textContent)

  test('what fails comes first, what no rule is about last and folded', async () => {
    const { user } = await judged()
    expect(groups()).toEqual(['Failed2', 'Warnings1', 'Passed1', 'No rule in these two profiles7'])
    const names = () =>
      pane()
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent)
    expect(names()).toEqual(['token_endpoint', 'Content-Type', 'jwks_uri', 'issuer'])
    await user.click(pane().getByRole('button', { name: /^No rule in these/ }))
    expect(names()).toContain('made_up')
  })

  test('each row has its value, and for each profile a verdict of few words with its clause', async () => {
    await judged()
    const token = row('token_endpoint')
    expect(token.getByText('http://as.example/token')).toBeTruthy()
    expect(token.getByRole('button', { name: 'Open Finance Malaysia: not https' })).toBeTruthy()
    expect(token.getByRole('button', { name: 'FAPI 2.0 Security Profile: not https' })).toBeTruthy()
    expect(token.getAllByRole('link', { name: 'RFC 6749 section 3.1' })).toHaveLength(2)
    const missing = row('jwks_uri')
    expect(missing.getByText('not published')).toBeTruthy()
    expect(missing.getByRole('button', { name: 'Open Finance Malaysia: missing' })).toBeTruthy()
    expect(missing.getByText('no rule')).toBeTruthy()
    expect(
      row('issuer').getByRole('button', { name: 'FAPI 2.0 Security Profile: passed' }),
    ).toBeTruthy()
  })

  test('a verdict unfolds what each rule found and how to fix it', async () => {
    const { user } = await judged()
    await user.click(row('token_endpoint').getByRole('button', { name: /FAPI 2.0/ }))
    expect(pane().getByText(prose('An endpoint is not an https URL'))).toBeTruthy()
    expect(pane().getByText('disc-endpoints-https')).toBeTruthy()
    expect(pane().getByText('Fix')).toBeTruthy()
  })

  test('the menu of a column has every profile with its counts, and swaps the two', async () => {
    const { user } = await judged()
    await user.click(pane().getByRole('button', { name: 'Open Finance Malaysia' }))
    const items = screen.getAllByRole('menuitemradio')
    expect(items).toHaveLength(Object.keys(ruleProfiles).length)
    const fapi = items.find(({ textContent }) => textContent?.startsWith('FAPI 2.0 Security'))
    if (!fapi) throw new Error('No FAPI 2.0')
    await user.click(fapi)
    const heads = pane().getAllByRole('button', {
      name: /^(?:FAPI 2.0 Security Profile|Open Finance Malaysia)$/,
    })
    expect(heads.map(({ textContent }) => textContent)).toEqual([
      'FAPI 2.0 Security Profile',
      'Open Finance Malaysia',
    ])
  })

  test('is copied as Markdown', async () => {
    const { user } = await judged()
    await user.click(pane().getByRole('button', { name: 'Copy' }))
    await user.click(screen.getByRole('menuitem', { name: 'As Markdown' }))
    const text = await navigator.clipboard.readText()
    expect(text).toContain(`# Metadata of ${issuer}`)
    expect(text).toContain('Open Finance Malaysia: Failed 2, Warnings 1, Notes 0, Passed 1')
    expect(text).toContain('| `jwks_uri` | not published | missing (OIDC-DISCOVERY-3) | no rule |')
    expect(text).toContain('Passed: `issuer`')
  })

  test('the rows are moved through by arrows', async () => {
    const { user } = await judged()
    pane().getByRole('button', { name: 'Copy token_endpoint' }).focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Copy Content-Type')
  })
})

describe('the document', () => {
  test('the document is shown as it was sent, and copied', async () => {
    const { user } = show(record)
    await user.click(pane().getByRole('radio', { name: 'Document' }))
    expect(pane().queryByRole('table')).toBeNull()
    expect(pane().getByText('"made_up":')).toBeTruthy()
    await user.click(pane().getByRole('button', { name: 'Copy the document' }))
    expect(await navigator.clipboard.readText()).toBe(JSON.stringify(published))
  })
})

describe('metadata that cannot be used', () => {
  test('another issuer: what differs is marked, and nothing is checked against it', () => {
    show(otherIssuer)
    expect(pane().getByText('The metadata names a different issuer')).toBeTruthy()
    expect(
      [...screen.getByRole('region', { name: 'Metadata' }).querySelectorAll('mark')].map(
        (mark) => mark.textContent,
      ),
    ).toEqual(['/', ''])
    expect(
      pane().getByText(/One ends with a slash\. First difference: character 30\./),
    ).toBeTruthy()
    expect(pane().getByText(/Metadata of a different issuer is not checked/)).toBeTruthy()
    expect(pane().queryByRole('table')).toBeNull()
    expect(answer).not.toHaveBeenCalledWith('jwksRead', expect.anything())
    expect(keyPane().getByText(/The URL is in the metadata/)).toBeTruthy()
  })

  test('the published issuer is used', async () => {
    const { user } = show(otherIssuer)
    answer.mockResolvedValue({ ok: true, id: 'p1' })
    await user.click(pane().getByRole('button', { name: 'Use the published issuer' }))
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({ id: 'p1', issuer: `${issuer}/`, clientId: 'tpp' }),
    )
  })

  test('not found: every URL that was tried is named with what it said', async () => {
    const { user } = show(notFound)
    const tries = within(pane().getByRole('list', { name: 'URLs tried' }))
    const [first, second] = tries.getAllByRole('listitem')
    expect(first?.textContent).toBe(`${url}404 NotFound`)
    expect(second?.textContent).toMatch(/No response within 10 s/)
    await user.click(pane().getByRole('button', { name: 'Edit the profile' }))
    expect(screen.getByRole('button', { name: 'Profiles' }).getAttribute('aria-current')).toBe(
      'page',
    )
  })

  test('no access: it is asked for', async () => {
    const { user, host } = show({ ...notFound, issues: [{ code: 'fetch_access', seen: '' }] })
    await user.click(pane().getByRole('button', { name: 'Allow access' }))
    expect(host.requestAccess).toHaveBeenCalledWith([`${issuer}/*`])
    expect(answer).toHaveBeenCalledWith('metadataRefresh', { profileId: 'p1' })
  })

  test('a server that is down now: what was read before is kept, and it is said', async () => {
    const { user } = show(record)
    await pane().findByText('Published')
    answer.mockResolvedValue(notFound)
    await user.click(pane().getByRole('button', { name: 'Read again' }))
    expect(await pane().findByText(/Could not read the metadata again/)).toBeTruthy()
    expect(pane().getByText('jwks_uri')).toBeTruthy()
  })
})

describe('nothing yet', () => {
  test('no profile', async () => {
    setMirror({ profiles: [] })
    const { user } = renderPanel('server')
    await user.click(pane().getByRole('button', { name: 'Set up a profile' }))
    expect(screen.getByRole('button', { name: 'Profiles' }).getAttribute('aria-current')).toBe(
      'page',
    )
  })

  test('no metadata', async () => {
    const { user } = show(undefined)
    await user.click(await screen.findByRole('button', { name: 'Read the metadata' }))
    expect(answer).toHaveBeenCalledWith('metadataRefresh', { profileId: 'p1' })
  })

  test('a pasted document has no URL', () => {
    setMirror({ profiles: [{ ...profile, discovery: { kind: 'document', text: '{}' } }] })
    show(record)
    expect(pane().getByText('Pasted document')).toBeTruthy()
  })
})

describe('the keys', () => {
  test('come with their facts, and what is off about them', async () => {
    show(record)
    expect(await keyPane().findByText('key-1')).toBeTruthy()
    expect(keyPane().getByText('2 keys')).toBeTruthy()
    expect(keyPane().getByText('RSA 2048 bit, PS256, sig, 2 certificates')).toBeTruthy()
    expect(keyPane().getByText('no kid')).toBeTruthy()
    expect(keyPane().getByText(/too short\. Got: 1024/)).toBeTruthy()
    expect(keyPane().getAllByText(facts.thumbprint)).toHaveLength(2)
  })

  test('are read again at the click only', async () => {
    const { user } = show(record)
    await keyPane().findByText('key-1')
    expect(answer).toHaveBeenCalledWith('jwksRead', { profileId: 'p1', again: false })
    await user.click(keyPane().getByRole('button', { name: 'Read the keys again' }))
    expect(answer).toHaveBeenLastCalledWith('jwksRead', { profileId: 'p1', again: true })
  })

  test.each([
    ['an empty set', { ...keys, keys: [], issues: [{ code: 'jwks_no_keys' }] }, /contains no keys/],
    ['no access', { ...keys, keys: [], issues: [{ code: 'fetch_access' }] }, /no access/],
  ])('%s is said', async (_, view, text) => {
    answer.mockImplementation((name) => Promise.resolve(name === 'jwksRead' ? view : answers[name]))
    show(record)
    expect(await keyPane().findByText(text)).toBeTruthy()
  })

  test('a missing response of Parley is shown', async () => {
    answer.mockRejectedValue(new Error('gone'))
    show(record)
    expect(await keyPane().findByText('Parley did not respond.')).toBeTruthy()
  })
})

describe('a11y', () => {
  test.each([
    ['fields', record],
    ['another issuer', otherIssuer],
    ['not found', notFound],
  ])('%s', async (_, shown) => {
    const { container } = show(shown)
    await screen.findByRole('heading', { name: 'JWKS' })
    const { violations } = await axe.run(container)
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ).toEqual([])
  })
})
