import { Button } from '@/components/ui/button'
import { Facts, type Fact } from '@/components/ui/facts'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { madeCall } from '@/lib/consent/templates/progress'
import type { Flow } from '@/lib/flow/model/flow'
import type { ConsentRun, ConsentStep, TemplateValue } from '@/lib/flow/model/flow-consent'
import type { EndpointResponse } from '@/lib/flow/model/message'
import type { Issue } from '@/lib/model/issue'
import { serverErrors, type ServerError } from '@/lib/oauth/error-body'
import { t } from '@/lib/i18n'

interface RefusedStripProps {
  readonly flow: Flow
  /** Adds an entry to a list, and runs again. */
  readonly onAdd: (name: string, entry: string) => void
  readonly onShow: () => void
}

/** Why the last run stopped, in the words of the server; nothing while it did not. */
export function RefusedStrip({ flow, onAdd, onShow }: RefusedStripProps) {
  const { run, template } = flow.consent ?? {}
  return run && template && shown.has(run.state) ? (
    <Stopped {...{ flow, onAdd, onShow, run }} values={template.values} />
  ) : null
}

const shown: ReadonlySet<ConsentRun['state']> = new Set(['refused', 'interrupted'] as const)

interface StoppedProps extends RefusedStripProps {
  readonly run: ConsentRun
  readonly values: readonly TemplateValue[]
}

function Stopped({ flow, onAdd, onShow, run, values }: StoppedProps) {
  const isRefused = run.state === 'refused'
  const response = isRefused ? madeCall(flow, kinds[run.step]) : undefined
  const errors = response ? serverErrors(response) : []
  const missing = missingEntry(errors, values)
  const title = t(isRefused ? titles[run.step] : 'panel.consent_strip.interrupted')
  return (
    <section className="crefused" aria-label={title}>
      <h3>
        <StatusIcon status={isRefused ? 'fail' : 'warn'} />
        {title}
      </h3>
      {response && <Facts facts={factsOf(response, errors[0])} />}
      <IssueNotes issues={issuesOf(run, response, errors)} />
      <div className="btns">
        {missing && (
          <Button variant="primary" onClick={() => onAdd(missing.name, missing.entry)}>
            {t('panel.consents.add_again', [missing.entry])}
          </Button>
        )}
        <Button onClick={onShow}>{t('panel.consents.show_flow')}</Button>
      </div>
    </section>
  )
}

function factsOf({ status }: EndpointResponse, error: ServerError | undefined): readonly Fact[] {
  const received = status === null ? t('panel.sequence.no_response') : String(status)
  return [
    [t('panel.consents.received'), error ? `${received}, ${error.code}` : received],
    [t('panel.consents.says'), error?.description ? `“${error.description}”` : null],
    [t('panel.consents.path'), error?.path ?? null],
  ]
}

/** What the server says is more useful than that the status is not the expected one. */
function issuesOf(
  { issues }: ConsentRun,
  response: EndpointResponse | undefined,
  errors: readonly ServerError[],
): readonly Issue[] {
  if (issues.length > 0) return issues
  return errors.length > 0 ? [] : (response?.issues ?? [])
}

const kinds = {
  token: 'token',
  create: 'create',
  authorize: 'push',
  open: 'authorize',
} as const satisfies Record<ConsentStep, string>

const titles = {
  token: 'panel.consents.refused.token',
  create: 'panel.consents.refused.create',
  authorize: 'panel.consents.refused.authorize',
  open: 'panel.consents.refused.open',
} as const satisfies Record<ConsentStep, string>

interface Missing {
  readonly name: string
  readonly entry: string
}

/** An entry that the error names, that a list offers, and that was not sent. */
function missingEntry(
  errors: readonly ServerError[],
  values: readonly TemplateValue[],
): Missing | null {
  const words = new Set(
    errors.flatMap(({ description, path }) =>
      `${description ?? ''} ${path ?? ''}`.split(/[\s,;:'"()]+/),
    ),
  )
  for (const { name, kind, value, options = [] } of values) {
    if (kind !== 'list' || !Array.isArray(value)) continue
    const entry = options.find((option) => words.has(option) && !value.includes(option))
    if (entry !== undefined) return { name, entry }
  }
  return null
}
