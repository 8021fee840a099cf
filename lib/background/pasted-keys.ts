import { fetchJwks } from '@/lib/client/fetch-jwks'
import { emptyContext } from '@/lib/facts/judging-context'
import type { KeySetDocument } from '@/lib/jose/key-set'
import { judgeKeySet } from '@/lib/judge/judge-message'
import type { JwksView } from '@/lib/messaging/views'
import { textIn } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import { isReachable, parseUrl } from '@/lib/model/url'
import { readPasted } from '@/lib/oauth/read-metadata'
import { suggestedRules } from '@/lib/oauth/suggested-rules'
import { nameAccess } from './access-service'
import { keysViewOf, nothingRead } from './jwks-service'
import type { Ports } from './ports'

/** The keys of a pasted metadata document: fetched from its `jwks_uri`, or pasted as well. */
export function createPastedKeys(ports: Ports) {
  const judged = async (
    metadata: string,
    keySet: KeySetDocument,
    fetchedAt: number | null,
  ): Promise<JwksView> => {
    const { json } = readPasted(metadata, '')
    const context = {
      ...emptyContext(ports.now()),
      metadata: json,
      ...(json && { ruleProfile: suggestedRules(json).ruleProfile }),
    }
    const view = await keysViewOf({ ...keySet, fetchedAt }, [])
    return { ...view, results: await judgeKeySet(keySet, context) }
  }

  return {
    async read(metadata: string): Promise<JwksView> {
      const { json } = readPasted(metadata, '')
      const uri = (json && textIn(json, 'jwks_uri')) ?? ''
      const url = parseUrl(uri)
      if (!url) return unread({ code: 'jwks_uri_missing' })
      if (!isReachable(url)) return unread({ code: 'url_not_https', seen: uri })
      const { jwks, issues } = await fetchJwks(ports.fetch, uri, ports.now())
      if (jwks) return judged(metadata, jwks, jwks.fetchedAt)
      return { ...nothingRead, url: uri, issues: await nameAccess(ports, uri, issues) }
    },
    judge: (metadata: string, keys: string): Promise<JwksView> =>
      judged(metadata, { ...pastedSet, body: keys }, null),
  }
}

const pastedSet = { url: '', status: null, contentType: null, cacheControl: null } as const

const unread = (issue: Issue): JwksView => ({ ...nothingRead, issues: [issue] })
