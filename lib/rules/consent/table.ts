import { wholeNumbersIn } from '@/lib/consent/masked-account'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { isObject, jsonTreeOf, readJson } from '@/lib/model/json'
import { finding } from '../builders'
import {
  detailsRequested,
  elementsRequested,
  isUae,
  listedTypes,
  scopesRequested,
} from '../consent-reading'
import { defineRule, type CheckResult } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-2.2) */
const commonLists = ['locations', 'actions', 'datatypes', 'privileges'] as const

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
}

const uaeType =
  /^urn:openfinanceuae:(?:account-access-consent|service-initiation-consent):v\d+\.\d+$/

const saltEdgeScopes: ReadonlySet<string> = new Set(['accounts', 'payments', 'fundsconfirmations'])

/** The identifiers of Open Finance Brasil are URNs. */
const brazilId = /^urn:[a-z\d][a-z\d-]{0,31}:[\w()+,\-.:=@;$!*'%/?#]+$/i
const brazilPrefix = 'consent:'

/** Findings for a value that was not read as an array or object. It may be too deep for that. */
function ofText({ requested }: JudgingContext): CheckResult {
  const text = requested.authorizationDetails ?? ''
  if (jsonTreeOf(text) !== null) return undefined
  return readJson(text).error === null
    ? [finding('array', show(text), 'array')]
    : [finding('json', show(text))]
}

export const table = [
  defineRule({
    id: 'cd-json-array',
    on: 'consent',
    about: 'authorization_details',
    refs: ['RFC9396-2'],
    check(artefact) {
      const details = detailsRequested(artefact)
      if (details === undefined) return undefined
      if (typeof details === 'string') return ofText(artefact.context)
      const isList = Array.isArray(details) && details.every(isObject)
      return isList ? [] : [finding('array', show(details), 'array')]
    },
  }),
  defineRule({
    id: 'cd-type',
    on: 'consent',
    about: 'authorization_details',
    refs: ['RFC9396-2', 'RFC9396-2.1', 'RFC9396-5', 'RFC9396-10'],
    check(artefact) {
      const types = elementsRequested(artefact)?.map(({ type }) => type)
      if (!types || types.length === 0) return undefined
      const listed = listedTypes(artefact)
      const isOdd = (type: unknown) => type !== undefined && typeof type !== 'string'
      return [
        ...(types.includes(undefined) ? [finding('missing', null, 'type')] : []),
        ...types.filter(isOdd).map((type) => finding('type', show(type), 'string')),
        ...[...new Set(types)]
          .filter((type) => typeof type === 'string' && listed?.includes(type) === false)
          .map((type) => finding('unlisted', show(type), show(listed?.join(', ')))),
      ]
    },
  }),
  defineRule({
    id: 'cd-common-fields',
    on: 'consent',
    about: 'authorization_details',
    refs: ['RFC9396-2.2'],
    check(artefact) {
      const members = elementsRequested(artefact)?.flatMap((element) => [
        ...commonLists.map((name) => [name, element[name], isTexts] as const),
        [
          'identifier',
          element['identifier'],
          (value: unknown) => typeof value === 'string',
        ] as const,
      ])
      const present = members?.filter(([, value]) => value !== undefined) ?? []
      if (present.length === 0) return undefined
      return present
        .filter(([, value, isValid]) => !isValid(value))
        .map(([name, value]) => finding('type', `${name}: ${show(value)}`))
    },
  }),
  defineRule({
    id: 'cd-ofm-account-number-mask',
    on: 'consent',
    about: 'authorization_details',
    refs: ['RFC9396-13'],
    check({ stated }) {
      if (!stated.isInBrowser || stated.elements.length === 0) return undefined
      return wholeNumbersIn(stated.elements).map((number) => finding('full', show(number)))
    },
  }),
  defineRule({
    id: 'cd-uae-type',
    on: 'consent',
    about: 'authorization_details',
    refs: ['UAE'],
    check(artefact) {
      if (!isUae(artefact)) return undefined
      const types = elementsRequested(artefact)?.flatMap(({ type }) =>
        typeof type === 'string' && type.startsWith('urn:openfinance') ? [type] : [],
      )
      if (!types || types.length === 0) return undefined
      return types
        .filter((type) => !uaeType.test(type))
        .map((type) => finding('other', show(type), 'urn:openfinanceuae:…'))
    },
  }),
  defineRule({
    id: 'cd-br-consent-id',
    on: 'consent',
    about: 'scope',
    refs: ['OFB'],
    check(artefact) {
      const ids = scopesRequested(artefact)
        ?.filter((scope) => scope.startsWith(brazilPrefix))
        .map((scope) => scope.slice(brazilPrefix.length))
      if (!ids || ids.length === 0) return undefined
      const { createdIds } = artefact.stated
      const isUnknown = (id: string) => createdIds.length > 0 && !createdIds.includes(id)
      return ids.flatMap((id) => {
        if (!brazilId.test(id)) return [finding('form', show(id))]
        return isUnknown(id) ? [finding('differs', show(id), show(createdIds.join(', ')))] : []
      })
    },
  }),
  defineRule({
    id: 'cd-saltedge-consent',
    on: 'consent',
    about: 'scope',
    refs: ['SALTEDGE'],
    check(artefact) {
      const scopes = scopesRequested(artefact)
      if (!scopes) return undefined
      const isFit = scopes.includes('openid') && scopes.some((scope) => saltEdgeScopes.has(scope))
      return isFit
        ? []
        : [finding('scope', show(scopes.join(' ')), `openid, ${[...saltEdgeScopes].join(' | ')}`)]
    },
  }),
] as const
