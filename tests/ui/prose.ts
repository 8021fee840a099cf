/** Matches the innermost element with this text, also where names in monospace are elements of their own. */
export const prose = (sentence: string) => (_: string, element: Element | null) =>
  element?.textContent === sentence &&
  ![...element.children].some((child) => child.textContent === sentence)
