import { paymentSentence } from '../phrases'
import { valueAt, type ConsentType } from '../schema'
import { brazilData, brazilLives } from './brazil-consent'

/** Open Finance Brasil: payment consents. */
export const brazilPayment: ConsentType = {
  name: 'brazil_payment',
  fits: (document) => valueAt(document, ['data', 'payment', 'amount']) !== undefined,
  read: brazilData,
  members: [
    { group: 'payment', path: ['payment', 'amount'], compare: 'amount' },
    { group: 'payment', path: ['payment', 'currency'], compare: 'exact' },
    { group: 'payment', path: ['creditor'], compare: 'exact' },
    { group: 'payment', path: ['payment', 'details', 'creditorAccount'], compare: 'account' },
    { group: 'payment', path: ['debtorAccount'], compare: 'account', isChoice: true },
    { group: 'payment', path: ['payment', 'type'], compare: 'exact' },
    { group: 'payment', path: ['payment', 'date'], compare: 'exact' },
    { group: 'payment', path: ['payment', 'schedule'], compare: 'exact' },
    { group: 'payment', path: ['payment', 'details', 'localInstrument'], compare: 'exact' },
    { group: 'payment', path: ['payment', 'details', 'proxy'], compare: 'exact' },
    { group: 'parties', path: ['loggedUser'], compare: 'exact' },
    { group: 'parties', path: ['businessEntity'], compare: 'exact' },
    // Five minutes to approve, then an hour to pay: the server sets it anew.
    { group: 'dates', path: ['expirationDateTime'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['status'], compare: 'status' },
    { group: 'dates', path: ['rejectionReason', 'code'], compare: 'status' },
    { group: 'dates', path: ['creationDateTime'], compare: 'instant', isServerTime: true },
    { group: 'dates', path: ['statusUpdateDateTime'], compare: 'instant', isServerTime: true },
  ],
  id: ['consentId'],
  status: ['status'],
  expiry: ['expirationDateTime'],
  lives: brazilLives,
  reauthenticationDays: null,
  refs: [],
  ignored: ['rejectionReason'],
  sentence: (facts) =>
    paymentSentence(
      {
        amount: 'payment.amount',
        creditor: ['creditor', 'payment.details.creditorAccount'],
        debtor: 'debtorAccount',
      },
      facts,
    ),
}
