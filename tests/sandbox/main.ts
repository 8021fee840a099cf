import { startSandbox } from './sandbox.ts'

const sandbox = await startSandbox({
  ports: {
    authorization: 4400,
    backChannel: 4401,
    jwks: 4402,
    registration: 4403,
    app: 4404,
  },
})
const write = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)

write(
  `discovery     ${sandbox.discoveryUrl}`,
  `issuer        ${sandbox.issuer}`,
  ...sandbox.clients.flatMap(({ clientId, name, key }) => [
    `client_id     ${clientId}  ${name}`,
    `private key   ${JSON.stringify(key.privateJwk)}`,
  ]),
  ...Object.values(sandbox.clients[0]?.redirectUris ?? {}).map((uri) => `redirect_uri  ${uri}`),
  '',
  'Enter pushes another request, Ctrl-C ends.',
)

async function push(): Promise<void> {
  const { raw, clientId, codeVerifier } = await sandbox.consumer().push()
  write('', `client_id      ${clientId}`, `code_verifier  ${codeVerifier}`, raw)
}

await push()
process.stdin.on('data', () => void push())
process.once('SIGINT', () => {
  process.stdin.pause()
  void sandbox.close()
})
