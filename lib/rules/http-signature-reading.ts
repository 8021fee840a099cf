import type { Artefacts } from './artefacts'

export type Signed = Artefacts['http-signature']

/** Whether a signature says that it follows FAPI, by its tag. */
export function isFapi({ signature, exchange }: Signed): boolean {
  return signature?.tag === `fapi-2-${exchange.of}`
}
