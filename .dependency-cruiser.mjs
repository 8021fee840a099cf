/** Who may import whom: see ARCHITECTURE.md. Type-only imports count. */

/** The folders, the lowest first: each imports only from folders before it. */
const floors = [
  'lib/model',
  'lib/i18n',
  'lib/jose',
  'lib/oauth',
  'lib/capture',
  'lib/flow/model',
  'lib/flow/read',
  'lib/consent',
  'lib/flow/match',
  'lib/flow/hold',
  'lib/flow/reduce',
  'lib/storage',
  'lib/facts',
  'lib/rules',
  'lib/catalogue',
  'lib/judge',
  'lib/client',
  'lib/share',
  'lib/messaging',
  'lib/state',
  'lib/background',
  'lib/platform',
  'components/ui',
  'components/connected',
  'components/profile',
  'components/held',
  'components/popup',
  'components/panel/message',
  'components/panel/consent',
  'components/panel/tokens',
  'components/panel/server',
  'components/panel/share',
  'components/panel/flows',
  'components/panel/requests',
  'components/panel/rules',
  'components/panel/shell',
  'entrypoints',
]

const pure =
  '^lib/(model|jose|oauth|capture|flow|consent|storage|facts|rules|catalogue|judge|client|share)/'

/** The folders of the core whose values screens may import. */
const read = ['state', 'i18n', 'model', 'oauth', 'flow/read', 'consent', 'catalogue']

const inside = (folder) => `^${folder}/`

/** One rule per folder: it may import only what is below it. */
const floorRules = floors.slice(0, -1).map((folder, index) => ({
  name: `floor-${folder.replaceAll('/', '-')}`,
  comment: `${folder} may import only what is below it.`,
  severity: 'error',
  from: { path: inside(folder) },
  to: { path: floors.slice(index + 1).map(inside) },
}))

/** Screens that must not know each other. */
const apart = (name, folders) => ({
  name,
  severity: 'error',
  from: { path: `^(${folders.join('|')})/` },
  to: { path: `^(${folders.join('|')})/`, pathNot: '^$1/' },
})

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'all-resolved',
      comment: 'An import that is not resolved would pass every rule below.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...floorRules,
    {
      name: 'on-a-floor',
      comment: 'A new folder gets its place among the floors.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: floors.map(inside) },
      to: {},
    },
    {
      name: 'pure-core-imports-only-itself',
      comment: 'The pure core knows no browser, no React, no store and no service.',
      severity: 'error',
      from: { path: pure },
      to: {
        pathNot: [pure, '^node_modules/(jose|structured-headers|tldts|valibot|oauth4webapi)/'],
      },
    },
    {
      name: 'jose-only-in-lib-jose',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/jose/' },
      to: { path: '^node_modules/jose/' },
    },
    {
      name: 'oauth4webapi-only-in-lib-client',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/client/' },
      to: { path: '^node_modules/oauth4webapi/' },
    },
    {
      name: 'wxt-only-at-the-edges',
      comment: 'Only platform, messaging, i18n and entrypoints touch the browser.',
      severity: 'error',
      from: { path: '^(lib|components)/', pathNot: '^lib/(platform|messaging|i18n)/' },
      to: { path: ['^node_modules/(wxt|@wxt-dev|webextension-polyfill)/', '^\\.wxt/'] },
    },
    {
      name: 'background-without-screens',
      comment: 'The services share commands and stored shapes with the screens, not their mirrors.',
      severity: 'error',
      from: { path: '^lib/background/' },
      to: { path: '^lib/(state|i18n)/|^node_modules/(react|zustand)/' },
    },
    {
      name: 'components-know-no-service',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(judge|client|background|platform)/|^lib/rules/registry\\.ts$' },
    },
    {
      name: 'components-import-selectors-and-parsers',
      comment:
        'Of the core, screens import values from model, oauth, flow/read, consent and catalogue only; else types.',
      severity: 'error',
      from: { path: '^components/', pathNot: '^components/panel/share/' },
      to: {
        path: '^lib/',
        pathNot: `^lib/(${read.join('|')})/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'share-screens-import-formats',
      comment: 'The screens of exports also write files.',
      severity: 'error',
      from: { path: '^components/panel/share/' },
      to: {
        path: '^lib/',
        pathNot: `^lib/(${[...read, 'share'].join('|')})/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'ui-takes-props',
      comment: 'Parts in components/ui read no store and send no command.',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^lib/(state|messaging)/' },
    },
    apart('screens-apart', ['components/popup', 'components/panel', 'components/held']),
    apart('panel-apart', ['components/panel/tokens', 'components/panel/server']),
    {
      name: 'rules-never-import-each-other',
      severity: 'error',
      from: { path: '^lib/rules/([^/]+)/(?!index\\.ts|table\\.ts|severities\\.ts)[^/]+\\.ts$' },
      to: { path: '^lib/rules/[^/]+/(?!shared)[^/]+\\.ts$' },
    },
    {
      name: 'entrypoints-apart',
      severity: 'error',
      from: { path: '^entrypoints/([^/]+)' },
      to: { path: '^entrypoints/', pathNot: '^entrypoints/$1' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
