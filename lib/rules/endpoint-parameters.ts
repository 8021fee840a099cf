import { textIn } from '@/lib/model/json'
import { formDecode, splitUrl } from '@/lib/model/url'
import type { Metadata } from '@/lib/oauth/metadata'
import { namesOf } from './reading'

/** Parameters in the URL of the authorization endpoint itself. */
export function namesInEndpoint(metadata: Metadata | null): readonly string[] {
  const endpoint = textIn(metadata, 'authorization_endpoint') ?? ''
  return namesOf(formDecode(splitUrl(endpoint).query ?? ''))
}
