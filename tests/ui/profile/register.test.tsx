import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { draftOf } from '@/components/profile/draft-fields'
import { RegisteredClientPart } from '@/components/profile/register/registered-client'
import { RegisterPage } from '@/components/profile/register/register-page'
import type { Flow } from '@/lib/flow/model/flow'
import { newDraft } from '@/lib/oauth/profile-defaults'
import { HostProvider, type Host } from '@/lib/state/host'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { emptyRegistration, type RegistrationDraft } from '@/lib/oauth/registration-draft'
import {
  registered,
  registeredClient,
  registrationFlow,
  statementText,
} from '../../samples/registration'
import { issuer, profile } from '../panel/sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const answer = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data?: unknown) => Promise<unknown>>
>
const sent = (name: string) =>
  answer.mock.calls.filter(([called]) => called === name).map(([, data]) => data)
const replies: Readonly<Record<string, unknown>> = {
  accessProbe: [],
  registrationToken: { token: 'registration-access-token-1' },
  registrationStatement: { statement: null },
  registrationDelete: { ok: false, issues: [] },
  registrationSend: { ok: true, flowId: 'f', messageId: 'm', accepted: true },
  registrationCreate: { ok: true, id: 'p9' },
}
beforeEach(() => {
  answer.mockReset()
  answer.mockImplementation(async (name) => replies[name])
})

const host = { accessPattern: () => null, requestAccess: async () => true } as unknown as Host
const metadata = {
  issuer,
  registration_endpoint: `${issuer}/register`,
  response_types_supported: ['code'],
}
const onCreated = vi.fn<(id: string) => void>()

function show(form: Partial<RegistrationDraft>, flow?: Flow) {
  const typed = { ...emptyRegistration, form: 'json', ...form } as const
  useMirror.setState({
    registrationDrafts: { new: { ...typed, flowId: flow?.id ?? null } },
    ...(flow && { flow: { [flow.id]: flow } }),
  })
  const draft = { ...newDraft(0), issuer, ruleProfile: 'uk' as const }
  return render(
    <HostProvider value={host}>
      <RegisterPage
        draftKey="new"
        registered={null}
        onKey={() => undefined}
        {...{ draft, metadata, onCreated }}
      />
    </HostProvider>,
  )
}

describe('the page that registers a client', () => {
  test('sends what the preview shows', async () => {
    const user = userEvent.setup()
    show({ statement: statementText })
    await user.click(screen.getByRole('radio', { name: 'As sent' }))
    const shown = screen.getByRole('tabpanel').querySelector('.code')?.textContent
    await user.click(screen.getByRole('button', { name: 'Register' }))
    expect(sent('registrationSend')).toMatchObject([{ key: 'new', body: shown }])
    expect(JSON.parse(shown ?? '')).toMatchObject({ software_statement: statementText })
  })

  test('has no faults of accessibility', async () => {
    const { container } = show({ statement: statementText })
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  })

  test('says why a request was refused, and offers the value that the server supports', async () => {
    const user = userEvent.setup()
    const refused = registrationFlow(400, {
      error: 'invalid_client_metadata',
      error_description: 'response_types is not supported',
    })
    show({ edits: { response_types: ['code id_token'] } }, refused)
    expect(screen.getByText('Refused: invalid_client_metadata')).toBeDefined()
    expect(screen.getByText('Nothing was registered.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: /^Set response_types to/ }))
    expect(sent('registrationDraft').at(-1)).toMatchObject({
      form: { edits: { response_types: ['code'] } },
    })
  })

  test('compares the response, differences first, with its secrets masked', async () => {
    const user = userEvent.setup()
    show({}, registrationFlow(201, registered))
    const [first] = within(screen.getByRole('table')).getAllByRole('rowheader')
    expect(first?.textContent).toBe('scope')
    expect(document.body.textContent).not.toContain('registration-access-token-1')
    await user.click(screen.getByRole('button', { name: 'Create profile' }))
    expect(onCreated).toHaveBeenCalledWith('p9')
  })
})

describe('a registered client in its profile', () => {
  const client = registeredClient(Date.now())
  const showClient = (tokens: readonly string[]) => {
    useMirror.setState({ registrationTokens: tokens })
    return render(
      <RegisteredClientPart
        profileId={profile.id}
        draft={draftOf(profile)}
        client={client}
        edit={() => undefined}
      />,
    )
  }

  test('is deleted only after a question that names the consequence', async () => {
    const user = userEvent.setup()
    showClient([profile.id])
    await user.click(screen.getByRole('button', { name: 'Delete the client…' }))
    expect(sent('registrationDelete')).toEqual([])
    expect(screen.getByText(/cannot be undone/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: `Delete ${profile.clientId}` }))
    expect(sent('registrationDelete')).toEqual([{ profileId: profile.id }])
  })

  test('shows its token only when it is revealed', async () => {
    const user = userEvent.setup()
    showClient([profile.id])
    expect(sent('registrationToken')).toEqual([])
    await user.click(screen.getByRole('button', { name: /^Reveal/ }))
    expect(await screen.findByText('registration-access-token-1')).toBeDefined()
  })

  test('asks for a token that this session does not have', async () => {
    const user = userEvent.setup()
    showClient([])
    await user.type(screen.getByLabelText('registration_access_token'), 'pasted')
    await user.click(within(screen.getByRole('region')).getByText('Keep'))
    expect(sent('registrationTokenSet')).toEqual([{ profileId: profile.id, token: 'pasted' }])
  })
})
