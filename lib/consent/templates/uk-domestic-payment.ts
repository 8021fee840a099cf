import type { ConsentLife, ConsentTemplate, TemplateValue } from '@/lib/flow/model/flow-consent'
import { intentId } from './uk-account-access'

const plain = { how: 'request', headers: [], form: [], body: null } as const

/**
 * A payment consent cannot be withdrawn.
 *
 * @see [UK Open Banking, Domestic Payment Consents](https://openbankinguk.github.io/read-write-api-site3/v4.0/resources-and-data-models/pisp/domestic-payment-consents.html)
 */
function domesticPayment(
  version: 'v3.1' | 'v4.0',
  words: Readonly<Record<string, ConsentLife>>,
  remittance: object,
  forms: readonly TemplateValue[] = [],
): ConsentTemplate {
  const base = `{{resource_base}}/open-banking/${version}/pisp/domestic-payment-consents`
  return {
    name: `UK domestic payment, ${version}`,
    profiles: ['uk'],
    values: [
      { name: 'resource_base', kind: 'text', value: '' },
      { name: 'Amount', kind: 'text', value: '10.00' },
      { name: 'Currency', kind: 'text', value: 'GBP' },
      { name: 'CreditorScheme', kind: 'text', value: 'UK.OBIE.SortCodeAccountNumber' },
      { name: 'CreditorAccount', kind: 'text', value: '08080021325698' },
      { name: 'CreditorName', kind: 'text', value: 'Test Shop' },
      { name: 'Reference', kind: 'text', value: 'Invoice 1' },
      { name: 'InstructionIdentification', kind: 'text', value: 'T-{{now|epoch}}' },
      { name: 'EndToEndIdentification', kind: 'text', value: 'E2E-{{now|epoch}}' },
      { name: 'SignatureIssuer', kind: 'text', value: '' },
      { name: 'SignatureAnchor', kind: 'text', value: 'openbanking.org.uk' },
      ...forms,
    ],
    token: { scope: 'payments' },
    create: {
      ...plain,
      method: 'POST',
      url: base,
      headers: [['x-idempotency-key', '{{uuid}}']],
      body: {
        Data: {
          Initiation: {
            InstructionIdentification: '{{InstructionIdentification}}',
            EndToEndIdentification: '{{EndToEndIdentification}}',
            InstructedAmount: { Amount: '{{Amount}}', Currency: '{{Currency}}' },
            CreditorAccount: {
              SchemeName: '{{CreditorScheme}}',
              Identification: '{{CreditorAccount}}',
              Name: '{{CreditorName}}',
            },
            RemittanceInformation: remittance,
          },
        },
        Risk: { PaymentContextCode: 'TransferToThirdParty' },
      },
      as: 'client',
      expect: 201,
      sign: {
        form: 'detached',
        iss: '{{SignatureIssuer}}',
        tan: '{{SignatureAnchor}}',
        ...(forms.length > 0 && { b64: '{{b64}}' }),
      },
    },
    id: { in: 'create', path: 'Data.ConsentId' },
    authorization: { scope: 'openid payments', claims: intentId, details: null },
    status: {
      call: {
        ...plain,
        method: 'GET',
        url: `${base}/{{consent.id}}`,
        as: 'client',
        expect: 200,
      },
      value: 'Data.Status',
      expiry: 'Data.CutOffDateTime',
      words,
    },
    withdraw: null,
    use: {
      ...plain,
      method: 'GET',
      url: `${base}/{{consent.id}}/funds-confirmation`,
      as: 'user',
      expect: 200,
    },
  }
}

export const ukDomesticPayment31 = domesticPayment(
  'v3.1',
  {
    AwaitingAuthorisation: 'waiting',
    Authorised: 'active',
    Rejected: 'refused',
    Consumed: 'used',
  },
  { Reference: '{{Reference}}' },
  // Up to version 3.1.3 the body is signed as it is.
  [{ name: 'b64', kind: 'switch', value: true }],
)

export const ukDomesticPayment40 = domesticPayment(
  'v4.0',
  { AWAU: 'waiting', AUTH: 'active', RJCT: 'refused', COND: 'used' },
  { Unstructured: ['{{Reference}}'] },
)
