/** What describes a control: why a menu item is off. */
export const reasonOf = (control: Element): string | undefined =>
  document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent
