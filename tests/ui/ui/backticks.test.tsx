import { render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { OtherChecks } from '@/components/held/other-checks'
import { TokensSummary } from '@/components/held/tokens-summary'
import { Checks } from '@/components/ui/checks'
import { DecryptStrip } from '@/components/panel/message/decrypt-strip'
import { ValueTable } from '@/components/panel/message/value-table'
import { VerifyStrip } from '@/components/panel/message/verify-strip'
import { DockTokens } from '@/components/popup/dock-tokens'
import { VerdictRow } from '@/components/popup/verdict-row'
import { resultText } from '@/components/ui/result-text'
import type { RuleResult } from '@/lib/model/rule-result'
import { HostProvider } from '@/lib/state/host'
import { flowWith, held } from '../../samples/held'
import { valid } from '../panel/token-views'
import { resetBackground } from '../popup/background'
import { makeHost, openPopup } from '../popup/render'
import { flowWith as popupFlow, result, tokenRequest, tokensCame, withFlow } from '../popup/samples'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(resetBackground)

const verdict: RuleResult = {
  ...result('idt-alg', 'failed', 'none'),
  on: 'id-token',
  of: 'id_token',
  about: 'alg',
}
/** What it says in the locale. */
const text = '`alg` is `none`: not signed'
const answer = { ...tokensCame, results: [verdict] }

/** The screens that show a verdict or a reason, each with one that names the protocol. */
const screens = {
  'the checks of a message': <Checks checked={[{ result: verdict }]} />,
  'a value and what the checks say of it': (
    <ValueTable
      label="Header"
      place="claim"
      rows={[{ name: 'alg', text: 'none', results: [verdict] }]}
    />
  ),
  'a signature that was not verified': (
    <VerifyStrip
      view={{
        ...valid,
        verification: { ...valid.verification, status: 'not-run', reason: 'issuer-other' },
      }}
      onRetry={() => undefined}
    />
  ),
  'a token that was not decrypted': (
    <DecryptStrip
      decryption={{ status: 'closed', reason: 'key-alg', plaintext: null, kid: null }}
    />
  ),
  'a parameter of the newest response': (
    <dl>
      <VerdictRow
        name="iss"
        opaque={false}
        verdict={{
          status: 'fail',
          text,
          bad: true,
          got: null,
          sent: null,
          specRef: 'RFC9207-2.4',
        }}
      />
    </dl>
  ),
  'the tokens in the popup': (
    <dl>
      <DockTokens
        exchange={{ response: held(), code: 'c', request: tokenRequest, tokenResponse: answer }}
        accessToken={null}
        onInspect={() => undefined}
      />
    </dl>
  ),
  'a held response as a whole': <OtherChecks response={held({ results: [verdict] })} />,
  'the tokens of a held response': <TokensSummary flow={flowWith([])} response={answer} />,
}

describe('names of the protocol', () => {
  test('are marked in the text that is used here', () => {
    expect(resultText(verdict)).toBe(text)
  })

  test.each(Object.entries(screens))('stand in monospace, without backticks, in %s', (_, shown) => {
    const { container } = render(<HostProvider value={makeHost()}>{shown}</HostProvider>)
    expect(container.querySelector('code')).not.toBeNull()
    expect(container.innerHTML).not.toContain('`')
  })

  test('are announced without backticks', () => {
    const results = [result('jarm-iss', 'failed', 'missing')]
    const { container } = openPopup(withFlow(popupFlow({ results, age: -1000 })))
    expect(screen.getByRole('status').textContent).toContain('iss: No iss')
    expect(container.innerHTML).not.toContain('`')
  })
})
