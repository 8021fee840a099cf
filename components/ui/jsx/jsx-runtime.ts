import * as react from 'react/jsx-runtime'
import { visibleProps } from './visible-props'

export { Fragment, type JSX } from 'react/jsx-runtime'

type Make = typeof react.jsx

/*
 * Every element of Parley's pages is created here (`jsxImportSource` in tsconfig.json), so no text from a
 * page or a server is drawn raw, wherever it is shown.
 */
const visible =
  (make: Make): Make =>
  (type, props, key) =>
    make(type, visibleProps(type, props as Readonly<Record<string, unknown>>), key)

export const jsx = visible(react.jsx)
export const jsxs = visible(react.jsxs)
