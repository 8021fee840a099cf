import { textIn } from '@/lib/model/json'
import { splitUrl } from '@/lib/model/url'
import { readWellKnown } from '@/lib/oauth/well-known-form'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

const segmentsOf = (url: string) => splitUrl(url).base.split('/')

/** The metadata URL of Salt Edge ends with the code of the provider, which is also in the paths of its endpoints. */
export default metadataRule({
  id: 'disc-saltedge-provider-code',
  about: 'metadata',
  refs: ['RFC8414-3.3', 'SALTEDGE'],
  check(metadata, { document: { url } }) {
    if (readWellKnown(url)?.placement !== 'inserted') return undefined
    const code = segmentsOf(url).findLast((segment) => segment !== '') ?? ''
    return ['authorization_endpoint', 'jwks_uri'].flatMap((name) => {
      const value = textIn(metadata, name)
      return value === null || segmentsOf(value).includes(code)
        ? []
        : [finding('path', `${name}: ${value}`, code)]
    })
  },
})
