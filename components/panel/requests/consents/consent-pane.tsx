import { useEffect, useMemo, useState } from 'react'
import './consents.css'
import { useHoldings, whyNoAccess, whyNoCall, whyNoPush } from '@/components/connected/can-push'
import { pushTargets, type Target } from '@/components/connected/destination'
import { SendsTo } from '@/components/connected/sends-to'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Fold } from '@/components/ui/fold'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Segmented } from '@/components/ui/segmented'
import { SectionBar } from '@/components/ui/section-bar'
import { baseScope } from '@/lib/consent/templates/base-scope'
import { templateScope } from '@/lib/consent/templates/fill'
import { withValues, type NamedTemplate } from '@/lib/consent/templates'
import { plannedCalls, type PlannedCall } from '@/lib/consent/templates/plan'
import { templatesText } from '@/lib/consent/templates/read-template'
import type { OpenWhere } from '@/lib/messaging/protocol'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import type { LibraryPaneProps } from '../library'
import { CallList } from './call-list'
import { RefusedStrip } from './refused-strip'
import { TemplateEditor } from './template-editor'
import { TemplateList } from './template-list'
import { useConsentRun } from './use-consent-run'
import { useSignedPreview, type SignedPreview } from './use-signed-preview'
import { useTemplates } from './use-consent-items'
import { ValueRows } from './value-rows'

/** One consent: its template and values, and the calls that create, use and withdraw it. */
export function ConsentPane({ item, onSelect, onFlow }: LibraryPaneProps) {
  const profile = useCurrentProfile()
  const templates = useTemplates()
  const stored = useMirror((state) => state.templates)
  const [chosen, setChosen] = useState(item.id)
  const [editing, setEditing] = useState(false)
  const [view, setView] = useState<'values' | 'calls'>('values')
  const named = templates.find(({ id }) => id === chosen) ?? templates[0]
  if (!profile || !named) return null
  const isOwn = stored.some(({ id }) => id === named.id)
  const select = (id: string) => {
    setChosen(id)
    onSelect(id)
  }
  return (
    <>
      <div className={view === 'calls' ? 'bar worktop shows-calls' : 'bar worktop'}>
        <h2 className="cut">{named.template.name}</h2>
        <Chip>{t(editing ? 'panel.consents.template' : 'panel.consents.consent')}</Chip>
        {editing && !isOwn && <Chip>{t('panel.consents.built_in')}</Chip>}
        <span className="grow" />
        <span className="consent-seg">
          <Segmented
            label={t('panel.consents.show')}
            options={[
              { value: 'values', label: t('panel.consents.values') },
              { value: 'calls', label: t('panel.consents.calls') },
            ]}
            value={view}
            onChange={setView}
          />
        </span>
      </div>
      {editing ? (
        <TemplateEditor
          key={`${named.id} ${templatesText([named.template])}`}
          named={named}
          isOwn={isOwn}
          onSelect={select}
          onClose={() => setEditing(false)}
        />
      ) : (
        <Consent
          key={named.id}
          profile={profile}
          named={named}
          templates={templates}
          onTemplate={setChosen}
          onEdit={() => setEditing(true)}
          onSelect={select}
          onFlow={onFlow}
        />
      )}
      {editing && <Planned profile={profile} named={named} />}
    </>
  )
}

/** The calls of a template with its own values. */
function Planned({ profile, named }: Pick<ConsentProps, 'profile' | 'named'>) {
  const { calls } = usePlan(profile, named, noValues)
  const signed = useSignedPreview(named, profile.id, noValues, 0)
  return <Calls calls={calls} flow={null} signed={signed} />
}

type Given = Readonly<Record<string, unknown>>
const noValues: Given = {}

/** The calls with these values. The clock stands still, so that the preview does not change by itself. */
function usePlan(profile: Profile, { template }: NamedTemplate, given: Given) {
  const record = useMirror((state) => state.metadata[profile.id])
  const [now] = useState(Date.now)
  useEffect(() => {
    void mirrorMetadata(profile.id)
  }, [profile.id])
  return useMemo(() => {
    const metadata = record?.document?.json ?? null
    const filled = withValues(template, given)
    const base = baseScope(profile, metadata, { now, uuid: () => crypto.randomUUID() })
    const scope = templateScope(filled, base, profile.resourceServers)
    return { scope, calls: plannedCalls({ template: filled, profile, metadata, scope }) }
  }, [profile, template, given, record, now])
}

interface ConsentProps {
  readonly profile: Profile
  readonly named: NamedTemplate
  readonly templates: readonly NamedTemplate[]
  readonly onTemplate: (id: string) => void
  readonly onEdit: () => void
  readonly onSelect: (id: string) => void
  readonly onFlow: (flowId: string) => void
}

function Consent(props: ConsentProps) {
  const { profile, named, templates, onTemplate, onEdit, onSelect, onFlow } = props
  const [given, setGiven] = useState<Given>(noValues)
  const { scope, calls } = usePlan(profile, named, given)
  const { pending, issues, flow, run, runs } = useConsentRun(named.id)
  const signed = useSignedPreview(named, profile.id, given, runs)
  const off = useWhyOff(profile, named, calls)
  const { create, values } = named.template
  const change = (name: string, value: unknown): Given => {
    const { [name]: _, ...others } = given
    return value === undefined ? others : { ...others, [name]: value }
  }
  const start = (open: OpenWhere | null, with_: Given = given) =>
    void run(with_, open, with_ === given ? (signed.preview?.id ?? null) : null)
  const add = (name: string, entry: string) => {
    const known = Object.hasOwn(given, name)
      ? given[name]
      : values.find((each) => each.name === name)?.value
    const next = change(name, [...(Array.isArray(known) ? known : []), entry])
    setGiven(next)
    start('tab', next)
  }
  const save = async () => {
    const text = templatesText([withValues(named.template, given)])
    const saved = await command('templateSave', { id: null, text })
    if (saved.ok) onSelect(saved.id)
  }
  const sentNow = calls.filter(({ when }) => when === 'now').length
  const changes = Object.keys(given).length

  return (
    <>
      <section className="pane consent-values" aria-label={t('panel.consents.values')}>
        <div className="scroll">
          <TemplateList
            templates={templates}
            selected={named}
            onSelect={onTemplate}
            onEdit={onEdit}
          />
          <Fold
            title={t('panel.consents.values')}
            isOpen
            count={changes === 0 ? undefined : t('panel.consents.changes', changes)}
          >
            <ValueRows
              values={values}
              given={given}
              scope={scope}
              onChange={(name, value) => setGiven(change(name, value))}
            />
          </Fold>
        </div>
        <IssueNotes issues={issues} />
      </section>
      <Calls
        calls={calls}
        flow={flow}
        signed={signed}
        strip={flow && <RefusedStrip flow={flow} onAdd={add} onShow={() => onFlow(flow.id)} />}
      />
      <div className="bar bar--foot">
        <ActionButton variant="primary" pending={pending} off={off} onClick={() => start('tab')}>
          {t(create ? 'panel.consents.create_open' : 'panel.consents.push_open')}
        </ActionButton>
        <ActionButton
          off={off ?? (pending ? t('panel.flow_tokens.busy') : null)}
          onClick={() => start(null)}
        >
          {t(create ? 'panel.consents.create_only' : 'panel.consents.push_only')}
        </ActionButton>
        {flow && !pending && (
          <Button onClick={() => onFlow(flow.id)}>{t('panel.consents.show_flow')}</Button>
        )}
        <span className="meta cut">{t('panel.consents.then_bank', sentNow)}</span>
        <span className="grow" />
        <SendsTo profile={profile} targets={targetsOf(profile, named)} />
        <Button
          variant="quiet"
          aria-disabled={changes === 0 || undefined}
          title={changes === 0 ? t('panel.consents.no_change') : undefined}
          onClick={() => changes > 0 && setGiven(noValues)}
        >
          {t('panel.consents.reset')}
        </Button>
        <Button variant="quiet" onClick={() => void save()}>
          {t('panel.consents.save_as')}
        </Button>
      </div>
    </>
  )
}

interface CallsProps {
  readonly calls: readonly PlannedCall[]
  readonly flow: Parameters<typeof CallList>[0]['flow']
  readonly signed: SignedPreview
  readonly strip?: React.ReactNode
}

function Calls({ calls, flow, signed, strip }: CallsProps) {
  const sentNow = calls.filter(({ when }) => when === 'now').length
  return (
    <section className="pane consent-calls" aria-label={t('panel.consents.calls')}>
      <div className="scroll">
        {strip}
        <SectionBar title={t('panel.consents.calls')}>
          <span className="meta">
            {t('panel.consents.of_now', [`${calls.length}`, `${sentNow}`])}
          </span>
        </SectionBar>
        <CallList calls={calls} flow={flow} signed={signed} />
      </div>
    </section>
  )
}

/** The endpoints that the first part calls or opens. */
function targetsOf(profile: Profile, { template }: NamedTemplate): readonly Target[] {
  return [
    ...(template.token ? (['token'] as const) : []),
    ...(template.create ? (['resource'] as const) : []),
    ...pushTargets(profile),
  ]
}

/** Why the consent cannot be created; null if it can. */
function useWhyOff(
  profile: Profile,
  { template }: NamedTemplate,
  calls: readonly PlannedCall[],
): string | null {
  const holdings = useHoldings()
  const unknown = calls.filter(({ when }) => when === 'now').flatMap((call) => call.unknown)
  if (unknown.length > 0) return t('panel.consents.unknown', [[...new Set(unknown)].join(', ')])
  return (
    (template.token ? whyNoCall(profile, holdings, 'token') : null) ??
    (template.create ? whyNoAccess(profile, holdings, 'resource') : null) ??
    whyNoPush(profile, holdings)
  )
}
