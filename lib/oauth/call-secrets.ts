import { isSecret } from '@/lib/model/credentials'
import { textPieces } from '@/lib/model/masking'
import type { CallValues } from './call-values'

/** The names of what is secret in a call, as far as names show it. */
export function callSecrets({ url, headers, body }: CallValues): readonly string[] {
  const ofHeaders = Object.entries(headers)
    .filter(([name, value]) => value !== null && isSecret('header', name))
    .map(([name]) => name)
  const inTexts = [url, body].flatMap((text) =>
    secretPieces(text).map(({ secret }) => secret ?? ''),
  )
  return [...new Set([...ofHeaders, ...inTexts])]
}

/** The call without what is secret: a saved one outlives the session and leaves with its profile. */
export function withoutCallSecrets(values: CallValues): CallValues {
  const headers = Object.entries(values.headers).filter(
    ([name, value]) => value === null || !isSecret('header', name),
  )
  return {
    ...values,
    url: plainPart(values.url),
    body: plainPart(values.body),
    headers: Object.fromEntries(headers),
  }
}

/** A variable only names a value. */
const variable = /^\{\{[^{}]{1,120}\}\}$/

const pieces = (text: string) => textPieces(text, 'parameter')

function secretPieces(text: string) {
  return pieces(text).filter(({ secret, text: value }) => secret !== null && !variable.test(value))
}

function plainPart(text: string): string {
  return pieces(text)
    .filter((piece) => piece.secret === null || variable.test(piece.text))
    .map((piece) => piece.text)
    .join('')
}
