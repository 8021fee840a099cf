import type { ReactNode } from 'react'
import { Prose } from '@/components/ui/prose'
import type { PollState } from '@/lib/flow/read/poll-state'
import { serverErrors } from '@/lib/oauth/error-body'
import { t } from '@/lib/i18n'
import { pollCause } from './poll-title'

/** A fact of a run: its name, and a sentence or a value. */
export function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Why a run has ended, and the next step; nothing while it has not, and nothing for tokens. */
export function PollEnd({ state }: { readonly state: PollState }) {
  const { phase, stop } = state
  if (phase === 'unreceivable')
    return (
      <Row name={t('panel.decoupled.why')}>
        <Prose>{t('panel.decoupled.push')}</Prose>
      </Row>
    )
  if (phase === 'stopped' && stop) return stop.by === 'refused' ? null : <Stopped by={stop.by} />
  const refusal = refusalOf(state)
  return refusal && <Refusal {...refusal} />
}

function Stopped({ by }: { readonly by: 'tester' | 'expired' }) {
  const texts = {
    tester: 'panel.decoupled.after_stop',
    expired: 'panel.decoupled.after_expiry',
  } as const
  return (
    <Row name={t('panel.decoupled.next_step')}>
      <Prose>{t(texts[by])}</Prose>
    </Row>
  )
}

interface RefusalProps {
  readonly status: number | null
  readonly error: string | null
  readonly description: string | null
}

/** The response that refused the first request or ended polling; null without one. */
function refusalOf({ phase, progress, response }: PollState): RefusalProps | null {
  if (phase === 'refused' && response) {
    const [first] = serverErrors(response)
    const { code = null, description = null } = first ?? {}
    return { status: response.status, error: code, description }
  }
  const end = phase === 'ended' ? progress?.end : null
  if (!end || end.kind === 'tokens') return null
  return { status: end.status, error: end.error, description: null }
}

function Refusal({ status, error, description }: RefusalProps) {
  const known = pollCause(error)
  const received = status === null ? t('panel.sequence.no_response') : String(status)
  return (
    <>
      <Row name={t('panel.consents.received')}>
        {error === null ? received : `${received}, ${error}`}
      </Row>
      {description !== null && <Row name={t('panel.consents.says')}>{`“${description}”`}</Row>}
      {known && (
        <>
          <Row name={t('panel.decoupled.why')}>
            <Prose>{known.cause}</Prose>
          </Row>
          <Row name={t('panel.decoupled.next_step')}>
            <Prose>{known.next}</Prose>
          </Row>
        </>
      )}
    </>
  )
}
