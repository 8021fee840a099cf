import { createServer, type Server } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { TestCertificate } from './certificates.ts'
import type { MakeServer } from './listen.ts'

/**
 * Returns a factory for servers that request a client certificate, and a function that sets the
 * trusted issuers.
 */
export function createSecureServers(own: TestCertificate, options: { readonly demand: boolean }) {
  const servers: Server[] = []
  const identity = { key: own.keyPem, cert: own.pem }

  const make: MakeServer = (listener) => {
    const server = createServer(
      { ...identity, requestCert: true, rejectUnauthorized: options.demand },
      listener,
    )
    servers.push(server)
    return server
  }

  return {
    make,
    /**
     * Sends the issuers of client certificates to the clients, which choose a certificate by them.
     */
    trust: (certificates: readonly TestCertificate[]): void => {
      const ca = certificates.map(({ pem }) => pem)
      for (const server of servers) server.setSecureContext({ ...identity, ca })
    },
  }
}

/** Returns a factory for a server that has a different certificate for one of its names. */
export function createNamedServer(
  own: TestCertificate,
  other: { readonly name: string; readonly certificate: TestCertificate },
): MakeServer {
  const { keyPem, pem } = other.certificate
  const context = createSecureContext({ key: keyPem, cert: pem })
  return (listener) =>
    createServer(
      {
        key: own.keyPem,
        cert: own.pem,
        SNICallback: (name, answer) => answer(null, name === other.name ? context : undefined),
      },
      listener,
    )
}
