import { paymentSentence } from '../phrases'
import { valueAt, type ConsentType } from '../schema'
import { ukData, ukLives } from './uk-account-access'

/** UK Open Banking: domestic payment consents, and the payments made from them. */
export const ukDomesticPayment: ConsentType = {
  name: 'uk_domestic_payment',
  fits: (document) => valueAt(document, ['Data', 'Initiation', 'InstructedAmount']) !== undefined,
  read: ukData,
  members: [
    { group: 'payment', path: ['Initiation', 'InstructedAmount'], compare: 'amount' },
    { group: 'payment', path: ['Initiation', 'CreditorAccount'], compare: 'account' },
    { group: 'payment', path: ['Initiation', 'DebtorAccount'], compare: 'account', isChoice: true },
    { group: 'payment', path: ['DebtorAccount'], compare: 'account', isChoice: true },
    { group: 'payment', path: ['Initiation', 'LocalInstrument'], compare: 'exact' },
    { group: 'payment', path: ['Initiation', 'RemittanceInformation'], compare: 'exact' },
    { group: 'payment', path: ['Initiation', 'EndToEndIdentification'], compare: 'exact' },
    { group: 'payment', path: ['Initiation', 'InstructionIdentification'], compare: 'exact' },
    { group: 'payment', path: ['Charges'], compare: 'exact' },
    { group: 'dates', path: ['Status'], compare: 'status' },
    { group: 'dates', path: ['CutOffDateTime'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['ExpectedExecutionDateTime'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['CreationDateTime'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['StatusUpdateDateTime'], compare: 'instant', isServerTime: true },
  ],
  id: ['ConsentId'],
  status: ['Status'],
  expiry: ['CutOffDateTime'],
  lives: ukLives,
  reauthenticationDays: null,
  refs: [],
  ignored: ['StatusReason'],
  sentence: (facts) =>
    paymentSentence(
      {
        amount: 'Initiation.InstructedAmount',
        creditor: ['Initiation.CreditorAccount'],
        debtor: 'Initiation.DebtorAccount',
      },
      facts,
    ),
}
