import type { ReactNode } from 'react'
import { LongText } from './long-text'

export type Fact = readonly [name: string, value: ReactNode]

/** Facts about a message; unknown ones are omitted. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts-list">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap">
              {typeof value === 'string' ? <LongText text={value} /> : value}
            </dd>
          </div>
        ))}
    </dl>
  )
}
