import { readinessOf } from '@/lib/judge/readiness'
import { metadataIssues, readPasted } from '@/lib/oauth/read-metadata'
import type { MetadataRecord } from '@/lib/storage/state'
import { facts, keys, notFound, otherIssuer, record } from '../../ui/panel/server-sample'
import { issuer, profile } from '../../ui/panel/sample'
import { pending } from '../background'
import {
  client,
  metadataOf,
  metadataWith,
  panelReady,
  serverJwk,
  withMetadata,
} from '../samples/bank'
import { fill, press, pressOn, see, seeText, type Step } from '../steps'
import type { Answers, Story } from '../story'
import { panelStory } from './panel-flows'
import { longText } from './texts'
import seed from '../../samples/ofm-metadata.json'

const goodKeys: Answers = {
  jwksRead: () => ({
    url: `${issuer}/jwks`,
    fetchedAt: Date.now(),
    issues: [],
    results: [],
    keys: [
      { jwk: serverJwk, facts: { ...facts, kid: 'as-1', kty: 'EC', alg: 'ES256' }, issues: [] },
      { jwk: { x5c: ['a'] }, facts, issues: [] },
    ],
  }),
}

const server = (name: string, shown: MetadataRecord | null, more: Partial<Story> = {}): Story =>
  panelStory(`server-${name}`, {
    state: shown ? withMetadata(shown) : panelReady,
    open: { screen: 'server' },
    ...more,
    answers: { readinessRead: () => readiness(shown), ...goodKeys, ...more.answers },
  })

function readiness(shown: MetadataRecord | null) {
  if (!shown?.document) return null
  return readinessOf(shown.document, { issuer: shown.issuer, now: shown.fetchedAt })
}

/** A document that was pasted without a profile, as the background judges it. */
const pastedText = (name: string, text: string): Story =>
  server(name, null, {
    state: {},
    answers: {
      readinessPaste: () => {
        const document = readPasted(text, seed.issuer)
        const judged = document.json && readinessOf(document, { issuer: null, now: Date.now() })
        const issues = judged ? [] : metadataIssues(document)
        return { at: Date.now(), document, readiness: judged, issues }
      },
    },
    steps: [
      press('panel.server.paste'),
      fill('panel.server.paste_field', text),
      press('panel.server.check'),
      see('.banner'),
    ],
  })

const earlierRecord: MetadataRecord = {
  ...metadataOf(seed),
  earlier: {
    fetchedAt: Date.now() - 3 * 24 * 3600_000,
    document: metadataWith({ scopes_supported: ['openid'] }).document ?? readPasted('', ''),
  },
}

const noAccess: MetadataRecord = {
  ...record,
  document: null,
  tries: [],
  results: [],
  issues: [{ code: 'fetch_access', seen: issuer }],
}
const closed = (panelReady.access?.['p1'] ?? []).map((each) => ({
  ...each,
  granted: false,
  named: false,
}))

/** The keys are a view of their own in a narrow panel. */
const showKeys: Step = async () => {
  if (matchMedia('(width < 1000px)').matches) await press('panel.server.keys')()
}

const failing = metadataWith({
  token_endpoint: 'http://as.example/token',
  jwks_uri: undefined,
  response_types_supported: 'code',
  scopes_supported: [],
  made_up: { deep: [1] },
})

const pasted = {
  ...client,
  discovery: { kind: 'document', text: JSON.stringify({ issuer }) },
} as const

export const serverStories: readonly Story[] = [
  server('no-profile', null, { state: {} }),
  server('never-read', null, { steps: [seeText('panel.server.never')] }),
  server('reading', null, {
    answers: { ...goodKeys, metadataRefresh: pending },
    steps: [press('panel.server.read_now'), seeText('panel.server.reading')],
  }),
  server('good', metadataWith()),
  server('other-hosts', metadataWith({ jwks_uri: 'https://keys.bank-group.example/jwks' })),
  server('failing', failing),
  server('seed', metadataOf(seed)),
  server('compare-earlier', earlierRecord, {
    steps: [press('panel.server.compare'), see('.cmp__sum')],
  }),
  server('details', failing, { steps: [pressOn('.ready__verdict')] }),
  server('failing-sample', record, { answers: { jwksRead: () => keys } }),
  server('document', metadataWith(), { steps: [press('panel.server.document')] }),
  server('pasted', metadataWith(), {
    state: { ...withMetadata(), profiles: [pasted] },
  }),
  server(
    'long-values',
    metadataWith({ scopes_supported: [longText], service_documentation: longText }),
  ),
  server('other-issuer', otherIssuer),
  server('not-found', notFound),
  server('no-access', noAccess, {
    state: { ...withMetadata(noAccess), access: { p1: closed } },
  }),
  server('failed-again', metadataWith(), {
    answers: {
      ...goodKeys,
      metadataRefresh: () => ({ ...notFound, fetchedAt: Date.now() }),
    },
    steps: [press('panel.server.again'), see('[role="alert"]')],
  }),
  server('keys-reading', metadataWith(), {
    answers: { jwksRead: pending },
    steps: [showKeys, seeText('panel.server.keys_reading')],
  }),
  server('keys-failed', metadataWith(), {
    answers: { jwksRead: () => Promise.reject(new Error('gone')) },
    steps: [showKeys, see('[role="alert"]')],
  }),
  server('keys-odd', metadataWith(), { answers: { jwksRead: () => keys }, steps: [showKeys] }),
  server('keys-no-access', metadataWith(), {
    state: { ...withMetadata(), access: { p1: closed } },
    answers: {
      jwksRead: () => ({
        url: `${issuer}/jwks`,
        fetchedAt: null,
        keys: [],
        results: [],
        issues: [{ code: 'fetch_access', seen: issuer }],
      }),
    },
    steps: [showKeys],
  }),
  server('filter', failing, { steps: [fill('panel.server.filter', 'endpoint')] }),
  server('no-match', failing, { steps: [fill('panel.server.filter', 'no such member')] }),
  server('paste', null, { steps: [press('panel.server.paste')] }),
  pastedText('pasted-document', JSON.stringify(seed)),
  pastedText('pasted-other', 'No metadata'),
  server('compare', metadataWith(), {
    state: {
      ...withMetadata(),
      profiles: [client, { ...client, id: 'p2', name: 'Other bank' }],
      metadata: {
        p1: metadataWith(),
        p2: { ...metadataWith({ scopes_supported: ['openid', 'other'] }), profileId: 'p2' },
      },
    },
    steps: [press('panel.server.compare'), see('.cmp__sum')],
  }),
  server('oauth2-profile', metadataWith(), {
    state: { ...withMetadata(), profiles: [{ ...profile, ruleProfile: 'oauth2' }] },
  }),
]
