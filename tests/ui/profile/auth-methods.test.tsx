import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { whyNoCall } from '@/components/connected/can-push'
import { ProfileAuth } from '@/components/profile/profile-auth'
import { clientAuthNames, clientAuthOf } from '@/lib/model/client-auth-methods'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { emptyDraft } from '@/lib/oauth/profile-defaults'
import { useMirror } from '@/lib/state/mirror'
import { profile } from '../popup/samples'

/** A method that the table does not have yet. */
vi.mock('@/lib/model/client-auth-methods', async (original) => {
  const table = await original<typeof import('@/lib/model/client-auth-methods')>()
  const row = { family: 'key', needs: 'key', sendsAssertion: true } as const
  Object.assign(table.clientAuthMethods, { attest_jwt_client_auth: row })
  return table
})

beforeEach(() => useMirror.setState({ keys: [], secrets: [], profiles: [] }))

const familyNames = { key: 'private_key_jwt', mtls: 'mTLS', secret: 'secret', none: 'none' }
function Form({ onMethod }: { onMethod: (method: string) => void }) {
  const [draft, setDraft] = useState<ProfileDraft>(emptyDraft)
  const edit = (part: Partial<ProfileDraft>) => {
    setDraft({ ...draft, ...part })
    if (part.clientAuth) onMethod(part.clientAuth.method)
  }
  return (
    <ProfileAuth draft={draft} edit={edit} secret="" hasSecret={false} onSecret={() => undefined} />
  )
}

test('a row that is added is in the table', () => {
  expect(clientAuthNames()).toContain('attest_jwt_client_auth')
})

describe.each(clientAuthNames())('%s', (method) => {
  const { family, needs } = clientAuthOf(method)

  test('can be chosen in the form, which asks for what it needs', async () => {
    const user = userEvent.setup()
    const onMethod = vi.fn<(method: string) => void>()
    render(<Form onMethod={onMethod} />)
    const [first] = screen.getAllByRole('radio', { name: familyNames[family] })
    await user.click(first!)
    const own = screen.getAllByRole('radio', { name: method }).at(-1)!
    await user.click(own)
    expect(onMethod.mock.lastCall).toEqual([method])
    expect(screen.queryByLabelText('client_secret') !== null).toBe(needs === 'secret')
  })

  test('is ready only where the profile has what it needs', () => {
    const own = { ...profile, clientAuth: { ...profile.clientAuth, method } }
    const why = whyNoCall(own, { keys: [], secrets: [], access: {} }, 'token')
    const texts = { key: /no signing key/i, secret: /secret/, certificate: /^$/ }
    expect(why ?? '').toMatch(needs === null ? /^$/ : texts[needs])
  })
})
