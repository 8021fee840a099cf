import { execFile } from 'node:child_process'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { JWK } from 'jose'

const run = promisify(execFile)

/**
 * A certificate with its key, as text and as files. Generated when the sandbox starts, without any
 * value.
 */
export interface TestCertificate {
  readonly pem: string
  readonly keyPem: string
  /** The path of the certificate. */
  readonly path: string
  /** The path of certificate and key as PKCS #12, for the store of a browser. */
  readonly p12: string
  /** The password of the PKCS #12 file. */
  readonly password: string
}

interface Wanted {
  /** As `/C=MY/CN=name`; the `tls_client_auth_subject_dn` is the same in reverse order. */
  readonly subject: string
  readonly usage?: 'clientAuth' | 'serverAuth'
  readonly altNames?: string
}

/** Signs certificates. Its own certificate is the one to trust. */
export interface Authority {
  readonly certificate: TestCertificate
  readonly issue: (wanted: Wanted) => Promise<TestCertificate>
  /** Creates a self-signed certificate. */
  readonly selfSign: (wanted: Wanted) => Promise<TestCertificate>
  /** Whether this authority has signed a certificate that is valid now. */
  readonly vouchesFor: (certificate: X509Certificate) => boolean
  /** Removes the files. */
  readonly close: () => Promise<void>
}

const password = 'sandbox-only'
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30']

const authorityExtensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign']

const extensionsOf = ({ usage, altNames }: Wanted) => [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature',
  ...(usage === undefined ? [] : [`extendedKeyUsage=${usage}`]),
  ...(altNames === undefined ? [] : [`subjectAltName=${altNames}`]),
]

const isValidNow = ({ validFromDate, validToDate }: X509Certificate, now = new Date()) =>
  validFromDate <= now && now <= validToDate

/**
 * Creates a certificate authority with the `openssl` program (3 or newer), in a temporary folder.
 */
export async function createAuthority(subject = '/O=Sandbox/CN=Sandbox CA'): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-certificates-'))
  const config = join(folder, 'openssl.cnf')
  // The machine's own configuration would add extensions.
  await writeFile(config, '[req]\ndistinguished_name = names\n[names]\n')
  let serial = 0

  async function make(
    { subject: name }: Wanted,
    extensions: readonly string[],
    signer: readonly string[],
  ): Promise<TestCertificate> {
    serial += 1
    const path = join(folder, `${serial}.pem`)
    const keyPath = join(folder, `${serial}-key.pem`)
    const p12 = join(folder, `${serial}.p12`)
    const added = extensions.flatMap((extension) => ['-addext', extension])
    const out = ['-keyout', keyPath, '-out', path]
    const request = ['req', '-x509', '-config', config, '-subj', name, ...newKey, ...out]
    await run('openssl', [...request, ...added, ...signer])
    const bundle = ['pkcs12', '-export', '-in', path, '-inkey', keyPath, '-out', p12]
    await run('openssl', [...bundle, '-passout', `pass:${password}`])
    const [pem, keyPem] = await Promise.all([readFile(path, 'utf8'), readFile(keyPath, 'utf8')])
    return { pem, keyPem, path, p12, password }
  }

  const certificate = await make({ subject }, authorityExtensions, [])
  const own = new X509Certificate(certificate.pem)
  const signer = ['-CA', certificate.path, '-CAkey', join(folder, '1-key.pem')]

  return {
    certificate,
    issue: (wanted) => make(wanted, extensionsOf(wanted), signer),
    selfSign: (wanted) => make(wanted, extensionsOf(wanted), []),
    vouchesFor: (other) =>
      other.checkIssued(own) && other.verify(own.publicKey) && isValidNow(other),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/**
 * Returns the subject of a certificate in the format of RFC 4514; the names here need no escapes.
 */
export const subjectOf = ({ subject }: X509Certificate): string =>
  subject.split('\n').toReversed().join(',')

/** Returns the public key of a certificate as a JWK with the certificate in its `x5c`. */
export function certificateJwk({ pem }: TestCertificate, kid: string): JWK {
  const { raw } = new X509Certificate(pem)
  const jwk = createPublicKey(pem).export({ format: 'jwk' })
  return { ...jwk, kid, use: 'sig', x5c: [raw.toString('base64')] }
}
