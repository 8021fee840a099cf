import algAllowed from './jwks-alg-allowed'
import algConsistent from './jwks-alg-consistent'
import base64url from './jwks-base64url'
import ecCoordinates from './jwks-ec-coordinates'
import kidDuplicate from './jwks-kid-duplicate'
import rsaExponent from './jwks-rsa-exponent'
import rsaWeak from './jwks-rsa-weak'
import structure from './jwks-structure'
import unusableKeys from './jwks-unusable-keys'
import useKeyOps from './jwks-use-key-ops'
import x5cMatch from './jwks-x5c-match'
import { table } from './table'

export const rules = [
  structure,
  ...table,
  base64url,
  kidDuplicate,
  useKeyOps,
  algConsistent,
  algAllowed,
  ecCoordinates,
  rsaExponent,
  rsaWeak,
  x5cMatch,
  unusableKeys,
] as const
