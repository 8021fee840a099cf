import * as react from 'react/jsx-dev-runtime'
import { visibleProps } from './visible-props'

export { Fragment, type JSX } from 'react/jsx-dev-runtime'

/** The same as in jsx-runtime.ts, for development and tests. */
export const jsxDEV: typeof react.jsxDEV = (type, props, ...rest) =>
  react.jsxDEV(type, visibleProps(type, props as Readonly<Record<string, unknown>>), ...rest)
