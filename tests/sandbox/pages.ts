import type { RequestedConsent } from './consent.ts'
import { escapeHtml, page } from './html.ts'
import { customer, dataProviders } from './settings.ts'

/** The prefilled login page. */
export function loginPage(action: string, problem?: string): string {
  return page('Log in to continue', {
    body: `${problem === undefined ? '' : `<p id="problem" role="alert">${escapeHtml(problem)}</p>`}
<form id="login-form" method="post" action="${escapeHtml(action)}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" value="${customer.username}" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password"
 value="${customer.password}" required>
<button id="log-in" type="submit">Log in</button>
</form>`,
  })
}

/** The page on which the user chooses the bank whose data will be shared. */
export function choosePage(action: string): string {
  const choices = dataProviders.map(
    ({ id, name }, index) => `<label for="dp-${id}">
<input id="dp-${id}" type="radio" name="dp_id" value="${id}"${index === 0 ? ' checked' : ''}>
${escapeHtml(name)}</label>`,
  )
  return page('Choose your data provider', {
    body: `<form id="provider-form" method="post" action="${escapeHtml(action)}">
<fieldset>
<legend>Whose data do you want to share?</legend>
${choices.join('\n')}
</fieldset>
<button id="choose" type="submit">Choose</button>
</form>`,
  })
}

const permissionNames: Readonly<Record<string, string>> = {
  read_accounts: 'See your accounts',
  read_transactions: 'See your transactions',
  read_balances: 'See your balances',
}

/** The page on which the user approves or denies the consent, or which clicks Approve itself. */
export function approvePage(
  action: string,
  asked: {
    readonly clientName: string
    readonly dpId: string
    readonly scope: string
    readonly consent: RequestedConsent | undefined
  },
  pressesItself = false,
): string {
  const provider = dataProviders.find(({ id }) => id === asked.dpId)?.name ?? asked.dpId
  const permissions = (asked.consent?.permissions ?? []).map(
    (permission) => `<li>${escapeHtml(permissionNames[permission] ?? permission)}</li>`,
  )
  const rows = [
    ['client-name', 'Application', escapeHtml(asked.clientName)],
    ['data-provider', 'Data provider', escapeHtml(provider)],
    ['permissions', 'It may', permissions.length ? `<ul>${permissions.join('')}</ul>` : 'Nothing'],
    ['expiry', 'Until', escapeHtml(asked.consent?.expiration_datetime ?? 'No end')],
    ['scope', 'Scope', `<code>${escapeHtml(asked.scope)}</code>`],
  ]
  return page('Approve the consent', {
    body: `<dl>
${rows.map(([id, term, value]) => `<dt>${term}</dt><dd id="${id}">${value}</dd>`).join('\n')}
</dl>
<form id="approve-form" method="post" action="${escapeHtml(action)}">
<button id="approve" type="submit" name="decision" value="approve">Approve</button>
<button id="deny" class="quiet" type="submit" name="decision" value="deny">Deny</button>
</form>${pressesItself ? "\n<script>document.getElementById('approve').click()</script>" : ''}`,
  })
}

/** The page that a user sees if the server does not redirect back to the application. */
export function errorPage(error: string, description: string | undefined): string {
  return page('The request was refused', {
    body: `<dl>
<dt>Error</dt><dd id="error"><code>${escapeHtml(error)}</code></dd>
<dt>Description</dt><dd id="error-description">${escapeHtml(description ?? 'None was given.')}</dd>
</dl>`,
  })
}
