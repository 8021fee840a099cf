import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { evidenceText } from '@/components/ui/evidence-text'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { fieldIssue, type PartProps } from './draft-fields'
import { Prose } from '@/components/ui/prose'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Status } from '@/lib/model/rule-result'
import {
  fillTemplate,
  formatJson,
  judgeDetails,
  templateNames,
  unfoldJson,
  type DetailsVerdict,
} from '@/lib/oauth/authorization-details'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import { CodeEditor } from '@/components/ui/code-editor'

const templates = {
  account_access: 'panel.details.account_access',
  account_access_provider: 'panel.details.account_access_provider',
  one_type: 'panel.details.one_type',
} as const

interface ProfileDetailsProps extends PartProps {
  readonly metadata: Metadata | null
}

/** The editor of `authorization_details`. */
export function ProfileDetails({ draft, edit, issues, metadata }: ProfileDetailsProps) {
  const [isTyped, setTyped] = useState(false)
  const saved = draft.authorizationDetails
  const text = isTyped ? saved : unfoldJson(saved)
  const set = (authorizationDetails: string) => {
    setTyped(true)
    edit({ authorizationDetails })
  }
  const verdict = judgeDetails(text, metadata)
  const [status, words] = say(verdict)
  const issue = verdict.kind === 'not_json' ? null : fieldIssue(issues, 'authorizationDetails')
  const formatted = formatJson(text)
  return (
    <section className="form__edit" aria-label="authorization_details">
      <SectionBar title="authorization_details">
        <span className="grow" />
        <Menu
          label={t('panel.details.template')}
          align="end"
          items={() => [
            ...templateNames.map((name) => ({
              id: name,
              label: t(templates[name]),
              onSelect: () =>
                set(fillTemplate(name, { now: Date.now(), clientId: draft.clientId.trim() })),
            })),
            null,
            { id: 'none', label: t('panel.details.nothing'), onSelect: () => set('') },
          ]}
          // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
          trigger={(props) => (
            <button type="button" className="pick" {...props}>
              <span>{t('panel.details.template')}</span>
              <Icon of={ChevronDown} />
            </button>
          )}
        />
        <Button
          variant="quiet"
          disabled={formatted === null || formatted === text}
          onClick={() => formatted !== null && set(formatted)}
        >
          {t('panel.details.format')}
        </Button>
      </SectionBar>
      <CodeEditor
        label="authorization_details"
        value={text}
        onChange={set}
        invalid={status === 'fail' || issue !== null}
        markedLine={lineOf(verdict)}
        foot={
          <>
            <StatusIcon status={issue === null ? status : 'fail'} />
            <span className="wrap">
              <Prose>{issue ?? words}</Prose>
            </span>
          </>
        }
      />
    </section>
  )
}

type Kind = DetailsVerdict['kind']

const verdicts: {
  readonly [K in Kind]: (verdict: Extract<DetailsVerdict, { kind: K }>) => [Status, string]
} = {
  empty: () => ['neutral', t('panel.details.empty')],
  not_json: ({ error }) => ['fail', t('ui.json.error', [evidenceText(error)])],
  not_array: () => ['fail', t('panel.details.not_array')],
  no_type: ({ position }) => ['warn', t('panel.details.no_type', [String(position)])],
  not_published: () => ['pass', t('panel.details.not_published')],
  not_listed: ({ type }) => ['warn', t('panel.details.not_listed', [type])],
  listed: () => ['pass', t('panel.details.listed')],
}

function say(verdict: DetailsVerdict): [Status, string] {
  return (verdicts[verdict.kind] as (verdict: DetailsVerdict) => [Status, string])(verdict)
}

function lineOf(verdict: DetailsVerdict): number | null {
  if (verdict.kind !== 'not_json') return null
  const line = /\bline (\d+)/.exec(verdict.error)?.[1]
  return line === undefined ? null : Number(line)
}
