import * as v from 'valibot'
import type { ConsentLife, ConsentTemplate } from '@/lib/flow/model/flow-consent'
import { ruleProfileNames } from '@/lib/model/rule-profiles'

/** Limits of a template, far above real ones. */
const maxText = 4_000
const maxEntries = 100
const maxName = 120

const text = v.pipe(v.string(), v.maxLength(maxText))
const pairs = v.pipe(v.array(v.tuple([text, text])), v.maxLength(maxEntries))
const method = v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
const lives = [
  'waiting',
  'active',
  'suspended',
  'used',
  'expired',
  'withdrawn',
  'refused',
] as const satisfies readonly ConsentLife[]

const request = v.object({
  how: v.literal('request'),
  method,
  url: text,
  headers: v.optional(pairs, []),
  body: v.optional(v.unknown(), null),
  form: v.optional(pairs, []),
  as: v.picklist(['client', 'user', 'assertion', 'nothing']),
  expect: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(299)),
  sign: v.exactOptional(
    v.object({
      form: v.picklist(['detached', 'jwt']),
      iss: text,
      tan: v.exactOptional(text),
      b64: v.exactOptional(v.union([v.boolean(), text])),
    }),
  ),
})

const token = v.picklist(['access_token', 'refresh_token'])
const introspect = v.object({ how: v.literal('introspect'), token })
const revoke = v.object({ how: v.literal('revoke'), token })

const value = v.object({
  name: v.pipe(v.string(), v.regex(/^[A-Za-z][\w.]{0,60}$/)),
  kind: v.picklist(['list', 'text', 'number', 'switch', 'json']),
  value: v.unknown(),
  options: v.exactOptional(v.pipe(v.array(text), v.maxLength(maxEntries))),
})

const kinds: Readonly<Record<string, (given: unknown) => boolean>> = {
  list: (given) => Array.isArray(given) && given.every((each) => typeof each === 'string'),
  text: (given) => typeof given === 'string' && given.length <= maxText,
  number: (given) => typeof given === 'number' && Number.isFinite(given),
  switch: (given) => typeof given === 'boolean',
  json: (given) => given !== undefined,
}

/** Whether a value has the type of its kind. */
export function fitsKind(kind: string, given: unknown): boolean {
  return Object.hasOwn(kinds, kind) && (kinds[kind]?.(given) ?? false)
}

const fittingValue = v.pipe(
  value,
  v.forward(
    v.check(({ kind, value: given }) => fitsKind(kind, given), 'a value of its kind'),
    ['value'],
  ),
)

/** A template as it is stored, exported and imported. */
export const consentTemplate = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxName)),
  profiles: v.optional(v.array(v.picklist(ruleProfileNames)), []),
  values: v.optional(v.pipe(v.array(fittingValue), v.maxLength(maxEntries)), []),
  token: v.optional(v.nullable(v.object({ scope: text })), null),
  create: v.optional(v.nullable(request), null),
  id: v.optional(v.nullable(v.object({ in: v.picklist(['create', 'token']), path: text })), null),
  authorization: v.object({
    scope: text,
    claims: v.optional(v.unknown(), null),
    details: v.optional(v.unknown(), null),
  }),
  status: v.optional(
    v.nullable(
      v.object({
        call: v.variant('how', [request, introspect]),
        value: text,
        expiry: v.optional(text, ''),
        words: v.record(text, v.picklist(lives)),
      }),
    ),
    null,
  ),
  withdraw: v.optional(v.nullable(v.variant('how', [request, revoke])), null),
  use: v.optional(v.nullable(request), null),
}) as v.GenericSchema<unknown, ConsentTemplate>
