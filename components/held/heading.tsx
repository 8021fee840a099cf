import { useEffect, useRef } from 'react'
import { HeldIcon, StatusIcon } from '@/components/ui/icon'
import { type Exchange, serverErrorOf } from '@/components/connected/exchange'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { failedOf, type Situation } from './situation'

export interface Heading {
  /** Null if the response is held and nothing else is worth a status. */
  readonly status: Status | null
  readonly text: string
}

interface HeadingParts {
  readonly situation: Situation
  readonly response: AuthorizationResponse
  readonly exchange: Exchange | null
  /** The lifetime of the code in seconds. */
  readonly seconds: number
}

type Say = (parts: HeadingParts) => Heading

const says: Readonly<Record<Situation, Say>> = {
  held: () => ({ status: null, text: t('held.heading.held') }),
  mismatch: ({ response }) => ({
    status: 'fail',
    text: t('held.heading.mismatch', failedOf(response)),
  }),
  expired: ({ seconds }) => ({ status: 'warn', text: t('held.heading.expired', [seconds]) }),
  denied: () => ({ status: 'warn', text: t('held.heading.denied') }),
  unsolicited: () => ({ status: 'warn', text: t('held.heading.unsolicited') }),
  replayed: () => ({ status: 'warn', text: t('held.heading.replayed') }),
  releasing: () => ({ status: 'pending', text: t('held.heading.releasing') }),
  released: () => ({ status: null, text: t('held.heading.released') }),
  exchanged: ({ exchange }) => exchanged(exchange),
  discarded: () => ({ status: 'neutral', text: t('held.heading.discarded') }),
}

function exchanged(exchange: Exchange | null): Heading {
  const tokenResponse = exchange?.tokenResponse
  if (!tokenResponse) return { status: 'pending', text: t('held.heading.exchanging') }
  if (serverErrorOf(tokenResponse)) return { status: 'fail', text: t('held.heading.refused') }
  if (tokenResponse.issues.length > 0) return { status: 'fail', text: t('held.heading.unusable') }
  return { status: 'pass', text: t('held.heading.exchanged') }
}

/** The most important statement about a held response. */
export function headingOf(parts: HeadingParts): Heading {
  return says[parts.situation](parts)
}

/** Has the focus when the page opens, so that reading and the Tab key begin here. */
export function HeldHeading({ status, text }: Heading) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {status === null ? <HeldIcon /> : <StatusIcon status={status} />}
      <span>{text}</span>
    </h1>
  )
}
