import { useMemo, useState } from 'react'
import { ExternalLink } from 'lucide-react'
import { useHoldings, whyNoPush } from '@/components/connected/can-push'
import { pushTargets } from '@/components/connected/destination'
import { pushWord } from '@/components/connected/push-words'
import { DetailRows } from '@/components/connected/request/consent-section'
import { useRequestDraft } from '@/components/connected/request/draft-store'
import { withParam } from '@/components/connected/request/edit-values'
import { ParamRow } from '@/components/connected/request/param-row'
import { offered, profileValue } from '@/components/connected/request/param-rows'
import { partsOf } from '@/components/connected/request/preview-parts'
import { SaveAs } from '@/components/connected/request/save-as'
import { SheetProvider, useSheet } from '@/components/connected/request/sheet-context'
import { usePreview, type Previewed } from '@/components/connected/request/use-preview'
import { draftItemId, profileItemId, useRequest } from '@/components/connected/request/use-request'
import { useSend } from '@/components/connected/request/use-send'
import { SendsTo } from '@/components/connected/sends-to'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Icon } from '@/components/ui/icon'
import { issueText } from '@/components/ui/issue-line'
import { IssueNotes } from '@/components/ui/issue-notes'
import { plainText } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { secretValues } from '@/lib/oauth/request-secrets'
import { countValues, type RequestValues } from '@/lib/oauth/request-values'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { Page } from './page'
import { PushDifferences } from './push-differences'

interface PushPageProps {
  readonly profile: Profile
  readonly onBack: () => void
  /** The request was pushed and is in the list. */
  readonly onAdded: (id: string) => void
  /** Opens the Requests screen, which has every value. */
  readonly onAll: () => void
}

/** Edit and push in the popup: the values that are changed most, and the lines that differ. */
export default function PushPage({ profile, onBack, onAdded, onAll }: PushPageProps) {
  const host = useHost()
  const draft = useRequestDraft(profile.id)
  const [item, setItem] = useState(draft ? draftItemId : profileItemId)
  const [isNaming, setNaming] = useState(false)
  const [openedAt] = useState(() => Date.now())
  const request = useRequest(profile, item, setItem)
  const { values } = request
  const previewed = usePreview(profile, values)
  const sending = useSend(previewed, { id: item, name: request.from?.name ?? null }, (run) => {
    if (run.isOpened) host.close()
    else if (run.storedRequestId !== null) onAdded(run.storedRequestId)
  })
  const off = useWhyOff(profile, previewed)
  const count = countValues(values)
  const sheet = {
    profile,
    values,
    edit: request.edit,
    issues: previewed.issues,
    now: previewed.preview?.at ?? openedAt,
    variables: new Map(profile.variables),
    fresh: t('panel.requests.fresh'),
  }
  const send = (opens: boolean) => off === null && sending.send(opens)
  return (
    <Page
      title={pushWord(profile, 'edit')}
      onBack={onBack}
      onSubmit={() => send(true)}
      aside={
        <>
          {count > 0 && <Chip>{t('panel.consents.changes', count)}</Chip>}
          <Button variant="link" icon={<Icon of={ExternalLink} />} onClick={onAll}>
            {t('popup.push.all_values')}
          </Button>
        </>
      }
      foot={
        isNaming ? null : (
          <>
            <ActionButton
              variant="primary"
              pending={sending.pending}
              off={off}
              aria-keyshortcuts="Control+Enter"
              onClick={() => send(true)}
            >
              {pushWord(profile, 'open')}
            </ActionButton>
            {profile.sendBy === 'par' && (
              <ActionButton pending={sending.pending} off={off} onClick={() => send(false)}>
                {pushWord(profile, 'add')}
              </ActionButton>
            )}
            <span className="grow" />
            <Button variant="quiet" onClick={() => setNaming(true)}>
              {t('panel.requests.save_as')}
            </Button>
          </>
        )
      }
    >
      <SheetProvider value={sheet}>
        <div className="sheet">
          <StartFrom profile={profile} item={item} onItem={setItem} />
          <Values />
        </div>
      </SheetProvider>
      <Sent sending={sending} />
      <SendsTo profile={profile} targets={pushTargets(profile)} />
      {isNaming && (
        <SaveAs
          from={request.from}
          isDraft={request.isDraft}
          secrets={secretValues(values)}
          onSave={request.save}
          onDone={() => setNaming(false)}
        />
      )}
      <Preview previewed={previewed} values={values} />
    </Page>
  )
}

/** Why the request cannot be pushed; null if it can. */
function useWhyOff(profile: Profile, { issues: [issue] }: Previewed): string | null {
  const off = whyNoPush(profile, useHoldings()) ?? (issue ? issueText(issue) : null)
  return off === null ? null : plainText(off)
}

interface StartFromProps {
  readonly profile: Profile
  readonly item: string
  readonly onItem: (item: string) => void
}

/** The request that the values start with: the profile's, a saved one, or the draft. */
function StartFrom({ profile, item, onItem }: StartFromProps) {
  const saved = useMirror(({ savedRequests }) => savedRequests)
  const draft = useRequestDraft(profile.id)
  const own = saved.filter(
    ({ profileId, removedAt }) => profileId === profile.id && removedAt === undefined,
  )
  return (
    <label className="sheet__r">
      <span className="is-ui">{t('popup.push.start_from')}</span>
      <select className="field" value={item} onChange={({ target }) => onItem(target.value)}>
        {draft && <option value={draftItemId}>{t('popup.push.draft')}</option>}
        <option value={profileItemId}>{t('panel.requests.as_profile')}</option>
        {own.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Parameters with a section of their own in the Requests screen. */
const elsewhere: ReadonlySet<string> = new Set(['scope', 'authorization_details'])

/** Parameters that are offered here. The Requests screen has the rest. */
const often = ['prompt', 'max_age', 'acr_values', 'login_hint'] as const

/** Members of `authorization_details` that testers leave as they are. */
const rarely: ReadonlySet<string> = new Set(['type'])

/** The values that are changed most, and every parameter that was changed. */
function Values() {
  const { profile, values, edit } = useSheet()
  const changed = Object.keys(values.params).filter((name) => !elsewhere.has(name))
  const sent = offered.filter((name) => profileValue(profile, name) !== '')
  const rows = [...new Set([...sent, ...changed])]
  const left = often.filter((name) => !rows.includes(name))
  return (
    <>
      <ParamRow name="scope" field="scope" />
      <DetailRows hidden={rarely} />
      {rows.map((name) => (
        <ParamRow key={name} name={name} field="authorizationParams" />
      ))}
      <div className="sheet__r">
        <span className="is-ui">{t('panel.requests.add_value')}</span>
        <div className="adds">
          {left.map((name) => (
            <Button key={name} variant="link" onClick={() => edit(withParam(values, name, ''))}>
              <span className="mono">{name}</span>
            </Button>
          ))}
        </div>
        <span />
      </div>
    </>
  )
}

/** Why nothing could be sent, or that the server refused. */
function Sent({ sending }: { readonly sending: ReturnType<typeof useSend> }) {
  const { run, issues } = sending
  const flow = useMirror((state) => (run?.flowId == null ? undefined : state.flow[run.flowId]))
  const response = flow?.messages.findLast((message) => message.kind === 'par-response')
  const isRefused = run !== null && !run.accepted
  return <IssueNotes issues={isRefused && response ? [...issues, ...response.issues] : issues} />
}

interface PreviewProps {
  readonly previewed: Previewed
  readonly values: RequestValues
}

function Preview({ previewed: { preview }, values }: PreviewProps) {
  const parts = useMemo(() => (preview ? partsOf(preview, values) : []), [preview, values])
  return <PushDifferences parts={parts} warnings={preview?.warnings ?? []} />
}
